/* SPDX-License-Identifier: MIT */
/* db/record/connect.h - the connection to SQLite itself, with its limits, and what is added to it.
 * Not for other layers.  An int is an SQLite result code. */
#ifndef DB_RECORD_CONNECT_H
#define DB_RECORD_CONNECT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/record/upper.h"

#define SCHEMA_NOW "sql/schema.sql"

/* Open the connection only, with SQLite's @flags; nothing of the file is read yet. */
int store_connect(sqlite3 **h, const char *path, int flags);
/* One in memory with the embedded @schema and nothing in it, for refolding.  Even after an error
 * *@h is the caller's to close. */
int store_scratch(sqlite3 **h, const char *schema);
/* One in memory with the embedded @schema, to be read as a session is. */
int store_memory(sqlite3 **h, const char *schema);
int store_run(sqlite3 *h, const char *sql);
/* Why the last call on @h failed: a msgid. */
const char *store_reason(sqlite3 *h);
/* Let the memory of SQLite be enough for a file of @bytes that is read and folded. */
void store_heap(size_t bytes);
/* The file of @h, which was read, may not grow beyond MAX_FILE_MB; and whether it is that large,
 * so that no disk is full. */
void store_size_limit(sqlite3 *h);
bool store_size_reached(sqlite3 *h);
/* The version (user_version) of the tables of @h. */
int64_t store_version(sqlite3 *h);
/* Make today's tables. */
int store_schema(sqlite3 *h);
/* The TEMP part: what @upper gives, which events may come when, views, guards; and all but the
 * guards. */
int store_views(sqlite3 *h, const struct upper *upper);
int store_code(sqlite3 *h, const struct upper *upper);
/* Name of the first table, index, view or trigger that is not as the embedded @schema has it;
 * false when all is as it should be.  @out has room for @n bytes. */
bool schema_differs(sqlite3 *h, const char *schema, char *out, size_t n);

#endif
