/* SPDX-License-Identifier: MIT */
/* export/export.h - the papers of a session: one workbook (.xlsx) that the province prints
 * and signs, on request another with the members' ballots, and the check of such a workbook
 * of results against the record.
 *
 * The workbook of results has five sheets: "Tổng hợp điểm", "Chi tiết tiêu chí", "Thành viên",
 * "Biên bản" and "Nhật ký".  Everything in it comes from the record: equal records give
 * equal bytes, and the clock is never asked.  Each sheet and each printed page says whether
 * it is DỰ THẢO, ĐÃ CHỐT (chờ ký) or DIỄN TẬP.
 *
 * A dotted blank ("……") is a place that people fill in by hand; export_verify lets any
 * text stand there and nowhere else. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "db/db.h"

enum export_flags {
    EXPORT_BALLOTS = 1 /* the members' ballots too, as a workbook of their own */
};

/* Paths of what was written, or was there already with the same bytes. */
struct export_files {
    size_t n;
    char **path;
};
void export_files_free(struct export_files *files); /* NULL is fine; leaves an empty list */

/* Write the workbook into the folder @dir (NULL: the folder of the session file).
 *
 * Its name is the session's own in plain ASCII with "-ketqua-duthao.xlsx" while the session
 * is open, and "-ketqua-v1.xlsx" and so on for what was signed off.  A draft replaces the
 * draft before it.  A signed-off workbook is never overwritten: if the one that is there has
 * the same bytes it is left alone and named, else "-ketqua-v1-2.xlsx" (-3 ...) is written.
 * With EXPORT_BALLOTS, "-phieu-duthao.xlsx" and "-phieu-v1.xlsx" follow the same rules: a sheet
 * for each member who has given a mark, a ballot for each product, from the same record.
 *
 * Each appears whole under its name, and on the disk, or not at all: on any failure, and when
 * @progress (may be NULL; called often, @done never more than @total) returns false, older
 * files are untouched and nothing new is left behind; only where the workbook of ballots,
 * written whole, cannot be given its name may that of the results stand already (see @out).
 *
 * DB_REFUSED: cancelled.  DB_FAULT: could not be written, or the session not read. */
enum db_rc export_session(struct db *db, const char *dir, unsigned flags,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f) MUST_CHECK;

/* Compare @workbook with what the record of @db says now, cell by cell over all sheets.
 * Each cell that was changed, added or emptied is a fault that names it and both texts; so
 * is a sheet too many or too few.  Numbers are compared as numbers, so that a copy saved
 * again by another program is still equal.
 *
 * DB_OK: equal.  DB_REFUSED: differs, or belongs to another session.  DB_FAULT: not a
 * workbook of this program, or it cannot be read. */
enum db_rc export_verify(const char *workbook, struct db *db, struct faults *f) MUST_CHECK;

#endif
