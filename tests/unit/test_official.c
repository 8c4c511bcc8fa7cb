/* SPDX-License-Identifier: MIT */
/* The Decision's file: a document of our own words in its shape is matched with sets 08 and 26;
 * what differs is told at its place, what is hostile is refused, and the store is believed only
 * when it is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/official/official.h"
#include "tests/fixtures/book.h"
#include "db/base/mem.h"
#include "tests/fixtures/decision.h"

#define PATH "test_official.tmp"
#define STORE "test_official.store"

static const struct crit_set *sets[2];

static char *decision(void)
{
    return decision_page(sets, 2);
}

/* @text with the first @old after @after replaced by @new; takes @text. */
static char *edit(char *text, const char *after, const char *old, const char *new)
{
    char *from = strstr(text, after), *at = from ? strstr(from, old) : NULL;
    assert_non_null(at);
    char *out = xasprintf("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    free(text);
    return out;
}

static void put_file(const char *path, const void *data, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static struct official_report report;
static struct faults told;

/* Reads the text as a file; takes it. */
static struct official *read_text(char *text)
{
    faults_free(&told);
    put_file(PATH, text, strlen(text));
    free(text);
    return official_read(PATH, sets, 2, &report, &told);
}

static size_t count(enum fault_id id)
{
    size_t n = 0;
    for (size_t i = 0; i < told.n; i++)
        n += told.v[i].id == id;
    return n;
}

static void print_told(void)
{
    for (size_t i = 0; i < told.n; i++) {
        char *s = fault_text(&told.v[i], NULL);
        print_message("told: %s\n", s);
        free(s);
    }
}

static void assert_told(enum fault_id id, const char *set, const char *code, const char *label,
                        const char *stands)
{
    for (size_t i = 0; i < told.n; i++) {
        const struct fault *f = &told.v[i];
        if (f->id == id && !strcmp(f->arg[0], set) && !strcmp(f->arg[1], code) &&
            !strcmp(f->arg[2], label) && strstr(f->arg[3], stands))
            return;
    }
    print_told();
    fail_msg("not told: %s %s %s %s %s", fault_code(id), set, code, label, stands);
}

static size_t all_levels(void)
{
    size_t n = 0;
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sets[k]->n_nodes; i++)
            n += sets[k]->node[i].n_levels;
    return n;
}

/* ---- a whole one ---- */

static void assert_words(const struct official *o)
{
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sets[k]->n_nodes; i++) {
            const struct crit_node *n = &sets[k]->node[i];
            assert_string_equal(official_name(o, sets[k]->id, n->code), n->name);
            for (size_t j = 0; j < n->n_levels && !n->levels_implied; j++) {
                const char *text = official_level(o, sets[k]->id, n->code, n->level[j].label);
                assert_non_null(text);
                assert_memory_equal(text, "Lời in: ", strlen("Lời in: "));
                assert_string_equal(text + strlen("Lời in: "), n->level[j].text);
            }
        }
}

static void a_whole_file_matches_and_is_looked_up(void **state)
{
    (void)state;
    struct official *o = read_text(decision());
    assert_non_null(o);
    assert_int_equal(told.n, 0);
    assert_int_equal(report.found, 2);
    assert_int_equal(report.levels, all_levels());
    assert_int_equal(report.matched, all_levels());
    assert_int_equal(report.blank, 0);
    assert_words(o);
    assert_string_equal(official_source(o), PATH);
    assert_string_equal(official_disqualifier(o, sets[0]->id, 0), "Bịa hồ sơ");
    assert_null(official_disqualifier(o, sets[0]->id, 1));
    assert_string_equal(official_level(o, "qd26-2026/26", "8", "b"),
                        "Trường hợp 2: Điểm dịch vụ du lịch");
    assert_string_equal(official_note(o, "qd26-2026/08", "6.1", 0), "Ghi chú: in về 6.1");
    assert_null(official_note(o, "qd26-2026/08", "6.1", 1));
    assert_null(official_level(o, "qd26-2026/08", "6.1", "9"));
    assert_null(official_level(o, "qd26-2026/09", "6.1", "1"));
    assert_null(official_level(NULL, "qd26-2026/08", "6.1", "1"));
    assert_int_equal(official_levels(o, NULL), report.matched - report.implied);
    assert_int_equal(official_levels(NULL, NULL), 0);
    official_free(o);
}

/* ---- what does not match ---- */

