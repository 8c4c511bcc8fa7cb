/* SPDX-License-Identifier: MIT */
/* tui/page/result/results.c - the result of every product: found by typing, filtered, ordered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/page/result/results.h"

enum { FIND_MAX = 60 };

const struct result *results_at(const struct results_page *p, int i)
{
    return i >= 0 && i < p->n ? &p->tally.v[p->shown[i]] : NULL;
}

bool results_exceeds(const struct result *r)
{
    return r->exceeds && !r->settled && result_judged(r);
}

bool results_near(const struct results_page *p, const struct result *r)
{
    size_t i = (size_t)(r - p->tally.v);
    return i < p->edges.n && (p->edges.v[i].one || p->edges.v[i].less);
}

/* ---- what is shown ---- */

static bool passes(const struct results_page *p, const struct result *r)
{
    switch (p->filter) {
    case FILTER_TO_DO:
        return result_group(r) == GROUP_OPEN || results_exceeds(r) || r->claims > 0 ||
               (r->closed < r->expected && result_judged(r));
    case FILTER_FORWARDED:
        return result_group(r) == GROUP_FORWARD;
    case FILTER_FOUR:
        return result_group(r) == GROUP_FOUR;
    case FILTER_THREE:
        return result_group(r) == GROUP_THREE;
    case FILTER_UNDER:
        return result_group(r) == GROUP_FAILED;
    default:
        return true;
    }
}

static bool found(const struct result *r, const char *want)
{
    char no[16];
    snprintf(no, sizeof no, "%d", r->no);
    return !*want || strcmp(no, want) == 0 || search_hit(want, r->name) ||
           search_hit(want, r->owner) || search_hit(want, r->code);
}

/* Exact means, highest first; those without a ballot last. */
static bool higher(const struct result *a, const struct result *b)
{
    if (!a->closed || !b->closed)
        return a->closed && !b->closed;
    return (int64_t)a->sum * b->closed > (int64_t)b->sum * a->closed;
}

static void results_sift(struct results_page *p, int id)
{
    char *want = text_fold(field_get(&p->find));
    int select = p->list.selected;
    free(p->shown);
    p->shown = xcalloc(p->tally.n + 1, sizeof *p->shown);
    p->n = 0;
    for (size_t i = 0; i < p->tally.n; i++) {
        const struct result *r = &p->tally.v[i];
        if (!passes(p, r) || (want && !found(r, want)))
            continue;
        int k = p->n++;
        for (; p->by_mean && k > 0 && higher(r, results_at(p, k - 1)); k--)
            p->shown[k] = p->shown[k - 1];
        p->shown[k] = (int)i;
    }
    for (int k = 0; k < p->n; k++)
        select = results_at(p, k)->product == id ? k : select;
    free(want);
    list_select(&p->list, &results_rows, p, select);
}

static int chosen_id(const struct results_page *p)
{
    const struct result *r = results_at(p, p->list.selected);
    return r ? r->product : 0;
}

static bool results_load(struct screen *s)
{
    struct results_page *p = (struct results_page *)s;
    struct model *m = model_of(s->app);
    if (!model_refresh(s->app))
        return false;
    int id = chosen_id(p);
    tally_free(&p->tally);
    edges_free(&p->edges);
    p->n = 0;
    if (db_tally(m->db, 0, &p->tally) != DB_OK ||
        db_edges_of(m->db, &p->tally, &p->edges) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    m->products = (int)p->tally.n;
    results_sift(p, id);
    return true;
}

/* ---- keys ---- */

static enum react resift(struct results_page *p)
{
    results_sift(p, chosen_id(p));
    return REACT_DRAW;
}

static enum react results_back(struct results_page *p)
{
    if (!p->typing && !*field_get(&p->find))
        return REACT_POP;
    field_set(&p->find, "");
    p->typing = false;
    return resift(p);
}

static enum react results_act(struct screen *s, enum action a)
{
    struct results_page *p = (struct results_page *)s;
    switch (a) {
    case ACT_RESULTS_OPEN:
        page_result_open(s->app, chosen_id(p));
        return REACT_DRAW;
    case ACT_RESULTS_FILTER:
        p->filter = (enum results_filter)((p->filter + 1) % FILTERS);
        return resift(p);
    case ACT_RESULTS_ORDER:
        p->by_mean = !p->by_mean;
        return resift(p);
    case ACT_RESULTS_FIND:
        p->typing = true;
        return REACT_DRAW;
    case ACT_RESULTS_DRAFT:
        page_export_open(s->app);
        return REACT_DRAW;
    case ACT_RESULTS_SIGNOFF:
        page_signoff_open(s->app);
        return REACT_DRAW;
    case ACT_BACK:
        return results_back(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react results_type(struct results_page *p, const struct key *k)
{
    int id = chosen_id(p);
    if (field_key(&p->find, k) == FIELD_CHANGED)
        results_sift(p, id);
    return REACT_DRAW;
}

static enum react results_key(struct screen *s, const struct key *k)
{
    struct results_page *p = (struct results_page *)s;
    bool starts = k->code == K_CHAR || (k->code == K_BACKSPACE && *field_get(&p->find));
    if (!p->typing && starts && p->tally.n) {
        p->typing = true;
        return k->ch == '/' ? REACT_DRAW : results_type(p, k);
    }
    if (p->typing && field_searches(k))
        return results_type(p, k);
    switch (list_key(&p->list, &results_rows, p, k)) {
    case LIST_MOVED:
        p->typing = false;
        return REACT_DRAW;
    case LIST_OPEN:
        return results_act(s, ACT_RESULTS_OPEN);
    default:
        return REACT_NONE;
    }
}

static bool results_typing(const struct screen *s)
{
    return ((const struct results_page *)s)->typing;
}

static unsigned results_holds(const struct screen *s)
{
    return model_holds(s->app, chosen_id((const struct results_page *)s) != 0);
}

static void results_done(struct screen *s)
{
    struct results_page *p = (struct results_page *)s;
    tally_free(&p->tally);
    edges_free(&p->edges);
    free(p->shown);
}

static const struct screen_ops results_ops = {
    .scope = SCOPE_RESULTS,
    .size = sizeof(struct results_page),
    .load = results_load,
    .draw = results_draw,
    .holds = results_holds,
    .act = results_act,
    .key = results_key,
    .typing = results_typing,
    .done = results_done,
};

void page_results_open(struct app *app)
{
    struct results_page *p = (struct results_page *)screen_new(app, &results_ops);
    field_init(&p->find, FIELD_TEXT, FIND_MAX);
    app_push(app, &p->base);
}
