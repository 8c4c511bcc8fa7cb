/* SPDX-License-Identifier: MIT */
/* tests/fault/sweep.h - all points of a call, one after the other, and what came of them. */
#ifndef TESTS_FAULT_SWEEP_H
#define TESTS_FAULT_SWEEP_H

#include "tests/fault/judge.h"

/* The first time that something was found, and how often it was. */
struct found {
    long times, at, call;
    int status, signal, depth;
    char path[160], err[400];
    void *stack[FAULT_STACK];
};

/* One call, one kind, once or for ever. */
struct swept {
    long points, places, runs;
    bool odd; /* without a fault it does not do what its row says */
    struct found found[FINDINGS_N];
};

/* Which points are tried: each place once and of these one in @stride; without it (0) one
 * point, by chance.  @out: once, and for ever. */
void sweep(struct bench *b, const struct fault_row *row, enum fault_kind kind, long stride,
           struct swept out[2]);
/* Where @f was asked for, a line each. */
void sweep_stack(const struct found *f);
const char *sweep_kind(enum fault_kind kind);

#endif
