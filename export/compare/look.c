/* SPDX-License-Identifier: MIT */
/* export/compare/look.c - whether two cells say the same, and whether both say it in the same way.
 * A number kept as text is left out of a sum, a format can show 69.6 as 70, a formula that was
 * written over follows nothing any more. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/compare/compare.h"
#include "export/terms.h"
#include "export/words.h"

/* ---- texts ---------------------------------------------------------------------------------- */

/* A number as the reader writes one; "007" and "1.2.3" are texts. */
static bool is_number(const char *s, double *v)
{
    const char *p = s + (*s == '-');
    size_t whole = strspn(p, "0123456789");
    if (!whole || (whole > 1 && *p == '0'))
        return false;
    p += whole;
    if (*p == '.') {
        size_t part = strspn(p + 1, "0123456789");
        if (!part)
            return false;
        p += 1 + part;
    }
    if (*p)
        return false;
    *v = strtod(s, NULL);
    return true;
}

bool cell_fits(const char *want, const char *found)
{
    const char *blank = strstr(want, BLANK);
    if (!blank)
        return strcmp(want, found) == 0;
    size_t n = (size_t)(blank - want);
    if (strncmp(want, found, n) != 0)
        return false;
    want = blank + strlen(BLANK);
    for (found += n;; found++) {
        if (cell_fits(want, found))
            return true;
        if (!*found)
            return false;
    }
}

bool cell_same(const char *want, const char *found)
{
    double a, b;
    if (strcmp(want, found) == 0)
        return true;
    if (is_number(want, &a) && is_number(found, &b))
        return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
    return strstr(want, BLANK) && cell_fits(want, found);
}

/* ---- number formats ---- */

/* Without what changes nothing that is read: escapes, quotes, colours, locales. */
static void plain_format(const char *code, char out[64])
{
    size_t n = 0;
    for (; *code && n < 63; code++) {
        if (*code == '[' && code[1] && !strchr("hHmMsS<>=", code[1]))
            code += strcspn(code, "]");
        else if (*code != '\\' && *code != '"')
            out[n++] = (char)tolower((unsigned char)*code);
        if (!*code)
            break;
    }
    out[n] = 0;
    if (n >= 2 && strcmp(out + n - 2, ";@") == 0)
        out[n - 2] = 0;
    if (strcmp(out, "general") == 0)
        out[0] = 0;
}

/* A day is read whole, in whatever order. */
static bool whole_day(const char *format)
{
    return strchr(format, 'd') && strchr(format, 'm') && strchr(format, 'y');
}

/* Whether a text is shown as it stands: the fourth section is that of texts, or a last one with @.
 */
static bool shows_text(const char *format)
{
    const char *section = format, *last = format;
    int n = 1;
    for (; *section; section++)
        if (*section == ';') {
            last = section + 1;
            n++;
        }
    return n >= 4 || strchr(last, '@') ? strcmp(last, "@") == 0 : true;
}

static bool same_format(const struct sheet_look *a, const struct sheet_look *b)
{
    char want[64], found[64];
    plain_format(a->format, want);
    plain_format(b->format, found);
    if (a->type == CELL_TEXT)
        return shows_text(found);
    if (strcmp(want, found) == 0)
        return true;
    /* Whole numbers are the same without a format. */
    if (strcmp(want, "0") == 0 || !*want)
        return !*found || strcmp(found, "0") == 0 || strcmp(found, "@") == 0;
    bool time = strchr(want, 'h') != NULL;
    return whole_day(want) && whole_day(found) && (!time || strchr(found, 'h'));
}

/* ---- formulas ---- */

