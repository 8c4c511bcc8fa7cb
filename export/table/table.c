/* SPDX-License-Identifier: MIT */
/* export/table/table.c - filling a table row by row. */
#include "export/table/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "export/base/words.h"

struct table *table_new(struct arena *a, const char *title, const struct column *column,
                        size_t n_columns)
{
    struct table *t = arena_alloc(a, sizeof *t);
    *t = (struct table){.arena = a, .title = title, .column = column, .n_columns = n_columns};
    return t;
}

struct table_row *table_add(struct table *t, enum row_kind kind)
{
    t->row = arena_grow(t->arena, t->row, t->n, &t->cap, sizeof *t->row);
    struct table_row *r = &t->row[t->n++];
    *r = (struct table_row){.kind = kind, .v = arena_alloc(t->arena, t->n_columns * sizeof *r->v)};
    for (size_t i = 0; i < t->n_columns; i++)
        r->v[i] = (struct value){.kind = VALUE_NONE};
    return r;
}

struct value *table_at(struct table *t, size_t col)
{
    return &t->row[t->n - 1].v[col];
}

void table_text(struct table *t, size_t col, const char *text)
{
    if (text && *text)
        *table_at(t, col) =
            (struct value){.kind = VALUE_TEXT, .text = arena_strdup(t->arena, text)};
}

void table_number(struct table *t, size_t col, int64_t n)
{
    *table_at(t, col) = (struct value){.kind = VALUE_WHOLE, .n = n};
}

void table_mean(struct table *t, size_t col, int64_t sum, int64_t n)
{
    if (n > 0)
        *table_at(t, col) = (struct value){.kind = VALUE_MEAN, .n = sum, .of = n};
}

void table_stars(struct table *t, size_t col, int stars)
{
    if (stars > 0)
        *table_at(t, col) = (struct value){.kind = VALUE_STARS, .n = stars};
}

void table_fill(struct table *t, size_t col, const char *until)
{
    *table_at(t, col) =
        (struct value){.kind = VALUE_FILL, .text = until ? arena_strdup(t->arena, until) : NULL};
}

void table_sum(struct table *t, size_t col, size_t first, size_t last)
{
    int64_t n = 0;
    for (size_t i = first; i <= last && i < t->n; i++)
        if (t->row[i].kind == ROW_DATA)
            n += t->row[i].v[col].n;
    *table_at(t, col) = (struct value){.kind = VALUE_SUM, .n = n, .first = first, .last = last};
}

size_t table_data_rows(const struct table *t, size_t first, size_t last)
{
    size_t n = 0;
    for (size_t i = first; i <= last && i < t->n; i++)
        n += t->row[i].kind == ROW_DATA;
    return n;
}

/* Labels of totals stand where there is room for them. */
enum { LABEL_COLUMN = 2 };

void table_subtotal(struct table *t, const char *label, size_t col, size_t first)
{
    size_t last = t->n ? t->n - 1 : 0, n = t->n > first ? table_data_rows(t, first, last) : 0;
    table_add(t, ROW_SUBTOTAL);
    table_text(t, LABEL_COLUMN, label);
    *table_at(t, col) =
        (struct value){.kind = VALUE_COUNT, .n = (int64_t)n, .first = first, .last = last};
}

void table_total(struct table *t, const char *label, size_t col)
{
    int64_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        if (t->row[i].kind == ROW_SUBTOTAL)
            n += t->row[i].v[col].n;
    size_t last = t->n ? t->n - 1 : 0;
    table_add(t, ROW_TOTAL);
    table_text(t, LABEL_COLUMN, label);
    *table_at(t, col) = (struct value){.kind = VALUE_TOTAL, .n = n, .first = 0, .last = last};
}

static char *stars_text(int64_t n)
{
    struct {
        char s[3 * 5 + 1];
    } out = {""};
    for (int64_t i = 0; i < n && i < 5; i++)
        memcpy(out.s + 3 * i, "★", 4);
    return xstrdup(out.s);
}

char *cell_text(const struct value *v)
{
    char mean[16];
    switch (v->kind) {
    case VALUE_NONE:
        return xstrdup("");
    case VALUE_TEXT:
        return xstrdup(v->text);
    case VALUE_MEAN:
        mean_text(v->n, v->of, true, mean);
        return xstrdup(mean);
    case VALUE_STARS:
        return stars_text(v->n);
    case VALUE_DATE:
        return words_short_date(v->text);
    case VALUE_TIME:
        return words_time(v->text);
    case VALUE_FILL:
        return xstrdup(v->text ? v->text : "");
    case VALUE_WHOLE:
    case VALUE_COUNT:
    case VALUE_SUM:
    case VALUE_ACROSS:
    case VALUE_TOTAL:
        break;
    }
    return xasprintf("%lld", (long long)v->n);
}
