/* SPDX-License-Identifier: MIT */
/* export/sheet/table.h - what every sheet of the workbook of results carries, and a table as a
 * sheet. */
#ifndef EXPORT_SHEET_TABLE_H
#define EXPORT_SHEET_TABLE_H

#include "export/base/job.h"
#include "export/book/book.h"
#include "export/table/tables.h"

/* The workbook of results in the making. */
struct results_book {
    const struct record *r;
    struct workbook *book;
    struct table *table[TABLES]; /* and the sheet of each */
    struct sheet *sheet[TABLES];
    struct arena *arena; /* of the tables */
    /* Rows of parts A, B, C of each product in the detail sheet, in the order of products;
     * -1: none.  Filled by fill_detail, used by fill_scores. */
    int (*part_row)[3];
    struct job *job;
};

/* A sheet with the header and footer of this session. */
struct sheet *open_sheet(struct results_book *g, const char *name, bool landscape,
                         const double *width, int n);

/* Agency and national title side by side, over columns 0 to @last. */
void put_heads(struct sheet *p, const struct record *r, int last);
/* Title, meeting, state, criteria, and the technical line. */
void put_title(struct sheet *p, const struct record *r, int last, const char *title);
/* Người lập biểu, thư ký, chủ tịch, over columns 0 to @last of a wide table. */
void put_table_signatures(struct sheet *p, const struct record *r, int last);

/* ---- a table as a sheet ---- */
struct sheet *open_table(struct results_book *g, const struct table *t);
enum db_rc fill_table(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;

/* Its header row, which is repeated on each page; one row; the sentence below. */
void put_table_head(struct sheet *p, const struct table *t);
void put_row(struct sheet *p, const struct table *t, struct table_row *row);
void put_below(struct sheet *p, const struct table *t, int last);

#endif
