/* SPDX-License-Identifier: MIT */
/* What the council concludes: minimums, knock-outs, forwarding, spread, missing ballots,
 * postponing and withdrawing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/meeting/finding.h"
#include "db/meeting/ground.h"
#include "db/record/clean.h"
#include "db/record/list.h"
#include "db/record/open.h"
#include "db/result/tally.h"

const char *finding_word(enum finding_kind k)
{
    static const char *const words[] = {
#define X(id, word) word,
        FINDING_LIST(X)
#undef X
    };
    return words[k];
}

static enum finding_kind finding_of(const char *word)
{
    for (int k = FINDING_MINIMUM; k <= FINDING_DIFFERENCE; k++)
        if (strcmp(finding_word((enum finding_kind)k), word) == 0)
            return (enum finding_kind)k;
    return FINDING_WITHDRAWN;
}

static void read_finding(struct arena *a, sqlite3_stmt *s, void *row)
{
    *(struct finding *)row = (struct finding){
        .seq = sqlite3_column_int64(s, 0),
        .product = sqlite3_column_int(s, 1),
        .kind = finding_of(col_str(s, 2)),
        .criterion = col_text(a, s, 3),
        .star = sqlite3_column_int(s, 4),
        .member = sqlite3_column_int(s, 5),
        .verdict = sqlite3_column_int(s, 6),
        .votes = sqlite3_column_int(s, 7),
        .of = sqlite3_column_int(s, 8),
        .reason = col_text(a, s, 9),
        .ground = col_text(a, s, 10),
        .stops = sqlite3_column_int(s, 11),
        .waiting = sqlite3_column_int(s, 12),
        .stale = sqlite3_column_int(s, 13),
        .judged = sqlite3_column_type(s, 14) == SQLITE_NULL ? NULL : col_text(a, s, 14),
        .now = sqlite3_column_type(s, 15) == SQLITE_NULL ? NULL : col_text(a, s, 15),
    };
}

enum db_rc db_findings(struct db *db, int product, struct findings *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_finding};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK) {
        sqlite3_stmt *s = stmt_get(db, Q_finding_all);
        bind_int(s, ":product", product);
        rc = list_read(db, s, &l);
    }
    *out = (struct findings){l.n, l.v, l.mem};
    return db_read_end(db, rc);
}

/* A minimum must be one that the set asks of that star (Phụ lục II, note on stars). */
static enum db_rc need_minimum(struct db *db, const struct product_of *p, const struct finding *f)
{
    int64_t points;
    char star[8];
    if (f->star < 3 || f->star > 5)
        return db_refuse(db, F_FINDING_STAR, NULL);
    sqlite3_stmt *s = stmt_get(db, Q_minimum_known);
    bind_text(s, ":set_id", p->set);
    bind_int(s, ":star", f->star);
    bind_text(s, ":criterion", f->criterion);
    enum db_rc rc = stmt_one(db, s, -1, &points);
    snprintf(star, sizeof star, "%d", f->star);
    return rc == DB_OK && points < 0
               ? db_refuse(db, F_FINDING_CRITERION, f->criterion, star, p->set, NULL)
               : rc;
}

static enum db_rc need_known_criterion(struct db *db, const struct product_of *p,
                                       const struct finding *f)
{
    if (!*f->criterion)
        return DB_OK;
    const struct crit_set *set = db_criteria(db, p->set);
    for (size_t i = 0; set && i < set->n_nodes; i++)
        if (strcmp(set->node[i].code, f->criterion) == 0)
            return DB_OK;
    return db_refuse(db, F_NO_SUCH_CRITERION, f->criterion, *p->set ? p->set : "?", NULL);
}

static enum db_rc need_votes(struct db *db, const struct finding *f)
{
    bool row;
    char votes[16], of[16], members[16];
    sqlite3_stmt *s = stmt_get(db, Q_member_next);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return DB_FAULT;
    int count = sqlite3_column_int(s, 2);
    sqlite3_reset(s);
    snprintf(votes, sizeof votes, "%d", f->votes);
    snprintf(of, sizeof of, "%d", f->of);
    snprintf(members, sizeof members, "%d", count);
    if (f->votes < 0 || f->votes > f->of)
        return db_refuse(db, F_FINDING_VOTES, votes, of, NULL);
    if (f->of > count) /* kept as told: the paper is what was counted */
        db_warn(db, F_FINDING_VOTES_MANY, votes, of, members, NULL);
    return DB_OK;
}

