/* SPDX-License-Identifier: MIT */
/* export/book/chart.h - charts over cells of the workbook, to be told apart in grey: by signs,
 * dashes and patterns, never by colour alone. */
#ifndef EXPORT_BOOK_CHART_H
#define EXPORT_BOOK_CHART_H

#include "export/book/book.h"

enum chart_kind {
    CHART_POINTS, /* x and y: the first series as signs, the others as lines */
    CHART_RANGE,  /* two series, the lowest and what is added to it: a bar that floats */
    CHART_STACK   /* bars on top of one another */
};
/* Cells of one row or column of a sheet. */
struct chart_cells {
    const struct sheet *of;
    int row, col, last_row, last_col;
};
struct chart_series {
    const char *name;
    struct chart_cells x, y; /* x: numbers, or the names below the bars */
};
struct chart {
    enum chart_kind kind;
    const char *title, *x_title, *y_title;
    int floor, ceiling; /* of the y axis; both 0: as the numbers are */
    size_t n;
    const struct chart_series *series;
};

/* Over the whole width of the sheet and @rows rows from the current one on, on one page. */
void put_chart(struct sheet *p, int rows, const struct chart *c);

#endif
