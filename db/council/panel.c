/* SPDX-License-Identifier: MIT */
/* Who scores which product, and how far the ballots are. */
#include <stdlib.h>
#include <string.h>

#include "db/council/panel.h"
#include "db/council/session_part.h"
#include "db/limits.h"
#include "db/record/store.h"

static const char *const words[] = {
#define X(id, word) word,
    PANEL_LIST(X)
#undef X
};

const char *panel_word(enum panel_state s)
{
    return words[s];
}

static enum panel_state panel_of(const char *word)
{
    for (int s = PANEL_SCORES; s <= PANEL_WRITTEN; s++)
        if (strcmp(words[s], word) == 0)
            return (enum panel_state)s;
    return PANEL_ABSENT;
}

/* Whether the row that is there already says so.  For "every product" no row of a single
 * product may stand beside it. */
static enum db_rc stands(struct db *db, int product, int member, const char *state,
                         const char *reason, bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_panel_row);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = false;
    if (row) {
        *out = strcmp((const char *)sqlite3_column_text(s, 0), state) == 0 &&
               strcmp((const char *)sqlite3_column_text(s, 1), reason) == 0;
        sqlite3_reset(s);
    }
    if (rc == DB_OK && *out && product == 0) {
        int64_t own;
        s = stmt_get(db, Q_panel_owns);
        bind_int(s, ":member", member);
        rc = stmt_one(db, s, 0, &own);
        *out = !own;
    }
    return rc;
}

enum db_rc db_panel_put(struct db *db, int product, int member, enum panel_state state,
                        const char *reason, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    char *why = NULL;
    bool there = false;
    rc = need_open(db);
    if (rc == DB_OK && product)
        rc = need_product(db, product);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    if (rc == DB_OK)
        rc = stands(db, product, member, panel_word(state), why, &there);
    if (rc == DB_OK && !there) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "member", member);
        body_text(&b, "state", panel_word(state));
        body_text(&b, "reason", why);
        rc = journal_append(db, EV_PANEL, actor, &b, NULL);
    }
    free(why);
    return tx_end(db, rc);
}

enum db_rc db_seats(struct db *db, int product, int member, struct seats *out)
{
    struct arena *a = arena_new();
    size_t cap = 0;
    bool row;
    *out = (struct seats){.mem = a};
    sqlite3_stmt *s = stmt_get(db, Q_seats);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        bool begun = sqlite3_column_type(s, 5) != SQLITE_NULL;
        out->v[out->n++] = (struct seat){
            .product = sqlite3_column_int(s, 0),
            .member = sqlite3_column_int(s, 1),
            .panel = panel_of((const char *)sqlite3_column_text(s, 2)),
            .reason = col_text(a, s, 3),
            .expected = sqlite3_column_int(s, 4),
            .ballot = !begun                     ? BALLOT_NONE
                      : sqlite3_column_int(s, 5) ? BALLOT_CLOSED
                                                 : BALLOT_OPEN,
            .counted = sqlite3_column_int(s, 6),
            .ignored = sqlite3_column_int(s, 7),
            .marks = sqlite3_column_int(s, 8),
            .total = sqlite3_column_int(s, 9),
            .part = {sqlite3_column_int(s, 10), sqlite3_column_int(s, 11),
                     sqlite3_column_int(s, 12)},
            .criteria = sqlite3_column_int(s, 13),
        };
    }
    return rc;
}

void seats_free(struct seats *s)
{
    arena_free(s->mem);
    *s = (struct seats){0};
}
