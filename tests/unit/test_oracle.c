/* SPDX-License-Identifier: MIT */
/* Random councils: the program's views and the oracle agree in every number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/store.h"
#include "tests/oracle.h"

/* A generator of our own, so that a seed means the same everywhere. */
static uint64_t seed = 20261123;
static unsigned rnd(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)((seed >> 20) % n);
}

static void ok(struct db *db, enum db_rc rc)
{
    if (rc == DB_OK)
        return;
    for (size_t i = 0; i < db_faults(db)->n; i++)
        print_error("%s\n", fault_msgid(db_faults(db)->v[i].id));
    fail();
}

/* ---- making a council ---- */

static void gather_leaves(struct or_council *c)
{
    for (size_t i = 0; i < c->set->n_nodes; i++)
        if (c->set->node[i].kind == CRIT_LEAF)
            c->leaf[c->leaves++] = &c->set->node[i];
}

/* Levels around a quality of the product, so that all bands come up. */
static void random_levels(struct or_council *c, int m, unsigned quality)
{
    for (int i = 0; i < c->leaves; i++) {
        int n = (int)c->leaf[i]->n_levels;
        int level = rnd(100) < quality ? n - 1 : (int)rnd((unsigned)n);
        if (rnd(100) < 4 && crit_allows_none(c->leaf[i]))
            level = -1;
        c->level[m][i] = level;
    }
}

/* Move single levels until the sum of the counted ballots is @target, or nearly. */
static void steer(struct or_council *c, const struct or_rules *r, int target)
{
    struct or_result now;
    for (int tries = 0; tries < 400; tries++) {
        or_tally(c, r, &now);
        if (now.sum == target || now.n == 0)
            return;
        int m = (int)rnd((unsigned)c->members), i = (int)rnd((unsigned)c->leaves);
        int was = c->level[m][i], n = (int)c->leaf[i]->n_levels;
        c->level[m][i] = (int)rnd((unsigned)n);
        struct or_result then;
        or_tally(c, r, &then);
        if (abs(then.sum - target) > abs(now.sum - target))
            c->level[m][i] = was;
    }
}

/* Saying again what already stands makes no event, so it is no later word either. */
static bool stands(const struct or_council *c, const struct or_finding *f)
{
    for (int i = c->findings - 1; i >= 0; i--) {
        const struct or_finding *o = &c->finding[i];
        bool leaf = f->kind != FINDING_MINIMUM && f->kind != FINDING_KNOCKOUT;
        bool star = f->kind != FINDING_MINIMUM;
        if (o->kind == f->kind && (leaf || o->leaf == f->leaf) && (star || o->star == f->star))
            return o->verdict == f->verdict;
    }
    return false;
}

static void random_findings(struct or_council *c)
{
    static const enum finding_kind others[] = {FINDING_FORWARD, FINDING_FORWARD, FINDING_SPREAD,
                                               FINDING_POSTPONED, FINDING_WITHDRAWN};
    int n = (int)rnd(14);
    for (int k = 0; k < n; k++) {
        struct or_finding f = {.kind = FINDING_MINIMUM, .leaf = -1, .verdict = rnd(3) > 0};
        f.star = 3 + (int)rnd(3);
        f.leaf = (int)rnd((unsigned)c->leaves);
        if (rnd(5) == 0) {
            f.kind = others[rnd(5)];
            f.verdict = f.kind == FINDING_SPREAD || rnd(3) == (f.kind == FINDING_FORWARD);
        } else if (rnd(25) == 0) {
            f.kind = FINDING_KNOCKOUT;
            f.leaf = rnd(2) ? -1 : f.leaf;
            f.verdict = rnd(2);
        } else if (crit_minimum(c->leaf[f.leaf], f.star) < 0) {
            continue;
        }
        if (!stands(c, &f))
            c->finding[c->findings++] = f;
    }
}

