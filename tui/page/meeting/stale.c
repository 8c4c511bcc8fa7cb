/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/stale.c - the conclusions of a product that rest on what has changed since: the
 * council holds to all of them with one vote, or makes another one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/meeting/conclude.h"
#include "tui/page/page.h"
#include "tui/question.h"
#include "tui/words/finding.h"

enum { TAG_VOTES = 1 };

struct stale_page {
    struct screen base;
    int product;
    char *title;
    struct findings now;   /* of the product: the stale ones alone */
    struct findings asked; /* as @now was when the votes were asked for */
    struct question question;
    char **said, **changed;
    struct list list; /* two lines a conclusion: what was said, and what has changed */
    bool ready;
};

/* ---- reading ---- */

static void stale_forget(struct stale_page *p)
{
    for (size_t i = 0; p->said && i < p->now.n; i++) {
        free(p->said[i]);
        free(p->changed[i]);
    }
    free(p->said);
    free(p->changed);
    p->said = p->changed = NULL;
    list_free(&p->now);
}

static bool stale_read(struct db *db, int product, struct findings *out)
{
    size_t n = 0;
    bool ok = db_findings(db, product, out) == DB_OK;
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].stale)
            out->v[n++] = out->v[i];
    out->n = n;
    return ok;
}

static char *stale_votes(const struct finding *f)
{
    return f->of ? xasprintf(_(", biểu quyết %d/%d"), f->votes, f->of) : xstrdup("");
}

static void stale_words(struct stale_page *p, const struct members *members)
{
    p->said = xcalloc(p->now.n + 1, sizeof *p->said);
    p->changed = xcalloc(p->now.n + 1, sizeof *p->changed);
    for (size_t i = 0; i < p->now.n; i++) {
        const struct finding *f = &p->now.v[i];
        const char *name = "";
        for (size_t k = 0; k < members->n; k++)
            if (members->v[k].id == f->member)
                name = members->v[k].name;
        char *said = finding_sentence(f, name), *votes = stale_votes(f);
        bool where = f->kind == FINDING_KNOCKOUT && *f->criterion;
        p->said[i] = xasprintf("%s%s%s%s%s%s", where ? f->criterion : "", where ? ": " : "", said,
                               votes, *f->reason ? ": " : "", f->reason);
        p->changed[i] = finding_changed(f);
        free(votes);
        free(said);
    }
}

static int stale_count(const void *data)
{
    return 2 * (int)((const struct stale_page *)data)->now.n;
}

static bool stale_selectable(const void *data, int i)
{
    (void)data;
    return i % 2 == 0;
}

static void stale_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct stale_page *p = data;
    (void)selected;
    if (i % 2 == 0)
        canvas_text(c, 0, 0, c->cols, STYLE_NORMAL, p->said[i / 2]);
    else
        canvas_text(c, 0, 3, c->cols - 3, STYLE_WARN, p->changed[i / 2]);
}

static const struct list_ops stale_list = {
    .count = stale_count, .row = stale_row, .selectable = stale_selectable};

static bool stale_load(struct screen *s)
{
    struct stale_page *p = (struct stale_page *)s;
    struct model *m = model_of(s->app);
    struct members members;
    struct tally t;
    if (!model_refresh(s->app))
        return false;
    stale_forget(p);
    bool ok = db_tally(m->db, p->product, &t) == DB_OK && t.n == 1;
    ok = db_members(m->db, &members) == DB_OK && ok;
    ok = stale_read(m->db, p->product, &p->now) && ok;
    if (ok) {
        free(p->title);
        p->title = product_label_text(t.v[0].no, m->products, t.v[0].name);
        stale_words(p, &members);
        list_fix(&p->list, &stale_list, p);
    }
    list_free(&members);
    list_free(&t);
    if (ok && p->now.n == 0 && !p->ready)
        app_say(s->app, SAY_NOTE, _("Không có kết luận nào cần xem lại ở đây."));
    p->ready = true;
    return ok && p->now.n > 0;
}

/* ---- drawing ---- */

static void stale_draw(const struct screen *s, struct canvas *c)
{
    const struct stale_page *p = (const struct stale_page *)s;
    model_title(s->app, c, _("KẾT LUẬN CẦN XEM LẠI"), p->title);
    int rows = canvas_wrap(c, 1, 0, c->cols, 4, STYLE_NORMAL,
                           _("Phiếu hoặc điểm mà các kết luận này đã xét nay khác: chưa tính, chưa "
                             "chốt được, cho đến khi Hội đồng giữ các kết luận này "
                             "({STALE_HOLD}) hoặc kết luận khác ({STALE_OTHER})."));
    canvas_hline(c, 1 + rows, 0, c->cols, STYLE_DIM);
    struct canvas body = canvas_sub(c, 2 + rows, 0, c->rows - 2 - rows, c->cols);
    list_draw(&p->list, &stale_list, p, &body, true);
}

/* ---- the same said again ---- */

