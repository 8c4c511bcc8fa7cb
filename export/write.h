/* SPDX-License-Identifier: MIT */
/* export/write.h - the workbooks of a session at given paths; for export_session, and for
 * export_verify, which compares with a fresh one. */
#ifndef EXPORT_WRITE_H
#define EXPORT_WRITE_H

#include "db/db.h"

struct progress {
    bool (*step)(void *arg, size_t done, size_t total); /* may be NULL */
    void *arg;
};

/* Write the workbook of what the record says now to @path, and read it back.  @session (may
 * be NULL) is what it was written from.  DB_REFUSED: stopped by @progress. */
enum db_rc write_workbook(struct db *db, const char *path, const struct progress *progress,
                          struct session *session, struct faults *f) MUST_CHECK;
/* The same, and from the same record the members' ballots to @ballots (NULL: not wanted). */
enum db_rc write_workbooks(struct db *db, const char *path, const char *ballots,
                           const struct progress *progress, struct session *session,
                           struct faults *f) MUST_CHECK;

/* Whether the sheet @name of the workbook at @path can be read and has @filled filled cells. */
bool sheet_holds(const char *path, const char *name, size_t filled);

#endif
