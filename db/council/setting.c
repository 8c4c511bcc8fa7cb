/* SPDX-License-Identifier: MIT */
/* Facts and rules of a session: the rows of db/rule.def, what is in force, and what may be set. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/council/need.h"
#include "db/council/session.h"
#include "db/council/setting.h"
#include "db/council/setting_part.h"
#include "db/limits.h"
#include "db/record/clean.h"

/* The words of TYPE_YESNO. */
#define YES "yes"
#define NO "no"

/* ---- the rows ---- */

#define CHOICE(kind, id, tag, key, fallback, title) static const char *const tag##_words[] = {
#define VALUE(id, name, word, title) word,
/* clang-format off */
#define END NULL};
/* clang-format on */
#include "db/rule.def"
#define CHOICE(kind, id, tag, key, fallback, title) static const char *const tag##_names[] = {
#define VALUE(id, name, word, title) title,
/* clang-format off */
#define END };
/* clang-format on */
#include "db/rule.def"

#define CITE_FACT(key) NULL
#define CITE_RULE(key) key ".cite"
#define CITE_PAPER(key) NULL
static const struct setting_def defs[] = {
#define SETTING(kind, id, key, type, fallback, title)                                              \
    {key, CITE_##kind(key), SETTING_##kind, TYPE_##type, fallback, title, NULL, NULL},
#define CHOICE(kind, id, tag, key, fallback, title)                                                \
    {key, CITE_##kind(key), SETTING_##kind, TYPE_CHOICE, fallback, title, tag##_words, tag##_names},
#include "db/rule.def"
};

const struct setting_def *setting_defs(size_t *n)
{
    *n = SETTING_COUNT;
    return defs;
}

const struct setting_def *setting_find(const char *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (strcmp(defs[i].key, key) == 0)
            return &defs[i];
    return NULL;
}

bool setting_asks(const struct setting_def *d)
{
    return d->kind == SETTING_RULE || d == &defs[SETTING_MODE];
}

/* The rule that KEY.cite belongs to, or NULL. */
static const struct setting_def *cited(const char *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (defs[i].cite && strcmp(defs[i].cite, key) == 0)
            return &defs[i];
    return NULL;
}

int setting_choice(enum setting id, const char *word)
{
    const char *const *w = defs[id].words;
    for (int i = 0; w[i]; i++)
        if (strcmp(w[i], word) == 0)
            return i;
    return 0;
}

enum setting fault_rule(enum fault_id id)
{
    switch ((int)id) {
#define RESTS(id, fault)                                                                           \
    case F_##fault:                                                                                \
        return SETTING_##id;
#include "db/rule.def"
    default:
        return SETTING_NONE;
    }
}

/* ---- what is in force ---- */

static void read_values(struct rules *r)
{
#define CHOICE(kind, id, tag, key, fallback, title)                                                \
    r->tag = (enum tag)setting_choice(SETTING_##id, r->text[SETTING_##id]);
#include "db/rule.def"
    r->rehearsal = strcmp(r->text[SETTING_REHEARSAL], YES) == 0;
    r->quorum_chair = strcmp(r->text[SETTING_QUORUM_CHAIR], YES) == 0;
    r->spread_max = atoi(r->text[SETTING_SPREAD_MAX]);
    if (r->spread_max == 0) /* nothing differs by less: the same totals are always allowed */
        r->spread_equal = SPREAD_EQUAL_ALLOWED;
}

enum db_rc db_rules(struct db *db, struct rules *out)
{
    struct arena *a = arena_new();
    bool row;
    *out = (struct rules){.mem = a};
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        out->text[i] = defs[i].fallback ? defs[i].fallback : "";
        out->cite[i] = "";
    }
    sqlite3_stmt *s = stmt_get(db, Q_setting_all);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *key = col_str(s, 0);
        const struct setting_def *d = setting_find(key), *rule = d ? NULL : cited(key);
        if (d)
            out->text[d - defs] = col_text(a, s, 1);
        else if (rule)
            out->cite[rule - defs] = col_text(a, s, 1);
    }
    read_values(out);
    return rc;
}

const char *rules_get(const struct rules *r, const char *key)
{
    const struct setting_def *d = setting_find(key), *rule = d ? NULL : cited(key);
    return d ? r->text[d - defs] : rule ? r->cite[rule - defs] : "";
}

const char *rules_cite(const struct rules *r, enum setting rule)
{
    return *r->cite[rule] ? r->cite[rule] : N_("chưa ghi căn cứ trong Quy chế");
}

/* ---- what a value may be ---- */

static bool whole(const char *v, long lo, long hi)
{
    char *end;
    if (!*v || strspn(v, "0123456789") != strlen(v) || strlen(v) > 6)
        return false;
    long x = strtol(v, &end, 10);
    return x >= lo && x <= hi;
}

static bool share(const char *v)
{
    long a, b;
    int used = 0;
    return sscanf(v, "%3ld/%3ld%n", &a, &b, &used) == 2 && !v[used] && v[0] != '+' && a >= 1 &&
           b >= a && b <= 100 && strspn(v, "0123456789/") == strlen(v);
}

static bool clock_time(const char *v)
{
    return strlen(v) == 5 && v[2] == ':' && strspn(v, "0123456789:") == 5 && atoi(v) < 24 &&
           v[3] >= '0' && v[3] <= '5' && v[4] != ':' && v[1] != ':' && v[0] != ':';
}

/* Whole numbers with commas between; nothing is fine too. */
static bool numbers(const char *v)
{
    return strspn(v, "0123456789, ") == strlen(v);
}

/* "a|b": the words of a choice.  The caller frees. */
static char *words_of(const struct setting_def *d)
{
    char *all = xstrdup("");
    for (const char *const *w = d->words; *w; w++) {
        char *more = xasprintf("%s%s%s", all, *all ? "|" : "", *w);
        free(all);
        all = more;
    }
    return all;
}

bool setting_fits(const struct setting_def *d, const char *v)
{
    switch (d->type) {
    case TYPE_CHOICE:
        return strcmp(d->words[setting_choice((enum setting)(d - defs), v)], v) == 0;
    case TYPE_YESNO:
        return strcmp(v, YES) == 0 || strcmp(v, NO) == 0;
    case TYPE_SHARE:
        return share(v);
    case TYPE_POINTS:
    case TYPE_POINTS_OR_NONE:
        return whole(v, 0, 100);
    case TYPE_YEAR:
        return !*v || whole(v, 2000, 2999); /* "" takes a fact away */
    case TYPE_DATE:
        return !*v || date_iso(v);
    case TYPE_CLOCK:
        return !*v || clock_time(v);
    case TYPE_NUMBERS:
        return numbers(v);
    case TYPE_TEXT:
        break;
    }
    return true;
}

/* What a row wants whose value does not fit. */
static enum db_rc misfit(struct db *db, const struct setting_def *d, const char *v)
{
    static const char *const wanted[] = {
        [TYPE_TEXT] = "",
        [TYPE_YESNO] = (YES "|" NO),
        [TYPE_SHARE] = N_("phân số như 3/4 hoặc 2/3"),
        [TYPE_POINTS] = N_("số nguyên từ 0 đến 100"),
        [TYPE_POINTS_OR_NONE] = N_("số nguyên từ 0 (không hỏi) đến 100"),
        [TYPE_YEAR] = N_("năm, như 2026"),
        [TYPE_DATE] = N_("ngày dạng NĂM-THÁNG-NGÀY, như 2026-11-23"),
        [TYPE_CLOCK] = N_("giờ dạng GIỜ:PHÚT, như 13:30"),
        [TYPE_NUMBERS] = N_("các số thứ tự thành viên, như 1, 3, 2"),
    };
    char *words = d->words ? words_of(d) : NULL;
    enum db_rc rc = db_misuse(db, F_VALUE_BAD, d->key, v, words ? words : wanted[d->type], NULL);
    free(words);
    return rc;
}

/* ---- setting ---- */

static enum db_rc append(struct db *db, enum event_kind kind, const struct db_pair *p,
                         const char *reason, const char *actor)
{
    struct body b = {0};
    body_text(&b, "key", p->key);
    body_text(&b, "value", p->value);
    if (reason && *reason)
        body_text(&b, "reason", reason);
    return journal_append(db, kind, actor, &b, NULL);
}

/* What only papers say may still be said when the session is closed. */
static bool all_paper(const struct db_pair *set, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct setting_def *d = setting_find(set[i].key);
        if (!d || d->kind != SETTING_PAPER)
            return false;
    }
    return n > 0;
}

