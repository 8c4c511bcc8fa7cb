/* SPDX-License-Identifier: MIT */
/* tui/cli/explain.c - explain: why a star is what it is, as lines or as JSON. */
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "tui/cli/calls.h"
#include "tui/kit/i18n.h"
#include "tui/say.h"
#include "tui/words/explain.h"

static void json_met(struct json *j, const char *key, enum met met)
{
    if (met == MET_UNKNOWN)
        json_null(j, key);
    else
        json_bool(j, key, met == MET_YES);
}

static void json_ballots(struct json *j, const struct explanation *e)
{
    json_object(j, "ballots");
    json_int(j, "expected", e->r->expected);
    json_int(j, "closed", e->r->closed);
    json_array(j, "counted");
    for (size_t i = 0; i < e->seats.n; i++) {
        const struct seat *s = &e->seats.v[i];
        if (!s->counted)
            continue;
        json_object(j, NULL);
        json_string(j, "member", explain_member(e, s->member));
        json_int(j, "total", s->total);
        json_object(j, "parts");
        json_int(j, "A", s->part[0]);
        json_int(j, "B", s->part[1]);
        json_int(j, "C", s->part[2]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void json_gates(struct json *j, const struct entry *entry)
{
    json_array(j, "criteria");
    for (size_t i = 0; i < entry->n; i++) {
        const struct gate *g = &entry->gate[i];
        json_object(j, NULL);
        json_string(j, "criterion", g->criterion);
        json_string(j, "name", g->name);
        json_int(j, "points", g->points);
        json_int(j, "for", g->yes);
        json_int(j, "against", g->n - g->yes);
        json_int(j, "sum", g->sum);
        json_met(j, "met", g->divided ? MET_UNKNOWN : g->met);
        json_bool(j, "divided", g->divided);
        json_bool(j, "concluded", g->concluded);
        json_end(j);
    }
    json_end(j);
}

static void json_minimums(struct json *j, const struct explanation *e)
{
    static const char *const keys[] = {"3", "4", "5"};
    json_object(j, "minimums");
    json_string(j, "article", "Phụ lục II, ghi chú về dấu sao");
    json_text(j, "rule", e->rules.text[SETTING_MINIMUM_RULE]);
    json_text(j, "cite", e->rules.cite[SETTING_MINIMUM_RULE]);
    for (int i = 0; i < 3; i++) {
        json_object(j, keys[i]);
        json_met(j, "met", e->r->entry[i].met);
        json_gates(j, &e->r->entry[i]);
        json_end(j);
    }
    json_end(j);
}

static void json_findings(struct json *j, const struct explanation *e)
{
    json_array(j, "findings");
    for (size_t i = 0; i < e->findings.n; i++) {
        const struct finding *f = &e->findings.v[i];
        json_object(j, NULL);
        json_int(j, "seq", f->seq);
        json_string(j, "kind", finding_word(f->kind));
        json_text(j, "criterion", f->criterion);
        json_int_from(j, "star", f->star, 1);
        json_text(j, "member", f->member ? explain_member(e, f->member) : NULL);
        json_bool(j, "verdict", f->verdict);
        if (f->of > 0)
            json_pair(j, "votes", f->votes, f->of);
        else
            json_null(j, "votes");
        json_text(j, "reason", f->reason);
        json_text(j, "ground", f->ground);
        json_bool(j, "stops", f->stops && f->verdict);
        json_bool(j, "waiting", f->waiting);
        if (f->stale) /* old answers stay as they were, to the byte */
            json_bool(j, "stale", true);
        json_end(j);
    }
    json_end(j);
}

/* The mean of @sum points of as many ballots as the step has, as text. */
static void json_mean(struct json *j, const char *key, int sum, int n)
{
    char mean[16];
    mean_text(sum, n, false, mean);
    json_text(j, key, mean);
}

static void json_step(struct json *j, const struct explanation *e, const struct step *s)
{
    const struct crit_correction *doubt = explain_doubt(e, s->criterion);
    json_object(j, NULL);
    json_string(j, "criterion", s->criterion);
    json_string(j, "name", s->name);
    json_bool(j, "minimum", s->minimum);
    json_bool(j, "divided", s->divided);
    json_int(j, "sum", s->sum);
    json_mean(j, "mean", s->sum, s->n);
    json_int(j, "level_points", s->points);
    json_text(j, "level", explain_level(e, s->criterion, s->points));
    json_int(j, "gain", s->gain);
    json_mean(j, "gain_mean", s->gain, s->n);
    if (doubt) {
        json_object(j, "doubt");
        json_string(j, "printed", doubt->printed);
        json_string(j, "used", doubt->used);
        json_text(j, "why", doubt->why);
        json_end(j);
    } else {
        json_null(j, "doubt");
    }
    json_end(j);
}

static void json_next(struct json *j, const struct explanation *e)
{
    const struct next_star *next = &e->next;
    if (next->star == 0) {
        json_null(j, "next");
        return;
    }
    json_object(j, "next");
    json_string(j, "article", "Điều 3.3; Phụ lục II, ghi chú về dấu sao");
    json_int(j, "star", next->star);
    json_int(j, "needed", next->needed);
    json_int(j, "points", next->more);
    json_array(j, "minimums");
    for (size_t i = 0; i < next->n; i++)
        if (next->step[i].minimum)
            json_string(j, NULL, next->step[i].criterion);
    json_end(j);
    json_array(j, "steps");
    for (size_t i = 0; i < next->n; i++)
        json_step(j, e, &next->step[i]);
    json_end(j);
    json_int(j, "gained", next->gained);
    json_bool(j, "enough", next->gained >= next->more);
    json_end(j);
}

static void json_reach(struct json *j, const char *key, bool changes, bool open, int low, int high)
{
    json_object(j, key);
    json_bool(j, "changes", changes);
    json_bool(j, "open", open);
    json_int(j, "low", low);
    json_int(j, "high", high);
    json_end(j);
}

static void json_edge(struct json *j, const struct explanation *e)
{
    const struct edge *g = &e->edge;
    if (e->r->band == 0) {
        json_null(j, "edge");
        return;
    }
    json_object(j, "edge");
    json_string(j, "article", "Điều 3.3; Phụ lục II, ghi chú về dấu sao");
    json_int(j, "up", g->up);
    json_int(j, "down", g->down);
    json_mean(j, "up_mean", g->up, e->r->closed);
    json_mean(j, "down_mean", g->down, e->r->closed);
    if (g->star >= 0) {
        json_reach(j, "one_level", g->one, g->one_open, g->one_low, g->one_high);
        json_reach(j, "one_ballot_less", g->less, g->less_open, g->less_low, g->less_high);
    } else {
        json_null(j, "one_level");
        json_null(j, "one_ballot_less");
    }
    json_end(j);
}

static void json_lines(struct json *j, const struct explanation *e)
{
    static const char *const kinds[] = {"head", "text", "good", "bad", "open"};
    size_t n;
    const struct setting_def *def = setting_defs(&n);
    json_array(j, "steps");
    for (size_t i = 0; i < e->lines.n; i++) {
        const struct explain_line *l = &e->lines.v[i];
        json_object(j, NULL);
        json_string(j, "kind", kinds[l->kind]);
        json_int(j, "indent", l->indent);
        json_string(j, "text", l->text);
        json_text(j, "article", l->article);
        bool rules = l->rule != SETTING_NONE;
        json_text(j, "rule", rules ? def[l->rule].key : NULL);
        json_text(j, "cite", rules ? e->rules.cite[l->rule] : NULL);
        json_end(j);
    }
    json_end(j);
    json_array(j, "producer");
    for (size_t i = 0; i < e->producer.n; i++)
        json_string(j, NULL, e->producer.v[i].text);
    json_end(j);
}

static void json_spread(struct json *j, const struct explanation *e)
{
    json_object(j, "spread");
    json_int_from(j, "max", e->r->max, 0);
    json_int_from(j, "min", e->r->min, 0);
    json_bool(j, "exceeds", e->r->exceeds);
    json_bool(j, "settled", e->r->settled);
    json_text(j, "allowed", e->rules.text[SETTING_SPREAD_MAX]);
    json_text(j, "cite", e->rules.cite[SETTING_SPREAD_MAX]);
    json_end(j);
}

static void print_json(const struct explanation *e)
{
    struct json j = {.out = stdout};
    const struct result *r = e->r;
    char mean[16];
    mean_text(r->sum, r->closed, true, mean);
    json_object(&j, NULL);
    json_int(&j, "no", r->no);
    json_text(&j, "code", r->code);
    json_string(&j, "name", r->name);
    json_text(&j, "owner", r->owner);
    json_text(&j, "set", r->set);
    json_bool(&j, "rehearsal", e->session.rehearsal);
    json_ballots(&j, e);
    json_int(&j, "sum", r->sum);
    json_text(&j, "mean", mean);
    json_pair(&j, "mean_exact", r->sum, r->closed);
    json_int_from(&j, "band", r->band, 1);
    json_string(&j, "band_article", "Điều 3.3");
    json_minimums(&j, e);
    json_findings(&j, e);
    json_spread(&j, e);
    json_text(&j, "missed_rule", e->rules.text[SETTING_MINIMUM_MISSED]);
    json_text(&j, "missed_cite", e->rules.cite[SETTING_MINIMUM_MISSED]);
    json_int_from(&j, "star", r->star, 0);
    json_string(&j, "status", status_word(r->status));
    json_edge(&j, e);
    json_next(&j, e);
    json_lines(&j, e);
    json_end(&j);
}

static void print_lines(const struct explanation *e, bool producer)
{
    const struct explain_lines *l = producer ? &e->producer : &e->lines;
    if (!producer)
        say_line(_("SP %d  %s%s%s"), e->r->no, e->r->name, *e->r->owner ? " - " : "", e->r->owner);
    for (size_t i = 0; i < l->n; i++)
        say_line("%*s%s", 2 * l->v[i].indent, "", l->v[i].text);
}

enum db_rc call_explain(struct cli *c)
{
    enum db_rc rc;
    int product;
    struct explanation e = {0};
    bool json = c->opt[OPT_JSON];
    const char *lang = i18n_lang();
    struct db *db = cli_open(c->word[0], DB_LOOK, &rc);
    if (!db)
        return cli_close(db, rc);
    rc = db_find_product(db, c->word[1], &product);
    if (json)
        i18n_set("vi"); /* the same in every language */
    if (rc == DB_OK)
        rc = explain(db, product, &e);
    i18n_set(lang);
    cli_told(db, rc, c->word[0]);
    if (rc == DB_OK && json)
        print_json(&e);
    else if (rc == DB_OK)
        print_lines(&e, c->opt[OPT_PRODUCER]);
    explain_free(&e);
    return cli_close(db, rc);
}
