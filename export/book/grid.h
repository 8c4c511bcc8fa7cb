/* SPDX-License-Identifier: MIT */
/* export/book/grid.h - a printed form: texts and numbers on a grid of rows that are all of one
 * height. A text takes as many rows as it has lines, and what stands beside it need not be as high:
 * so two columns of a table can run down one page, each at its own pace.
 */
#ifndef EXPORT_BOOK_GRID_H
#define EXPORT_BOOK_GRID_H

#include "export/book/book.h"

/* A row, in points before scaling: a line of 10 points, in Times New Roman of every program. */
#define GRID_ROW 12.0

/* Rows that @text takes in a style on columns of @units together (units of the workbook, the edges
 * between columns counted in); at least 1. */
int grid_rows(const char *text, double units, enum style style);

/* A page of A4 standing, in the margins of Nghị định 30/2020, at a print scale of @scale per cent:
 * how many units its columns may have, the edges of @columns columns taken off, and how many rows
 * it holds. */
double grid_units(int scale, int columns);
int grid_page(int scale);

/* A sheet for a form, its columns of the widths @width, printed at @scale. */
struct sheet *grid_sheet(struct workbook *b, const char *name, int scale, const double *width,
                         int n, const char *header, const char *footer);

/* Write into @rows rows from @row on, columns @first to @last, as one cell.  Rows from 0; areas
 * may come in any order, but may not overlap. */
void grid_text(struct sheet *p, int row, int rows, int first, int last, enum style style,
               const char *text);
/* The same with a whole number. */
void grid_number(struct sheet *p, int row, int rows, int col, enum style style, int value);

/* The form has @rows rows, and a new page begins at each of the @n rows @begins, but for row 0. */
void grid_end(struct sheet *p, int rows, const int *begins, size_t n);

#endif
