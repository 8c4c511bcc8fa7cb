/* SPDX-License-Identifier: MIT */
/* Conclusions whose reasons have changed: listed, said again with one vote or made anew. */
#include <stdlib.h>
#include <string.h>

#include "tests/screens/meeting.h"
#include "tui/page/page.h"

#define SHOWS(m, text) assert_true(feed_shows(&(m)->app, text))

/* Product 1: two minimums concluded, then a member scores again and meets less. */
static void change(struct meeting *m, int member, const char *code, const char *label)
{
    int p = meeting_product(m, 1), who = meeting_member(m, member);
    assert_int_equal(db_ballot_reopen(m->model.db, p, who, "xem lại", ACTOR_SECRETARY), DB_OK);
    assert_int_equal(db_mark(m->model.db, p, who, code, label, ACTOR_SECRETARY, NULL, NULL), DB_OK);
    assert_int_equal(db_ballot_close(m->model.db, p, who, ACTOR_SECRETARY), DB_OK);
}

static void conclude(struct meeting *m, const char *code, int star, bool verdict)
{
    struct finding f = {.product = meeting_product(m, 1),
                        .kind = FINDING_MINIMUM,
                        .criterion = code,
                        .star = star,
                        .verdict = verdict,
                        .votes = 4,
                        .of = 5,
                        .reason = "đã xem hồ sơ"};
    assert_int_equal(db_conclude(m->model.db, &f, 1, ACTOR_CHAIR), DB_OK);
}

static size_t stale(struct meeting *m)
{
    struct findings f;
    size_t n = 0;
    assert_int_equal(db_findings(m->model.db, meeting_product(m, 1), &f), DB_OK);
    for (size_t i = 0; i < f.n; i++)
        n += f.v[i].stale;
    list_free(&f);
    return n;
}

static void start(struct meeting *m, int cols)
{
    meeting_start(m, 24, cols, true);
    meeting_settle(m);
    change(m, 5, "5.1", "3");
    change(m, 5, "3.4", "1");
    assert_int_equal(stale(m), 2);
}

static void shown_as_what_changed(void **state)
{
    static const struct {
        int cols;
        const char *name;
    } wide[] = {{80, "stale-80"}, {120, "stale-120"}};
    (void)state;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        struct meeting m;
        start(&m, wide[i].cols);
        page_stale_open(&m.app, meeting_product(&m, 1));
        feed_golden(&m.app, wide[i].name);
        meeting_end(&m);
    }
}

static void signoff_leads_there_and_one_vote_holds_all(void **state)
{
    struct meeting m;
    (void)state;
    start(&m, 80);
    page_signoff_open(&m.app);
    SHOWS(&m, "kết luận cần xem lại");
    free(feed_screen(&m.app, false));
    feed_keys(&m.app, "Down Enter");
    SHOWS(&m, "KẾT LUẬN CẦN XEM LẠI");
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "F10");
    feed_text(&m.app, "9/7");
    feed_keys(&m.app, "Enter");
    SHOWS(&m, "Gõ như 7/9, hoặc để trống.");
    feed_keys(&m.app, "Backspace Backspace Backspace");
    feed_text(&m.app, "3/5");
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_events(&m), before + 2);
    assert_int_equal(stale(&m), 0);
    SHOWS(&m, "Đã ghi: Hội đồng giữ kết luận.");
    assert_false(feed_shows(&m.app, "KẾT LUẬN CẦN XEM LẠI"));
    struct findings f;
    assert_int_equal(db_findings(m.model.db, meeting_product(&m, 1), &f), DB_OK);
    for (size_t i = 0; i < f.n; i++) {
        assert_int_equal(f.v[i].votes, 3);
        assert_int_equal(f.v[i].of, 5);
        assert_string_equal(f.v[i].reason, "Hội đồng thảo luận");
    }
    list_free(&f);
    meeting_end(&m);
}

static void the_result_page_leads_there_too(void **state)
{
    struct meeting m;
    (void)state;
    start(&m, 80);
    page_result_open(&m.app, meeting_product(&m, 1));
    feed_keys(&m.app, "F6");
    SHOWS(&m, "Xem lại 2 kết luận");
    feed_keys(&m.app, "4");
    SHOWS(&m, "KẾT LUẬN CẦN XEM LẠI");
    feed_keys(&m.app, "Enter");            /* another one instead */
    SHOWS(&m, "1 phiếu đạt, 4 không đạt"); /* gates.c */
    meeting_end(&m);
}

/* The answer acts on what was asked about, or not at all. */
static void what_changed_meanwhile_is_asked_anew(void **state)
{
    struct meeting m;
    (void)state;
    start(&m, 80);
    page_stale_open(&m.app, meeting_product(&m, 1));
    feed_keys(&m.app, "F10");
    change(&m, 4, "5.1", "3");
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "Enter");
    SHOWS(&m, "đã thay đổi: xem lại");
    SHOWS(&m, "Hội đồng giữ các kết luận này?"); /* those that stand now */
    assert_int_equal(meeting_events(&m), before);
    assert_int_equal(stale(&m), 2);
    meeting_end(&m);
}

/* Another conclusion ends it: what it took the place of is not said again. */
static void what_was_replaced_is_not_asked_for(void **state)
{
    struct meeting m;
    (void)state;
    start(&m, 80);
    conclude(&m, "5.1", 5, true); /* after "met at 4 stars" */
    assert_int_equal(stale(&m), 1);
    conclude(&m, "3.4", 4, true);
    assert_int_equal(stale(&m), 0);
    page_result_open(&m.app, meeting_product(&m, 1));
    page_stale_open(&m.app, meeting_product(&m, 1));
    SHOWS(&m, "Không có kết luận nào cần xem lại ở đây.");
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shown_as_what_changed),
        cmocka_unit_test(signoff_leads_there_and_one_vote_holds_all),
        cmocka_unit_test(the_result_page_leads_there_too),
        cmocka_unit_test(what_changed_meanwhile_is_asked_anew),
        cmocka_unit_test(what_was_replaced_is_not_asked_for),
    };
    return cmocka_run_group_tests_name("screens-stale", tests, NULL, NULL);
}
