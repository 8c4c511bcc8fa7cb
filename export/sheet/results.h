/* SPDX-License-Identifier: MIT */
/* export/sheet/results.h - the workbook of results, as one of the outputs of an export, and fresh
 * for export_verify, which compares with it. */
#ifndef EXPORT_SHEET_RESULTS_H
#define EXPORT_SHEET_RESULTS_H

#include "export/base/job.h"

/* The name of its sheet @i; NULL behind the last. */
const char *results_sheet(size_t i);
enum { MOST_SHEETS = 16 };

/* Steps that it takes, and writing it to @path. */
size_t results_steps(const struct record *r, size_t unused);
enum db_rc results_write(struct job *j, const char *path, size_t unused,
                         struct faults *f) MUST_CHECK;

/* Cells of a workbook that people may fill in by hand, beside the dotted blanks. */
struct fillable {
    size_t n, cap;
    struct fillable_cell {
        size_t sheet; /* of the workbook, from 0 */
        int row, col; /* from 0 */
    } * v;
};

/* Write the workbook of what the record says now to @path, and read it back.  @fillable (may be
 * NULL) is where it may be filled in; the caller frees fillable->v. */
enum db_rc results_fresh(struct db *db, const char *path, bool points, struct fillable *fillable,
                         struct faults *f) MUST_CHECK;

#endif
