/* SPDX-License-Identifier: MIT */
/* What set-up, lists and the session do: keys in, and the record says so. */
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
#include "tui/page/page.h"

/* ---- set-up ---- */

/* What the record says of a fact or rule now. */
static const char *kept(struct db *db, const char *key)
{
    static char value[200];
    struct rules rules;
    assert_int_equal(db_rules(db, &rules), DB_OK);
    snprintf(value, sizeof value, "%s", rules_get(&rules, key));
    list_free(&rules);
    return value;
}

static void facts_are_kept(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "Ctrl-u");
    kit_type(k, "Bạc Liêu");
    kit_press(k, "Tab Tab Tab Tab Ctrl-u");
    kit_type(k, "6/12/2026");
    SHOWS(k, "Có thay đổi chưa ghi");
    kit_press(k, "F10");
    assert_string_equal(kept(k->model.db, "province"), "Bạc Liêu");
    assert_string_equal(kept(k->model.db, "date"), "2026-12-06");
    SHOWS(k, "Đã ghi thiết lập.");
}

static void a_date_that_is_none_is_refused(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "Tab Tab Tab Tab Ctrl-u");
    kit_type(k, "31/2/2026");
    kit_press(k, "F10");
    SHOWS(k, "Không có ngày này");
    assert_string_equal(kept(k->model.db, "date"), "2026-12-05");
}

static void a_late_rule_needs_a_reason(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "PgDn Tab Tab Tab Tab Tab Tab");
    SHOWS(k, "▶ Tổng điểm các thành viên cho một sản phẩm chênh không quá");
    kit_press(k, "Ctrl-u 1 2 F10");
    SHOWS(k, "Lý do đổi quy định");
    assert_string_equal(kept(k->model.db, "spread.max"), "10");
    kit_type(k, "Quy chế sửa đổi");
    kit_press(k, "Enter");
    assert_string_equal(kept(k->model.db, "spread.max"), "12");
    kit_last_event(k, "set", "reason", "Quy chế sửa đổi");
    page_setup_open(&k->app); /* how the council meets is asked as a rule is */
    kit_press(k, "Tab Tab Tab Tab Tab Tab Tab Tab");
    SHOWS(k, "▶ Cách họp");
    kit_press(k, "Right F10");
    SHOWS(k, "Lý do đổi quy định");
    assert_string_equal(kept(k->model.db, "mode"), "meeting");
    kit_type(k, "Bão số 9");
    kit_press(k, "Enter");
    assert_string_equal(kept(k->model.db, "mode"), "written");
}

/* An article is typed once: F4 gives the next rule the same. */
static void the_same_article_again(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "PgDn F4");
    SHOWS(k, "Chưa có căn cứ nào ở các quy định trên.");
    kit_press(k, "Tab");
    kit_type(k, "Điều 8 Quy chế");
    kit_press(k, "Tab Tab Tab Tab Tab F4"); /* from the rule as well as from its article */
    kit_press(k, "Tab Tab Tab F4 F10");
    assert_string_equal(kept(k->model.db, "quorum.cite"), "Điều 8 Quy chế");
    assert_string_equal(kept(k->model.db, "spread.max.cite"), "Điều 8 Quy chế");
    assert_string_equal(kept(k->model.db, "spread.equal.cite"), "Điều 8 Quy chế");
    assert_string_equal(kept(k->model.db, "quorum.of.cite"), "");
}

static void leaving_asks_before_it_drops(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "x Esc");
    SHOWS(k, "Bỏ những gì vừa sửa?");
    kit_press(k, "Enter"); /* no is preselected */
    SHOWS(k, "THIẾT LẬP");
    kit_press(k, "Esc Left Enter");
    assert_null(k->app.top);
}

static void the_pin(void **state)
{
    struct kit *k = *state;
    page_setup_open(&k->app);
    kit_press(k, "F6");
    kit_type(k, "2468");
    kit_press(k, "Enter");
    kit_type(k, "2469");
    kit_press(k, "Enter");
    SHOWS(k, "Hai lần gõ không giống nhau");
    kit_press(k, "F6");
    kit_type(k, "2468");
    kit_press(k, "Enter");
    assert_false(feed_shows(&k->app, "2468"));
    kit_type(k, "2468");
    kit_press(k, "Enter");
    assert_int_equal(db_pin_try(k->model.db, "2468"), DB_OK);
    assert_int_equal(db_pin_try(k->model.db, "2469"), DB_REFUSED);
    kit_press(k, "F6");
    kit_type(k, "0000");
    kit_press(k, "Enter");
    SHOWS(k, "Mã PIN của chủ tọa không đúng");
}