/* A word of reason is what is asked for. */
static enum db_rc need_difference(struct db *db, const struct product_of *p,
                                  const struct finding *f)
{
    const struct crit_set *set = db_criteria(db, p->set);
    if (!set || !crit_leaf(set, f->criterion))
        return db_refuse(db, F_DIFFERENCE_CRITERION, *p->set ? p->set : "?", NULL);
    return f->verdict && !*f->reason ? db_refuse(db, F_REASON_MISSING, NULL) : DB_OK;
}

static enum db_rc check_finding(struct db *db, const struct product_of *p, const struct finding *f)
{
    enum db_rc rc = need_votes(db, f);
    if (rc == DB_OK && f->kind == FINDING_MINIMUM)
        rc = need_minimum(db, p, f);
    if (rc == DB_OK && (f->kind == FINDING_KNOCKOUT || f->kind == FINDING_CLAIM))
        rc = need_known_criterion(db, p, f);
    if (rc == DB_OK && f->kind == FINDING_CLAIM)
        rc = f->member ? need_member(db, f->member) : db_refuse(db, F_CLAIM_MEMBER, NULL);
    if (rc == DB_OK && f->kind == FINDING_DIFFERENCE)
        rc = need_difference(db, p, f);
    if (rc == DB_OK && f->kind == FINDING_BALLOT)
        rc = f->member ? need_member(db, f->member) : db_refuse(db, F_FINDING_MEMBER, NULL);
    return rc;
}

static void bind_thing(sqlite3_stmt *s, const struct finding *f)
{
    bind_int(s, ":product", f->product);
    bind_text(s, ":kind", finding_word(f->kind));
    bind_text(s, ":criterion", f->criterion);
    bind_int(s, ":star", f->star);
    bind_int(s, ":member", f->member);
}

/* Whether every event of @seqs is one that @said knows. */
static bool all_said(const char *seqs, finding_said *said, void *arg)
{
    char *end;
    for (const char *s = seqs; s && *s; s = end) {
        int64_t seq = strtoll(s, &end, 10);
        if (!said || !said(arg, seq) || end == s)
            return false;
    }
    return true;
}

enum db_rc finding_stands(struct db *db, const struct finding *f, finding_said *said, void *arg,
                          bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_finding_get);
    bind_thing(s, f);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = false;
    if (row) {
        *out = sqlite3_column_int(s, 0) == f->verdict && sqlite3_column_int(s, 1) == f->votes &&
               sqlite3_column_int(s, 2) == f->of &&
               strcmp(col_str(s, 3), f->reason) == 0 &&
               strcmp(col_str(s, 4), f->ground) == 0 &&
               all_said(col_str(s, 5), said, arg) &&
               !sqlite3_column_int(s, 6);
        sqlite3_reset(s);
    }
    return rc;
}

/* What the conclusion rests on, as it is now (db/sql/views.sql, v_facts). */
static enum db_rc judged_now(struct db *db, struct arena *a, const struct finding *f,
                             const char **out)
{
    bool row;
    *out = "";
    sqlite3_stmt *s = stmt_get(db, Q_judging_put);
    bind_thing(s, f);
    enum db_rc rc = stmt_run(db, s);
    s = stmt_get(db, Q_judged_now);
    bind_thing(s, f);
    if (rc == DB_OK)
        rc = stmt_step(db, s, &row);
    if (rc == DB_OK && row) {
        *out = col_text(a, s, 0);
        sqlite3_reset(s);
    }
    enum db_rc cleared = stmt_run(db, stmt_get(db, Q_judging_clear));
    return rc == DB_OK ? cleared : rc;
}

