/* SPDX-License-Identifier: MIT */
/* export/compare/compare.h - a returned workbook against the record. */
#ifndef EXPORT_COMPARE_COMPARE_H
#define EXPORT_COMPARE_COMPARE_H

#include "db/db.h"

/* Compare @workbook with what the record of @db says now, cell by cell over all sheets.
 * Each cell that was changed, added or emptied is a fault that names it and both texts; so
 * is a sheet too many or too few.  Numbers are compared as numbers, so that a copy saved
 * again by another program is still equal.  What was filled in where people may is a warning
 * that names it (blanks for number and date).
 *
 * DB_OK: equal.  DB_REFUSED: differs, or belongs to another session.  DB_FAULT: not a
 * workbook of this program, or it cannot be read. */
enum db_rc export_verify(const char *workbook, struct db *db, struct faults *f) MUST_CHECK;

#endif
