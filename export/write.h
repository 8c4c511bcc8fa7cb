/* SPDX-License-Identifier: MIT */
/* export/write.h - the workbook of results at a given path, for export_verify, which compares with
 * a fresh one; export_session writes it as one of its outputs (job.h). */
#ifndef EXPORT_WRITE_H
#define EXPORT_WRITE_H

#include "db/db.h"

/* Cells of a workbook that people may fill in by hand, beside the dotted blanks. */
struct fillable {
    size_t n, cap;
    struct fillable_cell {
        size_t sheet; /* of sheet_defs */
        int row, col; /* from 0 */
    } * v;
};

/* Write the workbook of what the record says now to @path, and read it back.  @fillable (may be
 * NULL) is where it may be filled in; the caller frees fillable->v. */
enum db_rc write_workbook(struct db *db, const char *path, bool points, struct fillable *fillable,
                          struct faults *f) MUST_CHECK;

/* Whether the sheet @name of the workbook at @path can be read and has @filled filled cells. */
bool sheet_holds(const char *path, const char *name, size_t filled);

#endif
