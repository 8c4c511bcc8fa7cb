/* SPDX-License-Identifier: MIT */
/* export/ballot/pages.c - the sheets of ballots: how large their type can be, their edges, and
 * where the items of a form stand: its head across the first page, its blocks down one panel, then
 * down the other, then on the next page, so that no criterion and no signature is torn; and writing
 * them there. */
#include "export/ballot/pages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/db.h"
#include "export/base/terms.h"
#include "export/book/book.h"
#include "export/book/book_part.h"
#include "export/book/measure.h"

/* A row, in points before scaling: a line of 10 points, in Times New Roman of every program. */
#define GRID_ROW 12.0

/* What a line needs, in sizes of its type. */
#define LINE 1.2

/* Rows that @text takes in a style on columns of @units together (units of the workbook, the edges
 * between columns counted in); at least 1. */
static int grid_rows(const char *text, double units, enum style style)
{
    double size = style_size(style);
    int lines = measure_lines(text, measure_column(units), size, style_has(style, 'b'));
    return (int)ceil(lines * size * LINE / GRID_ROW - 1e-6);
}

/* A page of A4 standing, in the margins of Nghị định 30/2020, at a print scale of @scale per cent:
 * how many units its columns may have, the edges of @columns columns taken off, and how many rows
 * it holds. */
static double grid_units(int scale, int columns)
{
    return page_room(false) * 100 / scale / SHEET_DIGIT - columns * SHEET_EDGE;
}

static int grid_page(int scale)
{
    return (int)(page_long(false) * 100 / scale / GRID_ROW);
}

/* A sheet for a form, its columns of the widths @width, printed at @scale. */
static struct sheet *grid_sheet(struct workbook *b, const char *name, int scale,
                                const double *width, int n, const char *header, const char *footer)
{
    struct sheet *p = book_sheet(b, name, false, width, n, header, footer);
    p->placed = true;
    if (p->ws)
        worksheet_set_print_scale(p->ws, (uint16_t)scale);
    return p;
}

/* Cells of one area are merged; the library merges no single one. */
static void merge(struct sheet *p, int row, int rows, int first, int last, const char *text,
                  lxw_format *f)
{
    lxw_row_t from = (lxw_row_t)row, to = (lxw_row_t)(row + rows - 1);
    if (rows > 1 || last > first)
        book_try(p->book, worksheet_merge_range(p->ws, from, (lxw_col_t)first, to, (lxw_col_t)last,
                                                text, f));
    else if (*text)
        book_try(p->book, worksheet_write_string(p->ws, from, (lxw_col_t)first, text, f));
    else
        book_try(p->book, worksheet_write_blank(p->ws, from, (lxw_col_t)first, f));
}

/* Write into @rows rows from @row on, columns @first to @last, as one cell.  Rows from 0; areas
 * may come in any order, but may not overlap. */
static void grid_text(struct sheet *p, int row, int rows, int first, int last, enum style style,
                      const char *text)
{
    char *safe = sheet_clean(text);
    p->filled += safe[0] != 0;
    if (p->ws)
        merge(p, row, rows, first, last, safe, p->book->format[style]);
    free(safe);
}

/* The same with a whole number. */
static void grid_number(struct sheet *p, int row, int rows, int col, enum style style, int value)
{
    lxw_format *f = p->book->format[style];
    p->filled++;
    if (!p->ws)
        return;
    if (rows > 1)
        merge(p, row, rows, col, col, "", f);
    book_try(p->book,
             worksheet_write_number(p->ws, (lxw_row_t)row, (lxw_col_t)col, (double)value, f));
}

/* The form has @rows rows, and a new page begins at each of the @n rows @begins, but for row 0. */
static void grid_end(struct sheet *p, int rows, const int *begins, size_t n)
{
    lxw_row_t *at = xcalloc(n + 1, sizeof *at); /* ends with 0 */
    size_t used = 0;
    for (size_t i = 0; i < n; i++)
        if (begins[i] > 0)
            at[used++] = (lxw_row_t)begins[i];
    for (int i = 0; p->ws && i < rows; i++)
        book_try(p->book, worksheet_set_row(p->ws, (lxw_row_t)i, GRID_ROW, NULL));
    if (p->ws && used > 0)
        book_try(p->book, worksheet_set_h_pagebreaks(p->ws, at));
    p->row = rows;
    free(at);
}

enum { COL_TEXT, COL_POINTS, COL_GAP, PANELS = 2, PANEL_COLUMNS = 3, FORM_LAST = FORM_COLUMNS - 1 };

/* Units: room for three digits; between the panels. */
#define POINTS 4.8
#define GAP 0.6

#define HEAD_TEXT "Các tiêu chí"
#define HEAD_POINTS "Thang điểm"

/* The columns of a sheet printed at @scale. */
static struct form_fit form_fit_at(int scale)
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