/* ---- lists ---- */

static void a_list_is_looked_at_then_taken(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien.csv");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 0);
    list_free(&all);
    kit_press(k, "Enter");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 2);
    assert_string_equal(all.v[1].name, "Trần Thị Ví Dụ");
    list_free(&all);
    assert_null(k->app.top);
}

static void a_list_with_faults_is_not_taken(void **state)
{
    struct kit *k = *state;
    struct members all;
    page_import_open(&k->app, LIST_MEMBERS, "tests/fixtures/screens/thanh-vien-loi.csv");
    kit_press(k, "Enter");
    SHOWS(k, "Còn việc phải xử lý");
    assert_int_equal(db_members(k->model.db, &all), DB_OK);
    assert_int_equal(all.n, 0);
    list_free(&all);
}

/* Whether they are the products that have the codes is asked; no leaves all as it is. */
static void a_list_without_codes_is_asked_about(void **state)
{
    struct kit *k = *state;
    struct products all;
    struct product first = {.code = "T-1", .name = "Mắm", .owner = "HTX A"};
    char list[260];
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column)                                                   \
    if (!first.field)                                                                              \
        first.field = "";
#define PRODUCT_WORD(name, field, column)
#include "db/product.def"
    assert_int_equal(db_product_put(k->model.db, &first, ACTOR_SECRETARY, &first.id), DB_OK);
    snprintf(list, sizeof list, "%s/list.csv", k->folder);
    FILE *out = fopen(list, "w");
    assert_non_null(out);
    fputs("stt,ten_san_pham,chu_the\n1,Khô cá,HTX B\n", out);
    assert_int_equal(fclose(out), 0);
    page_import_open(&k->app, LIST_PRODUCTS, list);
    SHOWS(k, "Vẫn là các sản phẩm đã có mã?");
    kit_press(k, "Enter"); /* no is preselected */
    SHOWS(k, "\"Khô cá\" không có mã");
    kit_press(k, "F10");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[0].name, "Mắm");
    list_free(&all);
    kit_press(k, "F2");
    SHOWS(k, "Vẫn là các sản phẩm đã có mã?");
    kit_press(k, "Left Enter F10");
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[0].name, "Khô cá");
    assert_string_equal(all.v[0].code, "T-1");
    list_free(&all);
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
                    db_set(db, &set, 1, NULL, ACTOR_SECRETARY) == DB_OK;
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
    assert_int_equal(db_signoff(k->model.db, NULL, ACTOR_CHAIR), DB_OK);
    page_home_open(&k->app);
    SHOWS(k, "ĐÃ CHỐT (chờ ký)");
    kit_press(k, "1 x");
    SHOWS(k, "Phiên đã chốt: chỉ xem.");
    kit_press(k, "F10");
    SHOWS(k, "muốn sửa phải mở lại");
    kit_press(k, "Esc F9");
    kit_type(k, "sai tên chủ thể");
    kit_press(k, "Enter");
    SHOWS(k, "DỰ THẢO");
    assert_int_equal(k->model.session.version, 2);
}

static void the_journal_in_words(void **state)
{
    struct kit *k = *state;
    page_journal_open(&k->app);
    SHOWS(k, "nộp phiếu");
    SHOWS(k, "SP 1 · Nguyễn Văn Mẫu");
    kit_press(k, "Enter");
    SHOWS(k, "Mã băm");
    kit_press(k, "Enter Home");
    SHOWS(k, "tạo phiên");
    SHOWS(k, "Tỉnh, thành phố: Cà Mau");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_state_begun, kit_state_end)
#define EMPTY(name) cmocka_unit_test_setup_teardown(name, kit_state, kit_state_end)
    const struct CMUnitTest tests[] = {
        EMPTY(facts_are_kept),
        EMPTY(a_date_that_is_none_is_refused),
        TEST(a_late_rule_needs_a_reason),
        TEST(the_same_article_again),
        EMPTY(leaving_asks_before_it_drops),
        EMPTY(the_pin),
        EMPTY(a_list_is_looked_at_then_taken),
        EMPTY(a_list_with_faults_is_not_taken),
        EMPTY(a_list_without_codes_is_asked_about),
        EMPTY(another_process_writes),
        EMPTY(one_console_leads),
        TEST(after_sign_off),
        TEST(the_journal_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
