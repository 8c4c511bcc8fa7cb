/* SPDX-License-Identifier: MIT */
/* db/council/setting.h - facts and rules of the session.  What the Decision leaves to a council's
 * Quy chế is a rule with its citation, never a constant.  db/rule.def has a row for each. */
#ifndef DB_COUNCIL_SETTING_H
#define DB_COUNCIL_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/base/fault.h"
#include "db/rc.h"

/* ---- the rows ---- */

enum setting {
#define SETTING(kind, id, key, type, fallback, title) SETTING_##id,
#define CHOICE(kind, id, tag, key, fallback, title) SETTING_##id,
#include "db/rule.def"
    SETTING_COUNT,
    SETTING_NONE = SETTING_COUNT
};
/* enum minimum_rule { MINIMUM_RULE_CONCLUDE, ... } and so on; 0 is the default. */
#define CHOICE(kind, id, tag, key, fallback, title) enum tag {
#define VALUE(id, name, word, title) id##_##name,
/* clang-format off */
#define END };
/* clang-format on */
#include "db/rule.def"

enum setting_kind {
    SETTING_FACT,
    SETTING_RULE, /* has a citation */
    SETTING_PAPER /* what only papers say: the secretary's, after sign-off too */
};
enum setting_type {
    TYPE_TEXT,
    TYPE_CHOICE,
    TYPE_YESNO,
    TYPE_SHARE, /* 3/4 */
    TYPE_POINTS,
    TYPE_POINTS_OR_NONE, /* 0: none */
    TYPE_YEAR,
    TYPE_DATE,
    TYPE_CLOCK,
    TYPE_NUMBERS /* 1, 3, 2 */
};
struct setting_def {
    const char *key;
    const char *cite; /* "KEY.cite", the key of its citation; a rule only, else NULL */
    enum setting_kind kind;
    enum setting_type type;
    const char *fallback; /* what holds where nothing is set; NULL: nothing does */
    const char *title;    /* msgid */
    /* TYPE_CHOICE: the words of the record and the command line, ended by NULL, and a msgid for
     * each. */
    const char *const *words, *const *names;
};
/* All rows, by enum setting; the row of a key, NULL when there is none. */
const struct setting_def *setting_defs(size_t *n);
const struct setting_def *setting_find(const char *key);
/* Whether row @d says what is asked for, of members and of the meeting: after the first mark it
 * changes with a reason only.  All rules do, and how the council meets. */
bool setting_asks(const struct setting_def *d);
/* Whether @value can stand in row @d. */
bool setting_fits(const struct setting_def *d, const char *value);
/* The place of @word among the values of a choice: its enum.  0, the default, for another. */
int setting_choice(enum setting id, const char *word);
/* The rule of the council that a refusal or a blocker rests on; its citation is the argument
 * FAULT_CITE.  What rests on the Decision alone (SETTING_NONE) has its article in the sentence. */
enum setting fault_rule(enum fault_id id);

/* ---- what is in force ---- */

struct rules {
    enum mode mode;
    enum criteria criteria;
    bool rehearsal; /* DIỄN TẬP */
    enum quorum_of quorum_of;
    bool quorum_chair;
    int spread_max;
    enum spread_equal spread_equal;
    enum absent_ballots absent_ballots;
    enum ballots_missing ballots_missing;
    enum minimum_rule minimum_rule;
    enum minimum_missed minimum_missed;
    /* Each as text, and the article of the Quy chế that a rule rests on; "" where not given. */
    const char *text[SETTING_COUNT], *cite[SETTING_COUNT];
    void *mem;
};
enum db_rc db_rules(struct db *db, struct rules *out) MUST_CHECK;
/* By key, "KEY.cite" too; "" where nothing is given or there is no such key. */
const char *rules_get(const struct rules *r, const char *key);
/* The article a rule rests on ("Điều 8 Quy chế"), or a msgid that says there is none. */
const char *rules_cite(const struct rules *r, enum setting rule);

/* Change facts and rules in one transaction; @reason is needed for rules after the first
 * mark (NULL: none given).  DB_USAGE for an unknown key or a value that cannot be. */
enum db_rc db_set(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                  const char *actor) MUST_CHECK;

#endif
