/* SPDX-License-Identifier: MIT */
/* Two hands on one file: a question, a form or a mark in a list stands while another hand moves,
 * removes or changes what it is about. */
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

/* ---- the other hand ---- */

static void member_last(struct member *m)
{
    m->no = 90;
}

static void product_last(struct product *p)
{
    p->no = 90;
}

static void product_renamed(struct product *p)
{
    p->name = "Cá kèo";
    p->owner = "Hộ khác";
}

/* ---- what the record has ---- */

static struct member member_now(struct kit *k, int id)
{
    struct members all;
    struct member m = {0};
    plain_ok(k->model.db, db_members(k->model.db, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == id)
            m = all.v[i];
    list_free(&all);
    m.name = m.reason = NULL; /* gone with the list */
    return m;
}

/* ---- lists ---- */

static void the_mark_stays_on_its_member(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3), fourth = kit_member(k, 4);
    page_members_open(&k->app);
    kit_press(k, "Down Down");
    other_member(k, kit_member(k, 1), member_last);
    app_tick(&k->app);
    kit_press(k, "F6"); /* scores no more */
    assert_false(member_now(k, third).scoring);
    assert_true(member_now(k, fourth).scoring);
}

/* By the answer one of the two that were shown is found no longer. */
static void an_answer_is_about_the_products_that_were_shown(void **state)
{
    struct kit *k = *state;
    int dried = kit_product(k, 3), salt = kit_product(k, 5);
    page_agenda_open(&k->app);
    kit_type(k, "co so");
    kit_press(k, "F8"); /* 1 and 3 */
    SHOWS(k, "Cả 2 sản phẩm đang hiện");
    other_product(k, dried, product_renamed);
    other_product(k, salt, product_last);
    app_tick(&k->app);
    kit_press(k, "2");
    SHOWS(k, "Hoãn 2 sản phẩm");
}

/* The one that was chosen is found no longer when the answer comes. */
static void an_answer_is_about_the_product_that_was_chosen(void **state)
{
    struct kit *k = *state;
    int dried = kit_product(k, 3), pickled = kit_product(k, 1);
    page_agenda_open(&k->app);
    kit_type(k, "co so");
    kit_press(k, "Down F8");
    other_product(k, dried, product_renamed);
    app_tick(&k->app);
    kit_press(k, "1");
    SHOWS(k, "Cá kèo");
    kit_press(k, "1");
    kit_type(k, "bổ sung");
    kit_press(k, "Enter");
    kit_last_event(k, "finding", "product", "3");
    assert_int_equal(dried, 3);
    assert_int_equal(pickled, 1);
}

/* The file written last goes to the top of the list, not under the mark. */
static void the_mark_stays_on_its_session(void **state)
{
    struct kit *k = *state;
    const struct db_pair round = {"round", "7"};
    char path[260], *why = NULL;
    snprintf(path, sizeof path, "%s/a.ocop", k->folder);
    assert_int_equal(model_create(&k->app, path, &round, 1, &why), DB_OK);
    model_close(&k->app);
    page_sessions_open(&k->app);
    kit_press(k, "Home Down");
    SHOWS(k, "/ocop.ocop");
    other_fact(k, "round", "7");
    app_reload(&k->app);
    SHOWS(k, "/ocop.ocop");
    kit_press(k, "Up"); /* it went to the top, and the mark with it */
    SHOWS(k, "/ocop.ocop");
    unlink(path);
}

/* ---- members ---- */

static void member_goes_home(struct member *m)
{
    m->present = false;
    m->reason = "đi công tác";
}

static void member_moves_house(struct member *m)
{
    m->agency = "Sở Tư pháp";
}

static void member_scores_no_more(struct member *m)
{
    m->scoring = false;
}

/* Presence is not on the form: what another hand said of it stands, and the form is kept. */
static void a_form_leaves_alone_what_it_does_not_show(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3);
    page_members_open(&k->app);
    kit_press(k, "Down Down Enter Ctrl-u");
    kit_type(k, "Lê Văn Sửa");
    other_member(k, third, member_goes_home);
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "Đã ghi: Lê Văn Sửa.");
    SHOWS(k, "vắng: đi công");
    assert_false(member_now(k, third).present);
}

static void a_form_is_refused_where_what_it_shows_has_changed(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3);
    page_members_open(&k->app);
    kit_press(k, "Down Down Enter Ctrl-u");
    kit_type(k, "Lê Văn Sửa");
    other_member(k, third, member_moves_house);
    int64_t before = plain_events(k->model.db);
    kit_press(k, "F10");
    assert_int_equal(plain_events(k->model.db), before);
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "Sở Tư pháp"); /* in its place, and what was typed beside it */
    SHOWS(k, "Lê Văn Sửa");
    SHOWS(k, "Nơi khác vừa đổi dòng này.");
    kit_press(k, "F10");
    SHOWS(k, "Đã ghi: Lê Văn Sửa.");
    SHOWS(k, "Sở Tư pháp");
}

