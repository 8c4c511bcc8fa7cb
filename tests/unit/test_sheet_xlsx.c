/* SPDX-License-Identifier: MIT */
/* Workbooks: what their cells say, and the many ways in which they are refused. */
#include <zip.h>

#include "tests/fixtures/book.h"
#include "db/base/mem.h"
#include "tests/fixtures/table.h"

static struct book book;

#define ONE_CELL SHEET("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>")
#define ROW1(cells) SHEET("<row r=\"1\">" cells "</row>")

static void with_sheet(const char *sheet)
{
    book_start(&book, sheet, NULL, NULL);
    book_write(&book, table_path);
}

/* The least workbook with one part put in place or added. */
static struct book_part *with_part(const char *name, const char *text)
{
    book_start(&book, ONE_CELL, NULL, NULL);
    struct book_part *p = book_put(&book, name, text);
    book_write(&book, table_path);
    return p;
}

/* ---- cells ---- */

static void texts(void **state)
{
    (void)state;
    book_start(
        &book,
        SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
              "<row><c t=\"str\"><f>A1</f><v>t</v></c><c t=\"str\"><f>A9</f><v></v></c>"
              "<c t=\"inlineStr\"><is><r><t>i</t></r><rPh><t>no</t></rPh><r><t> j</t></r></is></c>"
              "</row><row r=\"9\"><c r=\"B9\" t=\"b\"><v>1</v></c><c t=\"b\"><v>false</v></c>"
              "<c t=\"s\"><v> 2\n</v></c><c r=\"Z9\"/></row><row r=\"10\"><c r=\"A10\"/></row>"),
        "<sst " NS "><si><t>Mắm</t></si><si><r><t>Trà </t></r><r><t>hoa</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>"
        "<si><t>a_x000D_\n_x005F_x0041_ &amp; _x0042__x00e9__xD83D__xDE00_</t></si></sst>",
        NULL);
    book_write(&book, table_path);
    expect_table(NULL, "1: Mắm||Trà hoa\n2: t||i j\n9: |1|0|a _x0041_ & Bé😀\n");
}

static void prefixes(void **state)
{
    (void)state;
    with_sheet("<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
               "t=\"inlineStr\"><x:is><x:t>x</x:t></x:is></x:c></x:row></x:sheetData>"
               "</x:worksheet>");
    expect_table(NULL, "1: x\n");
}

#define NUM(s) "<c><v>" s "</v></c>"
static void numbers(void **state)
{
    (void)state;
    with_sheet(ROW1(NUM("1.1000000000000001") NUM("12.0") NUM("0901234567") NUM("999999999999999")
                        NUM("-0") NUM("1E-7") NUM("-1.5e3") NUM("0.30000000000000004")
                            NUM("1.234567890123456E2") NUM("2.5E+14") NUM("00") NUM("1e-310")));
    expect_table(NULL, "1: 1.1|12|901234567|999999999999999|0|0.0000001|-1500|0.3|"
                       "123.456789012346|250000000000000|0|0\n");
    with_sheet(ROW1(NUM("1234567890123456789")));
    expect_table(NULL, "? 1.1 sheet-number-long 1234567890123460000\n1: 1234567890123460000\n");
    static const char *const bad[] = {"1,5", "0x10", "nan", "inf", "1e999", "1.2.3", "-", "1e"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *sheet = xasprintf(ROW1("<c><v>%s</v></c>"), bad[i]);
        with_sheet(sheet);
        expect_refused(NULL, F_SHEET_NUMBER);
        free(sheet);
    }
}

#define STYLED(s, v) "<c s=\"" s "\"><v>" v "</v></c>"
#define XF(id) "<xf numFmtId=\"" id "\"/>"
#define STYLES                                                                                     \
    "<styleSheet " NS "><numFmts>"                                                                 \
    "<numFmt numFmtId=\"164\" formatCode=\"&quot;Ng&#224;y &quot;dd/mm/yyyy;@\"/>"                 \
    "<numFmt numFmtId=\"165\" formatCode=\"#,##0\\ &quot;d&quot;[$-42A]_d\"/>"                     \
    "<numFmt numFmtId=\"166\" formatCode=\"hh:mm:ss\"/>"                                           \
    "<numFmt numFmtId=\"167\" formatCode=\"[$-409]mmmm\"/></numFmts>"                              \
    "<cellStyleXfs>" XF("14") XF("14") "</cellStyleXfs><cellXfs>" XF("0") XF("14") XF("22")        \
        XF("164") XF("165") XF("166") XF("167") XF(                                                \
            "20") "</cellXfs>"                                                                     \
                  "<dxfs><dxf><numFmt numFmtId=\"0\" formatCode=\"d\"/></dxf></dxfs></styleSheet>"

