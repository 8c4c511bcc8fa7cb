/* SPDX-License-Identifier: MIT */
/* db/record/reading.h - one state of the record for all that one answer reads. */
#ifndef DB_RECORD_READING_H
#define DB_RECORD_READING_H

#include "db/rc.h"

/* What is read until db_read_end is one state of the file, whoever writes meanwhile: for who calls
 * more than one list.  Readings nest, the outermost rules.  Within an act they are the act's; what
 * is read after an act inside a reading is another state.
 *
 * Nobody can commit while the file is read.  So a file that is not small is copied into memory, and
 * free again when this returns: the reading may take as long as it likes, but for a key or a pipe it
 * waits in a db_look. */
enum db_rc db_read_begin(struct db *db) MUST_CHECK;
/* End it, after a failed db_read_begin too; returns @rc. */
enum db_rc db_read_end(struct db *db, enum db_rc rc);

/* ---- for db/ alone ---- */
/* The same of the file itself: for few rows found by a key, read in a moment. */
enum db_rc read_brief(struct db *db) MUST_CHECK;
/* An act begins: whatever is being read, back to the file. */
void read_drop(struct db *db);

#endif
