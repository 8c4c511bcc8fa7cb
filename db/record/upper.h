/* SPDX-License-Identifier: MIT */
/* db/record/upper.h - what the rooms above the record hand down (db/db.c), so that it makes, opens
 * and ends a session without knowing them. */
#ifndef DB_RECORD_UPPER_H
#define DB_RECORD_UPPER_H

#include <sqlite3.h>
#include <stddef.h>

#include "db/rc.h"

struct upper {
    /* Give a connection the TEMP tables and the SQL functions that db/sql/views.sql asks; an
     * SQLite result code. */
    int (*code)(sqlite3 *h);
    /* The first events of a new session: its id, then the facts and rules it is born with. */
    enum db_rc (*begin)(struct db *db, const struct db_pair *set, size_t n);
    /* Free what they keep with an open session. */
    void (*end)(struct db *db);
};

#endif