static void dates(void **state)
{
    (void)state;
    book_start(&book,
               ROW1(STYLED("0", "46349") STYLED("1", "46349") STYLED("2", "46349.5") STYLED(
                   "3", "61") STYLED("4", "46349") STYLED("5", "0.31254") STYLED("6", "46349")
                        STYLED("1", "59") STYLED("1", "1") STYLED("7", "0.3125")
                            STYLED("1", "46348.9999999") STYLED("1", "2958465") STYLED("99", "7")),
               NULL, STYLES);
    book_write(&book, table_path);
    expect_table(NULL, "1: 46349|2026-11-23|2026-11-23 12:00|1900-03-01|46349|07:30:03|2026-11-23|"
                       "1900-02-28|1900-01-01|07:30|2026-11-23|9999-12-31|7\n");
    book_put(&book, "xl/workbook.xml",
             "<workbook " NS NS_R "><workbookPr date1904=\"1\"/><sheets>"
             "<sheet name=\"D\" r:id=\"r1\"/></sheets></workbook>");
    book_put(&book, "xl/worksheets/sheet1.xml",
             ROW1(STYLED("1", "0") STYLED("1", "44887") STYLED("5", "0.5")));
    book_write(&book, table_path);
    expect_table(NULL, "1: 1904-01-01|2026-11-23|12:00\n");
    book_start(&book,
               ROW1(STYLED("1", "60") STYLED("1", "0") STYLED("1", "-3") STYLED("3", "2958466")),
               NULL, STYLES);
    book_write(&book, table_path);
    expect_table(NULL, "! 1.1 sheet-date 60\n! 1.2 sheet-date 0\n! 1.3 sheet-date -3\n"
                       "! 1.4 sheet-date 2958466\n");
    with_sheet(ROW1("<c t=\"d\"><v>2026-11-23T00:00:00.000Z</v></c><c t=\"d\"><v>2026-11-23</v></c>"
                    "<c t=\"d\"><v>2026-11-23T07:30:00</v></c>"));
    expect_table(NULL, "1: 2026-11-23|2026-11-23|2026-11-23 07:30\n");
    with_sheet(ROW1("<c t=\"d\"><v>23/11/2026</v></c>"));
    expect_refused(NULL, F_SHEET_DATE);
}

static void cell_faults(void **state)
{
    (void)state;
    with_sheet(
        SHEET("<row r=\"2\"><c r=\"A2\" t=\"e\"><v>#REF!</v></c><c r=\"B2\"><f>1+1</f><v></v></c>"
              "<c r=\"C2\"><f>1+1</f></c><c r=\"D2\" t=\"s\"><v>0</v></c>"
              "<c r=\"E2\" t=\"b\"><v>maybe</v></c><c r=\"F2\" t=\"zz\"><v>1</v></c>"
              "<c r=\"G2\" t=\"inlineStr\"><is><t>a_x0000_b</t></is></c>"
              "<c r=\"H2\" t=\"inlineStr\"><is><t>_xD800_</t></is></c>"
              "<c r=\"GS2\" t=\"b\"><v>1</v></c></row>"));
    expect_table(NULL,
                 "! 2.1 sheet-error-cell #REF!\n"
                 "! 2.2 sheet-no-result -\n! 2.3 sheet-no-result -\n"
                 "! 2.4 sheet-string 0\n! 2.5 sheet-cell-type maybe\n! 2.6 sheet-cell-type zz\n"
                 "! 2.7 sheet-control U+0000\n! 2.8 sheet-nonchar U+D800\n"
                 "! 2.201 sheet-columns 201\n");
}

