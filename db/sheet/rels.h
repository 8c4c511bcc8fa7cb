/* SPDX-License-Identifier: MIT */
/* db/sheet/rels.h - for the reader of workbooks only: how its parts name one another. */
#ifndef DB_SHEET_RELS_H
#define DB_SHEET_RELS_H

#include "db/sheet/xlsx.h"

struct rel {
    char *id, *target;
    char *type; /* the last word of its URI: "worksheet", "styles" */
    bool external;
};

struct rels {
    size_t n;
    struct rel *rel;
    char *base; /* folder of the part they start from: "", "xl/" */
};

/* The relations of part @of ("" for the package itself).  False with a fault, among others
 * when there are none. */
bool rels_read(struct package *p, const char *of, struct rels *r);
/* Whether there are any: to ask before where none are no fault. */
bool rels_there(const struct package *p, const char *of);
void rels_free(struct rels *r);

/* The part that a relation names; targets are resolved by rels_read.  False with a fault
 * when it points outside the package or at nothing. */
bool rel_part(struct package *p, const struct rel *rel, long *part);

#endif
