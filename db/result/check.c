/* SPDX-License-Identifier: MIT */
/* What stands in the way of sign-off, each one a sentence that says what to do, and what is
 * worth a look. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set.h"
#include "db/base/mem.h"
#include "db/council/member.h"
#include "db/council/setting.h"
#include "db/meeting/finding.h"
#include "db/result/check_part.h"
#include "db/result/edge.h"
#include "db/result/signoff.h"
#include "db/result/tally.h"

/* ---- claims ---- */

static enum db_rc check_claims(struct check *c, const struct tally *t)
{
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_claims);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        const struct result *r = check_result_of(t, sqlite3_column_int(s, 0));
        if (!r || !result_judged(r))
            continue; /* one that is out needs no further answer */
        const char *code = col_text(c->a, s, 2), *ground = col_text(c->a, s, 3);
        char *what =
            xasprintf("%s%s%s", code, *code ? " " : "", *ground ? ground : col_text(c->a, s, 4));
        check_add(c, false, r->product, sqlite3_column_int(s, 1), code, F_CLAIM_OPEN,
                  check_int(c, r->no), what, NULL, NULL);
        free(what);
    }
    return rc;
}

/* ---- zeros that end the scoring ---- */

/* A criterion to which every counted ballot of a product gives 0. */
struct zero {
    int product;
    const char *criterion;
};
struct zeros {
    struct zero *v;
    size_t n, cap;
};

static enum db_rc read_zeros(struct check *c, struct zeros *out)
{
    bool row;
    *out = (struct zeros){0};
    sqlite3_stmt *s = stmt_get(c->db, Q_check_zeros);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(c->a, out->v, out->n, &out->cap, sizeof *out->v);
        out->v[out->n++] = (struct zero){sqlite3_column_int(s, 0), col_text(c->a, s, 1)};
    }
    return rc;
}

static bool is_zero(const struct zeros *z, int product, const char *code)
{
    size_t lo = 0, hi = z->n; /* they come by product */
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (z->v[mid].product < product)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < z->n && z->v[lo].product == product; lo++)
        if (strcmp(z->v[lo].criterion, code) == 0)
            return true;
    return false;
}

/* The first criterion of the blank-divided list @scope that is 0; "" when none is. */
static const char *zero_in(struct check *c, const struct zeros *z, int product, const char *scope)
{
    for (const char *p = scope; *p;) {
        size_t n = strcspn(p, " ");
        char code[16];
        snprintf(code, sizeof code, "%.*s", (int)n, p);
        if (n && is_zero(z, product, code))
            return arena_strdup(c->a, code);
        p += n + (p[n] == ' ');
    }
    return "";
}

/* @node, or all that is below it. */
static bool all_zero(const struct zeros *z, int product, const struct crit_set *set,
                     const struct crit_node *node)
{
    size_t n = strlen(node->code);
    bool any = false;
    for (size_t i = 0; i < set->n_nodes; i++) {
        const struct crit_node *leaf = &set->node[i];
        bool below = strncmp(leaf->code, node->code, n) == 0 &&
                     (leaf->code[n] == '\0' || leaf->code[n] == '.');
        if (leaf->kind != CRIT_LEAF || !below)
            continue;
        if (!is_zero(z, product, leaf->code))
            return false;
        any = true;
    }
    return any;
}

/* Whether the council has concluded on this criterion, one way or the other. */
static enum db_rc answered(struct check *c, int product, const char *code, bool *out)
{
    int64_t v;
    sqlite3_stmt *s = stmt_get(c->db, Q_knockout_answered);
    bind_int(s, ":product", product);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_one(c->db, s, 0, &v);
    *out = v != 0;
    return rc;
}

static enum db_rc check_note(struct check *c, const struct zeros *z, const struct result *r,
                             const struct crit_set *set, const struct crit_node *node,
                             const struct crit_note *note)
{
    const char *code = "";
    if (note->kind == CRIT_NOTE_STOP_IF_ZERO)
        code = zero_in(c, z, r->product, note->ref);
    else if (note->kind == CRIT_NOTE_STOP && all_zero(z, r->product, set, node))
        code = node->code;
    bool told = false;
    enum db_rc rc = *code ? answered(c, r->product, node->code, &told) : DB_OK;
    if (rc == DB_OK && *code && !told)
        check_add(c, true, r->product, 0, node->code, F_ZERO_STOPS, check_int(c, r->no), code,
                  note->text, NULL);
    return rc;
}

static enum db_rc check_zeros(struct check *c, const struct tally *t)
{
    struct zeros z;
    enum db_rc rc = read_zeros(c, &z);
    for (size_t p = 0; p < t->n && z.n; p++) {
        const struct result *r = &t->v[p];
        bool open = result_judged(r) && r->closed && *r->set;
        const struct crit_set *set = open ? db_criteria(c->db, r->set) : NULL;
        for (size_t i = 0; set && i < set->n_nodes; i++)
            for (size_t k = 0; k < set->node[i].n_notes && rc == DB_OK; k++)
                rc = check_note(c, &z, r, set, &set->node[i], &set->node[i].note[k]);
    }
    return rc;
}

