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

#include "tests/unit/room.h"

static void a_blank_is_not_a_zero(void **state)
{
    struct room *r = *state;
    room_expect(r, -1, STATUS_WAITING);
    plain_ok(r->db, db_mark(r->db, r->product, r->member[0], "1.1", "3", "t", NULL, NULL));
    assert_int_equal(db_ballot_close(r->db, r->product, r->member[0], "t"), DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_BALLOT_BLANK);
    room_expect(r, -1, STATUS_WAITING);
}

static void full_marks_are_forwarded(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, NULL, NULL);
    room_expect(r, 5, STATUS_FORWARD);
}

/* 7 asks 5 points for five stars and 3 for four; two of three ballots give 3. */
static void divided_minimum_waits_for_the_council(void **state)
{
    struct room *r = *state;
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "7", "3");
    room_ballot(r, 2, "7", "3");
    room_expect(r, -1, STATUS_UNDECIDED);
    room_rule(r, "minimum.rule", "majority");
    room_expect(r, -1, STATUS_UNDECIDED); /* missed: 90 points wait for trình / không trình */
    room_conclude(r, FINDING_FORWARD, "", 0, false);
    room_expect(r, 4, STATUS_PROPOSED);
    room_rule(r, "minimum.missed", "fail");
    room_expect(r, 0, STATUS_FAILED);
    room_conclude(r, FINDING_FORWARD, "", 0, true);
    room_expect(r, 5, STATUS_FORWARD);
    room_rule(r, "minimum.rule", "conclude");
    room_conclude(r, FINDING_MINIMUM, "7", 5, true);
    room_expect(r, 5, STATUS_FORWARD);
    room_conclude(r, FINDING_MINIMUM, "7", 5, false);
    room_conclude(r, FINDING_FORWARD, "", 0, false);
    room_expect(r, 0, STATUS_FAILED);
}

static void met_settles_lower_stars_and_missed_higher(void **state)
{
    struct room *r = *state;
    struct tally t;
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "7", "1"); /* below both the four-star and the five-star minimum */
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_UNKNOWN);
    assert_int_equal(t.v[0].entry[2].met, MET_UNKNOWN);
    list_free(&t);
    room_conclude(r, FINDING_MINIMUM, "7", 5, true);
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_YES);
    assert_int_equal(t.v[0].entry[2].met, MET_YES);
    list_free(&t);
    room_conclude(r, FINDING_MINIMUM, "7", 4, false); /* the latest holds, for 5 stars too */
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_NO);
    assert_int_equal(t.v[0].entry[2].met, MET_NO);
    assert_int_equal(t.v[0].entry[0].met, MET_YES);
    list_free(&t);
    room_conclude(r, FINDING_MINIMUM, "7", 5, true); /* said again, it is the latest again */
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].entry[1].met, MET_YES);
    assert_int_equal(t.v[0].entry[2].met, MET_YES);
    list_free(&t);
}

static void a_knockout_is_the_councils_and_can_be_lifted(void **state)
{
    struct room *r = *state;
    room_ballot(r, 0, NULL, NULL);
    room_conclude(r, FINDING_KNOCKOUT, "1.1", 0, true);
    room_expect(r, 0, STATUS_KNOCKED_OUT);
    room_conclude(r, FINDING_KNOCKOUT, "2.1", 0, false);
    room_expect(r, 0, STATUS_KNOCKED_OUT);
    room_conclude(r, FINDING_KNOCKOUT, "1.1", 0, false);
    room_expect(r, 5, STATUS_FORWARD);
    /* Lifted as a whole, and claimed again in the same words: the latest word counts. */
    room_conclude(r, FINDING_KNOCKOUT, "2.1", 0, true);
    room_conclude(r, FINDING_KNOCKOUT, "", 0, false);
    room_expect(r, 5, STATUS_FORWARD);
    room_conclude(r, FINDING_KNOCKOUT, "2.1", 0, true);
    room_expect(r, 0, STATUS_KNOCKED_OUT);
    room_conclude(r, FINDING_KNOCKOUT, "", 0, false);
    room_expect(r, 5, STATUS_FORWARD);
    room_conclude(r, FINDING_POSTPONED, "", 0, true);
    room_expect(r, -1, STATUS_POSTPONED);
    room_conclude(r, FINDING_WITHDRAWN, "", 0, true);
    room_expect(r, -1, STATUS_WITHDRAWN);
}

static void a_recused_ballot_neither_helps_nor_harms(void **state)
{
    struct room *r = *state;
    struct tally t;
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "6.1", "1");
    /* Handed in, it goes on counting until it is reopened. */
    assert_int_equal(db_panel_put(r->db, r->product, r->member[1], PANEL_RECUSED, "người nhà", "t"),
                     DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_CLOSED_COUNTS);
    plain_ok(r->db, db_ballot_reopen(r->db, r->product, r->member[1], "người nhà", "t"));
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_RECUSED, "người nhà", "t"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].expected, ROOM_MEMBERS - 1);
    assert_int_equal(t.v[0].closed, 1);
    assert_int_equal(t.v[0].sum, 100);
    assert_int_equal(t.v[0].present, ROOM_MEMBERS); /* recused, but in the room */
    list_free(&t);
    assert_int_equal(db_mark(r->db, r->product, r->member[1], "1.1", "1", "t", NULL, NULL),
                     DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_IS_RECUSED);
}

static void exactly_the_spread_is_a_rule(void **state)
{
    struct room *r = *state;
    struct tally t;
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "7", "1"); /* 5 points at most, 1 given: 4 less */
    plain_ok(r->db, db_tally(r->db, 0, &t));
    int spread = t.v[0].max - t.v[0].min;
    list_free(&t);
    char limit[8];
    snprintf(limit, sizeof limit, "%d", spread);
    room_rule(r, "spread.max", limit);
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_false(t.v[0].exceeds);
    list_free(&t);
    room_rule(r, "spread.equal", "refused");
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].exceeds);
    assert_false(t.v[0].settled);
    list_free(&t);
    room_conclude(r, FINDING_SPREAD, "", 0, true);
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].settled);
    list_free(&t);
}

static void quorum_counts_whole_members(void **state)
{
    struct room *r = *state;
    struct tally t;
    for (int m = 1; m <= 2; m++)
        plain_ok(r->db, db_panel_put(r->db, r->product, r->member[m], PANEL_ABSENT, "ốm", "t"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].needed, 7); /* 3/4 of 9 is 6,75 */
    assert_int_equal(t.v[0].present, 7);
    assert_true(t.v[0].quorum);
    list_free(&t);
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[0], PANEL_ABSENT, "họp", "t"));
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_SCORES, "", "t"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].present, 7);
    assert_false(t.v[0].quorum); /* enough, but nobody to preside */
    list_free(&t);
    room_rule(r, "quorum.chair", "no");
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].quorum);
    list_free(&t);
}

/* 5.2 is about a story: points there beside 0 in 5.1 are worth a look, and still count. */
static void points_without_a_story_are_worth_a_look(void **state)
{
    struct room *r = *state;
    struct blockers b;
    size_t told[2] = {0};
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, "5.1", "1"); /* level 1 of 5.1 is 0 points */
    plain_ok(r->db, db_check(r->db, &b));
    for (size_t i = 0; i < b.n; i++)
        if (b.v[i].fault.id == F_DEPENDS) {
            assert_true(b.v[i].warning);
            assert_string_equal(b.v[i].criterion, "5.2");
            told[b.v[i].member == r->member[1]]++;
        }
    list_free(&b);
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
#define T(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
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
