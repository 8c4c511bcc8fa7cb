/* SPDX-License-Identifier: MIT */
/* What the pages that prepare a session do: keys in, and the record says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/screens/setup_kit.h"
#include "tui/page.h"

static int start(void **state)
{
    struct kit *k = calloc(1, sizeof *k);
    kit_start(k, 24, 80);
    kit_session(k);
    *state = k;
    return 0;
}

static int start_begun(void **state)
{
    start(state);
    kit_council(*state);
    kit_begun(*state);
    return 0;
}

static int end(void **state)
{
    kit_end(*state);
    free(*state);
    return 0;
}

/* Pages learn their size when they are drawn. */
static void press(struct kit *k, const char *keys)
{
    free(feed_screen(&k->app, false));
    feed_keys(&k->app, keys);
}

static void type(struct kit *k, const char *text)
{
    feed_text(&k->app, text);
}

#define SHOWS(k, text) assert_true(feed_shows(&(k)->app, text))

struct found {
    const char *kind, *field;
    char value[200];
};

static bool look(const struct event *e, void *arg)
{
    struct found *f = arg;
    const char *v = strcmp(e->kind, f->kind) == 0 ? event_get(e, f->field) : NULL;
    if (v)
        snprintf(f->value, sizeof f->value, "%s", v);
    return true;
}

/* The last value of a field among the events of a kind. */
static void last_event(struct kit *k, const char *kind, const char *field, const char *value)
{
    struct found f = {.kind = kind, .field = field};
    assert_int_equal(db_journal(k->model.db, 1, look, &f), DB_OK);
    assert_string_equal(f.value, value);
}

static struct seat seat(struct kit *k, int product, int member)
{
    struct seats all;
    assert_int_equal(db_seats(k->model.db, kit_product(k, product), kit_member(k, member), &all),
                     DB_OK);
    assert_int_equal(all.n, 1);
    struct seat s = all.v[0];
    s.reason = NULL; /* goes with the list */
    seats_free(&all);
    return s;
}

static void product_set(struct kit *k, int no, const char *set)
{
    struct products all;
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[no - 1].set, set);
    products_free(&all);
}

/* ---- set-up ---- */

static void facts_are_kept(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    press(k, "Ctrl-u");
    type(k, "Bạc Liêu");
    press(k, "Tab Tab Tab Tab Ctrl-u");
    type(k, "6/12/2026");
    SHOWS(k, "Có thay đổi chưa ghi");
    press(k, "F10");
    assert_string_equal(db_setting(k->model.db, "province"), "Bạc Liêu");
    assert_string_equal(db_setting(k->model.db, "date"), "2026-12-06");
    SHOWS(k, "Đã ghi thiết lập.");
}

static void a_date_that_is_none_is_refused(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    press(k, "Tab Tab Tab Tab Ctrl-u");
    type(k, "31/2/2026");
    press(k, "F10");
    SHOWS(k, "Không có ngày này");
    assert_string_equal(db_setting(k->model.db, "date"), "2026-12-05");
}

static void a_late_rule_needs_a_reason(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    press(k, "PgDn Tab Tab Tab Tab Tab Tab");
    SHOWS(k, "▶ Chênh điểm nhiều nhất");
    press(k, "Ctrl-u 1 2 F10");
    SHOWS(k, "Lý do đổi quy định");
    assert_string_equal(db_setting(k->model.db, "spread.max"), "10");
    type(k, "Quy chế sửa đổi");
    press(k, "Enter");
    assert_string_equal(db_setting(k->model.db, "spread.max"), "12");
    last_event(k, "set", "reason", "Quy chế sửa đổi");
}

static void leaving_asks_before_it_drops(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    press(k, "x Esc");
    SHOWS(k, "Bỏ những gì vừa sửa?");
    press(k, "Enter"); /* no is preselected */
    SHOWS(k, "THIẾT LẬP");
    press(k, "Esc Left Enter");
    assert_null(k->app.top);
}

static void the_pin(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    press(k, "F6");
    type(k, "2468");
    press(k, "Enter");
    type(k, "2469");
    press(k, "Enter");
    SHOWS(k, "Hai lần gõ không giống nhau");
    press(k, "F6");
    type(k, "2468");
    press(k, "Enter");
    assert_false(feed_shows(&k->app, "2468"));
    type(k, "2468");
    press(k, "Enter");
    assert_true(db_pin_matches(k->model.db, "2468"));
    assert_false(db_pin_matches(k->model.db, "2469"));
    press(k, "F6");
    type(k, "0000");
    press(k, "Enter");
    SHOWS(k, "Mã PIN không đúng");
}

/* ---- lists ---- */

