/* SPDX-License-Identifier: MIT */
/* db/meeting/ground_part.h - why a product may be knocked out, for finding.c.  Not for other
 * layers. */
#ifndef DB_MEETING_GROUND_PART_H
#define DB_MEETING_GROUND_PART_H

#include "db/meeting/finding.h"
#include "db/record/store.h"

/* Whether the ground of a knock-out or claim ends the scoring.  Where the ground is not told, one
 * of the criterion's that does decides. */
enum db_rc ground_stops(struct db *db, const struct finding *f, bool *out) MUST_CHECK;

#endif
