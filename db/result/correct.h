/* SPDX-License-Identifier: MIT */
/* db/result/correct.h - corrections of what was mistyped, after sign-off too. */
#ifndef DB_RESULT_CORRECT_H
#define DB_RESULT_CORRECT_H

#include <stddef.h>

#include "db/rc.h"

/* Correct name, owner, address, phone or code; marks stay.  After sign-off this is a new
 * version with a new closing event. */
enum db_rc db_correct(struct db *db, int product, const struct db_pair *set, size_t n,
                      const char *reason, const char *pin, const char *actor) MUST_CHECK;

#endif