/* Both hands on one row: what was typed stays, what was written is told. */
static void a_form_tells_what_was_written_under_what_was_typed(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3);
    page_members_open(&k->app);
    kit_press(k, "Down Down Enter Tab Tab Tab Ctrl-u");
    kit_type(k, "Sở Tài chính");
    other_member(k, third, member_moves_house);
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "Nơi khác vừa ghi: Sở Tư pháp.");
    SHOWS(k, "Sở Tài chính");
    kit_press(k, "F10");
    kit_last_event(k, "member", "agency", "Sở Tài chính");
}

static void presence_is_of_what_was_shown(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3);
    page_members_open(&k->app);
    kit_press(k, "Down Down F4 2");
    kit_type(k, "ốm");
    other_member(k, third, member_moves_house); /* not asked about */
    other_member(k, kit_member(k, 4), member_last);
    kit_press(k, "Enter");
    assert_false(member_now(k, third).present);
    kit_press(k, "F4 2 Ctrl-u");
    kit_type(k, "họp");
    other_member(k, third, member_goes_home);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "vắng: đi công");
}

static void scoring_is_turned_from_what_was_shown(void **state)
{
    struct kit *k = *state;
    int third = kit_member(k, 3);
    page_members_open(&k->app);
    kit_press(k, "Down Down");
    other_member(k, third, member_goes_home);
    kit_press(k, "F6"); /* nothing was read again: presence must not come back */
    assert_false(member_now(k, third).scoring);
    assert_false(member_now(k, third).present);
    kit_press(k, "F6");
    assert_true(member_now(k, third).scoring);
    other_member(k, third, member_scores_no_more);
    kit_press(k, "F6");
    SHOWS(k, "đã thay đổi: xem lại");
    assert_false(member_now(k, third).scoring);
}

/* ---- products ---- */

static void product_from_a_list(struct product *p)
{
    p->gender = "female";
    p->people = "Khmer";
}

static void product_calls(struct product *p)
{
    p->phone = "0913";
}

static void product_is(struct kit *k, int id, const char *name, const char *phone)
{
    struct products all;
    plain_ok(k->model.db, db_products(k->model.db, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == id) {
            assert_string_equal(all.v[i].name, name);
            assert_string_equal(all.v[i].phone, phone);
        }
    list_free(&all);
}

/* Its set, and what only lists bring, are not on the form. */
static void a_product_keeps_what_its_form_does_not_show(void **state)
{
    struct kit *k = *state;
    int salt = kit_product(k, 5);
    other_product(k, salt, product_from_a_list);
    page_agenda_open(&k->app);
    kit_press(k, "End F4 Tab End");
    kit_type(k, " Tây Ninh");
    other_sets(k, salt, "qd26-2026/07", NULL);
    kit_press(k, "F10");
    SHOWS(k, "Đã ghi: Muối ớt Tây Ninh.");
    other_set_is(k, salt, "qd26-2026/07");
    kit_last_event(k, "product", "gender", "female");
    kit_last_event(k, "product", "people", "Khmer");
}

static void a_product_is_refused_where_what_is_shown_has_changed(void **state)
{
    struct kit *k = *state;
    int salt = kit_product(k, 5);
    page_agenda_open(&k->app);
    kit_press(k, "End F4 Tab End");
    kit_type(k, " Tây Ninh");
    other_product(k, salt, product_calls);
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "đã thay đổi: xem lại");
    product_is(k, salt, "Muối ớt", "0913");
    SHOWS(k, "0913");
    kit_press(k, "F10");
    product_is(k, salt, "Muối ớt Tây Ninh", "0913");
}

static enum db_rc do_correct(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_correct(db, o->id, o->pair, 1, o->reason, NULL, ACTOR_SECRETARY);
}

/* Product 1 was scored: the correction of one row must not take back that of another. */
static void a_correction_does_not_take_back_anothers(void **state)
{
    struct kit *k = *state;
    int pickled = kit_product(k, 1);
    const struct db_pair phone = {"phone", "0913"};
    struct other o = {.id = pickled, .pair = &phone, .reason = "gõ thiếu"};
    page_agenda_open(&k->app);
    kit_press(k, "Home F4 End");
    kit_type(k, " Cà Mau");
    kit_press(k, "F10");
    kit_type(k, "gõ sai");
    plain_elsewhere(k->path, do_correct, &o);
    app_tick(&k->app);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    product_is(k, pickled, "Mắm tôm chua", "0913");
    kit_press(k, "F10");
    kit_type(k, "gõ sai");
    kit_press(k, "Enter");
    product_is(k, pickled, "Mắm tôm chua Cà Mau", "0913");
}

static enum db_rc do_mark(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_mark(db, o->id, 1, "1.1", "1", ACTOR_SECRETARY, NULL, NULL);
}

