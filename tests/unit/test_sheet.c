/* SPDX-License-Identifier: MIT */
/* Tables from outside: which files are opened at all, text tables, and cells. */
#include <sys/stat.h>

#include "tests/fixtures/table.h"

#define TABLE(bytes) table_bytes(bytes, sizeof(bytes) - 1)

static void only_files(void **state)
{
    (void)state;
    struct faults f = {0};
    assert_null(sheet_read(table_dir, NULL, &f));
    assert_null(sheet_read("/dev/zero", NULL, &f));
    assert_null(sheet_read("/nowhere/at/all.csv", NULL, &f));
    unlink(table_path);
    assert_int_equal(mkfifo(table_path, 0600), 0);
    assert_null(sheet_read(table_path, NULL, &f));
    assert_null(sheet_names(table_path, false, &f));
    unlink(table_path);
    assert_int_equal(f.n, 5);
    assert_int_equal(f.v[0].id, F_SHEET_NOT_FILE);
    assert_int_equal(f.v[1].id, F_SHEET_NOT_FILE);
    assert_int_equal(f.v[2].id, F_SHEET_MISSING);
    assert_int_equal(f.v[3].id, F_SHEET_NOT_FILE);
    assert_int_equal(f.v[4].id, F_SHEET_NOT_FILE);
    faults_free(&f);
}

static void too_big(void **state)
{
    (void)state;
    TABLE("a,b\n");
    assert_int_equal(truncate(table_path, SHEET_MAX_BYTES + 1), 0);
    expect_refused(NULL, F_SHEET_BIG);
}

static void other_kinds(void **state)
{
    (void)state;
    TABLE("");
    expect_refused(NULL, F_SHEET_EMPTY);
    TABLE("\n \n,,\n");
    expect_refused(NULL, F_SHEET_EMPTY);
    TABLE("%PDF-1.7\n");
    expect_refused(NULL, F_SHEET_KIND);
    TABLE("\xef\xbb\xbf \n<HTML><table>");
    expect_refused(NULL, F_SHEET_KIND);
    TABLE("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook");
    expect_refused(NULL, F_SHEET_XLS);
    TABLE("\xd0\xcf\x11\xe0"
          "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0");
    expect_refused(NULL, F_SHEET_PASSWORD);
    TABLE("\x7f"
          "ELF\2\1\1\3\xfe\xff\1\2\3");
    expect_refused(NULL, F_SHEET_NOT_TEXT);
    TABLE("PK\3\4 cut off here");
    expect_refused(NULL, F_SHEET_ZIP_CUT);
}

static void commas(void **state)
{
    (void)state;
    TABLE("stt,ten,chu_the\r\n1,\"Trà, \"\"hoa\"\"\r\nvàng\",HTX\r\n\r\n 2 ,  Mật   ong,\r\n");
    expect_table(NULL, "1: stt|ten|chu_the\n2: 1|Trà, \"hoa\" vàng|HTX\n5: 2|Mật ong|\n");
    TABLE("a,b\n1,2,3\n4\n,,\n5,6");
    expect_table(NULL, "1: a|b\n2: 1|2|3\n3: 4\n5: 5|6\n");
    TABLE("a,b\r1,2\r3,4\r");
    expect_table(NULL, "1: a|b\n2: 1|2\n3: 3|4\n");
    TABLE("ho_ten\nĐặng Thị Đào\n");
    expect_table(NULL, "1: ho_ten\n2: Đặng Thị Đào\n");
    TABLE("a,b\n1,x\"y\n");
    expect_table(NULL, "! 2.0 sheet-quote -\n");
    TABLE("a,b\n1,\"x\n2,y\n");
    expect_table(NULL, "! 2.0 sheet-quote-open -\n");
    TABLE("a,b\n\"1\n1\",2\n3,x\x1b\n");
    expect_table(NULL, "! 4.2 sheet-control U+001B\n");
}

static void semicolons(void **state)
{
    (void)state;
    TABLE("\xef\xbb\xbfstt;ten;dia_chi\n1;Trà;xã A, huyện B\n2;Mật;xã C, huyện D\n");
    expect_table(NULL, "1: stt|ten|dia_chi\n2: 1|Trà|xã A, huyện B\n3: 2|Mật|xã C, huyện D\n");
    TABLE("sep=;\r\na;b\r\n1,5;2\r\n");
    expect_table(NULL, "2: a|b\n3: 1,5|2\n");
    TABLE("DANH SÁCH, năm 2026;;\na;b;c\n1;2;3\n");
    expect_table(NULL, "1: DANH SÁCH, năm 2026||\n2: a|b|c\n3: 1|2|3\n");
}

