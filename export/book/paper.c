/* SPDX-License-Identifier: MIT */
/* export/book/paper.c - filling a sheet row by row. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/fault.h"
#include "db/base/text.h"
#include "export/book/measure.h"
#include "export/book/paper.h"

/* Below what the reader of export_verify takes, and what a row can be high. */
enum { CELL_CHARS = 480, CELL_LINES = 24 };

/* A row that nobody gave a height, in points. */
#define PLAIN_ROW 15.0

/* Heights of a row with turned names: as low as two lines each allow. */
enum { TURNED_MIN = 60, TURNED_MAX = 400, TURNED_STEP = 10 };

static lxw_format *format_of(const struct paper *p, enum style style)
{
    return p->book->format[style];
}

static struct cell *add_cell(struct paper *p, int first, int last, enum style style)
{
    if (p->n_cells == p->cap_cells) {
        p->cap_cells = p->cap_cells ? p->cap_cells * 2 : 32;
        p->cell = xrealloc(p->cell, p->cap_cells * sizeof *p->cell);
    }
    struct cell *c = &p->cell[p->n_cells++];
    *c = (struct cell){.first = first, .last = last, .style = style};
    return c;
}

/* Nothing but clean text may reach the library. */
char *paper_clean(const char *text)
{
    uint32_t cp;
    size_t at;
    char *out = text_check(text, &cp, &at) == TEXT_FINE ? xstrdup(text) : text_safe(text, 0);
    text_squeeze(out);
    return out;
}

void put_span(struct paper *p, int first, int last, enum style style, const char *text)
{
    add_cell(p, first, last, style)->text = paper_clean(text ? text : "");
}

void put_text(struct paper *p, int col, enum style style, const char *text)
{
    put_span(p, col, col, style, text);
}

void put_span_format(struct paper *p, int first, int last, enum style style, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    put_span(p, first, last, style, text);
    free(text);
}

void put_number(struct paper *p, int col, enum style style, double value)
{
    add_cell(p, col, col, style);
    p->filled++;
    if (p->ws)
        book_try(p->book, worksheet_write_number(p->ws, (lxw_row_t)p->row, (lxw_col_t)col, value,
                                                 format_of(p, style)));
}

void put_time(struct paper *p, int col, enum style style, int64_t local)
{
    /* Days since the spreadsheet's day 0; 25569 is 1970-01-01. */
    put_number(p, col, style, (double)local / 86400 + 25569);
}

static void write_formula(struct paper *p, int row, int col, enum style style, double value,
                          const char *formula)
{
    p->filled++;
    if (p->ws)
        book_try(p->book, worksheet_write_formula_num(p->ws, (lxw_row_t)row, (lxw_col_t)col,
                                                      formula, format_of(p, style), value));
}

void put_formula(struct paper *p, int col, enum style style, double value, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *formula = xvasprintf(fmt, ap);
    va_end(ap);
    add_cell(p, col, col, style);
    write_formula(p, p->row, col, style, value, formula);
    free(formula);
}

void put_formula_text(struct paper *p, int col, enum style style, const char *value,
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

/* Days since the spreadsheet's day 0, by the civil calendar. */
static int64_t day_number(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t of_eras = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + of_eras - 719468 + 25569;
}

void put_date(struct paper *p, int col, enum style style, const char *iso)
{
    if (date_iso(iso))
        put_number(p, col, style, (double)day_number(atoi(iso), atoi(iso + 5), atoi(iso + 8)));
    else
        put_text(p, col, style, iso);
}

void put_fill(struct paper *p, int col, enum style style, const char *until)
{
    if (p->n_fill == p->cap_fill) {
        p->cap_fill = p->cap_fill ? p->cap_fill * 2 : 32;
        p->fill = xrealloc(p->fill, p->cap_fill * sizeof *p->fill);
    }
    p->fill[p->n_fill++] = (struct fill){p->row, col};
    put_text(p, col, style, until);
}

size_t paper_fills(const struct paper *p)
{
    return p->n_fill;
}

void paper_fill(const struct paper *p, size_t i, int *row, int *col)
{
    *row = p->fill[i].row;
    *col = p->fill[i].col;
}

void put_formula_at(struct paper *p, int row, int col, enum style style, double value,
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
static double room(const struct paper *p, const struct cell *c)
{
    double units = 0;
    for (int i = c->first; i <= c->last && i < p->n; i++)
        units += p->width[i] + (i > c->first ? 5.0 / 7 : 0);
    return measure_column(units);
}

/* Lines of a long list follow each other closely. */
static double lines_height(const struct paper *p, int lines, double size)
{
    return measure_height(lines, size) - (p->close ? 1.5 : 0);
}

/* Write the next piece of a text cell and return the height it needs. */
static double write_piece(struct paper *p, struct cell *c)
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
static bool write_row(struct paper *p, bool again)
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
    paper_height(p, p->row++, height);
    return more;
}

void end_row(struct paper *p)
{
    for (bool again = false; write_row(p, again); again = true)
        ;
    for (size_t i = 0; i < p->n_cells; i++)
        free(p->cell[i].text);
    p->n_cells = 0;
}

void skip_row(struct paper *p)
{
    paper_height(p, p->row++, PLAIN_ROW);
}

int paper_row(const struct paper *p)
{
    return p->row;
}

size_t paper_filled(const struct paper *p)
{
    return p->filled;
}

double paper_width(const struct paper *p, int col)
{
    return p->width[col];
}

const char *paper_name(const struct paper *p)
{
    return p->name;
}

void cell_name(int row, int col, char out[24])
{
    char letters[8];
    column_letters(col + 1, letters);
    snprintf(out, 24, "%s%d", letters, row + 1);
}
