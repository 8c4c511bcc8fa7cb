/* SPDX-License-Identifier: MIT */
/* The papers, and what is recorded after sign-off: what they look like, and what becomes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/meeting.h"
#include "tui/kit/i18n.h"
#include "tui/page/page.h"

static void draft(struct meeting *m)
{
    page_export_open(&m->app);
}

static void sign_off(struct meeting *m)
{
    meeting_settle(m);
    assert_int_equal(db_signoff(m->model.db, NULL, ACTOR_CHAIR), DB_OK);
}

static void papers(struct meeting *m)
{
    sign_off(m);
    page_export_open(&m->app);
}

static void secretary(struct meeting *m)
{
    page_paper_open(&m->app);
}

static void decide(struct meeting *m)
{
    sign_off(m);
    page_decide_open(&m->app);
}

static void decided(struct meeting *m)
{
    sign_off(m);
    page_decided_open(&m->app);
}

struct scene {
    const char *name;
    void (*open)(struct meeting *m);
    const char *keys;
    bool before; /* before the first mark */
};

static void draw_at(const struct scene *s, int rows, int cols)
{
    struct meeting m;
    char name[80];
    meeting_start(&m, rows, cols, !s->before);
    s->open(&m);
    free(feed_screen(&m.app, false)); /* lists learn how many rows they have */
    feed_keys(&m.app, s->keys);
    snprintf(name, sizeof name, "%s-%d", s->name, cols);
    feed_golden(&m.app, name);
    meeting_end(&m);
}

static void scenes(void **state)
{
    (void)state;
    static const struct scene all[] = {
        {"export-draft", draft, "", false},
        {"export-before", draft, "", true},
        {"export-signed", papers, "", false},
        {"export-view", draft, "F2", false},
        {"paper", secretary, "Tab Tab Tab Tab Tab Tab", false},
        {"decide", decide, "", false},
        {"decided", decided, "Enter x Enter", false},
        {"decided-reason", decided, "Enter", false},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        draw_at(&all[i], 24, 80);
        draw_at(&all[i], 40, 120);
    }
}

/* The same pages in English: nothing may be cut that was whole. */
static void scenes_in_english(void **state)
{
    (void)state;
    static const struct scene all[] = {
        {"en-export-draft", draft, "", false}, {"en-export-signed", papers, "", false},
        {"en-paper", secretary, "", false},    {"en-decide", decide, "", false},
        {"en-decided", decided, "F4", false},
    };
    i18n_set("en"); /* back_to_vietnamese, whatever happens */
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        draw_at(&all[i], 24, 80);
}

static int back_to_vietnamese(void **state)
{
    (void)state;
    i18n_set("vi");
    return 0;
}

static void papers_are_written(void **state)
{
    (void)state;
    struct meeting m;
    char path[300];
    meeting_start(&m, 24, 80, true);
    free(m.model.path);
    m.model.path = strdup(m.path);
    page_export_open(&m.app);
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "ĐÃ XUẤT"));
    snprintf(path, sizeof path, "%s/ocop-phieu-duthao.xlsx", m.folder);
    assert_int_not_equal(access(path, R_OK), 0);
    feed_keys(&m.app, "Down Down Down Enter F10");
    assert_true(feed_shows(&m.app, "ocop-phieu-duthao.xlsx"));
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s/ocop-ketqua-duthao.xlsx", m.folder);
    assert_int_equal(unlink(path), 0);
    meeting_end(&m);
}

static void blank_ballots_before_the_meeting(void **state)
{
    (void)state;
    struct meeting m;
    char command[300];
    meeting_start(&m, 24, 80, false);
    free(m.model.path);
    m.model.path = strdup(m.path);
    page_export_open(&m.app);
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "ĐÃ XUẤT 5 TỆP")); /* one for each who scores */
    assert_true(feed_shows(&m.app, "ocop-phieutrang-01-nguyen-van-an.xlsx"));
    assert_true(feed_shows(&m.app, "phiếu trắng in hết"));
    feed_keys(&m.app, "Enter");
    assert_false(feed_shows(&m.app, "ĐÃ XUẤT")); /* something else is asked for now */
    snprintf(command, sizeof command, "rm -f '%s'/ocop-phieutrang-*", m.folder);
    assert_int_equal(system(command), 0);
    meeting_end(&m);
}

