/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier_draw.c - samples and papers of one product into cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "db/base/mem.h"
#include "tui/page/agenda/dossier.h"

enum { HEAD = 4, FOOT = 3, STATE_COLS = 12, DATE_COLS = 12 };

static int dossier_count(const void *data)
{
    (void)data;
    return EVIDENCE_ITEMS;
}

static const char *dossier_state_name(const struct evidence *e, enum style *style)
{
    switch (e->state) {
    case EVIDENCE_YES:
        *style = STYLE_GOOD;
        return _("có");
    case EVIDENCE_NO:
        *style = STYLE_WARN;
        return _("KHÔNG CÓ");
    case EVIDENCE_UNNEEDED:
        *style = STYLE_DIM;
        return _("không cần");
    default:
        *style = STYLE_DIM;
        return _("chưa xem");
    }
}

/* Columns of the name of a paper in a row. */
static int name_columns(int cols)
{
    return cols >= 110 ? 50 : 38;
}

static void dossier_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct dossier_page *p = data;
    const struct evidence *e = &p->d->item[i];
    enum style style;
    char date[11] = "";
    int at = 4 + name_columns(row_columns(c));
    (void)selected;
    canvas_printf(c, 0, 0, 3, STYLE_NORMAL, "%3d", i + 1);
    canvas_text(c, 0, 4, at - 5, STYLE_NORMAL, _(evidence_name(i + 1)));
    const char *state = dossier_state_name(e, &style);
    canvas_text(c, 0, at, STATE_COLS - 1, style, state);
    if (*e->expires)
        field_date_shown(e->expires, date);
    bool late = dossier_expired(p, e);
    canvas_text(c, 0, at + STATE_COLS, DATE_COLS - 1, late ? STYLE_ERROR : STYLE_NORMAL, date);
    if (*e->note)
        canvas_text(c, 0, at + STATE_COLS + DATE_COLS, -1, STYLE_DIM, e->note);
}

const struct list_ops dossier_papers = {.count = dossier_count, .row = dossier_row};

static void dossier_draw_head(const struct dossier_page *p, struct canvas *c)
{
    enum style style;
    const char *form = dossier_code(p, &style);
    int asked = p->set ? p->set->samples : 0, given = p->d->samples;
    int col =
        canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Mã số: %s "), *p->p->code ? p->p->code : "-");
    col += canvas_printf(c, 1, col, -1, style, "(%s)", form) + 3;
    canvas_printf(c, 1, col, -1, STYLE_NORMAL, _("Đăng ký: %s"),
                  p->p->kind ? kind_name(p->p->kind) : _("chưa ghi"));
    col = canvas_text(c, 2, 0, -1, STYLE_NORMAL, _("Mẫu: "));
    if (p->set && asked == 0)
        col += canvas_text(c, 2, col, -1, STYLE_DIM, _("không cần mẫu"));
    else if (given < 0)
        col += canvas_printf(c, 2, col, -1, STYLE_DIM, _("chưa ghi, cần %d (F7)"), asked);
    else if (given < asked)
        col += canvas_printf(c, 2, col, -1, STYLE_WARN, _("có %d, cần %d (điểm d khoản 2 Điều 6)"),
                             given, asked);
    else
        col += canvas_printf(c, 2, col, -1, STYLE_GOOD, _("có %d, đủ"), given);
    if (*p->d->note)
        canvas_printf(c, 2, col + 3, -1, STYLE_NORMAL, _("Ghi chú: %s"), p->d->note);
}

/* What is still to be seen to, in one line; "" when all is well. */
static char *summary(const struct dossier_page *p, enum style *style)
{
    int missing = 0, unseen = 0, late = 0;
    char day[11] = "";
    for (int i = 0; i < EVIDENCE_ITEMS; i++) {
        missing += p->d->item[i].state == EVIDENCE_NO;
        unseen += p->d->item[i].state == EVIDENCE_UNKNOWN;
        late += dossier_expired(p, &p->d->item[i]);
    }
    if (*p->day)
        field_date_shown(p->day, day);
    *style = missing || late ? STYLE_WARN : unseen ? STYLE_NORMAL : STYLE_GOOD;
    if (late)
        return xasprintf(_("Thiếu %d, chưa xem %d; %d giấy hết hạn trước %s."), missing, unseen,
                         late, day);
    if (missing || unseen)
        return xasprintf(_("Thiếu %d, chưa xem %d trong 15 minh chứng của Mẫu số 02."), missing,
                         unseen);
    return xstrdup(_("Đủ 15 minh chứng của Mẫu số 02."));
}

static void draw_papers(const struct dossier_page *p, struct canvas *c)
{
    int at = 1 + 4 + name_columns(row_columns(c));
    enum style style;
    dossier_draw_head(p, c);
    canvas_text(c, 3, 5, -1, STYLE_HEADING, _("Minh chứng (Mẫu số 02, Phần III)"));
    canvas_text(c, 3, at, -1, STYLE_HEADING, _("Tình trạng"));
    canvas_text(c, 3, at + STATE_COLS, -1, STYLE_HEADING, _("Hết hạn"));
    canvas_text(c, 3, at + STATE_COLS + DATE_COLS, -1, STYLE_HEADING, _("Ghi chú"));
    struct canvas list = canvas_sub(c, HEAD, 0, c->rows - HEAD - FOOT, c->cols);
    list_draw(&p->papers, &dossier_papers, p, &list, true);
    canvas_hline(c, c->rows - 3, 0, c->cols, STYLE_NORMAL);
    char *text = summary(p, &style);
    canvas_text(c, c->rows - 2, 0, -1, style, text);
    free(text);
    canvas_text(c, c->rows - 1, 0, -1, STYLE_DIM,
                model_of(p->base.app)->session.closed
                    ? _("Phiên đã chốt: chỉ xem. Tab: điểm tự chấm, Tổ tư vấn, Hội đồng.")
                    : _("1 có · 2 không · 3 không cần · 0 chưa xem; Tab: điểm đã chấm trước."));
}

void dossier_draw(const struct screen *s, struct canvas *c)
{
    const struct dossier_page *p = (const struct dossier_page *)s;
    char *name = product_label_text(p->p->no, model_of(s->app)->products, p->p->name);
    model_title(s->app, c, s->scope == SCOPE_EARLY ? _("ĐIỂM CHẤM TRƯỚC") : _("HỒ SƠ"), name);
    free(name);
    if (s->scope == SCOPE_EARLY)
        dossier_draw_points(p, c);
    else
        draw_papers(p, c);
}
