/* SPDX-License-Identifier: MIT */
/* The dossier of a product: what it looks like, and what its keys put in the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/meeting.h"
#include "tui/kit/i18n.h"
#include "tui/page/page.h"

static void assess(struct meeting *m, enum assessment_source source, const char *code,
                   const char *label, const char *note)
{
    assert_int_equal(
        db_assess(m->model.db, meeting_product(m, 1), source, code, label, note, ACTOR_SECRETARY),
        DB_OK);
}

static void paper(struct meeting *m, int item, enum evidence_state state, const char *expires,
                  const char *note)
{
    struct evidence e = {state, expires, note};
    assert_int_equal(db_evidence_put(m->model.db, meeting_product(m, 1), item, &e, ACTOR_SECRETARY),
                     DB_OK);
}

/* Product 1 with four samples, some papers, and points of both. */
static void fill(struct meeting *m)
{
    static const struct db_pair rules[] = {{"date", "2026-12-03"},
                                           {"difference.ask.cite", "khoản 2 Điều 9 Quy chế"}};
    assert_int_equal(db_set(m->model.db, rules, 2, "Quy chế mới", ACTOR_SECRETARY), DB_OK);
    assert_int_equal(
        db_dossier_put(m->model.db, meeting_product(m, 1), 4, "Nộp bản sao", ACTOR_SECRETARY),
        DB_OK);
    paper(m, 1, EVIDENCE_YES, "", "");
    paper(m, 2, EVIDENCE_YES, "2027-06-30", "Số 12/GCN");
    paper(m, 7, EVIDENCE_NO, "", "Đang nộp đơn");
    paper(m, 12, EVIDENCE_YES, "2026-11-30", "");
    paper(m, 15, EVIDENCE_UNNEEDED, "", "");
    assess(m, ASSESSED_SELF, "1.1", "2", "");
    assess(m, ASSESSED_ADVISER, "1.1", "2", "Có hợp đồng");
    assess(m, ASSESSED_SELF, "1.3", "3", "");
    assess(m, ASSESSED_ADVISER, "1.3", "1", "");
    assess(m, ASSESSED_SELF, "1.4", "3", "");
    assert_true(model_refresh(&m->app));
}

static struct evidence item(struct meeting *m, int no, int *samples)
{
    struct dossiers d;
    assert_int_equal(db_dossiers(m->model.db, meeting_product(m, 1), &d), DB_OK);
    struct evidence e = d.v[0].item[no - 1];
    if (samples)
        *samples = d.v[0].samples;
    static char expires[11];
    snprintf(expires, sizeof expires, "%s", e.expires);
    e.expires = expires;
    e.note = "";
    list_free(&d);
    return e;
}

static int points(struct meeting *m, const char *code, enum assessment_source source)
{
    struct assessments a;
    int found = -1;
    assert_int_equal(db_scoresheet(m->model.db, meeting_product(m, 1), &a), DB_OK);
    for (size_t i = 0; i < a.n; i++)
        if (strcmp(a.v[i].criterion, code) == 0)
            found = a.v[i].points[source];
    list_free(&a);
    return found;
}

static void start(struct meeting *m, bool covered, const char *criterion)
{
    meeting_start(m, 24, 80, true);
    fill(m);
    page_dossier_open(&m->app, meeting_product(m, 1), covered, criterion);
    free(feed_screen(&m->app, false));
}

static void scenes(void **state)
{
    (void)state;
    static const struct {
        const char *name, *keys;
        int cols;
    } all[] = {
        {"dossier-papers-80", "", 80},
        {"dossier-papers-120", "", 120},
        {"dossier-expires-80", "Down F6", 80},
        {"dossier-covered-80", "Tab", 80},
        {"dossier-points-80", "Tab F4 Down", 80},
        {"dossier-points-120", "Tab F4 Down", 120},
        {"dossier-level-80", "Tab F4 F6", 80},
        {"dossier-reason-80", "Tab F4 Down Down Enter", 80},
        {"dossier-none-80", "F9 F9 F9 F9 F9 Tab", 80},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct meeting m;
        meeting_start(&m, all[i].cols == 80 ? 24 : 40, all[i].cols, true);
        fill(&m);
        page_dossier_open(&m.app, meeting_product(&m, 1), true, NULL);
        free(feed_screen(&m.app, false));
        feed_keys(&m.app, all[i].keys);
        feed_golden(&m.app, all[i].name);
        meeting_end(&m);
    }
}

