/* SPDX-License-Identifier: MIT */
/* db/ground_part.h - why a product may be knocked out, for finding.c.  Not for other layers. */
#ifndef DB_GROUND_PART_H
#define DB_GROUND_PART_H

#include "db/store.h"

/* Whether the ground of a knock-out or claim ends the scoring.  Where the ground is not told, one
 * of the criterion's that does decides. */
enum db_rc ground_stops(struct db *db, const struct finding *f, bool *out) MUST_CHECK;

#endif
