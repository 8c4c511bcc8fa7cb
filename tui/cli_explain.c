/* SPDX-License-Identifier: MIT */
/* tui/cli_explain.c - explain: why a star is what it is, as lines or as JSON. */
#include <stdlib.h>
#include <string.h>

#include "tui/cli.h"
#include "tui/explain.h"
#include "tui/i18n.h"
#include "db/json.h"
#include "tui/say.h"

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
    json_text(j, "rule", e->rule);
    json_text(j, "cite", e->rule_cite);
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
        json_end(j);
    }
    json_end(j);
}

static void json_next(struct json *j, const struct explain_next *next)
{
    if (next->star == 0) {
        json_null(j, "next");
        return;
    }
    json_object(j, "next");
    json_int(j, "star", next->star);
    json_int(j, "needed", next->needed);
    json_int(j, "points", next->more);
    json_array(j, "minimums");
    for (size_t i = 0; i < next->entry->n; i++)
        if (next->entry->gate[i].met != MET_YES)
            json_string(j, NULL, next->entry->gate[i].criterion);
    json_end(j);
    json_end(j);
}

static void json_lines(struct json *j, const struct explanation *e)
{
    static const char *const kinds[] = {"head", "text", "good", "bad", "open"};
    json_array(j, "steps");
    for (size_t i = 0; i < e->n; i++) {
        json_object(j, NULL);
        json_string(j, "kind", kinds[e->line[i].kind]);
        json_int(j, "indent", e->line[i].indent);
        json_string(j, "text", e->line[i].text);
        json_end(j);
    }
    json_end(j);
}

static void json_spread(struct json *j, const struct explanation *e)
{
    json_object(j, "spread");
    json_int_from(j, "max", e->r->max, 0);
    json_int_from(j, "min", e->r->min, 0);
    json_bool(j, "exceeds", e->r->exceeds);
    json_bool(j, "settled", e->r->settled);
    json_text(j, "allowed", e->spread);
    json_text(j, "cite", e->spread_cite);
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
    json_text(&j, "missed_rule", e->missed);
    json_text(&j, "missed_cite", e->missed_cite);
    json_int_from(&j, "star", r->star, 0);
    json_string(&j, "status", status_word(r->status));
    json_next(&j, &e->next);
    json_lines(&j, e);
    json_end(&j);
}

static void print_lines(const struct explanation *e)
{
    say_line(_("SP %d  %s%s%s"), e->r->no, e->r->name, *e->r->owner ? " - " : "", e->r->owner);
    for (size_t i = 0; i < e->n; i++)
        say_line("%*s%s", 2 * e->line[i].indent, "", e->line[i].text);
}

enum db_rc call_explain(struct cli *c)
{
    enum db_rc rc;
    int product;
    struct explanation e = {0};
    bool json = c->opt[OPT_JSON];
    const char *lang = i18n_lang();
    struct db *db = cli_open(c->word[0], DB_OPEN, &rc);
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
        print_lines(&e);
    explain_free(&e);
    return cli_close(db, rc);
}
