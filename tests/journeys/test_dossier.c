/* SPDX-License-Identifier: MIT */
/* A dossier from the agenda to the word of reason: papers ticked, points typed beside a ballot
 * that differs, and what of it the command line tells afterwards. */
#include <stdio.h>
#include <string.h>

#include "tests/journeys/trip.h"

static void told(const struct trip *t, const char *args, int rc, const char *want)
{
    char out[8192];
    assert_int_equal(trip_cli(t, args, out, sizeof out), rc);
    if (!strstr(out, want))
        fail_msg("hoidong %s does not say \"%s\":\n%s", args, want, out);
}

static void papers(struct pty *p)
{
    pty_key(p, "3");
    pty_until(p, "SẢN PHẨM");
    pty_key(p, "Tab");
    pty_until(p, "Minh chứng (Mẫu số 02, Phần III)");
    pty_key(p, "1");
    pty_until(p, "chưa xem 14");
    pty_keys(p, "2 3");
    pty_until(p, "Thiếu 1, chưa xem 12");
    pty_key(p, "F6");
    pty_until(p, "Ngày hết hạn");
    pty_type(p, "31/12/2030");
    pty_key(p, "Enter");
    pty_until(p, "31/12/2030");
    pty_key(p, "F7");
    pty_until(p, "Số sản phẩm mẫu đã nhận");
    pty_type(p, "4");
    pty_key(p, "Enter");
    pty_until(p, "có 4, cần 5");
}

static void points(struct pty *p)
{
    pty_key(p, "Tab");
    pty_until(p, "Điểm Hội đồng đang che");
    pty_type(p, "1");
    pty_until(p, "1/32");
    pty_keys(p, "Left Up 2");
    pty_until(p, "Phần A");
    pty_key(p, "Up");
    pty_until(p, "[2]");
    pty_key(p, "F4");
    pty_until(p, "GHI LÝ DO");
    pty_key(p, "Enter");
    pty_until(p, "Tiêu chí 1.1: vì sao chênh?");
    pty_type(p, "đã bổ sung hợp đồng");
    pty_key(p, "Enter");
    pty_until(p, "1.1 Lý do: đã bổ sung hợp đồng");
}

static void a_dossier_is_seen_to(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "dossier");
    /* One ballot gives 1.1 its three points. */
    struct pty *p = trip_ballot(&t);
    pty_type(p, TRIP_GOOD);
    pty_until(p, "Đã đủ điểm");
    pty_key(p, "F10");
    pty_until(p, "Nộp phiếu này?");
    pty_key(p, "Enter");
    pty_until(p, "Đã nộp. Tiếp theo?");
    pty_keys(p, "Esc");
    pty_until_gone(p, "Tiếp theo?");
    pty_kill9(p); /* what is kept does not wait for a farewell */
    p = trip_open(&t);
    papers(p);
    points(p);
    pty_key(p, "C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
    told(&t, "dossier @ 1", 0, "đã bổ sung hợp đồng");
    told(&t, "dossier @ 1 --json", 0, "\"expires\": \"2030-12-31\"");
    told(&t, "check @", 1, "có 4 mẫu, cần 5 mẫu");
    told(&t, "verify @", 0, "");
    trip_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_dossier_is_seen_to)};
    return cmocka_run_group_tests_name("journey-dossier", tests, NULL, NULL);
}