static int item_rows(const struct form_item *i, const struct form_fit *fit)
{
    int first, last;
    double units = 0;
    columns_of(i, &first, &last);
    for (int c = first; c <= last; c++)
        units += fit->width[c] + (c > first ? SHEET_EDGE : 0);
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
        x->rows = item_rows(x, fit);
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

/* Place every item on its page; sets f->pages. */
static void form_place(struct form *f, const struct form_fit *fit)
{
    struct cursor c = {.empty = true};
    c.row = c.first = place_head(f, fit);
    for (size_t b = 0; b < f->n_blocks; b++) {
        size_t from = f->block[b].first, to = b + 1 < f->n_blocks ? f->block[b + 1].first : f->n;
        int need = head_rows(fit);
        for (size_t i = from; i < to; i++) {
            f->item[i].panel = 0; /* the panels are equal */
            need += f->item[i].rows = item_rows(&f->item[i], fit);
        }
        bool whole = need < fit->rows; /* else it is torn between its items */
        for (size_t i = from; i < to; i = whole ? to : i + 1)
            place_items(f, i, whole ? to : i + 1, f->block[b].table, &c, fit);
    }
    f->pages = c.page + 1;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void write_item(const struct form_item *i, struct sheet *p, int page_row)
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
static void write_heads(const struct form *f, struct sheet *p, const int *page_row)
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

static void begin_page(struct rows *v, int row)
{
    v->row = mem_grow(v->row, v->n, &v->cap, sizeof *v->row);
    v->row[v->n++] = row;
}

/* Write what was placed, from row *@rows of @p on, which moves below it. */
static void form_write(const struct form *f, struct sheet *p, int *rows, struct rows *begins)
{
    int *page_row = xcalloc((size_t)f->pages, sizeof *page_row);
    for (int page = 0; page < f->pages; page++) {
        int below = 1;
        for (size_t i = 0; i < f->n; i++)
            if (f->item[i].page == page && f->item[i].row + f->item[i].rows > below)
                below = f->item[i].row + f->item[i].rows;
        page_row[page] = *rows;
        begin_page(begins, *rows);
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

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

/* Print scales, per cent: type of 10 points comes out as 9.5 to 6.6. */
enum { LARGEST = 95, SMALLEST = 66, SIDES = 2 };

/* ---- how large the type can be ---- */

static size_t length(const struct product *p)
{
    return strlen(p->name) + strlen(p->owner) + strlen(p->address);
}

/* Of the products of one set, the one with the longest head stands for all. */
static bool stands_for(const struct record *r, const struct product *p)
{
    if (!p->set[0] || !p->set_known)
        return false;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *q = &r->products.v[i];
        if (q != p && q->set_known && strcmp(q->set, p->set) == 0 &&
            (length(q) > length(p) || (length(q) == length(p) && q < p)))
            return false;
    }
    return true;
}

/* A ballot of @p, with as much as the law prints. */
static enum db_rc sample(const struct form_source *from, const struct product *p, struct form *out)
{
    const struct member *m = &from->r->members.v[0];
    struct ballot b;
    enum db_rc rc = db_ballot(from->r->db, p->id, m->id, &b);
    if (rc != DB_OK)
        return rc;
    *out = (struct form){
        .from = from, .b = &b, .set = b.set, .product = p, .member = m, .sample = true};
    form_fill(out);
    out->b = NULL;
    list_free(&b);
    return DB_OK;
}

/* Whether all of @v fit at @scale on both sides of a sheet.  What fits at one scale need not fit
 * at a smaller one: other criteria meet the foot of a panel. */
static bool all_fit(struct form *v, size_t n, int scale)
{
    struct form_fit fit = form_fit_at(scale);
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        form_place(&v[i], &fit);
        fits = v[i].pages <= SIDES;
    }
    return fits;
}

static void form_drop(struct form *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->item[i].text);
    free(f->item);
    free(f->block);
    free(f->running);
    *f = (struct form){0};
}

enum db_rc form_fit(struct form_source *from)
{
    const struct record *r = from->r;
    struct form *v = xcalloc(r->products.n + 1, sizeof *v);
    size_t n = 0;
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && r->members.n > 0 && rc == DB_OK; i++)
        if (stands_for(r, &r->products.v[i]))
            rc = sample(from, &r->products.v[i], &v[n++]);
    int scale = LARGEST;
    while (scale > SMALLEST && !all_fit(v, n, scale))
        scale--;
    from->fit = form_fit_at(scale);
    for (size_t i = 0; i < n; i++)
        form_drop(&v[i]);
    free(v);
    return rc;
}

/* ---- sheets ---- */

struct sheet *form_sheet(struct workbook *book, const struct form_source *from, const char *name)
{
    const struct session *s = &from->r->session;
    bool blank = from->blank;
    char header[128], footer[240], groups[72];
    hash_groups(s->closing, groups);
    snprintf(header, sizeof header, "&C" HEADER_FONT "%s",
             !blank         ? term_state(s)
             : s->rehearsal ? "DIỄN TẬP"
                            : "");
    if (blank)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s", s->id);
    else if (s->closed)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s\nMã chốt %s",
                 s->id, groups);
    else
        snprintf(footer, sizeof footer,
                 "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s\nDự thảo (%lld sự kiện)", s->id,
                 (long long)s->events);
    return grid_sheet(book, name, from->fit.scale, from->fit.width, FORM_COLUMNS, header, footer);
}

void form_sheet_end(struct sheet *p, int *rows, struct rows *begins)
{
    grid_end(p, *rows, begins->row, begins->n);
    free(begins->row);
    *begins = (struct rows){0};
    *rows = 0;
}

/* Place @f, write it and forget it; its pages. */
static size_t put_form(struct form *f, struct sheet *p, int *rows, struct rows *begins)
{
    form_place(f, &f->from->fit);
    form_write(f, p, rows, begins);
    size_t pages = (size_t)f->pages;
    form_drop(f);
    return pages;
}

size_t form_put(const struct form_source *from, struct sheet *p, const struct ballot *b, int *rows,
                struct rows *begins)
{
    struct form f = {.from = from, .b = b, .set = b->set};
    f.product = record_product(from->r, b->product);
    f.member = record_member(from->r, b->member);
    if (!f.product || !f.member)
        return 0;
    form_fill(&f);
    return put_form(&f, p, rows, begins);
}

size_t form_put_notes(const struct form_source *from, struct sheet *p, const struct crit_set *set,
                      int *rows, struct rows *begins)
{
    struct form f = {.from = from, .set = set};
    form_fill_notes(&f);
    if (f.n_blocks > 0)
        return put_form(&f, p, rows, begins);
    form_drop(&f);
    return 0;
}
