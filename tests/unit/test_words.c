/* SPDX-License-Identifier: MIT */
/* Numbers, dates and names as official papers write them; room that a text takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/base/file.h"
#include "export/base/words.h"
#include "db/base/mem.h"
#include "export/book/measure.h"

static void check(char *got, const char *want)
{
    assert_string_equal(got, want);
    free(got);
}

static void numbers_are_read_out(void **state)
{
    static const struct {
        long n;
        const char *words;
    } cases[] = {
        {0, "không"},
        {4, "bốn"},
        {5, "năm"},
        {10, "mười"},
        {11, "mười một"},
        {14, "mười bốn"},
        {15, "mười lăm"},
        {20, "hai mươi"},
        {21, "hai mươi mốt"},
        {24, "hai mươi tư"},
        {25, "hai mươi lăm"},
        {37, "ba mươi bảy"},
        {100, "một trăm"},
        {101, "một trăm linh một"},
        {105, "một trăm linh năm"},
        {110, "một trăm mười"},
        {115, "một trăm mười lăm"},
        {999, "chín trăm chín mươi chín"},
        {1000, "một nghìn"},
        {1005, "một nghìn không trăm linh năm"},
        {1050, "một nghìn không trăm năm mươi"},
        {5000, "năm nghìn"},
        {21021, "hai mươi mốt nghìn không trăm hai mươi mốt"},
        {999999, "chín trăm chín mươi chín nghìn chín trăm chín mươi chín"},
        {1000000, "1000000"},
        {-1, "-1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *want = xasprintf("%02ld (%s)", cases[i].n, cases[i].words);
        check(words_count(cases[i].n), want);
        free(want);
    }
}

static void counts_stand_in_figures_and_words(void **state)
{
    (void)state;
    check(words_count(37), "37 (ba mươi bảy)");
    check(words_count(7), "07 (bảy)");
    check(words_count(0), "00 (không)");
    check(words_count(120), "120 (một trăm hai mươi)");
}

static void dates_follow_the_decree(void **state)
{
    (void)state;
    check(words_date("2026-08-05"), "ngày 05 tháng 8 năm 2026");
    check(words_date("2026-02-15"), "ngày 15 tháng 02 năm 2026");
    check(words_date("2026-12-31"), "ngày 31 tháng 12 năm 2026");
    check(words_date(NULL), "ngày …… tháng …… năm ……");
    check(words_date("hôm nay"), "ngày …… tháng …… năm ……");
    check(words_date("2026-13-01"), "ngày …… tháng …… năm ……");
    check(words_short_date("2026-08-05"), "05/08/2026");
    check(words_short_date(""), "……/……/……");
}

static void times_are_those_of_viet_nam(void **state)
{
    (void)state;
    check(words_time("2026-08-05T04:32:10.123Z"), "05/08/2026 11:32:10");
    check(words_time("2026-12-31T17:00:00.000Z"), "01/01/2027 00:00:00");
    check(words_time("2024-02-28T18:30:00.000Z"), "29/02/2024 01:30:00");
    check(words_time(""), "");
    assert_int_equal(words_epoch("2026-08-05T04:32:10.123Z"), 1785904330);
    assert_int_equal(words_epoch("x"), 0);
}

static void names_are_written_large(void **state)
{
    (void)state;
    check(words_upper("tỉnh Cà Mau, đợt 2 ươm ặ"), "TỈNH CÀ MAU, ĐỢT 2 ƯƠM Ặ");
    check(words_upper(""), "");
}

static void provinces_and_cities_are_told_apart(void **state)
{
    (void)state;
    check(words_province("Cà Mau"), "tỉnh Cà Mau");
    check(words_province("Huế"), "thành phố Huế");
    check(words_province("hồ chí minh"), "thành phố hồ chí minh");
    check(words_province("Tỉnh Lâm Đồng"), "Tỉnh Lâm Đồng");
    check(words_province("Thành phố Đà Nẵng"), "Thành phố Đà Nẵng");
    check(words_province("TP. Hải Phòng"), "TP. Hải Phòng");
    check(words_province(NULL), "tỉnh ……");
    check(words_province(""), "tỉnh ……");
}

static void file_names_are_plain(void **state)
{
    (void)state;
    check(file_stem("/home/x/phien.ocop"), "phien");
    check(file_stem("Đợt 2 năm 2026.ocop"), "dot-2-nam-2026");
    check(file_stem("Phien_A-1.b.ocop"), "Phien_A-1.b");
    check(file_stem("bad\xff name.ocop"), "bad-name");
    check(file_stem("…….ocop"), "phien");
    check(file_stem(".ocop"), "phien");
    check(file_stem("a/.an.ocop"), "phien");
    check(file_folder("/home/x/phien.ocop"), "/home/x");
    check(file_folder("phien.ocop"), ".");
    check(file_folder("/phien.ocop"), "/");
}

/* The least room, in tenths of a point, that takes @s in one line. */
static double width_of(const char *s, bool bold)
{
    int tenths = 0;
    while (measure_lines(s, tenths / 10.0, 12, bold) > 1)
        tenths++;
    return tenths / 10.0;
}

static void text_takes_room(void **state)
{
    (void)state;
    /* Times New Roman 12: a digit is half the size wide. */
    double ten = width_of("0123456789", false);
    assert_true(ten > 60 && ten < 63);
    assert_true(width_of("0123456789", true) > ten);
    /* Marks add no width, horns a little. */
    assert_true(width_of("ắắ", false) == width_of("aa", false));
    assert_true(width_of("ơơ", false) > width_of("oo", false));
    assert_int_equal(measure_lines("", 100, 12, false), 1);
    assert_int_equal(measure_lines("0123456789", 64, 12, false), 1);
    assert_int_equal(measure_lines("0123456789 0123456789", 64, 12, false), 2);
    assert_int_equal(measure_lines("01234567890123456789", 64, 12, false), 2);
    assert_true(measure_height(3, 12) > 3 * 15.7);
}

static void text_is_cut_at_blanks(void **state)
{
    (void)state;
    const char *s = "một hai ba bốn";
    assert_int_equal(measure_fit(s, 1e9, 12, false, 1, 100), strlen(s));
    assert_int_equal(measure_fit(s, 1e9, 12, false, 1, 8), strlen("một hai "));
    assert_int_equal(measure_fit("abcdefgh", 1e9, 12, false, 1, 3), 3);
    assert_int_equal(measure_fit(s, 25, 12, false, 1, 100), strlen("một "));
    assert_int_equal(measure_fit(s, 25, 12, false, 2, 100), strlen("một hai "));
    assert_int_equal(measure_fit("", 25, 12, false, 2, 100), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_out),
        cmocka_unit_test(counts_stand_in_figures_and_words),
        cmocka_unit_test(dates_follow_the_decree),
        cmocka_unit_test(times_are_those_of_viet_nam),
        cmocka_unit_test(names_are_written_large),
        cmocka_unit_test(provinces_and_cities_are_told_apart),
        cmocka_unit_test(file_names_are_plain),
        cmocka_unit_test(text_takes_room),
        cmocka_unit_test(text_is_cut_at_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