static void each_difference_is_told_at_its_place(void **state)
{
    (void)state;
    char *text = decision();
    text = edit(text, ">1.1. ", "<td><p>2</p></td>", "<td><p>7</p></td>"); /* other points */
    text = edit(text, ">1.3. ", "<td><p>2</p></td>", "<td><p></p></td>");  /* blank */
    text = edit(text, ">2.2. ", "***", "");                                /* no star */
    text = edit(text, ">4.2. ", "<td><p>3</p></td>", "<td><p>4</p></td>"); /* the maximum */
    text = edit(text, ">5.1. ", "<tr><td><p>□",
                "<tr><td><p>□ Mức lạ</p></td><td><p>9</p></td></tr>"
                "<tr><td><p>□");
    text = edit(text, ">6.3. ", "6.3. ", "6.30. "); /* one criterion unknown, one missing */
    text = edit(text, ">9. ", "9. ĐẢM BẢO", "9. BẢO ĐẢM");
    struct official *o = read_text(text);
    assert_non_null(o);
    const char *id = "qd26-2026/08";
    assert_told(F_OFFICIAL_LEVEL_POINTS, id, "1.1", "2", "7: Lời in");
    assert_told(F_OFFICIAL_PRINTED, id, "1.3", "2", "");
    assert_told(F_OFFICIAL_STAR, id, "2.2", "3", "");
    assert_told(F_OFFICIAL_MAX, id, "4.2", "", "4");
    assert_told(F_OFFICIAL_LEVEL_EXTRA, id, "5.1", "", "9: Mức lạ");
    assert_told(F_OFFICIAL_CRITERION_EXTRA, id, "6.30", "", "");
    assert_told(F_OFFICIAL_CRITERION_MISSING, id, "6.3", "", "");
    assert_told(F_OFFICIAL_NAME, id, "9", "", "BẢO ĐẢM");
    size_t lost = crit_leaf(sets[0], "6.3")->n_levels;
    assert_int_equal(count(F_OFFICIAL_LEVEL_MISSING), lost);
    assert_int_equal(report.matched, all_levels() - lost - 1);
    assert_int_equal(report.blank, 1);
    assert_null(official_level(o, id, "1.1", "2"));
    assert_non_null(official_level(o, id, "1.1", "3"));
    assert_non_null(official_level(o, id, "1.3", "2"));
    assert_null(official_level(o, id, "6.3", "1"));
    assert_int_equal(told.errors, 0);
    official_free(o);
}

/* Only the right ones of the levels that are left get their words. */
static void a_level_that_is_missing_shifts_no_other(void **state)
{
    (void)state;
    char *text = decision(), *at = strstr(strstr(text, ">6.5. "), "<tr>"),
         *end = strstr(at, "</tr>");
    memmove(at, end + 5, strlen(end + 5) + 1);
    struct official *o = read_text(text);
    const struct crit_node *n = crit_leaf(sets[0], "6.5");
    assert_told(F_OFFICIAL_LEVEL_MISSING, "qd26-2026/08", "6.5", "1", "");
    assert_null(official_level(o, "qd26-2026/08", "6.5", "1"));
    for (size_t i = 1; i < n->n_levels; i++)
        assert_string_equal(official_level(o, "qd26-2026/08", "6.5", n->level[i].label) +
                                strlen("Lời in: "),
                            n->level[i].text);
    official_free(o);
}

static void rows_that_are_shaped_differently_match_too(void **state)
{
    (void)state;
    /* a table cut by a page, a layout table around all, a column of numbers before, an empty one
     * behind, other boxes, several levels in one cell */
    char *text = decision();
    text = edit(text, ">2.1. ", "<tr>", "</table><p>12</p><table><tr>");
    text = edit(text, ">3.1. ", "<td><p>□", "<td>7</td><td><p>☐");
    text = edit(text, ">3.1. ", "</p></td></tr>", "</p></td><td> </td></tr>");
    text = edit(text, ">3.3. ", "□", "o");
    text = edit(text, ">7. ", "<tr><td><p>□ Lời in: ", "<tr><td>□ Lời in: ");
    text = edit(text, "<body>", "<body>", "<body><table><tr><td>");
    text = edit(text, "</body>", "</body>", "</td></tr></table></body>");
    text = edit(text, "1.7. ", "1.7. ", ""); /* numbered by the word processor */
    struct official *o = read_text(text);
    print_told();
    assert_non_null(o);
    assert_int_equal(told.n, 0);
    assert_int_equal(report.matched, all_levels());
    official_free(o);
}

