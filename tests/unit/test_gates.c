/* SPDX-License-Identifier: MIT */
/* What the council is asked in its meeting: claims that stand in the way, zeros that end the
 * scoring, stops, outcomes before they are recorded, and several ballots or seats in one act. */
#include "tests/unit/room.h"

#include <stdio.h>
#include <unistd.h>

static void refuses(struct room *r, enum db_rc rc, enum fault_id id)
{
    assert_int_equal(rc, DB_REFUSED);
    assert_int_equal(db_faults(r->db)->v[0].id, id);
}

static struct finding knock(struct room *r, const char *code, bool yes)
{
    return (struct finding){.product = r->product,
                            .kind = FINDING_KNOCKOUT,
                            .criterion = code,
                            .verdict = yes,
                            .reason = "",
                            .ground = ""};
}

static struct finding claim(struct room *r, int m, const char *code, const char *ground)
{
    struct finding f = knock(r, code, true);
    f.kind = FINDING_CLAIM;
    f.member = r->member[m];
    f.ground = ground;
    return f;
}

static int faults_of(struct room *r, enum fault_id id, bool warning, const char *code)
{
    struct blockers b;
    int n = 0;
    plain_ok(r->db, db_check(r->db, &b));
    for (size_t i = 0; i < b.n; i++)
        if (b.v[i].fault.id == id) {
            assert_int_equal(b.v[i].warning, warning);
            assert_string_equal(b.v[i].criterion, code);
            n++;
        }
    list_free(&b);
    return n;
}

static struct result result(struct room *r, struct tally *t)
{
    plain_ok(r->db, db_tally(r->db, r->product, t));
    assert_int_equal(t->n, 1);
    return t->v[0];
}

/* ---- claims ---- */

static void a_claim_stands_in_the_way_until_answered(void **state)
{
    struct room *r = *state;
    struct tally t;
    for (int m = 0; m < ROOM_MEMBERS; m++)
        room_ballot(r, m, NULL, NULL);
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 0);
    struct finding f = claim(r, 1, "1.1", "Loại nếu nguyên liệu nhập khẩu");
    plain_ok(r->db, db_conclude(r->db, &f, 1, "secretary"));
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 1);
    assert_int_equal(result(r, &t).claims, 1);
    list_free(&t);
    refuses(r, db_signoff(r->db, NULL, "chair"), F_CLAIM_OPEN);
    f = knock(r, "1.1", false);
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 0);
    /* The same words once more are a new claim: the council has answered the first. */
    f = claim(r, 1, "1.1", "Loại nếu nguyên liệu nhập khẩu");
    plain_ok(r->db, db_conclude(r->db, &f, 1, "secretary"));
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 1);
    f.verdict = false; /* taken back by whoever made it */
    plain_ok(r->db, db_conclude(r->db, &f, 1, "secretary"));
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 0);
    plain_ok(r->db, db_signoff(r->db, NULL, "chair"));
}

static void what_is_out_needs_no_answer(void **state)
{
    struct room *r = *state;
    struct tally t;
    room_ballot(r, 0, NULL, NULL);
    struct finding f = knock(r, "", true);
    f.ground = "Giả mạo hồ sơ";
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    struct finding c = claim(r, 1, "1.1", "");
    plain_ok(r->db, db_conclude(r->db, &c, 1, "secretary"));
    assert_int_equal(faults_of(r, F_CLAIM_OPEN, false, "1.1"), 0);
    struct result x = result(r, &t);
    assert_int_equal(x.claims, 0);
    assert_false(x.stopped);
    assert_string_equal(x.knock_ground, "Giả mạo hồ sơ");
    list_free(&t);
    /* Its ballots are not asked for. */
    assert_int_equal(faults_of(r, F_BALLOT_MISSING, false, ""), 0);
    plain_ok(r->db, db_signoff(r->db, NULL, "chair"));
}

