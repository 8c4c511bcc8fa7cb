/* SPDX-License-Identifier: MIT */
/* Criteria sets: what is in sets 08 and 26 beside points and marks (test_criteria_facts.c), what a
 * broken set says and where, and the ways to name a set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/base/mem.h"
#include "db/criteria/criteria.h"

/* A small set that has one of everything. */
static const char mini[] =
    "id: qd26-2026/07\n"
    "no: 7\n"
    "name: \"Bộ thử\"\n"
    "legal: \"Quyết định thử\"\n"
    "article: \"Điều 1\"\n"
    "in_force: 2026-05-22\n"
    "industry: \"I. Thử\"\n"
    "group: \"1. Thử\"\n"
    "agencies: [\"Bộ Thử\"]\n"
    "samples: 5\n"
    "star_note: true\n"
    "corrections:\n"
    "  - {criterion: \"2\", level: \"2\", field: star, printed: \"\", used: \"\", kind: suspect}\n"
    "parts:\n"
    "  - code: A\n"
    "    name: \"Phần A\"\n"
    "    max: 60\n"
    "    sections:\n"
    "      - code: \"1\"\n"
    "        name: \"Mục một\"\n"
    "        max: 60\n"
    "        criteria:\n"
    "          - code: \"1.1\"\n"
    "            name: \"Hai ý\"\n"
    "            max: 20\n"
    "            criteria:\n"
    "              - code: \"1.1.1\"\n"
    "                name: \"Ý một\"\n"
    "                max: 10\n"
    "                levels:\n"
    "                  - {points: 0, text: \"Không\"}\n"
    "                  - {points: 10, star: 3, text: \"Có\"}\n"
    "              - code: \"1.1.2\"\n"
    "                name: \"Ý hai\"\n"
    "                max: 10\n"
    "                notes:\n"
    "                  - {type: depends, on: \"1.1.1\", text: \"Chỉ chấm khi có ý một\"}\n"
    "                  - {type: stop_if_zero, scope: [\"1.1.1\", \"2\"], text: \"Dừng\"}\n"
    "                levels:\n"
    "                  - {points: 5, star: 3, text: \"Một phần\"}\n"
    "                  - {points: 10, star: 5, text: \"Trọn vẹn\"}\n"
    "          - code: \"1.2\"\n"
    "            name: \"Hai trường hợp\"\n"
    "            max: 40\n"
    "            cases: {a: \"Cộng đồng\", b: \"Tổ chức\"}\n"
    "            levels:\n"
    "              - {case: a, points: 20, text: \"Vừa\"}\n"
    "              - {case: a, points: 40, text: \"Tốt\"}\n"
    "              - {case: b, points: 40, text: \"Tốt\"}\n"
    "  - code: B\n"
    "    name: \"Phần B\"\n"
    "    max: 40\n"
    "    sections:\n"
    "      - code: \"2\"\n"
    "        name: \"Mục hai\"\n"
    "        max: 40\n"
    "        criteria:\n"
    "          - code: \"2\"\n"
    "            name: \"Mục hai\"\n"
    "            max: 40\n"
    "            levels_implied: true\n"
    "            levels:\n"
    "              - {points: 0, text: \"Không\"}\n"
    "              - {points: 40, text: \"Có\"}\n";

static const struct crit_set *set(const char *no)
{
    const struct crit_set *s = crit_load(crit_find(no));
    assert_non_null(s);
    return s;
}

static void test_set_08(void **state)
{
    (void)state;
    const struct crit_set *s = set("08");
    assert_string_equal(s->version, "qd26-2026");
    assert_string_equal(s->in_force, "2026-05-22");
    assert_int_equal(s->samples, 5);
    assert_true(s->star_note);
    assert_int_equal(s->n_disqualifiers, 3);
    assert_int_equal(s->n_agencies, 2);
    assert_int_equal(s->n_corrections, 0);
    assert_true(crit_leaf(s, "2.4")->levels_implied);
    assert_true(crit_allows_none(crit_leaf(s, "8"))); /* starts at 2 */
    assert_false(crit_allows_none(crit_leaf(s, "1.2")));
    assert_null(crit_leaf(s, "A"));
    assert_int_equal(crit_leaf(s, "7")->kind, CRIT_LEAF); /* not the section of that number */
    assert_null(crit_level(crit_leaf(s, "7"), "5"));
    const struct crit_note *note = crit_leaf(s, "5.2")->note;
    assert_int_equal(note->kind, CRIT_NOTE_DEPENDS);
    assert_string_equal(note->ref, "5.1");
    assert_int_equal(crit_leaf(s, "6.1")->note->kind, CRIT_NOTE_STOP);
    assert_int_equal(crit_leaf(s, "1.1")->note->kind, CRIT_NOTE_DISQUALIFY);
}

