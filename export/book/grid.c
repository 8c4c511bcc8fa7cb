/* SPDX-License-Identifier: MIT */
/* export/book/grid.c - areas of a grid, over libxlsxwriter. */
#include "export/book/grid.h"

#include <math.h>
#include <stdlib.h>

#include "export/book/book_part.h"
#include "db/base/mem.h"
#include "export/book/measure.h"

/* What a line needs, in sizes of its type. */
#define LINE 1.2

int grid_rows(const char *text, double units, enum style style)
{
    double size = style_size(style);
    int lines = measure_lines(text, measure_column(units), size, style_has(style, 'b'));
    return (int)ceil(lines * size * LINE / GRID_ROW - 1e-6);
}

double grid_units(int scale, int columns)
{
    return page_room(false) * 100 / scale / SHEET_DIGIT - columns * SHEET_EDGE;
}

int grid_page(int scale)
{
    return (int)(page_long(false) * 100 / scale / GRID_ROW);
}

struct sheet *grid_sheet(struct workbook *b, const char *name, int scale, const double *width,
                         int n, const char *header, const char *footer)
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

void grid_text(struct sheet *p, int row, int rows, int first, int last, enum style style,
               const char *text)
{
    char *safe = sheet_clean(text);
    p->filled += safe[0] != 0;
    if (p->ws)
        merge(p, row, rows, first, last, safe, p->book->format[style]);
    free(safe);
}

void grid_number(struct sheet *p, int row, int rows, int col, enum style style, int value)
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

void grid_end(struct sheet *p, int rows, const int *begins, size_t n)
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