/* @p, whose value is clean, where @d is the row of its key; NULL: it is a citation. */
static enum db_rc put(struct db *db, const struct setting_def *d, const struct db_pair *p,
                      const char *reason, bool frozen, const char *actor)
{
    struct rules now;
    enum db_rc rc = db_rules(db, &now);
    bool same = strcmp(rules_get(&now, p->key), p->value) == 0;
    if (rc == DB_OK && d && !setting_fits(d, p->value))
        rc = misfit(db, d, p->value);
    else if (rc == DB_OK && d == &defs[SETTING_REHEARSAL] && now.rehearsal && !same)
        rc = db_refuse(db, F_REHEARSAL_STAYS, NULL);
    else if (rc == DB_OK && d && setting_asks(d) && frozen && !(reason && *reason) && !same)
        rc = db_refuse(db, F_RULE_NEEDS_REASON, p->key, NULL);
    else if (rc == DB_OK && !same)
        rc = append(db, d && d->kind == SETTING_PAPER ? EV_PAPER : EV_SET, p, reason, actor);
    list_free(&now);
    return rc;
}

static enum db_rc set_one(struct db *db, const struct db_pair *p, const char *reason, bool frozen,
                          const char *actor)
{
    const struct setting_def *d = setting_find(p->key);
    if (!d && !cited(p->key))
        return db_misuse(db, F_KEY_UNKNOWN, p->key, NULL);
    char *v = NULL;
    if (clean_text(db, p->key, p->value, d && d->kind == SETTING_PAPER ? MAX_PAPER : MAX_TEXT,
                   &v) != DB_OK)
        return DB_USAGE;
    enum db_rc rc = put(db, d, &(struct db_pair){p->key, v}, reason, frozen, actor);
    free(v);
    return rc;
}