static void tabs(void **state)
{
    (void)state;
    TABLE("stt\tten\tghi_chu\n1\tTrà \"hoa, vàng\t\n2\t\"Mật\" ong\tx\n3\t\"a \"\"b\"\"\"\t\"\n");
    expect_table(NULL, "1: stt|ten|ghi_chu\n2: 1|Trà \"hoa, vàng|\n3: 2|\"Mật\" ong|x\n"
                       "4: 3|a \"b\"|\"\n");
    /* What a spreadsheet quotes because of a line break inside. */
    TABLE("a\tb\r\n\"x\r\ny\"\t2\r\n3\t4\r\n");
    expect_table(NULL, "1: a|b\n2: x y|2\n4: 3|4\n");
    /* A stray quote never swallows the lines below. */
    TABLE("a\tb\n\"x\t2\n3\t4\"\n");
    expect_table(NULL, "1: a|b\n2: \"x|2\n3: 3|4\"\n");
    TABLE("DANH SÁCH \"2026\na\tb\n1, 2\tx\n3, 4\ty\n");
    expect_table(NULL, "1: DANH SÁCH \"2026\n2: a|b\n3: 1, 2|x\n4: 3, 4|y\n");
    TABLE("a\tb\tc\n\tx\t\n\t\t\nz\t\t");
    expect_table(NULL, "1: a|b|c\n2: |x|\n4: z||\n");
}

/* A number as text, as programs write it for a spreadsheet. */
static void equals_and_quotes(void **state)
{
    (void)state;
    const char *want = "1: stt|dt\n2: 1|0901\n3: 2|a \"b\"\n4: 3|=\"a\"&\"b\"\n5: 4|=\"\n6: =|5\n";
    TABLE("stt,dt\n1,=\"0901\"\n2,\"=\"\"a \"\"\"\"b\"\"\"\"\"\"\"\n3,\"=\"\"a\"\"&\"\"b\"\"\"\n"
          "4,\"=\"\"\"\n=,5\n");
    expect_table(NULL, want);
    TABLE("stt\tdt\n1\t=\"0901\"\n2\t=\"a \"\"b\"\"\"\n3\t=\"a\"&\"b\"\n4\t=\"\n=\t5\n");
    expect_table(NULL, want);
    TABLE("stt;dt\n=\"1\";= \"x\n");
    expect_table(NULL, "! 2.0 sheet-quote -\n");
    TABLE("stt;dt\n1;\"a;=\"\"b\"\"\"\n2;=\"a;b\"\n");
    expect_table(NULL, "1: stt|dt\n2: 1|a;=\"b\"\n3: 2|a;b\n");
}

static void encodings(void **state)
{
    (void)state;
    const struct sheet_options old = {.encoding = "windows-1258"};
    TABLE("\xff\xfe"
          "a\0\t\0b\0\r\0\n\0\x11\1\t\0\xd0\x1e\r\0\n\0");
    expect_table(NULL, "1: a|b\n2: đ|Ố\n");
    expect_table(&old, "? 0.0 sheet-encoding-bom UTF-16LE\n1: a|b\n2: đ|Ố\n");
    TABLE("\xfe\xff\0a\0,\0b\0\n\1\x11\0,\x1e\xd0");
    expect_table(NULL, "1: a|b\n2: đ|Ố\n");
    TABLE("\xff\xfe"
          "a\0\0");
    expect_refused(NULL, F_SHEET_ENCODING_BAD);
    TABLE("a\0,\0b\0\n\0");
    expect_table(NULL, "! 1.0 sheet-nul -\n");
    TABLE("a,b\n1,M\xe3\xec\n");
    expect_table(NULL, "! 2.0 sheet-not-utf8 -\n");
    TABLE("a,b\n\xf0\xe0,M\xe3\xec\xe3"); /* the last letter comes with the flush */
    expect_table(&old, "1: a|b\n2: đà|Mắă\n");
    TABLE("a,b\nđ,1\n");
    expect_refused(&old, F_SHEET_ENCODING_NOT);
    const struct sheet_options no = {.encoding = "klingon"};
    expect_refused(&no, F_SHEET_ENCODING_UNKNOWN);
    const struct sheet_options hides = {.encoding = "ASCII//IGNORE"};
    expect_refused(&hides, F_SHEET_ENCODING_UNKNOWN);
    const struct sheet_options named = {.sheet = "Sheet1"};
    expect_refused(&named, F_SHEET_TEXT_FILE);
}

