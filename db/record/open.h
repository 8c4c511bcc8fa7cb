/* SPDX-License-Identifier: MIT */
/* db/record/open.h - opening and closing the connection itself.  Not for other layers. */
#ifndef DB_RECORD_OPEN_H
#define DB_RECORD_OPEN_H

#include "db/record/store.h"

#define SCHEMA_NOW "sql/schema.sql"

/* Refuses what is not a session file of ours by its first 100 bytes, its kind, size and file
 * system. */
enum db_rc file_look(const char *path, struct faults *f) MUST_CHECK;
/* Open the connection only, with SQLite's @flags; nothing of the file is read yet.  This and the
 * next give an SQLite result code. */
int store_connect(sqlite3 **h, const char *path, int flags);
int store_run(sqlite3 *h, const char *sql);
/* The TEMP part: defaults of the settings, what makes a star, views, guards. */
int store_code(sqlite3 *h);
/* A record without a connection yet; db_close ends it. */
struct db *store_new(const char *path);
/* A connection in memory with the embedded @schema and nothing in it, for refolding. */
enum db_rc store_scratch(struct db **out, const char *schema) MUST_CHECK;
/* Make today's tables; an SQLite result code. */
int store_schema(sqlite3 *h);
/* Give @h the SQL functions band_of, minimum_met, all_met (an aggregate) and star_from
 * (db/result/star_sql.c); an SQLite result code. */
int star_functions(sqlite3 *h);
/* After a failed write: drop the connection and open the same file again.  When that fails
 * too every later call refuses. */
void store_reconnect(struct db *db);
/* Name of the first table, index, view or trigger that is not as the embedded @schema
 * ("sql/schema.sql") has it; false when all is as it should be.  @out has room for @n bytes. */
bool schema_differs(sqlite3 *h, const char *schema, char *out, size_t n);
/* Bring an older file to today's tables: the journal stays as it is, byte for byte, and the
 * tables are folded from it again, all in one transaction.  Nothing to do for a file of today. */
enum db_rc store_migrate(struct db *db) MUST_CHECK;
/* The file is sound, the chain holds, and every table is the fold of the journal; the first
 * differences are faults.  About a fifth of a second for a full session, paid at every
 * opening: a table that was edited must not be able to show a wrong star. */
enum db_rc record_check(struct db *db) MUST_CHECK;
/* Flush a folder's entries to the disk. */
void sync_folder_of(const char *path);

#endif
