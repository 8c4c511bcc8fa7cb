/* SPDX-License-Identifier: MIT */
/* tui/page_result.c - the result of one product: reading it, its keys. */
#include "tui/page_result.h"

#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/i18n.h"
#include "tui/page.h"
#include "tui/page_agenda.h"
#include "tui/page_explain.h"
#include "tui/page_pick.h"

/* ---- reading ---- */

static void forget(struct result_page *p)
{
    tally_free(&p->tally);
    seats_free(&p->seats);
    members_free(&p->members);
    findings_free(&p->findings);
    free(p->line);
    free(p->spread);
    p->line = NULL;
    p->spread = NULL;
    p->r = NULL;
    p->n = 0;
}

/* A gate needs a line when it is not simply met; one that lower stars ask for as well has it
 * there. */
static bool worth_a_line(const struct result *r, int star, const struct gate *g)
{
    if (g->met == MET_YES && !g->concluded)
        return false;
    if (star == 3)
        return true;
    const struct entry *below = &r->entry[star - 4];
    for (size_t i = 0; i < below->n; i++)
        if (strcmp(below->gate[i].criterion, g->criterion) == 0 &&
            below->gate[i].points == g->points)
            return false;
    return true;
}

static void add_line(struct result_page *p, int star, const struct gate *gate)
{
    p->line = xrealloc(p->line, ((size_t)p->n + 1) * sizeof *p->line);
    p->line[p->n++] = (struct result_line){star, gate};
}

static void lay_lines(struct result_page *p)
{
    for (int star = 3; star <= 5; star++) {
        const struct entry *e = &p->r->entry[star - 3];
        add_line(p, star, NULL);
        for (size_t i = 0; p->r->band >= star && i < e->n; i++)
            if (worth_a_line(p->r, star, &e->gate[i]))
                add_line(p, star, &e->gate[i]);
    }
}

static bool setting_is(struct db *db, const char *key, const char *value)
{
    const char *v = db_setting(db, key);
    return v && strcmp(v, value) == 0;
}

static bool read_all(struct result_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    bool ok = db_tally(db, 0, &p->tally) == DB_OK;
    ok = db_seats(db, p->product, 0, &p->seats) == DB_OK && ok;
    ok = db_members(db, &p->members) == DB_OK && ok;
    ok = db_findings(db, p->product, &p->findings) == DB_OK && ok;
    const char *spread = db_setting(db, "spread.max");
    p->spread = xstrdup(spread ? spread : "");
    p->fail = setting_is(db, "minimum.missed", "fail");
    p->by_conclusion = setting_is(db, "minimum.rule", "conclude");
    return ok;
}

static bool load(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    if (!model_refresh(s->app))
        return false;
    forget(p);
    if (!read_all(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->tally.n;
    for (size_t i = 0; i < p->tally.n; i++)
        if (p->tally.v[i].product == p->product)
            p->r = &p->tally.v[i];
    if (!p->r)
        return false;
    lay_lines(p);
    list_fix(&p->list, &result_list, p);
    return true;
}

const char *result_member(const struct result_page *p, int member)
{
    for (size_t i = 0; i < p->members.n; i++)
        if (p->members.v[i].id == member)
            return p->members.v[i].name;
    return "?";
}

bool result_forward_answered(const struct result_page *p)
{
    for (size_t i = 0; i < p->findings.n; i++)
        if (p->findings.v[i].kind == FINDING_FORWARD)
            return true;
    return false;
}

/* ---- keys ---- */

/* The product @step places further, in this same page. */
static enum react turn(struct result_page *p, int step)
{
    int at = (int)(p->r - p->tally.v) + step;
    if (at < 0 || at >= (int)p->tally.n) {
        app_say(p->base.app, SAY_NOTE,
                step < 0 ? _("Đây là sản phẩm đầu tiên.") : _("Đây là sản phẩm cuối cùng."));
        return REACT_DRAW;
    }
    p->product = p->tally.v[at].product;
    p->list = (struct list){0};
    return REACT_RELOAD;
}

static enum react act(struct screen *s, enum action a)
{
    struct result_page *p = (struct result_page *)s;
    switch (a) {
    case ACT_RESULT_CONCLUDE:
        return result_ask_task(p);
    case ACT_RESULT_OPEN:
        return result_open_line(p);
    case ACT_RESULT_RESCORE:
        return result_ask_rescore(p);
    case ACT_RESULT_POSTPONE:
        page_postpone_open(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_NEXT:
        return turn(p, 1);
    case ACT_RESULT_PREV:
        return turn(p, -1);
    case ACT_RESULT_EXPLAIN:
        page_explain_open(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_BALLOTS:
        page_pick_member(s->app, p->product);
        return REACT_DRAW;
    case ACT_RESULT_DOSSIER:
        page_dossier_open(s->app, p->product, p->covered, NULL);
        return REACT_DRAW;
    case ACT_RESULT_ANNOUNCE:
        p->covered = !p->covered;
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react key(struct screen *s, const struct key *k)
{
    struct result_page *p = (struct result_page *)s;
    switch (list_key(&p->list, &result_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return result_open_line(p);
    default:
        return REACT_NONE;
    }
}

static unsigned holds(const struct screen *s)
{
    const struct result_page *p = (const struct result_page *)s;
    return model_holds(s->app, p->list.selected >= 0 && p->n > 0 && !p->covered);
}

static enum react answer(struct screen *s, const struct answer *a)
{
    struct result_page *p = (struct result_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_TASK:
        return result_do_task(p, a->choice);
    case TAG_WHICH:
        return result_ask_reason(p, a->choice);
    case TAG_WHY:
        return result_rescore(p, a->text);
    default:
        return REACT_DRAW;
    }
}

static void done(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    forget(p);
    free(p->ballot);
    free(p->task);
}

static const struct screen_ops result_ops = {
    .scope = SCOPE_RESULT,
    .size = sizeof(struct result_page),
    .load = load,
    .draw = result_draw,
    .holds = holds,
    .act = act,
    .key = key,
    .answer = answer,
    .done = done,
};

void page_result_open(struct app *app, int product)
{
    struct result_page *p = (struct result_page *)screen_new(app, &result_ops);
    p->product = product;
    app_push(app, &p->base);
}
