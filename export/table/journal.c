/* SPDX-License-Identifier: MIT */
/* export/table/journal.c - "Nhật ký": the events of the journal, in words. */
#include <stdlib.h>
#include <string.h>

#include "export/sheet/sheets.h"

enum { SEQ, TIME, WHO, WHAT, CONTENT, HASH };
static const struct column journal_columns[] = {
    {"so", "Số", COLUMN_NUMBER, 8, false},
    {"thoi_gian", "Thời gian (giờ Việt Nam)", COLUMN_CENTER, 20, false},
    {"nguoi_ghi", "Người ghi", COLUMN_TEXT, 22, false},
    {"viec", "Việc", COLUMN_TEXT, 20, false},
    {"noi_dung", "Nội dung", COLUMN_TEXT, 62, false},
    {"ma_bam", "Mã băm (16 số đầu)", COLUMN_CENTER, 19, false},
};

/* A longer journal is told without its marks, or no program would open the workbook: the
 * marks that stand are in the detail sheet, the rest is in the session file. */
enum { MOST_EVENTS = 60000 };

bool journal_left_out(const struct record *r, const struct log_entry *e)
{
    return r->n_log > MOST_EVENTS && strcmp(e->kind, "mark") == 0;
}

static void add_event(struct table *t, const struct record *r, const struct log_entry *e)
{
    char *who = term_actor(r, e->actor), *content = term_content(r, e);
    table_add(t, ROW_DATA);
    table_number(t, SEQ, e->seq);
    table_time(t, TIME, e->time);
    table_text(t, WHO, who);
    table_text(t, WHAT, term_event(e->kind));
    table_text(t, CONTENT, content);
    table_text(t, HASH, e->hash);
    free(who);
    free(content);
}

struct table *table_journal(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "nhat-ky", SHEET_JOURNAL, "NHẬT KÝ PHIÊN ĐÁNH GIÁ",
                                journal_columns, sizeof journal_columns / sizeof *journal_columns);
    t->filter = "Mọi sự kiện của nhật ký, theo thứ tự";
    for (size_t i = 0; i < r->n_log; i++)
        if (!journal_left_out(r, &r->log[i]))
            add_event(t, r, &r->log[i]);
    return t;
}
