/* SPDX-License-Identifier: MIT */
/* A question while others write: the answer is about what it named, refused when what it showed has
 * changed, and not troubled by anything else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/meeting.h"
#include "tui/page/page.h"

#define SHOWS(m, text) assert_true(feed_shows(&(m)->app, text))
#define CHANGED "ĐÃ THAY ĐỔI"

/* ---- what others do ---- */

static enum db_rc put_no(struct db *db, int member, int no)
{
    struct members all;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; rc == DB_OK && i < all.n; i++)
        if (all.v[i].id == member) {
            struct member x = all.v[i];
            x.no = no;
            rc = db_member_put(db, &x, ACTOR_SECRETARY, NULL);
        }
    list_free(&all);
    return rc;
}

/* Two members trade places in the list. */
static enum db_rc swap(struct db *db, const int *id)
{
    enum db_rc rc = put_no(db, id[0], 20);
    rc = rc == DB_OK ? put_no(db, id[1], id[2]) : rc;
    return rc == DB_OK ? put_no(db, id[0], id[3]) : rc;
}

static enum db_rc recuse(struct db *db, const int *id)
{
    return db_panel_put(db, id[0], id[1], PANEL_RECUSED, "là chủ thể", ACTOR_SECRETARY);
}

static enum db_rc set_place(struct db *db, const int *id)
{
    (void)id;
    return db_set(db, &(struct db_pair){"place", "Phòng họp số 3"}, 1, NULL, ACTOR_SECRETARY);
}

/* ---- who scores ---- */

static struct seat seat_of(struct meeting *m, int product, int member)
{
    struct seats s;
    assert_int_equal(
        db_seats(m->model.db, meeting_product(m, product), meeting_member(m, member), &s), DB_OK);
    assert_int_equal(s.n, 1);
    struct seat one = s.v[0];
    list_free(&s);
    one.reason = "";
    return one;
}

static void recusal_lands_on_the_member_named(void **state)
{
    struct meeting m;
    (void)state;
    meeting_start(&m, 24, 80, false);
    page_panel_open(&m.app, meeting_product(&m, 1), meeting_member(&m, 2));
    feed_keys(&m.app, "3");
    SHOWS(&m, "Trần Thị Bình");
    int id[] = {meeting_member(&m, 2), meeting_member(&m, 3), 2, 3};
    meeting_elsewhere(&m, swap, id);
    app_tick(&m.app);
    feed_text(&m.app, "người nhà");
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_member(&m, 3), id[0]);
    assert_int_equal(seat_of(&m, 1, 3).panel, PANEL_RECUSED);
    assert_int_equal(seat_of(&m, 1, 2).panel, PANEL_SCORES);
    meeting_end(&m);
}

static void reopening_lands_on_the_member_named(void **state)
{
    struct meeting m;
    (void)state;
    meeting_start(&m, 24, 80, true);
    page_panel_open(&m.app, meeting_product(&m, 1), meeting_member(&m, 2));
    feed_keys(&m.app, "F7");
    SHOWS(&m, "Trần Thị Bình");
    int id[] = {meeting_member(&m, 2), meeting_member(&m, 3), 2, 3};
    meeting_elsewhere(&m, swap, id);
    app_tick(&m.app);
    feed_text(&m.app, "nhập nhầm");
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 1, 3), BALLOT_OPEN);
    assert_int_equal(meeting_state(&m, 1, 2), BALLOT_CLOSED);
    meeting_end(&m);
}

static void a_reason_that_others_wrote_is_shown_first(void **state)
{
    struct meeting m;
    (void)state;
    meeting_start(&m, 24, 80, false);
    page_panel_open(&m.app, meeting_product(&m, 1), meeting_member(&m, 2));
    feed_keys(&m.app, "2");
    int id[] = {meeting_product(&m, 1), meeting_member(&m, 2)};
    meeting_elsewhere(&m, recuse, id);
    int64_t before = meeting_events(&m);
    feed_text(&m.app, "đi họp");
    feed_keys(&m.app, "Enter");
    SHOWS(&m, CHANGED);
    SHOWS(&m, "đi họp"); /* what was typed is kept */
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "Enter"); /* seen: said again */
    assert_int_equal(seat_of(&m, 1, 2).panel, PANEL_ABSENT);
    meeting_end(&m);
}

static void what_is_not_shown_does_not_trouble(void **state)
{
    struct meeting m;
    (void)state;
    meeting_start(&m, 24, 80, false);
    page_panel_open(&m.app, meeting_product(&m, 1), meeting_member(&m, 2));
    feed_keys(&m.app, "2");
    meeting_elsewhere(&m, set_place, NULL);
    feed_text(&m.app, "đi họp");
    feed_keys(&m.app, "Enter");
    assert_int_equal(seat_of(&m, 1, 2).panel, PANEL_ABSENT);
    meeting_end(&m);
}

/* ---- handing in ---- */

/* One mark of a ballot that is open, by feed: id is product, member, points. */
static enum db_rc mark_one(struct db *db, const int *id)
{
    char label[12];
    snprintf(label, sizeof label, "%d", id[2]);
    return db_mark(db, id[0], id[1], "1.1", label, ACTOR_SECRETARY, NULL, NULL);
}

static void full_ballot(struct meeting *m)
{
    meeting_start(m, 24, 80, false);
    meeting_begin(m, 5, 1, 1000);
    page_ballot_open(&m->app, meeting_product(m, 5), meeting_member(m, 1));
}

static int total_of(struct meeting *m)
{
    return seat_of(m, 5, 1).total;
}

