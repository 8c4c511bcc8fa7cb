/* SPDX-License-Identifier: MIT */
/* db/record/verify.h - the proof of the record. */
#ifndef DB_RECORD_VERIFY_H
#define DB_RECORD_VERIFY_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/rc.h"

struct verdict {
    char id[33]; /* of the session */
    int64_t events;
    bool closed;
    char head[65], closing[65]; /* hashes, hex; closing "" while open */
    int version;
};
/* Refold the whole journal beside the file and compare every table; recompute every result
 * and compare with the closing event; ask of every event whether it might be made then
 * (legal.h).  Every difference is a fault.  DB_REFUSED when the
 * record does not hold. */
enum db_rc db_verify(struct db *db, struct verdict *out) MUST_CHECK;

/* ---- for db/ alone ---- */
/* The pages and indexes of the file are sound. */
enum db_rc record_sound(struct db *db) MUST_CHECK;
/* Each table but the journal against the same columns of @now; differences are faults of @db.
 * @older: @db has the tables of an earlier version. */
enum db_rc tables_compare(struct db *db, sqlite3 *now, bool older) MUST_CHECK;
/* db_verify of a look without the last: that the record agrees with itself. */
enum db_rc record_proof(struct db *db, struct verdict *out) MUST_CHECK;
/* What the record says of itself, nothing of it proved. */
enum db_rc record_state(struct db *db, struct verdict *out) MUST_CHECK;
/* The file is sound, the chain holds, and every table is the fold of the journal;
 * the first differences are faults.  About a fifth of a second for a full session, paid at every
 * opening: a table that was edited must not be able to show a wrong star. */
enum db_rc record_check(struct db *db) MUST_CHECK;

#endif
