/* SPDX-License-Identifier: MIT */
/* db/council/session.h - the session: its file, what it is, the chair's PIN. */
#ifndef DB_COUNCIL_SESSION_H
#define DB_COUNCIL_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/fault.h"
#include "db/rc.h"

/* ---- its file ---- */

/* A new session at @path with the given facts and rules; an existing file is refused, and a
 * refusal leaves no file.  On failure *out is NULL and @f has the reason. */
enum db_rc db_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                     struct faults *f) MUST_CHECK;

enum db_open_how {
    DB_OPEN,       /* kind, version, schema text, chain and fold are checked first */
    DB_OPEN_VERIFY /* chain and fold are left to db_verify */
};
/* Open the session at @path.  A file that is not ours, newer or damaged is refused and left
 * byte for byte as it was.  Never call it for a file this process already has open: closing
 * the second descriptor would drop the locks of the first. */
enum db_rc db_open(struct db **out, const char *path, enum db_open_how how,
                   struct faults *f) MUST_CHECK;
void db_close(struct db *db); /* NULL is fine */

/* Faults and warnings of the last call that did not merely read. */
const struct faults *db_faults(const struct db *db);
const char *db_path(const struct db *db);
/* A number that changes when another process has committed; for polling. */
int64_t db_data_version(struct db *db);
/* The clock of the journal, for tests: milliseconds since 1970, UTC.  NULL: the system's. */
void db_set_clock(struct db *db, int64_t (*now_ms)(void *), void *arg);
/* Whether @path looks like one of our files, without opening it as a database. */
bool db_is_session(const char *path);

/* ---- what it is ---- */

struct session {
    char id[33];            /* 128 random bits, hex */
    bool closed;            /* chốt: frozen */
    int version;            /* 1; each reopening or late correction adds one */
    bool rehearsal;         /* DIỄN TẬP, for ever */
    bool written;           /* mode=written: opinions in writing, no presence quorum */
    bool any_mark;          /* rules now need a reason to change */
    bool has_pin;           /* the chair's PIN is asked at sign-off */
    int64_t events;         /* in the journal */
    char head[65];          /* hash of the last event, hex */
    char closing[65];       /* hash of the closing event in force; "" while open */
    int64_t closing_events; /* events up to and with it */
    char closed_at[32];     /* time of the closing event, UTC; "" while open */
    char last_time[32];     /* time of the last event, UTC */
};
enum db_rc db_session(struct db *db, struct session *out) MUST_CHECK;

/* The chair's PIN, kept as Argon2id: it tells who sits there, it protects nothing.
 * @pin NULL or "" takes it away; @old must match one that is set. */
enum db_rc db_pin_set(struct db *db, const char *old, const char *pin) MUST_CHECK;
bool db_pin_matches(struct db *db, const char *pin);

#endif