static void cells(void **state)
{
    (void)state;
    TABLE("a,b\nMa\xcc\x86\xcc\x81m\xc2\xa0to\xcc\x82m,a\xe3\x80\x80 z\n");
    expect_table(NULL, "1: a|b\n2: Mắm tôm|a z\n");
    TABLE("a\nx\xe2\x80\x8by\xe2\x80\x8b\nz\xef\xb8\x8f\nso\xc2\xadt\n\xef\xbb\xbfu\nb\xef\xbf\xbd"
          "\n");
    expect_table(NULL, "? 2.1 sheet-stripped U+200B\n? 3.1 sheet-stripped U+FE0F\n"
                       "? 4.1 sheet-stripped U+00AD\n? 5.1 sheet-stripped U+FEFF\n"
                       "? 6.1 sheet-replacement U+FFFD\n"
                       "1: a\n2: xy\n3: z\n4: sot\n5: u\n6: b\xef\xbf\xbd\n");
    TABLE("a\n\x07\n\x7f\n\xc2\x85\n\xe2\x80\xae\n\xf3\xa0\x81\x81\n\xef\xbf\xbe\n\xee\x80\x80\n"
          "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\n\xe2\x80\xa8\n");
    expect_table(NULL, "! 2.1 sheet-control U+0007\n! 3.1 sheet-control U+007F\n"
                       "! 4.1 sheet-control U+0085\n! 5.1 sheet-bidi U+202E\n"
                       "! 6.1 sheet-invisible U+E0041\n! 7.1 sheet-nonchar U+FFFE\n"
                       "! 8.1 sheet-nonchar U+E000\n! 9.1 sheet-marks U+0301\n"
                       "! 10.1 sheet-control U+2028\n");
}

static void limits(void **state)
{
    (void)state;
    char *out = NULL;
    size_t len = 0;
    FILE *m = open_memstream(&out, &len);
    for (int i = 0; i < SHEET_MAX_CELL; i++)
        fputs("ắ", m);
    fputs(",b\n", m);
    fflush(m);
    table_bytes(out, len);
    struct faults f = {0};
    struct sheet_rows *s = sheet_read(table_path, NULL, &f);
    assert_non_null(s);
    assert_int_equal(strlen(s->row[0].cell[0]), 3 * SHEET_MAX_CELL);
    assert_true(s->ragged_matters);
    assert_null(s->name);
    sheet_free(s);
    rewind(m);
    for (int i = 0; i <= SHEET_MAX_CELL; i++)
        fputs("ắ", m);
    fputs(",b\n", m);
    for (int i = 0; i < 250; i++) /* empty ones beyond the last column do not count */
        fputs(i == 230 ? ",x" : ",", m);
    fputs("\n", m);
    for (int i = 0; i < 250; i++)
        fputs(i ? "," : "y", m);
    fclose(m);
    table_bytes(out, len);
    free(out);
    expect_table(NULL, "! 1.1 sheet-cell-long 500\n! 2.232 sheet-columns 232\n");
    faults_free(&f);
}

static void many(void **state)
{
    (void)state;
    char *out = NULL;
    size_t len = 0;
    FILE *m = open_memstream(&out, &len);
    for (int i = 0; i < 1000; i++)
        fputs("\x01,\n", m);
    fclose(m);
    table_bytes(out, len);
    free(out);
    struct faults f = {0};
    assert_null(sheet_read(table_path, NULL, &f));
    assert_int_equal(f.n, 201);
    assert_int_equal(f.v[200].id, F_SHEET_MORE);
    assert_string_equal(f.v[200].arg[0], "800");
    faults_free(&f);
    m = open_memstream(&out, &len);
    for (int i = 0; i < SHEET_MAX_ROWS; i++)
        fputs("a\tb\n\n", m);
    fflush(m);
    table_bytes(out, len);
    struct sheet_rows *s = sheet_read(table_path, NULL, &f);
    assert_non_null(s);
    assert_int_equal(s->n, SHEET_MAX_ROWS);
    assert_int_equal(s->row[s->n - 1].number, 2 * SHEET_MAX_ROWS - 1);
    sheet_free(s);
    fputs("one\ttoo many\n", m);
    fclose(m);
    table_bytes(out, len);
    free(out);
    expect_refused(NULL, F_SHEET_ROWS);
}

static void names_of_text(void **state)
{
    (void)state;
    struct faults f = {0};
    TABLE("a,b\n");
    char **names = sheet_names(table_path, false, &f);
    assert_non_null(names);
    assert_null(names[0]);
    sheet_names_free(names);
    sheet_names_free(NULL);
    sheet_free(NULL);
    assert_int_equal(f.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_files),
        cmocka_unit_test(too_big),
        cmocka_unit_test(other_kinds),
        cmocka_unit_test(commas),
        cmocka_unit_test(semicolons),
        cmocka_unit_test(tabs),
        cmocka_unit_test(equals_and_quotes),
        cmocka_unit_test(encodings),
        cmocka_unit_test(cells),
        cmocka_unit_test(limits),
        cmocka_unit_test(many),
        cmocka_unit_test(names_of_text),
    };
    return cmocka_run_group_tests_name("sheet", tests, table_setup, table_teardown);
}