static void a_list_is_looked_at_then_taken(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien.csv");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 0);
    members_free(&all);
    press(k, "Enter");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 2);
    assert_string_equal(all.v[1].name, "Trần Thị Ví Dụ");
    members_free(&all);
    assert_null(k->app.top);
}

static void a_list_with_faults_is_not_taken(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien-loi.csv");
    press(k, "Enter");
    SHOWS(k, "Còn việc phải xử lý");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 0);
    members_free(&all);
}

/* ---- members ---- */

static void a_member_is_added(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_members_open(&k->app);
    press(k, "F2");
    type(k, "Võ Thị Tập");
    press(k, "Tab");
    type(k, "Bà");
    press(k, "Tab Tab Tab Right Right F10");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 1);
    assert_string_equal(all.v[0].honorific, "Bà");
    assert_int_equal(all.v[0].role, ROLE_ADVISER);
    assert_false(all.v[0].scoring); /* advisers do not score unless told */
    members_free(&all);
}

static void leaving_early_keeps_what_was_handed_in(void **state)
{
    struct kit *k = *state;
    page_members_open(&k->app);
    press(k, "F4 2"); /* absent for the whole session: not with a ballot handed in */
    SHOWS(k, "Đã có phiếu nộp của người này");
    press(k, "F4 3");
    type(k, "họp Ban Thường vụ");
    press(k, "Enter");
    struct seat s = seat(k, 1, 1);
    assert_int_equal(s.panel, PANEL_SCORES);
    assert_true(s.counted);
    s = seat(k, 2, 1);
    assert_int_equal(s.panel, PANEL_ABSENT);
    assert_false(s.expected);
    press(k, "F4 1"); /* back again */
    assert_int_equal(seat(k, 2, 1).panel, PANEL_SCORES);
}

static void absent_for_all(void **state)
{
    struct kit *k = *state;
    page_members_open(&k->app);
    press(k, "Down Down F4 2");
    type(k, "đi công tác");
    press(k, "Enter");
    SHOWS(k, "vắng: đi công");
    assert_int_equal(seat(k, 1, 3).panel, PANEL_ABSENT);
    assert_int_equal(seat(k, 4, 3).panel, PANEL_ABSENT);
}

/* ---- products ---- */

static void sets_are_given_to_many(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    press(k, "Down Space Down Down Space F6");
    SHOWS(k, "cho 2 sản phẩm");
    press(k, "2 6 Enter");
    product_set(k, 2, "qd26-2026/26");
    product_set(k, 5, "qd26-2026/26");
    product_set(k, 3, "qd26-2026/08");
    SHOWS(k, "SẢN PHẨM");
    assert_false(feed_shows(&k->app, "● 2 dòng"));
}

static void sets_are_given_to_what_is_shown(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    type(k, "kho");
    press(k, "F6 2");
    SHOWS(k, "cho 2 sản phẩm");
    press(k, "8 Enter");
    product_set(k, 2, "qd26-2026/08");
    product_set(k, 3, "qd26-2026/08");
}

static void a_scored_product_keeps_its_set(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    press(k, "F6 2 6 Enter");
    product_set(k, 1, "qd26-2026/08");
    SHOWS(k, "đã có phiếu chấm");
}

static void searching(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    press(k, "m t");
    SHOWS(k, "thấy 1/5");
    SHOWS(k, "Mắm tôm chua");
    press(k, "Esc");
    SHOWS(k, "Điểm du lịch");
    press(k, "/");
    type(k, "vuon nhan");
    SHOWS(k, "thấy 1/5");
    press(k, "Down Esc Esc");
    assert_null(k->app.top);
}

static void a_correction_has_a_reason(void **state)
{
    struct kit *k = *state;
    page_agenda_open(&k->app);
    press(k, "F4 End");
    type(k, " An Biên");
    press(k, "F10");
    type(k, "sót chữ khi lập danh sách");
    press(k, "Enter");
    struct products all;
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[0].name, "Mắm tôm chua An Biên");
    products_free(&all);
    last_event(k, "correct", "reason", "sót chữ khi lập danh sách");
    assert_int_equal(seat(k, 1, 1).ballot, BALLOT_CLOSED);
}

static void put_off_and_back(void **state)
{
    struct kit *k = *state;
    struct products all;
    page_agenda_open(&k->app);
    press(k, "Down F8 1");
    type(k, "thiếu hồ sơ");
    press(k, "Enter");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_true(all.v[1].postponed);
    products_free(&all);
    press(k, "F8 1");
    type(k, "đã bổ sung");
    press(k, "Enter");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_false(all.v[1].postponed);
    products_free(&all);
}

/* ---- who scores ---- */

