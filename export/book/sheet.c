/* SPDX-License-Identifier: MIT */
/* export/book/sheet.c - a sheet, filled row by row: its cells; which rows stand together on a page;
 * what it repeats, shows, marks and prints. */
#include "export/book/sheet.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/fault.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/book/book_part.h"
#include "export/book/measure.h"

/* Below what the reader of export_verify takes, and what a row can be high.  Up to
 * there a text, as a long name, wraps in its cell; the rest goes on in the row below (write_piece).
 */
enum { CELL_CHARS = 480, CELL_LINES = 24 };

/* A row that nobody gave a height, in points. */
#define PLAIN_ROW 15.0

/* Heights of a row with turned names: as low as two lines each allow. */
enum { TURNED_MIN = 60, TURNED_MAX = 400, TURNED_STEP = 10 };

static void sheet_height(struct sheet *p, int row, double height)
{
    if (row >= p->cap_height) {
        p->cap_height = row < 64 ? 128 : 2 * row;
        p->height = xrealloc(p->height, (size_t)p->cap_height * sizeof *p->height);
    }
    p->height[row] = height;
}

static lxw_format *format_of(const struct sheet *p, enum style style)
{
    return p->book->format[style];
}

static struct cell *add_cell(struct sheet *p, int first, int last, enum style style)
{
    p->cell = mem_grow(p->cell, p->n_cells, &p->cap_cells, sizeof *p->cell);
    struct cell *c = &p->cell[p->n_cells++];
    *c = (struct cell){.first = first, .last = last, .style = style};
    return c;
}

/* Nothing but clean text may reach the library. */
char *sheet_clean(const char *text)
{
    uint32_t cp;
    size_t at;
    char *out = text_check(text, &cp, &at) == TEXT_FINE ? xstrdup(text) : text_safe(text, 0);
    text_squeeze(out);
    return out;
}

void put_span(struct sheet *p, int first, int last, enum style style, const char *text)
{
    add_cell(p, first, last, style)->text = sheet_clean(text ? text : "");
}

void put_text(struct sheet *p, int col, enum style style, const char *text)
{
    put_span(p, col, col, style, text);
}

void put_span_format(struct sheet *p, int first, int last, enum style style, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    put_span(p, first, last, style, text);
    free(text);
}

void put_number(struct sheet *p, int col, enum style style, double value)
{
    add_cell(p, col, col, style);
    p->filled++;
    if (p->ws)
        book_try(p->book, worksheet_write_number(p->ws, (lxw_row_t)p->row, (lxw_col_t)col, value,
                                                 format_of(p, style)));
}

static void write_formula(struct sheet *p, int row, int col, enum style style, double value,
                          const char *formula)
{
    p->filled++;
    if (p->ws)
        book_try(p->book, worksheet_write_formula_num(p->ws, (lxw_row_t)row, (lxw_col_t)col,
                                                      formula, format_of(p, style), value));
}

void put_formula(struct sheet *p, int col, enum style style, double value, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *formula = xvasprintf(fmt, ap);
    va_end(ap);
    add_cell(p, col, col, style);
    write_formula(p, p->row, col, style, value, formula);
    free(formula);
}

void put_formula_text(struct sheet *p, int col, enum style style, const char *value,
                      const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *formula = xvasprintf(fmt, ap);
    va_end(ap);
    add_cell(p, col, col, style);
    p->filled++;
    if (p->ws)
        book_try(p->book, worksheet_write_formula_str(p->ws, (lxw_row_t)p->row, (lxw_col_t)col,
                                                      formula, format_of(p, style), value));
    free(formula);
}

void put_fill(struct sheet *p, int col, enum style style, const char *until)
{
    p->fill = mem_grow(p->fill, p->n_fill, &p->cap_fill, sizeof *p->fill);
    p->fill[p->n_fill++] = (struct fill){p->row, col};
    put_text(p, col, style, until);
}

const struct fill *sheet_fills(const struct sheet *p, size_t *n)
{
    *n = p->n_fill;
    return p->fill;
}

void put_formula_at(struct sheet *p, int row, int col, enum style style, double value,
                    const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *formula = xvasprintf(fmt, ap);
    va_end(ap);
    write_formula(p, row, col, style, value, formula);
    free(formula);
}

/* Points that the columns of a cell give its text. */
static double room(const struct sheet *p, const struct cell *c)
{
    double units = 0;
    for (int i = c->first; i <= c->last && i < p->n; i++)
        units += p->width[i] + (i > c->first ? 5.0 / 7 : 0);
    return measure_column(units);
}

/* Lines of a long list follow each other closely. */
static double lines_height(const struct sheet *p, int lines, double size)
{
    return measure_height(lines, size) - (p->close ? 1.5 : 0);
}

/* Write the next piece of a text cell and return the height it needs. */
static double write_piece(struct sheet *p, struct cell *c)
{
    const char *rest = c->text ? c->text + c->at : "";
    double size = style_size(c->style), width = room(p, c);
    bool bold = style_has(c->style, 'b'), wrap = style_has(c->style, 'w');
    size_t n = style_has(c->style, 'r') || !wrap
                   ? measure_fit(rest, 1e9, size, bold, 1, CELL_CHARS)
                   : measure_fit(rest, width, size, bold, CELL_LINES, CELL_CHARS);
    char *piece = xstrndup(rest, n);
    c->at += n;
    while (n > 0 && piece[n - 1] == ' ')
        piece[--n] = 0;
    p->filled += n > 0;
    lxw_row_t row = (lxw_row_t)p->row;
    lxw_col_t first = (lxw_col_t)c->first, last = (lxw_col_t)c->last;
    lxw_format *f = format_of(p, c->style);
    if (p->ws && first < last)
        book_try(p->book, worksheet_merge_range(p->ws, row, first, row, last, piece, f));
    else if (p->ws && n)
        book_try(p->book, worksheet_write_string(p->ws, row, first, piece, f));
    else if (p->ws)
        book_try(p->book, worksheet_write_blank(p->ws, row, first, f));
    double height = lines_height(p, wrap ? measure_lines(piece, width, size, bold) : 1, size);
    if (style_has(c->style, 'r'))
        for (height = TURNED_MIN; height < TURNED_MAX; height += TURNED_STEP)
            if (measure_lines(piece, height - 9, size, bold) <= 2)
                break;
    free(piece);
    return height;
}

