/* SPDX-License-Identifier: MIT */
/* What the pages of members, products and who scores do: keys in, and the record says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/screens/setup_kit.h"
#include "tui/page/page.h"

/* ---- members ---- */

static void a_member_is_added(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_members_open(&k->app);
    kit_press(k, "F2");
    kit_type(k, "Võ Thị Tập");
    kit_press(k, "Tab");
    kit_type(k, "Bà");
    kit_press(k, "Tab Tab Tab Right Right F10");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 1);
    assert_string_equal(all.v[0].honorific, "Bà");
    assert_int_equal(all.v[0].role, ROLE_ADVISER);
    assert_false(all.v[0].scoring); /* advisers do not score unless told */
    list_free(&all);
}

static void leaving_early_keeps_what_was_handed_in(void **state)
{
    struct kit *k = *state;
    page_members_open(&k->app);
    kit_press(k, "F4 2"); /* absent for the whole session: not with a ballot handed in */
    SHOWS(k, "Đã có phiếu nộp của người này");
    kit_press(k, "F4 3");
    kit_type(k, "họp Ban Thường vụ");
    kit_press(k, "Enter");
    struct seat s = kit_seat(k, 1, 1);
    assert_int_equal(s.panel, PANEL_SCORES);
    assert_true(s.counted);
    s = kit_seat(k, 2, 1);
    assert_int_equal(s.panel, PANEL_ABSENT);
    assert_false(s.expected);
    SHOWS(k, "về sớm, từ SP 2");
    kit_press(k, "F4 1"); /* back again */
    assert_int_equal(kit_seat(k, 2, 1).panel, PANEL_SCORES);
}

static void absent_for_all(void **state)
{
    struct kit *k = *state;
    page_members_open(&k->app);
    kit_press(k, "Down Down F4 2");
    kit_type(k, "đi công tác");
    kit_press(k, "Enter");
    SHOWS(k, "vắng: đi công");
    assert_int_equal(kit_seat(k, 1, 3).panel, PANEL_ABSENT);
    assert_int_equal(kit_seat(k, 4, 3).panel, PANEL_ABSENT);
}

/* ---- products ---- */

static void sets_are_given_to_many(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "Down Space Down Down Space F6");
    SHOWS(k, "cho 2 sản phẩm");
    kit_press(k, "2 6 Enter");
    kit_set_is(k, 2, "qd26-2026/26");
    kit_set_is(k, 5, "qd26-2026/26");
    kit_set_is(k, 3, "qd26-2026/08");
    SHOWS(k, "SẢN PHẨM");
    assert_false(feed_shows(&k->app, "● 2 dòng"));
}

static void sets_are_given_to_what_is_shown(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_type(k, "kho");
    kit_press(k, "F6 2");
    SHOWS(k, "cho 2 sản phẩm");
    kit_press(k, "8 Enter");
    kit_set_is(k, 2, "qd26-2026/08");
    kit_set_is(k, 3, "qd26-2026/08");
}

static void a_scored_product_moves_with_a_reason(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "F6 2 6 Enter");
    SHOWS(k, "Chuyển bộ và hủy phiếu đã chấm?");
    kit_press(k, "Esc");
    kit_set_is(k, 1, "qd26-2026/08");
    kit_press(k, "Enter Tab Enter Enter"); /* yes, but no reason */
    kit_set_is(k, 1, "qd26-2026/08");
    kit_type(k, "nộp nhầm bộ");
    kit_press(k, "Enter");
    kit_set_is(k, 1, "qd26-2026/26");
    kit_last_event(k, "product-set", "reason", "nộp nhầm bộ");
    kit_last_event(k, "product-set", "void", "1");
    assert_int_equal(kit_seat(k, 1, 1).ballot, BALLOT_NONE);
    page_journal_open(&k->app);
    SHOWS(k, "hủy phiếu cũ");
}

static void a_doubtful_value_is_marked_where_it_is_scored(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "End F6 7");
    SHOWS(k, "Bản in có giá trị cần đối chiếu ở: 1.2, 3.1.");
    kit_press(k, "Enter");
    kit_set_is(k, 5, "qd26-2026/07");
    page_ballot_open(&k->app, kit_product(k, 5), kit_member(k, 1));
    kit_press(k, "Down");
    SHOWS(k, "? Bản in để trống, dùng \"0\"");
    kit_press(k, "Down Down Down Down Down Down Down Down Down Down");
    SHOWS(k, "3.1");
    SHOWS(k, "? Giữ như bản in");
}