static void recused_with_a_reason(void **state)
{
    struct kit *k = *state;
    page_panel_open(&k->app, kit_product(k, 1), 0);
    SHOWS(k, "▶   2"); /* the first whose ballot is to be done */
    press(k, "Down 3 Enter");
    SHOWS(k, "Cần điền");
    type(k, "liên quan đến chủ thể");
    press(k, "Enter");
    struct seat s = seat(k, 1, 3);
    assert_int_equal(s.panel, PANEL_RECUSED);
    assert_false(s.expected);
    assert_int_equal(seat(k, 2, 3).panel, PANEL_SCORES);
    press(k, "Home 2"); /* handed in: first reopen */
    SHOWS(k, "mở lại phiếu (F7)");
    press(k, "F7");
    type(k, "nhập nhầm");
    press(k, "Enter");
    assert_int_equal(seat(k, 1, 1).ballot, BALLOT_OPEN);
}

static void going_on_with_scoring(void **state)
{
    struct kit *k = *state;
    page_home_open(&k->app);
    press(k, "4");
    SHOWS(k, "NGƯỜI CHẤM  SP 1/5");
    SHOWS(k, "▶   2");
    press(k, "Right");
    SHOWS(k, "NGƯỜI CHẤM  SP 2/5");
    press(k, "Left Left");
    SHOWS(k, "Đây là sản phẩm đầu tiên.");
}

/* ---- the session ---- */

static void another_process_writes(void **state)
{
    struct kit *k = *state;
    page_home_open(&k->app);
    app_tick(&k->app);
    pid_t child = fork();
    if (child == 0) {
        struct db *db;
        struct faults f = {0};
        const struct db_pair set = {"province", "An Giang"};
        bool done = db_open(&db, k->path, DB_OPEN, &f) == DB_OK &&
                    db_set(db, &set, 1, NULL, "cli") == DB_OK;
        _exit(done ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    app_tick(&k->app);
    SHOWS(k, "An Giang");
}

static void one_console_leads(void **state)
{
    struct kit *k = *state;
    struct kit other;
    char *why = NULL;
    kit_start(&other, 24, 80);
    assert_int_equal(model_open(&other.app, k->path, &why), DB_REFUSED);
    assert_non_null(strstr(why, "đang điều hành"));
    free(why);
    kit_end(&other);
}

static void after_sign_off(void **state)
{
    struct kit *k = *state;
    for (int no = 1; no <= 5; no++) {
        struct finding f = {.product = kit_product(k, no),
                            .kind = FINDING_POSTPONED,
                            .criterion = "",
                            .verdict = true,
                            .reason = "hết giờ"};
        assert_int_equal(db_conclude(k->model.db, &f, 1, ACTOR_CHAIR), DB_OK);
    }
    assert_int_equal(db_signoff(k->model.db, ACTOR_CHAIR), DB_OK);
    page_home_open(&k->app);
    SHOWS(k, "ĐÃ CHỐT (chờ ký)");
    press(k, "1 x");
    SHOWS(k, "Phiên đã chốt: chỉ xem.");
    press(k, "F10");
    SHOWS(k, "muốn sửa phải mở lại");
    press(k, "Esc F9");
    type(k, "sai tên chủ thể");
    press(k, "Enter");
    SHOWS(k, "DỰ THẢO");
    assert_int_equal(k->model.session.version, 2);
}

static void the_journal_in_words(void **state)
{
    struct kit *k = *state;
    page_journal_open(&k->app);
    SHOWS(k, "nộp phiếu");
    SHOWS(k, "SP 1 · Nguyễn Văn Mẫu");
    press(k, "Enter");
    SHOWS(k, "Mã băm");
    press(k, "Enter Home");
    SHOWS(k, "tạo phiên");
    SHOWS(k, "Tỉnh, thành phố: Cà Mau");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start_begun, end)
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, start, end)
    const struct CMUnitTest tests[] = {
        EMPTY(facts_are_kept),
        EMPTY(a_date_that_is_none_is_refused),
        TEST(a_late_rule_needs_a_reason),
        EMPTY(leaving_asks_before_it_drops),
        EMPTY(the_pin),
        EMPTY(a_list_is_looked_at_then_taken),
        EMPTY(a_list_with_faults_is_not_taken),
        EMPTY(a_member_is_added),
        TEST(leaving_early_keeps_what_was_handed_in),
        TEST(absent_for_all),
        TEST(sets_are_given_to_many),
        TEST(sets_are_given_to_what_is_shown),
        TEST(a_scored_product_keeps_its_set),
        TEST(searching),
        TEST(a_correction_has_a_reason),
        TEST(put_off_and_back),
        TEST(recused_with_a_reason),
        TEST(going_on_with_scoring),
        EMPTY(another_process_writes),
        EMPTY(one_console_leads),
        TEST(after_sign_off),
        TEST(the_journal_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
