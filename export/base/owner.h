/* SPDX-License-Identifier: MIT */
/* export/base/owner.h - whose paper it is that stands where ours would go. */
#ifndef EXPORT_BASE_OWNER_H
#define EXPORT_BASE_OWNER_H

#include <stdbool.h>

#include "db/base/fault.h"

enum { OWNER_ID = 32 };

/* The session that the paper at @path says it is of, its id in @id; false: none is there, or it
 * does not say (minutes, most tables). */
bool owner_of(const char *path, char id[OWNER_ID + 1]);

/* Papers of one session that are going to @dir. */
struct owner {
    const char *dir, *stem, *id;
    bool looked;               /* at the drafts of that stem there */
    char drafts[OWNER_ID + 1]; /* whose they are; "" none says */
};
/* Whether a paper of ours may replace what stands there as @name: nothing, ours, or what does not
 * say and has no draft of another session beside it.  A fault when not. */
bool owner_may_replace(struct owner *o, const char *name, struct faults *f);

#endif
