/* SPDX-License-Identifier: MIT */
/* db/agenda/set.h - the criteria sets that products of the session may be given: the 26 of the
 * Decision (db/criteria/criteria.h) and those the session brought of its own. */
#ifndef DB_AGENDA_SET_H
#define DB_AGENDA_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/criteria/criteria.h"
#include "db/rc.h"

/* All of them: those of its own, put into the record by db_set_add, then the 26. */
struct set_entry {
    const char *id; /* "qd26-2026/08", "ca-mau-2026/08" */
    const char *name, *group, *subgroup;
    int no;
    bool decision;              /* one of the 26 */
    const struct crit_set *set; /* NULL: not in this program */
};
struct sets {
    size_t n;
    struct set_entry *v;
    void *mem;
};
enum db_rc db_sets(struct db *db, struct sets *out) MUST_CHECK;
/* The id of the set that @what means in this session: an id, a number or name of the Decision's
 * (crit_find), or the name of one of its own; "" for "".  Refused when it means none, or two. */
enum { SET_ID = 64 };
enum db_rc db_find_set(struct db *db, const char *what, char id[SET_ID]) MUST_CHECK;
/* Put a checked set into the record.  Its id must be its own, not the Decision's.  The same again
 * changes nothing; another content takes the place of the old one until anything was said under
 * it, then it is refused: a new version is a new set. */
enum set_added { SET_ADDED, SET_SAME, SET_REPLACED };
enum db_rc db_set_add(struct db *db, const struct crit_set *c, const char *actor,
                      enum set_added *how) MUST_CHECK;

/* The session's own copy of a set (NULL: not in it, nor in the program). */
const struct crit_set *db_criteria(struct db *db, const char *set);

#endif
