/* SPDX-License-Identifier: MIT */
/* Catalogues in memory: a good one, and every way to damage it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/kit/i18n.h"

static unsigned char mo[512];
static size_t mo_n;

static void put(size_t at, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        mo[at + (size_t)i] = (unsigned char)(v >> (8 * i));
}

struct text {
    const char *s;
    size_t n;
};

/* The catalogue that msgfmt makes of three messages, one of them with two forms. */
static int setup(void **state)
{
    (void)state;
    static const struct text id[] = {
        {"", 0}, {"%d phiếu\0%d phiếu", sizeof "%d phiếu" * 2 - 1}, {"điểm", sizeof "điểm" - 1}};
    static const struct text string[] = {{"Content-Type: text/plain; charset=UTF-8\n", 40},
                                         {"%d ballot\0%d ballots", 20},
                                         {"points", 6}};
    size_t at = 28 + 3 * 16;
    memset(mo, 0, sizeof mo);
    put(0, 0x950412de);
    put(8, 3);
    put(12, 28);
    put(16, 28 + 24);
    for (size_t i = 0; i < 6; i++) {
        const struct text *t = i < 3 ? &id[i] : &string[i - 3];
        put(28 + i * 8, (uint32_t)t->n);
        put(28 + i * 8 + 4, (uint32_t)at);
        memcpy(mo + at, t->s, t->n);
        at += t->n + 1;
    }
    mo_n = at;
    return 0;
}

static void words_and_forms(void **state)
{
    (void)state;
    assert_true(i18n_set("vi"));
    assert_string_equal(_("điểm"), "điểm");
    assert_string_equal(P_("%d phiếu", 2), "%d phiếu");
    assert_true(i18n_load(mo, mo_n));
    assert_string_equal(_("điểm"), "points");
    assert_string_equal(_("không có ở đó"), "không có ở đó");
    assert_string_equal(_(""), "");
    assert_string_equal(P_("%d phiếu", 1), "%d ballot");
    assert_string_equal(P_("%d phiếu", 0), "%d ballots");
    assert_string_equal(P_("%d phiếu", 11), "%d ballots");
    assert_string_equal(P_("điểm", 2), "points");
    assert_true(i18n_set("vi"));
    assert_string_equal(_("điểm"), "điểm");
    assert_false(i18n_set("fr"));
    assert_string_equal(i18n_lang(), "vi");
}

static bool two_names(const char *name, char out[I18N_NAME])
{
    const char *text = strcmp(name, "SUBMIT") == 0 ? "F10" : strcmp(name, "B_2") == 0 ? "↑" : NULL;
    if (text)
        strcpy(out, text);
    return text;
}

static void names_in_braces(void **state)
{
    (void)state;
    const char *before = _("{SUBMIT}: nộp");
    assert_string_equal(before, "{SUBMIT}: nộp"); /* nobody knows names yet */
    i18n_names(two_names);
    const char *first = _("{SUBMIT}: nộp");
    assert_string_equal(first, "F10: nộp");
    assert_string_equal(_("%d phiếu: {B_2}{SUBMIT}, {B_2}"), "%d phiếu: ↑F10, ↑");
    assert_string_equal(P_("%d phiếu ({SUBMIT})", 2), "%d phiếu (F10)");
    assert_string_equal(_("{NOBODY} {0} {} {a} {SUBMIT {2B} {"),
                        "{NOBODY} {0} {} {a} {SUBMIT {2B} {");
    for (int i = 0; i < 100; i++)
        (void)_(i % 2 ? "{SUBMIT}" : "{B_2}");
    assert_ptr_equal(_("{SUBMIT}: nộp"), first);
    assert_string_equal(first, "F10: nộp");
    i18n_names(NULL);
}

/* In a block of exactly its size, so that a sanitizer sees a byte read beyond it. */
static bool load_copy(size_t n)
{
    unsigned char *copy = malloc(n ? n : 1);
    assert_non_null(copy);
    memcpy(copy, mo, n);
    bool ok = i18n_load(copy, n);
    if (ok)
        (void)(strlen(_("điểm")) + strlen(P_("%d phiếu", 3)));
    assert_true(i18n_set("vi"));
    free(copy);
    return ok;
}

static void damage_is_refused(void **state)
{
    (void)state;
    assert_true(load_copy(mo_n));
    for (size_t n = 0; n < mo_n; n++)
        assert_false(load_copy(n));
    for (size_t at = 0; at < mo_n; at++)
        for (int bit = 0; bit < 8; bit++) {
            mo[at] ^= (unsigned char)(1 << bit);
            load_copy(mo_n); /* refused, or readable throughout */
            mo[at] ^= (unsigned char)(1 << bit);
        }
    put(28 + 8 + 4, 4096); /* a text outside */
    assert_false(load_copy(mo_n));
    setup(NULL);
    unsigned char row[8]; /* ids out of order could not be found */
    memcpy(row, mo + 28 + 8, 8);
    memmove(mo + 28 + 8, mo + 28 + 16, 8);
    memcpy(mo + 28 + 16, row, 8);
    assert_false(load_copy(mo_n));
    setup(NULL);
    put(0, 0xde120495); /* the other byte order */
    assert_false(load_copy(mo_n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(words_and_forms, setup),
        cmocka_unit_test(names_in_braces),
        cmocka_unit_test_setup(damage_is_refused, setup),
    };
    return cmocka_run_group_tests_name("i18n", tests, NULL, NULL);
}
