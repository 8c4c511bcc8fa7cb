/* SPDX-License-Identifier: MIT */
/* export/compare/sheet.c - two readings of a sheet, row by row and cell by cell; and what lies over
 * many cells: hidden rows and columns, joined cells, charts. */
#include "export/compare/sheet.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/words.h"
#include "db/base/mem.h"
#include "export/compare/look.h"

/* ---- texts ---------------------------------------------------------------------------------- */

/* A number as the reader writes one; "007" and "1.2.3" are texts. */
static bool is_number_text(const char *s, double *v)
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

/* Whether @found fits @want, where each dotted blank of @want stands for any text. */
static bool cell_fits(const char *want, const char *found)
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

/* The same, and numbers as numbers. */
static bool cell_same(const char *want, const char *found)
{
    double a, b;
    if (strcmp(want, found) == 0)
        return true;
    if (is_number_text(want, &a) && is_number_text(found, &b))
        return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
    return strstr(want, BLANK) && cell_fits(want, found);
}

/* ---- what lies over many cells ---- */

/* From the row @from of the record on, rows stand @shift lower in the workbook. */
struct moves {
    size_t n, cap;
    struct move {
        long from, shift;
    } * v;
};

static void moves_add(struct moves *m, long from, long shift)
{
    m->v = mem_grow(m->v, m->n, &m->cap, sizeof *m->v);
    m->v[m->n++] = (struct move){from, shift};
}

/* Where the row of the record stands in the workbook. */
static long moved_to(const struct moves *m, long row)
{
    long shift = 0;
    for (size_t i = 0; i < m->n; i++)
        if (row >= m->v[i].from)
            shift = m->v[i].shift;
    return row + shift;
}

static void name_area(const struct sheet_area *a, char out[64])
{
    char from[8] = "", to[8] = "";
    if (a->col)
        column_letters(a->col, from);
    if (a->to_col)
        column_letters(a->to_col, to);
    if (!a->row)
        snprintf(out, 64, "%s:%s", from, to);
    else if (!a->col)
        snprintf(out, 64, "%ld:%ld", a->row, a->to_row);
    else
        snprintf(out, 64, "%s%ld:%s%ld", from, a->row, to, a->to_row);
}

/* A column is hidden only as far as the sheet says something there. */
static long last_column(const struct sheet_rows *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        n = s->row[i].n > n ? s->row[i].n : n;
    return (long)n;
}

static void name_hidden(const char *name, const struct sheet_rows *want,
                        const struct sheet_rows *found, struct faults *f)
{
    long columns = last_column(want), rows = want->row[want->n - 1].number;
    long seen = found->n ? found->row[found->n - 1].number : 0;
    rows = seen > rows ? seen : rows;
    for (size_t i = 0; i < found->hidden.n; i++) {
        struct sheet_area a = found->hidden.v[i];
        while (a.row && i + 1 < found->hidden.n && found->hidden.v[i + 1].row == a.to_row + 1)
            a.to_row = found->hidden.v[++i].row; /* one after another is one */
        if (a.row > rows || a.col > columns)
            continue; /* nothing stands there */
        a.to_row = a.to_row > rows ? rows : a.to_row;
        a.to_col = a.to_col > columns ? columns : a.to_col;
        char where[64];
        name_area(&a, where);
        fault_add(f, a.row ? F_BOOK_ROWS_HIDDEN : F_BOOK_COLUMNS_HIDDEN, name, where, NULL);
    }
}

static bool has_area(const struct sheet_areas *all, const struct sheet_area *a)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct sheet_area *b = &all->v[i];
        if (b->row == a->row && b->to_row == a->to_row && b->col == a->col &&
            b->to_col == a->to_col)
            return true;
    }
    return false;
}

static void name_merged(const char *name, const struct sheet_rows *want,
                        const struct sheet_rows *found, const struct moves *m, struct faults *f)
{
    struct sheet_areas ours = {0};
    char where[64];
    for (size_t i = 0; i < want->merged.n; i++) {
        struct sheet_area a = want->merged.v[i];
        ours.v = mem_grow(ours.v, ours.n, &ours.cap, sizeof *ours.v);
        a.row = moved_to(m, a.row);
        a.to_row = moved_to(m, a.to_row);
        ours.v[ours.n++] = a;
        name_area(&a, where);
        if (!has_area(&found->merged, &a))
            fault_add(f, F_BOOK_PARTED, name, where, NULL);
    }
    for (size_t i = 0; i < found->merged.n; i++) {
        name_area(&found->merged.v[i], where);
        if (!has_area(&ours, &found->merged.v[i]))
            fault_add(f, F_BOOK_JOINED, name, where, NULL);
    }
    free(ours.v);
}

/* Rows and columns that are hidden, cells that were joined or parted, charts that are gone. */
static void compare_areas(const char *name, const struct sheet_rows *want,
                          const struct sheet_rows *found, const struct moves *m, struct faults *f)
{
    name_hidden(name, want, found, f);
    name_merged(name, want, found, m, f);
    if (found->drawings == want->drawings)
        return;
    char have[24], ours[24];
    snprintf(have, sizeof have, "%zu", found->drawings);
    snprintf(ours, sizeof ours, "%zu", want->drawings);
    fault_add(f, F_BOOK_DRAWINGS, name, have, ours, NULL);
}

