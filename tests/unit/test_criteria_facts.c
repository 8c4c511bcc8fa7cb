/* SPDX-License-Identifier: MIT */
/* The 26 sets that the program carries: every point, mark and maximum against a table that was
 * not made from them (tests/fixtures/criteria/points.txt), and the Decision's own arithmetic. */
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
#include "db/criteria/criteria.h"

enum { SETS = 26, CRITERIA = 787, LEVELS = 2579, IMPLIED = 22 };

static const struct crit_set *set(int no)
{
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    assert_int_equal(n, SETS);
    const struct crit_set *s = crit_load(&e[no - 1]);
    assert_non_null(s);
    return s;
}

/* ---- against the table ---- */

static void add(char **text, const char *more)
{
    char *longer = xasprintf("%s%s", *text, more);
    free(*text);
    *text = longer;
}

/* A node as the table has it. */
static char *facts(const struct crit_node *n)
{
    char *text = xasprintf("%s %d%s%s", n->code, n->max, n->kind == CRIT_LEAF ? ": " : "",
                           n->levels_implied ? "(" : "");
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        char *one = xasprintf("%s%.1s%d%.*s", i ? " " : "", (char[2]){l->which_case}, l->points,
                              l->star, "*****");
        add(&text, one);
        free(one);
    }
    if (n->levels_implied)
        add(&text, ")");
    return text;
}

/* The next line of the table that says something, without its line feed; false at the end. */
static bool next(FILE *table, char *line, size_t size)
{
    while (fgets(line, (int)size, table)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#')
            return true;
    }
    return false;
}

static void every_point_and_mark_is_the_printed_one(void **state)
{
    (void)state;
    char line[200];
    int wrong = 0;
    size_t leaves = 0, levels = 0, implied = 0;
    FILE *table = fopen("tests/fixtures/criteria/points.txt", "r");
    assert_non_null(table);
    for (int no = 1; no <= SETS; no++) {
        const struct crit_set *s = set(no);
        assert_true(next(table, line, sizeof line));
        assert_int_equal(line[0], '=');
        assert_int_equal(atoi(line + 2), no);
        for (size_t i = 0; i < s->n_nodes; i++) {
            char *have = facts(&s->node[i]);
            assert_true(next(table, line, sizeof line));
            if (strcmp(line, have) != 0) {
                print_error("set %02d: printed \"%s\", have \"%s\"\n", no, line, have);
                wrong++;
            }
            free(have);
            leaves += s->node[i].kind == CRIT_LEAF;
            levels += s->node[i].n_levels;
            implied += s->node[i].levels_implied;
        }
    }
    assert_false(next(table, line, sizeof line));
    fclose(table);
    assert_int_equal(wrong, 0);
    assert_int_equal(leaves, CRITERIA);
    assert_int_equal(levels, LEVELS);
    assert_int_equal(implied, IMPLIED);
}

/* ---- arithmetic ---- */

static int sum_of(const struct crit_set *s, int parent)
{
    int sum = 0;
    for (size_t i = 0; i < s->n_nodes; i++)
        if (s->node[i].parent == parent)
            sum += s->node[i].max;
    return sum;
}

static bool doubted(const struct crit_set *s, const char *code, const char *field)
{
    for (size_t i = 0; i < s->n_corrections; i++)
        if (!s->correction[i].forced && !strcmp(s->correction[i].criterion, code) &&
            !strcmp(s->correction[i].field, field))
            return true;
    return false;
}

/* Sections add up to parts, parts to 100: no criterion is lost and none is counted twice. */
static void every_sum_holds(void **state)
{
    (void)state;
    for (int no = 1; no <= SETS; no++) {
        const struct crit_set *s = set(no);
        assert_int_equal(sum_of(s, -1), 100);
        for (size_t i = 0; i < s->n_nodes; i++)
            if (s->node[i].kind != CRIT_LEAF)
                assert_int_equal(sum_of(s, (int)i), s->node[i].max);
    }
}

/* One case of a criterion (0: one without cases): points grow, marks grow, and the best level
 * is the maximum. */
static void one_case(const struct crit_set *s, const struct crit_node *n, char which_case)
{
    int points = -1, star = 0;
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        if (l->which_case != which_case)
            continue;
        if (!doubted(s, n->code, "points"))
            assert_true(l->points > points);
        assert_true(l->points >= points);
        assert_true(!l->star || (l->star > star && l->star >= 3 && l->star <= 5));
        points = l->points;
        star = l->star ? l->star : star;
    }
    assert_int_equal(points, n->max);
}

static void points_and_marks_grow(void **state)
{
    (void)state;
    int doubts = 0;
    for (int no = 1; no <= SETS; no++) {
        const struct crit_set *s = set(no);
        for (size_t i = 0; i < s->n_nodes; i++) {
            const struct crit_node *n = &s->node[i];
            if (n->kind != CRIT_LEAF)
                continue;
            doubts += doubted(s, n->code, "points");
            if (!n->case_name[0])
                one_case(s, n, '\0');
            for (int k = 0; k < 2 && n->case_name[0]; k++)
                one_case(s, n, "ab"[k]);
        }
    }
    assert_int_equal(doubts, 2); /* 07: 3.1, 23: 6.2 */
}