static void test_set_26(void **state)
{
    (void)state;
    const struct crit_set *s = set("26");
    assert_int_equal(s->samples, 0);
    assert_false(s->star_note);
    assert_int_equal(s->n_disqualifiers, 0);
    assert_int_equal(s->n_corrections, 1);
    assert_string_equal(s->correction->criterion, "A");
    assert_string_equal(s->correction->printed, "(35 Điểm)");
    assert_string_equal(s->correction->used, "40");
    assert_true(s->correction->forced);
    const struct crit_node *n = crit_leaf(s, "8");
    assert_string_equal(n->case_name[0], "Dịch vụ du lịch do cộng đồng cung cấp");
    assert_int_equal(crit_level(n, "b2")->points, 3);
    assert_null(crit_level(n, "2"));
    assert_int_equal(crit_minimum(n, 5), -1);
    assert_int_equal(crit_minimum(crit_leaf(s, "3.5"), 3), 1);
    assert_int_equal(crit_minimum(crit_leaf(s, "3.5"), 5), 2);
}

static struct crit_set *parse_all(const char *yaml, struct faults *f)
{
    *f = (struct faults){0};
    return crit_parse(yaml, strlen(yaml), f);
}

/* Without the two warnings that the small set always has: a doubtful mark, no mark of 4 stars. */
static struct crit_set *parse(const char *yaml, struct faults *f)
{
    struct crit_set *s = parse_all(yaml, f);
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct fault one = f->v[i];
        bool known = one.id == F_CRIT_NO_STAR || one.id == F_CRIT_SUSPECT;
        for (int k = 0; k < FAULT_ARGS && known; k++)
            free(one.arg[k]);
        if (!known)
            f->v[n++] = one;
    }
    f->n = n;
    return s;
}

