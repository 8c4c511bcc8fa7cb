/* SPDX-License-Identifier: MIT */
/* The council concludes on minimums, and on claims to knock out: keys in, and the record says
 * so; nothing before it is confirmed. */
#include <stdlib.h>
#include <string.h>

#include "tests/screens/meeting.h"
#include "tui/page/page.h"

#define SHOWS(m, text) assert_true(feed_shows(&(m)->app, text))

static int begin(void **state)
{
    struct meeting *m = malloc(sizeof *m);
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

static void assess(struct meeting *m, const char *code, const char *label)
{
    assert_int_equal(db_assess(m->model.db, meeting_product(m, 1), ASSESSED_ADVISER, code, label,
                               "", ACTOR_SECRETARY),
                     DB_OK);
}

/* ---- minimums ---- */

static void all_the_same_with_one_key(void **state)
{
    struct meeting *m = *state;
    assess(m, "5.1", "5");
    page_conclude_open(&m->app, meeting_product(m, 1), FINDING_MINIMUM, "", 0, 0);
    SHOWS(m, "cả hai đạt: 4 sao; thiếu một: 3 sao");
    SHOWS(m, "từ 5 điểm: 3 phiếu đạt, 2 không đạt; Tổ tư vấn: đạt (5)");
    SHOWS(m, "Tổ tư vấn: chưa chấm");
    SHOWS(m, "5 sao: 3.4, 5.1. Dưới 90 điểm (Điều 3.3).");
    SHOWS(m, "ghi chú về dấu sao; chưa ghi căn cứ trong Quy chế");
    int64_t before = meeting_events(m);
    feed_keys(&m->app, "F5");
    SHOWS(m, "Theo lựa chọn này: đề nghị phân hạng 4 sao");
    feed_keys(&m->app, "F6");
    SHOWS(m, "Theo lựa chọn này: đề nghị phân hạng 3 sao");
    feed_keys(&m->app, "F5 F10");
    SHOWS(m, "Kết quả sẽ là: đề nghị phân hạng 4 sao.");
    assert_int_equal(meeting_events(m), before); /* asked of the record, not recorded */
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_events(m), before + 2);
    assert_int_equal(meeting_result(m, 1).star, 4);
}

static void a_row_of_its_own(void **state)
{
    struct meeting *m = *state;
    struct findings f;
    page_conclude_open(&m->app, meeting_product(m, 1), FINDING_MINIMUM, "", 0, 0);
    feed_keys(&m->app, "F5 F3");
    feed_text(&m->app, "4/5");
    feed_keys(&m->app, "Enter");
    feed_text(&m->app, "đã xem sổ");
    feed_keys(&m->app, "Enter F10");
    SHOWS(m, "ĐẠT mức 4 sao, biểu quyết 4/5;");
    SHOWS(m, "đã xem sổ");
    feed_keys(&m->app, "Enter");
    assert_int_equal(db_findings(m->model.db, meeting_product(m, 1), &f), DB_OK);
    assert_int_equal(f.n, 2);
    assert_int_equal(f.v[0].votes, 4);
    assert_string_equal(f.v[0].reason, "đã xem sổ");
    assert_int_equal(f.v[1].of, 0);
    assert_string_equal(f.v[1].reason, "");
    list_free(&f);
}

static void forwarding_says_both_outcomes(void **state)
{
    struct meeting *m = *state;
    page_conclude_open(&m->app, meeting_product(m, 2), FINDING_FORWARD, "", 0, 0);
    SHOWS(m, "trình: trình Bộ; không trình: đề nghị phân hạng 4 sao");
    feed_keys(&m->app, "Right F10");
    SHOWS(m, "Trình hay không trình Bộ thì phải ghi lý do.");
    feed_text(&m->app, "có vùng nguyên liệu");
    feed_keys(&m->app, "F10");
    SHOWS(m, "• TRÌNH BỘ");
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_result(m, 2).status, STATUS_FORWARD);
}

static void names_only_when_asked_and_uncovered(void **state)
{
    struct meeting *m = *state;
    page_result_open(&m->app, meeting_product(m, 1));
    int64_t before = meeting_events(m);
    feed_keys(&m->app, "F4 F10");
    SHOWS(m, "Màn hình đang che");
    feed_keys(&m->app, "F6");
    SHOWS(m, "Màn hình đang che");
    feed_keys(&m->app, "F4 F10");
    SHOWS(m, "Nhật ký ghi lại việc xem này.");
    assert_false(feed_shows(&m->app, "Lê Văn Cường"));
    feed_keys(&m->app, "Enter"); /* no is preselected */
    assert_int_equal(meeting_events(m), before);
    feed_keys(&m->app, "F10 Left Enter");
    SHOWS(m, "KHÔNG ĐẠT (3)");
    SHOWS(m, "Lê Văn Cường: 1 điểm");
    assert_int_equal(meeting_events(m), before + 1);
}

/* ---- knock-outs ---- */

