/* SPDX-License-Identifier: MIT */
/* Results, conclusions, sign-off and papers: what they look like, and what the chair's keys put
 * in the record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/meeting.h"
#include "tui/kit/i18n.h"
#include "tui/page/page.h"

static void results(struct meeting *m)
{
    page_results_open(&m->app);
}
static void result_1(struct meeting *m)
{
    page_result_open(&m->app, meeting_product(m, 1));
}
static void result_2(struct meeting *m)
{
    page_result_open(&m->app, meeting_product(m, 2));
}
static void result_3(struct meeting *m)
{
    page_result_open(&m->app, meeting_product(m, 3));
}
static void result_5(struct meeting *m)
{
    page_result_open(&m->app, meeting_product(m, 5));
}
static void signoff(struct meeting *m)
{
    page_signoff_open(&m->app);
}
static void explain_1(struct meeting *m)
{
    page_explain_open(&m->app, meeting_product(m, 1));
}
static void ballots_3(struct meeting *m)
{
    page_pick_member_open(&m->app, meeting_product(m, 3));
}
static void settled(struct meeting *m)
{
    meeting_settle(m);
    page_signoff_open(&m->app);
}

struct scene {
    const char *name;
    void (*open)(struct meeting *m);
    const char *keys;
};

static void draw_at(const struct scene *s, int rows, int cols)
{
    struct meeting m;
    char name[80];
    meeting_start(&m, rows, cols, true);
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
        {"results", results, ""},
        {"results-todo", results, "F2 F4"},
        {"result-divided", result_1, ""},
        {"result-forward", result_2, ""},
        {"result-spread", result_3, ""},
        {"result-waiting", result_5, ""},
        {"result-covered", result_1, "F4"},
        {"result-tasks", result_3, "F6"},
        {"result-rescore", result_3, "F7"},
        {"explain", explain_1, ""},
        {"explain-producer", explain_1, "F2"},
        {"pick-member", ballots_3, ""},
        {"conclude-minimum", result_1, "Down Enter"},
        {"conclude-summary", result_1, "Enter F4 F10"},
        {"conclude-knockout", result_1, "F6 Down Enter Right Right"},
        {"conclude-claim", result_3, "F6 3 Enter Right"},
        {"conclude-spread", result_3, "F6 Enter"},
        {"conclude-forward", result_2, "F6 Enter"},
        {"signoff-blocked", signoff, ""},
        {"signoff-ready", settled, ""},
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
        {"en-results", results, ""},
        {"en-result-divided", result_1, ""},
        {"en-conclude-minimum", result_1, "Enter"},
        {"en-signoff-blocked", signoff, ""},
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

static void found_without_accents(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_results_open(&m.app);
    feed_text(&m.app, "mat ong");
    assert_true(feed_shows(&m.app, "1/6"));
    assert_true(feed_shows(&m.app, "Mật ong rừng U Minh"));
    assert_false(feed_shows(&m.app, "Mắm tôm"));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "SP 2/6"));
    feed_keys(&m.app, "Esc Esc");
    assert_true(feed_shows(&m.app, "6/6"));
    meeting_end(&m);
}

/* All at once by the majority of the ballots; nothing is written before it is confirmed. */
static void minimums_are_concluded(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_result_open(&m.app, meeting_product(&m, 1));
    assert_int_equal(meeting_result(&m, 1).status, STATUS_UNDECIDED);
    assert_true(feed_shows(&m.app, "cả hai đạt: 4 sao; thiếu một: 3 sao"));
    int64_t before = meeting_events(&m);
    feed_keys(&m.app, "F6 Enter F4");
    assert_true(feed_shows(&m.app, "Đã chọn 2 dòng theo đa số; chưa ghi."));
    feed_keys(&m.app, "Tab Tab");
    feed_text(&m.app, "4/5"); /* as it is said; the second number is typed anew */
    feed_keys(&m.app, "Tab");
    feed_text(&m.app, "đã xem hồ sơ");
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "3.4 Tăng trưởng sản xuất kinh doanh: KHÔNG ĐẠT mức 4 sao"));
    assert_true(feed_shows(&m.app, "5.1 Câu chuyện sản phẩm: ĐẠT mức 4 sao"));
    assert_true(feed_shows(&m.app, "Biểu quyết 4/5. Lý do: đã xem hồ sơ"));
    assert_int_equal(meeting_events(&m), before);
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_events(&m), before + 2);
    assert_int_equal(meeting_result(&m, 1).star, 3);
    assert_true(feed_shows(&m.app, "Kết quả: đề nghị phân hạng 3 sao"));
    assert_true(feed_shows(&m.app, "kết luận không đạt"));
    /* Concluded again, one of them, the other way. */
    feed_keys(&m.app, "Enter Right F10 Enter");
    assert_int_equal(meeting_events(&m), before + 3);
    assert_int_equal(meeting_result(&m, 1).star, 4);
    meeting_end(&m);
}

