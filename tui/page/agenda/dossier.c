/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier.c - the dossier of one product: reading it, its two views, its keys. */
#include "tui/page/agenda/dossier.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/page/page.h"

/* ---- reading ---- */

static void dossier_forget(struct dossier_page *p)
{
    list_free(&p->products);
    list_free(&p->dossiers);
    list_free(&p->sheet);
    list_free(&p->tally);
    p->p = NULL;
    p->d = NULL;
}

static bool dossier_read_all(struct dossier_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    bool ok = db_products(db, &p->products) == DB_OK;
    ok = db_dossiers(db, p->product, &p->dossiers) == DB_OK && ok;
    ok = db_scoresheet(db, p->product, &p->sheet) == DB_OK && ok;
    ok = db_assessment_sums(db, p->product, p->sum) == DB_OK && ok;
    ok = db_tally(db, p->product, &p->tally) == DB_OK && ok;
    ok = db_paper_day(db, p->day) == DB_OK && ok;
    return ok;
}

/* The row of the criterion @want, which is the one to begin at or the one it was on. */
static void dossier_place(struct dossier_page *p, const char *want)
{
    for (size_t i = 0; *want && i < p->sheet.n; i++)
        if (strcmp(p->sheet.v[i].criterion, want) == 0)
            list_select(&p->rows, dossier_points.list, p, (int)i);
    list_fix(&p->papers, dossier_papers.list, p);
    list_fix(&p->rows, dossier_points.list, p);
}

