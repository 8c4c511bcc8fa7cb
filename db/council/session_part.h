/* SPDX-License-Identifier: MIT */
/* db/council/session_part.h - what acts on a session share.  Not for other layers. */
#ifndef DB_COUNCIL_SESSION_PART_H
#define DB_COUNCIL_SESSION_PART_H

#include "db/council/session.h"
#include "db/record/store.h"

/* The first events of a new session: its id, then the settings. */
enum db_rc session_begin(struct db *db, const struct db_pair *set, size_t n) MUST_CHECK;
/* Refuses when the session is closed (chốt). */
enum db_rc need_open(struct db *db) MUST_CHECK;
enum db_rc need_product(struct db *db, int product) MUST_CHECK; /* exists */
enum db_rc need_member(struct db *db, int member) MUST_CHECK;
/* Text that may enter the record: NFC, trimmed, of at most @max characters, free of what
 * text_check refuses.  *out is the caller's to free. */
enum db_rc clean_text(struct db *db, const char *what, const char *in, size_t max,
                      char **out) MUST_CHECK;

#endif
