/* SPDX-License-Identifier: MIT */
/* export/table/tables.c - which tables there are, and who makes each. */
#include "export/table/tables.h"

#include "export/table/certificates.h"
#include "export/table/lists.h"
#include "export/table/meeting.h"
#include "export/table/points.h"

const struct table_def table_defs[TABLES] = {
    [TABLE_ANNEX] = {"phu-luc", "Phụ lục QĐ", table_annex},
    [TABLE_FORWARDED] = {"trinh-bo", "Tiềm năng 5 sao", table_forwarded},
    [TABLE_FAILED] = {"khong-dat", "Không đạt", table_failed},
    [TABLE_POSTPONED] = {"hoan", "Hoãn", table_postponed},
    [TABLE_SCORES] = {"tong-hop-diem", "Tổng hợp điểm", table_scores},
    [TABLE_DETAIL] = {"chi-tiet", "Chi tiết tiêu chí", table_detail},
    [TABLE_GATES] = {"yeu-cau-sao", "Yêu cầu sao", table_gates},
    [TABLE_RESCORED] = {"cham-lai", "Chấm lại", table_rescored},
    [TABLE_MEMBERS] = {"thanh-vien", "Thành viên", table_members},
    [TABLE_STATS] = {"thong-ke", "Thống kê", table_stats},
    [TABLE_CERTIFICATES] = {"giay-chung-nhan", "Giấy chứng nhận", table_certificates},
    [TABLE_JOURNAL] = {"nhat-ky", "Nhật ký", table_journal},
};

struct table *table_make(enum table_id id, const struct record *r, struct arena *a)
{
    struct table *t = table_defs[id].make(r, a);
    t->id = table_defs[id].id;
    t->sheet = table_defs[id].sheet;
    return t;
}