static void references(void **state)
{
    (void)state;
    static const char *const bad[] = {
        SHEET("<row r=\"2\"/><row r=\"1\"/>"),
        SHEET("<row r=\"2\"/><row r=\"2\"/>"),
        SHEET("<row r=\"0\"/>"),
        SHEET("<row r=\"1048577\"/>"),
        SHEET("<row r=\"1x\"/>"),
        ROW1("<c r=\"B1\"/><c r=\"A1\"/>"),
        ROW1("<c r=\"B1\"/><c r=\"B1\"/>"),
        ROW1("<c r=\"B2\"/>"),
        ROW1("<c r=\"B\"/>"),
        ROW1("<c r=\"1\"/>"),
        ROW1("<c r=\"XFE1\"/>"),
        ROW1("<c r=\"AAAAAAAAAAAAAAAA1\"/>"),
        ROW1("<c r=\"A1\"><v>1</v><v>2</v></c>"),
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        with_sheet(bad[i]);
        expect_refused(NULL, F_SHEET_REFERENCE);
    }
}

/* ---- sheets ---- */

#define TABS(a, b, c)                                                                              \
    WORKBOOK("<sheet name=\"Một\" " a "/><sheet name=\"Hai\" " b "/><sheet name=\"Ba\" " c "/>")
#define REL2 "<Relationship Id=\"r2\"" TYPE("worksheet") "Target=\"/xl/worksheets/s2.xml\"/>"
#define REL3(type) "<Relationship Id=\"r3\"" TYPE(type) "Target=\"../xl/./worksheets/s3.xml\"/>"

static void three(const char *tabs, const char *rels)
{
    book_start(&book, ROW1(NUM("1")), NULL, NULL);
    book_put(&book, "xl/workbook.xml", tabs);
    book_put(&book, "xl/_rels/workbook.xml.rels", rels);
    book_put(&book, "xl/worksheets/s2.xml", ROW1(NUM("2")));
    book_put(&book, "xl/worksheets/s3.xml", ROW1(NUM("3")));
    book_write(&book, table_path);
}

static void sheets(void **state)
{
    (void)state;
    const struct sheet_options hai = {.sheet = "HAI"}, ba = {.sheet = "Ba"}, no = {.sheet = "x"};
    struct faults f = {0};
    three(TABS("r:id=\"r1\"", "r:id=\"r2\"", "r:id=\"r3\""),
          RELS(REL_SHEET1 REL2 REL3("worksheet")));
    expect_table(NULL, "? 0.0 sheet-others Một\n1: 1\n");
    expect_table(&hai, "1: 2\n");
    expect_table(&ba, "1: 3\n");
    expect_refused(&no, F_SHEET_NO_SUCH);
    three(TABS("r:id=\"r1\" state=\"hidden\"", "r:id=\"r2\" state=\"veryHidden\"", "r:id=\"r3\""),
          RELS(REL_SHEET1 REL2 REL3("worksheet")));
    expect_table(NULL, "1: 3\n");
    expect_refused(&hai, F_SHEET_HIDDEN);
    char **names = sheet_names(table_path, false, &f);
    assert_non_null(names);
    assert_string_equal(names[0], "Ba");
    assert_null(names[1]);
    sheet_names_free(names);
    three(TABS("r:id=\"r3\"", "r:id=\"r2\"", "r:id=\"r1\" state=\"hidden\""),
          RELS(REL_SHEET1 REL2 REL3("chartsheet")));
    expect_table(NULL, "1: 2\n");
    const struct sheet_options mot = {.sheet = "một"};
    expect_refused(&mot, F_SHEET_NO_TABLE);
    three(TABS("r:id=\"r1\" state=\"hidden\"", "r:id=\"r2\" state=\"hidden\"",
               "r:id=\"r3\" state=\"hidden\""),
          RELS(REL_SHEET1 REL2 REL3("worksheet")));
    expect_refused(NULL, F_SHEET_NONE_VISIBLE);
    three(WORKBOOK("<sheet name=\"A\" r:id=\"r1\"/><sheet name=\"a\" r:id=\"r2\"/>"),
          RELS(REL_SHEET1 REL2));
    expect_refused(NULL, F_SHEET_NAME_TWICE);
    with_sheet(SHEET("<row r=\"1\" hidden=\"1\">" NUM("1") "</row><row r=\"2\" hidden=\"1\"/>"));
    expect_table(NULL, "? 0.0 sheet-hidden-rows 1\n1: 1\n");
    with_sheet(SHEET(""));
    expect_refused(NULL, F_SHEET_EMPTY);
    faults_free(&f);
}

