/* SPDX-License-Identifier: MIT */
/* db/open.h - opening and closing the connection itself.  Not for other layers. */
#ifndef DB_OPEN_H
#define DB_OPEN_H

#include "db/store.h"

/* Refuses what is not a session file of ours by its first 100 bytes, its kind, size and file
 * system. */
enum db_rc file_look(const char *path, struct faults *f) MUST_CHECK;
/* A connection in memory with the schema and nothing in it, for refolding. */
enum db_rc store_scratch(struct db **out) MUST_CHECK;
/* After a failed write: drop the connection and open the same file again.  When that fails
 * too every later call refuses. */
void store_reconnect(struct db *db);
/* Name of the first table, index, view or trigger that is not as db/sql/schema.sql has it;
 * false when all is as it should be.  @out has room for @n bytes. */
bool schema_differs(sqlite3 *h, char *out, size_t n);
/* The file is sound, the chain holds, and every table is the fold of the journal; the first
 * differences are faults.  About a fifth of a second for a full session, paid at every
 * opening: a table that was edited must not be able to show a wrong star. */
enum db_rc record_check(struct db *db) MUST_CHECK;
/* Flush a folder's entries to the disk. */
void sync_folder_of(const char *path);

#endif
