/* SPDX-License-Identifier: MIT */
/* db/result/tally.h - the result of each product as it stands (db/sql/views.sql), read as plain
 * values. */
#ifndef DB_RESULT_TALLY_H
#define DB_RESULT_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/arena.h"
#include "db/rc.h"
#include "db/result/star.h"

#define STATUS_LIST(X)                                                                             \
    X(WITHDRAWN, "withdrawn")                                                                      \
    X(POSTPONED, "postponed")                                                                      \
    X(KNOCKED_OUT, "knocked-out")                                                                  \
    X(WAITING, "waiting")                                                                          \
    X(UNDECIDED, "undecided")                                                                      \
    X(FAILED, "failed")                                                                            \
    X(FORWARD, "forward")                                                                          \
    X(PROPOSED, "proposed")                                                                        \
    X(BELOW, "below")
enum status {
#define X(id, word) STATUS_##id,
    STATUS_LIST(X)
#undef X
};
const char *status_word(enum status s);

/* What one star asks of one criterion, and how the counted ballots stand to it
 * (Điều 3, Phụ lục II: the note on stars; the council's rule minimum.rule). */
struct gate {
    int star;
    const char *criterion, *name;
    int points;     /* asked for */
    int yes, n;     /* ballots that reach it, of how many */
    int sum;        /* points the ballots give it */
    enum met met;   /* under the rule, conclusions included */
    bool divided;   /* under "conclude": ballots differ and no conclusion settles it */
    bool concluded; /* a conclusion of the council settled it */
    enum met said;  /* what a conclusion says; it holds only where the ballots differ */
    int said_at;    /* the star it was said at, whose ballots it judged; 0: of an older file, which
                     * kept no ballots, so that it stays whatever they become */
    bool matters;   /* divided, and a conclusion on it can change the star: to be put to the
                     * council.  Elsewhere the star is the same whatever it says */
};
struct entry {    /* all that star 3, 4 or 5 asks */
    enum met met; /* MET_UNKNOWN also when there is no closed ballot */
    size_t n;
    struct gate *gate; /* in the law's order */
};
struct result {
    int product, no;
    const char *code, *name, *owner, *set; /* "" when not given */
    int expected, closed;
    int sum;               /* of the counted ballots' totals */
    int part[3];           /* the same by part A, B, C */
    int band;              /* 1..5; 0: no closed ballot */
    struct entry entry[3]; /* stars 3, 4, 5 */
    int max, min;          /* of the totals; -1: no closed ballot */
    bool exceeds, settled; /* spread beyond the rule; concluded "giữ nguyên" */
    bool knocked_out;
    const char *knock_criterion, *knock_reason; /* "" when none */
    const char *knock_ground;                   /* as the sheet prints it; "" when not told */
    bool stopped; /* by a ground that ends the scoring (Phụ lục II): it takes no marks */
    const char *stop_criterion, *stop_ground; /* "" when none; the reason where no ground is told */
    int claims;                               /* to knock it out, not answered by the council */
    enum met forward;                         /* trình, không trình; MET_UNKNOWN: not said */
    bool forward_stays;                       /* of an older file, as said_at 0 */
    int star;                                 /* 0: không đạt or knocked out; -1: undecided */
    int open; /* the star an undecided one waits for (star_open); 0: none */
    enum status status;
    int present, base, needed; /* quorum for this product; needed 0: none asked */
    bool quorum;               /* neither of these: */
    bool too_few, no_lead;     /* present below needed; no chair or vice-chair where asked */
};
struct tally {
    size_t n;
    struct result *v; /* by no */
    void *mem;
};
/* What comes of a product, as the papers list it and the screens count it: every status is in one
 * group (khoản 3 Điều 7). */
enum result_group {
    GROUP_FORWARD, /* from 90 points: to the Ministry */
    GROUP_FOUR,    /* proposed for 4 stars, for 3 stars */
    GROUP_THREE,
    GROUP_FAILED, /* không đạt: below 3 stars, a minimum missed under "fail", or knocked out */
    GROUP_LATER,  /* postponed or withdrawn */
    GROUP_OPEN    /* no ballot yet, or undecided */
};
enum result_group result_group(const struct result *r);
/* Whether it stays on the agenda: not postponed, not withdrawn. */
bool result_stays(const struct result *r);
/* Whether it is still up for a star: it stays, and is not knocked out. */
bool result_judged(const struct result *r);
/* Whether a decision is asked for it: proposed for 3 or 4 stars, or forwarded to the Ministry
 * (khoản 3 Điều 7). */
bool result_listed(const struct result *r);

/* @product 0: all; by id else, and then one row. */
enum db_rc db_tally(struct db *db, int product, struct tally *out) MUST_CHECK;

/* The mean @sum / @n with two decimals, half up, decimal comma: the one place that prints a
 * mean.  @banded: a total, never shown as a band's floor that the exact mean does not
 * reach.  "" when n is 0. */
void mean_text(int64_t sum, int64_t n, bool banded, char out[16]);

#endif