static bool dossier_load(struct screen *s)
{
    struct dossier_page *p = (struct dossier_page *)s;
    char on[sizeof p->want];
    if (!model_refresh(s->app))
        return false;
    bool any = p->rows.selected >= 0 && p->rows.selected < (int)p->sheet.n;
    snprintf(on, sizeof on, "%s", any ? p->sheet.v[p->rows.selected].criterion : p->want);
    dossier_forget(p);
    p->read = model_of(s->app)->session.events;
    if (!dossier_read_all(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->products.n;
    for (size_t i = 0; i < p->products.n; i++)
        if (p->products.v[i].id == p->product)
            p->p = &p->products.v[i];
    if (!p->p || p->dossiers.n != 1)
        return false;
    p->d = &p->dossiers.v[0];
    p->set = *p->p->set ? db_criteria(model_of(s->app)->db, p->p->set) : NULL;
    dossier_place(p, on);
    return true;
}

/* ---- questions ---- */

/* What the question shows of a record: all that, if another hand changes it, makes the answer one
 * to another question. */
static char *shown(const struct dossier_asked *a, const struct dossier *d, const char *set,
                   const struct assessments *sheet, const struct rules *rules)
{
    const struct evidence *e = a->item ? &d->item[a->item - 1] : NULL;
    const struct assessed *v = NULL;
    for (size_t i = 0; i < sheet->n && *a->criterion; i++)
        v = strcmp(sheet->v[i].criterion, a->criterion) == 0 ? &sheet->v[i] : v;
    const char *label = v && v->label[a->source] ? v->label[a->source] : "";
    switch (a->tag) {
    case TAG_SAMPLES:
        return xasprintf("%d", d->samples);
    case TAG_NOTE:
        return xstrdup(d->note);
    case TAG_STATE:
        return xasprintf("%d", e->state);
    case TAG_EXPIRES:
        return xasprintf("%d %s", e->state, e->expires);
    case TAG_PAPER_NOTE:
        return xasprintf("%d %s", e->state, e->note);
    case TAG_LEVEL:
        return xasprintf("%s %s", set, label);
    case TAG_MARK_NOTE:
        return xasprintf("%s %s %s", set, label, v && *label ? v->note[a->source] : "");
    case TAG_WHY:
        return v ? xasprintf("%s %d/%d %d %d %d %s %s", set, v->sum, v->n, v->compared, v->asked,
                             v->answered, rules->text[SETTING_DIFFERENCE_ASK], v->why)
                 : xstrdup("");
    }
    return xstrdup("");
}

void dossier_ask(struct dossier_page *p, enum dossier_tag tag, int item, const char *criterion)
{
    struct dossier_asked *a = &p->asked;
    free(a->shown);
    *a = (struct dossier_asked){.read = p->read, .tag = tag, .item = item, .source = p->source};
    snprintf(a->criterion, sizeof a->criterion, "%s", criterion);
    a->shown = shown(a, p->d, p->p->set, &p->sheet, &model_of(p->base.app)->rules);
}

/* For db_expect. */
static bool dossier_same(struct db *db, void *arg)
{
    const struct dossier_page *p = arg;
    struct products all;
    struct dossiers d;
    struct assessments sheet;
    struct rules rules;
    bool same = db_products(db, &all) == DB_OK;
    same = db_dossiers(db, p->product, &d) == DB_OK && d.n == 1 && same;
    same = db_scoresheet(db, p->product, &sheet) == DB_OK && same;
    same = db_rules(db, &rules) == DB_OK && same;
    const char *set = "";
    for (size_t i = 0; i < all.n; i++)
        set = all.v[i].id == p->product ? all.v[i].set : set;
    char *now = same ? shown(&p->asked, &d.v[0], set, &sheet, &rules) : NULL;
    same = now && strcmp(now, p->asked.shown) == 0;
    free(now);
    list_free(&all);
    list_free(&d);
    list_free(&sheet);
    list_free(&rules);
    return same;
}

void dossier_expect(struct dossier_page *p)
{
    db_expect(model_of(p->base.app)->db,
              (struct db_expect){.seq = p->asked.read, .same = dossier_same, .arg = p});
}

static const struct dossier_view *dossier_view(const struct screen *s)
{
    return s->scope == SCOPE_EARLY ? &dossier_points : &dossier_papers;
}

static void dossier_draw(const struct screen *s, struct canvas *c)
{
    const struct dossier_page *p = (const struct dossier_page *)s;
    char *name = product_label_text(p->p->no, model_of(s->app)->products, p->p->name);
    model_title(s->app, c, s->scope == SCOPE_EARLY ? _("ĐIỂM CHẤM TRƯỚC") : _("HỒ SƠ"), name);
    free(name);
    dossier_view(s)->draw(p, c);
}

/* ---- keys ---- */

static enum react dossier_answer(struct screen *s, const struct answer *a)
{
    struct dossier_page *p = (struct dossier_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    return dossier_view(s)->answer(p, a);
}

/* The product @step places further, in this same page. */
static enum react dossier_turn(struct dossier_page *p, int step)
{
    int at = (int)(p->p - p->products.v) + step;
    if (at < 0 || at >= (int)p->products.n) {
        app_say(p->base.app, SAY_NOTE,
                step < 0 ? _("Đây là sản phẩm đầu tiên.") : _("Đây là sản phẩm cuối cùng."));
        return REACT_DRAW;
    }
    p->product = p->products.v[at].id;
    p->papers = p->rows = (struct list){0};
    list_free(&p->sheet); /* the next one begins at its first row */
    *p->want = '\0';
    return REACT_RELOAD;
}

static enum react dossier_act(struct screen *s, enum action a)
{
    struct dossier_page *p = (struct dossier_page *)s;
    switch (a) {
    case ACT_DOSSIER_EDIT:
        pages_of(s->app)->product(s->app, p->product);
        return REACT_DRAW;
    case ACT_DOSSIER_IMPORT:
        pages_of(s->app)->import(s->app, LIST_DOSSIER, NULL);
        return REACT_DRAW;
    case ACT_EARLY_IMPORT:
        pages_of(s->app)->import(s->app, LIST_SCORES, NULL);
        return REACT_DRAW;
    case ACT_DOSSIER_POINTS:
    case ACT_EARLY_PAPERS:
        s->scope = s->scope == SCOPE_EARLY ? SCOPE_DOSSIER : SCOPE_EARLY;
        return REACT_DRAW;
    case ACT_EARLY_ANNOUNCE:
        p->covered = !p->covered;
        return REACT_DRAW;
    case ACT_DOSSIER_NEXT:
    case ACT_EARLY_NEXT:
        return dossier_turn(p, 1);
    case ACT_DOSSIER_PREV:
        return dossier_turn(p, -1);
    default:
        return dossier_view(s)->act(p, a);
    }
}

static enum react dossier_key(struct screen *s, const struct key *k)
{
    return dossier_view(s)->key((struct dossier_page *)s, k);
}

static unsigned dossier_holds(const struct screen *s)
{
    const struct dossier_page *p = (const struct dossier_page *)s;
    return model_holds(s->app, s->scope == SCOPE_DOSSIER || p->sheet.n > 0);
}

static void dossier_done(struct screen *s)
{
    dossier_forget((struct dossier_page *)s);
    free(((struct dossier_page *)s)->asked.shown);
}

static const struct screen_ops dossier_ops = {
    .scope = SCOPE_DOSSIER,
    .size = sizeof(struct dossier_page),
    .load = dossier_load,
    .draw = dossier_draw,
    .holds = dossier_holds,
    .act = dossier_act,
    .key = dossier_key,
    .answer = dossier_answer,
    .done = dossier_done,
};

void page_dossier_open(struct app *app, int product, bool covered, const char *criterion)
{
    struct dossier_page *p = (struct dossier_page *)screen_new(app, &dossier_ops);
    p->product = product;
    p->covered = covered;
    p->source = ASSESSED_ADVISER;
    if (criterion) {
        p->base.scope = SCOPE_EARLY;
        snprintf(p->want, sizeof p->want, "%s", criterion);
    }
    app_push(app, &p->base);
}
