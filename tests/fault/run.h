/* SPDX-License-Identifier: MIT */
/* tests/fault/run.h - a call made in a child of its own, and the record looked at in another. */
#ifndef TESTS_FAULT_RUN_H
#define TESTS_FAULT_RUN_H

#include <stdbool.h>

#include "tests/fault/folder.h"
#include "tests/fault/point.h"
#include "tests/fault/row.h"

/* A place to work in: DIR/at is the folder of the call, DIR/out and DIR/err what it said. */
struct bench {
    char dir[400], at[420], from[420]; /* from: what "at" holds before a call */
    struct folder before, now;
    struct fault_seen *seen;    /* shared with the children */
    struct record_seen *record; /* as well */
};

struct ran {
    int status, signal; /* -1: ended by the signal */
    char *out, *err;    /* freed by ran_free */
};

enum { RECORD_EVENTS = 512 };
/* What a clean process reads in a session file. */
struct record_seen {
    bool there, sound;
    char head[65];
    long events;
    char hash[RECORD_EVENTS][17]; /* the first 16 digits of each */
};

/* Shared memory of @size bytes, all zero. */
void *run_shared(unsigned long size);
/* Make the call; with a plan whose at is 0 nothing fails.  Leaves b->now as it was before. */
void run_call(struct bench *b, const struct fault_row *row, const struct fault_plan *plan,
              struct ran *out);
void ran_free(struct ran *r);
/* Look at the session @name in the folder of @b: the answer is in b->record. */
void run_look(struct bench *b, const char *name);
/* In a child: prepare the lists in @dir. */
void run_lists(const char *dir);
/* Put "at" back. */
void run_restore(struct bench *b);

#endif
