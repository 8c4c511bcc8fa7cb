/* SPDX-License-Identifier: MIT */
/* export/compare/compare.h - one sheet of a workbook against the record.  Inside of export/ only.
 */
#ifndef EXPORT_COMPARE_COMPARE_H
#define EXPORT_COMPARE_COMPARE_H

#include "db/base/fault.h"
#include "db/sheet/sheet.h"
#include "export/write.h"

/* What the record says of a sheet, with its looks, and where people write. */
struct fresh {
    size_t index; /* of sheet_defs */
    struct sheet_rows *sheet;
    const struct fillable *fillable;
};

/* Every cell of @found that differs is a fault that names it; a row that was put in or taken out
 * is one fault, and what stands below it is still compared with its own.  @moved: rows_moved of
 * any sheet, after which the rows that formulas point to are not looked at. */
void compare_sheet(const char *name, const struct fresh *fresh, const struct sheet_rows *found,
                   bool moved, struct faults *f);
/* Whether rows were put in or taken out. */
bool rows_moved(const struct fresh *fresh, const struct sheet_rows *found);

/* ---- what a cell says, and how it is kept and shown (look.c) ---- */

/* Whether @found fits @want, where each dotted blank of @want stands for any text. */
bool cell_fits(const char *want, const char *found);
/* The same, and numbers as numbers. */
bool cell_same(const char *want, const char *found);

/* The formulas that several cells share, by group, as their first cell has them. */
struct shared_formulas {
    size_t n, cap;
    struct shared_formula {
        long group, row, col;
        const char *text;
    } * v;
};

/* A cell of the record and of the workbook, and where it stands in each. */
struct look_side {
    const struct sheet_look *want, *found;
    long row, at, col; /* from 1 */
};
struct look_difference {
    enum fault_id id;
    const char *want, *found; /* what each of them has */
};
/* False: both are kept and shown alike, or so that nobody reads another thing. */
bool look_compare(struct shared_formulas *shared, const struct look_side *side, bool moved,
                  struct look_difference *out);
/* Whether @found is the formula of @want. */
bool look_formula(const struct sheet_look *want, const char *found, bool moved);

/* ---- what lies over many cells (areas.c) ---- */

/* From the row @from of the record on, rows stand @shift lower in the workbook. */
struct moves {
    size_t n, cap;
    struct move {
        long from, shift;
    } * v;
};
void moves_add(struct moves *m, long from, long shift);
/* Rows and columns that are hidden, cells that were joined or parted, charts that are gone. */
void compare_areas(const char *name, const struct sheet_rows *want, const struct sheet_rows *found,
                   const struct moves *m, struct faults *f);

#endif