static void random_council(struct or_council *c, const struct or_rules *r, int members,
                           const bool *scoring, const bool *present, const int *every)
{
    memset(c, 0, sizeof *c);
    c->set = crit_load(crit_find(rnd(5) ? "8" : "26"));
    c->members = members;
    gather_leaves(c);
    unsigned quality = rnd(101), differ = rnd(12);
    for (int m = 0; m < members; m++) {
        c->scoring[m] = scoring[m];
        c->present[m] = present[m];
        c->every[m] = every[m];
        c->own[m] = rnd(8) ? -1 : (int)rnd(4);
        c->closed[m] = rnd(12) != 0;
        unsigned q = quality + rnd(2 * differ + 1);
        random_levels(c, m, q > differ ? q - differ : 0);
    }
    struct or_result now;
    or_tally(c, r, &now);
    static const int floors[] = {30, 50, 70, 90};
    if (rnd(3) == 0 && now.n)
        steer(c, r, floors[rnd(4)] * now.n - (int)rnd(2));
    random_findings(c);
}

/* ---- putting it into a session ---- */

static const char *label(const struct or_council *c, int m, int i)
{
    int level = c->level[m][i];
    return level < 0 ? "0" : c->leaf[i]->level[level].label;
}

/* The ballots come first, as everybody's own; then the panel says who counts. */
static void enter(struct db *db, const struct or_council *c, int product, const int *member)
{
    for (int m = 0; m < c->members; m++) {
        if (!c->scoring[m])
            continue;
        ok(db, db_panel_put(db, product, member[m], PANEL_SCORES, "", "t"));
        for (int i = 0; i < c->leaves; i++)
            ok(db,
               db_mark(db, product, member[m], c->leaf[i]->code, label(c, m, i), "t", NULL, NULL));
        if (c->closed[m])
            ok(db, db_ballot_close(db, product, member[m], "t"));
    }
    for (int m = 0; m < c->members; m++) {
        int state = c->own[m] >= 0     ? c->own[m]
                    : c->every[m] >= 0 ? c->every[m]
                    : c->present[m]    ? PANEL_SCORES
                                       : PANEL_ABSENT;
        ok(db, db_panel_put(db, product, member[m], (enum panel_state)state, "", "t"));
    }
    for (int k = 0; k < c->findings; k++) {
        const struct or_finding *f = &c->finding[k];
        struct finding put = {.product = product,
                              .kind = f->kind,
                              .star = f->star,
                              .criterion = f->leaf >= 0 ? c->leaf[f->leaf]->code : "",
                              .verdict = f->verdict,
                              .reason = "r"};
        ok(db, db_conclude(db, &put, 1, "t"));
    }
}

static void compare_gates(const struct or_council *c, const struct or_result *want,
                          const struct result *got)
{
    for (int s = 0; s < 3 && want->n; s++) {
        size_t k = 0;
        for (int i = 0; i < c->leaves; i++) {
            if (!want->asked[s][i])
                continue;
            assert_true(k < got->entry[s].n);
            const struct gate *g = &got->entry[s].gate[k++];
            assert_string_equal(g->criterion, c->leaf[i]->code);
            assert_int_equal(g->met, want->gate[s][i]);
            assert_int_equal(g->divided, want->divided[s][i]);
        }
        assert_int_equal(k, got->entry[s].n);
    }
}

static void compare(const struct or_council *c, const struct or_rules *r, const struct result *got)
{
    struct or_result want;
    or_tally(c, r, &want);
    assert_int_equal(got->expected, want.expected);
    assert_int_equal(got->closed, want.n);
    assert_int_equal(got->sum, want.sum);
    assert_memory_equal(got->part, want.part, sizeof want.part);
    assert_int_equal(got->band, want.band);
    assert_int_equal(got->max, want.max);
    assert_int_equal(got->min, want.min);
    assert_int_equal(got->exceeds, want.exceeds);
    for (int s = 0; s < 3; s++)
        assert_int_equal(got->entry[s].met, want.met[s]);
    assert_int_equal(got->star, want.star);
    assert_int_equal(got->status, want.status);
    compare_gates(c, &want, got);
}

