/* SPDX-License-Identifier: MIT */
/* Two hands on one file: what a question showed is what its answer acts on, or nothing is done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screens/other_hand.h"
#include "tui/page/page.h"

/* ---- sets ---- */

static void product_tastes_sweet(struct product *p)
{
    p->name = "Muối ngọt";
}

/* Given a set elsewhere: it must not go to another one without a word. */
static void a_set_is_given_to_what_had_none(void **state)
{
    struct kit *k = *state;
    int salt = kit_product(k, 5);
    page_agenda_open(&k->app);
    kit_press(k, "End F6 2 6");
    other_sets(k, salt, "qd26-2026/07", NULL);
    app_tick(&k->app);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "SẢN PHẨM"); /* the list, which shows what it has */
    other_set_is(k, salt, "qd26-2026/07");
    kit_press(k, "F6 0 8");
    other_product(k, salt, product_tastes_sweet); /* not asked about */
    kit_press(k, "Enter");
    other_set_is(k, salt, "qd26-2026/08");
}

static enum db_rc do_mark(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_mark(db, o->id, 3, "1.1", "1", ACTOR_SECRETARY, NULL, NULL);
}

/* The question said how many ballots go; by the reason there is one more. */
static void what_is_lost_is_what_was_said(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 1)};
    page_agenda_open(&k->app);
    kit_press(k, "Home F6 2 6 Enter");
    SHOWS(k, "hủy 2 phiếu");
    kit_press(k, "Tab Enter");
    kit_type(k, "nộp nhầm bộ");
    plain_elsewhere(k->path, do_mark, &o);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    other_set_is(k, o.id, "qd26-2026/08");
}

/* ---- put off and withdrawn ---- */

static enum db_rc do_withdraw(struct db *db, void *arg)
{
    const struct other *o = arg;
    const struct finding f = {.product = o->id,
                              .kind = FINDING_WITHDRAWN,
                              .criterion = "",
                              .verdict = true,
                              .reason = "chủ thể xin rút"};
    return db_conclude(db, &f, 1, ACTOR_CHAIR);
}

static void product_first(struct product *p)
{
    p->no = 77;
}

static void putting_off_is_of_what_was_shown(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 4)};
    page_agenda_open(&k->app);
    kit_press(k, "Down Down Down F8 1");
    kit_type(k, "hết giờ");
    plain_elsewhere(k->path, do_withdraw, &o);
    int64_t before = plain_events(k->model.db);
    kit_press(k, "Enter");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "rút hồ sơ");
}

/* Three were marked; another moves in the list, which is not asked about; then one is withdrawn. */
static void many_are_put_off_as_they_were_shown(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 4)};
    int salt = kit_product(k, 5);
    page_agenda_open(&k->app);
    kit_press(k, "Down Space Space Space Space F8 1"); /* 2 to 5 */
    kit_type(k, "hết giờ");
    plain_elsewhere(k->path, do_withdraw, &o);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    kit_press(k, "F8 1");
    SHOWS(k, "Hoãn 3 sản phẩm");
    kit_type(k, "hết giờ");
    other_product(k, salt, product_first);
    app_tick(&k->app);
    kit_press(k, "Enter");
    SHOWS(k, "Đã hoãn: 3 sản phẩm.");
}

/* ---- points given before ---- */

/* 1.1 is in every set: the answer must not land on another set's 1.1. */
static void a_level_is_of_the_set_it_was_asked_of(void **state)
{
    struct kit *k = *state;
    int dried = kit_product(k, 3);
    page_dossier_open(&k->app, dried, true, "1.1");
    kit_press(k, "F6");
    other_sets(k, dried, "qd26-2026/26", "nhầm");
    app_tick(&k->app);
    int64_t before = plain_events(k->model.db);
    kit_press(k, "1");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "đã thay đổi: xem lại");
    other_set_is(k, dried, "qd26-2026/26");
}

static enum db_rc do_assess(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_assess(db, o->id, ASSESSED_ADVISER, "1.1", o->set, o->reason, ACTOR_SECRETARY);
}

/* The window of levels does not show the note: it stays.  It shows the level: that must stand. */
static void a_level_leaves_the_note_alone(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 3), .set = "2", .reason = "Có hợp đồng"};
    plain_ok(k->model.db, do_assess(k->model.db, &o));
    page_dossier_open(&k->app, o.id, true, "1.1");
    kit_press(k, "F6");
    o.reason = "Đã xem";
    plain_elsewhere(k->path, do_assess, &o);
    kit_press(k, "1");
    kit_last_event(k, "assessment", "note", "Đã xem");
    kit_press(k, "Home F2");
    kit_type(k, "!");
    o.set = "3";
    plain_elsewhere(k->path, do_assess, &o);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    kit_last_event(k, "assessment", "note", "Đã xem");
}

/* ---- samples and papers ---- */

static enum db_rc do_samples(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_dossier_put(db, o->id, 4, NULL, ACTOR_SECRETARY);
}

static enum db_rc do_paper(struct db *db, void *arg)
{
    const struct other *o = arg;
    const struct evidence e = {.state = EVIDENCE_YES, .note = o->reason};
    return db_evidence_put(db, o->id, 2, &e, ACTOR_SECRETARY);
}

