/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/panel_draw.c - who scores one product, as rows. */
#include <stdlib.h>

#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/meeting/panel.h"

static int panel_count(const void *data)
{
    return ((const struct panel_page *)data)->n;
}

enum { NAME_COL = 5, BALLOT_COLS = 16, WIDE = 110 };

/* Columns of a row: the member has more of it where there is more. */
struct columns {
    int name_cols, state, state_cols, ballot;
};
static struct columns panel_columns(const struct canvas *c)
{
    int cols = row_columns(c);
    struct columns k = {.name_cols = cols >= WIDE ? 52 : 27, .ballot = cols - BALLOT_COLS};
    k.state = NAME_COL + k.name_cols;
    k.state_cols = k.ballot - k.state;
    return k;
}

/* Never the points: this page may stand on a screen the council sees. */
static void draw_ballot(const struct panel_row *r, struct canvas *c, int col)
{
    const struct seat *s = r->s;
    if (s->ballot == BALLOT_CLOSED)
        canvas_text(c, 0, col, BALLOT_COLS - 1, s->counted ? STYLE_GOOD : STYLE_WARN,
                    s->counted ? ballot_name(s->ballot) : _("nộp, không tính"));
    else if (s->ignored)
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_DIM, _("bỏ qua"));
    else if (s->ballot == BALLOT_OPEN)
        canvas_printf(c, 0, col, BALLOT_COLS - 1, STYLE_WARN, _("dở %d/%d"), s->marks, s->criteria);
    else if (s->expected)
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_NORMAL, ballot_name(s->ballot));
    else
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_DIM, "-");
}

static const char *panel_state_name(const struct panel_row *r)
{
    return r->s->panel == PANEL_SCORES && !r->m->scoring ? _("không chấm điểm")
                                                         : panel_name(r->s->panel);
}

static void draw_state(const struct panel_row *r, struct canvas *c, const struct columns *k)
{
    const struct seat *s = r->s;
    enum style style = s->panel != PANEL_SCORES ? STYLE_WARN
                       : r->m->scoring          ? STYLE_NORMAL
                                                : STYLE_DIM;
    if (*s->reason && s->panel != PANEL_SCORES)
        canvas_printf(c, 0, k->state, k->state_cols - 1, style, "%s: %s", panel_state_name(r),
                      s->reason);
    else
        canvas_text(c, 0, k->state, k->state_cols - 1, style, panel_state_name(r));
}

static void panel_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct panel_row *r = &((const struct panel_page *)data)->row[i];
    struct columns k = panel_columns(c);
    (void)selected;
    canvas_printf(c, 0, 0, 4, STYLE_NORMAL, "%4d", r->m->no);
    char *label = row_columns(c) >= WIDE ? member_label(r->m) : xstrdup(r->m->name);
    canvas_text(c, 0, NAME_COL, k.name_cols - 1, STYLE_NORMAL, label);
    free(label);
    draw_state(r, c, &k);
    draw_ballot(r, c, k.ballot);
}

const struct list_ops panel_lines = {.count = panel_count, .row = panel_row};

/* The chosen member in full, as the row may have cut it. */
static void panel_draw_chosen(const struct panel_page *p, struct canvas *c, int row_no)
{
    if (p->list.selected < 0 || p->list.selected >= p->n)
        return;
    const struct panel_row *r = &p->row[p->list.selected];
    char *label = member_label(r->m);
    bool why = *r->s->reason && r->s->panel != PANEL_SCORES;
    char *all =
        xasprintf(why ? "%s · %s: %s" : "%s · %s", label, panel_state_name(r), r->s->reason);
    canvas_wrap(c, row_no, 0, -1, 2, STYLE_NORMAL, all);
    free(all);
    free(label);
}

static void panel_draw_foot(const struct panel_page *p, struct canvas *c)
{
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    panel_draw_chosen(p, c, 1);
    const struct result *r = p->tally.n ? &p->tally.v[0] : NULL;
    if (r && r->needed)
        canvas_printf(c, 3, 0, -1, r->quorum ? STYLE_NORMAL : STYLE_WARN,
                      r->quorum ? _("Có mặt %d/%d, cần %d: hợp lệ")
                                : _("Có mặt %d/%d, cần %d và có người chủ trì: CHƯA hợp lệ"),
                      r->present, r->base, r->needed);
    if (r && r->stopped)
        canvas_printf(c, 4, 0, -1, STYLE_WARN, _("ĐÃ DỪNG ĐÁNH GIÁ ở %s: %s"), r->stop_criterion,
                      r->stop_ground);
    else
        canvas_text(c, 4, 0, -1, STYLE_DIM,
                    _("← → sản phẩm trước, sau. Về sớm hoặc vắng cả phiên: ghi ở mục Thành viên."));
}

void panel_draw(const struct screen *s, struct canvas *c)
{
    const struct panel_page *p = (const struct panel_page *)s;
    char *name = product_label_text(p->p->no, model_of(s->app)->products, p->p->name);
    char *set = set_label(p->p);
    model_title(s->app, c, _("NGƯỜI CHẤM"), name);
    canvas_printf(c, 1, 0, -1, p->p->set_known ? STYLE_NORMAL : STYLE_WARN,
                  _("Phiếu %d/%d · %s · %s"), p->p->closed, p->p->expected, p->p->owner, set);
    free(set);
    free(name);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    if (p->n == 0) {
        draw_empty(&body, _("Chưa có thành viên nào"),
                   _("Về trang chính (Esc), mục 2 Thành viên, rồi F3 để nạp danh sách."));
        return;
    }
    struct columns k = panel_columns(c);
    canvas_text(c, 2, 2, -1, STYLE_HEADING, _("STT"));
    canvas_text(c, 2, 1 + NAME_COL, -1, STYLE_HEADING, _("Thành viên"));
    canvas_text(c, 2, 1 + k.state, -1, STYLE_HEADING, _("Sản phẩm này"));
    canvas_text(c, 2, 1 + k.ballot, -1, STYLE_HEADING, _("Phiếu"));
    struct canvas list = canvas_sub(&body, 0, 0, body.rows - 5, body.cols);
    list_draw(&p->list, &panel_lines, p, &list, true);
    struct canvas foot = canvas_sub(&body, body.rows - 5, 0, 5, body.cols);
    panel_draw_foot(p, &foot);
}
