/* SPDX-License-Identifier: MIT */
/* db/result/allowed.h - whether an event of a journal might be made: the same needs as its act,
 * asked again by whoever verifies. */
#ifndef DB_RESULT_ALLOWED_H
#define DB_RESULT_ALLOWED_H

#include "db/record/store.h"
#include "db/record/upper.h"

/* See struct upper. */
enum db_rc event_allowed(struct db *db, const struct event *e, struct allowed *now) MUST_CHECK;

#endif