/* The small set with the first @from replaced by @to. */
static char *changed(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    return xasprintf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void test_mini(void **state)
{
    (void)state;
    struct faults f;
    struct crit_set *s = parse(mini, &f);
    assert_non_null(s);
    assert_int_equal(f.n, 0);
    assert_int_equal(s->n_nodes, 9);
    const struct crit_node *n = crit_leaf(s, "1.1.2");
    assert_int_equal(n->depth, 3);
    assert_int_equal(s->node[n->parent].kind, CRIT_GROUP);
    assert_string_equal(n->note[1].ref, "1.1.1 2");
    assert_int_equal(crit_minimum(n, 3), 5);
    assert_int_equal(crit_minimum(n, 4), 5);
    assert_int_equal(crit_minimum(n, 5), 10);
    assert_string_equal(crit_leaf(s, "1.2")->level[2].label, "b1");
    assert_string_equal(s->correction->printed, "");
    crit_free(s);
    faults_free(&f);
    char *bom = xasprintf("\xEF\xBB\xBF%s", mini);
    s = parse(bom, &f);
    assert_non_null(s);
    crit_free(s);
    faults_free(&f);
    free(bom);
}

/* One change, one fault, at its place; a warning leaves the set. */
static const struct {
    const char *from, *to;
    enum fault_id id;
    long row, col;
} breaks[] = {
    {"id: qd26-2026/07", "id: qd26-2026", F_CRIT_ID, 1, 5},
    {"id: qd26-2026/07", "id: qd26-2026/08", F_CRIT_ID_NO, 1, 5},
    {"no: 7", "no: \"7\"", F_CRIT_NEED_NUMBER, 2, 5},
    {"\"Bộ Thử\"]", "\"Bộ\\0Thử\"]", F_CRIT_TEXT_CHAR, 9, 12},
    {"no: 7", "no: 07", F_CRIT_NEED_NUMBER, 2, 5},
    {"no: 7", "no: 700", F_CRIT_RANGE, 2, 5},
    {"legal: \"Quyết định thử\"", "legal: ~", F_CRIT_BLANK, 4, 8},
    {"\"Điều 1\"", "[\"Điều 1\"]", F_CRIT_NEED_TEXT, 5, 10},
    {"2026-05-22", "22/5/2026", F_CRIT_DATE, 6, 11},
    {"group: \"1. Thử\"\n", "", F_CRIT_KEY_MISSING, 1, 1},
    {"group: \"1. Thử\"\n", "group: \"1. Thử\"\nindustry: \"x\"\n", F_CRIT_KEY_TWICE, 9, 1},
    {"\"Bộ Thử\"]", "\"Bộ\u200b Thử\"]", F_CRIT_TEXT_CHAR, 9, 12},
    {"\"Bộ Thử\"]", "\"Bo\u0302\u0323 Thử\"]", F_CRIT_TEXT_NFC, 9, 12},
    {"\"Bộ Thử\"]", "\"Bộ Thử \"]", F_CRIT_TEXT_ENDS, 9, 12},
    {"star_note: true", "star_note: yes", F_CRIT_NEED_BOOL, 11, 12},
    {"criterion: \"2\"", "criterion: \"9\"", F_CRIT_FIX_CODE, 13, 5},
    {"level: \"2\", field", "level: \"3\", field", F_CRIT_FIX_LEVEL, 13, 5},
    {"field: star", "field: stars", F_CRIT_WORD, 13, 41},
    {"code: A", "code: \"4\"", F_CRIT_CODE_FORM, 15, 11},
    {"code: B", "code: A", F_CRIT_CODE_TWICE, 50, 11},
    {"code: \"1.1.2\"", "code: \"1.2.2\"", F_CRIT_CODE_PLACE, 33, 23},
    {"code: \"1.2\"", "code: \"1.1\"", F_CRIT_CODE_TWICE, 42, 19},
    {"{points: 0, text: \"Không\"}", "{text: \"Không\"}", F_CRIT_KEY_MISSING, 31, 21},
    {"{points: 0, text: \"Không\"}", "{points: 0, text: \"có\"}", F_CRIT_LEVEL_TWICE, 32, 49},
    {"{points: 0, text: \"Không\"}", "{points: -1, text: \"Không\"}", F_CRIT_NEED_NUMBER, 31, 30},
    {"{points: 0, text: \"Không\"}", "{points: 0, case: a, text: \"Không\"}", F_CRIT_CASE_EXTRA, 31,
     39},
    {"star: 3", "star: 2", F_CRIT_RANGE, 32, 40},
    {"star: 5", "star: 3", F_CRIT_STAR_ORDER, 41, 40},
    {"text: \"Một phần\"",
     "text: \"dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài dài x\"",
     F_CRIT_TEXT_LONG, 40, 48},
    {"on: \"1.1.1\"", "on: \"1.1\"", F_CRIT_REF, 37, 41},
    {"on: \"1.1.1\"", "on: \"1.1.2\"", F_CRIT_REF_SELF, 37, 41},
    {"on: \"1.1.1\", ", "", F_CRIT_KEY_MISSING, 37, 21},
    {"type: depends", "type: hint", F_CRIT_WORD, 37, 28},
    {"[\"1.1.1\", \"2\"]", "[\"1.1.1\", \"3\"]", F_CRIT_REF, 38, 59},
    {"[\"1.1.1\", \"2\"]", "[\"2\", \"2\"]", F_CRIT_REF_TWICE, 38, 55},
    {"points: 20, text", "points: 40, text", F_CRIT_NOT_GROWING, 48, 35},
    {"case: a, points: 20", "points: 20", F_CRIT_CASE_MISSING, 47, 17},
    {"b, points: 40", "b, points: 30", F_CRIT_BEST_CASE, 44, 18},
    {"40, text: \"Tốt\"}\n  -", "40, star: 4, text: \"Tốt\"}\n  -", F_CRIT_STAR_CASES, 42, 13},
    {"points: 40, text: \"Có\"", "points: 39, text: \"Có\"", F_CRIT_BEST, 60, 18},
    {"            levels:\n              - {case: a, points: 20, text: \"Vừa\"}\n              - "
     "{case: a, points: 40, text: \"Tốt\"}\n              - {case: b, points: 40, text: \"Tốt\"}\n",
     "", F_CRIT_BODY, 42, 13},
    {"              - {case: b, points: 40, text: \"Tốt\"}\n", "", F_CRIT_CASE_EMPTY, 42, 13},
    {"            criteria:\n              - code: \"1.1.1\"",
     "            levels_implied: true\n            criteria:\n              - code: \"1.1.1\"",
     F_CRIT_BODY_BOTH, 26, 29},
    {"points: 40, text: \"Có\"}", "points: 40, text: \"Có}", F_CRIT_SYNTAX_QUOTE, 65, 1},
    {"{points: 0, text: \"Không\"}\n              -",
     "{points: 1, text: \"Không\"}\n              -", F_CRIT_IMPLIED, 58, 13},
    {"name: \"Hai ý\"", "name: &y \"Hai ý\"", F_CRIT_ANCHOR, 24, 19},
    {"name: \"Hai ý\"", "name: !!str \"Hai ý\"", F_CRIT_TAG, 24, 19},
    {"parts:", "---\nparts:", F_CRIT_DOCUMENTS, 14, 1},
    {"id: qd26", "%YAML 1.1\n---\nid: qd26", F_CRIT_DIRECTIVE, 1, 1},
    {"\"Phần B\"", "Phần: B", F_CRIT_SYNTAX_COLON, 51, 15},
    {"\"Tốt\"}\n  - code", "\"Tốt\"\n  - code", F_CRIT_SYNTAX_BRACKET, 50, 3},
    {"    name: \"Phần B\"", "\tname: \"Phần B\"", F_CRIT_SYNTAX_START, 51, 1},
    {"    max: 40\n    sections", "   max: 40\n    sections", F_CRIT_SYNTAX_INDENT, 52, 4},
};

static void test_breaks(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        struct faults f;
        char *yaml = changed(mini, breaks[i].from, breaks[i].to);
        struct crit_set *s = parse(yaml, &f);
        if (f.n != 1 || f.v[0].id != breaks[i].id || f.v[0].row != breaks[i].row ||
            f.v[0].col != breaks[i].col || f.v[0].place != AT_TEXT) {
            print_error("\"%s\": %zu faults, first %s at %ld:%ld\n", breaks[i].to, f.n,
                        f.n ? fault_code(f.v[0].id) : "-", f.n ? f.v[0].row : 0,
                        f.n ? f.v[0].col : 0);
            wrong++;
        } else if (f.v[0].warning != (s != NULL)) {
            print_error("\"%s\": warnings and errors confused\n", breaks[i].to);
            wrong++;
        }
        crit_free(s);
        faults_free(&f);
        free(yaml);
    }
    assert_int_equal(wrong, 0);
}

