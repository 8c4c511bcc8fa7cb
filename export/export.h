/* SPDX-License-Identifier: MIT */
/* export/export.h - the papers of a session: one workbook (.xlsx) that the province prints
 * and signs, on request another with the members' ballots, and the check of such a workbook
 * of results against the record.
 *
 * Everything in them comes from the record: equal records give equal bytes, and the clock is never
 * asked.  Each sheet and each printed page says whether it is DỰ THẢO, ĐÃ CHỐT (chờ ký) or DIỄN
 * TẬP.  outputs_of (export.c) lists the papers, sheet_defs (sheet/results.c) the
 * sheets of the workbook of results, table_defs (table/tables.c) the tables.
 *
 * A dotted blank ("……") is a place that people fill in by hand; export_verify lets any
 * text stand there and nowhere else. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "db/db.h"
#include "export/base/options.h"

#include "export/ballot/blank.h"    /* blank ballots, before the meeting */
#include "export/compare/compare.h" /* a workbook that came back */
#include "export/doc/templates.h"   /* documents that people may word themselves */
#include "export/preview.h"         /* papers on a screen */

void export_files_free(struct export_files *files); /* NULL is fine; leaves an empty list */

/* Write what is asked for (NULL: the results) into the folder @dir (NULL: the folder of the
 * session file), all from the same record.
 *
 * A name is the session's own in plain ASCII, what it is, and the state: "-ketqua-duthao.xlsx"
 * while the session is open, "-ketqua-v1.xlsx" and so on for what was signed off.  A draft
 * replaces the draft before it.  What was signed off is never overwritten: if the file that is
 * there has the same bytes it is left alone and named, else "-ketqua-v1-2.xlsx" (-3 ...) is
 * written.
 *
 * All files appear whole under their names, and on the disk, or none: on any failure, and when
 * @progress (may be NULL; called often, @done never more than @total) returns false, older files
 * stand as they were and nothing new is left behind.  Where they cannot be put back the sentences
 * name each, and where the older one is.
 *
 * DB_REFUSED: cancelled, or a draft of another session has that name (two whose files are called
 * alike, in one folder): it stays.  DB_FAULT: could not be written, or the session not read. */
enum db_rc export_session(struct db *db, const char *dir, const struct export_options *options,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f) MUST_CHECK;

#endif
