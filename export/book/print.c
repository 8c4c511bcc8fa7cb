/* SPDX-License-Identifier: MIT */
/* export/book/print.c - what a sheet repeats, shows, marks and prints. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "export/book/paper.h"

/* More than this above a table would leave no room for its rows on a small screen. */
enum { FROZEN_ROWS = 22 };

void paper_head(struct paper *p, int rows, int cols)
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

void paper_filter(struct paper *p, int head)
{
    if (p->ws && p->row > head + 1)
        book_try(p->book, worksheet_autofilter(p->ws, (lxw_row_t)head, 0, (lxw_row_t)(p->row - 1),
                                               (lxw_col_t)(p->n - 1)));
}

void paper_print_columns(struct paper *p, int last)
{
    p->print_last = last;
    if (p->ws && p->row > 0)
        book_try(p->book,
                 worksheet_print_area(p->ws, 0, 0, (lxw_row_t)(p->row - 1), (lxw_col_t)last));
}

void paper_mark(struct paper *p, int first, int last, int col, enum style style, const char *fmt,
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

void paper_print_rows(struct paper *p)
{
    p->print_rows = p->row;
    if (p->ws && p->row > 0)
        book_try(p->book,
                 worksheet_print_area(p->ws, 0, 0, (lxw_row_t)(p->row - 1), (lxw_col_t)(p->n - 1)));
}