/* A level out of order is a warning where the corrections call it doubtful. */
static void test_doubtful(void **state)
{
    (void)state;
    struct faults f;
    char *level = changed(mini, "{points: 5, star: 3, text", "{points: 10, star: 3, text");
    struct crit_set *s = parse(level, &f);
    assert_null(s);
    assert_int_equal(f.v[0].id, F_CRIT_NOT_GROWING);
    faults_free(&f);
    char *noted = changed(level, "\"2\", level: \"2\", field: star",
                          "\"1.1.2\", level: \"2\", field: points");
    s = parse(noted, &f);
    assert_non_null(s);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.v[0].id, F_CRIT_DOUBTFUL);
    crit_free(s);
    faults_free(&f);
    free(noted);
    free(level);
}

/* What a set lacks is told, and fails nothing. */
static void test_warnings(void **state)
{
    (void)state;
    struct faults f;
    struct crit_set *s = parse_all(mini, &f);
    assert_non_null(s);
    crit_free(s);
    assert_int_equal(f.n, 2);
    assert_int_equal(f.errors, 0);
    assert_int_equal(f.v[0].id, F_CRIT_SUSPECT);
    assert_int_equal(f.v[0].row, 13);
    assert_int_equal(f.v[1].id, F_CRIT_NO_STAR);
    assert_string_equal(f.v[1].arg[0], "4");
    faults_free(&f);
}

