/* SPDX-License-Identifier: MIT */
/* db/official/row.c - what a row of a sheet is: a part, a criterion (its code, or its name where
 * a word processor numbers by itself), a level (a box, or points), a case, or a note of the
 * criterion above; and the levels of a criterion, ours beside those of the file. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/official/part.h"

/* ---- a line taken apart: box, code, name, star marks, note ---- */

/* One to three digits and nothing else. */
static bool line_number(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n && n <= 3 && !s[n];
}

/* The folded text begins with @prefix and no letter follows. */
bool line_begins(const char *s, const char *prefix)
{
    char *fold = text_fold(s);
    size_t n = strlen(prefix);
    bool same = fold && strncmp(fold, prefix, n) == 0 && !isalpha((unsigned char)fold[n]);
    free(fold);
    return same;
}

/* "1.1", "6.1.1" or "8" at the start; *@skip is where the name begins.  "" when there is none. */
void line_code(const char *s, char code[16], size_t *skip)
{
    size_t n = 0, at = 0;
    while (n < 14 && isdigit((unsigned char)s[at])) {
        while (n < 14 && isdigit((unsigned char)s[at]))
            code[n++] = s[at++];
        if (s[at] != '.' || !isdigit((unsigned char)s[at + 1]))
            break;
        code[n++] = s[at++];
    }
    code[n] = '\0';
    while (n && s[at] && strchr(".) \t", s[at]))
        at++;
    *skip = at;
}

/* ---- names ---- */

/* How many bytes of @s spell @name, letters and digits only; 0 when @s does not begin so. */
static size_t line_spells(const char *s, const char *name)
{
    char *want = text_key(name);
    size_t n = want ? strlen(want) : 0, len = strlen(s), found = 0;
    for (size_t at = 0; n && at < len && !found;) {
        at = text_next(s, len, at);
        char *part = xstrndup(s, at), *key = text_key(part);
        size_t have = key ? strlen(key) : 0;
        if (have >= n) {
            found = have == n && strcmp(key, want) == 0 ? at : 0;
            at = len;
        } else if (have && strncmp(key, want, have) != 0) {
            at = len;
        }
        free(part);
        free(key);
    }
    free(want);
    return found;
}

/* Words that begin a note, wherever they stand. */
static bool line_note(const char *s)
{
    return *s == '(' || line_begins(s, "yeu cau") || line_begins(s, "ghi chu") ||
           line_begins(s, "chu y") || line_begins(s, "luu y");
}

/* Where the name ends and what follows it begins: after our name, if more than a bracket or a
 * note is there it belongs to the name as far as the line goes. */
static size_t line_name(const char *s, const char *name, size_t line)
{
    size_t n = line_spells(s, name);
    if (!n)
        return line;
    while (s[n] && strchr(").;:", s[n]))
        n++;
    size_t rest = n + strspn(s + n, " ");
    return n >= line || line_note(s + rest) ? n : line;
}

/* The star marks of a level, taken out of it; *@note is what stands behind them, or NULL. */
static int line_stars(char *text, const char **note)
{
    char *mark = strchr(text, '*'), *behind = mark;
    size_t stars = 0;
    *note = NULL;
    for (; mark && *behind && strchr("* ", *behind); behind++) /* "** **" too */
        stars += *behind == '*';
    if (stars < 3)
        return 0;
    if (line_note(behind)) {
        *mark = '\0';
        *note = behind;
    } else {
        memmove(mark, behind, strlen(behind) + 1);
    }
    text_squeeze(text);
    return stars <= 5 ? (int)stars : -1;
}

/* ---- the levels of one criterion, ours beside those of the file ----
 * Order and points decide.  A blank or a printed value that the set lists as doubtful fits the
 * level at its place; any other value is not this level's, whatever the words are.  Words only
 * break ties, where a level is missing among several with the same points. */

enum { MOST = 64, FITS = 1000 };

