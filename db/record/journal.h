/* SPDX-License-Identifier: MIT */
/* db/record/journal.h - the events of the record; its proof and its copy. */
#ifndef DB_RECORD_JOURNAL_H
#define DB_RECORD_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/rc.h"

struct event_field {
    const char *name, *value;
};
struct event {
    int64_t seq;
    const char *time; /* UTC, YYYY-MM-DDTHH:MM:SS.mmmZ */
    int64_t mono;     /* milliseconds of the machine's monotonic clock */
    const char *boot, *actor, *kind;
    size_t n;
    const struct event_field *field;
    char hash[65];
};
/* Call @each for every event from @from on, in order, until it returns false. */
enum db_rc db_journal(struct db *db, int64_t from, bool (*each)(const struct event *, void *),
                      void *arg) MUST_CHECK;
const char *event_get(const struct event *e, const char *name); /* NULL when absent */

struct verdict {
    int64_t events;
    bool closed;
    char head[65], closing[65];
    int version;
};
/* Refold the whole journal beside the file and compare every table; recompute every result
 * and compare with the closing event.  Every difference is a fault.  DB_REFUSED when the
 * record does not hold. */
enum db_rc db_verify(struct db *db, struct verdict *out) MUST_CHECK;

/* A consistent, verified copy at @dest (written aside, fsync, rename), while others work. */
enum db_rc db_backup(struct db *db, const char *dest) MUST_CHECK;

#endif
