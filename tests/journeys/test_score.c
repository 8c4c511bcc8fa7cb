/* SPDX-License-Identifier: MIT */
/* A meeting from the first digit to the signed-off workbook, at 80 x 24: three members, one
 * product with a minimum on which they disagree, one put off. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/journeys/trip.h"

static void hand_in(struct pty *p, const char *marks, const char *total)
{
    pty_type(p, marks);
    pty_until(p, "Đã đủ điểm");
    pty_key(p, "F10");
    pty_until(p, total);
    pty_key(p, "Enter");
    pty_until(p, "Đã nộp. Tiếp theo?");
}

static void three_ballots(struct pty *p)
{
    hand_in(p, TRIP_GOOD, "82 điểm");
    pty_until(p, "phiếu của Trần Thị Bình");
    pty_key(p, "Enter");
    pty_until(p, "Bà Trần Thị Bình");
    pty_until(p, "còn 32 tiêu chí");
    hand_in(p, TRIP_GOOD, "82 điểm");
    pty_key(p, "Enter");
    pty_until(p, "Ông Lê Văn Cường");
    pty_until(p, "còn 32 tiêu chí");
    /* One digit wrong, taken back, then 5.1 with fewer points than four stars ask. */
    pty_type(p, TRIP_GOOD);
    pty_until(p, "Đã đủ điểm");
    pty_key(p, "Home");
    pty_until(p, "1.1 Nguồn nguyên liệu");
    pty_key(p, "1");
    pty_until(p, "Cộng 80");
    pty_key(p, "F8");
    pty_until(p, "Đã hoàn tác 1.1: từ 1 điểm về 3 điểm.");
    pty_keys(p, "PgDn PgDn Up Up Up");
    pty_until(p, "5.1 Câu chuyện sản phẩm");
    pty_key(p, "3");
    pty_until(p, "Cộng 80");
    pty_key(p, "F10");
    pty_until(p, "Nộp phiếu này?");
    pty_key(p, "Enter");
    pty_until(p, "Xem kết quả của sản phẩm này");
}

static void conclude(struct pty *p)
{
    pty_keys(p, "Up Enter");
    pty_until(p, "YÊU CẦU TỐI THIỂU");
    pty_until(p, "Tổng điểm trung bình 81,33 (244/3)");
    pty_until(p, "5.1 đạt: 4 sao; không đạt: 3 sao");
    pty_key(p, "F6");
    pty_until(p, "Chủ tọa kết luận về");
    pty_key(p, "Enter");
    pty_until(p, "chưa kết luận");
    pty_keys(p, "Right Tab 2 Tab Tab");
    pty_type(p, "đã xem trang web");
    pty_key(p, "F10");
    pty_until(p, "5.1 Câu chuyện sản phẩm: ĐẠT mức 4 sao");
    pty_until(p, "Biểu quyết 2/3. Lý do: đã xem trang web");
    pty_key(p, "Enter");
    pty_until(p, "Kết quả: đề nghị phân hạng 4 sao");
}

static void put_off_the_other(struct pty *p)
{
    pty_key(p, "F9");
    pty_until(p, "SP 2/2");
    pty_key(p, "F8");
    pty_until(p, "Hoãn sang đợt khác");
    pty_key(p, "Enter");
    pty_until(p, "Lý do");
    pty_type(p, "bổ sung hồ sơ");
    pty_key(p, "Enter");
    pty_until(p, "Kết quả: hoãn");
}

static void sign_off(struct pty *p, char hash[80])
{
    pty_key(p, "Esc");
    pty_until(p, "NGƯỜI CHẤM");
    pty_key(p, "Esc");
    pty_until(p, "6 Chốt kết quả");
    pty_key(p, "6");
    pty_until(p, "Chốt được (F10)");
    pty_key(p, "F10");
    pty_until(p, "Chốt kết quả?");
    pty_keys(p, "Left Enter");
    pty_until(p, "Đã chốt kết quả");
    pty_key(p, "Enter");
    pty_until(p, "ĐÃ CHỐT (chờ ký) lúc");
    pty_until_gone(p, "Bước tiếp");
    pty_until(p, "VIỆC TIẾP THEO");
    int row = pty_find(p, "MÃ CHỐT");
    assert_true(row > 0);
    snprintf(hash, 40, "%.35s", pty_row(p, row + 2) + 4);
    snprintf(hash + 35, 40, " %.35s", pty_row(p, row + 3) + 4);
}

static void papers(struct pty *p)
{
    pty_key(p, "F3");
    pty_until(p, "XUẤT VĂN BẢN");
    pty_until(p, "Kết quả đã chốt");
    /* F10 and Esc in one piece: typed before the first file is made, however slow we are. */
    pty_type(p, "\033[21~\033");
    pty_until(p, "Đã dừng: không tệp nào được ghi.");
    pty_key(p, "F10");
    pty_until(p, "ĐÃ XUẤT");
}

/* Days later: number and date, and papers that carry them. */
static void decision(struct pty *p)
{
    pty_key(p, "F7");
    pty_until(p, "CÔNG NHẬN 3, 4 SAO");
    pty_type(p, "1234/QĐ-UBND");
    pty_key(p, "Tab");
    pty_type(p, "15/12/2026");
    pty_key(p, "F10");
    pty_until(p, "Giấy chứng nhận có giá trị đến 15/12/2029");
    pty_key(p, "Esc");
    pty_until(p, "XUẤT VĂN BẢN");
    pty_key(p, "F10");
    pty_until(p, "phien-ketqua-v1-2.xlsx");
}

static void leave(struct pty *p)
{
    pty_key(p, "C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
}

static void a_meeting(void **state)
{
    (void)state;
    struct trip t;
    char hash[80], args[200], out[4000];
    trip_start(&t, "score");
    struct pty *p = trip_ballot(&t);
    three_ballots(p);
    conclude(p);
    put_off_the_other(p);
    sign_off(p, hash);
    papers(p);
    decision(p);
    leave(p);

    assert_int_equal(trip_cli(&t, "check @", NULL, 0), 0);
    snprintf(args, sizeof args, "verify @ --hash '%s'", hash);
    if (trip_cli(&t, args, out, sizeof out) != 0)
        fail_msg("%s: %s", args, out);
    assert_int_equal(trip_cli(&t, "tally @ --json", out, sizeof out), 0);
    assert_non_null(strstr(out, "\"mean_exact\": [244, 3]"));
    assert_non_null(strstr(out, "\"star\": 4, \"status\": \"proposed\""));
    assert_int_equal(trip_cli(&t, "verify '%/phien-ketqua-v1.xlsx' --against @", out, sizeof out),
                     1); /* it was made before the decision */
    assert_int_equal(trip_cli(&t, "verify '%/phien-ketqua-v1-2.xlsx' --against @", out, sizeof out),
                     0);
    trip_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_meeting)};
    return cmocka_run_group_tests_name("journey-score", tests, NULL, NULL);
}
