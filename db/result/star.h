/* SPDX-License-Identifier: MIT */
/* db/result/star.h - from counts to a star: the one place that decides it (Điều 3.3; Phụ lục II,
 * the note on stars; the council's rules minimum.rule and minimum.missed).  The views call it as
 * SQL functions (db/result/star_sql.c, db/sql/views.sql), db/result/edge.c calls it for ballots
 * that would say otherwise; tests/oracle/ has it a second time, written on its own.  Integers
 * only: a mean is its sum and the number of ballots. */
#ifndef DB_RESULT_STAR_H
#define DB_RESULT_STAR_H

#include <stdbool.h>
#include <stdint.h>

#include "db/council/setting.h"

enum met { MET_NO = 0, MET_YES = 1, MET_UNKNOWN = 2 };

/* The mean a band begins at: 90, 70, 50, 30, 0 for 5 .. 1 (Điều 3.3). */
int band_floor(int band);
/* The band of the mean @sum / @n; 1 to 5.  No rounding: floor * n against sum. */
int band_of(int64_t sum, int64_t n);

/* Whether @yes of @n ballots, @sum points together, meet a minimum of @points under the council's
 * minimum.rule; MET_UNKNOWN: they differ, and the rule leaves that to the council. */
enum met minimum_met(enum minimum_rule rule, int points, int yes, int n, int sum);

/* All that a star asks: not met if anything is not, else unknown if anything is. */
enum met met_and(enum met a, enum met b);

/* The star of @band where stars 3, 4, 5 ask @entry.  @forward: the council's word on 90 points
 * without the minimums of five stars, MET_UNKNOWN: not said.  0: không đạt; -1: undecided. */
int star_from(int band, const enum met entry[3], enum met forward, enum minimum_missed missed);
/* The star an undecided one waits for: for its minimums, or for 5, where they are not met, for that
 * word.  0: it is decided. */
int star_open(int band, const enum met entry[3], enum met forward, enum minimum_missed missed);
/* Whether what is unknown of @star's minimums can change the star: it is on the way down from the
 * band, and no star above it is certain. */
bool star_matters(int star, int band, const enum met entry[3], enum minimum_missed missed);

#endif
