/* SPDX-License-Identifier: MIT */
/* export/table/members.c - "Thành viên": who sat there and when, who was away and why, who took no
 * part in which product, and room to sign. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/attendance.h"
#include "export/sheet/sheets.h"

enum { NO, NAME, TITLE, AGENCY, ROLE, SCORES, PRESENT, APART, BALLOTS, SIGN };
static const struct column member_columns[] = {
    {"tt", "TT", COLUMN_NUMBER, 4.5, false},
    {"ho_ten", "Họ và tên", COLUMN_TEXT, 24, false},
    {"chuc_vu", "Chức vụ", COLUMN_TEXT, 22, false},
    {"co_quan", "Cơ quan", COLUMN_TEXT, 26, false},
    {"vai_tro", "Vai trò", COLUMN_CENTER, 13, false},
    {"cham_diem", "Chấm điểm", COLUMN_CENTER, 8, false},
    {"co_mat", "Có mặt (giờ đến, về), vắng mặt (lý do)", COLUMN_CENTER, 21, false},
    {"theo_san_pham", "Không tham gia chấm, vắng, gửi phiếu (theo sản phẩm)", COLUMN_TEXT, 29,
     false},
    {"so_phieu", "Số phiếu được tính", COLUMN_NUMBER, 8, false},
    {"ky_ten", "Ký tên", COLUMN_CENTER, 18, false},
};

/* ", ghi lúc 24/11/2026 09:40" once behind all that were recorded in the same minute; *@last is
 * that minute and changes to @next. */
static void add_recorded(struct words *list, char **last, char *next)
{
    if (*last && **last && (!next || strcmp(*last, next) != 0))
        words_add(list, "", ", ghi lúc %s", *last);
    free(*last);
    *last = next;
}

/* Products for which @m stands apart, by kind: "Không tham gia chấm: SP 3 (người nhà), SP 7."; who
 * was away for some, since when by the record. */
static void add_apart(const struct record *r, const struct member *m, enum panel_state state,
                      const char *label, struct words *w)
{
    size_t n = 0;
    struct words list = {0};
    char *last = NULL;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *p = &r->products.v[i];
        const struct seat *s = record_seat(r, p->id, m->id);
        if (!s || s->panel != state)
            continue;
        n++;
        bool why = s->reason && s->reason[0];
        if (state != PANEL_RECUSED)
            add_recorded(&list, &last, attendance_recorded(r, m, p->id));
        words_add(&list, ", ", "SP %d%s%s%s", p->no, why ? " (" : "", why ? s->reason : "",
                  why ? ")" : "");
    }
    add_recorded(&list, &last, NULL);
    /* Being away for the whole meeting is said in the column before. */
    bool all_away = state == PANEL_ABSENT && !m->present && n == r->products.n;
    if (n && !all_away)
        words_add(w, " ", "%s: %s.", label, list.s);
    free(list.s);
}

static void add_member(struct table *t, const struct record *r, const struct member *m)
{
    struct words apart = {0};
    int ballots = 0;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct seat *s = record_seat(r, r->products.v[i].id, m->id);
        ballots += s && s->counted;
    }
    if (m->scoring) {
        add_apart(r, m, PANEL_RECUSED, "Không tham gia chấm", &apart);
        add_apart(r, m, PANEL_ABSENT, "Vắng", &apart);
        add_apart(r, m, PANEL_WRITTEN, "Gửi phiếu bằng văn bản", &apart);
    }
    char *times = attendance_times(r, m);
    table_add(t, ROW_DATA);
    table_number(t, NO, m->no);
    table_text(t, NAME, full_name(r, m));
    table_text(t, TITLE, m->title);
    table_text(t, AGENCY, m->agency);
    table_text(t, ROLE, term_role(m));
    table_text(t, SCORES, m->scoring ? "Có" : "Không");
    if (m->present)
        table_format(t, PRESENT, "Có mặt%s", times);
    else
        table_format(t, PRESENT, "Vắng mặt: %s%s", m->reason[0] ? m->reason : BLANK, times);
    table_text(t, APART, apart.s);
    table_number(t, BALLOTS, ballots);
    table_fill(t, SIGN, BLANK);
    free(times);
    free(apart.s);
}

static const char *counts_text(const struct record *r, struct arena *a)
{
    int council = 0, present = 0, scoring = 0;
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        council += in_council(m);
        present += in_council(m) && m->present;
        scoring += m->scoring;
    }
    char *text = xasprintf("Thành viên Hội đồng: %d; có mặt: %d/%d; thành viên chấm điểm: %d. Điều "
                           "kiện họp hợp lệ ghi trong biên bản.",
                           council, present, council, scoring);
    const char *kept = arena_strdup(a, text);
    free(text);
    return kept;
}

struct table *table_members(const struct record *r, struct arena *a)
{
    struct table *t = table_new(a, "thanh-vien", SHEET_MEMBERS, "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG",
                                member_columns, sizeof member_columns / sizeof *member_columns);
    const struct member **m = arena_alloc(a, (r->members.n + 1) * sizeof(*m));
    size_t n = attendance_order(r, m);
    t->filter = "Mọi người có tên trong phiên, kể cả tổ tư vấn và khách mời";
    t->none = "Chưa có thành viên nào";
    t->below = counts_text(r, a);
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < n; i++)
        add_member(t, r, m[i]);
    return t;
}