static void what_is_not_the_decision_is_refused(void **state)
{
    (void)state;
    static const char *const other[] = {
        "<html><body><p>26/2026/QĐ-TTg</p><table><tr><td>a</td></tr></table></body></html>",
        "<p></p>",
        "<table><tr><td>Phần A: x</td><td>40</td></tr></table>",
    };
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        assert_null(read_text(xstrdup(other[i])));
        assert_true(report.readable);
        assert_int_equal(told.n, 1);
        assert_int_equal(told.v[0].id, F_OFFICIAL_UNLIKE);
    }
    char *half = decision(), *cut = strstr(half, "26. Bộ sản phẩm");
    *cut = '\0';
    assert_null(read_text(half));
    assert_int_equal(told.v[told.n - 1].id, F_OFFICIAL_UNLIKE);
    assert_null(read_text(xstrdup("chữ trơn")));
    assert_false(report.readable);
    assert_int_equal(told.v[0].id, F_OFFICIAL_NOT_TEXT);
    assert_null(read_text(xstrdup("%PDF-1.7 <")));
    assert_int_equal(told.v[0].id, F_OFFICIAL_KIND);
    assert_null(official_read("không-có", sets, 2, &report, &told));
    assert_false(report.readable);
    assert_null(official_read(".", sets, 2, &report, &told));
    assert_int_equal(told.v[told.n - 1].id, F_OFFICIAL_NOT_FILE);
}

/* ---- limits ---- */

static char *many(const char *s, size_t n)
{
    size_t len = strlen(s);
    char *out = xmalloc(n * len + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(out + i * len, s, len);
    out[n * len] = '\0';
    return out;
}

static void hostile_pages_are_refused(void **state)
{
    (void)state;
    char *word = many("dài ", 40000);
    char *const bad[] = {
        many("<div>", 100000),
        many("<table><tr><td>x", 100),
        many("<p>x</p>", 70000),
        many("<b>", 300),
        xasprintf("<table><tr><td>%s</td></tr></table>", word),
    };
    free(word);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(read_text(bad[i]));
        assert_int_equal(told.n, 1);
        assert_int_equal(told.v[0].id, F_OFFICIAL_LIMIT);
        assert_false(report.readable);
    }
    char *cells = many("<td>x</td>", 100);
    assert_null(read_text(xasprintf("<table><tr>%s</tr></table>", cells)));
    assert_int_equal(told.v[0].id, F_OFFICIAL_LIMIT);
    free(cells);
    /* entities are not ours to expand */
    assert_null(read_text(xstrdup("<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
                                  "<table><tr><td>&b;</td></tr></table>")));
    assert_int_equal(told.n, 1);
}

/* ---- Word ---- */

#define WORD "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"

/* The same document as Word has it: tags of the page become those of a document. */
static char *to_word(const char *html)
{
    static const char *const tags[][2] = {
        {"<table>", "<w:tbl>"},
        {"</table>", "</w:tbl>"},
        {"<tr>", "<w:tr>"},
        {"</tr>", "</w:tr>"},
        {"<td>", "<w:tc>"},
        {"</td>", "</w:tc>"},
        {"<p>", "<w:p><w:r><w:t xml:space=\"preserve\">"},
        {"</p>", "</w:t></w:r></w:p>"},
        {"<br>", "</w:t><w:br/><w:t>"},
        {"<b>", "</w:t></w:r><w:r><w:t>"},
        {"</b>", "</w:t></w:r><w:del><w:r><w:t>bỏ</w:t></w:r></w:del><w:r><w:t>"},
        {"□", "</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>"},
        {"<td>8</td>", ""},
    };
    struct decision_file p = {0};
    decision_add(&p, WORD "<w:body>");
    html = strstr(html, "<p>");
    while (*html) {
        size_t i = 0, n = sizeof tags / sizeof *tags;
        for (; i < n && strncmp(html, tags[i][0], strlen(tags[i][0])) != 0; i++)
            ;
        char one[2] = {*html, 0};
        bool end = strncmp(html, "</body>", 7) == 0;
        if (!end)
            decision_add(&p, i < n ? tags[i][1] : one);
        html += end ? strlen(html) : i < n ? strlen(tags[i][0]) : 1;
    }
    decision_add(&p, "</w:body></w:document>");
    return p.s;
}

static struct official *read_word(const char *document)
{
    static struct book b;
    b.n = 0;
    book_put(&b, "[Content_Types].xml", "<Types/>");
    book_put(&b, "word/document.xml", document);
    faults_free(&told);
    book_write(&b, PATH);
    return official_read(PATH, sets, 2, &report, &told);
}

