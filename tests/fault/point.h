/* SPDX-License-Identifier: MIT */
/* tests/fault/point.h - every allocation and every system call that touches a file is a point, and
 * one of them, or all from one on, fails.
 *
 * Allocations come through the functions of faults.c, which the linker puts before those of the C
 * library for every shared library too.  System calls are caught by a filter of the kernel
 * (seccomp), so that those which the C library makes inside itself (stdio, realpath) are points as
 * well.  Clock and random bytes are always the same: a second run does what the first did. */
#ifndef TESTS_FAULT_POINT_H
#define TESTS_FAULT_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum fault_kind {
    FAULT_MEMORY, /* no memory */
    FAULT_IO,     /* EIO, from whatever touches a file */
    FAULT_SPACE,  /* ENOSPC, from what writes */
    FAULT_SHORT,  /* half of what was to be read or written: no failure at all */
    FAULT_KINDS
};

struct fault_plan {
    enum fault_kind kind;
    long at;      /* from 1; 0: none fails, all are counted */
    bool forever; /* and everything after it */
};

enum { FAULT_STACK = 24, FAULT_POINTS = 1 << 21, FAULT_SYNCS = 24 };

/* What a child tells its parent, in memory that they share. */
struct fault_seen {
    long points[FAULT_KINDS];
    long hits;                /* points that failed */
    long call;                /* the first one: system call, -1 an allocation */
    char path[160];           /* ... its file, where it has one */
    void *stack[FAULT_STACK]; /* ... and who asked */
    int depth;
    int syncs;                   /* points of FAULT_IO that flush or remove: where a commit */
    long sync[FAULT_SYNCS];      /* ... is decided */
    bool unlinks;                /* a file could not be removed */
    bool output;                 /* the answer could not be printed */
    int hashes;                  /* of stacks wanted: the kind whose points are told apart */
    uint64_t hash[FAULT_POINTS]; /* where each point of that kind is asked for */
};

/* Once in the parent: what a backtrace needs is loaded. */
void fault_ready(void);
/* In the child: count from here on, and fail as @plan says.  False: the kernel has no such filter.
 */
bool fault_arm(const struct fault_plan *plan, struct fault_seen *seen);
bool fault_armed(void);
/* An allocation: true where it must fail. */
bool fault_memory(void);
/* The time that never passes. */
extern const struct timespec fault_clock;

const char *fault_call_name(long call);

#endif