/* What star 4 asks includes what star 3 asks, and 5 includes 4 (Phụ lục II, note on stars). */
static void minimums_include_those_below(void **state)
{
    (void)state;
    for (int no = 1; no <= SETS; no++) {
        const struct crit_set *s = set(no);
        int asked[6] = {0};
        for (size_t i = 0; i < s->n_nodes; i++) {
            const struct crit_node *n = &s->node[i];
            int below = -1;
            for (int star = 3; star <= 5 && n->kind == CRIT_LEAF; star++) {
                int least = below;
                for (size_t k = 0; k < n->n_levels; k++)
                    if (n->level[k].star == star)
                        least = n->level[k].points;
                assert_true(least >= below);
                assert_int_equal(crit_minimum(n, star), least);
                asked[star] += least >= 0;
                below = least;
            }
        }
        assert_true(asked[3] > 0 && asked[4] >= asked[3] && asked[5] >= asked[4]);
    }
}

static void the_minimums_of_set_08(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        int least[3]; /* for stars 3, 4, 5 */
    } want[] = {{"1.1", {1, 1, 1}},  {"1.5", {-1, 2, 3}}, {"1.6", {-1, 1, 1}}, {"2.1", {-1, 3, 3}},
                {"2.2", {2, 2, 2}},  {"2.3", {1, 3, 3}},  {"3.4", {-1, 2, 2}}, {"3.5", {1, 2, 2}},
                {"4.1", {2, 3, 5}},  {"5.1", {-1, 5, 5}}, {"5.3", {1, 1, 1}},  {"6.1", {-1, 2, 2}},
                {"6.3", {-1, 2, 3}}, {"6.4", {-1, 2, 3}}, {"6.5", {-1, 2, 4}}, {"7", {-1, 3, 5}},
                {"8", {2, 2, 2}},    {"9", {1, 3, 3}}};
    const struct crit_set *s = set(8);
    size_t at = 0;
    for (size_t i = 0; i < s->n_nodes; i++) {
        const struct crit_node *n = &s->node[i];
        if (n->kind != CRIT_LEAF || crit_minimum(n, 5) < 0)
            continue;
        assert_true(at < sizeof want / sizeof *want);
        assert_string_equal(n->code, want[at].code);
        for (int star = 3; star <= 5; star++)
            assert_int_equal(crit_minimum(n, star), want[at].least[star - 3]);
        at++;
    }
    assert_int_equal(at, sizeof want / sizeof *want);
}

/* ---- the files ---- */

/* Each is what the list of sets says of it, and reads without a fault; doubtful points warn. */
static void every_file_is_sound(void **state)
{
    (void)state;
    size_t n;
    const struct crit_entry *e = crit_index(&n);
    for (size_t i = 0; i < n; i++) {
        struct faults f = {0};
        assert_non_null(e[i].yaml);
        struct crit_set *s = crit_parse(e[i].yaml, e[i].len, &f);
        assert_non_null(s);
        for (size_t k = 0; k < f.n; k++)
            assert_true(f.v[k].id == F_CRIT_DOUBTFUL || f.v[k].id == F_CRIT_SUSPECT ||
                        (f.v[k].id == F_CRIT_NO_STAR && e[i].no == 26));
        faults_free(&f);
        assert_string_equal(s->id, e[i].id);
        assert_string_equal(s->name, e[i].name);
        assert_string_equal(s->industry, e[i].industry);
        assert_string_equal(s->group, e[i].group);
        assert_string_equal(s->subgroup ? s->subgroup : "", e[i].subgroup ? e[i].subgroup : "");
        assert_string_equal(s->in_force, "2026-05-22");
        for (size_t k = 0; k < s->n_nodes; k++) {
            const struct crit_node *node = &s->node[k];
            for (size_t j = 0; j < node->n_levels; j++) {
                assert_ptr_equal(crit_level(node, node->level[j].label), &node->level[j]);
                assert_true(text_columns(node->level[j].text) <= 72);
            }
            if (node->kind == CRIT_LEAF)
                assert_ptr_equal(crit_leaf(s, node->code), node);
        }
        crit_free(s);
    }
}

/* The printed values that cannot be right, or are doubtful, are all named. */
static void every_doubt_is_noted(void **state)
{
    (void)state;
    static const struct {
        int no;
        const char *criterion, *level, *field;
        bool forced;
    } want[] = {
        {4, "1.2", "1", "points", true},   {4, "7", "3", "points", true},
        {7, "1.2", "1", "points", true},   {7, "3.1", "2", "points", false},
        {10, "1.2", "1", "points", true},  {10, "3.5", "2", "star", false},
        {11, "1.2", "1", "points", true},  {11, "6.1.1", "2", "points", true},
        {23, "6.2", "1", "points", false}, {23, "9", NULL, "max", true},
        {24, "2.2", "3", "star", false},   {26, "A", NULL, "heading", true},
    };
    size_t found = 0, all = 0;
    for (int no = 1; no <= SETS; no++) {
        const struct crit_set *s = set(no);
        all += s->n_corrections;
        for (size_t i = 0; i < s->n_corrections; i++)
            for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
                const struct crit_correction *c = &s->correction[i];
                bool level =
                    !want[k].level ? !c->level : c->level && !strcmp(c->level, want[k].level);
                found += want[k].no == no && level && !strcmp(c->criterion, want[k].criterion) &&
                         !strcmp(c->field, want[k].field) && c->forced == want[k].forced;
            }
    }
    assert_int_equal(found, sizeof want / sizeof *want);
    assert_int_equal(all, found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_point_and_mark_is_the_printed_one),
        cmocka_unit_test(every_sum_holds),
        cmocka_unit_test(points_and_marks_grow),
        cmocka_unit_test(minimums_include_those_below),
        cmocka_unit_test(the_minimums_of_set_08),
        cmocka_unit_test(every_file_is_sound),
        cmocka_unit_test(every_doubt_is_noted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