/* A workbook that nobody touched, and a file that is none. */
static void a_workbook_comes_back(void **state)
{
    (void)state;
    struct meeting m;
    char path[300], other[300];
    meeting_start(&m, 24, 300, true); /* the path is shown whole */
    free(m.model.path);
    m.model.path = strdup(m.path);
    page_export_open(&m.app);
    feed_keys(&m.app, "F10 F6");
    feed_text(&m.app, m.folder);
    feed_keys(&m.app, "/ Enter");
    assert_true(feed_shows(&m.app, "ocop-ketqua-duthao.xlsx"));
    assert_true(feed_shows(&m.app, "KHỚP: mọi ô"));
    assert_false(feed_shows(&m.app, "Không rõ nguyên nhân"));
    snprintf(path, sizeof path, "%s/ocop-ketqua-duthao.xlsx", m.folder);
    snprintf(other, sizeof other, "%s/ocop-bien-ban-duthao.docx", m.folder);
    assert_int_equal(rename(other, path), 0);
    feed_keys(&m.app, "Esc F6 Enter"); /* the picker is where it was */
    assert_true(feed_shows(&m.app, "Không đối chiếu được tệp này."));
    assert_int_equal(unlink(path), 0);
    meeting_end(&m);
}

/* Before anything is written, and after sign-off too. */
static void papers_are_looked_at_and_completed(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_export_open(&m.app);
    feed_keys(&m.app, "F2 1");
    assert_true(feed_shows(&m.app, "BIÊN BẢN"));
    assert_false(feed_shows(&m.app, "13 giờ 30 phút"));
    feed_keys(&m.app, "Esc F4 Down");
    feed_text(&m.app, "13:30");
    feed_keys(&m.app, "F10 Esc F2 1");
    assert_true(feed_shows(&m.app, "13 giờ 30 phút"));
    feed_keys(&m.app, "Esc F2 2");
    assert_true(feed_shows(&m.app, "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN"));
    meeting_end(&m);
}

static void a_folder_that_is_none(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    free(m.model.path);
    m.model.path = strdup("/nonexistent/folder/ocop.ocop");
    page_export_open(&m.app);
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "Không xuất được"));
    assert_true(feed_shows(&m.app, "không có tệp hay thư mục này")); /* in no other language */
    meeting_end(&m);
}

/* Esc in the middle leaves nothing behind, and the page stays. */
static bool stop_at_once(struct app *app)
{
    (void)app;
    return true;
}

static void an_export_is_stopped(void **state)
{
    (void)state;
    struct meeting m;
    char path[300];
    meeting_start(&m, 24, 80, true);
    free(m.model.path);
    m.model.path = strdup(m.path);
    page_export_open(&m.app);
    m.app.stopped = stop_at_once;
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "Đã dừng: không tệp nào được ghi."));
    assert_true(feed_shows(&m.app, "XUẤT VĂN BẢN"));
    snprintf(path, sizeof path, "%s/ocop-ketqua-duthao.xlsx", m.folder);
    assert_int_not_equal(access(path, F_OK), 0);
    meeting_end(&m);
}

static const char *setting(struct meeting *m, const char *key)
{
    static char value[200];
    struct rules rules;
    assert_int_equal(db_rules(m->model.db, &rules), DB_OK);
    snprintf(value, sizeof value, "%s", rules_get(&rules, key));
    list_free(&rules);
    return value;
}

static void the_secretary_types_as_people_do(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *kept; /* kept: NULL when it is refused */
    } hours[] = {{"7h30", "07:30"}, {"7 giờ 05", "07:05"}, {"14h", "14:00"}, {"9.15", "09:15"},
                 {"25h", NULL},     {"7h3", NULL},         {"7", NULL},      {"8:61", NULL},
                 {"sáng", NULL},    {"8h15p", NULL}};
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        page_paper_open(&m.app);
        feed_keys(&m.app, "Tab C-u");
        feed_text(&m.app, hours[i].typed);
        feed_keys(&m.app, "F10");
        assert_int_equal(feed_shows(&m.app, "Cần giờ và phút"), !hours[i].kept);
        if (hours[i].kept)
            assert_string_equal(setting(&m, "paper.start"), hours[i].kept);
        feed_keys(&m.app, "Esc");
        if (!hours[i].kept)
            feed_keys(&m.app, "Left Enter");
    }
    page_paper_open(&m.app);
    feed_keys(&m.app, "Tab Tab Tab Tab Tab Tab");
    feed_text(&m.app, "3 1, 3");
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "mỗi số một lần"));
    feed_keys(&m.app, "C-u");
    feed_text(&m.app, "3 9");
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "mỗi số một lần"));
    feed_keys(&m.app, "C-u");
    feed_text(&m.app, "3 1");
    feed_keys(&m.app, "F10");
    assert_string_equal(setting(&m, "paper.order"), "3, 1");
    meeting_end(&m);
}

