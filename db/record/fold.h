/* SPDX-License-Identifier: MIT */
/* db/record/fold.h - what an event does to the tables. */
#ifndef DB_RECORD_FOLD_H
#define DB_RECORD_FOLD_H

#include "db/rc.h"
#include "db/record/event.h"

/* Apply one event to the tables of @db (the file, or the scratch copy of db_verify). */
enum db_rc fold_apply(struct db *db, const struct event *e) MUST_CHECK;

#endif