static enum db_rc check_grounds(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_claims(c, t);
    return rc == DB_OK ? check_zeros(c, t) : rc;
}

/* Expected ballots that are not closed, unless the council goes on without them. */
static enum db_rc check_missing(struct check *c, const struct tally *t)
{
    if (c->rules.ballots_missing == BALLOTS_MISSING_IGNORE)
        return DB_OK;
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_ballots);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        int product = sqlite3_column_int(s, 0), member = sqlite3_column_int(s, 2);
        const struct result *r = check_result_of(t, product);
        if (!r || !result_judged(r) || r->status == STATUS_WAITING)
            continue;
        const char *name = col_text(c->a, s, 3);
        bool begun = sqlite3_column_type(s, 4) != SQLITE_NULL;
        check_add(c, false, product, member, NULL, begun ? F_BALLOT_UNFINISHED : F_BALLOT_MISSING,
                  check_int(c, r->no), name, begun ? check_int(c, sqlite3_column_int(s, 5)) : NULL,
                  NULL);
    }
    return rc;
}

/* One "depends" note of a set: points there beside 0 in what it depends on are worth a look
 * (5.2 where 5.1 has no story; the points stay as the member gave them). */
static enum db_rc check_dependent(struct check *c, const struct tally *t, const char *set,
                                  const char *code, const char *needs)
{
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_depends);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    bind_text(s, ":needs", needs);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        const struct result *r = check_result_of(t, sqlite3_column_int(s, 0));
        if (r && result_stays(r))
            check_add(c, true, r->product, sqlite3_column_int(s, 1), code, F_DEPENDS,
                      check_int(c, r->no), col_text(c->a, s, 2), code, needs);
    }
    return rc;
}

/* Whether a product before the one at @at has the same set. */
static bool set_seen(const struct tally *t, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(t->v[i].set, t->v[at].set) == 0)
            return true;
    return false;
}

static enum db_rc check_depends(struct check *c, const struct tally *t)
{
    enum db_rc rc = DB_OK;
    for (size_t p = 0; p < t->n; p++) {
        const struct crit_set *set = set_seen(t, p) ? NULL : db_criteria(c->db, t->v[p].set);
        for (size_t i = 0; set && i < set->n_nodes; i++)
            for (size_t k = 0; k < set->node[i].n_notes && rc == DB_OK; k++)
                if (set->node[i].note[k].kind == CRIT_NOTE_DEPENDS)
                    rc =
                        check_dependent(c, t, set->id, set->node[i].code, set->node[i].note[k].ref);
    }
    return rc;
}

static enum db_rc check_ballots(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_missing(c, t);
    return rc == DB_OK ? check_depends(c, t) : rc;
}

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

/* Conclusions that rest on what has changed: one line a product, whatever hangs on them. */
static enum db_rc check_stale(struct check *c, const struct tally *t)
{
    struct findings f;
    enum db_rc rc = db_findings(c->db, 0, &f);
    for (size_t i = 0; i < f.n;) {
        int product = f.v[i].product, stale = 0;
        const char *codes = "";
        for (; i < f.n && f.v[i].product == product; i++)
            if (f.v[i].stale) {
                stale++;
                if (*f.v[i].criterion)
                    codes = check_list(c, codes, f.v[i].criterion);
            }
        const struct result *r = check_result_of(t, product);
        if (stale && r && result_stays(r) && r->status != STATUS_KNOCKED_OUT)
            check_add(c, false, product, 0, codes, F_FINDING_STALE, check_int(c, r->no),
                      check_int(c, stale), NULL, NULL);
    }
    list_free(&f);
    return rc;
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
        static const enum fault_id odd[] = {F_CLOCK_BACK, F_CLOCK_AHEAD};
        int n[] = {sqlite3_column_int(s, 0), sqlite3_column_int(s, 2)};
        int first[] = {sqlite3_column_int(s, 1), sqlite3_column_int(s, 3)};
        sqlite3_reset(s);
        for (int i = 0; i < 2; i++)
            if (n[i])
                check_add(c, true, 0, 0, NULL, odd[i], check_int(c, n[i]), check_int(c, first[i]),
                          NULL, NULL);
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

static enum db_rc check(struct db *db, struct blockers *out)
{
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
        rc = check_quorum(&c, &t);
    for (size_t i = 0; i < t.n && rc == DB_OK; i++) {
        if (!result_stays(&t.v[i]))
            continue;
        check_result(&c, &t.v[i]);
        check_worth(&c, &t.v[i]);
    }
    if (rc == DB_OK)
        rc = check_stale(&c, &t);
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

enum db_rc db_check(struct db *db, struct blockers *out)
{
    *out = (struct blockers){.mem = arena_new()};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = check(db, out);
    return db_read_end(db, rc);
}
