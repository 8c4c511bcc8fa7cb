/* SPDX-License-Identifier: MIT */
/* Handing a ballot in, and reopening it to be scored again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/council/session_part.h"
#include "db/limits.h"
#include "db/meeting/ballot.h"
#include "db/meeting/ballot_part.h"

static enum db_rc need_complete(struct db *db, int product, int member)
{
    bool row;
    int n = 0;
    char codes[128] = "", count[16];
    sqlite3_stmt *s = stmt_get(db, Q_ballot_blank);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *code = (const char *)sqlite3_column_text(s, 0);
        size_t len = strlen(codes);
        if (n++ < 12)
            snprintf(codes + len, sizeof codes - len, "%s%s", len ? ", " : "", code);
        else if (n == 13)
            snprintf(codes + len, sizeof codes - len, "…");
    }
    snprintf(count, sizeof count, "%d", n);
    return rc == DB_OK && n ? db_refuse(db, F_BALLOT_BLANK, count, codes, NULL) : rc;
}

static enum db_rc append_state(struct db *db, enum event_kind kind, int product, int member,
                               const char *reason, const char *actor)
{
    struct body b = {0};
    body_int(&b, "product", product);
    body_int(&b, "member", member);
    if (reason && *reason)
        body_text(&b, "reason", reason);
    return journal_append(db, kind, actor, &b, NULL);
}

enum db_rc db_ballot_close(struct db *db, int product, int member, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    struct ballot_of p;
    bool closed = false;
    rc = need_open(db);
    if (rc == DB_OK)
        rc = ballot_product(db, product, a, &p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK)
        rc = need_set(db, &p);
    if (rc == DB_OK)
        rc = ballot_closed(db, product, member, &closed);
    if (rc == DB_OK && !closed)
        rc = need_scoring(db, product, p.no);
    if (rc == DB_OK && !closed)
        rc = need_seat(db, product, p.no, member);
    if (rc == DB_OK && !closed)
        rc = need_complete(db, product, member);
    if (rc == DB_OK && !closed)
        rc = append_state(db, EV_CLOSE_BALLOT, product, member, NULL, actor);
    arena_free(a);
    return tx_end(db, rc);
}

static enum db_rc reopen(struct db *db, int product, int member, const char *why, const char *actor)
{
    bool closed = false;
    enum db_rc rc = need_member(db, member);
    if (rc == DB_OK)
        rc = ballot_closed(db, product, member, &closed);
    if (rc == DB_OK && !closed)
        rc = db_refuse(db, F_BALLOT_NOT_CLOSED, NULL);
    return rc == DB_OK ? append_state(db, EV_REOPEN_BALLOT, product, member, why, actor) : rc;
}

enum db_rc db_ballots_reopen(struct db *db, int product, const int *members, size_t n,
                             const char *reason, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    char *why = NULL;
    rc = need_open(db);
    if (rc == DB_OK)
        rc = need_product(db, product);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    for (size_t i = 0; i < n && rc == DB_OK; i++)
        rc = reopen(db, product, members[i], why, actor);
    free(why);
    return tx_end(db, rc);
}

enum db_rc db_ballot_reopen(struct db *db, int product, int member, const char *reason,
                            const char *actor)
{
    return db_ballots_reopen(db, product, &member, 1, reason, actor);
}
