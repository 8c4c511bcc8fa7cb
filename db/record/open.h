/* SPDX-License-Identifier: MIT */
/* db/record/open.h - a session file opened and made.  Not for other layers: db_open and db_create
 * (db/db.h) are the door. */
#ifndef DB_RECORD_OPEN_H
#define DB_RECORD_OPEN_H

#include "db/base/fault.h"
#include "db/record/file.h"
#include "db/record/upper.h"

/* db_open and db_create, for a record whose rooms above are @upper. */
enum db_rc store_open(struct db **out, const char *path, enum db_open_how how,
                      const struct upper *upper, struct faults *f) MUST_CHECK;
enum db_rc store_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                        const struct upper *upper, struct faults *f) MUST_CHECK;
/* db_look_bytes, for the same. */
enum db_rc store_look_bytes(struct db **out, const void *bytes, size_t n, const struct upper *upper,
                            struct faults *f) MUST_CHECK;
/* A copy in memory in which acts can be tried; they end with it. */
enum db_rc store_scratch_of(struct db *db, struct db **out) MUST_CHECK;

#endif
