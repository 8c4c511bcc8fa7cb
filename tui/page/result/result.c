/* SPDX-License-Identifier: MIT */
/* tui/page/result/result.c - the result of one product: reading it, its keys. */
#include "tui/page/result/result.h"

#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/page/agenda/agenda.h"
#include "tui/page/meeting/pick.h"
#include "tui/page/page.h"
#include "tui/page/result/explain.h"
#include "tui/words/gate_names.h"
#include "db/base/mem.h"
#include "tui/words/gate_text.h"

/* ---- reading ---- */

static void result_forget(struct result_page *p)
{
    tally_free(&p->tally);
    seats_free(&p->seats);
    members_free(&p->members);
    findings_free(&p->findings);
    assessments_free(&p->given);
    free(p->line);
    free(p->spread);
    free(p->rule_basis);
    free(p->missed_basis);
    free(p->spread_basis);
    p->line = NULL;
    p->spread = p->rule_basis = p->missed_basis = p->spread_basis = NULL;
    p->r = NULL;
    p->n = 0;
}

/* A gate needs a line when it is not simply met; one that lower stars ask for as well has it
 * there. */
static bool result_worth_a_line(const struct result *r, int star, const struct gate *g)
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

static void result_add_line(struct result_page *p, int star, const struct gate *gate)
{
    p->line = xrealloc(p->line, ((size_t)p->n + 1) * sizeof *p->line);
    p->line[p->n++] = (struct result_line){star, gate};
}

static void result_lay_lines(struct result_page *p)
{
    for (int star = 3; star <= 5; star++) {
        const struct entry *e = &p->r->entry[star - 3];
        result_add_line(p, star, NULL);
        for (size_t i = 0; p->r->band >= star && i < e->n; i++)
            if (result_worth_a_line(p->r, star, &e->gate[i]))
                result_add_line(p, star, &e->gate[i]);
    }
}

static bool setting_is(struct db *db, const char *key, const char *value)
{
    const char *v = db_setting(db, key);
    return v && strcmp(v, value) == 0;
}

static bool result_read_all(struct result_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    bool ok = db_tally(db, 0, &p->tally) == DB_OK;
    ok = db_seats(db, p->product, 0, &p->seats) == DB_OK && ok;
    ok = db_members(db, &p->members) == DB_OK && ok;
    ok = db_findings(db, p->product, &p->findings) == DB_OK && ok;
    ok = db_assessments(db, p->product, &p->given) == DB_OK && ok;
    p->rule_basis = gate_basis(db, "minimum.rule");
    p->missed_basis = rule_basis(db, "minimum.missed");
    p->spread_basis = rule_basis(db, "spread.max");
    const char *spread = db_setting(db, "spread.max");
    p->spread = xstrdup(spread ? spread : "");
    p->fail = setting_is(db, "minimum.missed", "fail");
    p->by_conclusion = setting_is(db, "minimum.rule", "conclude");
    return ok;
}

static bool result_load(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    if (!model_refresh(s->app))
        return false;
    result_forget(p);
    if (!result_read_all(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->tally.n;
    for (size_t i = 0; i < p->tally.n; i++)
        if (p->tally.v[i].product == p->product)
            p->r = &p->tally.v[i];
    if (!p->r || db_edge_of(model_of(s->app)->db, p->r, &p->edge) != DB_OK)
        return false;
    result_lay_lines(p);
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

static enum react ask_names(struct result_page *p)
{
    const struct gate *g = result_gate(p);
    return g ? gate_names_ask(p->base.app, TAG_NAMES, g->criterion, g->points) : REACT_DRAW;
}

static enum react show_names(struct result_page *p)
{
    const struct gate *g = result_gate(p);
    return g ? gate_names_show(p->base.app, p->product, g->star, g->criterion) : REACT_DRAW;
}

/* What would show points or outcomes waits until the cover is taken off; the dossier has a cover of
 * its own. */
static bool hidden(struct result_page *p, enum action a)
{
    bool shows = a == ACT_RESULT_CONCLUDE || a == ACT_RESULT_EXPLAIN || a == ACT_RESULT_BALLOTS ||
                 a == ACT_RESULT_RESCORE || a == ACT_RESULT_NAMES || a == ACT_RESULT_OPEN;
    if (p->covered && shows)
        app_say(p->base.app, SAY_WARN, _("Màn hình đang che: F4 để hiện lại trước."));
    return p->covered && shows;
}

static enum react cover(struct result_page *p)
{
    p->covered = !p->covered;
    model_of(p->base.app)->covered = p->covered;
    return REACT_DRAW;
}

/* The product @step places further, in this same page. */
static enum react result_turn(struct result_page *p, int step)
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

static enum react result_act(struct screen *s, enum action a)
{
    struct result_page *p = (struct result_page *)s;
    if (hidden(p, a))
        return REACT_DRAW;
    switch (a) {
    case ACT_RESULT_NAMES:
        return ask_names(p);
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
        return result_turn(p, 1);
    case ACT_RESULT_PREV:
        return result_turn(p, -1);
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
        return cover(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react result_key(struct screen *s, const struct key *k)
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

static unsigned result_holds(const struct screen *s)
{
    const struct result_page *p = (const struct result_page *)s;
    return model_holds(s->app, p->list.selected >= 0 && p->n > 0);
}

static enum react result_answer(struct screen *s, const struct answer *a)
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
    case TAG_NAMES:
        return show_names(p);
    default:
        return REACT_DRAW;
    }
}

static void result_done(struct screen *s)
{
    struct result_page *p = (struct result_page *)s;
    model_of(s->app)->covered = false;
    result_forget(p);
    free(p->ballot);
    free(p->task);
}

static const struct screen_ops result_ops = {
    .scope = SCOPE_RESULT,
    .size = sizeof(struct result_page),
    .load = result_load,
    .draw = result_draw,
    .holds = result_holds,
    .act = result_act,
    .key = result_key,
    .answer = result_answer,
    .done = result_done,
};

void page_result_open(struct app *app, int product)
{
    struct result_page *p = (struct result_page *)screen_new(app, &result_ops);
    p->product = product;
    model_of(app)->covered = false;
    app_push(app, &p->base);
}
