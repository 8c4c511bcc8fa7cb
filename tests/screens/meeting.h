/* SPDX-License-Identifier: MIT */
/* tests/screens/meeting.h - a council in the middle of its meeting, and an app on its file.
 *
 * Five members score (1 chair, 2 vice-chair, 3, 4, 5), 6 is the secretary.  Times stand still,
 * names never change, so that grids can be golden.
 *
 *   product 1  every ballot in, divided at 3.4 and 5.1 on the way to 4 stars
 *   product 2  90 and more, one minimum of 5 stars missed by all
 *   product 3  every ballot in, all agree, but one lies far from the others
 *   product 4  tourism (set 26, criteria with two cases), no ballot; member 5 is recused
 *   product 5  member 1 has 12 marks
 *   product 6  no criteria set */
#ifndef TESTS_SCREENS_MEETING_H
#define TESTS_SCREENS_MEETING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/kit/feed.h"
#include "tui/model.h"

struct meeting {
    struct app app;
    struct model model;
    char folder[200], path[240];
};

/* The members and products alone, or with all the ballots told above. */
void meeting_start(struct meeting *m, int rows, int cols, bool ballots);
void meeting_end(struct meeting *m);

/* Ids of the product or member with this stt. */
int meeting_product(struct meeting *m, int no);
int meeting_member(struct meeting *m, int no);

/* A whole ballot, handed in: every criterion at the least level that star @star asks (its
 * middle level where nothing is asked; 6: the best), but "CODE:POINTS CODE:POINTS ...". */
void meeting_ballot(struct meeting *m, int product, int member, int star, const char *but);
/* The first @marks criteria, best level, and not handed in. */
void meeting_begin(struct meeting *m, int product, int member, int marks);
/* Dispose of everything that stands in the way of sign-off, by ballots and conclusions. */
void meeting_settle(struct meeting *m);

/* Another process opens the file, acts and ends; the app has not looked since.  Ids are those of
 * this one. */
void meeting_elsewhere(struct meeting *m, enum db_rc (*act)(struct db *db, const int *id),
                       const int *id);

/* The mark that stands: its points, -1 when blank; -2 when the ballot has no such criterion. */
int meeting_points(struct meeting *m, int product, int member, const char *code);
enum ballot_state meeting_state(struct meeting *m, int product, int member);
/* The product's result; star and status are in force at this moment. */
struct result meeting_result(struct meeting *m, int product);
int64_t meeting_events(struct meeting *m);

#endif
