/* SPDX-License-Identifier: MIT */
/* db/council/session.h - the session: what it is, the chair's PIN. */
#ifndef DB_COUNCIL_SESSION_H
#define DB_COUNCIL_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "db/rc.h"

struct session {
    char id[33];            /* 128 random bits, hex */
    bool closed;            /* chốt: frozen */
    int version;            /* 1; each reopening or late correction adds one */
    bool rehearsal;         /* DIỄN TẬP, for ever */
    bool written;           /* mode=written: opinions in writing, no presence quorum */
    bool any_mark;          /* rules now need a reason to change */
    bool has_pin;           /* the chair's PIN is asked for what makes or changes a signed state */
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
/* Whether @pin is right, as those acts ask it: a wrong one is an event, the only thing a refused
 * call writes; after PIN_TRIES of them each asks to wait, first PIN_WAIT seconds, then twice that
 * and so on (F_PIN_WAIT).  A right one used in an act begins anew. */
enum { PIN_TRIES = 5, PIN_WAIT = 30 };
enum db_rc db_pin_try(struct db *db, const char *pin) MUST_CHECK;
/* A PIN nobody knows is taken away, open or closed: with a reason, which the minutes tell. */
enum db_rc db_pin_lost(struct db *db, const char *reason) MUST_CHECK;

#endif
