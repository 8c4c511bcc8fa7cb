/* SPDX-License-Identifier: MIT */
/* db/record/migrate.h - older files. */
#ifndef DB_RECORD_MIGRATE_H
#define DB_RECORD_MIGRATE_H

#include "db/rc.h"

/* Bring an older file to today's tables: the journal stays as it is, byte for byte, and the
 * tables are folded from it again, all in one transaction.  Nothing to do for a file of today. */
enum db_rc store_migrate(struct db *db) MUST_CHECK;

#endif
