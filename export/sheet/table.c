/* SPDX-License-Identifier: MIT */
/* export/sheet/table.c - a table as a sheet: its heading, its rows with live totals, its signers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"
#include "export/table/table.h"

static enum style text_style(const struct table *t, const struct table_row *row, size_t col)
{
    if (t->plain)
        return STYLE_TEXT;
    if (row->kind != ROW_DATA)
        return STYLE_CELL_BOLD;
    return t->column[col].kind == COLUMN_TEXT ? STYLE_CELL : STYLE_CELL_CENTER;
}

/* "=COUNTA(C5:C9)": the rows are found where they were put. */
static void put_live(struct paper *p, const struct table *t, size_t col, const struct value *v)
{
    char from[24], to[24];
    struct words f = {0};
    enum style style = STYLE_GROUP_NUMBER;
    if (v->kind == VALUE_TOTAL) {
        for (size_t i = v->first; i <= v->last && i < t->n; i++)
            if (t->row[i].kind == ROW_SUBTOTAL) {
                cell_name(t->row[i].at, (int)col, to);
                words_add(&f, "+", "%s", to);
            }
    } else if (v->kind == VALUE_ACROSS) {
        cell_name(paper_row(p), (int)v->first, from);
        cell_name(paper_row(p), (int)v->last, to);
        words_add(&f, "", "SUM(%s:%s)", from, to);
        style = STYLE_NUMBER;
    } else if (v->n > 0 && v->first <= v->last && v->last < t->n) {
        cell_name(t->row[v->first].at, v->kind == VALUE_COUNT ? 0 : (int)col, from);
        cell_name(t->row[v->last].at, v->kind == VALUE_COUNT ? 0 : (int)col, to);
        words_add(&f, "", "%s(%s:%s)", v->kind == VALUE_COUNT ? "COUNT" : "SUM", from, to);
    }
    if (f.s)
        put_formula(p, (int)col, style, (double)v->n, "=%s", f.s);
    else
        put_number(p, (int)col, style, (double)v->n);
    free(f.s);
}

static void put_stars(struct paper *p, int col, const struct value *v)
{
    char *stars = cell_text(v);
    put_formula_text(p, col, STYLE_CELL_CENTER, stars, "=REPT(\"★\",%d)", (int)v->n);
    free(stars);
}

/* A time of the journal as a clock in Việt Nam showed it. */
static void put_moment(struct paper *p, int col, const char *utc)
{
    enum { VIETNAM_OFFSET = 7 * 3600 };
    int64_t at = words_epoch(utc);
    if (at)
        put_time(p, col, STYLE_TIME, at + VIETNAM_OFFSET);
    else
        put_text(p, col, STYLE_CELL_CENTER, utc);
}

static void put_value(struct paper *p, const struct table *t, const struct table_row *row,
                      size_t col)
{
    const struct value *v = &row->v[col];
    enum style style = text_style(t, row, col);
    switch (v->kind) {
    case VALUE_NONE:
        put_text(p, (int)col, style, "");
        break;
    case VALUE_TEXT:
        put_text(p, (int)col, style, v->text);
        break;
    case VALUE_WHOLE:
        put_number(p, (int)col, t->plain ? STYLE_PLAIN_NUMBER : STYLE_NUMBER, (double)v->n);
        break;
    case VALUE_MEAN:
        put_number(p, (int)col, STYLE_MEAN, (double)v->n / (double)v->of);
        break;
    case VALUE_STARS:
        put_stars(p, (int)col, v);
        break;
    case VALUE_DATE:
        put_date(p, (int)col, t->plain ? STYLE_PLAIN_DATE : STYLE_DATE, v->text);
        break;
    case VALUE_TIME:
        put_moment(p, (int)col, v->text);
        break;
    case VALUE_FILL:
        put_fill(p, (int)col, style, v->text);
        break;
    case VALUE_COUNT:
    case VALUE_SUM:
    case VALUE_ACROSS:
    case VALUE_TOTAL:
        put_live(p, t, col, v);
        break;
    }
}

