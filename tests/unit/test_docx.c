/* SPDX-License-Identifier: MIT */
/* Word templates: fields wherever Word may have torn them, rows and paragraphs repeated, all else
 * as it was, and files that are none refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/sheet/zip.h"
#include "export/docx/fill.h"
#include "db/base/mem.h"
#include "export/docx/write.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(inside) "<w:tc><w:tcPr/>" inside "</w:tc>"
#define ROW(cells) "<w:tr><w:trPr><w:cantSplit/></w:trPr>" cells "</w:tr>"

static struct facts *facts(struct arena *a)
{
    struct facts *f = facts_new(a, NULL);
    facts_set(f, "tinh", "Cà Mau");
    facts_set(f, "xau", "<a> & \"b\"\x02 \"}}{{tinh}}");
    facts_set(f, "hai_dong", "một\nhai");
    facts_set(f, "roi", "Ca\xcc\x80 Mau"); /* a letter and its mark apart */
    facts_set(f, "rong", "");
    facts_list(f, "vang");
    for (int i = 1; i <= 3; i++) {
        struct facts *m = facts_add(f, "nguoi");
        facts_number(m, "stt", i);
        facts_set(m, "ten", i == 1 ? "An" : i == 2 ? "Bình" : "Chi");
    }
    return f;
}

/* A document with @body as its text, and one part beside it. */
static struct bytes document(const char *body)
{
    char *text = xasprintf("<?xml version=\"1.0\"?><w:document " W "><w:body>%s</w:body>"
                           "</w:document>",
                           body);
    struct docx_file file[] = {{"[Content_Types].xml", "<Types/>", 8},
                               {"word/document.xml", text, strlen(text)},
                               {"word/media/a.bin", "\1\2\3", 3}};
    struct bytes b = docx_zip(file, 3);
    free(text);
    return b;
}

static bool gather(void *arg, const char *s, size_t n, bool last)
{
    (void)last;
    buf_add(arg, s, n);
    return true;
}

/* The part @name of a package; the caller frees. */
static char *part_of(const struct bytes *b, const char *name)
{
    struct faults f = {0};
    struct package p;
    struct buf out = {0};
    assert_true(package_open(&p, b->data, b->len, &f));
    long i = package_find(&p, name);
    assert_true(i >= 0);
    assert_true(package_read(&p, (size_t)i, gather, &out));
    package_close(&p);
    faults_free(&f);
    return out.s;
}

static bool fill(const char *body, struct bytes *out, struct faults *f)
{
    struct arena *a = arena_new();
    struct bytes in = document(body);
    bool ok = docx_fill(in.data, in.len, facts(a), out, f);
    free(in.data);
    arena_free(a);
    return ok;
}

/* What the body comes to. */
static void becomes(const char *body, const char *want)
{
    struct faults f = {0};
    struct bytes out;
    bool ok = fill(body, &out, &f);
    for (size_t i = 0; i < f.n; i++) {
        char *text = fault_text(&f.v[i], NULL);
        print_error("%s\n", text);
        free(text);
    }
    assert_true(ok);
    char *text = part_of(&out, "word/document.xml");
    char *whole = xasprintf("<?xml version=\"1.0\"?><w:document " W "><w:body>%s</w:body>"
                            "</w:document>",
                            want);
    assert_string_equal(text, whole);
    free(whole);
    free(text);
    free(out.data);
    faults_free(&f);
}

#define T(text) "<w:t xml:space=\"preserve\">" text "</w:t>"
#define FILLED(text) "<w:p><w:r>" T(text) "</w:r></w:p>"

static void a_field_torn_over_runs_is_found(void **unused)
{
    (void)unused;
    becomes("<w:p w:rsidR=\"1\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
            "<w:r><w:rPr><w:b/></w:rPr><w:t>Tỉnh {</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"
            "<w:r><w:rPr><w:i/></w:rPr><w:t>{ti</w:t></w:r><w:r><w:t>nh}} họp</w:t></w:r></w:p>",
            "<w:p w:rsidR=\"1\"><w:pPr><w:jc w:val=\"center\"/></w:pPr>"
            "<w:r><w:rPr><w:b/></w:rPr>" T(
                "Tỉnh Cà Mau") "</w:r><w:proofErr w:type=\"spellStart\"/>"
                               "<w:r><w:rPr><w:i/></w:rPr>" T("") "</w:r><w:r>" T(
                                   " họp") "</w:r></w:p>");
    becomes(P("{{\xc2\xa0tinh }}"), FILLED("Cà Mau"));
}