/* ---- one sheet ------------------------------------------------------------------------------ */

static const char *cell_at(const struct sheet_row *row, size_t col)
{
    return row && col < row->n ? row->cell[col] : "";
}

static const struct sheet_look *look_of(const struct sheet_row *row, size_t col)
{
    static const struct sheet_look nothing = {.shared = -1, .format = ""};
    return row && col < row->n ? &row->look[col] : &nothing;
}

static void name_cell(long row, size_t col, char where[32])
{
    char letters[8];
    column_letters((long)col + 1, letters);
    snprintf(where, 32, "%s%ld", letters, row);
}

/* One sheet being compared. */
struct walk {
    const char *name;
    const struct fresh *fresh;
    const struct sheet_rows *found;
    struct faults *f;
    long shift; /* rows that were put in above, less those taken out */
    bool moved; /* rows were, somewhere in the workbook: formulas then point elsewhere */
    struct moves *moves;
    struct shared_formulas shared; /* of the workbook, so far */
    size_t told;                   /* differences named so far, and those that were not */
    size_t more;
};

/* Whether another difference is to be named: a long list helps nobody. */
static bool may_tell(struct walk *w)
{
    enum { MOST = 40 };
    if (w->told < MOST)
        w->told++;
    else
        w->more++;
    return !w->more;
}

static void name_difference(struct walk *w, long row, size_t col, const char *want,
                            const char *found)
{
    char where[32];
    struct faults *f = w->f;
    const char *sheet = w->name;
    if (!may_tell(w))
        return;
    name_cell(row, col, where);
    if (!*want)
        fault_add(f, F_BOOK_CELL_ADDED, sheet, where, found, NULL);
    else if (!*found)
        fault_add(f, F_BOOK_CELL_GONE, sheet, where, want, NULL);
    else
        fault_add(f, F_BOOK_CELL_CHANGED, sheet, where, found, want, NULL);
}

static bool may_fill(const struct fresh *want, long row, size_t col)
{
    for (size_t i = 0; i < want->fillable->n; i++) {
        const struct fillable_cell *c = &want->fillable->v[i];
        if (c->sheet == want->index && c->row + 1 == row && c->col == (int)col)
            return true;
    }
    return false;
}

/* Something was written where people may write: told, and no difference. */
static void note_filled(struct faults *f, const char *sheet, long row, size_t col,
                        const char *found)
{
    char where[32];
    name_cell(row, col, where);
    if (*found)
        warn_add(f, F_BOOK_CELL_FILLED, sheet, where, found, NULL);
}

/* A program that does not calculate saves formulas without results: then ours must be there. */
static bool shows_formula(const struct walk *w, const struct sheet_row *a, size_t col,
                          const char *found)
{
    return found[0] == '=' && look_formula(look_of(a, col), found, w->moved);
}

/* The same is to be read, but it is kept or shown in another way. */
static void compare_look(struct walk *w, long at, size_t col, const struct sheet_row *a,
                         const struct sheet_row *b)
{
    struct look_difference d;
    char where[32];
    struct look_side side = {look_of(a, col), look_of(b, col), a->number, at, (long)col + 1};
    if (!look_compare(&w->shared, &side, w->moved, &d) || !may_tell(w))
        return;
    name_cell(at, col, where);
    fault_add(w->f, d.id, w->name, where, d.found, d.want, cell_at(b, col), NULL);
}

/* The cell_at @col of the row @a of the record, which is the row @b of the workbook: @row and @at.
 */
static void compare_cell(struct walk *w, long row, long at, size_t col, const struct sheet_row *a,
                         const struct sheet_row *b)
{
    const char *want = cell_at(a, col), *found = cell_at(b, col);
    bool same = strcmp(want, found) == 0;
    if (!same && may_fill(w->fresh, row, col))
        note_filled(w->f, w->name, at, col, found);
    else if (!same && strstr(want, BLANK) && cell_fits(want, found))
        note_filled(w->f, w->name, at, col, found);
    else if (!same && !cell_same(want, found) && !shows_formula(w, a, col, found))
        name_difference(w, at, col, want, found);
    else if (*want && *found && !strstr(want, BLANK) && !may_fill(w->fresh, row, col))
        compare_look(w, at, col, a, b);
}

static void compare_row(struct walk *w, const struct sheet_row *a, const struct sheet_row *b)
{
    size_t n = a ? a->n : 0;
    long row = 0, at = 0; /* of the record, and of the file: either row tells the other's number */
    if (a) {
        row = a->number;
        at = a->number + w->shift;
    }
    if (b) {
        row = a ? row : b->number - w->shift;
        at = b->number;
        n = b->n > n ? b->n : n;
    }
    for (size_t c = 0; c < n; c++)
        compare_cell(w, row, at, c, a, b);
}

/* ---- rows put in and taken out ----------------------------------------------------------------
 */

static const struct sheet_row *row_at(const struct sheet_rows *s, size_t i)
{
    return i < s->n ? &s->row[i] : NULL;
}

