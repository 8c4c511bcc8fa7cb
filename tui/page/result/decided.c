/* SPDX-License-Identifier: MIT */
/* tui/page/result/decided.c - what became of each product that was proposed or forwarded: whether
 * the decision names it, and what the Ministry made of it. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

enum { TAG_REASON = 1, TAG_STAR, TAG_NUMBER, TAG_DATE, STAR_COLS = 9, STATE_COLS = 28 };

/* One row; the texts belong to the tally and to the decisions. */
struct line {
    const struct result *r;
    struct decided d;
    int off; /* the version of what was told of it and does not hold; 0: nothing */
};

struct decided_page {
    struct screen base;
    struct tally tally;
    struct decisions now;
    struct line *line;
    int n;
    struct list list;
    int product, star; /* being asked about; the Ministry's answer so far */
    char *number;
};

/* ---- reading ---- */

static void decided_forget(struct decided_page *p)
{
    free(p->line);
    p->line = NULL;
    p->n = 0;
    list_free(&p->tally);
    list_free(&p->now);
}

static int decided_count(const void *data)
{
    return ((const struct decided_page *)data)->n;
}

/* ---- drawing ---- */

static char *state(const struct line *l, enum style *style)
{
    char shown[11];
    *style = STYLE_NORMAL;
    if (l->d.left_out) {
        *style = STYLE_WARN;
        return xasprintf(_("không ghi: %s"), l->d.reason);
    }
    if (l->d.central < 0 && l->off) {
        *style = STYLE_WARN;
        return xasprintf(_("phiên bản %d: không áp dụng"), l->off);
    }
    if (l->d.central < 0)
        return xstrdup("");
    *style = STYLE_GOOD;
    field_date_shown(l->d.date, shown);
    return l->d.central == 0 ? xasprintf(_("Bộ: không đạt %s %s"), l->d.number, shown)
                             : xasprintf(_("Bộ: %d sao %s %s"), l->d.central, l->d.number, shown);
}

static void decided_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct line *l = &((const struct decided_page *)data)->line[i];
    bool sent = l->r->status == STATUS_FORWARD;
    enum style style;
    int last = c->cols / 3 > STATE_COLS ? c->cols / 3 : STATE_COLS;
    int wide = c->cols - last - STAR_COLS - 5, rest = c->cols - last;
    (void)selected;
    char *text = state(l, &style);
    canvas_printf(c, 0, 0, 3, STYLE_NORMAL, "%3d", l->r->no);
    canvas_text(c, 0, 4, wide, STYLE_NORMAL, l->r->name);
    canvas_text(c, 0, 4 + wide + 1, STAR_COLS, sent ? STYLE_GOOD : STYLE_STAR,
                sent ? _("Trình Bộ") : stars_text(l->r->star));
    canvas_text(c, 0, rest, c->cols - rest, style, text);
    free(text);
}

static const struct list_ops lines = {.count = decided_count, .row = decided_row};

static void decided_draw(const struct screen *s, struct canvas *c)
{
    const struct decided_page *p = (const struct decided_page *)s;
    model_title(s->app, c, _("THEO QUYẾT ĐỊNH"), NULL);
    canvas_text(c, 1, 0, -1, STYLE_NORMAL,
                _("Sản phẩm đề nghị công nhận và trình Bộ; dòng trống: ghi đúng như đề nghị."));
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    if (p->n == 0)
        draw_empty(&body, _("Không có sản phẩm nào"),
                   _("Không sản phẩm nào được đề nghị 3, 4 sao hay trình Bộ."));
    else
        list_draw(&p->list, &lines, p, &body, true);
}

