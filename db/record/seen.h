/* SPDX-License-Identifier: MIT */
/* db/record/seen.h - the last event that a process knows of the file it writes, so that an older
 * copy, a fork or another file put in its place is noticed before the next act.  Not for other
 * layers. */
#ifndef DB_RECORD_SEEN_H
#define DB_RECORD_SEEN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "db/rc.h"

struct seen {
    int64_t seq; /* 0: nothing yet */
    unsigned char hash[32];
};
/* The file as this process left it. */
struct left {
    dev_t dev;
    ino_t ino;
    off_t size;
    struct timespec time;
    int64_t data_version;
};

/* Whether the event @seen stands in the journal of @db with its hash; an event 0 does. */
enum db_rc seen_in(struct db *db, const struct seen *seen, bool *out) MUST_CHECK;
/* The event seen is in the journal, with its hash, and the tables are of our version; DB_FAULT with
 * F_FILE_LOST when not, and from then on nothing is written. */
enum db_rc seen_check(struct db *db) MUST_CHECK;
/* What became of the file since @db left it, before a transaction: 0 nothing, 1 it was written past
 * SQLite, so that the pages in memory are not its own; -1 its name is another file now, or none
 * (refused as above). */
int seen_since(struct db *db);
/* Remember the file as it is left. */
void seen_leave(struct db *db);

#endif
