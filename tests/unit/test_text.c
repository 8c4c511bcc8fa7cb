/* SPDX-License-Identifier: MIT */
/* Text: normal forms, folding, order, widths, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/mem.h"
#include "db/base/text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static void same(char *got, const char *want)
{
    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
}

static void normal_forms(void **state)
{
    (void)state;
    same(text_nfc("Ma\xcc\x86\xcc\x81m to\xcc\x82m"), "Mắm tôm");
    same(text_nfc("Mắm tôm"), "Mắm tôm");
    same(text_nfc(""), "");
    assert_null(text_nfc("M\xe1\xba"));
    assert_null(text_nfc("\xed\xa0\x80")); /* a surrogate */
    assert_null(text_nfc("\xc0\xaf"));     /* overlong */
    assert_null(text_fold("\xff"));
    assert_null(text_key("\xff"));
    assert_null(text_match("\xff"));
}

static void folding(void **state)
{
    (void)state;
    same(text_fold("Mắm tôm ĐẶC"), "mam tom dac");
    same(text_fold("  Đường\xc2\xa0 thốt  nốt "), "duong thot not");
    same(text_fold("ươ ƯƠ ẵ Ỹ"), "uo uo a y");
    same(text_key("Tên_sản phẩm (*)"), "tensanpham");
    same(text_key("Số TT"), "sott");
    same(text_key("- * -"), "");
    same(text_match(" Trà  SHAN\xc2\xa0Tuyết "), "trà shan tuyết");
    same(text_match("ĐẶNG Thi\xcc\xa3"), "đặng thị");
}

static void squeezing(void **state)
{
    (void)state;
    static const char *const pair[][2] = {
        {"  a  b ", "a b"}, {"", ""}, {"   ", ""}, {"a", "a"}, {"\xc2\xa0x\xe3\x80\x80y", "x y"},
        {"a\tb", "a\tb"},
    };
    for (size_t i = 0; i < LEN(pair); i++) {
        char *s = xstrdup(pair[i][0]);
        text_squeeze(s);
        same(s, pair[i][1]);
    }
}

static void order(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "",  "1", "2", "a",  "à", "ả",  "ã",   "á",     "ạ", "am", "Am",  "ám",
        "ă", "ắ", "â", "ấu", "b", "ca", "cá",  "cà na", "d", "đ",  "Đặc", "e",
        "ê", "o", "ô", "ơ",  "u", "ư",  "ươm", "v",     "x", "y",  "ỳ",   "z",
    };
    for (size_t i = 0; i < LEN(sorted); i++)
        for (size_t j = 0; j < LEN(sorted); j++) {
            int c = text_compare(sorted[i], sorted[j]);
            if ((i < j && c >= 0) || (i == j && c != 0) || (i > j && c <= 0))
                fail_msg("\"%s\" and \"%s\": %d", sorted[i], sorted[j], c);
        }
    /* The two spellings of one text differ by bytes only: order stays total. */
    assert_true(text_compare("ế", "e\xcc\x82\xcc\x81") != 0);
    assert_true(text_compare("z", "\xff") < 0);
}

static void columns(void **state)
{
    (void)state;
    assert_int_equal(text_columns("Mắm tôm"), 7);
    assert_int_equal(text_columns("Ma\xcc\x86\xcc\x81m"), 3);
    assert_int_equal(text_columns("★☆●✓⚠─█…—₫"), 10);
    assert_int_equal(text_columns("漢字"), 4);
    assert_int_equal(text_columns_n("Mắm", 1), 1);
    assert_int_equal(text_fit("Mắm tôm", 3), strlen("Mắm"));
    assert_int_equal(text_fit("Ma\xcc\x86\xcc\x81m", 2), strlen("Ma\xcc\x86\xcc\x81"));
    assert_int_equal(text_fit("漢字", 3), strlen("漢"));
    assert_int_equal(text_fit("abc", 9), 3);
    assert_int_equal(text_fit("abc", 0), 0);
}