static void papers_are_ticked(void **state)
{
    (void)state;
    struct meeting m;
    int samples;
    start(&m, true, NULL);
    feed_keys(&m.app, "Down Down 1 2 3 0");
    assert_int_equal(item(&m, 3, NULL).state, EVIDENCE_YES);
    assert_int_equal(item(&m, 4, NULL).state, EVIDENCE_NO);
    assert_int_equal(item(&m, 5, NULL).state, EVIDENCE_UNNEEDED);
    assert_int_equal(item(&m, 6, NULL).state, EVIDENCE_UNKNOWN);
    feed_keys(&m.app, "Home Enter");
    assert_int_equal(item(&m, 1, NULL).state, EVIDENCE_NO);
    feed_keys(&m.app, "End F6");
    feed_text(&m.app, "31/2/2027");
    feed_keys(&m.app, "Enter");
    assert_int_equal(item(&m, 15, NULL).state, EVIDENCE_UNNEEDED); /* no such day */
    feed_keys(&m.app, "Ctrl-u");
    feed_text(&m.app, "31/12/2027");
    feed_keys(&m.app, "Enter");
    assert_int_equal(item(&m, 15, NULL).state, EVIDENCE_YES);
    assert_string_equal(item(&m, 15, NULL).expires, "2027-12-31");
    feed_keys(&m.app, "2");
    assert_string_equal(item(&m, 15, NULL).expires, "");
    feed_keys(&m.app, "F7 Ctrl-u 5 Enter");
    item(&m, 1, &samples);
    assert_int_equal(samples, 5);
    assert_true(feed_shows(&m.app, "có 5, đủ"));
    meeting_end(&m);
}

static void points_are_typed(void **state)
{
    (void)state;
    struct meeting m;
    start(&m, true, "1.1");
    feed_keys(&m.app, "Left 3");
    assert_int_equal(points(&m, "1.1", ASSESSED_SELF), 3);
    feed_keys(&m.app, "Right 0");
    assert_int_equal(points(&m, "1.2", ASSESSED_ADVISER), 0);
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "9"); /* not printed */
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "F6 1"); /* of 1.3: its first level */
    assert_true(points(&m, "1.3", ASSESSED_ADVISER) >= 0);
    feed_keys(&m.app, "Up Delete");
    assert_int_equal(points(&m, "1.3", ASSESSED_ADVISER), -1);
    feed_keys(&m.app, "Left F2");
    feed_text(&m.app, "Có ảnh");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Có ảnh"));
    meeting_end(&m);
}

static void a_reason_is_asked_where_the_points_differ(void **state)
{
    (void)state;
    struct meeting m;
    start(&m, true, "1.3");
    assert_false(feed_shows(&m.app, "GHI LÝ DO"));
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "Enter"); /* covered: nothing to answer yet */
    feed_text(&m.app, "x");
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "F4");
    assert_true(feed_shows(&m.app, "GHI LÝ DO"));
    assert_true(feed_shows(&m.app, "khoản 2 Điều 9 Quy chế"));
    feed_keys(&m.app, "Enter");
    feed_text(&m.app, "Hội đồng xem bổ sung");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "có lý do"));
    assert_true(feed_shows(&m.app, "Hội đồng xem bổ sung"));
    assert_int_equal(meeting_events(&m), before + 1);
    meeting_end(&m);
}

/* From the agenda, the result and the list before sign-off, and back. */
static void ways_in(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    fill(&m);
    page_agenda_open(&m.app);
    free(feed_screen(&m.app, false));
    feed_keys(&m.app, "Tab");
    assert_true(feed_shows(&m.app, " HỒ SƠ  SP 1/6"));
    feed_keys(&m.app, "Tab");
    assert_true(feed_shows(&m.app, "···"));
    feed_keys(&m.app, "Esc");
    page_result_open(&m.app, meeting_product(&m, 1));
    feed_keys(&m.app, "F5 Tab");
    assert_true(feed_shows(&m.app, "ĐIỂM CHẤM TRƯỚC"));
    assert_false(feed_shows(&m.app, "···"));
    feed_keys(&m.app, "Esc F4 F5 Tab"); /* covered there, covered here */
    assert_true(feed_shows(&m.app, "···"));
    feed_keys(&m.app, "Esc Esc");
    meeting_settle(&m);
    page_signoff_open(&m.app);
    free(feed_screen(&m.app, false));
    for (int i = 0; i < 30 && !feed_shows(&m.app, "ĐIỂM CHẤM TRƯỚC"); i++) {
        feed_keys(&m.app, "Enter");
        if (!feed_shows(&m.app, "ĐIỂM CHẤM TRƯỚC"))
            feed_keys(&m.app, feed_shows(&m.app, "CHỐT KẾT QUẢ") ? "Down" : "Esc Down");
    }
    assert_true(feed_shows(&m.app, "1.3 chênh từ 2 điểm (khoản 2 Điều 9 Quy chế)"));
    meeting_end(&m);
}

static void a_signed_session_is_only_read(void **state)
{
    (void)state;
    struct meeting m;
    start(&m, true, NULL);
    meeting_settle(&m);
    assert_int_equal(db_signoff(m.model.db, NULL, ACTOR_CHAIR), DB_OK);
    app_reload(&m.app);
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "1 Enter F7 Tab 1 F6 Delete");
    assert_int_equal(meeting_events(&m), before);
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes),
        cmocka_unit_test(papers_are_ticked),
        cmocka_unit_test(points_are_typed),
        cmocka_unit_test(a_reason_is_asked_where_the_points_differ),
        cmocka_unit_test(ways_in),
        cmocka_unit_test(a_signed_session_is_only_read),
    };
    return cmocka_run_group_tests_name("screens-dossier", tests, NULL, NULL);
}