static void the_same_words_after_a_lifting_are_an_act(void **state)
{
    struct room *r = *state;
    room_ballot(r, 0, NULL, NULL);
    struct finding out = knock(r, "1.1", true), lift = knock(r, "", false);
    plain_ok(r->db, db_conclude(r->db, &out, 1, "chair"));
    plain_ok(r->db, db_conclude(r->db, &lift, 1, "chair"));
    room_expect(r, 5, STATUS_FORWARD);
    plain_ok(r->db, db_conclude(r->db, &out, 1, "chair"));
    room_expect(r, 0, STATUS_KNOCKED_OUT);
    int64_t n = plain_events(r->db);
    plain_ok(r->db, db_conclude(r->db, &out, 1, "chair"));
    assert_int_equal(plain_events(r->db), n);
}

/* ---- zeros and stops ---- */

static void zeros_of_all_ask_the_council(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, "6.1", "1"); /* the level of 0 points */
    assert_int_equal(faults_of(r, F_ZERO_STOPS, true, "6.1"), 1);
    struct finding f = knock(r, "6.1", false);
    f.reason = "Vụn vỏ tôm, không phải tạp chất lạ";
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    assert_int_equal(faults_of(r, F_ZERO_STOPS, true, "6.1"), 0);
}

static void one_ballot_above_zero_asks_nothing(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, m ? "6.1" : NULL, "1");
    assert_int_equal(faults_of(r, F_ZERO_STOPS, true, "6.1"), 0);
}

static int marks_of(struct room *r, int m)
{
    struct seats s;
    plain_ok(r->db, db_seats(r->db, r->product, r->member[m], &s));
    int n = s.v[0].marks;
    list_free(&s);
    return n;
}

static void a_stop_keeps_what_there_is_and_takes_no_more(void **state)
{
    struct room *r = *state;
    struct tally t;
    struct products all;
    char code[16];
    plain_ok(r->db, db_mark(r->db, r->product, r->member[1], "1.1", "2", "secretary", NULL, NULL));
    struct finding f = knock(r, "6.1", true);
    f.reason = "Có cát";
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    struct result x = result(r, &t);
    assert_true(x.stopped);
    assert_string_equal(x.stop_criterion, "6.1");
    assert_string_equal(x.stop_ground, "Có cát"); /* no ground was told */
    list_free(&t);
    plain_ok(r->db, db_products(r->db, &all));
    assert_true(all.v[0].stopped);
    list_free(&all);
    refuses(r, db_undo(r->db, r->product, r->member[1], "secretary", code), F_STOPPED_BY);
    refuses(r, db_note(r->db, r->product, r->member[1], "1.1", "x", "secretary"), F_STOPPED_BY);
    refuses(r, db_ballot_close(r->db, r->product, r->member[1], "secretary"), F_STOPPED_BY);
    assert_int_equal(marks_of(r, 1), 1);
    f.verdict = false;
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    plain_ok(r->db, db_undo(r->db, r->product, r->member[1], "secretary", code));
    assert_int_equal(marks_of(r, 1), 0);
}

static void a_list_says_so_at_its_row(void **state)
{
    struct room *r = *state;
    char path[sizeof r->path + 4];
    struct import_report report;
    struct import_options opt = {.actor = "secretary"};
    snprintf(path, sizeof path, "%s.tsv", r->path);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("san_pham\tthanh_vien\ttieu_chi\tmuc\n"
          "1\tBà 1\t1.1\t2\n1\tBà 1\t1.2\t1\n1\tBà 2\t1.1\t2\n",
          out);
    fclose(out);
    plain_ok(r->db, db_mark(r->db, r->product, r->member[0], "1.1", "2", "secretary", NULL, NULL));
    struct finding f = knock(r, "6.1", true);
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
    int64_t n = plain_events(r->db);
    assert_int_equal(db_import(r->db, LIST_BALLOTS, path, &opt, &report), DB_REFUSED);
    const struct faults *all = db_faults(r->db);
    assert_int_equal(all->errors, 2); /* once a ballot; what stands already is no act */
    assert_int_equal(all->v[0].id, F_STOPPED_BY);
    assert_int_equal(all->v[0].row, 3);
    assert_int_equal(all->v[1].row, 4);
    assert_int_equal(plain_events(r->db), n);
    unlink(path);
}

/* ---- before it is recorded ---- */

