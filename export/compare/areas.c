/* SPDX-License-Identifier: MIT */
/* export/compare/areas.c - what lies over many cells of a sheet: hidden rows and columns, joined
 * cells, charts. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "export/compare/compare.h"
#include "export/words.h"

void moves_add(struct moves *m, long from, long shift)
{
    if (m->n == m->cap) {
        m->cap = m->cap ? 2 * m->cap : 8;
        m->v = xrealloc(m->v, m->cap * sizeof *m->v);
    }
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
        if (ours.n == ours.cap) {
            ours.cap = ours.cap ? 2 * ours.cap : 16;
            ours.v = xrealloc(ours.v, ours.cap * sizeof *ours.v);
        }
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

void compare_areas(const char *name, const struct sheet_rows *want, const struct sheet_rows *found,
                   const struct moves *m, struct faults *f)
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
