/* SPDX-License-Identifier: MIT */
/* db/sheet/sheet.h - a table from outside: .xlsx, .csv or .tsv, told apart by content.
 *
 * The reader is strict: whatever is damaged, oversized, encrypted or not plain text is
 * refused whole, every fault with its row, column and code point.  What it hands out is
 * NFC, trimmed, free of controls, and safe to store and to show. */
#ifndef DB_SHEET_SHEET_H
#define DB_SHEET_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/fault.h"
#include "db/limits.h"

/* Limits of one table. */
enum {
    SHEET_MAX_BYTES = 16 << 20,    /* the file */
    SHEET_MAX_INFLATED = 96 << 20, /* all parts of an .xlsx together */
    SHEET_MAX_PARTS = 300,
    SHEET_MAX_ROWS = 100100,
    SHEET_MAX_COLS = 200,
    SHEET_MAX_CELL = MAX_TEXT /* characters */
};

/* How a cell of an .xlsx is kept and shown, beside its text. */
enum cell_type { CELL_NOTHING, CELL_TEXT, CELL_NUMBER, CELL_TRUTH };
struct sheet_look {
    enum cell_type type;
    bool cleaned;        /* the file has other characters than those that are handed out */
    long shared;         /* the group of a shared formula; -1: none */
    const char *formula; /* "=SUM(A1:A3)"; "=": that of the group's first cell; NULL: none */
    const char *format;  /* the code of its number format; "" is General */
};

struct sheet_row {
    long number;             /* row of the spreadsheet, or line of the text file; from 1 */
    size_t n;                /* cells: see ragged_matters; at most SHEET_MAX_COLS */
    char **cell;             /* never NULL; "" for an empty cell */
    struct sheet_look *look; /* n of them when they were asked for, else NULL */
};

/* Rows or columns, from 1; 0 where all of them are meant. */
struct sheet_area {
    long row, to_row, col, to_col;
};
struct sheet_areas {
    size_t n, cap;
    struct sheet_area *v;
};

struct sheet_rows {
    struct arena *mem; /* of cells and texts */
    char *name;        /* of the worksheet; NULL for a text file */
    /* A text file: n of a row is the number of cells the record was written with, empty ones
     * at its end included (but not beyond SHEET_MAX_COLS), so that a row narrower or wider
     * than the header can be refused.  Else (.xlsx) empty cells at the end are left out and
     * n says nothing about the width of the table. */
    bool ragged_matters;
    size_t n;              /* at least 1: a table without text is refused */
    struct sheet_row *row; /* rows without any text are left out */
    /* Of an .xlsx whose looks were asked for. */
    struct sheet_areas merged, hidden; /* cells that are one; rows and columns nobody sees */
    size_t drawings;                   /* charts, pictures, boxes that lie over its cells */
};

/* What a cell with a formula gives. */
enum sheet_formulas {
    FORMULA_RESULT, /* its saved result; none saved is a fault */
    FORMULA_SHOW,   /* its saved result; where none is, "=" and the formula */
    FORMULA_TEXT    /* always "=" and the formula */
};

struct sheet_options {
    const char *sheet;    /* worksheet by name; NULL: the first visible one */
    const char *encoding; /* of a text file, "windows-1258"; NULL: UTF-8 or as its BOM says */
    enum sheet_formulas formulas; /* of an .xlsx */
    size_t max_cell;              /* characters of a cell of an .xlsx; 0: SHEET_MAX_CELL */
    bool looks;                   /* of an .xlsx: how cells are shown, too */
};

/* Read the table at @path.  Returns NULL when anything in it is refused; why, and any
 * warning, is added to @f (at most about 200 of each; the last says how many more).
 *
 * Numbers come as typed (1.1, not 1.1000000000000001; no exponent), dates as YYYY-MM-DD,
 * with " HH:MM" or " HH:MM:SS" where there is a time of day, booleans as 1 and 0, formulas
 * as the result that was saved with them.  A line break, a tab or a no-break space inside a
 * cell becomes one blank; soft hyphens, zero-width characters, variation selectors and a
 * BOM are taken out with a warning; whatever else text_check refuses is a fault.
 * Hidden sheets are never read.  Free with sheet_free. */
struct sheet_rows *sheet_read(const char *path, const struct sheet_options *opt, struct faults *f);
void sheet_free(struct sheet_rows *s);

/* The names of the worksheets that are to be seen, or (@hidden) that are not; NULL-terminated,
 * empty for a text file; NULL when the file is refused.  Free with sheet_names_free. */
char **sheet_names(const char *path, bool hidden, struct faults *f);
void sheet_names_free(char **names);

#endif
