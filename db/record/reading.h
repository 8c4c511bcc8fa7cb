/* SPDX-License-Identifier: MIT */
/* db/record/reading.h - one state of the record for all that one answer reads. */
#ifndef DB_RECORD_READING_H
#define DB_RECORD_READING_H

#include "db/rc.h"

/* What is read until db_read_end is one state of the file, whoever writes meanwhile: for who calls
 * more than one list.  Readings nest, the outermost rules.  Within an act they are the act's; what
 * is read after an act inside a reading is another state.
 *
 * Nobody can commit while the file is read.  So no reading may wait for a key or a pipe, and an
 * answer that takes long goes on in a copy in memory by itself (read_long). */
enum db_rc db_read_begin(struct db *db) MUST_CHECK;
/* End it, after a failed db_read_begin too; returns @rc. */
enum db_rc db_read_end(struct db *db, enum db_rc rc);

/* ---- for db/ alone ---- */
/* Begin a reading of all products or all events: as db_read_begin, but a large file is copied, and
 * free again before the answer is made.  What is read after it in the same reading is the copy. */
enum db_rc read_long(struct db *db) MUST_CHECK;
/* An act begins: whatever is being read, back to the file. */
void read_drop(struct db *db);

#endif