static void a_set_of_ones_own_stands_in_the_list(void **state)
{
    struct kit *k = *state;
    enum set_added how;
    struct faults f = {0};
    char *text = crit_yaml(crit_load(crit_find("8"))), *slash = strstr(text, "qd26-2026/08");
    memcpy(slash, "ca-mau-26/08", strlen("ca-mau-26/08"));
    struct crit_set *own = crit_parse(text, strlen(text), &f);
    assert_non_null(own);
    assert_int_equal(db_set_add(k->model.db, own, "secretary", &how), DB_OK);
    crit_free(own);
    faults_free(&f);
    free(text);
    page_agenda_open(&k->app);
    kit_press(k, "End F6");
    SHOWS(k, "bộ riêng của phiên");
    kit_press(k, "Enter");
    kit_set_is(k, 5, "ca-mau-26/08");
    SHOWS(k, "08*");
    SHOWS(k, "Bộ riêng ca-mau-26/08");
    page_ballot_open(&k->app, kit_product(k, 5), kit_member(k, 1));
    SHOWS(k, "Bộ ca-mau-26/08");
}

static void searching(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "m t");
    SHOWS(k, "thấy 1/5");
    SHOWS(k, "Mắm tôm chua");
    kit_press(k, "Esc");
    SHOWS(k, "Điểm du lịch");
    kit_press(k, "/");
    kit_type(k, "vuon nhan");
    SHOWS(k, "thấy 1/5");
    kit_press(k, "Down Esc Esc");
    assert_null(k->app.top);
}

static void a_correction_has_a_reason(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "F4 End");
    kit_type(k, " An Biên");
    kit_press(k, "F10");
    kit_type(k, "sót chữ khi lập danh sách");
    kit_press(k, "Enter");
    struct products all;
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[0].name, "Mắm tôm chua An Biên");
    list_free(&all);
    kit_last_event(k, "correct", "reason", "sót chữ khi lập danh sách");
    assert_int_equal(kit_seat(k, 1, 1).ballot, BALLOT_CLOSED);
}

static void put_off_and_back(void **state)
{
    struct kit *k = *state;
    struct products all;
    page_agenda_open(&k->app);
    kit_press(k, "Down F8 1");
    kit_type(k, "thiếu hồ sơ");
    kit_press(k, "Enter");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_true(all.v[1].postponed);
    list_free(&all);
    kit_press(k, "F8 1");
    kit_type(k, "đã bổ sung");
    kit_press(k, "Enter");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_false(all.v[1].postponed);
    list_free(&all);
}

static int postponed(struct kit *k)
{
    struct products all;
    int n = 0;
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    for (size_t i = 0; i < all.n; i++)
        n += all.v[i].postponed;
    list_free(&all);
    return n;
}

/* The day ends: whatever was not scored to the end leaves at once, with one reason. */
static void all_unfinished_are_put_off(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "F8");
    SHOWS(k, "Hoãn cả 5 sản phẩm chưa đủ phiếu");
    kit_press(k, "3");
    kit_type(k, "hết giờ");
    kit_press(k, "Enter");
    SHOWS(k, "Đã hoãn: 5 sản phẩm.");
    assert_int_equal(postponed(k), 5);
    kit_last_event(k, "finding", "reason", "hết giờ");
}

static void marked_ones_are_put_off_and_back(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "Space Space F8");
    SHOWS(k, "Hoãn 2 sản phẩm");
    kit_press(k, "Enter");
    kit_type(k, "hết giờ");
    kit_press(k, "Enter");
    assert_int_equal(postponed(k), 2);
    assert_false(feed_shows(&k->app, "● 2 dòng"));
    kit_press(k, "Home Space Space Space F8");
    SHOWS(k, "Hoãn 1 sản phẩm"); /* two of the three are postponed already */
    SHOWS(k, "Xét lại 2 sản phẩm đã hoãn, đã rút");
    kit_press(k, "3");
    kit_type(k, "còn giờ");
    kit_press(k, "Enter");
    assert_int_equal(postponed(k), 0);
}

static void those_found_are_put_off(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    kit_press(k, "o F8");
    SHOWS(k, "sản phẩm đang hiện");
    kit_press(k, "1");
    SHOWS(k, "Hoãn sang đợt khác");
    kit_press(k, "Esc F8 2 Enter");
    kit_type(k, "hết giờ");
    kit_press(k, "Enter");
    assert_true(postponed(k) > 1);
    kit_press(k, "x y z");
    SHOWS(k, "Không có sản phẩm nào như thế");
}

