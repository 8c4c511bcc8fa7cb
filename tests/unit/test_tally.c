/* SPDX-License-Identifier: MIT */
/* The tally rule by rule, on councils small enough to check by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/db.h"

enum { MEMBERS = 9 };

struct room {
    struct db *db;
    char path[64];
    int member[MEMBERS], product;
};

static void ok(struct db *db, enum db_rc rc)
{
    for (size_t i = 0; rc != DB_OK && i < db_faults(db)->n; i++)
        print_error("%s\n", fault_msgid(db_faults(db)->v[i].id));
    assert_int_equal(rc, DB_OK);
}

static int setup(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    struct faults f = {0};
    const char *dir = getenv("TMPDIR");
    snprintf(r->path, sizeof r->path, "%.40s/tally-%ld.ocop", dir ? dir : "/tmp", (long)getpid());
    unlink(r->path);
    assert_int_equal(db_create(&r->db, r->path, NULL, 0, &f), DB_OK);
    for (int i = 0; i < MEMBERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "Bà %d", i + 1);
        struct member m = {.name = name,
                           .honorific = "",
                           .title = "",
                           .agency = "",
                           .reason = "",
                           .role = i ? ROLE_MEMBER : ROLE_CHAIR,
                           .scoring = true,
                           .present = true};
        ok(r->db, db_member_put(r->db, &m, "t", &r->member[i]));
    }
    struct product p = {.code = "",
                        .name = "Mắm tôm",
                        .owner = "Hộ A",
                        .representative = "",
                        .business = "",
                        .address = "",
                        .phone = "",
                        .email = "",
                        .commune = "",
                        .district = "",
                        .group = "",
                        .set = "8",
                        .expires = ""};
    ok(r->db, db_product_put(r->db, &p, "t", &r->product));
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    struct room *r = *state;
    db_close(r->db);
    unlink(r->path);
    free(r);
    return 0;
}

/* Member @m gives every criterion its highest level, but @code (NULL: none) the level @label. */
static void best_but(struct room *r, int m, const char *code, const char *label)
{
    struct ballot b;
    ok(r->db, db_ballot(r->db, r->product, r->member[m], &b));
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind != CRIT_LEAF)
            continue;
        const char *l = n->level[n->n_levels - 1].label;
        if (code && strcmp(n->code, code) == 0)
            l = label;
        ok(r->db, db_mark(r->db, r->product, r->member[m], n->code, l, "t", NULL, NULL));
    }
    ballot_free(&b);
    ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "t"));
}

static void rule(struct room *r, const char *key, const char *value)
{
    struct db_pair p = {key, value};
    ok(r->db, db_set(r->db, &p, 1, "thử", "t"));
}

static void conclude(struct room *r, enum finding_kind kind, const char *code, int star, bool yes)
{
    struct finding f = {.product = r->product,
                        .kind = kind,
                        .criterion = code,
                        .star = star,
                        .verdict = yes,
                        .reason = ""};
    ok(r->db, db_conclude(r->db, &f, 1, "chair"));
}

/* The product's star and status. */
static void expect(struct room *r, int star, enum status status)
{
    struct tally t;
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.n, 1);
    assert_int_equal(t.v[0].star, star);
    assert_int_equal(t.v[0].status, status);
    tally_free(&t);
}

static void a_blank_is_not_a_zero(void **state)
{
    struct room *r = *state;
    expect(r, -1, STATUS_WAITING);
    ok(r->db, db_mark(r->db, r->product, r->member[0], "1.1", "3", "t", NULL, NULL));
    assert_int_equal(db_ballot_close(r->db, r->product, r->member[0], "t"), DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_BALLOT_BLANK);
    expect(r, -1, STATUS_WAITING);
}

static void full_marks_are_forwarded(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        best_but(r, m, NULL, NULL);
    expect(r, 5, STATUS_FORWARD);
}

/* 7 asks 5 points for five stars and 3 for four; two of three ballots give 3. */
static void divided_minimum_waits_for_the_council(void **state)
{
    struct room *r = *state;
    best_but(r, 0, NULL, NULL);
    best_but(r, 1, "7", "3");
    best_but(r, 2, "7", "3");
    expect(r, -1, STATUS_UNDECIDED);
    rule(r, "minimum.rule", "majority");
    expect(r, -1, STATUS_UNDECIDED); /* missed: 90 points wait for trình / không trình */
    conclude(r, FINDING_FORWARD, "", 0, false);
    expect(r, 4, STATUS_PROPOSED);
    rule(r, "minimum.missed", "fail");
    expect(r, 0, STATUS_FAILED);
    conclude(r, FINDING_FORWARD, "", 0, true);
    expect(r, 5, STATUS_FORWARD);
    rule(r, "minimum.rule", "conclude");
    conclude(r, FINDING_MINIMUM, "7", 5, true);
    expect(r, 5, STATUS_FORWARD);
    conclude(r, FINDING_MINIMUM, "7", 5, false);
    conclude(r, FINDING_FORWARD, "", 0, false);
    expect(r, 0, STATUS_FAILED);
}

static void met_settles_lower_stars_and_missed_higher(void **state)
{
    struct room *r = *state;
    struct tally t;
    best_but(r, 0, NULL, NULL);
    best_but(r, 1, "7", "1"); /* below both the four-star and the five-star minimum */
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_UNKNOWN);
    assert_int_equal(t.v[0].entry[2].met, MET_UNKNOWN);
    tally_free(&t);
    conclude(r, FINDING_MINIMUM, "7", 5, true);
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_YES);
    assert_int_equal(t.v[0].entry[2].met, MET_YES);
    tally_free(&t);
    conclude(r, FINDING_MINIMUM, "7", 4, false); /* the latest holds, for 5 stars too */
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_NO);
    assert_int_equal(t.v[0].entry[2].met, MET_NO);
    assert_int_equal(t.v[0].entry[0].met, MET_YES);
    tally_free(&t);
}

