/* SPDX-License-Identifier: MIT */
/* From an empty computer to a session that is ready to be scored, on a real terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "tests/kit/pty.h"

static char session[300];

static void write_file(const char *name, const char *text)
{
    char path[300];
    snprintf(path, sizeof path, "%s/danh-sach", getenv("HOME"));
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/danh-sach/%s", getenv("HOME"), name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static int lists(void **state)
{
    (void)state;
    write_file("thanh-vien.csv", "STT,Họ và tên,Chức vụ,Cơ quan,Vai trò\n"
                                 "1,Nguyễn Văn Mẫu,Phó Chủ tịch,UBND tỉnh,chủ tịch\n"
                                 "2,Trần Thị Ví Dụ,Giám đốc,Sở Nông nghiệp,phó chủ tịch\n"
                                 "3,Lê Văn Thử,Phó Giám đốc,Sở Công Thương,ủy viên\n");
    write_file("san-pham-loi.csv", "STT,Tên sản phẩm,Chủ thể\n1,Mắm tôm,Cơ sở A\n1,,Cơ sở B\n");
    write_file("san-pham.csv", "STT,Tên sản phẩm,Chủ thể\n1,Mắm tôm,Cơ sở A\n2,Khô cá,Cơ sở B\n"
                               "3,Tôm khô,Cơ sở A\n");
    snprintf(session, sizeof session, "%s/hoidong/ocop-2026-dot-2.ocop", getenv("XDG_DATA_HOME"));
    return 0;
}

static struct pty *start(const char *file)
{
    const char *argv[] = {"hoidong", file, NULL};
    return pty_start(24, 80, argv, NULL);
}

/* Where a path, or what is said before there is a screen, must stand whole in one line. */
static struct pty *start_wide(const char *file)
{
    const char *argv[] = {"hoidong", file, NULL};
    return pty_start(24, 300, argv, NULL);
}

/* The folder of the last list is where the picker begins the next time. */
static void pick(struct pty *p, bool typed, const char *file)
{
    if (typed)
        pty_type(p, "~/danh-sach/");
    pty_until(p, "san-pham.csv");
    pty_type(p, file);
    pty_until_gone(p, strcmp(file, "thanh-vien.csv") == 0 ? "san-pham.csv" : "thanh-vien.csv");
    pty_key(p, "Enter");
}

static void make_session(struct pty *p)
{
    pty_until(p, "Chưa có phiên nào trên máy này");
    pty_key(p, "F2");
    pty_until(p, "PHIÊN MỚI");
    pty_type(p, "Cà Mau");
    pty_key(p, "Tab");
    pty_type(p, "Hội đồng OCOP tỉnh");
    pty_keys(p, "F10");
    pty_until(p, "Dòng này phải điền."); /* the round */
    pty_type(p, "2");
    pty_keys(p, "Tab C-u 2 0 2 6 F10");
    pty_until(p, "(chưa chọn)"); /* what the Quy chế says of minimums and spread is chosen */
    pty_keys(p, "Right Tab 1 0 Tab Right F10");
    pty_until(p, "Bước tiếp: nạp danh sách thành viên.");
}

static void load_members(struct pty *p)
{
    pty_key(p, "2");
    pty_until(p, "Chưa có thành viên nào");
    pty_key(p, "F3");
    pty_until(p, "Tệp danh sách thành viên");
    pick(p, true, "thanh-vien.csv");
    pty_until(p, "Không có lỗi: bấm Enter để nạp.");
    pty_key(p, "Enter");
    pty_until(p, "Đã nạp 3 dòng");
    pty_until(p, "Trần Thị Ví Dụ");
    pty_key(p, "Esc");
    pty_until(p, "Bước tiếp: nạp danh sách sản phẩm.");
}

static void load_products(struct pty *p)
{
    pty_key(p, "3");
    pty_until(p, "Chưa có sản phẩm nào");
    pty_key(p, "F3");
    pty_until(p, "Tệp danh sách sản phẩm");
    pick(p, false, "san-pham-loi.csv");
    pty_until(p, "LỖI: chưa nạp gì");
    pty_key(p, "F3");
    pty_until(p, "Tệp danh sách sản phẩm");
    pick(p, false, "san-pham.csv");
    pty_until(p, "bấm Enter để nạp.");
    pty_key(p, "Enter");
    pty_until(p, "Đã nạp 3 dòng");
}

