/* SPDX-License-Identifier: MIT */
/* db/record/migrate.h - files of older versions: the journal is the truth, so today's tables are
 * made and folded from it.  The journal, and with it every hash, stays as it is. */
#ifndef DB_RECORD_MIGRATE_H
#define DB_RECORD_MIGRATE_H

#include <stdint.h>

#include "db/rc.h"
#include "db/record/connect.h"

/* @old is a copy in memory of a file: its tables are as its version had them, its chain
 * holds, and each table is the fold of the journal; then @now holds today's tables of the same
 * journal.  DB_FAULT or DB_REFUSED with faults in @old. */
enum db_rc migrate_copy(struct db *old, struct db *now) MUST_CHECK;
/* Bring the file itself to today's tables, all in one transaction: a power cut leaves the old
 * file, and another terminal that has it open sees either.  What it holds was judged in a copy.
 * Nothing to do for a file of today. */
enum db_rc migrate_file(struct db *db) MUST_CHECK;

#endif