static struct decided told_of(struct meeting *m, int no, struct decisions *d)
{
    assert_int_equal(db_decisions(m->model.db, d), DB_OK);
    return decided_of(d, meeting_product(m, no));
}

static void a_decision_is_recorded(void **state)
{
    (void)state;
    struct meeting m;
    struct decisions d;
    meeting_start(&m, 24, 80, true);
    page_export_open(&m.app);
    feed_keys(&m.app, "F7");
    assert_true(feed_shows(&m.app, "Chỉ làm được sau khi chốt"));
    sign_off(&m);
    app_reload(&m.app);
    feed_keys(&m.app, "F7");
    feed_text(&m.app, "1234/QĐ-UBND");
    feed_keys(&m.app, "Tab 3 1 / 2 / 2 0 2 7 F10");
    assert_true(feed_shows(&m.app, "Không có ngày này"));
    feed_keys(&m.app, "C-u 1 5 / 1 2 / 2 0 2 6 Tab 1 / 1 2 / 2 0 2 6 F10");
    assert_true(feed_shows(&m.app, "Có thay đổi chưa ghi")); /* issued before it was decided */
    feed_keys(&m.app, "C-u F10");
    assert_true(feed_shows(&m.app, "có giá trị đến 15/12/2029"));
    assert_int_equal(db_decisions(m.model.db, &d), DB_OK);
    assert_string_equal(d.list[DECISION_RECOGNISED].number, "1234/QĐ-UBND");
    assert_string_equal(d.list[DECISION_RECOGNISED].date, "2026-12-15");
    assert_string_equal(d.list[DECISION_FORWARDED].number, "");
    list_free(&d);
    feed_keys(&m.app, "Esc");
    assert_true(feed_shows(&m.app, "quyết định 1234/QĐ-UBND ngày 15/12/2026"));
    meeting_end(&m);
}

/* What is next stands on the page, and its bar has the keys for it. */
static void after_sign_off(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    sign_off(&m);
    page_signoff_open(&m.app);
    assert_true(feed_shows(&m.app, "4. Khi có quyết định: F7"));
    assert_true(feed_shows(&m.app, "bản này còn trong nhật ký."));
    assert_true(feed_shows(&m.app, "F3 xuất văn bản  F5 sao ra USB  F7 quyết định  F9 mở lại"));
    feed_keys(&m.app, "F7");
    assert_true(feed_shows(&m.app, "QUYẾT ĐỊNH"));
    feed_keys(&m.app, "Esc F3");
    assert_true(feed_shows(&m.app, "XUẤT VĂN BẢN"));
    meeting_end(&m);
}

/* Product 1 is proposed, product 2 forwarded. */
static void what_became_of_each_product(void **state)
{
    (void)state;
    struct meeting m;
    struct decisions d;
    meeting_start(&m, 24, 80, true);
    sign_off(&m);
    page_decided_open(&m.app);
    feed_keys(&m.app, "F4");
    assert_true(feed_shows(&m.app, "Chỉ sản phẩm trình Bộ"));
    feed_keys(&m.app, "Enter");
    feed_text(&m.app, "thiếu phiếu kiểm nghiệm");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "không ghi: thiếu phiếu"));
    assert_true(told_of(&m, 1, &d).left_out);
    list_free(&d);
    feed_keys(&m.app, "Enter");
    assert_false(told_of(&m, 1, &d).left_out);
    list_free(&d);
    feed_keys(&m.app, "Down F4 2 7 / Q Enter 1 / 2 / 2 0 2 7 Enter");
    assert_true(feed_shows(&m.app, "Bộ: 4 sao 7/Q 01/02/2027"));
    assert_int_equal(told_of(&m, 2, &d).central, 4);
    list_free(&d);
    feed_keys(&m.app, "F4 5");
    assert_int_equal(told_of(&m, 2, &d).central, -1);
    list_free(&d);
    meeting_end(&m);
}