/* For the question: the conclusions to be held, and the facts they would rest on. */
static bool stale_shown(struct db *db, const void *arg, struct shown *out)
{
    const struct stale_page *p = arg;
    struct findings now;
    char *text = stale_read(db, p->product, &now) ? xstrdup("") : NULL;
    for (size_t i = 0; text && i < now.n; i++) {
        const struct finding *f = &now.v[i];
        char *more = xasprintf("%s%lld %s\n", text, (long long)f->seq, f->now ? f->now : "");
        free(text);
        text = more;
    }
    list_free(&now);
    out->more = text;
    return text != NULL;
}

/* The page and what is asked, read as one state. */
static bool stale_question(struct stale_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    enum db_rc rc = db_read_begin(db);
    bool ok = rc == DB_OK && stale_load(&p->base) &&
              question_ask(&p->question, p->base.app, stale_shown, p);
    list_free(&p->asked);
    ok = ok && stale_read(db, p->product, &p->asked);
    return db_read_end(db, rc) == DB_OK && ok;
}

static enum react stale_ask(struct stale_page *p)
{
    if (!stale_question(p))
        return REACT_RELOAD;
    char *all = xstrdup("");
    for (size_t i = 0; i < p->now.n; i++) {
        char *more = xasprintf("%s• %s\n", all, p->said[i]);
        free(all);
        all = more;
    }
    char *text =
        xasprintf(_("%s\nBiểu quyết chung, gõ như 7/9; để trống: không ghi số biểu quyết."), all);
    dialog_input(p->base.app, TAG_VOTES,
                 &(struct dialog_input){.title = _("Hội đồng giữ các kết luận này?"),
                                        .text = text,
                                        .kind = FIELD_SHARE,
                                        .max = 9,
                                        .check = conclude_votes_check});
    free(text);
    free(all);
    return REACT_DRAW;
}

static enum react stale_hold(struct stale_page *p, const char *votes)
{
    struct app *app = p->base.app;
    int yes = 0, of = 0;
    if (*votes && sscanf(votes, "%4d/%4d", &yes, &of) != 2)
        yes = of = 0;
    for (size_t i = 0; i < p->asked.n; i++) {
        p->asked.v[i].votes = yes;
        p->asked.v[i].of = of;
    }
    question_expect(&p->question, app);
    enum db_rc rc = db_conclude(model_of(app)->db, p->asked.v, p->asked.n, ACTOR_CHAIR);
    bool changed = question_changed(&p->question, app, rc);
    enum react r = model_did(app, rc, _("Đã ghi: Hội đồng giữ kết luận."));
    if (changed)
        return stale_ask(p);
    return rc == DB_OK ? r | REACT_POP : r;
}

/* ---- keys ---- */

static enum react stale_other(struct stale_page *p)
{
    struct app *app = p->base.app;
    int i = p->list.selected;
    const struct finding *f = i >= 0 && i / 2 < (int)p->now.n ? &p->now.v[i / 2] : NULL;
    if (!f)
        return REACT_NONE;
    if (f->kind == FINDING_DIFFERENCE)
        pages_of(app)->dossier(app, p->product, model_of(app)->covered, f->criterion);
    else
        pages_of(app)->conclude(app, p->product, f->kind, f->criterion, f->star, f->member);
    return REACT_DRAW;
}

static unsigned stale_holds(const struct screen *s)
{
    return model_holds(s->app, ((const struct stale_page *)s)->now.n > 0);
}

static enum react stale_act(struct screen *s, enum action a)
{
    struct stale_page *p = (struct stale_page *)s;
    switch (a) {
    case ACT_STALE_HOLD:
        return stale_ask(p);
    case ACT_STALE_OTHER:
        return stale_other(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react stale_key(struct screen *s, const struct key *k)
{
    struct stale_page *p = (struct stale_page *)s;
    switch (list_key(&p->list, &stale_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return keymap_refusal(ACT_STALE_OTHER, stale_holds(s)) ? REACT_NONE : stale_other(p);
    default:
        return REACT_NONE;
    }
}

static enum react stale_answer(struct screen *s, const struct answer *a)
{
    return a->tag == TAG_VOTES && a->ok ? stale_hold((struct stale_page *)s, a->text) : REACT_DRAW;
}

static void stale_done(struct screen *s)
{
    struct stale_page *p = (struct stale_page *)s;
    question_free(&p->question);
    stale_forget(p);
    list_free(&p->asked);
    free(p->title);
}

static const struct screen_ops stale_ops = {
    .scope = SCOPE_STALE,
    .size = sizeof(struct stale_page),
    .load = stale_load,
    .draw = stale_draw,
    .holds = stale_holds,
    .act = stale_act,
    .key = stale_key,
    .answer = stale_answer,
    .done = stale_done,
};

void page_stale_open(struct app *app, int product)
{
    struct stale_page *p = (struct stale_page *)screen_new(app, &stale_ops);
    p->product = product;
    app_push(app, &p->base);
}
