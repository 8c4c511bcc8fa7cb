/* SPDX-License-Identifier: MIT */
/* export/book/paper.h - the inside of book.h, shared by book.c and paper.c only. */
#ifndef EXPORT_BOOK_PAPER_H
#define EXPORT_BOOK_PAPER_H

#include <xlsxwriter.h>

#include "export/book/book.h"

struct book {
    lxw_workbook *w;
    lxw_format *format[STYLE_COUNT];
    struct paper *papers; /* the last one first */
    const char *trouble;  /* the first failure; static */
};

/* A cell of the current row.  Texts wait for end_row, which knows how high the row is. */
struct cell {
    int first, last;
    enum style style;
    char *text; /* NULL: a number, already written */
    size_t at;  /* bytes of it already written */
};

struct paper {
    struct book *book;
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
    struct fill { /* cells that people may fill in by hand */
        int row, col;
    } * fill;
    size_t n_fill, cap_fill;
    struct paper *below;
};

/* A unit of column width is a digit of the default font: 5.25 points where it is rounded to
 * pixels, 5.6 where it is not; a column has an edge beside its units. */
#define PAPER_DIGIT 5.6
#define PAPER_EDGE (5.0 / 7)

double style_size(enum style style);
bool style_has(enum style style, char how);
void book_try(struct book *b, lxw_error e);
/* What a page of A4 holds between its margins, in points: across and down. */
double paper_room(bool landscape);
double paper_long(bool landscape);
/* @text as the library can take it: valid, no control characters.  The caller frees. */
char *paper_clean(const char *text);
/* Take note of the height of a row. */
void paper_height(struct paper *p, int row, double height);
/* The print scale that fits the columns on the page, and page breaks so that what is kept
 * together is (layout.c).  Nothing for a form, which places its own. */
void paper_layout(struct paper *p);

#endif
