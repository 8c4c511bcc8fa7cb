/* SPDX-License-Identifier: MIT */
/* Chốt and reopening.  The closing event holds what was decided, so that one line of paper
 * (its hash) is enough to prove all of it. */
#include "db/council/need.h"
#include "db/council/session_part.h"
#include "db/record/clean.h"
#include "db/result/signoff_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/limits.h"
#include "db/result/signoff.h"
#include "db/result/tally.h"

static enum db_rc add_results(struct db *db, struct body *b)
{
    struct tally t;
    enum db_rc rc = db_tally(db, 0, &t);
    for (size_t i = 0; i < t.n && rc == DB_OK; i++) {
        const struct result *r = &t.v[i];
        char line[96];
        snprintf(line, sizeof line, "%d %d %d %d %s", r->product, r->sum, r->closed, r->star,
                 status_word(r->status));
        body_text(b, "result", line);
    }
    list_free(&t);
    return rc;
}

enum db_rc signoff_append(struct db *db, const char *actor)
{
    struct session s;
    int64_t ballots;
    struct body b = {0};
    enum db_rc rc = db_session(db, &s);
    if (rc == DB_OK)
        rc = stmt_one(db, stmt_get(db, Q_counted_ballots), 0, &ballots);
    if (rc != DB_OK)
        return rc;
    body_int(&b, "version", s.version);
    body_int(&b, "events", s.events + 1);
    body_int(&b, "ballots", ballots);
    rc = add_results(db, &b);
    if (rc == DB_OK)
        return journal_append(db, EV_CLOSE, actor, &b, NULL);
    body_free(&b);
    return rc;
}

enum db_rc db_signoff(struct db *db, const char *pin, const char *actor)
{
    enum db_rc rc = pin_begin(db, false, pin);
    if (rc != DB_OK)
        return rc;
    struct blockers b = {0};
    rc = need_open(db);
    if (rc == DB_OK)
        rc = db_check(db, &b);
    for (size_t i = 0; i < b.n && rc != DB_FAULT; i++) {
        fault_again(&db->faults, &b.v[i].fault);
        if (!b.v[i].warning)
            rc = DB_REFUSED;
    }
    list_free(&b);
    if (rc == DB_OK)
        rc = signoff_append(db, actor);
    return tx_end(db, rc);
}

enum db_rc db_reopen(struct db *db, const char *reason, const char *pin, const char *actor)
{
    enum db_rc rc = pin_begin(db, true, pin);
    if (rc != DB_OK)
        return rc;
    struct session s;
    char *why = NULL;
    rc = db_session(db, &s);
    if (rc == DB_OK && !s.closed)
        rc = db_refuse(db, F_SESSION_OPEN, NULL);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    if (rc == DB_OK && !*why)
        rc = db_refuse(db, F_REASON_MISSING, NULL);
    if (rc == DB_OK) {
        struct body b = {0};
        body_int(&b, "version", s.version + 1);
        body_text(&b, "reason", why);
        rc = journal_append(db, EV_REOPEN, actor, &b, NULL);
    }
    free(why);
    return tx_end(db, rc);
}

void hash_groups(const char hex[65], char out[72])
{
    size_t k = 0;
    for (size_t i = 0; i < 64 && hex[i]; i++) {
        if (i && i % 8 == 0)
            out[k++] = ' ';
        out[k++] = hex[i];
    }
    out[k] = '\0';
}
