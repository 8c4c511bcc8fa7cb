/* SPDX-License-Identifier: MIT */
/* db/record/connect.h - the connection to SQLite itself, with its limits, and what is added to it.
 * Not for other layers.  An int is an SQLite result code. */
#ifndef DB_RECORD_CONNECT_H
#define DB_RECORD_CONNECT_H

#include <sqlite3.h>
#include <stdbool.h>

#include "db/record/upper.h"

#define SCHEMA_NOW "sql/schema.sql"

/* Open the connection only, with SQLite's @flags; nothing of the file is read yet. */
int store_connect(sqlite3 **h, const char *path, int flags);
/* One in memory with the embedded @schema and nothing in it, for refolding.  Even after an error
 * *@h is the caller's to close. */
int store_scratch(sqlite3 **h, const char *schema);
int store_run(sqlite3 *h, const char *sql);
/* Make today's tables. */
int store_schema(sqlite3 *h);
/* The TEMP part: what @upper gives, which events may come when, views, guards. */
int store_code(sqlite3 *h, const struct upper *upper);
/* Name of the first table, index, view or trigger that is not as the embedded @schema has it;
 * false when all is as it should be.  @out has room for @n bytes. */
bool schema_differs(sqlite3 *h, const char *schema, char *out, size_t n);

#endif