static void a_tie_is_for_people(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    int p = meeting_product(&m, 1), x = meeting_member(&m, 5);
    assert_int_equal(db_ballot_reopen(m.model.db, p, x, "về sớm", ACTOR_SECRETARY), DB_OK);
    assert_int_equal(db_conclude(m.model.db,
                                 &(struct finding){.product = p,
                                                   .kind = FINDING_BALLOT,
                                                   .criterion = "",
                                                   .member = x,
                                                   .verdict = true,
                                                   .reason = ""},
                                 1, ACTOR_CHAIR),
                     DB_OK);
    page_result_open(&m.app, p);
    feed_keys(&m.app, "F6 Enter F4");
    assert_true(feed_shows(&m.app, "Số phiếu bằng nhau, phải chọn tay: 5.1."));
    feed_keys(&m.app, "Esc");
    assert_true(feed_shows(&m.app, "Bỏ kết luận đang chọn?"));
    meeting_end(&m);
}

static void knocked_out_and_back(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_result_open(&m.app, meeting_product(&m, 3));
    feed_keys(&m.app, "F6 2 Right Right Right Tab Right F10");
    assert_true(feed_shows(&m.app, "LOẠI HỒ SƠ ở tiêu chí 1.1"));
    assert_true(feed_shows(&m.app, "Loại nếu dùng toàn bộ nguyên liệu nhập khẩu"));
    feed_keys(&m.app, "Enter");
    struct result r = meeting_result(&m, 3);
    assert_int_equal(r.status, STATUS_KNOCKED_OUT);
    assert_true(feed_shows(&m.app, "Loại hồ sơ ở tiêu chí 1.1"));
    feed_keys(&m.app, "F6 2 Tab Right Right F10 Enter");
    assert_int_equal(meeting_result(&m, 3).status, STATUS_PROPOSED);
    /* Another ground than those printed must be written down. */
    feed_keys(&m.app, "F6 2 Left Tab Right F10");
    assert_true(feed_shows(&m.app, "Căn cứ khác thì phải ghi ở dòng này."));
    meeting_end(&m);
}

static void spread_is_settled_or_scored_again(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_result_open(&m.app, meeting_product(&m, 3));
    assert_true(feed_shows(&m.app, "QUÁ MỨC"));
    feed_keys(&m.app, "F6 Enter Right F10");
    assert_true(feed_shows(&m.app, "Dòng này phải điền."));
    feed_keys(&m.app, "Esc Left Enter");
    feed_keys(&m.app, "F7 Enter");
    feed_text(&m.app, "thảo luận lại");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Đã mở lại 2 phiếu."));
    assert_int_equal(meeting_state(&m, 3, 4), BALLOT_OPEN);
    assert_int_equal(meeting_state(&m, 3, 1), BALLOT_OPEN);
    assert_int_equal(meeting_state(&m, 3, 2), BALLOT_CLOSED); /* as high as the first */
    assert_true(feed_shows(&m.app, "Còn thiếu phiếu: Nguyễn Văn An, Võ Thị Dung"));
    meeting_end(&m);
}

static void forward_or_not(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_result_open(&m.app, meeting_product(&m, 2));
    feed_keys(&m.app, "F6 Enter Right Right Tab Tab Tab");
    feed_text(&m.app, "chưa đủ thị trường");
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "KHÔNG TRÌNH BỘ"));
    feed_keys(&m.app, "Enter");
    assert_int_equal(meeting_result(&m, 2).star, 4);
    meeting_end(&m);
}

