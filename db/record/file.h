/* SPDX-License-Identifier: MIT */
/* db/record/file.h - the open file of a session: what it is called, what was refused last, its end.
 */
#ifndef DB_RECORD_FILE_H
#define DB_RECORD_FILE_H

#include <stdint.h>

#include "db/base/fault.h"
#include "db/rc.h"

enum db_open_how {
    DB_OPEN,       /* kind, version, schema text, chain and fold are checked first */
    DB_OPEN_VERIFY /* chain and fold are left to db_verify */
};

void db_close(struct db *db); /* NULL is fine */

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
