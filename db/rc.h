/* SPDX-License-Identifier: MIT */
/* db/rc.h - what every call of the layer is given, and what it gives back. */
#ifndef DB_RC_H
#define DB_RC_H

#define MUST_CHECK __attribute__((warn_unused_result))

struct db; /* opaque: one open session */

/* The values are the exit statuses of the command line. */
enum db_rc {
    DB_OK = 0,
    DB_REFUSED = 1, /* by a rule, or a list with faults; nothing was changed */
    DB_USAGE = 2,   /* a key or value that cannot be */
    DB_FAULT = 3    /* not ours, newer, damaged, or cannot be read or written */
};

/* A key and its value, both the caller's. */
struct db_pair {
    const char *key, *value;
};

#endif