static void a_word_document_gives_the_same_words(void **state)
{
    (void)state;
    char *html = decision(), *word = to_word(html);
    struct official *o = read_word(word);
    print_told();
    assert_non_null(o);
    assert_int_equal(told.n, 0);
    assert_int_equal(report.matched, all_levels());
    assert_words(o);
    official_free(o);
    free(html);
    free(word);
}

static void hostile_documents_are_refused(void **state)
{
    (void)state;
    char *deep = many("<w:p>", 5000), *page = xasprintf(WORD "%s", deep);
    assert_null(read_word(page));
    assert_int_equal(told.v[0].id, F_OFFICIAL_LIMIT);
    free(deep);
    free(page);
    assert_null(read_word("<!DOCTYPE x [<!ENTITY a \"a\">]>" WORD "<w:p>&a;</w:p></w:document>"));
    assert_int_equal(told.v[0].id, F_OFFICIAL_DAMAGED);
    assert_null(read_word(WORD "<w:p>"));
    assert_int_equal(told.v[0].id, F_OFFICIAL_DAMAGED);
    assert_int_equal(told.n, 1);
    assert_null(read_text(xstrdup("PK\3\4 cụt")));
    assert_int_equal(told.v[0].id, F_OFFICIAL_DAMAGED);
}

/* ---- the store ---- */

static char *slurp(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *s = xmalloc(1 << 20);
    *n = fread(s, 1, 1 << 20, f);
    fclose(f);
    return s;
}

static void the_store_gives_back_what_was_kept(void **state)
{
    (void)state;
    struct official *o = read_text(decision());
    assert_true(official_save(o, STORE, &told));
    struct official *back = official_load(STORE, &told);
    assert_non_null(back);
    assert_int_equal(told.n, 0);
    assert_words(back);
    assert_string_equal(official_source(back), PATH);
    assert_int_equal(official_levels(back, NULL), official_levels(o, NULL));
    assert_true(official_save(back, PATH, &told));
    size_t n, m;
    char *a = slurp(STORE, &n), *b = slurp(PATH, &m);
    assert_int_equal(n, m);
    assert_memory_equal(a, b, n);
    free(a);
    free(b);
    assert_false(official_save(o, "không-có/thư-mục", &told));
    assert_int_equal(told.v[0].id, F_OFFICIAL_STORE_WRITE);
    official_free(back);
    official_free(o);
}

static void a_damaged_store_is_a_warning(void **state)
{
    (void)state;
    struct official *o = read_text(decision());
    assert_true(official_save(o, STORE, &told));
    official_free(o);
    size_t n;
    char *s = slurp(STORE, &n);
    for (size_t at = 0; at < n; at += n / 150 + 1) {
        s[at] ^= 1;
        put_file(STORE, s, n);
        s[at] ^= 1;
        assert_null(official_load(STORE, &told));
        put_file(STORE, s, at);
        assert_null(official_load(STORE, &told));
    }
    assert_int_equal(told.errors, 0);
    assert_true(told.n > 100);
    faults_free(&told);
    put_file(STORE, "hoidong-official\t2\n", 19);
    assert_null(official_load(STORE, &told));
    assert_int_equal(told.v[0].id, F_OFFICIAL_STORE_VERSION);
    faults_free(&told);
    unlink(STORE);
    assert_null(official_load(STORE, &told));
    assert_int_equal(told.n, 0);
    free(s);
}

static int begin(void **state)
{
    (void)state;
    sets[0] = crit_load(crit_find("08"));
    sets[1] = crit_load(crit_find("26"));
    return sets[0] && sets[1] ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    faults_free(&told);
    unlink(PATH);
    unlink(STORE);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_matches_and_is_looked_up),
        cmocka_unit_test(each_difference_is_told_at_its_place),
        cmocka_unit_test(a_level_that_is_missing_shifts_no_other),
        cmocka_unit_test(rows_that_are_shaped_differently_match_too),
        cmocka_unit_test(what_is_not_the_decision_is_refused),
        cmocka_unit_test(hostile_pages_are_refused),
        cmocka_unit_test(a_word_document_gives_the_same_words),
        cmocka_unit_test(hostile_documents_are_refused),
        cmocka_unit_test(the_store_gives_back_what_was_kept),
        cmocka_unit_test(a_damaged_store_is_a_warning),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
