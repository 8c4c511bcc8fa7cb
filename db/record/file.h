/* SPDX-License-Identifier: MIT */
/* db/record/file.h - the open file of a session: what it is called, what was refused last, its end.
 */
#ifndef DB_RECORD_FILE_H
#define DB_RECORD_FILE_H

#include <stdint.h>

#include "db/base/fault.h"
#include "db/rc.h"

enum db_open_how {
    /* To act.  Kind, version, schema text, chain and fold are checked first, in a copy; a file of
     * an older version is brought to today's: db_older tells before. */
    DB_OPEN,
    /* To look: the same checks, then a copy in memory as the file was at that moment, which no
     * one's writing changes and which holds no lock.  The file is never written; an act is refused.
     */
    DB_LOOK,
    DB_TRY,        /* as DB_LOOK, but acts are done, in the copy, and end with it */
    DB_LOOK_VERIFY /* as DB_LOOK, but chain and fold are left to db_verify */
};

void db_close(struct db *db); /* NULL is fine */
/* A copy in memory of the session as it stands, as DB_LOOK opens one: for answers that take long or
 * wait for whoever reads them.  Of such a copy, and of one that is looked at, it is the same once
 * more: each is closed.  On failure *out is NULL and the faults are those of @db. */
enum db_rc db_look(struct db *db, struct db **out) MUST_CHECK;

/* Faults and warnings of the last call that did not merely read. */
const struct faults *db_faults(const struct db *db);
const char *db_path(const struct db *db);
/* A number that changes when another process has committed; for polling. */
int64_t db_data_version(struct db *db);
/* The clock of the journal, for tests: milliseconds since 1970, UTC.  NULL: the system's. */
void db_set_clock(struct db *db, int64_t (*now_ms)(void *), void *arg);

/* For db/ alone: a record without a connection yet; db_close ends it. */
struct db *store_new(const char *path);

#endif
