/* SPDX-License-Identifier: MIT */
/* The ballot: what it looks like at 80 x 24 and 120 x 40, and what its keys put in the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fixtures/decision.h"
#include "tests/screens/meeting.h"
#include "tui/official.h"
#include "tui/page/page.h"
#include "tui/recent.h"

struct scene {
    const char *name;
    int product, member;
    const char *keys;
};

static void open_ballot(struct meeting *m, int product, int member)
{
    page_ballot_open(&m->app, meeting_product(m, product), meeting_member(m, member));
    free(feed_screen(&m->app, false)); /* lists learn how many rows they have */
}

static void draw_at(const struct scene *s, int rows, int cols)
{
    struct meeting m;
    char name[80];
    meeting_start(&m, rows, cols, true);
    open_ballot(&m, s->product, s->member);
    feed_keys(&m.app, s->keys);
    snprintf(name, sizeof name, "ballot-%s-%d", s->name, cols);
    feed_golden(&m.app, name);
    meeting_end(&m);
}

static void scenes(void **state)
{
    (void)state;
    static const struct scene all[] = {
        {"blank", 5, 2, ""},    {"middle", 5, 1, "3 2 Up Up"}, {"sums", 5, 1, "Tab 4 0 Tab 3"},
        {"levels", 5, 1, "F5"}, {"closed", 1, 3, "Home"},      {"recused", 4, 5, ""},
        {"no-set", 6, 1, ""},   {"note", 5, 1, "F2"},          {"refused", 5, 1, "9"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        draw_at(&all[i], 24, 80);
        draw_at(&all[i], 40, 120);
    }
}

/* The digit is what the paper prints: 4.1 prints 1, 2, 3, 5. */
static void digits_are_points(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 16);
    open_ballot(&m, 5, 1);
    assert_true(feed_shows(&m.app, "4.1 Khu vực phân phối chính"));
    feed_keys(&m.app, "4");
    assert_true(feed_shows(&m.app, "Tiêu chí 4.1 không in 4 điểm; trên phiếu in: 0, 1, 2, 3, 5."));
    assert_int_equal(meeting_points(&m, 5, 1, "4.1"), -1);
    feed_keys(&m.app, "5");
    assert_int_equal(meeting_points(&m, 5, 1, "4.1"), 5);
    assert_true(feed_shows(&m.app, "4.2 Tổ chức phân phối"));
    assert_true(feed_shows(&m.app, "B 5/25"));
    assert_true(feed_shows(&m.app, "Đã lưu 11:00"));
    /* Back, and 0: no level of 0 points is printed there, so none is reached. */
    feed_keys(&m.app, "Up 0");
    assert_int_equal(meeting_points(&m, 5, 1, "4.1"), 0);
    assert_true(feed_shows(&m.app, "B 0/25"));
    meeting_end(&m);
}

/* A mark that stands makes no event, another one does; pasted digits make none. */
static void only_new_marks_are_events(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "3");
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "Up 3");
    assert_int_equal(meeting_events(&m), before);
    feed_paste(&m.app, "222");
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "Home 2");
    assert_int_equal(meeting_events(&m), before + 1);
    assert_int_equal(meeting_points(&m, 5, 1, "1.1"), 2);
    meeting_end(&m);
}

static void two_cases_are_asked(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 4, 1, 22);
    open_ballot(&m, 4, 1);
    assert_true(feed_shows(&m.app, "a. Dịch vụ"));
    feed_keys(&m.app, "3");
    assert_true(feed_shows(&m.app, "mức nào?"));
    assert_int_equal(meeting_points(&m, 4, 1, "8"), -1);
    feed_golden(&m.app, "ballot-cases-80");
    feed_keys(&m.app, "Esc");
    assert_int_equal(meeting_points(&m, 4, 1, "8"), -1);
    feed_keys(&m.app, "3 2");
    assert_int_equal(meeting_points(&m, 4, 1, "8"), 3);
    struct ballot b;
    assert_int_equal(db_ballot(m.model.db, meeting_product(&m, 4), meeting_member(&m, 1), &b),
                     DB_OK);
    for (size_t i = 0; i < b.n; i++)
        if (b.line[i].node->kind == CRIT_LEAF && strcmp(b.line[i].node->code, "8") == 0)
            assert_string_equal(b.line[i].label, "b2");
    list_free(&b);
    meeting_end(&m);
}