static void an_outcome_is_told_before_it_is_recorded(void **state)
{
    struct room *r = *state;
    struct tally t;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, m ? NULL : "7", "3");
    room_expect(r, -1, STATUS_UNDECIDED);
    struct session before, after;
    plain_ok(r->db, db_session(r->db, &before));
    struct finding f[2] = {{.product = r->product,
                            .kind = FINDING_MINIMUM,
                            .criterion = "7",
                            .star = 5,
                            .verdict = true,
                            .reason = ""},
                           {.product = r->product,
                            .kind = FINDING_FORWARD,
                            .criterion = "",
                            .verdict = false,
                            .reason = ""}};
    plain_ok(r->db, db_conclude_if(r->db, r->product, f, 1, &t));
    assert_int_equal(t.v[0].star, 5);
    list_free(&t);
    f[0].verdict = false;
    plain_ok(r->db, db_conclude_if(r->db, r->product, f, 1, &t));
    assert_int_equal(t.v[0].status, STATUS_UNDECIDED); /* trình hay không trình */
    list_free(&t);
    plain_ok(r->db, db_conclude_if(r->db, r->product, f, 2, &t));
    assert_int_equal(t.v[0].star, 4);
    list_free(&t);
    plain_ok(r->db, db_session(r->db, &after));
    assert_string_equal(before.head, after.head);
    room_expect(r, -1, STATUS_UNDECIDED);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

/* ---- several in one act ---- */

static void ballots_are_reopened_together_or_not(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 2; m++)
        room_ballot(r, m, NULL, NULL);
    int64_t n = plain_events(r->db);
    refuses(r, db_ballots_reopen(r->db, r->product, r->member, 3, "thảo luận", "chair"),
            F_BALLOT_NOT_CLOSED);
    assert_int_equal(plain_events(r->db), n);
    plain_ok(r->db, db_ballots_reopen(r->db, r->product, r->member, 2, "thảo luận", "chair"));
    assert_int_equal(plain_events(r->db), n + 2);
}

static void leaving_early_is_one_act(void **state)
{
    struct room *r = *state;
    struct absences a;
    struct seats s;
    int other[2], moved;
    for (int i = 0; i < 2; i++)
        other[i] = room_product(r, "Khô cá");
    room_ballot(r, 1, NULL, NULL);
    plain_ok(r->db, db_absences(r->db, &a));
    assert_int_equal(a.n, 0);
    list_free(&a);
    plain_ok(r->db, db_presence(r->db, r->member[1], PRESENCE_LEFT, "họp", "secretary", &moved));
    assert_int_equal(moved, 2);
    plain_ok(r->db, db_absences(r->db, &a));
    assert_int_equal(a.n, 1);
    assert_int_equal(a.v[0].member, r->member[1]);
    assert_int_equal(a.v[0].from, 2);
    assert_int_equal(a.v[0].n, 2);
    assert_true(a.v[0].early);
    list_free(&a);
    plain_ok(r->db, db_seats(r->db, r->product, r->member[1], &s));
    assert_true(s.v[0].counted);
    list_free(&s);
    /* Absent for one product in the middle is not leaving. */
    plain_ok(r->db, db_presence(r->db, r->member[1], PRESENCE_HERE, "", "secretary", &moved));
    assert_int_equal(moved, 2);
    plain_ok(r->db, db_panel_put(r->db, other[0], r->member[1], PANEL_ABSENT, "họp", "secretary"));
    plain_ok(r->db, db_absences(r->db, &a));
    assert_int_equal(a.n, 1);
    assert_false(a.v[0].early);
    list_free(&a);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, room_setup, room_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_claim_stands_in_the_way_until_answered),
        TEST(what_is_out_needs_no_answer),
        TEST(the_same_words_after_a_lifting_are_an_act),
        TEST(zeros_of_all_ask_the_council),
        TEST(one_ballot_above_zero_asks_nothing),
        TEST(a_stop_keeps_what_there_is_and_takes_no_more),
        TEST(a_list_says_so_at_its_row),
        TEST(an_outcome_is_told_before_it_is_recorded),
        TEST(ballots_are_reopened_together_or_not),
        TEST(leaving_early_is_one_act),
    };
    return cmocka_run_group_tests_name("gates", tests, NULL, NULL);
}
