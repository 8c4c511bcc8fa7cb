/* SPDX-License-Identifier: MIT */
/* db/council/setting_part.h - the settings of a session that begins or opens.  Not for other
 * layers. */
#ifndef DB_COUNCIL_SETTING_PART_H
#define DB_COUNCIL_SETTING_PART_H

#include "db/record/store.h"

/* The settings given at birth, inside a transaction. */
enum db_rc session_settings(struct db *db, const struct db_pair *set, size_t n) MUST_CHECK;
/* Give a connection the TEMP table setting_default, for the views; an SQLite result code. */
int setting_defaults(sqlite3 *h);

#endif
