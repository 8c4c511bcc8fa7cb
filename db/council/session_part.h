/* SPDX-License-Identifier: MIT */
/* db/council/session_part.h - what acts on a session share.  Not for other layers. */
#ifndef DB_COUNCIL_SESSION_PART_H
#define DB_COUNCIL_SESSION_PART_H

#include "db/council/session.h"
#include "db/record/store.h"

/* The first events of a new session: its id, then the settings. */
enum db_rc session_begin(struct db *db, const struct db_pair *set, size_t n) MUST_CHECK;

/* tx_begin for an act of the chair, who is asked for the PIN while the session is @closed, or open.
 * It comes before the rules: who may not act learns nothing from trying.  When it refuses, the
 * transaction is over and has kept the wrong try. */
enum db_rc pin_begin(struct db *db, bool closed, const char *pin) MUST_CHECK;

#endif
