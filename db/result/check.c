/* SPDX-License-Identifier: MIT */
/* What stands in the way of sign-off, each one a sentence that says what to do, and what is
 * worth a look. */
#include <stdlib.h>

#include "db/agenda/set.h"
#include "db/base/mem.h"
#include "db/council/member.h"
#include "db/result/check_part.h"
#include "db/result/edge.h"
#include "db/result/signoff.h"

static const char *codes(struct check *c, const struct entry *e, bool missed)
{
    const char *list = "";
    for (size_t i = 0; i < e->n; i++)
        if (missed ? e->gate[i].met == MET_NO : e->gate[i].divided)
            list = check_list(c, list, e->gate[i].criterion);
    return list;
}

/* The star that waits for a conclusion on its minimums, or on trình hay không trình. */
static void check_minimums(struct check *c, const struct result *r)
{
    const struct entry *e = &r->entry[r->open - 3];
    const char *no = check_int(c, r->no), *list = codes(c, e, e->met == MET_NO);
    if (e->met == MET_NO)
        check_add(c, false, r->product, 0, list, F_FORWARD_OPEN, no, list, NULL, NULL);
    else
        check_add(c, false, r->product, 0, list, F_MINIMUM_DIVIDED, no, check_int(c, r->open), list,
                  NULL);
}

/* Where exactly the limit is refused, it is below it that totals must stay. */
static const char *limit_text(struct check *c)
{
    char *text = xasprintf("%s%d", c->rules.spread_equal == SPREAD_EQUAL_REFUSED ? "< " : "",
                           c->rules.spread_max);
    const char *limit = arena_strdup(c->a, text);
    free(text);
    return limit;
}

static void check_result(struct check *c, const struct result *r)
{
    const char *no = check_int(c, r->no);
    if (r->status == STATUS_KNOCKED_OUT)
        return;
    if (!*r->set || !db_criteria(c->db, r->set)) {
        check_add(c, false, r->product, 0, NULL, *r->set ? F_SET_NOT_HERE : F_NO_SET, no, r->set,
                  NULL, NULL);
        return;
    }
    if (r->status == STATUS_WAITING)
        check_add(c, false, r->product, 0, NULL, F_NO_BALLOT, no, NULL, NULL, NULL);
    if (r->open)
        check_minimums(c, r);
    if (r->exceeds && !r->settled)
        check_add(c, false, r->product, 0, NULL, F_SPREAD, no, check_int(c, r->max - r->min),
                  limit_text(c), NULL);
}

static void check_worth(struct check *c, const struct result *r)
{
    const char *no = check_int(c, r->no);
    if (r->band >= 3 && r->sum == band_floor(r->band) * r->closed) {
        char mean[16];
        mean_text(r->sum, r->closed, true, mean);
        check_add(c, true, r->product, 0, NULL, F_AT_FLOOR, no, mean, check_int(c, r->band), NULL);
    }
    if (!*r->code)
        check_add(c, true, r->product, 0, NULL, F_NO_CODE, no, NULL, NULL, NULL);
    if (!*r->owner)
        check_add(c, true, r->product, 0, NULL, F_NO_OWNER, no, NULL, NULL, NULL);
}

/* Presence below the quorum, or nobody to preside: one line when it is so everywhere. */
static void check_quorum(struct check *c, const struct tally *t)
{
    size_t living = 0, shortfall = 0, headless = 0;
    const struct result *one = NULL;
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        if (!result_stays(r) || r->needed == 0)
            continue;
        living++;
        one = r;
        shortfall += r->too_few;
        headless += r->no_lead;
    }
    if (living && shortfall == living)
        check_add(c, false, 0, 0, NULL, F_QUORUM_SHORT_ALL, check_int(c, one->present),
                  check_int(c, one->base), check_int(c, one->needed), NULL);
    if (living && headless == living)
        check_add(c, false, 0, 0, NULL, F_QUORUM_CHAIR_ALL, NULL, NULL, NULL, NULL);
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        if (!result_stays(r) || r->needed == 0)
            continue;
        const char *no = check_int(c, r->no);
        if (shortfall < living && r->too_few)
            check_add(c, false, r->product, 0, NULL, F_QUORUM_SHORT, no, check_int(c, r->present),
                      check_int(c, r->base), check_int(c, r->needed));
        if (headless < living && r->no_lead)
            check_add(c, false, r->product, 0, NULL, F_QUORUM_CHAIR, no, NULL, NULL, NULL);
    }
}

