/* SPDX-License-Identifier: MIT */
/* Facts and rules of a session: one table makes the defaults, the checks and the form. */
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

/* What the Decision leaves to the council's Quy chế is a rule here, never a constant. */
static const struct setting_def defs[] = {
    {"province", SETTING_FACT, NULL, NULL},
    {"council", SETTING_FACT, NULL, NULL},
    {"round", SETTING_FACT, NULL, NULL},
    {"year", SETTING_FACT, NULL, NULL},
    {"place", SETTING_FACT, NULL, NULL},
    {"date", SETTING_FACT, NULL, NULL},
    {"decision", SETTING_FACT, NULL, NULL},
    {"regulation", SETTING_FACT, NULL, NULL},
    {"criteria", SETTING_FACT, "qd26-2026", "qd26-2026"},
    {"mode", SETTING_FACT, "meeting", "meeting|written"},
    {"rehearsal", SETTING_FACT, "no", "yes|no"},
    {"quorum", SETTING_RULE, "3/4", NULL},
    {"quorum.of", SETTING_RULE, "members", "members|scoring"},
    {"quorum.chair", SETTING_RULE, "yes", "yes|no"},
    {"spread.max", SETTING_RULE, "10", NULL},
    {"spread.equal", SETTING_RULE, "allowed", "allowed|refused"},
    {"absent.ballots", SETTING_RULE, "refused", "refused|counted"},
    {"ballots.missing", SETTING_RULE, "block", "block|ignore"},
    {"minimum.rule", SETTING_RULE, "conclude", "conclude|majority|all|mean"},
    {"minimum.missed", SETTING_RULE, "lower", "lower|fail"},
    {"difference.ask", SETTING_RULE, "2", NULL},
    {"paper.number", SETTING_PAPER, NULL, NULL},
    {"paper.start", SETTING_PAPER, NULL, NULL},
    {"paper.end", SETTING_PAPER, NULL, NULL},
    {"paper.place", SETTING_PAPER, NULL, NULL},
    {"paper.basis", SETTING_PAPER, NULL, NULL},
    {"paper.remarks", SETTING_PAPER, NULL, NULL},
    {"paper.order", SETTING_PAPER, NULL, NULL},
    {"paper.copies", SETTING_PAPER, NULL, NULL},
};

const struct setting_def *setting_defs(size_t *n)
{
    *n = sizeof defs / sizeof *defs;
    return defs;
}

const struct setting_def *setting_find(const char *key)
{
    for (size_t i = 0; i < sizeof defs / sizeof *defs; i++)
        if (strcmp(defs[i].key, key) == 0)
            return &defs[i];
    return NULL;
}

/* The rule that KEY.cite belongs to, or NULL. */
static const struct setting_def *cited(const char *key)
{
    size_t n = strlen(key);
    char rule[32];
    if (n <= 5 || n >= sizeof rule || strcmp(key + n - 5, ".cite") != 0)
        return NULL;
    snprintf(rule, sizeof rule, "%.*s", (int)(n - 5), key);
    const struct setting_def *d = setting_find(rule);
    return d && d->kind == SETTING_RULE ? d : NULL;
}

const char *db_setting(struct db *db, const char *key)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_setting_get);
    bind_text(s, ":key", key);
    free(db->setting_cache);
    db->setting_cache = NULL;
    if (stmt_step(db, s, &row) == DB_OK && row) {
        db->setting_cache = xstrdup((const char *)sqlite3_column_text(s, 0));
        sqlite3_reset(s);
        return db->setting_cache;
    }
    const struct setting_def *d = setting_find(key);
    return d ? d->fallback : NULL;
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

static bool among(const char *v, const char *choices)
{
    size_t n = strlen(v);
    for (const char *c = choices; n && c; c = strchr(c, '|') ? strchr(c, '|') + 1 : NULL)
        if (strncmp(c, v, n) == 0 && (c[n] == '|' || !c[n]))
            return true;
    return false;
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

/* What @d wants, when @v is not that; NULL when it is fine.  "" takes a fact away. */
static const char *wanted(const struct setting_def *d, const char *v)
{
    if (d->values)
        return among(v, d->values) ? NULL : d->values;
    if (strcmp(d->key, "quorum") == 0)
        return share(v) ? NULL : N_("phân số như 3/4 hoặc 2/3");
    if (strcmp(d->key, "spread.max") == 0)
        return whole(v, 0, 100) ? NULL : N_("số nguyên từ 0 đến 100");
    if (strcmp(d->key, "date") == 0)
        return !*v || date_iso(v) ? NULL : N_("ngày dạng NĂM-THÁNG-NGÀY, như 2026-11-23");
    if (strcmp(d->key, "difference.ask") == 0)
        return whole(v, 0, 100) ? NULL : N_("số nguyên từ 0 (không hỏi) đến 100");
    if (strcmp(d->key, "paper.start") == 0 || strcmp(d->key, "paper.end") == 0)
        return !*v || clock_time(v) ? NULL : N_("giờ dạng GIỜ:PHÚT, như 13:30");
    if (strcmp(d->key, "paper.order") == 0)
        return numbers(v) ? NULL : N_("các số thứ tự thành viên, như 1, 3, 2");
    if (strcmp(d->key, "year") == 0)
        return !*v || whole(v, 2000, 2999) ? NULL : N_("năm, như 2026");
    return NULL;
}

static enum db_rc put(struct db *db, const char *key, const char *value, const char *reason,
                      const char *actor)
{
    const char *old = db_setting(db, key);
    if (strcmp(old ? old : "", value) == 0)
        return DB_OK;
    struct body b = {0};
    body_text(&b, "key", key);
    body_text(&b, "value", value);
    if (reason && *reason)
        body_text(&b, "reason", reason);
    const struct setting_def *d = setting_find(key);
    return journal_append(db, d && d->kind == SETTING_PAPER ? EV_PAPER : EV_SET, actor, &b, NULL);
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

static enum db_rc set_one(struct db *db, const struct db_pair *p, const char *reason, bool frozen,
                          const char *actor)
{
    const struct setting_def *d = setting_find(p->key), *rule = d ? NULL : cited(p->key);
    if (!d && !rule)
        return db_misuse(db, F_KEY_UNKNOWN, p->key, NULL);
    char *v = NULL;
    if (clean_text(db, p->key, p->value, d && d->kind == SETTING_PAPER ? MAX_PAPER : MAX_TEXT,
                   &v) != DB_OK)
        return DB_USAGE;
    const char *want = d ? wanted(d, v) : NULL;
    enum db_rc rc = DB_OK;
    if (want)
        rc = db_misuse(db, F_VALUE_BAD, p->key, v, want, NULL);
    else if (d && strcmp(p->key, "rehearsal") == 0 && strcmp(v, "no") == 0 &&
             strcmp(db_setting(db, "rehearsal"), "yes") == 0)
        rc = db_refuse(db, F_REHEARSAL_STAYS, NULL);
    else if (d && d->kind == SETTING_RULE && frozen && !(reason && *reason) &&
             strcmp(db_setting(db, d->key), v) != 0)
        rc = db_refuse(db, F_RULE_NEEDS_REASON, p->key, NULL);
    else
        rc = put(db, p->key, v, reason, actor);
    free(v);
    return rc;
}

static enum db_rc set_all(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                          const char *actor)
{
    struct session s;
    char *why = NULL;
    enum db_rc worst = db_session(db, &s);
    if (worst == DB_OK && reason)
        worst = clean_text(db, "reason", reason, MAX_TEXT, &why);
    for (size_t i = 0; i < n && worst != DB_FAULT; i++) {
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
