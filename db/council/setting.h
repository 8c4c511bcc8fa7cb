/* SPDX-License-Identifier: MIT */
/* db/council/setting.h - facts and rules of the session.  What the Decision leaves to a council's
 * Quy chế is a rule with its citation, never a constant. */
#ifndef DB_COUNCIL_SETTING_H
#define DB_COUNCIL_SETTING_H

#include <stddef.h>

#include "db/rc.h"

/* One table makes the form, the defaults and the checks. */
enum setting_kind {
    SETTING_FACT,
    SETTING_RULE,
    SETTING_PAPER /* what only papers say: the secretary's, after sign-off too */
};
struct setting_def {
    const char *key;
    enum setting_kind kind;
    const char *fallback; /* value when nothing is set; NULL: none */
    const char *values;   /* "a|b" for a choice; NULL: free */
};
const struct setting_def *setting_defs(size_t *n);
const struct setting_def *setting_find(const char *key);
/* The value in force, or its fallback, or NULL.  "KEY.cite" for the citation of a rule.
 * Valid until the next call of the same session that writes. */
const char *db_setting(struct db *db, const char *key);
/* The article a rule rests on ("Điều 8 Quy chế"), or a msgid that says there is none.  Valid as
 * db_setting is. */
const char *db_cite(struct db *db, const char *rule);
/* Change facts and rules in one transaction; @reason is needed for rules after the first
 * mark (NULL: none given).  DB_USAGE for an unknown key or a value that cannot be. */
enum db_rc db_set(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                  const char *actor) MUST_CHECK;

#endif