/* ---- who scores ---- */

/* Digits typed too soon must not change who scores. */
static void what_stands_is_not_written_again(void **state)
{
    struct kit *k = *state;
    page_panel_open(&k->app, kit_product(k, 1), 0);
    kit_press(k, "Home 1");
    SHOWS(k, "Vẫn như cũ: Nguyễn Văn Mẫu, chấm.");
    kit_press(k, "4"); /* handed in */
    SHOWS(k, "mở lại phiếu (F7)");
    assert_int_equal(kit_seat(k, 1, 1).panel, PANEL_SCORES);
    /* Whether it may be is the record's to say: asked in writing, it goes on counting. */
    struct db_pair written = {"mode", "written"};
    assert_int_equal(db_set(k->model.db, &written, 1, "Bão", ACTOR_SECRETARY), DB_OK);
    kit_press(k, "Home 4");
    assert_int_equal(kit_seat(k, 1, 1).panel, PANEL_WRITTEN);
    assert_true(kit_seat(k, 1, 1).counted);
}

static void recused_with_a_reason(void **state)
{
    struct kit *k = *state;
    page_panel_open(&k->app, kit_product(k, 1), 0);
    SHOWS(k, "▶   2"); /* the first whose ballot is to be done */
    kit_press(k, "Down 3 Enter");
    SHOWS(k, "Cần điền");
    kit_type(k, "liên quan đến chủ thể");
    kit_press(k, "Enter");
    struct seat s = kit_seat(k, 1, 3);
    assert_int_equal(s.panel, PANEL_RECUSED);
    assert_false(s.expected);
    assert_int_equal(kit_seat(k, 2, 3).panel, PANEL_SCORES);
    kit_press(k, "Home 2"); /* handed in: first reopen */
    SHOWS(k, "mở lại phiếu (F7)");
    kit_press(k, "F7");
    kit_type(k, "nhập nhầm");
    kit_press(k, "Enter");
    assert_int_equal(kit_seat(k, 1, 1).ballot, BALLOT_OPEN);
}

static void going_on_with_scoring(void **state)
{
    struct kit *k = *state;
    page_home_open(&k->app);
    kit_press(k, "4");
    SHOWS(k, "NGƯỜI CHẤM  SP 1/5");
    SHOWS(k, "▶   2");
    kit_press(k, "Right");
    SHOWS(k, "NGƯỜI CHẤM  SP 2/5");
    kit_press(k, "Left Left");
    SHOWS(k, "Đây là sản phẩm đầu tiên.");
}

/* A product of which some ballots are in comes before one that nobody has scored. */
static void a_product_half_scored_comes_first(void **state)
{
    struct kit *k = *state;
    struct db *db = k->model.db;
    struct ballot b;
    kit_council(k);
    int product = kit_product(k, 2), member = kit_member(k, 1);
    assert_int_equal(db_ballot(db, product, member, &b), DB_OK);
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind == CRIT_LEAF)
            assert_int_equal(db_mark(db, product, member, n->code, n->level[0].label,
                                     ACTOR_SECRETARY, NULL, NULL),
                             DB_OK);
    }
    list_free(&b);
    assert_int_equal(db_ballot_close(db, product, member, ACTOR_SECRETARY), DB_OK);
    page_scoring_open(&k->app);
    SHOWS(k, "NGƯỜI CHẤM  SP 2/5");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_state_begun, kit_state_end)
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, kit_state, kit_state_end)
    const struct CMUnitTest tests[] = {
        EMPTY(a_member_is_added),
        TEST(leaving_early_keeps_what_was_handed_in),
        TEST(absent_for_all),
        TEST(sets_are_given_to_many),
        TEST(sets_are_given_to_what_is_shown),
        TEST(a_scored_product_moves_with_a_reason),
        TEST(a_doubtful_value_is_marked_where_it_is_scored),
        TEST(a_set_of_ones_own_stands_in_the_list),
        TEST(searching),
        TEST(a_correction_has_a_reason),
        TEST(put_off_and_back),
        TEST(all_unfinished_are_put_off),
        TEST(marked_ones_are_put_off_and_back),
        TEST(those_found_are_put_off),
        TEST(what_stands_is_not_written_again),
        TEST(recused_with_a_reason),
        TEST(going_on_with_scoring),
        EMPTY(a_product_half_scored_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
