/* SPDX-License-Identifier: MIT */
/* Faults: what is recorded, and how it reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/fault.h"
#include "db/base/mem.h"
#include "db/base/text.h"

static void same(char *got, const char *want)
{
    assert_non_null(got);
    assert_string_equal(got, want);
    free(got);
}

static const char *shout(const char *s)
{
    if (strcmp(s, "dòng {0}, ô {1}") == 0)
        return "row {0}, cell {1}";
    if (strcmp(s, fault_msgid(F_SHEET_OPEN)) == 0)
        return "<{0}>{1}{2}";
    return strcmp(s, "nhật ký") == 0 ? "journal" : s; /* an argument marked with N_ */
}

static void counting(void **state)
{
    (void)state;
    struct faults f = {0};
    for (int i = 0; i < 40; i++) {
        fault_add(&f, F_SHEET_OPEN, "lý do", NULL);
        warn_at(&f, F_SHEET_OPEN, AT_CELL, 2, 3, NULL);
    }
    assert_int_equal(f.n, 80);
    assert_int_equal(f.errors, 40);
    assert_true(f.v[1].warning);
    assert_false(f.v[0].warning);
    faults_free(&f);
    assert_int_equal(f.n, 0);
    assert_int_equal(f.errors, 0);
    assert_null(f.v);
    faults_free(NULL);
}

static void sentences(void **state)
{
    (void)state;
    struct faults f = {0};
    fault_add(&f, F_SHEET_OPEN, "a\x1b", NULL);
    same(fault_text(&f.v[0], NULL), "Không đọc được tệp (a<U+001B>). Kiểm tra tệp rồi thử lại.");
    same(fault_text(&f.v[0], shout), "<a<U+001B>>");
    faults_free(&f);
    fault_add(&f, F_SHEET_OPEN, "nhật ký", NULL);
    same(fault_text(&f.v[0], shout), "<journal>");
    assert_string_equal(fault_code(F_SHEET_OPEN), "sheet-open");
    /* An argument is never read as a template. */
    fault_add(&f, F_SHEET_OPEN, "{1}", "bí mật", NULL);
    same(fault_text(&f.v[1], NULL), "Không đọc được tệp ({1}). Kiểm tra tệp rồi thử lại.");
    char *all = xmalloc(1001);
    memset(all, 'x', 1000);
    all[1000] = '\0';
    fault_add(&f, F_SHEET_OPEN, all, NULL);
    assert_true(text_columns(f.v[2].arg[0]) <= 120);
    free(all);
    faults_free(&f);
}

static void places(void **state)
{
    (void)state;
    struct fault f = {.id = F_SHEET_OPEN, .place = AT_WHOLE};
    same(fault_where(&f, NULL, NULL), "");
    same(fault_where(&f, "tep.xlsx", NULL), "tep.xlsx: ");
    f = (struct fault){.place = AT_CELL, .row = 4, .col = 3};
    same(fault_where(&f, "tep.xlsx", NULL), "tep.xlsx: dòng 4, ô C4: ");
    same(fault_where(&f, "tep\n.xlsx", shout), "tep<U+000A>.xlsx: row 4, cell C4: ");
    same(fault_where(&f, NULL, NULL), "dòng 4, ô C4: ");
    f.col = 0;
    same(fault_where(&f, "tep.xlsx", NULL), "tep.xlsx: dòng 4: ");
    f = (struct fault){.place = AT_TEXT, .row = 4, .col = 7};
    same(fault_where(&f, "tep.yaml", NULL), "tep.yaml:4:7: ");
    f.col = 0;
    same(fault_where(&f, "tep.yaml", NULL), "tep.yaml:4: ");
}

static void letters(void **state)
{
    (void)state;
    static const struct {
        long col;
        const char *want;
    } all[] = {{1, "A"},     {26, "Z"},      {27, "AA"}, {52, "AZ"}, {702, "ZZ"},
               {703, "AAA"}, {16384, "XFD"}, {0, ""},    {-3, ""}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char out[8];
        column_letters(all[i].col, out);
        assert_string_equal(out, all[i].want);
    }
}

/* Every sentence says something, ends as one, and has no hole that cannot be filled. */
static void all_sentences(void **state)
{
    (void)state;
    for (int id = 0; id < F_COUNT; id++) {
        const char *s = fault_msgid((enum fault_id)id);
        char *nfc = text_nfc(s);
        assert_non_null(nfc);
        assert_string_equal(nfc, s);
        free(nfc);
        size_t n = strlen(s);
        if (n < 10 || !strchr(".?!", s[n - 1]))
            fail_msg("%s: \"%s\"", fault_code((enum fault_id)id), s);
        for (const char *p = strchr(s, '{'); p; p = strchr(p + 1, '{'))
            if (p[1] < '0' || p[1] >= '0' + FAULT_ARGS || p[2] != '}')
                fail_msg("%s: \"%s\"", fault_code((enum fault_id)id), s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counting), cmocka_unit_test(sentences),     cmocka_unit_test(places),
        cmocka_unit_test(letters),  cmocka_unit_test(all_sentences),
    };
    return cmocka_run_group_tests_name("fault", tests, NULL, NULL);
}
