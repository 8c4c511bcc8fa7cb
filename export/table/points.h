/* SPDX-License-Identifier: MIT */
/* export/table/points.h - the two tables of points: columns before the members' and after them. */
#ifndef EXPORT_TABLE_POINTS_H
#define EXPORT_TABLE_POINTS_H

#include "export/table/table.h"

enum { SCORES_MEMBER = 5, DETAIL_MEMBER = 4 };
enum scores_after {
    SCORES_PART_A,
    SCORES_PART_B,
    SCORES_PART_C,
    SCORES_MEAN,
    SCORES_HIGH,
    SCORES_LOW,
    SCORES_SPREAD,
    SCORES_BALLOTS,
    SCORES_BAND,
    SCORES_MINIMUM,
    SCORES_PROPOSAL,
    SCORES_NOTE,
    SCORES_SUM, /* not printed, as what follows */
    SCORES_CHECK,
    SCORES_AFTER
};
enum detail_after { DETAIL_MEAN, DETAIL_MINIMUM, DETAIL_REACHED, DETAIL_AFTER };

struct table *table_scores(const struct record *r, struct arena *a);
struct table *table_detail(const struct record *r, struct arena *a); /* may fail: rc */

#endif