static bool decided_load(struct screen *s)
{
    struct decided_page *p = (struct decided_page *)s;
    struct db *db = model_of(s->app)->db;
    if (!model_refresh(s->app))
        return false;
    decided_forget(p);
    if (db_tally(db, 0, &p->tally) != DB_OK || db_decisions(db, &p->now) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    p->line = xcalloc(p->tally.n + 1, sizeof *p->line);
    for (size_t i = 0; i < p->tally.n; i++) {
        const struct result *r = &p->tally.v[i];
        if (result_listed(r))
            p->line[p->n++] = (struct line){r, decided_of(&p->now, r->product),
                                            decision_off(&p->now, r->product)};
    }
    list_fix(&p->list, &lines, p);
    return true;
}

/* ---- acting ---- */

static enum react decided_put(struct decided_page *p, const struct decided *d, const char *done)
{
    return model_did(p->base.app, db_decided_put(model_of(p->base.app)->db, d, ACTOR_SECRETARY),
                     done);
}

static enum react toggle(struct decided_page *p)
{
    struct line *l = &p->line[p->list.selected];
    p->product = l->d.product;
    if (l->d.left_out) {
        struct decided d = l->d;
        d.left_out = false;
        d.reason = "";
        return decided_put(p, &d, _("Đã ghi: quyết định có sản phẩm này."));
    }
    dialog_input(p->base.app, TAG_REASON,
                 &(struct dialog_input){.title = _("Quyết định không ghi sản phẩm này"),
                                        .text = _("Lý do, in ở các văn bản xuất sau:"),
                                        .required = true});
    return REACT_DRAW;
}

static enum react ask_star(struct decided_page *p)
{
    const struct line *l = &p->line[p->list.selected];
    const char *const answers[] = {_("Bộ công nhận 5 sao"), _("Bộ công nhận 4 sao"),
                                   _("Bộ công nhận 3 sao"), _("Không đạt"), _("Chưa có kết quả")};
    if (l->r->status != STATUS_FORWARD) {
        app_say(p->base.app, SAY_NOTE, _("Chỉ sản phẩm trình Bộ mới có kết quả của Bộ."));
        return REACT_DRAW;
    }
    p->product = l->d.product;
    int at = l->d.central < 0 ? 0 : l->d.central == 0 ? 3 : 5 - l->d.central;
    dialog_choice(p->base.app, TAG_STAR, _("Kết quả của Bộ"), l->r->name, answers,
                  sizeof answers / sizeof *answers, at >= 0 && at < 4 ? at : 0);
    return REACT_DRAW;
}

static const char *decided_check_date(const char *value)
{
    char iso[11];
    return !*value || field_date(value, iso) ? NULL : _("Không có ngày này. Gõ như 31/12/2027.");
}

static enum react take_star(struct decided_page *p, int choice, struct decided *d)
{
    static const int stars[] = {5, 4, 3, 0, -1};
    p->star = stars[choice];
    if (p->star < 0) {
        d->central = -1;
        d->number = d->date = "";
        return decided_put(p, d, _("Đã bỏ kết quả của Bộ."));
    }
    dialog_input(p->base.app, TAG_NUMBER,
                 &(struct dialog_input){.title = _("Số quyết định của Bộ"),
                                        .text = _("Để trống nếu chưa biết."),
                                        .start = d->number,
                                        .max = 100});
    return REACT_DRAW;
}

static enum react take_number(struct decided_page *p, const char *number, const struct decided *d)
{
    char shown[11];
    free(p->number);
    p->number = xstrdup(number);
    field_date_shown(d->date, shown);
    dialog_input(p->base.app, TAG_DATE,
                 &(struct dialog_input){.title = _("Ngày quyết định của Bộ"),
                                        .text = _("Như 15/12/2026; để trống nếu chưa biết."),
                                        .start = shown,
                                        .kind = FIELD_DATE,
                                        .max = 10,
                                        .check = decided_check_date});
    return REACT_DRAW;
}

static enum react decided_answer(struct screen *s, const struct answer *a)
{
    struct decided_page *p = (struct decided_page *)s;
    struct decided d = decided_of(&p->now, p->product);
    char iso[11] = "";
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_REASON:
        d.left_out = true;
        d.reason = a->text;
        return decided_put(p, &d, _("Đã ghi: quyết định không có sản phẩm này."));
    case TAG_STAR:
        return take_star(p, a->choice, &d);
    case TAG_NUMBER:
        return take_number(p, a->text, &d);
    case TAG_DATE:
        if (*a->text && !field_date(a->text, iso))
            return REACT_DRAW;
        d.central = p->star;
        d.number = p->number;
        d.date = iso;
        return decided_put(p, &d, _("Đã ghi kết quả của Bộ."));
    default:
        return REACT_DRAW;
    }
}

static enum react decided_act(struct screen *s, enum action a)
{
    struct decided_page *p = (struct decided_page *)s;
    switch (a) {
    case ACT_DECIDED_OUT:
        return toggle(p);
    case ACT_DECIDED_CENTRAL:
        return ask_star(p);
    default:
        return REACT_DEFAULT;
    }
}

static unsigned decided_holds(const struct screen *s)
{
    return model_holds(s->app, ((const struct decided_page *)s)->n > 0);
}

static enum react decided_key(struct screen *s, const struct key *k)
{
    struct decided_page *p = (struct decided_page *)s;
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return keymap_refusal(ACT_DECIDED_OUT, decided_holds(s)) ? REACT_NONE : toggle(p);
    default:
        return REACT_NONE;
    }
}

static void decided_done(struct screen *s)
{
    struct decided_page *p = (struct decided_page *)s;
    decided_forget(p);
    free(p->number);
}

static const struct screen_ops decided_ops = {
    .scope = SCOPE_DECIDED,
    .size = sizeof(struct decided_page),
    .load = decided_load,
    .draw = decided_draw,
    .holds = decided_holds,
    .act = decided_act,
    .key = decided_key,
    .answer = decided_answer,
    .done = decided_done,
};

void page_decided_open(struct app *app)
{
    app_push(app, screen_new(app, &decided_ops));
}
