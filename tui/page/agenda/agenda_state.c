/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda_state.c - products are put off, withdrawn, or back on the agenda: one of
 * them, or many with one reason and in one act. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "tui/page/page.h"

enum { TAG_WHAT = 1, TAG_REASON, MAX_CHOICES = 3 };

enum change { PUT_OFF, WITHDRAW, TAKE_BACK };

/* One line of the question: what would be done, to which of the products asked about. */
struct choice {
    char *line;
    enum change change;
    size_t n;
    struct finding *v; /* one for each product, without the reason */
};

/* Shows nothing of its own: the questions stand over the page below. */
struct state_page {
    struct screen base;
    char *title;
    struct choice choice[MAX_CHOICES];
    int n, chosen;
    int *id; /* asked about; a title of one is his name */
    size_t n_ids;
    int64_t asked; /* the last event when it was asked */
};

static void postpone_draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

/* ---- the choices ---- */

/* A choice without products is none. */
static struct choice *choice_new(struct state_page *p, enum change change)
{
    p->choice[p->n] = (struct choice){.change = change};
    return &p->choice[p->n];
}

static void choice_add(struct choice *c, const struct product *v, enum finding_kind kind,
                       bool verdict)
{
    c->v = xrealloc(c->v, (c->n + 1) * sizeof *c->v);
    c->v[c->n++] =
        (struct finding){.product = v->id, .kind = kind, .criterion = "", .verdict = verdict};
}

/* What @c does to a product, if it changes anything for it. */
static void choice_take(struct choice *c, const struct product *v)
{
    if (c->change == PUT_OFF && !v->postponed && !v->withdrawn)
        choice_add(c, v, FINDING_POSTPONED, true);
    else if (c->change == WITHDRAW && !v->withdrawn)
        choice_add(c, v, FINDING_WITHDRAWN, true);
    else if (c->change == TAKE_BACK && v->withdrawn)
        choice_add(c, v, FINDING_WITHDRAWN, false);
    else if (c->change == TAKE_BACK && v->postponed)
        choice_add(c, v, FINDING_POSTPONED, false);
}

/* Takes @line over.  Returns its place, or -1 when nothing would be done. */
static int choice_end(struct state_page *p, char *line)
{
    struct choice *c = &p->choice[p->n];
    c->line = line;
    if (c->n)
        return p->n++;
    free(c->line);
    return -1;
}

static void postpone_one(struct state_page *p, const struct product *v)
{
    bool back = v->postponed || v->withdrawn;
    if (back)
        choice_take(choice_new(p, TAKE_BACK), v);
    else
        choice_take(choice_new(p, PUT_OFF), v);
    choice_end(p, xstrdup(v->withdrawn   ? _("Bỏ ghi rút: xét lại trong phiên này")
                          : v->postponed ? _("Bỏ hoãn: xét lại trong phiên này")
                                         : _("Hoãn sang đợt khác (hoặc đề nghị bổ sung hồ sơ)")));
    choice_take(choice_new(p, WITHDRAW), v);
    choice_end(p, xstrdup(_("Chủ thể rút hồ sơ")));
}

/* The end of a day: whatever the council did not get to, at once. */
static void unfinished(struct state_page *p, const struct products *all)
{
    struct choice *c = choice_new(p, PUT_OFF);
    for (size_t i = 0; i < all->n; i++) {
        const struct product *v = &all->v[i];
        bool done = v->set_known && v->expected && v->closed >= v->expected;
        if (!done && !v->knocked_out)
            choice_take(c, v);
    }
    if (c->n > 1)
        choice_end(p, xasprintf(P_("Hoãn cả %zu sản phẩm chưa đủ phiếu", c->n), c->n));
    else
        free(c->v);
}

static bool postpone_among(int id, const int *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static void many(struct state_page *p, const struct products *all, const int *ids, size_t n)
{
    static const enum change change[MAX_CHOICES] = {PUT_OFF, WITHDRAW, TAKE_BACK};
    for (int k = 0; k < MAX_CHOICES; k++) {
        struct choice *c = choice_new(p, change[k]);
        for (size_t i = 0; i < all->n; i++)
            if (postpone_among(all->v[i].id, ids, n))
                choice_take(c, &all->v[i]);
        choice_end(p, change[k] == PUT_OFF ? xasprintf(P_("Hoãn %zu sản phẩm", c->n), c->n)
                      : change[k] == WITHDRAW
                          ? xasprintf(P_("Ghi %zu sản phẩm rút hồ sơ", c->n), c->n)
                          : xasprintf(P_("Xét lại %zu sản phẩm đã hoãn, đã rút", c->n), c->n));
    }
}

/* The choices for the products asked about, as @all has them. */
static void choices(struct state_page *p, const struct products *all)
{
    if (p->n_ids > 1)
        many(p, all, p->id, p->n_ids);
    for (size_t i = 0; p->n_ids == 1 && i < all->n; i++)
        if (all->v[i].id == p->id[0]) {
            p->title = xstrdup(all->v[i].name);
            postpone_one(p, &all->v[i]);
            unfinished(p, all);
        }
}

static void choices_free(struct state_page *p)
{
    for (int i = 0; i < p->n; i++) {
        free(p->choice[i].line);
        free(p->choice[i].v);
    }
    free(p->title);
}

/* ---- doing it ---- */

/* The same would be done to the same products, whatever their order. */
static bool choice_same(const struct choice *a, const struct choice *b)
{
    if (a->change != b->change || a->n != b->n || strcmp(a->line, b->line) != 0)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        size_t k = 0;
        while (k < b->n && b->v[k].product != a->v[i].product)
            k++;
        if (k == b->n || b->v[k].kind != a->v[i].kind)
            return false;
    }
    return true;
}

