/* SPDX-License-Identifier: MIT */
/* The session as a whole: its birth, its state, the chair's PIN. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/council/need.h"
#include "db/council/session_part.h"
#include "db/council/setting.h"
#include "db/council/setting_part.h"

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
    snprintf(out, n, "%s", (const char *)sqlite3_column_text(s, col));
}

enum db_rc db_session(struct db *db, struct session *out)
{
    *out = (struct session){0};
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

/* ---- the chair's PIN ---- */

static char *read_pin(struct db *db)
{
    bool row;
    char *pin = NULL;
    sqlite3_stmt *s = stmt_get(db, Q_session_get);
    if (stmt_step(db, s, &row) == DB_OK && row) {
        pin = xstrdup((const char *)sqlite3_column_text(s, 3));
        sqlite3_reset(s);
    }
    return pin ? pin : xstrdup("");
}

bool db_pin_matches(struct db *db, const char *pin)
{
    char *stored = read_pin(db);
    bool ok = !*stored || (sodium_init() >= 0 && pin &&
                           crypto_pwhash_str_verify(stored, pin, strlen(pin)) == 0);
    free(stored);
    return ok;
}

enum db_rc db_pin_set(struct db *db, const char *old, const char *pin)
{
    char stored[crypto_pwhash_STRBYTES] = "";
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = need_open(db);
    size_t n = pin ? strlen(pin) : 0;
    if (rc == DB_OK && !db_pin_matches(db, old))
        rc = db_refuse(db, F_PIN_WRONG, NULL);
    else if (rc == DB_OK && n && (n < 4 || n > 64))
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
