/* SPDX-License-Identifier: MIT */
/* export/history.h - what the journal tells and no table keeps: ballots that were opened again
 * after they were handed in, with what they said before. */
#ifndef EXPORT_HISTORY_H
#define EXPORT_HISTORY_H

#include "export/record.h"

struct rescored { /* one ballot opened again */
    int product, member;
    const char *reason, *time; /* of the reopening (UTC) */
    int before;                /* its total then */
    int high, low;             /* of the product's handed-in ballots then; -1: none */
    int after;                 /* its total when handed in again; -1: not yet */
    const char *after_time;    /* "" as long */
};
struct history {
    size_t n;
    struct rescored *v; /* by event */
};
/* Read from the journal of @r, into its arena. */
struct history history_read(const struct record *r);

#endif
