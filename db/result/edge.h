/* SPDX-License-Identifier: MIT */
/* db/result/edge.h - how near a star is to another. */
#ifndef DB_RESULT_EDGE_H
#define DB_RESULT_EDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"
#include "db/result/tally.h"

/* How near the star is to another (points, Điều 3.3).  Names nobody. */
struct edge {
    int product;
    int star;     /* as it stands; -1: undecided or out, then the stars below do not hold */
    int up, down; /* of the sum: missing to the next band (0: it is 5); above its floor */
    int one_low, one_high;    /* least and highest star that one level more or less on one ballot
                               * would give */
    int less_low, less_high;  /* the same when one of the counted ballots were not there */
    bool one, less;           /* whether either would give another star */
    bool one_open, less_open; /* whether either would leave a minimum to the council */
};
struct edges {
    size_t n;
    struct edge *v; /* by product no, one for every product */
    void *mem;
};
/* From a tally of all products, or from the result of one, as db_tally gave it just now. */
enum db_rc db_edges_of(struct db *db, const struct tally *t, struct edges *out) MUST_CHECK;
enum db_rc db_edge_of(struct db *db, const struct result *r, struct edge *out) MUST_CHECK;

#endif