/* ---- sessions of 25 councils with rules of their own ---- */

enum { PER_SESSION = 25 };

static void random_rules(struct or_rules *r, struct db_pair set[8])
{
    static const char *const minimum[] = {"conclude", "majority", "all", "mean"};
    static char spread[8];
    unsigned rule = rnd(6);
    r->minimum = rule < 3 ? OR_CONCLUDE : (enum or_rule)(rule - 2);
    r->fail = rnd(3) == 0;
    r->spread = (int)rnd(16);
    r->spread_refused = rnd(2);
    r->written = rnd(5) == 0;
    r->absent_counted = rnd(3) == 0;
    snprintf(spread, sizeof spread, "%d", r->spread);
    const struct db_pair all[8] = {
        {"minimum.rule", minimum[r->minimum]},
        {"minimum.missed", r->fail ? "fail" : "lower"},
        {"spread.max", spread},
        {"spread.equal", r->spread_refused ? "refused" : "allowed"},
        {"mode", r->written ? "written" : "meeting"},
        {"absent.ballots", r->absent_counted ? "counted" : "refused"},
        {"quorum.chair", "no"},
        {"rehearsal", "yes"},
    };
    memcpy(set, all, sizeof all);
}

static void one_session(const char *path)
{
    struct or_rules r;
    struct db_pair set[8];
    struct faults f = {0};
    struct db *db;
    static struct or_council council[PER_SESSION];
    int members = 1 + (int)rnd(4), member[OR_MEMBERS], every[OR_MEMBERS], product[PER_SESSION];
    bool scoring[OR_MEMBERS], present[OR_MEMBERS];
    random_rules(&r, set);
    unlink(path);
    assert_int_equal(db_create(&db, path, set, 8, &f), DB_OK);
    ok(db, tx_begin(db));
    for (int m = 0; m < members; m++) {
        char name[16];
        snprintf(name, sizeof name, "M%d", m + 1);
        scoring[m] = rnd(10) != 0;
        present[m] = rnd(10) != 0;
        every[m] = rnd(10) ? -1 : (int)rnd(4);
        struct member put = {.name = name,
                             .honorific = "",
                             .title = "",
                             .agency = "",
                             .reason = "",
                             .role = ROLE_MEMBER,
                             .scoring = scoring[m],
                             .present = present[m]};
        ok(db, db_member_put(db, &put, "t", &member[m]));
    }
    for (int p = 0; p < PER_SESSION; p++) {
        random_council(&council[p], &r, members, scoring, present, every);
        struct product put = {.code = "",
                              .name = "SP",
                              .owner = "",
                              .representative = "",
                              .business = "",
                              .address = "",
                              .phone = "",
                              .email = "",
                              .commune = "",
                              .district = "",
                              .group = "",
                              .set = council[p].set->id,
                              .expires = ""};
        ok(db, db_product_put(db, &put, "t", &product[p]));
        enter(db, &council[p], product[p], member);
    }
    ok(db, tx_end(db, DB_OK));
    struct tally t;
    ok(db, db_tally(db, 0, &t));
    assert_int_equal(t.n, PER_SESSION);
    for (int p = 0; p < PER_SESSION; p++)
        compare(&council[p], &r, &t.v[p]);
    tally_free(&t);
    db_close(db);
    faults_free(&f);
    unlink(path);
}

static void random_councils_agree(void **unused)
{
    (void)unused;
    const char *want = getenv("ORACLE_COUNCILS"), *dir = getenv("TMPDIR");
    int n = want ? atoi(want) : 10000;
    char path[256];
    snprintf(path, sizeof path, "%s/oracle-%ld.ocop", dir ? dir : "/tmp", (long)getpid());
    for (int i = 0; i < n; i += PER_SESSION)
        one_session(path);
    print_message("%d random councils agree\n", n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_councils_agree)};
    return cmocka_run_group_tests_name("oracle", tests, NULL, NULL);
}