/* Written ballots that were handed in go on counting. */
static enum db_rc need_written_counted(struct db *db, const struct db_pair *set, size_t n)
{
    struct rules now;
    enum db_rc rc = db_rules(db, &now);
    bool written = now.mode == MODE_WRITTEN, counted = now.absent_ballots == ABSENT_BALLOTS_COUNTED;
    bool asked = false;
    for (size_t i = 0; i < n; i++) {
        const struct setting_def *d = setting_find(set[i].key);
        if (!d || !setting_fits(d, set[i].value))
            continue; /* refused for that, or neither of these */
        if (d == &defs[SETTING_MODE])
            written = strcmp(set[i].value, "written") == 0;
        else if (d == &defs[SETTING_ABSENT_BALLOTS])
            counted = strcmp(set[i].value, "counted") == 0;
        else
            continue;
        asked = true;
    }
    list_free(&now);
    return rc == DB_OK && asked && !written && !counted
               ? need_counted(db, &(struct uncounting){.admitted = false})
               : rc;
}

static enum db_rc set_all(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                          const char *actor)
{
    struct session s;
    char *why = NULL;
    enum db_rc worst = db_session(db, &s);
    if (worst == DB_OK && reason)
        worst = clean_text(db, "reason", reason, MAX_TEXT, &why);
    if (worst == DB_OK)
        worst = need_written_counted(db, set, n);
    bool stay = worst == DB_OK;
    for (size_t i = 0; i < n && stay && worst != DB_FAULT; i++) {
        enum db_rc rc = set_one(db, &set[i], why, s.any_mark, actor);
        worst = rc > worst ? rc : worst;
    }
    free(why);
    return worst;
}

enum db_rc db_set(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                  const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = all_paper(set, n) ? DB_OK : need_open(db);
    if (rc == DB_OK)
        rc = set_all(db, set, n, reason, actor);
    return tx_end(db, rc);
}

enum db_rc session_settings(struct db *db, const struct db_pair *set, size_t n)
{
    return set_all(db, set, n, NULL, "secretary");
}

int setting_defaults(sqlite3 *h)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_exec(
        h, "CREATE TEMP TABLE setting_default (key TEXT PRIMARY KEY, value TEXT) STRICT", NULL,
        NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(h, "INSERT INTO setting_default VALUES (?, ?)", -1, &s, NULL);
    for (size_t i = 0; i < sizeof defs / sizeof *defs && rc == SQLITE_OK; i++) {
        sqlite3_bind_text(s, 1, defs[i].key, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, defs[i].fallback, -1, SQLITE_STATIC);
        rc = sqlite3_step(s) == SQLITE_DONE ? sqlite3_reset(s) : SQLITE_ERROR;
    }
    sqlite3_finalize(s);
    return rc;
}
