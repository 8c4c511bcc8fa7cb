/* SPDX-License-Identifier: MIT */
/* db/result/signoff.h - chốt: what stands in its way, the closing of the session, and its
 * reopening. */
#ifndef DB_RESULT_SIGNOFF_H
#define DB_RESULT_SIGNOFF_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/base/fault.h"
#include "db/rc.h"

struct blocker {
    struct fault fault;    /* the sentence: what stands in the way, and what to do */
    int product, member;   /* 0 when it is about the session */
    const char *criterion; /* "" or the codes, "3.4, 5.1" */
    bool warning;          /* worth a look, does not stand in the way */
};
struct blockers {
    size_t n, blocking;
    struct blocker *v; /* blocking ones first */
    void *mem;
};
/* check.c and its parts.  A sentence of db/base/fault_rule.def has its article in it, or cites the
 * council's rule that it rests on (RESTS in db/rule.def). */
enum db_rc db_check(struct db *db, struct blockers *out) MUST_CHECK;
/* Chốt: the blockers are the faults when refused.  The closing hash is in db_session. */
enum db_rc db_signoff(struct db *db, const char *pin, const char *actor) MUST_CHECK;
enum db_rc db_reopen(struct db *db, const char *reason, const char *pin,
                     const char *actor) MUST_CHECK;
/* "0123abcd 4567ef01 ...": 64 hex in 8 groups, with a NUL; @out has room for 72. */
void hash_groups(const char hex[65], char out[72]);

#endif