/* Cells of @a that @b has too, in hundredths of those of @a that hold something. */
static int likeness(const struct walk *w, const struct sheet_row *a, const struct sheet_row *b)
{
    size_t same = 0, all = 0;
    for (size_t c = 0; a && c < a->n; c++) {
        const char *want = cell_at(a, c), *found = cell_at(b, c);
        if (!*want)
            continue;
        bool good = cell_same(want, found) || may_fill(w->fresh, a->number, c) ||
                    shows_formula(w, a, c, found);
        all++;
        same += good;
    }
    return all ? (int)(same * 100 / all) : 100;
}

/* Whether row @i of the record surely is row @j of the workbook: they, and what follows. */
static bool anchored(const struct walk *w, size_t i, size_t j)
{
    const struct sheet_row *a = row_at(w->fresh->sheet, i), *b = row_at(w->found, j);
    const struct sheet_row *c = row_at(w->fresh->sheet, i + 1), *d = row_at(w->found, j + 1);
    return a && b && likeness(w, a, b) == 100 && !c == !d && (!c || likeness(w, c, d) >= 50);
}

static const char *first_text(const struct sheet_row *row)
{
    for (size_t c = 0; row && c < row->n; c++)
        if (*cell_at(row, c))
            return cell_at(row, c);
    return "";
}

static void name_rows(struct walk *w, long shift, long at, const struct sheet_row *row)
{
    char count[24], where[24];
    if (!may_tell(w))
        return;
    snprintf(count, sizeof count, "%ld", labs(shift - w->shift));
    snprintf(where, sizeof where, "%ld", at);
    fault_add(w->f, shift > w->shift ? F_BOOK_ROWS_ADDED : F_BOOK_ROWS_GONE, w->name, count, where,
              first_text(row), NULL);
}

/* Where the two go on together after rows that only one of them has; false: nowhere near. */
static bool resume(struct walk *w, size_t *i, size_t *j)
{
    enum { LOOK = 60 };
    for (size_t d = 0; d < 2 * LOOK; d++) {
        size_t x = *i + (d % 2 ? d / 2 + 1 : 0), y = *j + (d % 2 ? 0 : d / 2);
        if (!anchored(w, x, y))
            continue;
        long from = w->found->row[y].number, shift = from - w->fresh->sheet->row[x].number;
        if (shift == w->shift)
            return false; /* they were emptied or filled where they stand */
        long first = shift > w->shift ? from - (shift - w->shift) : from;
        name_rows(
            w, shift, first,
            row_at(shift > w->shift ? w->found : w->fresh->sheet, shift > w->shift ? *j : *i));
        w->shift = shift;
        moves_add(w->moves, w->fresh->sheet->row[x].number, shift);
        *i = x;
        *j = y;
        return true;
    }
    return false;
}

/* Whether @i of the record and @j of the workbook are one row, changed or not: much alike, and
 * neither of them is surely the other's neighbour, as where alike rows follow and one is gone. */
static bool one_row(const struct walk *w, size_t i, size_t j)
{
    int like = likeness(w, row_at(w->fresh->sheet, i), row_at(w->found, j));
    return like == 100 || (like >= 50 && !anchored(w, i + 1, j) && !anchored(w, i, j + 1));
}

/* Rows without any text are in neither list, so both are walked by row number. */
static void walk_rows(struct walk *w)
{
    const struct sheet_rows *fresh = w->fresh->sheet;
    size_t i = 0, j = 0;
    while (i < fresh->n || j < w->found->n) {
        const struct sheet_row *a = row_at(fresh, i), *b = row_at(w->found, j);
        long in_want = a ? a->number + w->shift : LONG_MAX, in_found = b ? b->number : LONG_MAX;
        if (!(in_want == in_found && one_row(w, i, j)) && resume(w, &i, &j))
            continue;
        if (in_want <= in_found)
            i++;
        if (in_found <= in_want)
            j++;
        compare_row(w, in_want <= in_found ? a : NULL, in_found <= in_want ? b : NULL);
    }
}

bool rows_moved(const struct fresh *fresh, const struct sheet_rows *found)
{
    struct faults ignored = {0};
    struct moves moves = {0};
    struct walk w = {.fresh = fresh, .found = found, .f = &ignored, .moves = &moves, .moved = true};
    walk_rows(&w);
    bool any = moves.n > 0;
    free(w.shared.v);
    free(moves.v);
    faults_free(&ignored);
    return any;
}

void compare_sheet(const char *name, const struct fresh *fresh, const struct sheet_rows *found,
                   bool moved, struct faults *f)
{
    struct moves moves = {0};
    struct walk w = {
        .name = name, .fresh = fresh, .found = found, .f = f, .moved = moved, .moves = &moves};
    walk_rows(&w);
    if (w.more) {
        char more[24];
        snprintf(more, sizeof more, "%zu", w.more);
        fault_add(f, F_BOOK_MORE, name, more, NULL);
    }
    compare_areas(name, fresh->sheet, found, &moves, f);
    free(w.shared.v);
    free(moves.v);
}