/* Each of the 26 sets is written as a text that reads back as the same text, and a copy of it
 * that lost a mark is told against it. */
static void test_written(void **state)
{
    (void)state;
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    for (size_t i = 0; i < n; i++) {
        struct faults f = {0};
        char *text = crit_yaml(crit_load(&e[i])), *again;
        struct crit_set *s = crit_parse(text, strlen(text), &f);
        assert_non_null(s);
        again = crit_yaml(s);
        assert_string_equal(again, text);
        crit_free(s);
        faults_free(&f);
        char *own = changed(text, "qd26-2026/", "ca-mau-2026/");
        char *less = changed(own, ", star: 3", "");
        size_t told = 0;
        s = parse_all(less, &f);
        assert_non_null(s);
        for (size_t k = 0; k < f.n; k++)
            told += f.v[k].id == F_CRIT_SISTER_STAR && f.v[k].warning;
        assert_int_equal(told, 1);
        crit_free(s);
        faults_free(&f);
        free(less);
        free(own);
        free(again);
        free(text);
    }
}

/* The rest of the set holds in itself, and is not worth 100. */
static void test_total(void **state)
{
    (void)state;
    static const char part_b[] =
        "  - code: B\n    name: \"Phần B\"\n    max: 30\n    sections:\n"
        "      - {code: \"2\", name: \"Mục hai\", max: 30, criteria: [{code: \"2\", name: "
        "\"Hai\",\n"
        "         max: 30, levels: [{points: 0, text: a}, {points: 30, text: b}]}]}\n";
    struct faults f;
    const char *tail = strstr(mini, "  - code: B");
    char *yaml = xasprintf("%.*s%s", (int)(tail - mini), mini, part_b);
    assert_null(parse(yaml, &f));
    assert_int_equal(f.n, 1);
    assert_int_equal(f.v[0].id, F_CRIT_TOTAL);
    assert_int_equal(f.v[0].row, 15);
    assert_string_equal(f.v[0].arg[0], "90");
    faults_free(&f);
    free(yaml);
}

static void test_all_faults_in_one_run(void **state)
{
    (void)state;
    static const struct {
        enum fault_id id;
        long row;
    } want[] = {{F_CRIT_ID_NO, 1}, {F_CRIT_DATE, 6},         {F_CRIT_SUM, 17},
                {F_CRIT_SUM, 25},  {F_CRIT_NEED_NUMBER, 32}, {F_CRIT_KEY_UNKNOWN, 47},
                {F_CRIT_BLANK, 51}};
    struct faults f;
    char *a = changed(mini, "no: 7", "no: 8");
    char *b = changed(a, "2026-05-22", "2026-02-30");
    char *c = changed(b, "max: 60", "max: 61");
    char *g = changed(c, "max: 20", "max: 19"); /* less than its children; c is more */
    char *d = changed(g, "points: 10", "points: 3x");
    char *e = changed(d, "{case: a, points: 20", "{case: a, cao: 1, points: 20");
    char *yaml = changed(e, "\"Phần B\"", "\"\"");
    assert_null(parse(yaml, &f));
    size_t next = 0, count = sizeof want / sizeof *want;
    for (size_t i = 0; i < f.n; i++) {
        assert_true(!i || f.v[i].row >= f.v[i - 1].row); /* from the top */
        if (next < count && f.v[i].id == want[next].id && f.v[i].row == want[next].row)
            next++;
    }
    assert_int_equal(next, count);
    faults_free(&f);
    char *made[] = {a, b, c, d, e, g, yaml};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        free(made[i]);
}

static void refused(const char *yaml, size_t len, enum fault_id id, long row, long col)
{
    struct faults f = {0};
    assert_null(crit_parse(yaml, len, &f));
    assert_true(f.n > 0);
    assert_int_equal(f.v[0].id, id);
    assert_int_equal(f.v[0].row, row);
    assert_int_equal(f.v[0].col, col);
    faults_free(&f);
}