/* For db_expect: the line that was chosen would be there, about the same products. */
static bool postpone_same(struct db *db, void *arg)
{
    const struct state_page *p = arg;
    struct state_page now = {.id = p->id, .n_ids = p->n_ids};
    struct products all;
    bool same = false;
    if (db_products(db, &all) == DB_OK)
        choices(&now, &all);
    for (int i = 0; i < now.n; i++)
        same = same || choice_same(&p->choice[p->chosen], &now.choice[i]);
    same = same && (p->n_ids > 1 || strcmp(p->title, now.title) == 0);
    choices_free(&now);
    list_free(&all);
    return same;
}

static enum react postpone_conclude(struct state_page *p, const char *reason)
{
    struct app *app = p->base.app;
    struct choice *c = &p->choice[p->chosen];
    char *what = c->n > 1 ? xasprintf(P_("%zu sản phẩm", c->n), c->n) : xstrdup(p->title);
    for (size_t i = 0; i < c->n; i++)
        c->v[i].reason = reason;
    db_expect(model_of(app)->db,
              (struct db_expect){.seq = p->asked, .same = postpone_same, .arg = p});
    enum db_rc rc = db_conclude(model_of(app)->db, c->v, c->n, ACTOR_CHAIR);
    char *done = xasprintf(c->change == TAKE_BACK ? _("Đưa lại vào phiên: %s.")
                           : c->change == PUT_OFF ? _("Đã hoãn: %s.")
                                                  : _("Đã ghi rút hồ sơ: %s."),
                           what);
    enum react r = model_did(app, rc, done);
    free(done);
    free(what);
    return r | app_answer(&p->base, &(struct answer){.tag = TAG_POSTPONED, .ok = rc == DB_OK});
}

static enum react postpone_answer(struct screen *s, const struct answer *a)
{
    struct state_page *p = (struct state_page *)s;
    if (!a->ok)
        return REACT_POP;
    if (a->tag == TAG_REASON)
        return postpone_conclude(p, a->text);
    if (a->tag != TAG_WHAT)
        return REACT_POP;
    p->chosen = a->choice;
    dialog_input(s->app, TAG_REASON,
                 &(struct dialog_input){
                     .title = p->choice[p->chosen].n > 1 ? p->choice[p->chosen].line : p->title,
                     .text = _("Lý do, được in trong biên bản."),
                     .required = true});
    return REACT_DRAW;
}

static void postpone_done(struct screen *s)
{
    struct state_page *p = (struct state_page *)s;
    choices_free(p);
    free(p->id);
}

static const struct screen_ops state_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct state_page),
    .overlay = true,
    .draw = postpone_draw,
    .answer = postpone_answer,
    .done = postpone_done,
};

static void postpone_ask(struct state_page *p)
{
    const char *line[MAX_CHOICES];
    for (int i = 0; i < p->n; i++)
        line[i] = p->choice[i].line;
    app_push(p->base.app, &p->base);
    dialog_choice(
        p->base.app, TAG_WHAT, p->title,
        _("Sản phẩm hoãn hoặc rút không có kết quả trong phiên này; phiếu đã nhập vẫn lưu."), line,
        p->n, 0);
}

void page_postpone_many_open(struct app *app, const int *ids, size_t n)
{
    struct model *m = model_of(app);
    struct products all;
    if (!n || !model_refresh(app))
        return;
    if (db_products(m->db, &all) == DB_OK) {
        struct state_page *p = (struct state_page *)screen_new(app, &state_ops);
        p->asked = m->session.events;
        p->id = xcalloc(n, sizeof *p->id);
        memcpy(p->id, ids, n * sizeof *ids);
        p->n_ids = n;
        choices(p, &all);
        if (n > 1)
            p->title = xasprintf(P_("%zu sản phẩm", n), n);
        postpone_ask(p);
    }
    list_free(&all);
}

void page_postpone_open(struct app *app, int product)
{
    page_postpone_many_open(app, &product, 1);
}