/* A reference to a cell at @s: how long, and where it points; 0: there is none. */
static size_t reference(const char *s, long *row, long *col)
{
    size_t n = 0, letters, digits;
    *col = 0;
    n += s[n] == '$';
    letters = strspn(s + n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (!letters || letters > 3)
        return 0;
    for (size_t i = 0; i < letters; i++)
        *col = *col * 26 + (s[n + i] - 'A') + 1;
    n += letters;
    n += s[n] == '$';
    digits = strspn(s + n, "0123456789");
    *row = strtol(s + n, NULL, 10);
    n += digits;
    return digits && !isalnum((unsigned char)s[n]) && s[n] != '(' && s[n] != '_' ? n : 0;
}

/* The formula with its cells as seen from (@row, @col), so that one that several cells share reads
 * the same in each; without rows where @moved.  The caller frees. */
static char *relative(const char *formula, long row, long col, bool moved)
{
    struct words out = {0};
    char quote = 0, before = 0;
    long r, c;
    for (const char *s = formula; *s; before = *s++) {
        size_t n = quote || isalnum((unsigned char)before) ? 0 : reference(s, &r, &c);
        if (n) {
            words_add(&out, "", "R%ldC%ld", moved ? 0 : r - row, c - col);
            s += n - 1;
            continue;
        }
        if (quote ? *s == quote : *s == '"' || *s == '\'')
            quote = quote ? 0 : *s;
        if (quote || *s != ' ')
            words_add(&out, "", "%c", *s);
    }
    return out.s ? out.s : xstrdup("");
}

static bool same_from(const char *a, long a_row, long a_col, const char *b, long b_row, long b_col,
                      bool moved)
{
    char *x = relative(a, a_row, a_col, moved), *y = relative(b, b_row, b_col, moved);
    bool same = strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

bool look_formula(const struct sheet_look *want, const char *found, bool moved)
{
    return want->formula && same_from(want->formula, 0, 0, found, 0, 0, moved);
}

static const struct shared_formula *first_of(const struct shared_formulas *s, long group)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i].group == group)
            return &s->v[i];
    return NULL;
}

static bool same_formula(struct shared_formulas *shared, const struct look_side *side, bool moved)
{
    const struct sheet_look *a = side->want, *b = side->found;
    struct shared_formula own = {b->shared, side->at, side->col, b->formula};
    const struct shared_formula *from = b->shared >= 0 ? first_of(shared, b->shared) : NULL;
    if (!a->formula || !b->formula)
        return a->formula == b->formula;
    if (!from && b->shared >= 0 && b->formula[1]) {
        if (shared->n == shared->cap) {
            shared->cap = shared->cap ? 2 * shared->cap : 16;
            shared->v = xrealloc(shared->v, shared->cap * sizeof *shared->v);
        }
        shared->v[shared->n++] = own;
    }
    if (!from || b->formula[1])
        from = &own;
    return same_from(a->formula, side->row, side->col, from->text, from->row, from->col, moved);
}

/* ---- both ---- */

bool look_compare(struct shared_formulas *shared, const struct look_side *side, bool moved,
                  struct look_difference *out)
{
    const struct sheet_look *a = side->want, *b = side->found;
    bool result = b->formula && b->type == CELL_NUMBER && a->type == CELL_TEXT; /* none saved */
    if (!same_formula(shared, side, moved))
        *out = (struct look_difference){!a->formula   ? F_BOOK_FORMULA_ADDED
                                        : !b->formula ? F_BOOK_FORMULA_GONE
                                                      : F_BOOK_FORMULA_CHANGED,
                                        a->formula ? a->formula : "", b->formula ? b->formula : ""};
    else if (a->type != b->type && !result)
        *out = (struct look_difference){
            a->type == CELL_NUMBER ? F_BOOK_NUMBER_AS_TEXT : F_BOOK_TEXT_AS_NUMBER, "", ""};
    else if (b->cleaned && !a->cleaned)
        *out = (struct look_difference){F_BOOK_OTHER_BYTES, "", ""};
    else if (!same_format(a, b))
        *out = (struct look_difference){F_BOOK_FORMAT, *a->format ? a->format : "General",
                                        *b->format ? b->format : "General"};
    else
        return false;
    return true;
}