/* Somebody scored it meanwhile: what was typed is not lost with the form. */
static void a_form_that_becomes_a_correction_keeps_what_was_typed(void **state)
{
    struct kit *k = *state;
    struct other o = {.id = kit_product(k, 3)};
    page_agenda_open(&k->app);
    kit_press(k, "Down Down F4 Tab End");
    kit_type(k, " loại một");
    plain_elsewhere(k->path, do_mark, &o);
    app_tick(&k->app);
    SHOWS(k, "ĐÍNH CHÍNH SẢN PHẨM");
    SHOWS(k, "Tôm khô loại một");
    kit_press(k, "F10");
    kit_type(k, "gõ thiếu");
    kit_press(k, "Enter");
    product_is(k, o.id, "Tôm khô loại một", "");
}

/* ---- facts, rules and papers ---- */

static void fact_is(struct kit *k, const char *key, const char *value)
{
    struct rules rules;
    plain_ok(k->model.db, db_rules(k->model.db, &rules));
    assert_string_equal(rules_get(&rules, key), value);
    list_free(&rules);
}

static void facts_do_not_take_back_anothers(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "Ctrl-u");
    kit_type(k, "Bạc Liêu");
    other_member(k, kit_member(k, 3), member_goes_home); /* not shown here */
    other_fact(k, "place", "Nhà văn hóa");
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "đã thay đổi: xem lại");
    fact_is(k, "province", "Cà Mau");
    fact_is(k, "place", "Nhà văn hóa");
    SHOWS(k, "Nhà văn hóa");
    SHOWS(k, "Bạc Liêu");
    kit_press(k, "F10");
    fact_is(k, "province", "Bạc Liêu");
    fact_is(k, "place", "Nhà văn hóa");
}

/* The reason is asked for the rule that was typed, not for what stands by then. */
static void a_rule_is_changed_from_what_was_shown(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "Ctrl-u");
    kit_type(k, "Bạc Liêu");
    other_member(k, kit_member(k, 3), member_goes_home);
    kit_press(k, "F10");
    SHOWS(k, "Đã ghi thiết lập.");
    kit_press(k, "PgDn Ctrl-u");
    kit_type(k, "2/3");
    kit_press(k, "F10");
    kit_type(k, "Quy chế");
    other_fact(k, "quorum", "4/5");
    app_tick(&k->app);
    kit_press(k, "Enter");
    SHOWS(k, "đã thay đổi: xem lại");
    SHOWS(k, "Nơi khác vừa ghi: 4/5.");
    fact_is(k, "quorum", "4/5");
}

static void the_secretarys_part_does_not_take_back_anothers(void **state)
{
    struct kit *k = *state;
    page_paper_open(&k->app);
    kit_type(k, "12/BB-HĐ");
    other_fact(k, "paper.place", "Phòng họp số 2");
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "đã thay đổi: xem lại");
    fact_is(k, "paper.number", "");
    kit_press(k, "F10");
    fact_is(k, "paper.number", "12/BB-HĐ");
    fact_is(k, "paper.place", "Phòng họp số 2");
}

/* 2, 1 is an order of those who had the numbers 2 and 1. */
static void an_order_is_of_the_members_that_were_shown(void **state)
{
    struct kit *k = *state;
    page_paper_open(&k->app);
    kit_press(k, "Tab Tab Tab Tab Tab Tab");
    kit_type(k, "2, 1");
    other_member(k, kit_member(k, 3), member_goes_home); /* not shown */
    kit_press(k, "F10");
    fact_is(k, "paper.order", "2, 1");
    kit_press(k, "Ctrl-u");
    kit_type(k, "3, 1");
    other_member(k, kit_member(k, 3), member_last);
    app_tick(&k->app);
    kit_press(k, "F10");
    SHOWS(k, "đã thay đổi: xem lại");
    fact_is(k, "paper.order", "2, 1");
    kit_press(k, "F10");
    SHOWS(k, "Chỉ ghi số thứ tự có trong danh sách");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_state_begun, kit_state_end)
    const struct CMUnitTest tests[] = {
        TEST(the_mark_stays_on_its_member),
        TEST(an_answer_is_about_the_products_that_were_shown),
        TEST(an_answer_is_about_the_product_that_was_chosen),
        TEST(the_mark_stays_on_its_session),
        TEST(a_form_leaves_alone_what_it_does_not_show),
        TEST(a_form_is_refused_where_what_it_shows_has_changed),
        TEST(a_form_tells_what_was_written_under_what_was_typed),
        TEST(presence_is_of_what_was_shown),
        TEST(scoring_is_turned_from_what_was_shown),
        TEST(a_product_keeps_what_its_form_does_not_show),
        TEST(a_product_is_refused_where_what_is_shown_has_changed),
        TEST(a_correction_does_not_take_back_anothers),
        TEST(a_form_that_becomes_a_correction_keeps_what_was_typed),
        TEST(facts_do_not_take_back_anothers),
        TEST(a_rule_is_changed_from_what_was_shown),
        TEST(the_secretarys_part_does_not_take_back_anothers),
        TEST(an_order_is_of_the_members_that_were_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