/* ---- relations ---- */

static void relations(void **state)
{
    (void)state;
    static const struct {
        const char *rels;
        enum fault_id id;
    } bad[] = {
        {RELS("<Relationship Id=\"r1\"" TYPE(
             "worksheet") "Target=\"file:///etc/passwd\" TargetMode=\"External\"/>"),
         F_SHEET_RELATION},
        {RELS("<Relationship Id=\"r1\"" TYPE("worksheet") "Target=\"../../etc/passwd\"/>"),
         F_SHEET_RELATION},
        {RELS("<Relationship Id=\"r1\"" TYPE("worksheet") "Target=\"http://x/y\"/>"),
         F_SHEET_RELATION},
        {RELS(REL_SHEET1 "<Relationship Id=\"q\"" TYPE("theme") "Target=\"..\\..\\x\"/>"),
         F_SHEET_RELATION},
        {RELS("<Relationship Id=\"r1\"" TYPE("worksheet") "Target=\"worksheets/none.xml\"/>"),
         F_SHEET_PART_MISSING},
        {RELS(REL_SHEET1 REL_SHEET1), F_SHEET_RELATION_TWICE},
        {RELS(REL_SHEET1 "<Relationship Id=\"a\"" TYPE(
             "styles") "Target=\"worksheets/sheet1.xml\"/>"
                       "<Relationship Id=\"b\"" TYPE(
                           "styles") "Target=\"worksheets/sheet1.xml\"/>"),
         F_SHEET_RELATION_TWICE},
        {RELS(""), F_SHEET_PART_MISSING},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        with_part("xl/_rels/workbook.xml.rels", bad[i].rels);
        expect_refused(NULL, bad[i].id);
    }
    with_part("_rels/.rels",
              RELS("<Relationship Id=\"a\"" TYPE(
                  "officeDocument") "Target=\"http://x/\" TargetMode=\"External\"/>"));
    expect_refused(NULL, F_SHEET_RELATION);
    /* What the sheet that is read does not need may point anywhere. */
    with_part("xl/_rels/workbook.xml.rels",
              RELS(REL_SHEET1 "<Relationship Id=\"q\"" TYPE(
                  "externalLink") "Target=\"file:///C:/x.xlsx\" TargetMode=\"External\"/>"));
    expect_table(NULL, "1: x\n");
}

/* ---- XML ---- */

#define DOCTYPE "<!DOCTYPE x [<!ENTITY e \"eeee\">]>"

static void markup(void **state)
{
    (void)state;
    with_sheet(DOCTYPE ONE_CELL);
    expect_refused(NULL, F_SHEET_DOCTYPE);
    with_part("xl/workbook.xml", DOCTYPE WORKBOOK("<sheet name=\"A\" r:id=\"r1\"/>"));
    expect_refused(NULL, F_SHEET_DOCTYPE);
    with_part("[Content_Types].xml", "<!DOCTYPE x><Types/>");
    expect_refused(NULL, F_SHEET_DOCTYPE);
    with_part("docProps/core.xml", DOCTYPE "<x/>"); /* read by nobody, refused all the same */
    expect_refused(NULL, F_SHEET_DOCTYPE);
    with_part("docProps/core.xml", "<not really xml");
    expect_table(NULL, "1: x\n");
    with_sheet("<worksheet><sheetData>");
    expect_refused(NULL, F_SHEET_XML);
    with_sheet(ROW1("<c t=\"inlineStr\"><is><t>\xff</t></is></c>"));
    expect_refused(NULL, F_SHEET_XML);
    with_sheet(ROW1("<c t=\"inlineStr\"><is><t>&#8;</t></is></c>"));
    expect_refused(NULL, F_SHEET_XML);
    char *deep = xcalloc(1, 3 * 1000 + 1), *wide = xcalloc(1, (2 << 20) + 64);
    for (int i = 0; i < 1000; i++)
        memcpy(deep + 3 * i, "<a>", 3);
    with_sheet(deep);
    expect_refused(NULL, F_SHEET_XML_LIMIT);
    strcpy(wide, "<worksheet a=\"");
    memset(wide + strlen(wide), ' ', 2 << 20);
    strcat(wide, "\"/>");
    with_sheet(wide);
    expect_refused(NULL, F_SHEET_XML_LIMIT);
    free(deep);
    free(wide);
}

