/* SPDX-License-Identifier: MIT */
/* One level ticked, one note written. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/council/session_part.h"
#include "db/limits.h"
#include "db/meeting/ballot.h"
#include "db/meeting/ballot_part.h"

enum db_rc need_set(struct db *db, const struct ballot_of *p)
{
    int64_t criteria;
    if (!*p->set)
        return db_refuse(db, F_SET_MISSING, p->no, NULL);
    sqlite3_stmt *s = stmt_get(db, Q_criterion_count);
    bind_text(s, ":set_id", p->set);
    enum db_rc rc = stmt_one(db, s, 0, &criteria);
    return rc == DB_OK && !criteria ? db_refuse(db, F_SET_UNAVAILABLE, p->no, p->set, NULL) : rc;
}

/* Why @label is not a level of @code in @set. */
static enum db_rc no_level(struct db *db, const char *set, const char *code, const char *label)
{
    bool row;
    char labels[128] = "";
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        const unsigned char *t = sqlite3_column_text(s, 0);
        snprintf(labels, sizeof labels, "%s", t ? (const char *)t : "");
        sqlite3_reset(s);
    }
    if (rc != DB_OK)
        return rc;
    if (!*labels)
        return db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL);
    if (strcmp(label, "0") == 0)
        return db_refuse(db, F_ZERO_IS_PRINTED, code, NULL);
    return db_refuse(db, F_NO_SUCH_LEVEL, code, label, labels, NULL);
}

enum db_rc need_level(struct db *db, const char *set, const char *code, const char *label)
{
    int64_t points;
    sqlite3_stmt *s = stmt_get(db, Q_level_known);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    bind_text(s, ":label", label);
    enum db_rc rc = stmt_one(db, s, -1, &points);
    return rc == DB_OK && points < 0 ? no_level(db, set, code, label) : rc;
}

/* The member's ballot on the product, whose set the session has a copy of from then on. */
static enum db_rc need_ballot(struct db *db, struct arena *a, int product, int member,
                              const char *actor, struct ballot_of *p)
{
    enum db_rc rc = ballot_product(db, product, a, p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && *p->set)
        rc = adopt_set(db, p->set, actor);
    return rc == DB_OK ? need_set(db, p) : rc;
}

/* That something new may be said on the ballot. */
static enum db_rc need_writable(struct db *db, int product, int member, const char *no)
{
    enum db_rc rc = need_scoring(db, product, no);
    if (rc == DB_OK)
        rc = need_seat(db, product, no, member);
    return rc == DB_OK ? need_not_closed(db, product, member) : rc;
}

/* The mark that stands: "" when blank. */
static enum db_rc standing(struct db *db, int product, int member, const char *code, char label[8],
                           int64_t *seq, char hash[65])
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_mark_get);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    label[0] = '\0';
    if (row) {
        snprintf(label, 8, "%s", (const char *)sqlite3_column_text(s, 0));
        if (seq)
            *seq = sqlite3_column_int64(s, 1);
        if (hash && sqlite3_column_bytes(s, 2) == 32)
            sodium_bin2hex(hash, 65, sqlite3_column_blob(s, 2), 32);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc mark(struct db *db, int product, int member, const char *code, const char *label,
                       const char *actor, int64_t *seq, char hash[65])
{
    struct arena *a = arena_new();
    struct ballot_of p;
    char old[8] = "";
    enum db_rc rc = need_ballot(db, a, product, member, actor, &p);
    if (rc == DB_OK)
        rc = need_level(db, p.set, code, label);
    if (rc == DB_OK)
        rc = standing(db, product, member, code, old, seq, hash);
    if (rc == DB_OK && strcmp(old, label) != 0) {
        rc = need_open(db); /* only now: a mark that stands answers after sign-off too */
        if (rc == DB_OK)
            rc = need_writable(db, product, member, p.no);
        if (rc == DB_OK) {
            struct body b = {0};
            body_int(&b, "product", product);
            body_int(&b, "member", member);
            body_text(&b, "criterion", code);
            body_text(&b, "level", label);
            rc = journal_append(db, EV_MARK, actor, &b, NULL);
        }
        if (rc == DB_OK && (seq || hash))
            rc = standing(db, product, member, code, old, seq, hash);
    }
    arena_free(a);
    return rc;
}

enum db_rc db_mark(struct db *db, int product, int member, const char *code, const char *label,
                   const char *actor, int64_t *seq, char hash[65])
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    return tx_end(db, mark(db, product, member, code, label, actor, seq, hash));
}

/* ---- notes ---- */

static enum db_rc standing_note(struct db *db, int product, int member, const char *code,
                                struct arena *a, const char **text)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_note_get);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *text = "";
    if (row) {
        *text = col_text(a, s, 0);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc need_criterion(struct db *db, const char *set, const char *code)
{
    bool row;
    if (!*code)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    bool known = row && sqlite3_column_type(s, 0) != SQLITE_NULL;
    if (row)
        sqlite3_reset(s);
    return rc == DB_OK && !known ? db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL) : rc;
}

static enum db_rc note(struct db *db, struct arena *a, int product, int member, const char *code,
                       const char *text, const char *actor)
{
    struct ballot_of p;
    const char *old = "";
    enum db_rc rc = need_ballot(db, a, product, member, actor, &p);
    if (rc == DB_OK)
        rc = need_criterion(db, p.set, code);
    if (rc == DB_OK)
        rc = standing_note(db, product, member, code, a, &old);
    if (rc != DB_OK || strcmp(old, text) == 0)
        return rc;
    rc = need_writable(db, product, member, p.no);
    if (rc != DB_OK)
        return rc;
    struct body b = {0};
    body_int(&b, "product", product);
    body_int(&b, "member", member);
    body_text(&b, "criterion", code);
    body_text(&b, "text", text);
    return journal_append(db, EV_NOTE, actor, &b, NULL);
}

enum db_rc db_note(struct db *db, int product, int member, const char *code, const char *text,
                   const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    char *clean = NULL;
    rc = need_open(db);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Ý kiến"), text, MAX_NOTE, &clean);
    if (rc == DB_OK)
        rc = note(db, a, product, member, code, clean, actor);
    free(clean);
    arena_free(a);
    return tx_end(db, rc);
}