static void what_has_no_field_stays_byte_for_byte(void **unused)
{
    (void)unused;
    becomes(P("a") "<!-- {{tinh}} --><w:p  ><w:r><w:t   xml:space='default'>&#233; {x}</w:t >"
                   "</w:r></w:p  >" P("{{tinh}}"),
            P("a") "<!-- {{tinh}} --><w:p  ><w:r><w:t   xml:space='default'>&#233; {x}</w:t >"
                   "</w:r></w:p  >" FILLED("Cà Mau"));
}

static void values_are_clean_text(void **unused)
{
    (void)unused;
    becomes(P("{{xau}}|{{rong}}{{rong?}}|{{roi}}"),
            FILLED("&lt;a&gt; &amp; \"b\" \"}}{{tinh}}|……|Cà Mau"));
    becomes(P("{{hai_dong}}"), "<w:p><w:r>" T("một") "<w:br/>" T("hai") "</w:r></w:p>");
}

static void paragraphs_repeat_and_directives_vanish(void **unused)
{
    (void)unused;
    becomes(P("{{@lap nguoi}}") P("{{stt}}. {{ten}}") P("{{@het}}") P("hết"),
            FILLED("1. An") FILLED("2. Bình") FILLED("3. Chi") P("hết"));
    becomes(P("{{@neu vang}}") P("có") P("{{@khac}}") P("không") P("{{@het}}"), P("không"));
    /* What ends a section is not lost with its directive. */
    becomes("<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{@neu tinh}}</w:t></w:r></w:p>" P("a")
                P("{{@het}}"),
            "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" P("a"));
}

static void rows_repeat(void **unused)
{
    (void)unused;
    becomes("<w:tbl>" ROW(CELL(P("{{@lap nguoi}}")) CELL("<w:p/>"))
                ROW(CELL(P("{{stt}}")) CELL(P("{{ten}}"))) ROW(CELL(P("{{@het}}"))) "</w:tbl>",
            "<w:tbl>" ROW(CELL(FILLED("1")) CELL(FILLED("An")))
                ROW(CELL(FILLED("2")) CELL(FILLED("Bình")))
                    ROW(CELL(FILLED("3")) CELL(FILLED("Chi"))) "</w:tbl>");
    /* A table that nothing is left of goes; a cell keeps a paragraph. */
    becomes("<w:tbl>" ROW(CELL(P("{{@lap vang}}"))) ROW(CELL(P("a")))
                ROW(CELL(P("{{@het}}"))) "</w:tbl>" P("b"),
            P("b"));
    becomes("<w:tbl>" ROW(CELL(P("{{@neu vang}}") P("a") P("{{@het}}")) CELL(P("b"))) "</w:tbl>",
            "<w:tbl>" ROW(CELL("<w:p/>") CELL(P("b"))) "</w:tbl>");
    becomes("<w:tbl>" ROW(CELL(P("{{@lap nguoi}}") P("{{ten}}") P("{{@het}}"))) "</w:tbl>",
            "<w:tbl>" ROW(CELL(FILLED("An") FILLED("Bình") FILLED("Chi"))) "</w:tbl>");
}

#define BEGIN(id, name) "<w:bookmarkStart w:id=\"" id "\" w:name=\"" name "\"/>"
#define END(id) "<w:bookmarkEnd w:id=\"" id "\"/>"

