/* SPDX-License-Identifier: MIT */
/* db/agenda/set_part.h - the sets of a session, for acts of db/.  Not for other layers. */
#ifndef DB_AGENDA_SET_PART_H
#define DB_AGENDA_SET_PART_H

#include "db/agenda/set.h"
#include "db/record/store.h"

/* The parsed copies that an open session keeps. */
void copies_free(struct db *db);
/* The set that @what means in this session; .id NULL: none.  Both are set when it names two. */
struct set_found {
    const char *id, *other; /* of the arena, or static */
};
enum db_rc set_resolve(struct db *db, struct arena *a, const char *what,
                       struct set_found *out) MUST_CHECK;
/* Bring the session its own copy of a set, if it has none and the program has it. */
enum db_rc adopt_set(struct db *db, const char *set, const char *actor) MUST_CHECK;

#endif