/* ---- the container ---- */

static void change(const char *name, struct book_part change)
{
    book_start(&book, ONE_CELL, NULL, NULL);
    struct book_part *p = book_find(&book, name);
    change.name = change.name ? change.name : p->name;
    change.text = p->text;
    *p = change;
    book_write(&book, table_path);
}

static void containers(void **state)
{
    (void)state;
    const char *sheet1 = "xl/worksheets/sheet1.xml";
    with_part("xl/media/image1.png", "any bytes");
    expect_table(NULL, "1: x\n");
    change(sheet1, (struct book_part){.flags = 1});
    expect_refused(NULL, F_SHEET_PASSWORD);
    change(sheet1, (struct book_part){.method = 12});
    expect_refused(NULL, F_SHEET_ZIP_METHOD);
    change(sheet1, (struct book_part){.size_lie = 100});
    expect_refused(NULL, F_SHEET_ZIP_SIZE);
    change(sheet1, (struct book_part){.crc_lie = 1});
    expect_refused(NULL, F_SHEET_ZIP_DATA);
    with_part("xl/media/image1.png", "any bytes")->crc_lie = 1;
    book_write(&book, table_path);
    expect_refused(NULL, F_SHEET_ZIP_DATA);
    change(sheet1, (struct book_part){.local = "xl/worksheets/sheet2.xml"});
    expect_refused(NULL, F_SHEET_ZIP_NAME);
    static const char *const names[] = {"..\\x",  "\\x",   "xl\\..\\x", "../x",  "/x",   "xl//x",
                                        "xl/./x", "xl/..", "c:x",       "a\x1b", "\xff", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        with_part(names[i], "x");
        expect_refused(NULL, F_SHEET_ZIP_NAME);
    }
    with_part("xl\\worksheets\\sheet1.xml", "x");
    expect_refused(NULL, F_SHEET_ZIP_TWICE);
    with_part("XL/Worksheets/SHEET1.xml", "x");
    expect_refused(NULL, F_SHEET_ZIP_TWICE);
    change("[Content_Types].xml", (struct book_part){.name = "renamed.xml"});
    expect_refused(NULL, F_SHEET_KIND);
    with_part("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    expect_refused(NULL, F_SHEET_KIND);
    change("_rels/.rels", (struct book_part){.name = "_rels/other"});
    expect_refused(NULL, F_SHEET_PART_MISSING);
}

/* A program that writes \ for / does it every time: to ask for the file again is no help. */
static void names_with_backslashes(void **state)
{
    (void)state;
    change("xl/worksheets/sheet1.xml", (struct book_part){.name = "xl\\worksheets\\sheet1.xml"});
    expect_table(NULL, "1: x\n");
    change("_rels/.rels", (struct book_part){.name = "_rels\\.rels"});
    expect_table(NULL, "1: x\n");
    book_start(&book, ONE_CELL, NULL, NULL);
    book_put(
        &book, "xl/_rels/workbook.xml.rels",
        RELS("<Relationship Id=\"r1\"" TYPE("worksheet") "Target=\"worksheets\\sheet1.xml\"/>"));
    book_write(&book, table_path);
    expect_table(NULL, "1: x\n");
}

static void bombs(void **state)
{
    (void)state;
    static char name[SHEET_MAX_PARTS][32];
    book_start(&book, ONE_CELL, NULL, NULL);
    for (size_t i = 0; book.n <= SHEET_MAX_PARTS; i++) {
        snprintf(name[i], sizeof name[i], "xl/p%zu.bin", i);
        book.part[book.n++] = (struct book_part){.name = name[i], .text = "x"};
    }
    book_write(&book, table_path);
    expect_refused(NULL, F_SHEET_ZIP_PARTS);
    book.n--;
    book_write(&book, table_path);
    expect_table(NULL, "1: x\n");
    with_part("xl/big.xml", "x")->size_lie = SHEET_MAX_INFLATED;
    book.part[book.n - 1].method = 8;
    book_write(&book, table_path);
    expect_refused(NULL, F_SHEET_ZIP_BIG);
    /* A part whose bytes are those of a whole other part, its header included. */
    static unsigned char inner[256];
    struct book_part hidden = {.name = "xl/inner.xml", .text = "<x/>", .len = 4};
    size_t n = book_le(inner, 0x04034b50, 4);
    n += book_common(inner + n, &hidden, 4, strlen(hidden.name));
    n += book_bytes(hidden.name, strlen(hidden.name), inner + n);
    n += book_bytes("<x/>", 4, inner + n);
    with_part("xl/outer.bin", (const char *)inner)->len = n;
    hidden.inside = 1;
    book.part[book.n++] = hidden;
    book_write(&book, table_path);
    expect_refused(NULL, F_SHEET_ZIP_OVERLAP);
}

/* A deflated part that gives more than the directory says. */
static void swelling(void **state)
{
    (void)state;
    book_start(&book, ONE_CELL, NULL, NULL);
    unlink(table_path);
    zip_t *z = zip_open(table_path, ZIP_CREATE, NULL);
    char *spaces = xmalloc(300000);
    memset(spaces, ' ', 300000);
    for (size_t i = 0; i < book.n; i++)
        zip_file_add(z, book.part[i].name,
                     zip_source_buffer(z, book.part[i].text, strlen(book.part[i].text), 0), 0);
    zip_file_add(z, "xl/big.bin", zip_source_buffer(z, spaces, 300000, 0), 0);
    assert_int_equal(zip_close(z), 0);
    free(spaces);
    expect_table(NULL, "1: x\n");
    char bytes[8192];
    FILE *f = fopen(table_path, "r+b");
    size_t len = fread(bytes, 1, sizeof bytes, f), lies = 0;
    unsigned char truth[4], lie[4];
    book_le(truth, 300000, 4);
    book_le(lie, 1000, 4);
    for (size_t i = 0; i + 4 <= len; i++)
        if (memcmp(bytes + i, truth, 4) == 0) {
            memcpy(bytes + i, lie, 4);
            lies++;
        }
    fclose(f);
    assert_int_equal(lies, 2);
    table_bytes(bytes, len);
    expect_refused(NULL, F_SHEET_ZIP_SIZE);
    /* And cut off anywhere: refused, never read. */
    for (size_t cut = 0; cut < len; cut += 7) {
        table_bytes(bytes, cut);
        struct faults faults = {0};
        assert_null(sheet_read(table_path, NULL, &faults));
        assert_true(faults.errors > 0);
        faults_free(&faults);
    }
}

/* Any one byte of a workbook changed: read or refused, but never without a reason, and the
 * text is the same where it is read. */
static void flipped(void **state)
{
    (void)state;
    static char bytes[16384];
    with_sheet(ONE_CELL);
    FILE *f = fopen(table_path, "rb");
    size_t len = fread(bytes, 1, sizeof bytes, f), refused = 0;
    fclose(f);
    for (size_t i = 0; i < len; i++) {
        struct faults faults = {0};
        bytes[i] ^= 0x55;
        table_bytes(bytes, len);
        struct sheet_rows *s = sheet_read(table_path, NULL, &faults);
        assert_int_equal(s == NULL, faults.errors > 0);
        if (s) {
            assert_int_equal(s->n, 1);
            assert_string_equal(s->row[0].cell[0], "x");
        }
        refused += s == NULL;
        sheet_free(s);
        faults_free(&faults);
        bytes[i] ^= 0x55;
    }
    assert_true(refused > len * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(cell_faults),
        cmocka_unit_test(references),
        cmocka_unit_test(sheets),
        cmocka_unit_test(relations),
        cmocka_unit_test(markup),
        cmocka_unit_test(containers),
        cmocka_unit_test(names_with_backslashes),
        cmocka_unit_test(bombs),
        cmocka_unit_test(swelling),
        cmocka_unit_test(flipped),
    };
    return cmocka_run_group_tests_name("sheet_xlsx", tests, table_setup, table_teardown);
}
