/* SPDX-License-Identifier: MIT */
/* tests/journeys/trip.h - a session file made by the command line, for journeys through the
 * real program. */
#ifndef TESTS_JOURNEYS_TRIP_H
#define TESTS_JOURNEYS_TRIP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/kit/pty.h"

struct trip {
    char dir[200], file[256];
};

/* Three members who score (chair, two members) and product 1 of set 8, product 2 of set 26, in
 * a folder whose name begins with @prefix. */
void trip_start(struct trip *t, const char *prefix);
void trip_end(struct trip *t);

/* Run `hoidong ARGS` where "@" stands for the file; its exit status.  What it prints goes to
 * @out (of @size bytes; may be NULL). */
int trip_cli(const struct trip *t, const char *args, char *out, size_t size);
/* The app on the file, as far as its first page. */
struct pty *trip_open(const struct trip *t);
/* From the first page into the ballot that is next. */
struct pty *trip_ballot(const struct trip *t);
/* How many marks the record holds. */
int trip_marks(const struct trip *t);

/* The points of a whole ballot of set 8 as typed: 100 points, and 82 with every minimum of four
 * stars. */
#define TRIP_BEST "32333313331313235355252333455523"
#define TRIP_GOOD "30333313331313233325212333434321"

#endif