/* A document has each bookmark once; Word complains of a second one. */
static void bookmarks_are_not_repeated(void **unused)
{
    (void)unused;
    const char *filled =
        "<w:p>" BEGIN("0", "a") "<w:r>" T("An") "</w:r>" END("0") "</w:p>" FILLED("Bình")
            FILLED("Chi");
    becomes(P("{{@lap nguoi}}") "<w:p>" BEGIN("0", "a") "<w:r><w:t>{{ten}}</w:t></w:r>" END(
                "0") "</w:p>" P("{{@het}}"),
            filled);
    /* Begun before what is repeated and ended in it, and the other way round. */
    becomes(P("{{tinh}}") BEGIN("7", "b")
                P("{{@lap nguoi}}") "<w:p><w:r><w:t>{{ten}}</w:t></w:r>" END("7") "</w:p>" P(
                    "{{@het}}"),
            FILLED("Cà Mau")
                BEGIN("7", "b") "<w:p><w:r>" T("An") "</w:r>" END("7") "</w:p>" FILLED("Bình")
                    FILLED("Chi"));
    becomes(P("{{@lap nguoi}}") "<w:p>" BEGIN("7", "b") "<w:r><w:t>{{ten}}</w:t></w:r></w:p>" P(
                "{{@het}}") END("7"),
            "<w:p>" BEGIN("7", "b") "<w:r>" T("An") "</w:r></w:p>" FILLED("Bình") FILLED("Chi")
                END("7"));
    /* What ended where nothing is printed had better not begin. */
    becomes(BEGIN("1", "c") P("{{@neu vang}}") END("1") P("a") P("{{@het}}") P("b"), P("b"));
    becomes(P("{{@neu vang}}") BEGIN("1", "c") P("{{@het}}") P("b") END("1"), P("b"));
    becomes(BEGIN("1", "c") BEGIN("2", "d") END("2") END("1") P("{{tinh}}"),
            BEGIN("1", "c") BEGIN("2", "d") END("2") END("1") FILLED("Cà Mau"));
}

static void a_box_of_text_in_a_paragraph_is_filled(void **unused)
{
    (void)unused;
    becomes(
        "<w:p><w:r><w:t>{{tinh}}</w:t></w:r><w:r><w:pict><w:txbxContent>" P("{{@lap nguoi}}")
            P("{{ten}}") P("{{@het}}") "</w:txbxContent></w:pict></w:r>"
                                       "<w:r><w:t>{{tinh}}</w:t></w:r></w:p>",
        "<w:p><w:r>" T("Cà Mau") "</w:r><w:r><w:pict><w:txbxContent>" FILLED("An") FILLED("Bình")
            FILLED("Chi") "</w:txbxContent></w:pict></w:r><w:r>" T("Cà Mau") "</w:r></w:p>");
}

static void faults_name_the_paragraph(void **unused)
{
    (void)unused;
    struct faults f = {0};
    struct bytes out;
    assert_false(fill(P("{{tinh}}") P("{{khong_co}}") P("{{@lap gi_do}}") P("{{@het}}")
                          P("{{@neu tinh}}"),
                      &out, &f));
    assert_null(out.data);
    assert_int_equal(f.n, 3);
    assert_int_equal(f.v[0].id, F_TEMPLATE_FIELD);
    assert_int_equal(f.v[0].row, 2);
    assert_int_equal(f.v[1].id, F_TEMPLATE_LIST);
    assert_int_equal(f.v[1].row, 3);
    assert_int_equal(f.v[2].id, F_TEMPLATE_OPEN);
    char *where = fault_where(&f.v[2], "bb.docx", NULL);
    assert_string_equal(where, "bb.docx: đoạn 5: ");
    free(where);
    faults_free(&f);
}

static void refused(const char *data, size_t len, const char *why)
{
    struct arena *a = arena_new();
    struct faults f = {0};
    struct bytes out;
    assert_false(docx_fill(data, len, facts(a), &out, &f));
    assert_null(out.data);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.v[0].id, F_TEMPLATE_WORD);
    char *text = fault_text(&f.v[0], NULL);
    if (!strstr(text, why))
        fail_msg("%s", text);
    free(text);
    faults_free(&f);
    arena_free(a);
}

static void body_refused(const char *body, const char *why)
{
    struct bytes b = document(body);
    refused(b.data, b.len, why);
    free(b.data);
}

static void what_is_no_sound_template_is_refused(void **unused)
{
    (void)unused;
    refused("", 0, "không phải .docx");
    refused("PK\3\4 and no more", 15, "không phải .docx");
    body_refused(P("không trường"), "không có trường nào");
    body_refused(P("{{tinh}}") "<w:p>", "tệp hỏng");
    /* A repetition that begins before a table and ends in it. */
    body_refused(P("{{@lap nguoi}}") "<w:tbl>" ROW(CELL(P("{{@het}}") P("b"))) "</w:tbl>",
                 "ngoài bảng");
    struct docx_file doctype = {"word/document.xml", NULL, 0};
    doctype.data = "<!DOCTYPE a [<!ENTITY b \"{{tinh}}\">]><w:p " W "><w:r><w:t>&b;</w:t></w:r>"
                   "</w:p>";
    doctype.len = strlen(doctype.data);
    struct bytes b = docx_zip(&doctype, 1);
    refused(b.data, b.len, "DOCTYPE");
    free(b.data);
    size_t huge = (size_t)SHEET_MAX_INFLATED + 1;
    char *zeros = xcalloc(huge, 1);
    b = docx_zip(&(struct docx_file){"word/document.xml", zeros, huge}, 1);
    refused(b.data, b.len, "quá lớn");
    free(zeros);
    /* Cut off, and with a byte of the data changed. */
    free(b.data);
    b = document(P("{{tinh}}"));
    refused(b.data, b.len - 30, "tệp hỏng");
    for (char *c = b.data; c < b.data + b.len - 40; c++)
        if (memcmp(c, "word/document.xml", 17) == 0) {
            c[17 + 20] ^= 1; /* in its packed text */
            break;
        }
    refused(b.data, b.len, "tệp hỏng");
    free(b.data);
}

