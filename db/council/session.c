/* SPDX-License-Identifier: MIT */
/* The session as a whole: its birth, its state, the chair's PIN. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/council/need.h"
#include "db/council/session_part.h"
#include "db/council/setting.h"
#include "db/council/setting_part.h"
#include "db/limits.h"
#include "db/record/clean.h"

enum db_rc session_begin(struct db *db, const struct db_pair *set, size_t n)
{
    if (sodium_init() < 0)
        return DB_FAULT;
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    unsigned char random[16];
    char id[33];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(id, sizeof id, random, sizeof random);
    struct body b = {0};
    body_text(&b, "id", id);
    body_text(&b, "format", "3");
    rc = journal_append(db, EV_NEW, "secretary", &b, NULL);
    if (rc == DB_OK)
        rc = session_settings(db, set, n);
    return tx_end(db, rc);
}

/* Column @col of a row into @out, which has room for @n bytes. */
static void copy_text(sqlite3_stmt *s, int col, char *out, size_t n)
{
    snprintf(out, n, "%s", col_str(s, col));
}

static enum db_rc read_session(struct db *db, struct session *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_session_get);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK)
        return rc;
    if (row) {
        copy_text(s, 0, out->id, sizeof out->id);
        out->closed = sqlite3_column_int(s, 1);
        out->version = sqlite3_column_int(s, 2);
        out->has_pin = sqlite3_column_bytes(s, 3) > 0;
        out->events = sqlite3_column_int64(s, 4);
        out->any_mark = sqlite3_column_int(s, 5);
        copy_text(s, 6, out->last_time, sizeof out->last_time);
        copy_text(s, 7, out->head, sizeof out->head);
        out->closing_events = sqlite3_column_int64(s, 8);
        copy_text(s, 9, out->closed_at, sizeof out->closed_at);
        copy_text(s, 10, out->closing, sizeof out->closing);
        sqlite3_reset(s);
    }
    struct rules rules;
    rc = db_rules(db, &rules);
    out->rehearsal = rules.rehearsal;
    out->written = rules.mode == MODE_WRITTEN;
    list_free(&rules);
    return rc;
}

enum db_rc db_session(struct db *db, struct session *out)
{
    *out = (struct session){0};
    enum db_rc rc = read_brief(db);
    if (rc == DB_OK)
        rc = read_session(db, out);
    return db_read_end(db, rc);
}

/* ---- the chair's PIN ---- */

struct pin {
    char stored[crypto_pwhash_STRBYTES]; /* "": none */
    bool closed;                         /* the session */
    int64_t tries, wait;                 /* wrong ones; milliseconds until the next may come */
};

/* How long the last of @tries wrong ones asks to wait, in milliseconds. */
static int64_t pin_wait(int64_t tries)
{
    int64_t over = tries - PIN_TRIES;
    return over < 0 ? 0 : PIN_WAIT * INT64_C(1000) << (over < 12 ? over : 12);
}

static enum db_rc read_pin(struct db *db, struct pin *p)
{
    bool row;
    *p = (struct pin){0};
    sqlite3_stmt *s = stmt_get(db, Q_session_pin_get);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return rc;
    copy_text(s, 0, p->stored, sizeof p->stored);
    p->closed = sqlite3_column_int(s, 1);
    p->tries = sqlite3_column_int64(s, 2);
    /* A clock that was set back makes nobody wait longer. */
    int64_t whole = pin_wait(p->tries);
    int64_t passed = whole ? journal_now(db) - sqlite3_column_int64(s, 3) : 0;
    p->wait = passed < 0 ? whole : passed < whole ? whole - passed : 0;
    sqlite3_reset(s);
    return DB_OK;
}

static bool pin_right(const struct pin *p, const char *pin)
{
    return !*p->stored || (sodium_init() >= 0 && pin &&
                           crypto_pwhash_str_verify(p->stored, pin, strlen(pin)) == 0);
}

static enum db_rc refuse_wait(struct db *db, int64_t wait)
{
    char seconds[24];
    snprintf(seconds, sizeof seconds, "%lld", (long long)((wait + 999) / 1000));
    return db_refuse(db, F_PIN_WAIT, seconds, NULL);
}

/* The wrong try is kept, whatever else the call wanted. */
static enum db_rc keep_try(struct db *db)
{
    struct pin now;
    struct body b = {0};
    enum db_rc rc = tx_end(db, journal_append(db, EV_PIN_TRY, "chair", &b, NULL));
    if (rc == DB_OK)
        rc = db_refuse(db, F_PIN_WRONG, NULL);
    enum db_rc read = read_pin(db, &now);
    if (rc == DB_REFUSED && read == DB_OK && now.wait > 0)
        rc = refuse_wait(db, now.wait);
    return rc;
}

enum db_rc pin_begin(struct db *db, bool closed, const char *pin)
{
    struct pin before, p;
    /* Argon2 takes its time: nobody is to wait for the file meanwhile. */
    enum db_rc rc = read_pin(db, &before);
    bool asked = *before.stored && before.closed == closed && before.wait == 0;
    bool right = rc == DB_OK && (!asked || pin_right(&before, pin));
    rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = read_pin(db, &p);
    if (rc != DB_OK || !*p.stored || p.closed != closed)
        return rc == DB_OK ? rc : tx_end(db, rc);
    if (p.wait > 0)
        return tx_end(db, refuse_wait(db, p.wait));
    if (!asked || strcmp(before.stored, p.stored) != 0)
        right = pin_right(&p, pin);
    if (right)
        return DB_OK;
    /* One that was not given is no guess. */
    return pin ? keep_try(db) : tx_end(db, db_refuse(db, F_PIN_WRONG, NULL));
}

enum db_rc db_pin_try(struct db *db, const char *pin)
{
    struct session s;
    enum db_rc rc = db_session(db, &s);
    if (rc == DB_OK)
        rc = pin_begin(db, s.closed, pin);
    return rc == DB_OK ? tx_end(db, rc) : rc;
}

enum db_rc db_pin_set(struct db *db, const char *old, const char *pin)
{
    char stored[crypto_pwhash_STRBYTES] = "";
    enum db_rc rc = pin_begin(db, false, old);
    if (rc != DB_OK)
        return rc;
    rc = need_open(db);
    size_t n = pin ? strlen(pin) : 0;
    if (rc == DB_OK && n && (n < 4 || n > 64))
        rc = db_refuse(db, F_PIN_FORM, NULL);
    else if (rc == DB_OK && n &&
             crypto_pwhash_str(stored, pin, n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        rc = DB_FAULT;
    if (rc == DB_OK) {
        struct body b = {0};
        body_text(&b, "pin", stored);
        rc = journal_append(db, EV_PIN, "chair", &b, NULL);
    }
    return tx_end(db, rc);
}

enum db_rc db_pin_lost(struct db *db, const char *reason)
{
    struct session s;
    char *why = NULL;
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = db_session(db, &s);
    if (rc == DB_OK && !s.has_pin)
        rc = db_refuse(db, F_PIN_NONE, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    if (rc == DB_OK && !*why)
        rc = db_refuse(db, F_REASON_MISSING, NULL);
    if (rc == DB_OK) {
        struct body b = {0};
        body_text(&b, "pin", "");
        body_int(&b, "lost", 1);
        body_text(&b, "reason", why);
        rc = journal_append(db, EV_PIN, "chair", &b, NULL);
    }
    free(why);
    return tx_end(db, rc);
}
