/* SPDX-License-Identifier: MIT */
/* export/ballot/pages.c - where the items of a form stand: its head across the first page, its
 * blocks down one panel, then down the other, then on the next page, so that no criterion and no
 * signature is torn; and writing them there. */
#include "export/ballot/pages.h"

#include <stdlib.h>

#include "db/base/text.h"
#include "export/book/grid.h"
#include "export/book/paper.h"

enum { COL_TEXT, COL_POINTS, COL_GAP, PANELS = 2, PANEL_COLUMNS = 3, FORM_LAST = FORM_COLUMNS - 1 };

/* Units: room for three digits; between the panels. */
#define POINTS 4.8
#define GAP 0.6

#define HEAD_TEXT "Các tiêu chí"
#define HEAD_POINTS "Thang điểm"

struct form_fit form_fit_at(int scale)
{
    double text = (grid_units(scale, FORM_COLUMNS) - 2 * POINTS - GAP) / PANELS;
    return (struct form_fit){scale, grid_page(scale), {text, POINTS, GAP, text, POINTS}};
}

/* ---- placing -------------------------------------------------------------------------------- */

static void columns_of(const struct form_item *i, int *first, int *last)
{
    int left = i->place == FORM_PANEL   ? i->panel * PANEL_COLUMNS
               : i->place == FORM_RIGHT ? PANEL_COLUMNS
                                        : COL_TEXT;
    *first = left;
    *last = i->place == FORM_WIDE ? FORM_LAST : left + (i->numbered ? COL_TEXT : COL_POINTS);
}

static int rows_of(const struct form_item *i, const struct form_fit *fit)
{
    int first, last;
    double units = 0;
    columns_of(i, &first, &last);
    for (int c = first; c <= last; c++)
        units += fit->width[c] + (c > first ? PAPER_EDGE : 0);
    int rows = i->text ? grid_rows(i->text, units, i->style) : 1;
    return rows < i->least ? i->least : rows;
}

/* Rows of the head of the table. */
static int head_rows(const struct form_fit *fit)
{
    return grid_rows(HEAD_POINTS, fit->width[COL_POINTS], STYLE_FORM_HEAD);
}

/* The items across the first page; where the panels begin below them. */
static int place_head(struct form *f, const struct form_fit *fit)
{
    size_t end = f->n_blocks ? f->block[0].first : f->n;
    int row = 1, high = 0; /* below the running line */
    for (size_t i = 0; i < end; i++) {
        struct form_item *x = &f->item[i];
        x->page = x->panel = 0;
        x->row = row;
        x->rows = rows_of(x, fit);
        high = x->place == FORM_RIGHT && high > x->rows ? high : x->rows;
        row += x->place == FORM_LEFT ? 0 : high;
    }
    return row;
}

struct cursor { /* where the next item goes */
    int page, panel, row;
    int first; /* where the panels of the first page begin */
    bool empty;
};

static int top(const struct cursor *c)
{
    return c->page == 0 ? c->first : 1;
}

static void next_panel(struct cursor *c)
{
    c->panel++;
    if (c->panel == PANELS) {
        c->panel = 0;
        c->page++;
    }
    c->row = top(c);
    c->empty = true;
}

static void place_items(struct form *f, size_t from, size_t to, bool table, struct cursor *c,
                        const struct form_fit *fit)
{
    int need = 0;
    for (size_t i = from; i < to; i++)
        need += f->item[i].rows;
    if (!c->empty && c->row + need > fit->rows)
        next_panel(c);
    if (c->empty && table)
        c->row += head_rows(fit);
    for (size_t i = from; i < to; i++) {
        struct form_item *x = &f->item[i];
        x->page = c->page;
        x->panel = c->panel;
        x->row = c->row;
        c->row += x->rows;
    }
    c->empty = false;
}

void form_place(struct form *f, const struct form_fit *fit)
{
    struct cursor c = {.empty = true};
    c.row = c.first = place_head(f, fit);
    for (size_t b = 0; b < f->n_blocks; b++) {
        size_t from = f->block[b].first, to = b + 1 < f->n_blocks ? f->block[b + 1].first : f->n;
        int need = head_rows(fit);
        for (size_t i = from; i < to; i++) {
            f->item[i].panel = 0; /* the panels are equal */
            need += f->item[i].rows = rows_of(&f->item[i], fit);
        }
        bool whole = need < fit->rows; /* else it is torn between its items */
        for (size_t i = from; i < to; i = whole ? to : i + 1)
            place_items(f, i, whole ? to : i + 1, f->block[b].table, &c, fit);
    }
    f->pages = c.page + 1;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void write_item(const struct form_item *i, struct paper *p, int page_row)
{
    int first, last;
    if (!i->text)
        return;
    columns_of(i, &first, &last);
    grid_text(p, page_row + i->row, i->rows, first, last, i->style, i->text);
    if (i->numbered && i->number != NO_NUMBER)
        grid_number(p, page_row + i->row, i->rows, last + 1, i->number_style, i->number);
    else if (i->numbered)
        grid_text(p, page_row + i->row, i->rows, last + 1, last + 1, i->number_style, "");
}

/* Each panel that begins with a criterion has the head of the table. */
static void write_heads(const struct form *f, struct paper *p, const int *page_row)
{
    int page = -1, panel = -1;
    for (size_t b = 0; b < f->n_blocks; b++) {
        const struct form_item *i = &f->item[f->block[b].first];
        if (i->page == page && i->panel == panel)
            continue;
        page = i->page;
        panel = i->panel;
        int rows = head_rows(&f->from->fit), row = page_row[page] + i->row - rows;
        if (!f->block[b].table)
            continue;
        grid_text(p, row, rows, panel * PANEL_COLUMNS, panel * PANEL_COLUMNS, STYLE_FORM_HEAD,
                  HEAD_TEXT);
        grid_text(p, row, rows, panel * PANEL_COLUMNS + 1, panel * PANEL_COLUMNS + 1,
                  STYLE_FORM_HEAD, HEAD_POINTS);
    }
}

static void begin(struct rows *v, int row)
{
    if (v->n == v->cap) {
        v->cap = v->cap ? 2 * v->cap : 64;
        v->row = xrealloc(v->row, v->cap * sizeof *v->row);
    }
    v->row[v->n++] = row;
}

void form_write(const struct form *f, struct paper *p, int *rows, struct rows *begins)
{
    int *page_row = xcalloc((size_t)f->pages, sizeof *page_row);
    for (int page = 0; page < f->pages; page++) {
        int below = 1;
        for (size_t i = 0; i < f->n; i++)
            if (f->item[i].page == page && f->item[i].row + f->item[i].rows > below)
                below = f->item[i].row + f->item[i].rows;
        page_row[page] = *rows;
        begin(begins, *rows);
        char *running = xasprintf("%s. Trang %d/%d. Mã phiên: %s", f->running, page + 1, f->pages,
                                  f->from->r->session.id);
        grid_text(p, *rows, 1, 0, FORM_LAST, STYLE_FORM_SMALL, running);
        free(running);
        *rows += below;
    }
    for (size_t i = 0; i < f->n; i++)
        write_item(&f->item[i], p, page_row[f->item[i].page]);
    write_heads(f, p, page_row);
    free(page_row);
}
