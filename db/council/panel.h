/* SPDX-License-Identifier: MIT */
/* db/council/panel.h - who scores which product, and who is here. */
#ifndef DB_COUNCIL_PANEL_H
#define DB_COUNCIL_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

#define PANEL_LIST(X)                                                                              \
    X(SCORES, "scores")                                                                            \
    X(ABSENT, "absent")                                                                            \
    X(RECUSED, "recused")                                                                          \
    X(WRITTEN, "written")
enum panel_state {
#define X(id, word) PANEL_##id,
    PANEL_LIST(X)
#undef X
};
const char *panel_word(enum panel_state s); /* in the journal and JSON: "scores" */
/* @product 0: every product, those to come included; earlier states of the member go. */
enum db_rc db_panel_put(struct db *db, int product, int member, enum panel_state state,
                        const char *reason, const char *actor) MUST_CHECK;
/* Whether that would be refused, before a reason is asked for: tried, and taken back. */
enum db_rc db_panel_may(struct db *db, int product, int member, enum panel_state state) MUST_CHECK;

/* Presence in one act: the member and the seats that follow from it.  Ballots handed in stand, and
 * a recusal is never touched. */
enum presence {
    PRESENCE_HERE,   /* here, or back again: scores wherever he was absent */
    PRESENCE_ABSENT, /* absent for the whole session */
    PRESENCE_LEFT    /* left early: absent where he has not scored; who scores nothing, where
                      * nobody has */
};
/* *moved (may be NULL): products whose panel has changed. */
enum db_rc db_presence(struct db *db, int member, enum presence what, const char *reason,
                       const char *actor, int *moved) MUST_CHECK;
enum db_rc db_presence_may(struct db *db, int member, enum presence what) MUST_CHECK;
/* A member of the session who is absent for some of its products. */
struct absence {
    int member;
    int from, n; /* number of the first such product, and how many there are */
    bool early;  /* left early: absent from there on, but where he handed in */
};
struct absences {
    size_t n;
    struct absence *v;
    void *mem;
};
enum db_rc db_absences(struct db *db, struct absences *out) MUST_CHECK;

/* One member's standing for one product: panel and ballot in one row. */
enum ballot_state { BALLOT_NONE, BALLOT_OPEN, BALLOT_CLOSED };
struct seat {
    int product, member;
    enum panel_state panel;
    const char *reason;
    bool expected; /* a ballot is asked for */
    enum ballot_state ballot;
    bool counted;        /* closed and expected: it is in the tally */
    bool ignored;        /* the council goes on without it (finding "ballot") */
    int marks, criteria; /* given, of how many */
    int total, part[3];  /* points given so far, and in parts A, B, C */
};
struct seats {
    size_t n;
    struct seat *v; /* by product no, then member no */
    void *mem;
};
/* @product, @member 0: all. */
enum db_rc db_seats(struct db *db, int product, int member, struct seats *out) MUST_CHECK;

#endif
