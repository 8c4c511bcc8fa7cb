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
#include "tui/question.h"

enum {
    TAG_REASON = 1,
    TAG_STAR,
    TAG_NUMBER,
    TAG_DATE,
    STAR_COLS = 9,
    STATE_COLS = 28,
    NO_STAR = -2
};

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
    int product, star; /* being asked about; the Ministry's answer so far, NO_STAR: not about it */
    char *number;
    struct question question; /* about .product */
    bool changed;             /* what it showed: its answer was refused */
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

/* For the question: what the record has of the product. */
static bool decided_shown(struct db *db, const void *arg, struct shown *out)
{
    const struct decided_page *p = arg;
    struct tally t;
    struct decisions all;
    bool ok = db_tally(db, p->product, &t) == DB_OK && t.n;
    ok = db_decisions(db, &all) == DB_OK && ok;
    if (ok) {
        struct decided d = decided_of(&all, p->product);
        out->more = xasprintf("%d %d %d %d %d\n%s\n%s\n%s", all.version, (int)t.v[0].status,
                              t.v[0].star, d.left_out, d.central, d.reason, d.number, d.date);
    }
    list_free(&all);
    list_free(&t);
    return ok;
}

/* A window is about .product; its line; NULL: it is not there any more. */
static const struct line *decided_question(struct decided_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    enum db_rc rc = db_read_begin(db);
    bool ok = rc == DB_OK && decided_load(&p->base) &&
              question_ask(&p->question, p->base.app, decided_shown, p);
    if (db_read_end(db, rc) != DB_OK || !ok)
        return NULL;
    for (int i = 0; i < p->n; i++)
        if (p->line[i].d.product == p->product)
            return &p->line[i];
    return NULL;
}

static enum react decided_put(struct decided_page *p, const struct decided *d, const char *done)
{
    struct app *app = p->base.app;
    question_expect(&p->question, app);
    enum db_rc rc = db_decided_put(model_of(app)->db, d, ACTOR_SECRETARY);
    p->changed = question_changed(&p->question, app, rc);
    return model_did(app, rc, done);
}

static enum react ask_left_out(struct decided_page *p, const struct line *l)
{
    char *title = xasprintf(_("Quyết định không ghi SP %d %s"), l->r->no, l->r->name);
    dialog_input(p->base.app, TAG_REASON,
                 &(struct dialog_input){.title = title,
                                        .text = _("Lý do, in ở các văn bản xuất sau:"),
                                        .required = true});
    free(title);
    return REACT_DRAW;
}

static enum react toggle(struct decided_page *p)
{
    const struct line *l = decided_question(p);
    if (!l)
        return REACT_RELOAD;
    if (l->d.left_out) {
        struct decided d = l->d;
        d.left_out = false;
        d.reason = "";
        return decided_put(p, &d, _("Đã ghi: quyết định có sản phẩm này."));
    }
    return ask_left_out(p, l);
}

static enum react ask_star(struct decided_page *p)
{
    const struct line *l = decided_question(p);
    const char *const answers[] = {_("Bộ công nhận 5 sao"), _("Bộ công nhận 4 sao"),
                                   _("Bộ công nhận 3 sao"), _("Không đạt"), _("Chưa có kết quả")};
    if (!l)
        return REACT_RELOAD;
    if (l->r->status != STATUS_FORWARD) {
        app_say(p->base.app, SAY_NOTE, _("Chỉ sản phẩm trình Bộ mới có kết quả của Bộ."));
        return REACT_DRAW;
    }
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

/* Refused for what has changed since: asked again, where there is still something to ask. */
static enum react decided_again(struct decided_page *p, enum react r)
{
    if (!p->changed)
        return r;
    const struct line *l = decided_question(p);
    if (!l || l->d.left_out)
        return r;
    return p->star == NO_STAR ? ask_left_out(p, l) : ask_star(p);
}

static enum react take_star(struct decided_page *p, int choice, struct decided *d)
{
    static const int stars[] = {5, 4, 3, 0, -1};
    p->star = stars[choice];
    if (p->star < 0) {
        d->central = -1;
        d->number = d->date = "";
        return decided_again(p, decided_put(p, d, _("Đã bỏ kết quả của Bộ.")));
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

static enum react decided_take(struct decided_page *p, const struct answer *a)
{
    struct decided d = decided_of(&p->now, p->product);
    char iso[11] = "";
    switch (a->tag) {
    case TAG_REASON:
        d.left_out = true;
        d.reason = a->text;
        return decided_again(p, decided_put(p, &d, _("Đã ghi: quyết định không có sản phẩm này.")));
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
        return decided_again(p, decided_put(p, &d, _("Đã ghi kết quả của Bộ.")));
    default:
        return REACT_DRAW;
    }
}

static enum react decided_answer(struct screen *s, const struct answer *a)
{
    return a->ok ? decided_take((struct decided_page *)s, a) : REACT_DRAW;
}

static enum react decided_act(struct screen *s, enum action a)
{
    struct decided_page *p = (struct decided_page *)s;
    p->product = p->line[p->list.selected].d.product;
    p->star = a == ACT_DECIDED_OUT ? NO_STAR : -1;
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
        return keymap_refusal(ACT_DECIDED_OUT, decided_holds(s)) ? REACT_NONE
                                                                 : decided_act(s, ACT_DECIDED_OUT);
    default:
        return REACT_NONE;
    }
}

static void decided_done(struct screen *s)
{
    struct decided_page *p = (struct decided_page *)s;
    decided_forget(p);
    question_free(&p->question);
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
