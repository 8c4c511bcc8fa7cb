/* SPDX-License-Identifier: MIT */
/* db/record/upper.h - what the rooms above the record hand down (db/db.c), so that it makes, opens
 * and ends a session without knowing them. */
#ifndef DB_RECORD_UPPER_H
#define DB_RECORD_UPPER_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/rc.h"

struct event;

/* What allowed() knows of the journal besides the record. */
struct allowed {
    int64_t file;    /* version of the file */
    int64_t version; /* that the program which wrote the event knew, at least */
    int64_t since;   /* out: the version that brought the rule which it breaks */
    int64_t counted; /* ballots that counted before a run of panel events; -1: none goes on */
    bool revising;   /* a correction after sign-off whose new closing is still to come */
};

struct upper {
    /* Give a connection the TEMP tables and the SQL functions that db/sql/views.sql asks; an
     * SQLite result code. */
    int (*code)(sqlite3 *h);
    /* The first events of a new session: its id, then the facts and rules it is born with. */
    enum db_rc (*begin)(struct db *db, const struct db_pair *set, size_t n);
    /* Whether the event might be made with the record as it is: DB_REFUSED with the faults of its
     * act. */
    enum db_rc (*allowed)(struct db *db, const struct event *e, struct allowed *now);
    /* Free what they keep with an open session. */
    void (*end)(struct db *db);
};

#endif
