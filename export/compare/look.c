/* SPDX-License-Identifier: MIT */
/* export/compare/look.c - whether two cells that say the same say it in the same way.
 * A number kept as text is left out of a sum, a format can show 69.6 as 70, a formula that was
 * written over follows nothing any more. */
#include "export/compare/look.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "export/base/words.h"

/* ---- number formats ---- */

/* Without what changes nothing that is read: escapes, quotes, colours, locales.  The caller frees.
 */
static char *plain_format(const char *code)
{
    char *out = xmalloc(strlen(code) + 1);
    size_t n = 0;
    for (; *code; code++) {
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
    return out;
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

/* Of a number, by plain formats. */
static bool shows_alike(const char *want, const char *found)
{
    if (strcmp(want, found) == 0)
        return true;
    /* Whole numbers are the same without a format. */
    if (strcmp(want, "0") == 0 || !*want)
        return !*found || strcmp(found, "0") == 0 || strcmp(found, "@") == 0;
    bool time = strchr(want, 'h') != NULL;
    return whole_day(want) && whole_day(found) && (!time || strchr(found, 'h'));
}

static bool same_format(const struct sheet_look *a, const struct sheet_look *b)
{
    char *want = plain_format(a->format), *found = plain_format(b->format);
    bool same = a->type == CELL_TEXT ? shows_text(found) : shows_alike(want, found);
    free(want);
    free(found);
    return same;
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
        shared->v = mem_grow(shared->v, shared->n, &shared->cap, sizeof *shared->v);
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