static void a_decision_of_an_earlier_version(void **state)
{
    (void)state;
    struct meeting m;
    struct decisions d;
    struct decision said = {"77/Q", "2026-12-15", "", 0};
    meeting_start(&m, 24, 80, true);
    sign_off(&m);
    assert_int_equal(db_decide(m.model.db, DECISION_RECOGNISED, &said, ACTOR_SECRETARY), DB_OK);
    assert_int_equal(db_reopen(m.model.db, "xem lại", NULL, ACTOR_CHAIR), DB_OK);
    assert_int_equal(db_ballot_reopen(m.model.db, meeting_product(&m, 1), meeting_member(&m, 5),
                                      "chấm lại", ACTOR_SECRETARY),
                     DB_OK);
    meeting_ballot(&m, 1, 5, 6, "1.2:0 4.1:3 4.3:2 5.3:1 7:3 8:4 9:3 11:1 3.4:1"); /* a lower 3.4 */
    sign_off(&m);
    page_decide_open(&m.app);
    assert_true(feed_shows(&m.app, "ghi cho phiên bản 1; kết quả nay khác: không áp dụng 1 sản"));
    feed_keys(&m.app, "Esc");
    page_decided_open(&m.app);
    assert_true(feed_shows(&m.app, "phiên bản 1: không áp dụng"));
    feed_keys(&m.app, "Esc");
    page_export_open(&m.app);
    assert_true(feed_shows(&m.app, "77/Q ghi cho phiên bản 1: không áp dụng đủ"));
    feed_keys(&m.app, "F7 F10"); /* said again as it stands */
    assert_false(feed_shows(&m.app, "không áp dụng"));
    assert_int_equal(db_decisions(m.model.db, &d), DB_OK);
    assert_int_equal(d.list[DECISION_RECOGNISED].version, 2);
    assert_int_equal(d.n_off, 0);
    list_free(&d);
    meeting_end(&m);
}

/* The dialogs take it to the guard in db, and a wrong one changes nothing. */
static void the_pin_is_asked_after_sign_off(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    meeting_settle(&m);
    assert_int_equal(db_pin_set(m.model.db, NULL, "2468"), DB_OK);
    assert_int_equal(db_signoff(m.model.db, "2468", ACTOR_CHAIR), DB_OK);
    page_signoff_open(&m.app);
    page_product_open(&m.app, meeting_product(&m, 1));
    feed_keys(&m.app, "x F10 s a i Enter 1 1 1 1 Enter");
    assert_true(feed_shows(&m.app, "Mã PIN của chủ tọa không đúng"));
    assert_int_equal(m.model.session.version, 1);
    feed_keys(&m.app, "F10 s a i Enter 2 4 6 8 Enter");
    assert_true(model_refresh(&m.app));
    assert_int_equal(m.model.session.version, 2);
    assert_true(feed_shows(&m.app, "F9 mở lại"));
    feed_keys(&m.app, "F9 s a i Enter 1 1 1 1 Enter");
    assert_true(feed_shows(&m.app, "Mã PIN của chủ tọa không đúng"));
    assert_true(m.model.session.closed);
    feed_keys(&m.app, "F9 s a i Enter 2 4 6 8 Enter");
    assert_true(model_refresh(&m.app));
    assert_false(m.model.session.closed);
    assert_int_equal(m.model.session.version, 3);
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes),
        cmocka_unit_test_teardown(scenes_in_english, back_to_vietnamese),
        cmocka_unit_test(papers_are_written),
        cmocka_unit_test(blank_ballots_before_the_meeting),
        cmocka_unit_test(a_workbook_comes_back),
        cmocka_unit_test(papers_are_looked_at_and_completed),
        cmocka_unit_test(a_folder_that_is_none),
        cmocka_unit_test(an_export_is_stopped),
        cmocka_unit_test(the_secretary_types_as_people_do),
        cmocka_unit_test(a_decision_is_recorded),
        cmocka_unit_test(after_sign_off),
        cmocka_unit_test(what_became_of_each_product),
        cmocka_unit_test(a_decision_of_an_earlier_version),
        cmocka_unit_test(the_pin_is_asked_after_sign_off),
    };
    return cmocka_run_group_tests_name("screens-papers", tests, NULL, NULL);
}