/* @n times @s; the caller frees. */
static char *times(size_t n, const char *s)
{
    struct buf b = {0};
    buf_add(&b, "", 0);
    for (size_t i = 0; i < n; i++)
        buf_puts(&b, s);
    return b.s;
}

/* The parser still tells the end of an empty element whose start stopped it. */
static void what_is_too_deep_stops_at_an_empty_element(void **unused)
{
    (void)unused;
    static const char *const empty[] = {"<w:p/>",   "<w:tr/>", "<w:t/>",
                                        "<w:pPr/>", "<w:x/>",  "<w:p><w:r><w:t/></w:r></w:p>"};
    char *open = times(510, "<w:x>"), *close = times(510, "</w:x>");
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        char *body = xasprintf(P("{{tinh}}") "%s%s%s", open, empty[i], close);
        body_refused(body, "tệp hỏng");
        free(body);
    }
    free(open);
    free(close);
    /* Too deep only when it is filled: each of three repetitions goes 200 deeper. */
    open = times(200, "<w:x>");
    close = times(200, "</w:x>");
    char *body = xasprintf(P("{{@lap nguoi}}") "%s<w:tc/>" P("{{@het}}") "%s", open, close);
    body_refused(body, "ngoài bảng");
    free(body);
    free(open);
    free(close);
}

#define TYPES "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/"
#define VND "vnd.openxmlformats-officedocument.wordprocessingml."

/* Fill a package that says it is @type; the type it then has, NULL: refused. */
static char *filled_type(const char *type)
{
    char *types = xasprintf(TYPES "%s\"/></Types>", type);
    const char *text = "<w:document " W "><w:body>" P("{{tinh}}") "</w:body></w:document>";
    struct docx_file file[] = {{"[Content_Types].xml", types, strlen(types)},
                               {"word/document.xml", text, strlen(text)}};
    struct bytes b = docx_zip(file, 2), out = {0};
    struct arena *a = arena_new();
    struct faults f = {0};
    bool ok = docx_fill(b.data, b.len, facts(a), &out, &f);
    assert_int_equal(f.n, !ok);
    char *got = ok ? part_of(&out, "[Content_Types].xml") : NULL;
    faults_free(&f);
    arena_free(a);
    free(types);
    free(b.data);
    free(out.data);
    return got;
}

/* What people save as "Word template" and rename. */
static void a_template_of_word_becomes_a_document(void **unused)
{
    (void)unused;
    static const char *const types[] = {VND "template.main+xml", VND "document.main+xml"};
    for (size_t i = 0; i < 2; i++) {
        char *got = filled_type(types[i]);
        assert_string_equal(got, TYPES VND "document.main+xml\"/></Types>");
        free(got);
    }
    assert_null(filled_type("vnd.ms-word.template.macroEnabledTemplate.main+xml"));
    assert_null(filled_type("vnd.ms-word.document.macroEnabled.main+xml"));
}

static void equal_facts_give_equal_bytes(void **unused)
{
    (void)unused;
    struct faults f = {0};
    struct bytes a = {0}, b = {0};
    assert_true(fill(P("{{tinh}}"), &a, &f) && fill(P("{{tinh}}"), &b, &f));
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    char *rest = part_of(&a, "word/media/a.bin");
    assert_memory_equal(rest, "\1\2\3", 3);
    free(rest);
    free(a.data);
    free(b.data);
}

/* ---- ours, from text ---- */

static char *made_of(const char *text)
{
    struct faults f = {0};
    struct doc d;
    assert_true(doc_parse(&d, text, &f));
    struct bytes b = docx_template(&d);
    assert_non_null(b.data);
    char *xml = part_of(&b, "word/document.xml");
    list_free(&d);
    free(b.data);
    return xml;
}