static void undo_goes_back(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "F8");
    assert_true(feed_shows(&m.app, "Không còn gì để hoàn tác"));
    feed_keys(&m.app, "3 2 Home 1 F8");
    assert_true(feed_shows(&m.app, "Đã hoàn tác 1.1: từ 1 điểm về 3 điểm."));
    assert_int_equal(meeting_points(&m, 5, 1, "1.1"), 3);
    feed_keys(&m.app, "Ctrl-z");
    assert_true(feed_shows(&m.app, "Đã hoàn tác 1.2: bỏ 2 điểm, nay để trống."));
    assert_true(feed_shows(&m.app, "1.2 Vùng nguyên liệu"));
    assert_int_equal(meeting_points(&m, 5, 1, "1.2"), -1);
    feed_keys(&m.app, "Ctrl-z Ctrl-z");
    assert_true(feed_shows(&m.app, "Không còn gì để hoàn tác"));
    meeting_end(&m);
}

static void opens_after_the_last_mark(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 12);
    open_ballot(&m, 5, 1);
    assert_true(feed_shows(&m.app, "▶3.2"));
    /* A correction above: the next one opens behind it, at the first blank. */
    feed_keys(&m.app, "Home 2 F4");
    assert_null(m.app.top);
    m.app.quit = false;
    open_ballot(&m, 5, 1);
    assert_true(feed_shows(&m.app, "▶3.2"));
    meeting_end(&m);
}

static void blanks_are_named(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 30);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "Home F10");
    assert_true(feed_shows(&m.app, "Chưa nộp được: còn 2 tiêu chí trống (10, 11)."));
    assert_true(feed_shows(&m.app, "▶10"));
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_OPEN);
    meeting_end(&m);
}

static void sums_of_the_paper(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 31);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "Tab 4 0 Tab 2 4 Tab 3 5 Enter");
    assert_true(feed_shows(&m.app, "A 40 khớp"));
    assert_true(feed_shows(&m.app, "B 24 LỆCH"));
    assert_true(feed_shows(&m.app, "C 35 còn 3"));
    assert_true(feed_shows(&m.app, "Lệch với số cộng trên phiếu"));
    feed_keys(&m.app, "3 F10");
    assert_true(feed_shows(&m.app, "Số cộng LỆCH. Vẫn nộp phiếu này?"));
    assert_true(feed_shows(&m.app, "phiếu ghi 24: LỆCH"));
    feed_keys(&m.app, "Enter"); /* no is preselected */
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_OPEN);
    feed_keys(&m.app, "Tab Tab 2 5 F10"); /* typed anew, not added to */
    assert_true(feed_shows(&m.app, "Nộp phiếu này?"));
    feed_golden(&m.app, "ballot-submit-80");
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 5, 1), BALLOT_CLOSED);
    feed_golden(&m.app, "ballot-next-80");
    feed_keys(&m.app, "3"); /* a point of the next ballot, typed too soon */
    assert_true(feed_shows(&m.app, "Đã nộp. Tiếp theo?"));
    assert_true(feed_shows(&m.app, "↑ ↓ rồi Enter để chọn."));
    meeting_end(&m);
}

/* A store of our own words in the shape of the law's, where the program looks for it. */
static void keep_law(const char *id)
{
    const struct crit_set *set = crit_load(crit_find(id));
    char *page = decision_page(&set, 1), *store = law_path(), *folder = sessions_folder();
    struct official_report report;
    struct faults f = {0};
    FILE *out = fopen("law.tmp", "w");
    assert_non_null(out);
    fputs(page, out);
    assert_int_equal(fclose(out), 0);
    struct official *o = official_read("law.tmp", &set, 1, &report, &f);
    assert_true(official_save(o, store, &f));
    official_free(o);
    faults_free(&f);
    unlink("law.tmp");
    free(folder);
    free(store);
    free(page);
    law_forget();
}

static void the_law_in_its_own_words(void **state)
{
    (void)state;
    struct meeting m;
    char *store = law_path();
    unlink(store);
    law_forget();
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 12);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "F9");
    assert_true(feed_shows(&m.app, "hoidong criteria official TỆP"));
    keep_law("08");
    feed_keys(&m.app, "F9");
    assert_true(feed_shows(&m.app, "Lời in: "));
    feed_golden(&m.app, "ballot-law-80");
    feed_keys(&m.app, "Enter");
    assert_false(feed_shows(&m.app, "Lời in: "));
    assert_true(feed_shows(&m.app, "NHẬP PHIẾU"));
    meeting_end(&m);
    unlink(store);
    free(store);
    law_forget();
}