static void give_sets(struct pty *p)
{
    pty_type(p, "tom");
    pty_until(p, "thấy 2/3");
    pty_key(p, "F6");
    pty_until(p, "Cả 2 sản phẩm đang hiện");
    pty_key(p, "2");
    pty_until(p, "cho 2 sản phẩm");
    pty_type(p, "thuy san");
    pty_until_gone(p, "Chè tươi");
    pty_keys(p, "C-u 8");
    pty_until(p, "▶ 08");
    pty_key(p, "Enter");
    pty_until(p, "Đã cho 2 sản phẩm bộ 08");
    pty_key(p, "Esc");
    pty_until(p, "Khô cá");
    pty_keys(p, "Home Down F6");
    pty_until(p, "cho 1 sản phẩm");
    pty_keys(p, "8 Enter");
    pty_until(p, "Đã cho 1 sản phẩm bộ 08");
    pty_key(p, "Esc");
    pty_until(p, "0/9 phiếu đã nộp");
    pty_until(p, "Bước tiếp: ghi có mặt");
}

static void from_nothing_to_scoring(void **state)
{
    (void)state;
    struct pty *p = start(NULL);
    make_session(p);
    load_members(p);
    load_products(p);
    give_sets(p);
    pty_key(p, "4");
    pty_until(p, "NGƯỜI CHẤM  SP 1/3 Mắm tôm");
    pty_keys(p, "Down Down 2");
    pty_until(p, "Lý do vắng");
    pty_type(p, "đi họp");
    pty_key(p, "Enter");
    pty_until(p, "vắng: đi họp");
    pty_key(p, "Esc");
    pty_until(p, "0/8 phiếu đã nộp");
    pty_key(p, "Esc");
    pty_until(p, "▶ Đợt 2/2026");
    pty_until(p, "Cà Mau");
    pty_key(p, "Esc");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
}

/* The first console leads; the second is told who does, and what to do. */
static void two_consoles(void **state)
{
    (void)state;
    struct pty *first = start(session);
    pty_until(first, "Bước tiếp:");
    struct pty *second = start_wide(session);
    pty_until(second, "đang điều hành");
    assert_int_equal(pty_finish(second), 1);
    /* From the list too, as a window. */
    second = start(NULL);
    pty_until(second, "▶ Đợt 2/2026");
    pty_key(second, "Enter");
    pty_until(second, "đang điều hành");
    pty_keys(second, "Enter");
    pty_until_gone(second, "đang điều hành");
    /* The power goes at the first one: the lead is free. */
    pty_kill9(first);
    pty_key(second, "Enter");
    pty_until(second, "Bước tiếp:");
    assert_int_equal(pty_hangup(second), 128 + 1);
}

static void files_that_are_not_ours(void **state)
{
    (void)state;
    char path[300];
    struct pty *p = start_wide("/nonexistent/phien.ocop");
    pty_until(p, "Không có tệp này");
    assert_int_equal(pty_finish(p), 3);
    snprintf(path, sizeof path, "%s/danh-sach/san-pham.csv", getenv("HOME"));
    p = start_wide(path);
    pty_until(p, "Không phải tệp phiên họp");
    assert_int_equal(pty_finish(p), 3);
}

static void a_copy_on_a_stick(void **state)
{
    (void)state;
    struct pty *p = start_wide(session);
    pty_until(p, "chưa sao trong lần mở này");
    pty_key(p, "8");
    pty_until(p, "Sao lưu vào thư mục nào");
    pty_type(p, "~/danh-sach/");
    pty_until(p, "/danh-sach");
    pty_keys(p, "F10");
    pty_until(p, "Đã sao một bản và kiểm tra");
    pty_key(p, "Enter");
    pty_until(p, "đã sao trong lần mở này");
    pty_key(p, "F7");
    pty_until(p, "khớp");
    pty_keys(p, "Enter C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_nothing_to_scoring),
        cmocka_unit_test(two_consoles),
        cmocka_unit_test(files_that_are_not_ours),
        cmocka_unit_test(a_copy_on_a_stick),
    };
    return cmocka_run_group_tests(tests, lists, NULL);
}
