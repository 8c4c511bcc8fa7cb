/* SPDX-License-Identifier: MIT */
/* db/criteria/cells.h - the cells of a workbook as a document.  For book.c only. */
#ifndef DB_CRITERIA_CELLS_H
#define DB_CRITERIA_CELLS_H

#include "db/criteria/reader.h"
#include "db/sheet/sheet.h"

enum { BOOK_COLUMNS = 12 };

/* A column or a key: what it is in a document, how it is called in Vietnamese, and by what other
 * names, "|" between them. */
struct book_word {
    const char *key, *name, *same;
    bool required;
};

/* A sheet under way. */
struct book_sheet {
    struct reader *r;
    const char *name;
    struct sheet_rows *table;
    const struct book_word *column;
    size_t columns;
    int at[BOOK_COLUMNS]; /* cell of each column, from 0; -1: the sheet has none */
    size_t first;         /* row after the header */
};

/* The word that @text is, by any of its names; NULL: none. */
const struct book_word *book_find(const struct book_word *words, size_t n, const char *text);
/* Their names, as a fault lists them.  The caller frees. */
char *book_listed(const struct book_word *words, size_t n);
/* Record a fault or a warning at a cell; @col 0: at the row. */
void book_fault(const struct book_sheet *b, bool warning, enum fault_id id, long row, long col,
                const char *arg, const char *more);
/* The header row of @b->table; false after a fault. */
bool book_header(struct book_sheet *b);

/* ---- making a document; memory is r->doc ---- */

/* An empty list or map that stands where column @c of @row does. */
struct value *book_value(const struct book_sheet *b, const struct sheet_row *row, int c,
                         enum value_kind kind);
void book_add(struct reader *r, struct value *list, struct value *item);
void book_put(struct reader *r, struct value *map, const char *key, struct value *item);

#endif
