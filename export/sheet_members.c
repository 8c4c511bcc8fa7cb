/* SPDX-License-Identifier: MIT */
/* export/sheet_members.c - "Thành viên": who sat there, who was away and why, who took no
 * part in which product, and room to sign. */
#include <stdlib.h>

#include "export/sheets.h"

enum { NO, NAME, TITLE, AGENCY, ROLE, SCORES, PRESENT, APART, BALLOTS, SIGN, COLUMNS };

static void put_head(struct paper *p)
{
    static const char *const head[COLUMNS] = {
        "TT",
        "Họ và tên",
        "Chức vụ",
        "Cơ quan",
        "Vai trò",
        "Chấm điểm",
        "Có mặt, vắng mặt (lý do)",
        "Không tham gia chấm, vắng, gửi phiếu (theo sản phẩm)",
        "Số phiếu được tính",
        "Ký tên"};
    for (int i = 0; i < COLUMNS; i++)
        put_text(p, i, STYLE_HEAD, head[i]);
    end_row(p);
    paper_head(p, 1, 2);
}

/* Products for which @m stands apart, by kind: "Không tham gia chấm: SP 3 (người nhà), SP 7." */
static void add_apart(const struct record *r, const struct member *m, enum panel_state state,
                      const char *label, struct words *w)
{
    size_t n = 0;
    struct words list = {0};
    for (size_t i = 0; i < r->products.n; i++) {
        const struct seat *s = record_seat(r, r->products.v[i].id, m->id);
        if (!s || s->panel != state)
            continue;
        n++;
        bool why = s->reason && s->reason[0];
        words_add(&list, ", ", "SP %d%s%s%s", r->products.v[i].no, why ? " (" : "",
                  why ? s->reason : "", why ? ")" : "");
    }
    /* Being away for the whole meeting is said in the column before. */
    bool all_away = state == PANEL_ABSENT && !m->present && n == r->products.n;
    if (n && !all_away)
        words_add(w, " ", "%s: %s.", label, list.s);
    free(list.s);
}

static void put_member(struct paper *p, const struct record *r, const struct member *m)
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
    put_number(p, NO, STYLE_NUMBER, m->no);
    put_text(p, NAME, STYLE_CELL, full_name(r, m));
    put_text(p, TITLE, STYLE_CELL, m->title);
    put_text(p, AGENCY, STYLE_CELL, m->agency);
    put_text(p, ROLE, STYLE_CELL_CENTER, term_role(m));
    put_text(p, SCORES, STYLE_CELL_CENTER, m->scoring ? "Có" : "Không");
    if (m->present)
        put_text(p, PRESENT, STYLE_CELL_CENTER, "Có mặt");
    else
        put_format(p, PRESENT, STYLE_CELL_CENTER, "Vắng mặt: %s", m->reason[0] ? m->reason : BLANK);
    put_text(p, APART, STYLE_CELL, apart.s);
    put_number(p, BALLOTS, STYLE_NUMBER, ballots);
    put_text(p, SIGN, STYLE_CELL_CENTER, BLANK);
    end_row(p);
    free(apart.s);
}

static void put_counts(struct paper *p, const struct record *r)
{
    int council = 0, present = 0, scoring = 0;
    for (size_t i = 0; i < r->members.n; i++) {
        const struct member *m = &r->members.v[i];
        council += in_council(m);
        present += in_council(m) && m->present;
        scoring += m->scoring;
    }
    skip_row(p);
    put_span_format(p, 0, COLUMNS - 1, STYLE_TEXT,
                    "Thành viên Hội đồng: %d; có mặt: %d/%d; thành viên chấm điểm: %d. Điều kiện "
                    "họp hợp lệ ghi trong biên bản.",
                    council, present, council, scoring);
    end_row(p);
}

enum db_rc sheet_members(struct pages *g)
{
    struct paper *p = g->members;
    put_heads(p, g->r, COLUMNS - 1);
    put_title(p, g->r, COLUMNS - 1, "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG");
    put_head(p);
    for (size_t i = 0; i < g->r->members.n; i++)
        put_member(p, g->r, &g->r->members.v[i]);
    put_counts(p, g->r);
    put_table_signatures(p, g->r, COLUMNS - 1);
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