static void a_note_leaves_the_samples_alone(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 3)};
    page_dossier_open(&k->app, o.id, true, NULL);
    kit_press(k, "F8");
    kit_type(k, "Nộp bản sao");
    plain_elsewhere(k->path, do_samples, &o);
    kit_press(k, "Enter");
    kit_last_event(k, "dossier", "note", "Nộp bản sao");
    kit_last_event(k, "dossier", "samples", "4");
    kit_press(k, "F7 Ctrl-u 5");
    const struct db_pair none = {"place", "Hội trường lớn"};
    other_fact(k, none.key, none.value);
    kit_press(k, "Enter");
    kit_last_event(k, "dossier", "samples", "5");
    kit_press(k, "F7 Ctrl-u 9");
    plain_elsewhere(k->path, do_samples, &o);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    kit_last_event(k, "dossier", "samples", "4");
}

static void a_last_day_leaves_the_note_alone(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 3), .reason = ""};
    plain_ok(k->model.db, do_paper(k->model.db, &o));
    page_dossier_open(&k->app, o.id, true, NULL);
    kit_press(k, "Down F6");
    kit_type(k, "31/12/2027");
    o.reason = "Số 12/GCN";
    plain_elsewhere(k->path, do_paper, &o);
    kit_press(k, "Enter");
    kit_last_event(k, "evidence", "expires", "2027-12-31");
    kit_last_event(k, "evidence", "note", "Số 12/GCN");
    kit_press(k, "F2 Ctrl-u");
    kit_type(k, "mờ");
    o.reason = "Bản chính";
    plain_elsewhere(k->path, do_paper, &o);
    app_tick(&k->app);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "Bản chính");
}

/* ---- lists ---- */

static void list_write(const char *path, const char *agency)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fprintf(f, "stt,ho_ten,vai_tro,co_quan\n3,Lê Văn Thử,uy vien,%s\n", agency) > 0);
    assert_int_equal(fclose(f), 0);
}

static void member_moved_too(struct member *m)
{
    m->agency = "Sở Tài chính";
}

static void member_is_ill(struct member *m)
{
    m->present = false;
    m->reason = "ốm";
}

/* The look said: one changed.  The file is another by Enter; then the member is as the list
 * has him, and nothing is left to do. */
static void a_list_is_taken_as_it_was_looked_at(void **state)
{
    struct kit *k = *state;
    char path[260];
    int third = kit_member(k, 3);
    snprintf(path, sizeof path, "%s/a.csv", k->folder);
    list_write(path, "Sở Tài chính");
    page_import_open(&k->app, LIST_MEMBERS, path);
    SHOWS(k, "đổi 1");
    list_write(path, "Sở Nội vụ");
    int64_t before = plain_events(k->model.db);
    kit_press(k, "Enter");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "Sở Nội vụ"); /* the new look */
    list_write(path, "Sở Tài chính");
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    other_member(k, third, member_moved_too);
    before = plain_events(k->model.db);
    kit_press(k, "Enter");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "Danh sách này đã có đủ trong phiên");
    unlink(path);
}

static void a_list_leaves_alone_what_it_does_not_bring(void **state)
{
    struct kit *k = *state;
    char path[260];
    int third = kit_member(k, 3);
    snprintf(path, sizeof path, "%s/a.csv", k->folder);
    list_write(path, "Sở Tài chính");
    page_import_open(&k->app, LIST_MEMBERS, path);
    other_member(k, third, member_is_ill);
    kit_press(k, "Enter");
    assert_null(k->app.top);
    kit_last_event(k, "member", "agency", "Sở Tài chính");
    kit_last_event(k, "member", "present", "0");
    unlink(path);
}

/* ---- reopening ---- */

static enum db_rc do_sign_again(struct db *db, void *arg)
{
    const struct other *o = arg;
    enum db_rc rc = db_reopen(db, "sai tên", NULL, ACTOR_CHAIR);
    if (rc == DB_OK)
        rc = db_set(db, o->pair, 1, NULL, ACTOR_SECRETARY);
    return rc == DB_OK ? db_signoff(db, NULL, ACTOR_CHAIR) : rc;
}

/* Another version was signed under the question: it is asked again, about that one. */
static void what_is_reopened_is_what_was_signed(void **state)
{
    struct kit *k = *state;
    const struct db_pair place = {"place", "Hội trường lớn"};
    struct other o = {.pair = &place};
    for (int no = 1; no <= 5; no++) {
        o.id = kit_product(k, no);
        plain_ok(k->model.db, do_withdraw(k->model.db, &o));
    }
    plain_ok(k->model.db, db_signoff(k->model.db, NULL, ACTOR_CHAIR));
    page_home_open(&k->app);
    kit_press(k, "F9");
    kit_type(k, "sai tên chủ thể");
    plain_elsewhere(k->path, do_sign_again, &o);
    int64_t before = plain_events(k->model.db);
    kit_press(k, "Enter");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "ĐÃ THAY ĐỔI: xem lại.");
    SHOWS(k, "sai tên chủ thể"); /* what was typed is kept */
    kit_press(k, "Enter");
    SHOWS(k, "DỰ THẢO");
    assert_int_equal(k->model.session.version, 3);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_state_begun, kit_state_end)
    const struct CMUnitTest tests[] = {
        TEST(a_set_is_given_to_what_had_none),     TEST(what_is_lost_is_what_was_said),
        TEST(putting_off_is_of_what_was_shown),    TEST(many_are_put_off_as_they_were_shown),
        TEST(a_list_is_taken_as_it_was_looked_at), TEST(a_list_leaves_alone_what_it_does_not_bring),
        TEST(what_is_reopened_is_what_was_signed), TEST(a_level_is_of_the_set_it_was_asked_of),
        TEST(a_level_leaves_the_note_alone),       TEST(a_note_leaves_the_samples_alone),
        TEST(a_last_day_leaves_the_note_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
