/* SPDX-License-Identifier: MIT */
/* db/result/signoff_part.h - the closing event.  Not for other layers. */
#ifndef DB_RESULT_SIGNOFF_PART_H
#define DB_RESULT_SIGNOFF_PART_H

#include "db/record/store.h"

/* Append the closing event of the version in force: number of events and ballots, and each
 * product's exact sum, ballots, star and status.  Inside a transaction. */
enum db_rc signoff_append(struct db *db, const char *actor) MUST_CHECK;

#endif