static void test_hostile(void **state)
{
    (void)state;
    refused("", 0, F_CRIT_EMPTY_FILE, 1, 1);
    refused("# chỉ có lời\n", 17, F_CRIT_EMPTY_FILE, 1, 1);
    refused("- a\n", 4, F_CRIT_NEED_MAP, 1, 1);
    refused("id: a\nno: \xff\n", 12, F_CRIT_ENCODING, 2, 5);
    refused("id: a\0b\n", 9, F_CRIT_ENCODING, 1, 6);
    size_t len = (1 << 20) + 1;
    char *big = xmalloc(len);
    memset(big, '[', len);
    refused(big, len, F_CRIT_SIZE, 1, 1);
    refused(big, len - 1, F_CRIT_DEEP, 1, 17);
    memset(big, ' ', len - 1);
    for (size_t i = 0; i + 3 <= len - 1; i += 3)
        memcpy(big + i, "- \n", 3);
    refused(big, len - 1, F_CRIT_NEED_MAP, 1, 1);
    for (size_t i = 0; i + 5 <= len - 1; i += 5)
        memcpy(big + i, "a: 1\n", 5);
    struct faults f = {0};
    assert_null(crit_parse(big, len - 1, &f));
    assert_true(f.n < 1000); /* a hostile file does not fill memory with faults */
    assert_int_equal(f.v[f.n - 1].id, F_CRIT_MANY);
    faults_free(&f);
    free(big);
}

static void test_index(void **state)
{
    (void)state;
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    assert_int_equal(n, 26);
    for (size_t i = 0; i < n; i++) {
        char *id = xasprintf("qd26-2026/%02zu", i + 1);
        assert_string_equal(e[i].id, id);
        assert_int_equal(e[i].no, i + 1);
        assert_ptr_equal(crit_find(id), &e[i]);
        assert_ptr_equal(crit_find(e[i].name), &e[i]);
        free(id);
    }
    assert_ptr_equal(crit_load(crit_find("8")), crit_load(crit_find("08")));
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        int no;
    } want[] = {
        {"8", 8},
        {"08", 8},
        {" 26 ", 26},
        {"Bộ 8", 8},
        {"bộ số 08", 8},
        {"BỘ SẢN PHẨM SỐ 8", 8},
        {"Bộ tiêu chí 26", 26},
        {"QĐ26-2026/08", 8},
        {"hoa", 23},
        {"Bộ Hoa", 23},
        {"rau cu qua hat tuoi", 1},
        {"Chế biến từ thịt, trứng, sữa, thuỷ sản, các sản phẩm từ mật ong, mật khác và nông sản "
         "thực phẩm khác",
         8},
        {"Gia vị khác (muối, hành, tỏi, tiêu)", 10},
        {"Gia vị khác", 10},
        {"Chè tươi, chế biến", 11},
        {"Sản phẩm chè từ thực vật khác", 12},
        {"Cà phê, cacao", 13},
        {"Cà phê, ca cao", 13},
        {"Đồ uống không cồn", 17},
        {"Đồ uống không cồn khác", 17},
        {"Thủ công mỹ nghệ", 21},
        {"0", 0},
        {"27", 0},
        {"008", 0},
        {"8a", 0},
        {"8.5", 0},
        {"-8", 0},
        {"", 0},
        {"bộ", 0},
        {"qd1048-2019/08", 0},
        {"qd26-2026/", 0},
        {"Chế biến", 0},
        {"\xff", 0},
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct crit_entry *e = crit_find(want[i].what);
        if ((e ? e->no : 0) != want[i].no)
            fail_msg("\"%s\" is set %d", want[i].what, e ? e->no : 0);
    }
    assert_null(crit_find(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_08),
        cmocka_unit_test(test_set_26),
        cmocka_unit_test(test_mini),
        cmocka_unit_test(test_breaks),
        cmocka_unit_test(test_doubtful),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_written),
        cmocka_unit_test(test_total),
        cmocka_unit_test(test_all_faults_in_one_run),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_index),
        cmocka_unit_test(test_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