static void hand_in_closes_the_sum_it_showed(void **state)
{
    struct meeting m;
    char sum[32];
    (void)state;
    full_ballot(&m);
    int before = total_of(&m);
    feed_keys(&m.app, "F10");
    snprintf(sum, sizeof sum, "Cộng     %3d", before);
    SHOWS(&m, sum);
    int id[] = {meeting_product(&m, 5), meeting_member(&m, 1), 0};
    meeting_elsewhere(&m, mark_one, id);
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_OPEN);
    assert_true(total_of(&m) < before);
    SHOWS(&m, CHANGED);
    snprintf(sum, sizeof sum, "Cộng     %3d", total_of(&m));
    SHOWS(&m, sum);
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_CLOSED);
    snprintf(sum, sizeof sum, "%d điểm", total_of(&m));
    SHOWS(&m, sum);
    meeting_end(&m);
}

static void hand_in_is_not_troubled_by_others(void **state)
{
    struct meeting m;
    (void)state;
    full_ballot(&m);
    feed_keys(&m.app, "F10");
    int id[] = {meeting_product(&m, 5), meeting_member(&m, 2), 1}; /* another one's ballot */
    meeting_elsewhere(&m, mark_one, id);
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_CLOSED);
    meeting_end(&m);
}

/* What is asked of a ballot that others have handed in is not asked again. */
static enum db_rc hand_in(struct db *db, const int *id)
{
    return db_ballot_close(db, id[0], id[1], ACTOR_SECRETARY);
}

static void handed_in_by_others_is_told(void **state)
{
    struct meeting m;
    (void)state;
    full_ballot(&m);
    feed_keys(&m.app, "F10");
    int id[] = {meeting_product(&m, 5), meeting_member(&m, 1)};
    meeting_elsewhere(&m, hand_in, id);
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "Enter");
    SHOWS(&m, "đã thay đổi: xem lại");
    assert_int_equal(meeting_events(&m), before);
    meeting_end(&m);
}

/* ---- chốt ---- */

static enum db_rc postpone(struct db *db, const int *id)
{
    const struct finding f = {.product = id[0],
                              .kind = FINDING_POSTPONED,
                              .verdict = true,
                              .criterion = "",
                              .reason = "thiếu hồ sơ"};
    return db_conclude(db, &f, 1, ACTOR_CHAIR);
}

static void ask_sign(struct meeting *m)
{
    meeting_start(m, 24, 80, true);
    meeting_settle(m);
    page_signoff_open(&m->app);
    feed_keys(&m->app, "F10");
    SHOWS(m, "Chốt kết quả?");
    SHOWS(m, "hoãn 3");
}

static bool signed_off(struct meeting *m)
{
    struct session s;
    assert_int_equal(db_session(m->model.db, &s), DB_OK);
    return s.closed;
}

static void chot_signs_the_counts_it_showed(void **state)
{
    struct meeting m;
    (void)state;
    ask_sign(&m);
    int id[] = {meeting_product(&m, 1)};
    meeting_elsewhere(&m, postpone, id);
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "Left Enter");
    assert_false(signed_off(&m));
    assert_int_equal(meeting_events(&m), before);
    SHOWS(&m, CHANGED);
    SHOWS(&m, "hoãn 4");
    feed_keys(&m.app, "Left Enter");
    assert_true(signed_off(&m));
    meeting_end(&m);
}

static void chot_is_not_troubled_by_what_it_does_not_show(void **state)
{
    struct meeting m;
    (void)state;
    ask_sign(&m);
    meeting_elsewhere(&m, set_place, NULL);
    feed_keys(&m.app, "Left Enter");
    assert_true(signed_off(&m));
    meeting_end(&m);
}

/* ---- a criterion ---- */

static enum db_rc note_elsewhere(struct db *db, const int *id)
{
    return db_note(db, id[0], id[1], "1.1", "của người khác", ACTOR_SECRETARY);
}

static void a_note_replaces_the_one_that_was_shown(void **state)
{
    struct meeting m;
    struct ballot b;
    (void)state;
    meeting_start(&m, 24, 80, true);
    int id[] = {meeting_product(&m, 5), meeting_member(&m, 1)};
    page_ballot_open(&m.app, id[0], id[1]);
    feed_keys(&m.app, "Home F2 1");
    SHOWS(&m, "Ý kiến về tiêu chí 1.1");
    meeting_elsewhere(&m, note_elsewhere, id);
    feed_text(&m.app, "của tôi");
    feed_keys(&m.app, "Enter");
    assert_int_equal(db_ballot(m.model.db, id[0], id[1], &b), DB_OK);
    for (size_t i = 0; i < b.n; i++)
        if (strcmp(b.line[i].node->code, "1.1") == 0)
            assert_string_equal(b.line[i].note, "của người khác");
    list_free(&b);
    SHOWS(&m, "của người khác"); /* to be replaced now, or left */
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recusal_lands_on_the_member_named),
        cmocka_unit_test(reopening_lands_on_the_member_named),
        cmocka_unit_test(a_reason_that_others_wrote_is_shown_first),
        cmocka_unit_test(what_is_not_shown_does_not_trouble),
        cmocka_unit_test(hand_in_closes_the_sum_it_showed),
        cmocka_unit_test(hand_in_is_not_troubled_by_others),
        cmocka_unit_test(handed_in_by_others_is_told),
        cmocka_unit_test(a_note_replaces_the_one_that_was_shown),
        cmocka_unit_test(chot_signs_the_counts_it_showed),
        cmocka_unit_test(chot_is_not_troubled_by_what_it_does_not_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