void put_row(struct paper *p, const struct table *t, struct table_row *row)
{
    row->at = paper_row(p);
    if (row->kind == ROW_GROUP) {
        for (size_t i = 0; i < t->n_columns; i++)
            put_text(p, (int)i,
                     i == 0                  ? STYLE_GROUP_LINE_FIRST
                     : i + 1 == t->n_columns ? STYLE_GROUP_LINE_LAST
                                             : STYLE_GROUP_LINE,
                     i == 1 ? row->v[0].text : "");
    } else {
        for (size_t i = 0; i < t->n_columns; i++)
            put_value(p, t, row, i);
    }
    end_row(p);
}

static bool is_sum(const struct table *t, size_t i)
{
    return i < t->n && (t->row[i].kind == ROW_SUBTOTAL || t->row[i].kind == ROW_TOTAL);
}

/* A heading stands with its first row, a total with the last one it counts. */
static void put_rows(struct paper *p, struct table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        bool group = t->row[i].kind == ROW_GROUP, more = group || is_sum(t, i + 1);
        if (more && !paper_keeping(p))
            paper_keep(p);
        put_row(p, t, &t->row[i]);
        if (!more && paper_keeping(p))
            paper_keep_end(p);
    }
}

static void put_none(struct paper *p, const struct table *t)
{
    for (size_t i = 0; i < t->n_columns; i++)
        put_text(p, (int)i, i == 0 || i + 1 == t->n_columns ? STYLE_CELL : STYLE_CELL_LINE,
                 i != 1    ? ""
                 : t->none ? t->none
                           : "Không có sản phẩm nào");
    end_row(p);
}

struct paper *open_table(struct pages *g, const struct table *t)
{
    double *width = xmalloc(t->n_columns * sizeof *width);
    for (size_t i = 0; i < t->n_columns; i++)
        width[i] = t->column[i].width;
    struct paper *p = new_sheet(g, t->sheet, !t->portrait, width, (int)t->n_columns);
    free(width);
    return p;
}

void put_table_head(struct paper *p, const struct table *t)
{
    int head = paper_row(p);
    for (size_t i = 0; i < t->n_columns; i++)
        put_text(p, (int)i,
                 t->plain          ? STYLE_BOLD
                 : t->column[i].up ? STYLE_HEAD_UP
                                   : STYLE_HEAD,
                 t->column[i].title);
    end_row(p);
    paper_head(p, paper_row(p) - head, t->plain ? 0 : 3);
}

void put_below(struct paper *p, const struct table *t, int last)
{
    if (!t->below)
        return;
    paper_keep(p); /* to the signatures, if there are any */
    skip_row(p);
    put_span(p, 0, last, STYLE_TEXT, t->below);
    end_row(p);
    if (t->signers == SIGN_NOBODY)
        paper_keep_end(p);
}

static void put_above(struct pages *g, struct paper *p, const struct table *t, int last)
{
    put_heads(p, g->r, last);
    if (t->under) {
        put_span(p, 0, last, STYLE_TITLE, t->title);
        end_row(p);
        put_span(p, 0, last, STYLE_CENTER_ITALIC, t->under);
        end_row(p);
        put_title(p, g->r, last, NULL);
    } else {
        put_title(p, g->r, last, t->title);
    }
    put_span_format(p, 0, last, STYLE_CENTER_ITALIC, "%s.", t->filter);
    end_row(p);
}

enum db_rc sheet_table(struct pages *g, struct paper *p, struct table *t)
{
    int last = (int)t->n_columns - 1;
    if (!t->plain)
        put_above(g, p, t, last);
    put_table_head(p, t);
    if (!t->plain && table_data_rows(t, 0, t->n) == 0)
        put_none(p, t);
    else
        put_rows(p, t);
    put_below(p, t, last);
    if (t->signers == SIGN_TABLE)
        put_table_signatures(p, g->r, last);
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