static const char *what_changes(const struct edge *e)
{
    return e->one && e->less ? N_("một mức ở một phiếu, hoặc một phiếu")
           : e->one          ? N_("một mức ở một phiếu")
                             : N_("một phiếu");
}

/* Products whose star one ballot could change are worth a look before they are signed for. */
static enum db_rc check_edges(struct check *c, const struct tally *t)
{
    struct edges all;
    enum db_rc rc = db_edges_of(c->db, t, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct result *r = &t->v[i];
        const struct edge *e = &all.v[i];
        char mean[16];
        if (!result_stays(r) || !(e->one || e->less))
            continue;
        mean_text(r->sum, r->closed, true, mean);
        check_add(c, true, r->product, 0, NULL, F_EDGE, check_int(c, r->no), mean,
                  check_int(c, e->star), what_changes(e));
    }
    list_free(&all);
    return rc;
}

static enum db_rc check_clock(struct check *c)
{
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_event_clock);
    enum db_rc rc = stmt_step(c->db, s, &row);
    if (row) {
        int n = sqlite3_column_int(s, 0), first = sqlite3_column_int(s, 1);
        sqlite3_reset(s);
        if (n)
            check_add(c, true, 0, 0, NULL, F_CLOCK_BACK, check_int(c, n), check_int(c, first), NULL,
                      NULL);
    }
    return rc;
}

/* Blocking ones first, the rest in the order found. */
static void sort_blockers(struct check *c)
{
    struct blockers *out = c->out;
    struct blocker *v = arena_alloc(c->a, (out->n + 1) * sizeof *v);
    size_t k = 0;
    for (int warning = 0; warning < 2; warning++)
        for (size_t i = 0; i < out->n; i++)
            if (out->v[i].warning == (warning == 1))
                v[k++] = out->v[i];
    out->v = v;
}

enum db_rc db_check(struct db *db, struct blockers *out)
{
    *out = (struct blockers){.mem = arena_new()};
    struct check c = {.db = db, .a = out->mem, .out = out};
    struct tally t;
    struct members m;
    enum db_rc rc = db_tally(db, 0, &t);
    enum db_rc members = db_members(db, &m);
    enum db_rc rules = db_rules(db, &c.rules);
    rc = rc != DB_OK ? rc : members != DB_OK ? members : rules;
    if (rc == DB_OK && m.n == 0)
        check_add(&c, false, 0, 0, NULL, F_NO_MEMBERS, NULL, NULL, NULL, NULL);
    if (rc == DB_OK && t.n == 0)
        check_add(&c, false, 0, 0, NULL, F_NO_PRODUCTS, NULL, NULL, NULL, NULL);
    if (rc == DB_OK && m.n)
        check_quorum(&c, &t);
    for (size_t i = 0; i < t.n && rc == DB_OK; i++) {
        if (!result_stays(&t.v[i]))
            continue;
        check_result(&c, &t.v[i]);
        check_worth(&c, &t.v[i]);
    }
    if (rc == DB_OK)
        rc = check_ballots(&c, &t);
    if (rc == DB_OK)
        rc = check_grounds(&c, &t);
    if (rc == DB_OK)
        rc = check_edges(&c, &t);
    if (rc == DB_OK)
        rc = check_dossiers(&c, &t);
    if (rc == DB_OK)
        rc = check_communes(&c);
    if (rc == DB_OK)
        rc = check_clock(&c);
    if (rc == DB_OK)
        sort_blockers(&c);
    list_free(&c.rules);
    list_free(&m);
    list_free(&t);
    return rc;
}
