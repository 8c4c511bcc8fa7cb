/* SPDX-License-Identifier: MIT */
/* db/record/journal.h - the events of the record: appended, chained, walked. */
#ifndef DB_RECORD_JOURNAL_H
#define DB_RECORD_JOURNAL_H

#include "db/rc.h"
#include "db/record/event.h"

/* Call @each for every event from @from on, in order, until it returns false. */
enum db_rc db_journal(struct db *db, int64_t from, bool (*each)(const struct event *, void *),
                      void *arg) MUST_CHECK;

/* ---- for db/ alone ---- */
/* Append the event and fold it, inside a transaction.  Frees @b.  @seq may be NULL. */
enum db_rc journal_append(struct db *db, enum event_kind kind, const char *actor, struct body *b,
                          int64_t *seq) MUST_CHECK;
/* SHA-256 of an event whose body is @body_len bytes, as db/FORMAT.md says. */
void event_hash(int64_t seq, const char *time, int64_t mono, const char *boot, const char *actor,
                const char *kind, const char *body, size_t body_len, const unsigned char prev[32],
                unsigned char out[32]);
/* The time it would bear, in milliseconds since 1970. */
int64_t journal_now(const struct db *db);
/* The number and hash of the last event; 0 and zeros before the first. */
enum db_rc journal_head(struct db *db, int64_t *seq, unsigned char hash[32]) MUST_CHECK;
/* Walk the chain from the first event; the first difference is recorded as a fault. */
enum db_rc journal_check(struct db *db, int64_t *events, unsigned char head[32]) MUST_CHECK;

#endif