static void next_ballots(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    for (int i = 2; i <= 4; i++)
        meeting_ballot(&m, 5, i, 6, "");
    meeting_begin(&m, 5, 1, 32);
    meeting_begin(&m, 5, 5, 32);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "F10 Enter");
    assert_true(feed_shows(&m.app, "Cùng sản phẩm, phiếu của Đỗ Hữu Em"));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Ông Đỗ Hữu Em"));
    /* With this one the product is done: the next product comes first. */
    feed_keys(&m.app, "F10 Enter");
    assert_true(feed_shows(&m.app, "Xem kết quả của sản phẩm này"));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "SP 4/6"));
    assert_true(feed_shows(&m.app, "Nguyễn Văn An"));
    feed_keys(&m.app, "F6");
    assert_true(feed_shows(&m.app, "CHỌN SẢN PHẨM"));
    feed_golden(&m.app, "pick-product-80");
    meeting_end(&m);
}

static void closed_is_read_only(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    open_ballot(&m, 1, 3);
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "1 F8 F2 Tab");
    assert_true(feed_shows(&m.app, "Phiếu đã nộp: chỉ xem."));
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "F7 Enter");
    assert_int_equal(meeting_state(&m, 1, 3), BALLOT_CLOSED); /* a reason is asked for */
    feed_text(&m.app, "nhập nhầm");
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_state(&m, 1, 3), BALLOT_OPEN);
    feed_keys(&m.app, "Home 2");
    assert_int_equal(meeting_points(&m, 1, 3, "1.1"), 2);
    meeting_end(&m);
}

static void notes_are_kept(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "F2 1");
    feed_text(&m.app, "Nguyên liệu tốt");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Ý kiến: Nguyên liệu tốt"));
    feed_keys(&m.app, "F2 2");
    feed_text(&m.app, "Sản phẩm tiêu biểu");
    feed_keys(&m.app, "Enter F8");
    assert_true(feed_shows(&m.app, "Đã hoàn tác ý kiến chung của phiếu."));
    feed_keys(&m.app, "F8");
    assert_true(feed_shows(&m.app, "Đã hoàn tác ở tiêu chí 1.1."));
    assert_false(feed_shows(&m.app, "Nguyên liệu tốt"));
    meeting_end(&m);
}

/* 5.2 counts only where there is a story. */
static void what_depends_is_said(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    meeting_begin(&m, 5, 1, 19);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "0 2");
    assert_true(feed_shows(&m.app, "5.2 có điểm nhưng 5.1 đang 0 điểm"));
    meeting_end(&m);
}

static void moving(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "PgDn");
    assert_true(feed_shows(&m.app, "▶4.1"));
    feed_keys(&m.app, "Down PgUp");
    assert_true(feed_shows(&m.app, "▶4.1"));
    feed_keys(&m.app, "PgUp");
    assert_true(feed_shows(&m.app, "▶1.1"));
    feed_keys(&m.app, "End");
    assert_true(feed_shows(&m.app, "▶11"));
    feed_keys(&m.app, "Home Down Down 3 F3");
    assert_true(feed_shows(&m.app, "▶1.1"));
    feed_click(&m.app, 7, 3);
    assert_true(feed_shows(&m.app, "▶1.4"));
    meeting_end(&m);
}

/* A seat at another terminal commits: the sums here follow, the row stays. */
static void others_commit(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, false);
    open_ballot(&m, 5, 1);
    feed_keys(&m.app, "Down Down");
    assert_int_equal(db_mark(m.model.db, meeting_product(&m, 5), meeting_member(&m, 1), "1.1", "3",
                             "member 1", NULL, NULL),
                     DB_OK);
    app_reload(&m.app);
    assert_true(feed_shows(&m.app, "A 3/40"));
    assert_true(feed_shows(&m.app, "▶1.3"));
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes),
        cmocka_unit_test(digits_are_points),
        cmocka_unit_test(only_new_marks_are_events),
        cmocka_unit_test(two_cases_are_asked),
        cmocka_unit_test(undo_goes_back),
        cmocka_unit_test(opens_after_the_last_mark),
        cmocka_unit_test(blanks_are_named),
        cmocka_unit_test(sums_of_the_paper),
        cmocka_unit_test(next_ballots),
        cmocka_unit_test(closed_is_read_only),
        cmocka_unit_test(notes_are_kept),
        cmocka_unit_test(what_depends_is_said),
        cmocka_unit_test(moving),
        cmocka_unit_test(the_law_in_its_own_words),
        cmocka_unit_test(others_commit),
    };
    return cmocka_run_group_tests_name("screens-ballot", tests, NULL, NULL);
}