/* Enter leads from what stands in the way to the place where it is dealt with. */
static void blockers_lead_to_places(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    meeting_begin(&m, 1, 1, 0);
    assert_int_equal(db_ballot_reopen(m.model.db, meeting_product(&m, 1), meeting_member(&m, 1),
                                      "xem lại", ACTOR_SECRETARY),
                     DB_OK);
    page_signoff_open(&m.app);
    free(feed_screen(&m.app, false));
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "Còn việc phải xử lý"));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "KẾT LUẬN"));
    feed_keys(&m.app, "Esc Down Enter");
    assert_true(feed_shows(&m.app, "TRÌNH BỘ"));
    feed_keys(&m.app, "Esc Down Enter");
    assert_true(feed_shows(&m.app, "Xử lý thế nào?"));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "SP 3/6"));
    feed_keys(&m.app, "Esc Down Enter");
    assert_true(feed_shows(&m.app, "NGƯỜI CHẤM"));
    feed_keys(&m.app, "Esc Down Down Down Enter Enter");
    assert_true(feed_shows(&m.app, "NHẬP PHIẾU"));
    feed_keys(&m.app, "Esc Enter 2");
    assert_true(feed_shows(&m.app, "PHIẾU CHƯA NỘP"));
    meeting_end(&m);
}

static void signed_off_with_pin(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    assert_int_equal(db_pin_set(m.model.db, NULL, "2468"), DB_OK);
    meeting_settle(&m);
    page_signoff_open(&m.app);
    feed_keys(&m.app, "F10");
    assert_true(feed_shows(&m.app, "Chốt kết quả?"));
    feed_keys(&m.app, "Enter"); /* no is preselected */
    assert_false(m.model.session.closed);
    feed_keys(&m.app, "F10 Left Enter");
    feed_text(&m.app, "1111");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Mã PIN của chủ tọa không đúng."));
    assert_false(m.model.session.closed);
    feed_keys(&m.app, "F10 Left Enter");
    feed_text(&m.app, "2468");
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "Đã chốt kết quả"));
    assert_true(m.model.session.closed);
    char groups[72];
    hash_groups(m.model.session.closing, groups);
    groups[35] = '\0';
    assert_true(feed_shows(&m.app, groups));
    assert_true(feed_shows(&m.app, groups + 36));
    feed_keys(&m.app, "Enter");
    assert_true(feed_shows(&m.app, "ĐÃ CHỐT (chờ ký) lúc 03/12/2026 11:00"));
    assert_true(feed_shows(&m.app, groups));
    assert_false(feed_shows(&m.app, "F10")); /* what can be done now is in the bar */
    /* Frozen everywhere. */
    page_result_open(&m.app, meeting_product(&m, 1));
    feed_keys(&m.app, "F6");
    assert_true(feed_shows(&m.app, "Phiên này đã chốt"));
    assert_false(feed_shows(&m.app, "[CHƯA CÔNG BỐ]"));
    meeting_end(&m);
}

/* A choice too long for its row is read below. */
static void a_long_ground_is_read_whole(void **state)
{
    (void)state;
    struct meeting m;
    meeting_start(&m, 24, 80, true);
    page_conclude_open(&m.app, meeting_product(&m, 1), FINDING_KNOCKOUT, "", 0, 0);
    feed_keys(&m.app, "Right");
    assert_true(feed_shows(&m.app, "giấy chứng nhận cơ sở đủ điều"));
    meeting_end(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes),
        cmocka_unit_test_teardown(scenes_in_english, back_to_vietnamese),
        cmocka_unit_test(found_without_accents),
        cmocka_unit_test(minimums_are_concluded),
        cmocka_unit_test(a_tie_is_for_people),
        cmocka_unit_test(knocked_out_and_back),
        cmocka_unit_test(a_long_ground_is_read_whole),
        cmocka_unit_test(spread_is_settled_or_scored_again),
        cmocka_unit_test(forward_or_not),
        cmocka_unit_test(blockers_lead_to_places),
        cmocka_unit_test(signed_off_with_pin),
    };
    return cmocka_run_group_tests_name("screens-result", tests, NULL, NULL);
}