/* "4 / 1" is "4 1". */
static bool same_letters(const char *a, const char *b)
{
    char *x = text_key(a), *y = text_key(b);
    bool same = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

/* Whether the set knows that the print has @printed there. */
static bool official_known(const struct crit_set *set, const char *code, const char *label,
                           const char *field, const char *printed)
{
    for (size_t i = 0; i < set->n_corrections; i++) {
        const struct crit_correction *c = &set->correction[i];
        bool here = strcmp(c->criterion, code) == 0 && strcmp(c->field, field) == 0 &&
                    (!label || (c->level && strcmp(c->level, label) == 0));
        if (here && (!printed || same_letters(c->printed, printed)))
            return true;
    }
    return false;
}

/* ---- words in common ---- */

static size_t words_of(char *s, char *word[], size_t most)
{
    size_t n = 0;
    for (char *at = strtok(s, " ,.;:()/-+*\"'"); at && n < most;
         at = strtok(NULL, " ,.;:()/-+*\"'"))
        word[n++] = at;
    return n;
}

/* Of the words of @ours, how many in a hundred are in @theirs. */
static int likeness(const char *ours, const char *theirs)
{
    enum { WORDS = 400 };
    char *a = text_fold(ours), *b = text_fold(theirs), *x[WORDS], *y[WORDS];
    size_t n = a ? words_of(a, x, WORDS) : 0, m = b ? words_of(b, y, WORDS) : 0, same = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (strcmp(x[i], y[j]) == 0) {
                same++;
                break;
            }
    free(a);
    free(b);
    return n ? (int)(same * 100 / n) : 0;
}

/* ---- one pair ---- */

enum fit { FIT_NOT, FIT_BLANK, FIT_KNOWN, FIT_POINTS };

static enum fit fit(const struct crit_set *set, const struct crit_node *leaf,
                    const struct crit_level *l, const struct printed *p)
{
    char want[16];
    if (l->which_case && p->which_case && l->which_case != p->which_case)
        return FIT_NOT;
    snprintf(want, sizeof want, "%d", l->points);
    if (strcmp(want, p->points) == 0)
        return FIT_POINTS;
    if (!*p->points)
        return FIT_BLANK;
    return official_known(set, leaf->code, l->label, "points", p->points) ? FIT_KNOWN : FIT_NOT;
}

static int worth(const struct crit_set *set, const struct crit_node *leaf,
                 const struct crit_level *l, const struct printed *p)
{
    enum fit f = fit(set, leaf, l, p);
    return f == FIT_NOT ? -1 : (f == FIT_POINTS ? FITS : FITS / 2) + likeness(l->text, p->text);
}

/* The pairing of greatest worth that keeps the order; @with[i] is the printed level of our
 * i-th, or -1. */
static void align(const struct crit_set *set, const struct crit_node *leaf, const struct printed *v,
                  size_t n, int with[])
{
    static const int NONE = -1;
    size_t m = leaf->n_levels;
    int *best = xcalloc((m + 1) * (n + 1), sizeof *best);
    int *pair = xcalloc((m + 1) * (n + 1), sizeof *pair);
#define AT(i, j) ((i) * (n + 1) + (j))
    for (size_t i = m; i-- > 0;) {
        for (size_t j = n; j-- > 0;) {
            int w = worth(set, leaf, &leaf->level[i], &v[j]);
            int both = w < 0 ? -1 : w + best[AT(i + 1, j + 1)];
            pair[AT(i, j)] = best[AT(i + 1, j)] >= best[AT(i, j + 1)] ? NONE : NONE - 1;
            best[AT(i, j)] =
                best[AT(i + 1, j)] >= best[AT(i, j + 1)] ? best[AT(i + 1, j)] : best[AT(i, j + 1)];
            if (both >= best[AT(i, j)]) {
                best[AT(i, j)] = both;
                pair[AT(i, j)] = (int)j;
            }
        }
    }
    size_t j = 0;
    for (size_t i = 0; i < m; i++) {
        with[i] = NONE;
        while (j < n && pair[AT(i, j)] == NONE - 1)
            j++;
        if (j < n && pair[AT(i, j)] == (int)j)
            with[i] = (int)j++;
    }
#undef AT
    free(best);
    free(pair);
}

static void keep(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                 const struct crit_level *l, const struct printed *p)
{
    enum { ALIKE = 30 }; /* in a hundred; our wordings share 50 and more with the law's */
    char stars[8];
    enum fit f = fit(set, leaf, l, p);
    official_add(r->o, WORD_LEVEL, set->id, leaf->code, l->label, p->text);
    r->out->matched++;
    r->out->blank += f != FIT_POINTS;
    if (f != FIT_POINTS)
        official_warn(r, F_OFFICIAL_PRINTED, set->id, leaf->code, l->label, p->points);
    snprintf(stars, sizeof stars, "%.*s", p->star > 0 ? p->star : p->star < 0 ? 1 : 0, "*****");
    if (p->star != l->star && !official_known(set, leaf->code, l->label, "star", NULL))
        official_warn(r, F_OFFICIAL_STAR, set->id, leaf->code, l->label, stars);
    if (l->text && likeness(l->text, p->text) < ALIKE)
        official_warn(r, F_OFFICIAL_WORDS, set->id, leaf->code, l->label, p->text);
}

void official_pair(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                   const struct printed *v, size_t n, bool there)
{
    int with[MOST];
    bool used[MOST] = {false};
    if (leaf->levels_implied && there && !n) {
        r->out->matched += leaf->n_levels;
        r->out->implied += leaf->n_levels;
        return;
    }
    if (leaf->n_levels > MOST || n > MOST)
        return;
    align(set, leaf, v, n, with);
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (with[i] >= 0)
            used[with[i]] = true;
    for (size_t i = 0; i < leaf->n_levels; i++) {
        const struct crit_level *l = &leaf->level[i];
        if (with[i] >= 0) {
            keep(r, set, leaf, l, &v[with[i]]);
        } else if (n == leaf->n_levels && !used[i]) { /* at its place, with other points */
            char *stands = xasprintf("%s: %s", v[i].points, v[i].text);
            official_warn(r, F_OFFICIAL_LEVEL_POINTS, set->id, leaf->code, l->label, stands);
            used[i] = true;
            free(stands);
        } else {
            official_warn(r, F_OFFICIAL_LEVEL_MISSING, set->id, leaf->code, l->label, "");
        }
    }
    for (size_t j = 0; j < n; j++)
        if (!used[j]) {
            char *stands = xasprintf("%s: %s", v[j].points, v[j].text);
            official_warn(r, F_OFFICIAL_LEVEL_EXTRA, set->id, leaf->code, "", stands);
            free(stands);
        }
}

/* ---- nodes ---- */

/* The node a row of @code stands for: of a section and its only criterion the criterion. */
static int find_code(const struct sheet_reader *s, const char *code)
{
    int found = -1;
    for (size_t i = 0; i < s->set->n_nodes; i++)
        if (strcmp(s->set->node[i].code, code) == 0)
            found = (int)i;
    return found;
}

/* A row without a code that has the name of a node further down. */
static int find_name(const struct sheet_reader *s, const char *text)
{
    for (size_t i = (size_t)(s->node + 1); i < s->set->n_nodes; i++) {
        const struct crit_node *n = &s->set->node[i];
        if (n->kind != CRIT_PART && !s->seen[i] && line_spells(text, n->name))
            return find_code(s, n->code);
        if (n->kind == CRIT_LEAF && (int)i > s->node + 12)
            break;
    }
    return -1;
}

/* ---- what was gathered of a criterion ---- */

void sheet_flush(struct sheet_reader *s)
{
    if (s->set && s->node >= 0 && s->set->node[s->node].kind == CRIT_LEAF && !s->lost)
        official_pair(s->r, s->set, &s->set->node[s->node], s->level, s->n_levels, true);
    s->n_levels = 0;
    s->which_case = 0;
}

static void add_note(struct sheet_reader *s, const char *text)
{
    if (s->node < 0 || s->lost || !*text)
        return;
    official_add(s->r->o, WORD_NOTE, s->set->id, s->set->node[s->node].code, "", text);
    s->r->out->notes++;
}

static void add_level(struct sheet_reader *s, const struct line *l)
{
    const char *note;
    if (s->node < 0 || s->lost)
        return;
    if (s->set->node[s->node].kind != CRIT_LEAF || s->n_levels == MAX_LEVELS) {
        official_warn(s->r, F_OFFICIAL_LEVEL_EXTRA, s->set->id, s->set->node[s->node].code, "",
                      l->text);
        return;
    }
    bool apart = line_note(l->rest);
    struct printed *p = &s->level[s->n_levels++];
    *p = (struct printed){.which_case = s->which_case, .points = l->points};
    char *text = xasprintf("%s%s%s", l->text, !apart && *l->rest ? " " : "", apart ? "" : l->rest);
    for (char *c = text; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    p->star = line_stars(text, &note);
    p->text = arena_strdup(s->r->doc->arena, text);
    add_note(s, note ? note : "");
    add_note(s, apart ? l->rest : "");
    free(text);
}

/* ---- rows of a sheet ---- */

static void check_max(struct sheet_reader *s, const struct crit_node *n, const char *points)
{
    char want[16];
    snprintf(want, sizeof want, "%d", n->max);
    if (*points && strcmp(points, want) != 0 &&
        !official_known(s->set, n->code, NULL, "max", points))
        official_warn(s->r, F_OFFICIAL_MAX, s->set->id, n->code, "", points);
}

static void add_name(struct sheet_reader *s, const char *code, const char *name, size_t n)
{
    char *own = xstrndup(name, n);
    text_squeeze(own);
    official_add(s->r->o, WORD_NAME, s->set->id, code, "", own);
    s->r->out->names++;
    free(own);
}

/* Go to a node: the one before it is complete. */
static void enter(struct sheet_reader *s, int node, const char *name, const struct line *l)
{
    const struct crit_node *n = &s->set->node[node];
    sheet_flush(s);
    s->node = node;
    s->lost = false;
    for (size_t i = 0; i < s->set->n_nodes; i++)
        if (strcmp(s->set->node[i].code, n->code) == 0)
            s->seen[i] = true;
    char *all = xasprintf("%s%s%s", name, *l->rest ? " " : "", l->rest);
    for (char *c = all; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
    size_t len = line_name(all, n->name, strlen(name));
    if (!line_spells(all, n->name) && !official_known(s->set, n->code, NULL, "name", NULL))
        official_warn(s->r, F_OFFICIAL_NAME, s->set->id, n->code, "", name);
    add_name(s, n->code, all, len);
    add_note(s, all + len + strspn(all + len, " "));
    check_max(s, n, l->points);
    free(all);
}

static bool enter_part(struct sheet_reader *s, const struct line *l)
{
    char code[2] = "";
    for (char c = 'a'; c <= 'c' && !*code; c++) {
        char phrase[8] = {'p', 'h', 'a', 'n', ' ', c, 0};
        if (line_begins(l->text, phrase))
            code[0] = (char)(c - 'a' + 'A');
    }
    int node = *code ? find_code(s, code) : -1;
    if (node < 0)
        return false;
    /* "Phần A: NAME (40 Điểm)", perhaps in two lines */
    char *all = xasprintf("%s %s", l->text, l->rest);
    const char *name = strchr(all, code[0]);
    name = name ? name + 1 : all;
    name += strspn(name, " .:-");
    const char *paren = strrchr(name, '(');
    sheet_flush(s);
    add_name(s, code, name, paren ? (size_t)(paren - name) : strlen(name));
    free(all);
    s->node = node;
    s->seen[node] = true;
    s->lost = false;
    check_max(s, &s->set->node[node], l->points);
    return true;
}

static bool enter_case(struct sheet_reader *s, const struct line *l)
{
    if (s->node < 0 || !s->set->node[s->node].case_name[0])
        return false;
    const char *text = l->text;
    char c = 0;
    if ((text[0] == 'a' || text[0] == 'b') && (text[1] == '.' || text[1] == ')')) {
        c = text[0];
        text += 2;
    } else if (line_begins(text, "truong hop 1") || line_begins(text, "truong hop a")) {
        c = 'a';
    } else if (line_begins(text, "truong hop 2") || line_begins(text, "truong hop b")) {
        c = 'b';
    }
    if (!c)
        return false;
    char label[2] = {c, 0};
    s->which_case = c;
    official_add(s->r->o, WORD_LEVEL, s->set->id, s->set->node[s->node].code, label,
                 text + strspn(text, " "));
    return true;
}

static bool enter_criterion(struct sheet_reader *s, const struct line *l)
{
    char code[16];
    size_t skip;
    line_code(l->text, code, &skip);
    const char *name = l->text + skip;
    int node = *code ? find_code(s, code) : -1;
    bool named = node >= 0 && line_spells(name, s->set->node[node].name);
    bool numbered = isdigit((unsigned char)*l->points) != 0;
    if (node >= 0 && !s->seen[node] && (named || numbered)) {
        enter(s, node, name, l);
        return true;
    }
    if (!*code && !l->box && (node = find_name(s, l->text)) >= 0) {
        enter(s, node, l->text, l);
        return true;
    }
    if (!*code || l->box || !numbered || !*name)
        return false;
    sheet_flush(s);
    s->lost = true;
    official_warn(s->r, F_OFFICIAL_CRITERION_EXTRA, s->set->id, code, "", name);
    return true;
}

void sheet_line(struct sheet_reader *s, const struct line *l)
{
    if (!l->box && (enter_part(s, l) || enter_case(s, l) || enter_criterion(s, l)))
        return;
    if (l->box || line_number(l->points)) {
        add_level(s, l);
        return;
    }
    add_note(s, l->text);
    add_note(s, l->rest);
}
