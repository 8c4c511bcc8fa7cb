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
    plain_ok(r->db, db_mark(r->db, r->product, r->member[0], "1.1", "3", "secretary", NULL, NULL));
    assert_int_equal(db_ballot_close(r->db, r->product, r->member[0], "secretary"), DB_REFUSED);
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
    assert_int_equal(
        db_panel_put(r->db, r->product, r->member[1], PANEL_RECUSED, "người nhà", "secretary"),
        DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_CLOSED_COUNTS);
    plain_ok(r->db, db_ballot_reopen(r->db, r->product, r->member[1], "người nhà", "secretary"));
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_RECUSED, "người nhà",
                                 "secretary"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].expected, ROOM_MEMBERS - 1);
    assert_int_equal(t.v[0].closed, 1);
    assert_int_equal(t.v[0].sum, 100);
    assert_int_equal(t.v[0].present, ROOM_MEMBERS); /* recused, but in the room */
    list_free(&t);
    assert_int_equal(db_mark(r->db, r->product, r->member[1], "1.1", "1", "secretary", NULL, NULL),
                     DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, F_IS_RECUSED);
    char code[16]; /* nor is anything taken back on a ballot that nobody asks for */
    assert_int_equal(db_undo(r->db, r->product, r->member[1], "secretary", code), DB_REFUSED);
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

/* Nothing differs by less than 0. */
static void the_same_totals_never_differ_too_much(void **state)
{
    struct room *r = *state;
    struct tally t;
    room_ballot(r, 0, NULL, NULL);
    room_ballot(r, 1, NULL, NULL);
    room_rule(r, "spread.max", "0");
    room_rule(r, "spread.equal", "refused");
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].max, t.v[0].min);
    assert_false(t.v[0].exceeds);
    list_free(&t);
    room_ballot(r, 2, "7", "1");
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].exceeds);
    list_free(&t);
}

static void quorum_counts_whole_members(void **state)
{
    struct room *r = *state;
    struct tally t;
    for (int m = 1; m <= 2; m++)
        plain_ok(r->db,
                 db_panel_put(r->db, r->product, r->member[m], PANEL_ABSENT, "ốm", "secretary"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].needed, 7); /* 3/4 of 9 is 6,75 */
    assert_int_equal(t.v[0].present, 7);
    assert_true(t.v[0].quorum);
    list_free(&t);
    plain_ok(r->db,
             db_panel_put(r->db, r->product, r->member[0], PANEL_ABSENT, "họp", "secretary"));
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_SCORES, "", "secretary"));
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].present, 7);
    assert_false(t.v[0].quorum); /* enough, but nobody to preside */
    list_free(&t);
    room_rule(r, "quorum.chair", "no");
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_true(t.v[0].quorum);
    list_free(&t);
}

enum { NO_FAULT = -1 };

/* What the check says of presence, NO_FAULT: nothing; its blocker is then the first of @b. */
static int said_of_quorum(struct room *r, struct blockers *b)
{
    plain_ok(r->db, db_check(r->db, b));
    for (size_t i = 0; i < b->n; i++)
        if (strncmp(fault_code(b->v[i].fault.id), "quorum", 6) == 0 && !b->v[i].warning) {
            b->v[0] = b->v[i];
            return (int)b->v[0].fault.id;
        }
    return NO_FAULT;
}

static void be(struct room *r, int at, enum role role, bool scoring)
{
    struct members m;
    plain_ok(r->db, db_members(r->db, &m));
    struct member one = m.v[at];
    one.role = role;
    one.scoring = scoring;
    plain_ok(r->db, db_member_put(r->db, &one, "secretary", &one.id));
    list_free(&m);
}

static void nobody_counted_is_no_quorum(void **state)
{
    struct room *r = *state;
    struct tally t;
    struct blockers b;
    room_rule(r, "quorum.chair", "no");
    for (int i = 0; i < ROOM_MEMBERS; i++)
        be(r, i, ROLE_ADVISER, true);
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.v[0].base, 0);
    assert_false(t.v[0].quorum);
    list_free(&t);
    assert_int_equal(said_of_quorum(r, &b), F_QUORUM_NOBODY);
    list_free(&b);
    room_rule(r, "mode", "written");
    assert_int_equal(said_of_quorum(r, &b), NO_FAULT);
    list_free(&b);
}

/* The rule counts those who score: then a chair who does not score cannot be the one among them. */
static void a_chair_who_does_not_score_hears_who_may_preside(void **state)
{
    struct room *r = *state;
    struct blockers b;
    room_rule(r, "quorum.of", "scoring");
    be(r, 0, ROLE_CHAIR, false);
    for (int i = 1; i < ROOM_MEMBERS; i++)
        be(r, i, ROLE_MEMBER, true);
    assert_int_equal(said_of_quorum(r, &b), F_QUORUM_LEADER_ALL);
    assert_string_equal(b.v[0].fault.arg[1], "chưa ai");
    list_free(&b);
    be(r, 1, ROLE_VICE, true);
    plain_ok(r->db,
             db_panel_put(r->db, r->product, r->member[1], PANEL_ABSENT, "bận", "secretary"));
    room_product(r, "Trà hoa");
    assert_int_equal(said_of_quorum(r, &b), F_QUORUM_LEADER);
    struct members m;
    plain_ok(r->db, db_members(r->db, &m));
    assert_string_equal(b.v[0].fault.arg[1], m.v[0].name);
    assert_string_equal(b.v[0].fault.arg[2], m.v[1].name);
    list_free(&m);
    list_free(&b);
    plain_ok(r->db, db_panel_put(r->db, r->product, r->member[1], PANEL_SCORES, "", "secretary"));
    assert_int_equal(said_of_quorum(r, &b), NO_FAULT);
    list_free(&b);
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
        T(the_same_totals_never_differ_too_much),
        T(quorum_counts_whole_members),
        T(nobody_counted_is_no_quorum),
        T(a_chair_who_does_not_score_hears_who_may_preside),
        T(points_without_a_story_are_worth_a_look),
        cmocka_unit_test(means_are_printed_half_up_and_never_at_a_floor),
    };
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
