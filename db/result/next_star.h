/* SPDX-License-Identifier: MIT */
/* db/result/next_star.h - what the next star takes. */
#ifndef DB_RESULT_NEXT_STAR_H
#define DB_RESULT_NEXT_STAR_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"
#include "db/result/tally.h"

/* The cheapest way to the next star, for the producer: minimums first, then points. */
struct step {
    const char *criterion, *name;
    bool minimum;      /* the star asks for it, and the council has not found it met */
    bool divided;      /* such a one that the council has yet to conclude on */
    int sum, n;        /* what the ballots give now */
    const char *label; /* level to reach */
    int points;        /* of it */
    int gain;          /* points * n - sum; a minimum may already have them: 0 */
};
struct next_star {
    int star;         /* 3, 4 or 5; 0: there is none above, or nothing is counted yet */
    int needed, more; /* the least sum, and how much of it is missing (0: none) */
    int gained;       /* by the steps; less than @more where the sheet has no more */
    size_t n;
    struct step *step; /* minimums in the law's order, then the smallest gains */
    void *mem;
};
enum db_rc db_next_star(struct db *db, int product, struct next_star *out) MUST_CHECK;
/* The same from what db_tally said of it just now. */
enum db_rc db_next_star_of(struct db *db, const struct result *r, struct next_star *out) MUST_CHECK;

/* The least star whose points a decided result has and whose minimums it misses; those up to its
 * band are missed likewise.  Under minimum.missed "fail" that is the band alone: a product stands
 * or falls with it.  Greater than the band: it has all that its points allow. */
int missed_from(const struct result *r);

#endif
