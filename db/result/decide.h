/* SPDX-License-Identifier: MIT */
/* db/result/decide.h - what the authority decided on the council's lists. */
#ifndef DB_RESULT_DECIDE_H
#define DB_RESULT_DECIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

/* After sign-off, and without a new version: nothing of the council's result changes.
 * Recognised are those proposed for 3 and 4 stars; forwarded those sent to the Ministry. */
enum decision_list { DECISION_RECOGNISED, DECISION_FORWARDED };
const char *decision_word(enum decision_list l); /* "recognised", "forwarded" */
struct decision {
    const char *number, *date; /* "" and "": none yet */
    const char *issued;        /* day the certificates were issued; "": not told */
    int version;               /* of the session it was made on; 0: none yet */
};
struct decided { /* one product */
    int product;
    bool left_out;             /* the decision does not name it */
    int central;               /* the Ministry's star, 0: không đạt; -1: not told */
    const char *number, *date; /* of the Ministry's decision */
    const char *reason;
    int version; /* of the session it was told on */
    bool holds;  /* its result is still what it was then */
};
struct decision_off { /* a product the decision on its list does not hold for */
    enum decision_list list;
    int product;
};
struct decisions {
    int version; /* of the session */
    struct decision list[2];
    size_t n;
    struct decided *v; /* by product no */
    size_t n_off;
    struct decision_off *off; /* of both lists, then or now in them; by product no */
    void *mem;
};
/* A decision belongs to the version it was made on.  After a reopening it holds only for products
 * whose sum, ballots, star and status are what they were then; saying it again on a new version
 * makes it that version's. */
enum db_rc db_decisions(struct db *db, struct decisions *out) MUST_CHECK;
/* The decision on list @l as it holds for @product, and for all products of the list, as its annex
 * asks; nothing decided where it does not. */
struct decision decision_of(const struct decisions *d, enum decision_list l, int product);
struct decision decision_all(const struct decisions *d, enum decision_list l);
/* The version on which something was told of @product that does not hold now; 0: nothing such. */
int decision_off(const struct decisions *d, int product);
/* What is told of @product and holds; NULL: nothing. */
const struct decided *decided_find(const struct decisions *d, int product);
/* The same, to be changed and put back: with nothing told, it is named and unanswered. */
struct decided decided_of(const struct decisions *d, int product);
enum db_rc db_decide(struct db *db, enum decision_list list, const struct decision *d,
                     const char *actor) MUST_CHECK;
/* Both lists in one act, by enum decision_list: all of it or nothing. */
enum db_rc db_decide_both(struct db *db, const struct decision d[], const char *actor) MUST_CHECK;
/* Refused for a product that was not in the list it is left out of, or not forwarded.  What
 * stands already makes no event. */
enum db_rc db_decided_put(struct db *db, const struct decided *d, const char *actor) MUST_CHECK;
/* Last day of a certificate of the @list: 36 months from the day of issue, or of the decision
 * where none is told (khoản 3 Điều 4); "" while there is neither. */
void decision_expiry(const struct decision *d, char out[11]);

/* The day on which papers must still be good: that of the session, or of a decision where that is
 * later; "" while neither is known. */
enum db_rc db_paper_day(struct db *db, char out[11]) MUST_CHECK;

#endif