static void clusters(void **state)
{
    (void)state;
    const char *s = "xe\xcc\x82\xcc\x81y";
    size_t len = strlen(s);
    assert_int_equal(text_next(s, len, 0), 1);
    assert_int_equal(text_next(s, len, 1), 6);
    assert_int_equal(text_next(s, len, 6), 7);
    assert_int_equal(text_next(s, len, 7), 7);
    assert_int_equal(text_prev(s, len, 7), 6);
    assert_int_equal(text_prev(s, len, 6), 1);
    assert_int_equal(text_prev(s, len, 1), 0);
    assert_int_equal(text_prev(s, len, 0), 0);
    assert_int_equal(text_next("\xff\xff", 2, 0), 1);
}

static void refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum text_fault fault;
        uint32_t cp;
        size_t at;
    } want[] = {
        {"Trà hoa vàng, 100 % ★", TEXT_FINE, 0, 0},
        {"e\xcc\x82\xcc\x81", TEXT_FINE, 0, 0},
        {"a\xc2\xa0z", TEXT_FINE, 0, 0},
        {"ab\tc", TEXT_CONTROL, 9, 3},
        {"é\x1b[2J", TEXT_CONTROL, 0x1b, 2},
        {"\x7f", TEXT_CONTROL, 0x7f, 1},
        {"\xc2\x9b", TEXT_CONTROL, 0x9b, 1},
        {"\xe2\x80\xa8", TEXT_CONTROL, 0x2028, 1},
        {"a\xe2\x80\xae", TEXT_BIDI, 0x202e, 2},
        {"\xe2\x81\xa6", TEXT_BIDI, 0x2066, 1},
        {"\xe2\x80\x8e", TEXT_BIDI, 0x200e, 1},
        {"a\xe2\x80\x8b", TEXT_INVISIBLE, 0x200b, 2},
        {"\xc2\xad", TEXT_INVISIBLE, 0xad, 1},
        {"\xef\xbb\xbf", TEXT_INVISIBLE, 0xfeff, 1},
        {"\xef\xb8\x8f", TEXT_INVISIBLE, 0xfe0f, 1},
        {"\xf3\xa0\x81\x81", TEXT_INVISIBLE, 0xe0041, 1},
        {"\xef\xbf\xbf", TEXT_NONCHAR, 0xffff, 1},
        {"\xee\x80\x80", TEXT_NONCHAR, 0xe000, 1},
        {"\xcd\xb8", TEXT_NONCHAR, 0x378, 1},
        {"ok\xe1\xba", TEXT_NOT_UTF8, 0xe1, 3},
        {"e\xcc\x81\xcc\x81\xcc\x81", TEXT_FINE, 0, 0}, /* é and two */
        {"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", TEXT_MARKS, 0x301, 4},
    };
    for (size_t i = 0; i < LEN(want); i++) {
        uint32_t cp = 0;
        size_t at = 0;
        enum text_fault got = text_check(want[i].text, &cp, &at);
        if (got != want[i].fault || cp != want[i].cp || at != want[i].at)
            fail_msg("case %zu: %d U+%04X at %zu", i, (int)got, (unsigned)cp, at);
    }
}

static void safe(void **state)
{
    (void)state;
    same(text_safe("Mắm\x1b[31m", 0), "Mắm<U+001B>[31m");
    same(text_safe("a\xe2\x80\xae"
                   "b",
                   0),
         "a<U+202E>b");
    same(text_safe("a\xff"
                   "b",
                   0),
         "a<0xFF>b");
    same(text_safe("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", 0), "é\xcc\x81\xcc\x81<U+0301>");
    same(text_safe("Trà hoa vàng", 7), "Trà ho…");
    same(text_safe("Trà hoa", 7), "Trà hoa");
    same(text_safe("ab", 1), "…");
}

static void printing(void **state)
{
    (void)state;
    same(xasprintf("%d %s", 7, "sao"), "7 sao");
    same(xstrndup("abcdef", 3), "abc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_forms), cmocka_unit_test(folding), cmocka_unit_test(squeezing),
        cmocka_unit_test(order),        cmocka_unit_test(columns), cmocka_unit_test(clusters),
        cmocka_unit_test(refused),      cmocka_unit_test(safe),    cmocka_unit_test(printing),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