static enum db_rc append_finding(struct db *db, struct arena *a, const struct finding *f,
                                 const char *actor)
{
    struct body b = {0};
    const char *judged;
    enum db_rc rc = judged_now(db, a, f, &judged);
    if (rc != DB_OK)
        return rc;
    body_int(&b, "product", f->product);
    body_text(&b, "kind", finding_word(f->kind));
    body_text(&b, "criterion", f->criterion);
    body_int(&b, "star", f->star);
    body_int(&b, "member", f->member);
    body_int(&b, "verdict", f->verdict);
    body_int(&b, "votes", f->votes);
    body_int(&b, "votes_of", f->of);
    body_text(&b, "reason", f->reason);
    if (f->kind == FINDING_KNOCKOUT || f->kind == FINDING_CLAIM) {
        body_text(&b, "ground", f->ground);
        body_int(&b, "stops", f->stops);
    }
    body_text(&b, "judged", judged);
    return journal_append(db, EV_FINDING, actor, &b, NULL);
}

/* Whether the ground of a knock-out or claim ends the scoring.  Where the ground is not told, one
 * of the criterion's that does decides. */
static enum db_rc ground_stops(struct db *db, const struct finding *f, bool *out)
{
    struct grounds g;
    bool any = false, told = false;
    *out = false;
    enum db_rc rc = db_grounds(db, f->product, &g);
    for (size_t i = 0; i < g.n; i++) {
        if (strcmp(g.v[i].criterion, f->criterion) != 0)
            continue;
        any = any || g.v[i].stops;
        if (*f->ground && strcmp(g.v[i].text, f->ground) == 0) {
            told = true;
            *out = g.v[i].stops;
        }
    }
    if (!told)
        *out = any;
    *out = *out && f->verdict;
    list_free(&g);
    return rc;
}

static enum db_rc put_finding(struct db *db, const struct finding *given, const char *actor)
{
    struct arena *a = arena_new();
    struct finding f = *given;
    struct product_of p;
    char *reason = NULL, *code = NULL, *ground = NULL;
    bool there = false;
    enum db_rc rc = need_product_of(db, f.product, a, &p);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), f.reason, MAX_NOTE, &reason);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Tiêu chí"), f.criterion, 16, &code);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Căn cứ loại"), f.ground ? f.ground : "", MAX_NOTE, &ground);
    /* Only what belongs to the kind makes it "the same thing". */
    bool out = f.kind == FINDING_KNOCKOUT || f.kind == FINDING_CLAIM;
    bool on_criterion = out || f.kind == FINDING_MINIMUM || f.kind == FINDING_DIFFERENCE;
    f.reason = reason;
    f.criterion = on_criterion && code ? code : "";
    f.ground = out && ground ? ground : "";
    f.star = f.kind == FINDING_MINIMUM ? f.star : 0;
    f.member = f.kind == FINDING_BALLOT || f.kind == FINDING_CLAIM ? f.member : 0;
    if (rc == DB_OK && *p.set)
        rc = adopt_set(db, p.set, actor);
    if (rc == DB_OK)
        rc = check_finding(db, &p, &f);
    if (rc == DB_OK && out)
        rc = ground_stops(db, &f, &f.stops);
    if (rc == DB_OK)
        rc = finding_stands(db, &f, NULL, NULL, &there);
    if (rc == DB_OK && !there)
        rc = append_finding(db, a, &f, actor);
    free(reason);
    free(code);
    free(ground);
    arena_free(a);
    return rc;
}

enum db_rc db_conclude(struct db *db, const struct finding *v, size_t n, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = need_open(db);
    for (size_t i = 0; i < n && rc == DB_OK; i++)
        rc = put_finding(db, &v[i], actor);
    return tx_end(db, rc);
}

enum db_rc db_conclude_if(struct db *db, int product, const struct finding *v, size_t n,
                          struct tally *out)
{
    struct db *try;
    *out = (struct tally){0};
    faults_free(&db->faults);
    db->place = AT_WHOLE;
    if (db->look) {
        db_refuse(db, F_READ_ONLY, NULL);
        return DB_FAULT;
    }
    enum db_rc rc = store_scratch_of(db, &try);
    if (rc != DB_OK)
        return rc;
    rc = db_conclude(try, v, n, "chair");
    if (rc == DB_OK)
        rc = db_tally(try, product, out);
    faults_move(&db->faults, &try->faults);
    db_close(try);
    return rc;
}