static void a_claim_goes_to_the_council(void **state)
{
    struct meeting *m = *state;
    int p = meeting_product(m, 1);
    page_ballot_open(&m->app, meeting_product(m, 5), meeting_member(m, 1));
    feed_keys(&m->app, "F2 3"); /* of an open ballot; a closed one has it in the menu */
    SHOWS(m, "ĐỀ NGHỊ LOẠI");
    SHOWS(m, "1. Giả mạo hồ sơ");
    feed_keys(&m->app, "Esc");
    meeting_settle(m);
    page_conclude_open(&m->app, p, FINDING_CLAIM, "", 0, meeting_member(m, 2));
    feed_keys(&m->app, "F10");
    SHOWS(m, "Trần Thị Bình: ĐỀ NGHỊ LOẠI HỒ SƠ");
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_result(m, 1).status, STATUS_PROPOSED);
    assert_int_equal(meeting_result(m, 1).claims, 1);
    page_signoff_open(&m->app);
    SHOWS(m, "đề nghị loại chưa kết luận");
    free(feed_screen(&m->app, false));
    feed_keys(&m->app, "Enter");
    SHOWS(m, "1 đề nghị loại chờ hội đồng kết luận.");
    SHOWS(m, "(Trần Thị Bình đề nghị)");
    feed_keys(&m->app, "Tab Right Right F10");
    SHOWS(m, "KHÔNG LOẠI HỒ SƠ");
    SHOWS(m, "trả lời đề nghị của Trần Thị Bình");
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_result(m, 1).claims, 0);
    assert_false(feed_shows(&m->app, "đề nghị loại chưa kết luận"));
}

static void claimed_on_behalf_and_taken_back(void **state)
{
    struct meeting *m = *state;
    page_result_open(&m->app, meeting_product(m, 1));
    feed_keys(&m->app, "F6 3 F10");
    SHOWS(m, "Chọn người đề nghị.");
    feed_keys(&m->app, "Left F10"); /* the last: the secretary */
    SHOWS(m, "Phạm Quốc Gấm: ĐỀ NGHỊ LOẠI HỒ SƠ");
    feed_keys(&m->app, "Enter");
    SHOWS(m, "1 đề nghị loại chờ hội đồng kết luận (F6): chưa chốt được.");
    page_results_open(&m->app);
    SHOWS(m, "CÓ ĐỀ NGHỊ LOẠI");
    feed_keys(&m->app, "Esc F6");
    SHOWS(m, "Đề nghị loại: 1 đề nghị chờ kết luận");
    feed_keys(&m->app, "2 Tab Left F10");
    SHOWS(m, "RÚT ĐỀ NGHỊ LOẠI HỒ SƠ");
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_result(m, 1).claims, 0);
    assert_int_equal(meeting_result(m, 1).status, STATUS_UNDECIDED);
}

static void stop(struct meeting *m, bool yes)
{
    struct finding f = {.product = meeting_product(m, 5),
                        .kind = FINDING_KNOCKOUT,
                        .criterion = "6.1",
                        .verdict = yes,
                        .reason = "Có cát",
                        .ground = ""};
    assert_int_equal(db_conclude(m->model.db, &f, 1, ACTOR_CHAIR), DB_OK);
}

static void a_stop_reaches_an_open_ballot(void **state)
{
    struct meeting *m = *state;
    page_ballot_open(&m->app, meeting_product(m, 5), meeting_member(m, 1));
    stop(m, true);
    app_reload(&m->app);
    SHOWS(m, "ĐÃ DỪNG ĐÁNH GIÁ: chỉ xem");
    SHOWS(m, "Hội đồng đã kết luận dừng đánh giá ở 6.1");
    int64_t before = meeting_events(m);
    feed_keys(&m->app, "1");
    SHOWS(m, "Đã dừng đánh giá sản phẩm này: chỉ xem");
    SHOWS(m, "Có cát");
    feed_keys(&m->app, "Enter");
    assert_int_equal(meeting_events(m), before);
    page_pick_product_open(&m->app, meeting_member(m, 2));
    SHOWS(m, "đã dừng đánh giá");
    page_panel_open(&m->app, meeting_product(m, 5), 0);
    SHOWS(m, "ĐÃ DỪNG ĐÁNH GIÁ ở 6.1: Có cát");
    page_result_open(&m->app, meeting_product(m, 5));
    SHOWS(m, "Loại, không đánh giá tiếp ở tiêu chí 6.1: Có cát");
    feed_keys(&m->app, "Esc Esc Esc");
    stop(m, false);
    app_reload(&m->app);
    assert_false(feed_shows(&m->app, "ĐÃ DỪNG"));
    feed_keys(&m->app, "1"); /* 13th criterion takes a point again */
    assert_true(meeting_events(m) > before + 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(all_the_same_with_one_key),     TEST(a_row_of_its_own),
        TEST(forwarding_says_both_outcomes), TEST(names_only_when_asked_and_uncovered),
        TEST(a_claim_goes_to_the_council),   TEST(claimed_on_behalf_and_taken_back),
        TEST(a_stop_reaches_an_open_ballot),
    };
    return cmocka_run_group_tests_name("screens-gates", tests, NULL, NULL);
}
