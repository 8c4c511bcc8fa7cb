/* SPDX-License-Identifier: MIT */
/* export/table/table.h - a table of the papers as data: made once from the record, and then a sheet
 * of the workbook, a CSV or JSON file, or text on a screen, all of the same cells.
 *
 * A total stands beside the rows it counts, and the table says by which filter they were chosen,
 * so that a total and its split never come from different ones. */
#ifndef EXPORT_TABLE_TABLE_H
#define EXPORT_TABLE_TABLE_H

#include "db/base/arena.h"
#include "export/base/record.h"

enum column_kind {
    COLUMN_TEXT,   /* to the left */
    COLUMN_CENTER, /* short text, codes, phones, numbers of decisions: always text */
    COLUMN_NUMBER  /* anything that is counted or measured */
};
struct column {
    const char *key;   /* of CSV and JSON: "ten_san_pham" */
    const char *title; /* of the sheet: "Tên sản phẩm" */
    enum column_kind kind;
    double width; /* units of the workbook */
    bool up;      /* its title is turned to read upwards */
};

enum value_kind {
    VALUE_NONE,
    VALUE_TEXT,
    VALUE_WHOLE,
    VALUE_MEAN,   /* n / of, two decimals (mean_text) */
    VALUE_STARS,  /* n stars: "★★★★" on paper, 4 in CSV and JSON */
    VALUE_DATE,   /* text is YYYY-MM-DD: a real date in the workbook */
    VALUE_TIME,   /* text is UTC as in the journal: a real time in the workbook, of Việt Nam */
    VALUE_FILL,   /* people write here by hand; text is what stands there until then, or NULL */
    VALUE_COUNT,  /* n data rows, first to last: a live count */
    VALUE_SUM,    /* n, the sum of this column over the data rows first to last */
    VALUE_ACROSS, /* n, the sum of this row's columns first to last */
    VALUE_TOTAL   /* n, the sum of the counts or sums above in this column, rows first to last */
};
/* How a cell is marked on paper. */
enum value_how {
    HOW_PLAIN,
    HOW_BOLD,
    HOW_STARS,   /* a number as "4 sao" */
    HOW_WRITTEN, /* the points of a ballot sent in writing */
    HOW_ABSENT,  /* no points: was not there, or the ballot does not count */
    HOW_RECUSED  /* no points: takes no part in this product */
};
struct value {
    enum value_kind kind;
    enum value_how how;
    const char *text;
    int64_t n, of;
    size_t first, last; /* rows (or columns) of the table */
};

enum row_kind { ROW_DATA, ROW_GROUP, ROW_SUBTOTAL, ROW_TOTAL };
struct table_row {
    enum row_kind kind;
    struct value *v; /* one for each column; a group has its text in the first */
    int at;          /* row of the sheet, from 0; filled when it is put there */
};

enum signers { SIGN_NOBODY, SIGN_TABLE /* người lập biểu, thư ký, chủ tịch */ };

struct table {
    const char *id;     /* "phu-luc": of the file names */
    const char *sheet;  /* "Phụ lục QĐ": of the workbook, at most 31 characters */
    const char *title;  /* printed above */
    const char *under;  /* a line of its own under the title, or NULL */
    const char *filter; /* which products are in it, in a few words: printed */
    const char *below;  /* a sentence under the table, or NULL */
    const char *none;   /* the one row of an empty table; NULL: "Không có sản phẩm nào" */
    bool portrait;
    bool plain; /* no heading and no formats: rows for a mail merge */
    enum signers signers;
    enum db_rc rc; /* DB_OK, or that the record could not be read */
    size_t n_columns, n;
    const struct column *column;
    struct table_row *row;
    size_t cap;
    struct arena *arena; /* owns all of it; not the table's own */
};

/* A table without rows.  Its id and the name of its sheet are those of table_defs (tables.h). */
struct table *table_new(struct arena *a, const char *title, const struct column *column,
                        size_t n_columns);
/* A new row at the end, all cells VALUE_NONE; good until the next one. */
struct table_row *table_add(struct table *t, enum row_kind kind);
/* A cell of the last row, to be filled or marked; texts in it are of the table's arena. */
struct value *table_at(struct table *t, size_t col);
/* The usual values; texts are copied. */
void table_text(struct table *t, size_t col, const char *text);
void table_number(struct table *t, size_t col, int64_t n);
void table_mean(struct table *t, size_t col, int64_t sum, int64_t n);
void table_stars(struct table *t, size_t col, int stars);
void table_fill(struct table *t, size_t col, const char *until);
/* The sum of column @col over the data rows @first to @last. */
void table_sum(struct table *t, size_t col, size_t first, size_t last);
/* A group's line, and the count of the data rows since the row @first in column @col. */
void table_subtotal(struct table *t, const char *label, size_t col, size_t first);
/* The sum of all subtotals in column @col. */
void table_total(struct table *t, const char *label, size_t col);
size_t table_data_rows(const struct table *t, size_t first, size_t last);

/* The value as people read it: "83,00", "★★★★", "05/08/2026".  The caller frees. */
char *cell_text(const struct value *v);

#endif
