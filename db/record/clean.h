/* SPDX-License-Identifier: MIT */
/* db/record/clean.h - what text must be to enter the record. */
#ifndef DB_RECORD_CLEAN_H
#define DB_RECORD_CLEAN_H

#include "db/record/store.h"

/* NFC, trimmed, of at most @max characters, free of what text_check refuses; @what is its name in
 * a refusal.  *out is the caller's to free. */
enum db_rc clean_text(struct db *db, const char *what, const char *in, size_t max,
                      char **out) MUST_CHECK;
/* The same of *@text, at most MAX_TEXT characters, in the arena. */
enum db_rc clean_field(struct db *db, struct arena *a, const char *what,
                       const char **text) MUST_CHECK;

#endif
