/* SPDX-License-Identifier: MIT */
/* db/star.h - from counts to a star: the one place that decides it.  The views call it as SQL
 * functions (db/sql/views.sql), db/edge.c calls it for ballots that would say otherwise. */
#ifndef DB_STAR_H
#define DB_STAR_H

#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"

struct sqlite3;

/* The band of the mean @sum / @n (Điều 3.3); 1 to 5.  No rounding: floor * n against sum. */
int band_of(int64_t sum, int64_t n);

/* Whether @yes of @n ballots, @sum points together, meet a minimum of @points under the council's
 * minimum.rule; MET_UNKNOWN: they differ, and the rule leaves that to the council. */
enum met minimum_met(const char *rule, int points, int yes, int n, int sum);

/* All that a star asks: not met if anything is not, else unknown if anything is. */
enum met met_and(enum met a, enum met b);

/* The star of @band where stars 3, 4, 5 ask @entry.  @forward: the council's word on 90 points
 * without the minimums of five stars, MET_UNKNOWN: not said.  @fail: minimum.missed is "fail".
 * 0: không đạt; -1: undecided. */
int star_from(int band, const enum met entry[3], enum met forward, bool fail);

/* Give @h the SQL functions band_of, minimum_met, all_met (an aggregate) and star_from; unknown is
 * NULL there.  An SQLite result code. */
int star_functions(struct sqlite3 *h);

#endif
