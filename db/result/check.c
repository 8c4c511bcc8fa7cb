/* SPDX-License-Identifier: MIT */
/* What stands in the way of sign-off, each one a sentence that says what to do, and what is
 * worth a look. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set.h"
#include "db/base/text.h"
#include "db/council/member.h"
#include "db/council/setting.h"
#include "db/meeting/finding.h"
#include "db/result/check_part.h"
#include "db/result/signoff.h"

void check_add(struct check *c, bool warning, int product, int member, const char *criterion,
               enum fault_id id, const char *a0, const char *a1, const char *a2, const char *a3)
{
    struct blockers *out = c->out;
    const char *rule = fault_rule(id), *none = rule ? "" : NULL;
    const char *arg[FAULT_ARGS] = {a0, a1 ? a1 : none, a2 ? a2 : none, a3 ? a3 : none,
                                   rule ? db_cite(c->db, rule) : NULL};
    out->v = arena_grow(c->a, out->v, out->n, &c->cap, sizeof *out->v);
    struct blocker *b = &out->v[out->n++];
    *b = (struct blocker){.fault = {.id = id, .warning = warning},
                          .product = product,
                          .member = member,
                          .warning = warning,
                          .criterion = arena_strdup(c->a, criterion ? criterion : "")};
    for (int i = 0; i < FAULT_ARGS && arg[i]; i++) {
        char *safe = text_safe(arg[i], 120);
        b->fault.arg[i] = arena_strdup(c->a, safe);
        free(safe);
    }
    out->blocking += !warning;
}

const char *check_int(struct check *c, int v)
{
    char t[16];
    snprintf(t, sizeof t, "%d", v);
    return arena_strdup(c->a, t);
}

static const char *codes(struct check *c, const struct entry *e, bool missed)
{
    char t[400] = "";
    for (size_t i = 0; i < e->n; i++) {
        size_t len = strlen(t);
        if (missed ? e->gate[i].met == MET_NO : e->gate[i].divided)
            snprintf(t + len, sizeof t - len, "%s%s", len ? ", " : "", e->gate[i].criterion);
    }
    return arena_strdup(c->a, t);
}

/* The stars on the way from the band down that wait for a conclusion (contract: star). */
static void check_minimums(struct check *c, const struct result *r)
{
    const char *no = check_int(c, r->no);
    int star = r->band < 3 ? 0 : r->band;
    const struct entry *top = star ? &r->entry[star - 3] : NULL;
    if (star == 5 && top->met == MET_NO) { /* forward was not answered, or was "không trình" */
        struct findings f;
        bool answered = false;
        if (db_findings(c->db, r->product, &f) == DB_OK)
            for (size_t i = 0; i < f.n; i++)
                answered |= f.v[i].kind == FINDING_FORWARD;
        findings_free(&f);
        if (!answered) {
            const char *missed = codes(c, top, true);
            check_add(c, false, r->product, 0, missed, F_FORWARD_OPEN, no, missed, NULL, NULL);
            return;
        }
    }
    for (; star >= 3; star--) {
        const struct entry *e = &r->entry[star - 3];
        if (e->met == MET_UNKNOWN) {
            const char *divided = codes(c, e, false);
            check_add(c, false, r->product, 0, divided, F_MINIMUM_DIVIDED, no, check_int(c, star),
                      divided, NULL);
            return;
        }
        if (e->met == MET_YES)
            return;
    }
}

/* Where exactly the limit is refused, it is below it that totals must stay. */
static const char *limit_text(struct check *c, int max)
{
    const char *equal = db_setting(c->db, "spread.equal");
    char t[24];
    snprintf(t, sizeof t, "%s%d", equal && strcmp(equal, "refused") == 0 ? "< " : "", max);
    return arena_strdup(c->a, t);
}

static void check_result(struct check *c, const struct result *r, int spread_max)
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
    if (r->status == STATUS_UNDECIDED)
        check_minimums(c, r);
    if (r->exceeds && !r->settled)
        check_add(c, false, r->product, 0, NULL, F_SPREAD, no, check_int(c, r->max - r->min),
                  limit_text(c, spread_max), NULL);
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
    const char *chair = db_setting(c->db, "quorum.chair");
    bool need_lead = chair && strcmp(chair, "yes") == 0;
    size_t living = 0, shortfall = 0, headless = 0;
    const struct result *one = NULL;
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        if (!result_stays(r) || r->needed == 0)
            continue;
        living++;
        one = r;
        shortfall += r->present < r->needed;
        headless += need_lead && !r->lead;
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
        if (shortfall < living && r->present < r->needed)
            check_add(c, false, r->product, 0, NULL, F_QUORUM_SHORT, no, check_int(c, r->present),
                      check_int(c, r->base), check_int(c, r->needed));
        if (headless < living && need_lead && !r->lead)
            check_add(c, false, r->product, 0, NULL, F_QUORUM_CHAIR, no, NULL, NULL, NULL);
    }
}

const struct result *check_result_of(const struct tally *t, int product)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].product == product)
            return &t->v[i];
    return NULL;
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
    rc = rc == DB_OK ? members : rc;
    const char *max = db_setting(db, "spread.max");
    int spread_max = max ? atoi(max) : 0;
    if (rc == DB_OK && m.n == 0)
        check_add(&c, false, 0, 0, NULL, F_NO_MEMBERS, NULL, NULL, NULL, NULL);
    if (rc == DB_OK && t.n == 0)
        check_add(&c, false, 0, 0, NULL, F_NO_PRODUCTS, NULL, NULL, NULL, NULL);
    if (rc == DB_OK && m.n)
        check_quorum(&c, &t);
    for (size_t i = 0; i < t.n && rc == DB_OK; i++) {
        if (!result_stays(&t.v[i]))
            continue;
        check_result(&c, &t.v[i], spread_max);
        check_worth(&c, &t.v[i]);
    }
    if (rc == DB_OK)
        rc = check_ballots(&c, &t);
    if (rc == DB_OK)
        rc = check_depends(&c, &t);
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
    members_free(&m);
    tally_free(&t);
    return rc;
}

void blockers_free(struct blockers *b)
{
    arena_free(b->mem);
    *b = (struct blockers){0};
}