static size_t count(const char *s, const char *what)
{
    size_t n = 0;
    for (; (s = strstr(s, what)); s += strlen(what))
        n++;
    return n;
}

static void directives_stand_in_the_table_they_repeat(void **unused)
{
    (void)unused;
    char *x = made_of("|! TT | Tên\n{{@lap nguoi}}\n| {{stt}} | {{ten}}\n{{@het}}\nxong\n");
    assert_int_equal(count(x, "<w:tbl>"), 1);
    assert_int_equal(count(x, "<w:tr>"), 4);
    assert_int_equal(count(x, "<w:tblHeader/>"), 1);
    assert_true(strstr(x, "{{@het}}") < strstr(x, "</w:tbl>"));
    free(x);
    /* One that is about more than rows stands outside. */
    x = made_of("{{@lap nguoi}}\n|! TT | Tên\n| {{stt}} | {{ten}}\nxong\n{{@het}}\n");
    assert_true(strstr(x, "{{@lap") < strstr(x, "<w:tbl>"));
    assert_true(strstr(x, "{{@het}}") > strstr(x, "</w:tbl>"));
    free(x);
}

static void a_signature_block_stays_together(void **unused)
{
    (void)unused;
    char *x = made_of("câu cuối\n||! THƯ KÝ | CHỦ TỌA\n~\n||! {{a}} | {{b}}\n");
    /* The last words and every row are kept with what follows; the last one with the paragraph
     * that ends the section, which would make an empty page of its own. */
    assert_int_equal(count(x, "<w:keepNext/>"), 7);
    assert_int_equal(count(x, "<w:cantSplit/>"), 3);
    free(x);
    x = made_of("câu cuối\n||! THƯ KÝ | CHỦ TỌA\n~\n||! {{a}} | {{b}}\nNơi nhận\n");
    assert_int_equal(count(x, "<w:keepNext/>"), 5);
    free(x);
}

static void a_text_template_fills_as_a_word_one(void **unused)
{
    (void)unused;
    struct arena *a = arena_new();
    struct faults f = {0};
    struct doc d;
    struct bytes out;
    const char *text = "|! TT | Tên\n{{@lap nguoi}}\n| {{stt}} | {{ten}}\n{{@het}}\n";
    struct facts *all = facts(a);
    assert_true(doc_parse(&d, text, &f));
    struct bytes b = docx_template(&d);
    assert_false(docx_fill(b.data, b.len, all, &out, &f)); /* the footer's fields are not there */
    assert_true(f.n > 0);
    assert_string_equal(f.v[0].sheet, "footer1.xml");
    faults_free(&f);
    facts_set(all, "trang_thai", "DỰ THẢO");
    facts_set(all, "ma_kiem_tra", "0123456789");
    facts_set(all, "phien_ban", "1");
    facts_set(all, "su_kien_cuoi", "1");
    assert_true(docx_fill(b.data, b.len, all, &out, &f));
    char *x = part_of(&out, "word/document.xml"), *foot = part_of(&out, "word/footer2.xml");
    assert_int_equal(count(x, "<w:tr>"), 4);
    assert_null(strstr(x, "{{"));
    assert_non_null(strstr(foot, "Mã kiểm tra 0123456789"));
    free(x);
    free(foot);
    free(out.data);
    free(b.data);
    list_free(&d);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_torn_over_runs_is_found),
        cmocka_unit_test(what_has_no_field_stays_byte_for_byte),
        cmocka_unit_test(values_are_clean_text),
        cmocka_unit_test(paragraphs_repeat_and_directives_vanish),
        cmocka_unit_test(rows_repeat),
        cmocka_unit_test(bookmarks_are_not_repeated),
        cmocka_unit_test(a_box_of_text_in_a_paragraph_is_filled),
        cmocka_unit_test(faults_name_the_paragraph),
        cmocka_unit_test(what_is_no_sound_template_is_refused),
        cmocka_unit_test(what_is_too_deep_stops_at_an_empty_element),
        cmocka_unit_test(a_template_of_word_becomes_a_document),
        cmocka_unit_test(equal_facts_give_equal_bytes),
        cmocka_unit_test(directives_stand_in_the_table_they_repeat),
        cmocka_unit_test(a_signature_block_stays_together),
        cmocka_unit_test(a_text_template_fills_as_a_word_one),
    };
    return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