static bool has_rest(const struct cell *c)
{
    return c->text && c->text[c->at] != 0;
}

/* One row of the sheet out of the current row; whether any text goes on below. */
static bool write_row(struct sheet *p, bool again)
{
    double height = lines_height(p, 1, 12);
    bool more = false;
    for (size_t i = 0; i < p->n_cells; i++) {
        struct cell *c = &p->cell[i];
        double h = height;
        if (c->text || again)
            h = write_piece(p, c);
        if (h > height)
            height = h;
        more = more || has_rest(c);
    }
    if (p->ws)
        book_try(p->book, worksheet_set_row(p->ws, (lxw_row_t)p->row, height, NULL));
    sheet_height(p, p->row++, height);
    return more;
}

void end_row(struct sheet *p)
{
    for (bool again = false; write_row(p, again); again = true)
        ;
    for (size_t i = 0; i < p->n_cells; i++)
        free(p->cell[i].text);
    p->n_cells = 0;
}

void skip_row(struct sheet *p)
{
    sheet_height(p, p->row++, PLAIN_ROW);
}

int sheet_row(const struct sheet *p)
{
    return p->row;
}

size_t sheet_filled(const struct sheet *p)
{
    return p->filled;
}

double sheet_width(const struct sheet *p, int col)
{
    return p->width[col];
}

void cell_name(int row, int col, char out[24])
{
    char letters[8];
    column_letters(col + 1, letters);
    snprintf(out, 24, "%s%d", letters, row + 1);
}

/* ---- rows that stand together ---- */

void sheet_keep(struct sheet *p)
{
    p->keep = mem_grow(p->keep, p->n_keep, &p->cap_keep, sizeof *p->keep);
    p->keep[p->n_keep++] = (struct keep){p->row, p->row, false};
    p->keeping = true;
}

void sheet_keep_signed(struct sheet *p)
{
    if (!p->keeping) /* else what is kept already is signed below */
        sheet_keep(p);
    p->keep[p->n_keep - 1].signed_by = true;
}

void sheet_keep_end(struct sheet *p)
{
    if (p->keeping)
        p->keep[p->n_keep - 1].last = p->row - 1;
    p->keeping = false;
}

bool sheet_keeping(const struct sheet *p)
{
    return p->keeping;
}

void sheet_whole(struct sheet *p)
{
    p->whole = mem_grow(p->whole, p->n_whole, &p->cap_whole, sizeof *p->whole);
    p->whole[p->n_whole++] = (struct span){p->row, p->row};
}

void sheet_whole_end(struct sheet *p)
{
    p->whole[p->n_whole - 1].last = p->row - 1;
}

void sheet_close_rows(struct sheet *p)
{
    p->close = true;
}

/* ---- what is repeated, shown and printed ---- */

/* More than this above a table would leave no room for its rows on a small screen. */
enum { FROZEN_ROWS = 22 };

void sheet_head(struct sheet *p, int rows, int cols)
{
    p->head = p->row - rows;
    p->heads = rows;
    if (!p->ws)
        return;
    book_try(p->book,
             worksheet_repeat_rows(p->ws, (lxw_row_t)(p->row - rows), (lxw_row_t)(p->row - 1)));
    if (p->row <= FROZEN_ROWS)
        worksheet_freeze_panes(p->ws, (lxw_row_t)p->row, (lxw_col_t)cols);
}

void sheet_filter(struct sheet *p, int head)
{
    if (p->ws && p->row > head + 1)
        book_try(p->book, worksheet_autofilter(p->ws, (lxw_row_t)head, 0, (lxw_row_t)(p->row - 1),
                                               (lxw_col_t)(p->n - 1)));
}

void sheet_print_columns(struct sheet *p, int last)
{
    p->print_last = last;
    if (p->ws && p->row > 0)
        book_try(p->book,
                 worksheet_print_area(p->ws, 0, 0, (lxw_row_t)(p->row - 1), (lxw_col_t)last));
}

void sheet_mark(struct sheet *p, int first, int last, int col, enum style style, const char *fmt,
                ...)
{
    struct {
        char s[200];
    } formula;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(formula.s, sizeof formula.s, fmt, ap);
    va_end(ap);
    lxw_conditional_format o = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                .value_string = formula.s,
                                .format = p->book->format[style]};
    if (p->ws && first <= last)
        book_try(p->book,
                 worksheet_conditional_format_range(p->ws, (lxw_row_t)first, (lxw_col_t)col,
                                                    (lxw_row_t)last, (lxw_col_t)col, &o));
}

void sheet_print_rows(struct sheet *p)
{
    p->print_rows = p->row;
    if (p->ws && p->row > 0)
        book_try(p->book,
                 worksheet_print_area(p->ws, 0, 0, (lxw_row_t)(p->row - 1), (lxw_col_t)(p->n - 1)));
}