static void a_knockout_is_the_councils_and_can_be_lifted(void **state)
{
    struct room *r = *state;
    best_but(r, 0, NULL, NULL);
    conclude(r, FINDING_KNOCKOUT, "1.1", 0, true);
    expect(r, 0, STATUS_KNOCKED_OUT);
    conclude(r, FINDING_KNOCKOUT, "2.1", 0, false);
    expect(r, 0, STATUS_KNOCKED_OUT);
    conclude(r, FINDING_KNOCKOUT, "1.1", 0, false);
    expect(r, 5, STATUS_FORWARD);
    conclude(r, FINDING_POSTPONED, "", 0, true);
    expect(r, -1, STATUS_POSTPONED);
    conclude(r, FINDING_WITHDRAWN, "", 0, true);
    expect(r, -1, STATUS_WITHDRAWN);
}

static void a_recused_ballot_neither_helps_nor_harms(void **state)
{
    struct room *r = *state;
    struct tally t;
    best_but(r, 0, NULL, NULL);
    best_but(r, 1, "6.1", "1");
    ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_RECUSED, "người nhà", "t"));
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].expected, MEMBERS - 1);
    assert_int_equal(t.v[0].closed, 1);
    assert_int_equal(t.v[0].sum, 100);
    assert_int_equal(t.v[0].present, MEMBERS); /* recused, but in the room */
    tally_free(&t);
    assert_int_equal(db_mark(r->db, r->product, r->member[1], "1.1", "1", "t", NULL, NULL),
                     DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_IS_RECUSED);
}

static void exactly_the_spread_is_a_rule(void **state)
{
    struct room *r = *state;
    struct tally t;
    best_but(r, 0, NULL, NULL);
    best_but(r, 1, "7", "1"); /* 5 points at most, 1 given: 4 less */
    ok(r->db, db_tally(r->db, 0, &t));
    int spread = t.v[0].max - t.v[0].min;
    tally_free(&t);
    char limit[8];
    snprintf(limit, sizeof limit, "%d", spread);
    rule(r, "spread.max", limit);
    ok(r->db, db_tally(r->db, 0, &t));
    assert_false(t.v[0].exceeds);
    tally_free(&t);
    rule(r, "spread.equal", "refused");
    ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].exceeds);
    assert_false(t.v[0].settled);
    tally_free(&t);
    conclude(r, FINDING_SPREAD, "", 0, true);
    ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].settled);
    tally_free(&t);
}

static void quorum_counts_whole_members(void **state)
{
    struct room *r = *state;
    struct tally t;
    for (int m = 1; m <= 2; m++)
        ok(r->db, db_panel_put(r->db, r->product, r->member[m], PANEL_ABSENT, "ốm", "t"));
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].needed, 7); /* 3/4 of 9 is 6,75 */
    assert_int_equal(t.v[0].present, 7);
    assert_true(t.v[0].quorum);
    tally_free(&t);
    ok(r->db, db_panel_put(r->db, r->product, r->member[0], PANEL_ABSENT, "họp", "t"));
    ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_SCORES, "", "t"));
    ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].present, 7);
    assert_false(t.v[0].quorum); /* enough, but nobody to preside */
    tally_free(&t);
    rule(r, "quorum.chair", "no");
    ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].quorum);
    tally_free(&t);
}

/* 5.2 is about a story: points there beside 0 in 5.1 are worth a look, and still count. */
static void points_without_a_story_are_worth_a_look(void **state)
{
    struct room *r = *state;
    struct blockers b;
    size_t told[2] = {0};
    best_but(r, 0, NULL, NULL);
    best_but(r, 1, "5.1", "1"); /* level 1 of 5.1 is 0 points */
    ok(r->db, db_check(r->db, &b));
    for (size_t i = 0; i < b.n; i++)
        if (b.v[i].fault.id == F_DEPENDS) {
            assert_true(b.v[i].warning);
            assert_string_equal(b.v[i].criterion, "5.2");
            told[b.v[i].member == r->member[1]]++;
        }
    blockers_free(&b);
    assert_int_equal(told[0], 0);
    assert_int_equal(told[1], 1);
}

static void mean(int sum, int n, const char *want)
{
    char text[16];
    mean_text(sum, n, true, text);
    assert_string_equal(text, want);
}

static void means_are_printed_half_up_and_never_at_a_floor(void **unused)
{
    (void)unused;
    mean(747, 9, "83,00");
    mean(250, 3, "83,33");
    mean(500, 6, "83,33");
    mean(1, 8, "0,13"); /* 0,125 */
    mean(0, 3, "0,00");
    mean(100, 1, "100,00");
    mean(0, 0, "");
    mean(90 * 300 - 1, 300, "89,99"); /* 89,9967 would round to 90,00 */
    mean(70 * 250 - 1, 250, "69,99");
    mean(70 * 250, 250, "70,00");
    mean(50 * 199 - 1, 199, "49,99"); /* 49,99497 */
    char text[16];
    mean_text(30 * 300 - 1, 300, false, text);
    assert_string_equal(text, "30,00"); /* a part has no bands */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(a_blank_is_not_a_zero),
        T(full_marks_are_forwarded),
        T(divided_minimum_waits_for_the_council),
        T(met_settles_lower_stars_and_missed_higher),
        T(a_knockout_is_the_councils_and_can_be_lifted),
        T(a_recused_ballot_neither_helps_nor_harms),
        T(exactly_the_spread_is_a_rule),
        T(quorum_counts_whole_members),
        T(points_without_a_story_are_worth_a_look),
        cmocka_unit_test(means_are_printed_half_up_and_never_at_a_floor),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
