/* SPDX-License-Identifier: MIT */
/* export/sheet/detail.c - "Chi tiết tiêu chí" as a sheet: sums of parts and totals are live
 * formulas. */
#include <stdlib.h>

#include "export/sheet/sheets.h"

static int col(const struct pages *g, enum detail_after a)
{
    return DETAIL_MEMBER + (int)g->r->n_columns + (int)a;
}

/* "F10:P10", the members' cells of a row. */
static void members_of(const struct pages *g, int row, char out[48])
{
    char from[24], to[24];
    cell_name(row, DETAIL_MEMBER, from);
    cell_name(row, DETAIL_MEMBER + (int)g->r->n_columns - 1, to);
    snprintf(out, 48, "%s:%s", from, to);
}

static void put_mean(struct pages *g, const struct table_row *row, enum style style,
                     enum style empty)
{
    const struct value *v = &row->v[col(g, DETAIL_MEAN)];
    char over[48];
    members_of(g, paper_row(g->detail), over);
    if (v->kind == VALUE_MEAN)
        put_formula(g->detail, col(g, DETAIL_MEAN), style, value_double(v), "=AVERAGE(%s)", over);
    else
        put_text(g->detail, col(g, DETAIL_MEAN), empty, "");
}

static void put_leaf(struct pages *g, const struct table_row *row)
{
    struct paper *p = g->detail;
    put_number(p, 0, STYLE_NUMBER, (double)row->v[0].n);
    put_text(p, 1, STYLE_CELL_CENTER, row->v[1].text);
    put_text(p, 2, STYLE_CELL, row->v[2].text);
    put_number(p, 3, STYLE_NUMBER, (double)row->v[3].n);
    for (int i = DETAIL_MEMBER; i < col(g, DETAIL_MEAN); i++)
        if (row->v[i].kind == VALUE_WHOLE)
            put_number(p, i, STYLE_NUMBER, (double)row->v[i].n);
        else
            put_text(p, i, STYLE_CELL_CENTER, "");
    put_mean(g, row, STYLE_MEAN, STYLE_CELL_CENTER);
    put_text(p, col(g, DETAIL_MINIMUM), STYLE_CELL, row->v[col(g, DETAIL_MINIMUM)].text);
    put_text(p, col(g, DETAIL_REACHED), STYLE_CELL, row->v[col(g, DETAIL_REACHED)].text);
    end_row(p);
}

/* The sum of the three parts, whose rows are known. */
static void put_total_cell(struct pages *g, int at, const struct value *v, const int part[3])
{
    char a[24], b[24], c[24];
    cell_name(part[0], at, a);
    cell_name(part[1], at, b);
    cell_name(part[2], at, c);
    put_formula(g->detail, at, STYLE_GROUP_NUMBER, value_double(v), "=%s+%s+%s", a, b, c);
}

/* The heading of a product, over all columns of its block. */
static void put_name(struct pages *g, const struct table_row *row)
{
    put_number(g->detail, 0, STYLE_GROUP_NUMBER, (double)row->v[0].n);
    put_text(g->detail, 1, STYLE_GROUP_NUMBER, row->v[1].text);
    put_span(g->detail, 2, col(g, DETAIL_REACHED), STYLE_GROUP, row->v[2].text);
    end_row(g->detail);
}

/* A section, a part (whose sums follow, see sum_part) or the total. */
static void put_group(struct pages *g, const struct table_row *row, const int part[3])
{
    struct paper *p = g->detail;
    put_number(p, 0, STYLE_GROUP_NUMBER, (double)row->v[0].n);
    put_text(p, 1, STYLE_GROUP_NUMBER, row->v[1].text);
    put_text(p, 2, STYLE_GROUP, row->v[2].text);
    if (row->v[3].kind == VALUE_WHOLE)
        put_number(p, 3, STYLE_GROUP_NUMBER, (double)row->v[3].n);
    else
        put_text(p, 3, STYLE_GROUP, "");
    for (int i = DETAIL_MEMBER; i < col(g, DETAIL_MEAN); i++)
        if (row->kind == ROW_TOTAL && row->v[i].kind == VALUE_WHOLE)
            put_total_cell(g, i, &row->v[i], part);
        else
            put_text(p, i, STYLE_GROUP, "");
    put_mean(g, row, STYLE_GROUP_MEAN, STYLE_GROUP);
    put_text(p, col(g, DETAIL_MINIMUM), STYLE_GROUP, "");
    put_text(p, col(g, DETAIL_REACHED), STYLE_GROUP, "");
    end_row(p);
}

/* The rows of a part are there, down to the current one: add them up in its own row. */
static void sum_part(struct pages *g, const struct table_row *row)
{
    char from[24], to[24];
    for (int i = DETAIL_MEMBER; row && i < col(g, DETAIL_MEAN); i++) {
        cell_name(row->at + 1, i, from);
        cell_name(paper_row(g->detail) - 1, i, to);
        if (row->v[i].kind == VALUE_WHOLE)
            put_formula_at(g->detail, row->at, i, STYLE_GROUP_NUMBER, value_double(&row->v[i]),
                           "=SUM(%s:%s)", from, to);
    }
}

/* One product, from its heading @row on; returns where the next one begins. */
static size_t put_product(struct pages *g, struct table *t, size_t row, int part[3])
{
    struct paper *p = g->detail;
    const struct table_row *open = NULL; /* the part whose rows are being put */
    int n = 0;
    size_t i = row;
    paper_whole(p);
    for (; i < t->n && (i == row || t->row[i].v[0].n == t->row[row].v[0].n); i++) {
        struct table_row *r = &t->row[i];
        if (r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL) {
            sum_part(g, open);
            open = r->kind == ROW_SUBTOTAL ? r : NULL;
        }
        r->at = paper_row(p);
        if (r->kind == ROW_SUBTOTAL)
            part[n++] = r->at;
        /* Headings stand with their first criterion, a total with the last one. */
        bool total = i + 1 < t->n && t->row[i + 1].kind == ROW_TOTAL;
        if ((r->kind != ROW_DATA || total) && !paper_keeping(p))
            paper_keep(p);
        if (r->kind == ROW_DATA)
            put_leaf(g, r);
        else if (i == row)
            put_name(g, r);
        else
            put_group(g, r, part);
        if (r->kind == ROW_DATA && !total)
            paper_keep_end(p);
    }
    sum_part(g, open);
    paper_keep_end(p);
    paper_whole_end(p);
    return i;
}

enum db_rc sheet_detail(struct pages *g, struct paper *p, struct table *t)
{
    int last = col(g, DETAIL_REACHED);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, t->title);
    put_table_head(p, t);
    paper_close_rows(p);
    int head = paper_row(p) - 1;
    for (size_t i = 0; i < g->r->products.n; i++)
        for (int part = 0; part < 3; part++)
            g->part_row[i][part] = -1;
    for (size_t i = 0, product = 0; i < t->n; product++) {
        i = put_product(g, t, i, g->part_row[product]);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    paper_filter(p, head);
    put_below(p, t, last);
    put_table_signatures(p, g->r, last);
    return DB_OK;
}
