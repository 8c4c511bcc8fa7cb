/* SPDX-License-Identifier: MIT */
/* export/book/book_part.h - the inside of a workbook and its sheets: for the sources of this room.
 */
#ifndef EXPORT_BOOK_BOOK_PART_H
#define EXPORT_BOOK_BOOK_PART_H

#include <xlsxwriter.h>

#include "export/book/book.h"

struct workbook {
    lxw_workbook *w;
    lxw_format *format[STYLE_COUNT];
    struct sheet *sheets; /* the last one first */
    const char *trouble;  /* the first failure; static */
};

/* A cell of the current row.  Texts wait for end_row, which knows how high the row is. */
struct cell {
    int first, last;
    enum style style;
    char *text; /* NULL: a number, already written */
    size_t at;  /* bytes of it already written */
};

struct sheet {
    struct workbook *book;
    lxw_worksheet *ws; /* NULL when it could not be made: then nothing is written */
    const char *name;
    int n, row;
    double *width;
    struct cell *cell;
    size_t n_cells, cap_cells;
    size_t filled; /* cells that hold something */
    bool landscape;
    bool close;      /* rows stand closer than usual */
    bool placed;     /* its pages were laid out by its writer (grid.h) */
    int head, heads; /* rows that are repeated on each page: the first, how many */
    int print_last;  /* last column that is printed */
    int print_rows;  /* how many rows are; 0: all */
    double *height;  /* of each row so far, in points */
    int cap_height;
    struct keep { /* rows that stand on one page */
        int first, last;
        bool signed_by; /* signatures, which are never alone on a page */
    } * keep;
    size_t n_keep, cap_keep;
    struct span { /* rows that stand on one page where a page can hold them */
        int first, last;
    } * whole;
    size_t n_whole, cap_whole;
    bool keeping;
    struct fill *fill; /* cells that people may fill in by hand */
    size_t n_fill, cap_fill;
    struct sheet *below;
};

/* A unit of column width is a digit of the default font: 5.25 points where it is rounded to
 * pixels, 5.6 where it is not; a column has an edge beside its units. */
#define SHEET_DIGIT 5.6
#define SHEET_EDGE (5.0 / 7)

double style_size(enum style style);
bool style_has(enum style style, char how);
void book_try(struct workbook *b, lxw_error e);
/* What a page of A4 holds between its margins, in points: across and down. */
double page_room(bool landscape);
double page_long(bool landscape);
/* @text as the library can take it: valid, no control characters.  The caller frees. */
char *sheet_clean(const char *text);

#endif
