/* SPDX-License-Identifier: MIT */
/* Conclusions and decisions while another hand writes: they are about what the page showed. */
#include <stdlib.h>
#include <string.h>

#include "tests/kit/plain.h"
#include "tests/screens/meeting.h"
#include "tui/page/page.h"

#define SHOWS(m, text) assert_true(feed_shows(&(m)->app, text))
#define CHANGED "đã thay đổi: xem lại"

static int start(void **state)
{
    struct meeting *m = calloc(1, sizeof *m);
    assert_non_null(m);
    meeting_start(m, 24, 80, true);
    *state = m;
    return 0;
}

static int end(void **state)
{
    meeting_end(*state);
    free(*state);
    return 0;
}

/* ---- the other hand ---- */

/* Id of a product, of a member; what he changes in his ballot. */
struct again {
    int product, member;
    const char *code, *label;
};

static enum db_rc score_again(struct db *db, void *arg)
{
    const struct again *x = arg;
    enum db_rc rc = db_ballot_reopen(db, x->product, x->member, "xem lại", ACTOR_SECRETARY);
    if (rc == DB_OK)
        rc = db_mark(db, x->product, x->member, x->code, x->label, ACTOR_SECRETARY, NULL, NULL);
    return rc == DB_OK ? db_ballot_close(db, x->product, x->member, ACTOR_SECRETARY) : rc;
}

static void other_again(struct meeting *m, int product, int member, const char *code,
                        const char *label)
{
    struct again x = {product, meeting_member(m, member), code, label};
    plain_elsewhere(m->path, score_again, &x);
}

static enum db_rc leave_out(struct db *db, void *product)
{
    struct decided d = {.product = *(int *)product,
                        .central = -1,
                        .left_out = true,
                        .reason = "có đơn",
                        .number = "",
                        .date = ""};
    return db_decided_put(db, &d, ACTOR_SECRETARY);
}

/* ---- conclusions ---- */

static size_t findings(struct meeting *m, int product)
{
    struct findings f;
    plain_ok(m->model.db, db_findings(m->model.db, product, &f));
    size_t n = f.n;
    list_free(&f);
    return n;
}

static void a_spread_is_concluded_on_as_it_was_shown(void **state)
{
    struct meeting *m = *state;
    int p = meeting_product(m, 3);
    page_conclude_open(&m->app, p, FINDING_SPREAD, "", 0, 0);
    feed_keys(&m->app, "Right Tab 4 Tab Tab");
    feed_text(&m->app, "đã thảo luận");
    feed_keys(&m->app, "F10");
    other_again(m, p, 4, "1.1", "1");
    feed_keys(&m->app, "Enter");
    assert_int_equal(findings(m, p), 0);
    SHOWS(m, CHANGED);
    SHOWS(m, "đã thảo luận"); /* what was typed is kept, the conclusion is chosen anew */
    feed_keys(&m->app, "F10");
    SHOWS(m, "Chưa chọn kết luận nào mới");
}

static void minimums_are_concluded_on_as_they_were_shown(void **state)
{
    struct meeting *m = *state;
    int p = meeting_product(m, 1);
    page_conclude_open(&m->app, p, FINDING_MINIMUM, "", 0, 0);
    feed_keys(&m->app, "F5 F10");
    SHOWS(m, "Ghi kết luận này?");
    other_again(m, p, 5, "5.1", "3");
    feed_keys(&m->app, "Enter");
    assert_int_equal(findings(m, p), 0);
    SHOWS(m, CHANGED);
    feed_keys(&m->app, "F5 F10 Enter");
    assert_int_equal(findings(m, p), 2);
}

/* Product 1 with two stale conclusions: a third becomes one while the votes are asked. */
static void what_is_held_is_what_was_listed(void **state)
{
    struct meeting *m = *state;
    int p = meeting_product(m, 1);
    meeting_settle(m);
    other_again(m, p, 5, "5.1", "3");
    page_stale_open(&m->app, p);
    SHOWS(m, "trước 3/5 đạt, nay 2/5");
    feed_keys(&m->app, "F10");
    other_again(m, p, 4, "5.1", "3");
    int64_t before = meeting_events(m);
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_events(m), before);
    SHOWS(m, CHANGED);
    SHOWS(m, "Hội đồng giữ các kết luận này?");
    feed_keys(&m->app, "Enter");
    assert_true(meeting_events(m) > before);
}

/* ---- decisions ---- */

static void what_is_left_out_is_what_was_shown(void **state)
{
    struct meeting *m = *state;
    meeting_settle(m);
    plain_ok(m->model.db, db_signoff(m->model.db, NULL, ACTOR_CHAIR));
    page_decided_open(&m->app);
    feed_keys(&m->app, "Enter");
    int p = meeting_product(m, 1);
    plain_elsewhere(m->path, leave_out, &p);
    feed_text(&m->app, "lý do khác");
    feed_keys(&m->app, "Enter");
    SHOWS(m, CHANGED);
    SHOWS(m, "không ghi: có đơn");
}

static enum db_rc decide_elsewhere(struct db *db, void *number)
{
    struct decision d = {number, "2026-09-01", "", 0};
    return db_decide(db, DECISION_RECOGNISED, &d, ACTOR_SECRETARY);
}

/* Two hands write the number of the decision; the second sees what the first wrote, and his own. */
static void a_decision_is_written_over_what_was_shown(void **state)
{
    struct meeting *m = *state;
    char first[] = "77/QĐ-UBND";
    struct decisions now;
    meeting_settle(m);
    plain_ok(m->model.db, db_signoff(m->model.db, NULL, ACTOR_CHAIR));
    page_decide_open(&m->app);
    feed_text(&m->app, "88/QĐ-UBND");
    plain_elsewhere(m->path, decide_elsewhere, first);
    feed_keys(&m->app, "F10");
    SHOWS(m, CHANGED);
    SHOWS(m, "Nơi khác vừa ghi: 77/QĐ-UBND");
    plain_ok(m->model.db, db_decisions(m->model.db, &now));
    assert_string_equal(now.list[DECISION_RECOGNISED].number, first);
    list_free(&now);
    feed_keys(&m->app, "F10");
    plain_ok(m->model.db, db_decisions(m->model.db, &now));
    assert_string_equal(now.list[DECISION_RECOGNISED].number, "88/QĐ-UBND");
    assert_string_equal(now.list[DECISION_RECOGNISED].date, "2026-09-01");
    list_free(&now);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)
    const struct CMUnitTest tests[] = {
        TEST(a_spread_is_concluded_on_as_it_was_shown),
        TEST(minimums_are_concluded_on_as_they_were_shown),
        TEST(what_is_held_is_what_was_listed),
        TEST(what_is_left_out_is_what_was_shown),
        TEST(a_decision_is_written_over_what_was_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
