/* SPDX-License-Identifier: MIT */
/* db/council/panel.c - who scores which product, who is here, and how far the ballots are. */
#include "db/council/panel.h"

#include <stdlib.h>
#include <string.h>

#include "db/council/member.h"
#include "db/council/need.h"
#include "db/council/panel_part.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

static const char *const panel_words[] = {
#define X(id, word) word,
    PANEL_LIST(X)
#undef X
};

const char *panel_word(enum panel_state s)
{
    return panel_words[s];
}

static enum panel_state panel_of(const char *word)
{
    for (int s = PANEL_SCORES; s <= PANEL_WRITTEN; s++)
        if (strcmp(panel_words[s], word) == 0)
            return (enum panel_state)s;
    return PANEL_ABSENT;
}

/* Whether the row that is there already says so.  For "every product" no row of a single
 * product may stand beside it. */
static enum db_rc panel_stands(struct db *db, int product, int member, const char *state,
                               const char *reason, bool *out)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_panel_row, product, member);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = false;
    if (row) {
        *out = strcmp(col_str(s, 0), state) == 0 &&
               strcmp(col_str(s, 1), reason) == 0;
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

enum db_rc panel_say(struct db *db, int product, int member, enum panel_state state,
                     const char *reason, const char *actor)
{
    char *why = NULL;
    bool there = false;
    enum db_rc rc = need_open(db);
    if (rc == DB_OK && product)
        rc = need_product(db, product);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    if (rc == DB_OK)
        rc = panel_stands(db, product, member, panel_word(state), why, &there);
    if (rc == DB_OK && !there) {
        struct body b = {0};
        body_int(&b, "product", product);
        body_int(&b, "member", member);
        body_text(&b, "state", panel_word(state));
        body_text(&b, "reason", why);
        rc = journal_append(db, EV_PANEL, actor, &b, NULL);
    }
    free(why);
    return rc;
}

static enum db_rc put_panel(struct db *db, int product, int member, enum panel_state state,
                            const char *reason, const char *actor)
{
    struct uncounting u = {.product = product, .member = member, .state = panel_word(state)};
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = written_admitted(db, &u.admitted);
    if (rc == DB_OK)
        rc = need_counted(db, &u);
    return rc == DB_OK ? panel_say(db, product, member, state, reason, actor) : rc;
}

enum db_rc db_panel_put(struct db *db, int product, int member, enum panel_state state,
                        const char *reason, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    return rc == DB_OK ? tx_end(db, put_panel(db, product, member, state, reason, actor)) : rc;
}

/* The end of an act that was only tried: all of it is taken back. */
static enum db_rc tried(struct db *db, enum db_rc rc)
{
    enum db_rc end = tx_end(db, rc == DB_OK ? DB_REFUSED : rc);
    return end == DB_REFUSED && rc == DB_OK ? DB_OK : end;
}

enum db_rc db_panel_may(struct db *db, int product, int member, enum panel_state state)
{
    enum db_rc rc = tx_begin(db);
    return rc == DB_OK ? tried(db, put_panel(db, product, member, state, "", "secretary")) : rc;
}

static void read_seat(struct arena *a, sqlite3_stmt *s, void *row)
{
    bool begun = sqlite3_column_type(s, 5) != SQLITE_NULL;
    *(struct seat *)row = (struct seat){
        .product = sqlite3_column_int(s, 0),
        .member = sqlite3_column_int(s, 1),
        .panel = panel_of(col_str(s, 2)),
        .reason = col_text(a, s, 3),
        .expected = sqlite3_column_int(s, 4),
        .ballot = !begun                     ? BALLOT_NONE
                  : sqlite3_column_int(s, 5) ? BALLOT_CLOSED
                                             : BALLOT_OPEN,
        .counted = sqlite3_column_int(s, 6),
        .ignored = sqlite3_column_int(s, 7),
        .marks = sqlite3_column_int(s, 8),
        .total = sqlite3_column_int(s, 9),
        .part = {sqlite3_column_int(s, 10), sqlite3_column_int(s, 11), sqlite3_column_int(s, 12)},
        .criteria = sqlite3_column_int(s, 13),
    };
}

enum db_rc db_seats(struct db *db, int product, int member, struct seats *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_seat};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = list_read(db, seat_stmt(db, Q_seats, product, member), &l);
    *out = (struct seats){l.n, l.v, l.mem};
    return db_read_end(db, rc);
}

/* ---- presence: one act moves the member and every seat that follows ---- */

static void read_id(struct arena *a, sqlite3_stmt *s, void *row)
{
    (void)a;
    *(int *)row = sqlite3_column_int(s, 0);
}

/* The products whose seat of the member stands at @from and is still to be filled. */
static enum db_rc read_moving(struct db *db, int member, enum panel_state from, bool left,
                              struct list *out)
{
    sqlite3_stmt *s = stmt_get(db, Q_seats_to_move);
    bind_int(s, ":member", member);
    bind_text(s, ":state", panel_word(from));
    bind_int(s, ":left", left);
    return list_read(db, s, out);
}

static enum db_rc put_presence(struct db *db, int member, bool present, const char *reason,
                               const char *actor)
{
    struct members all;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; i < all.n && rc == DB_OK; i++)
        if (all.v[i].id == member) {
            struct member m = all.v[i];
            m.present = present;
            m.reason = reason;
            rc = db_member_put(db, &m, actor, NULL);
        }
    list_free(&all);
    return rc;
}

static enum db_rc move_member(struct db *db, int member, enum presence what, const char *reason,
                              const char *actor, int *moved)
{
    enum panel_state from = what == PRESENCE_HERE ? PANEL_ABSENT : PANEL_SCORES;
    enum panel_state to = what == PRESENCE_HERE ? PANEL_SCORES : PANEL_ABSENT;
    struct list seats = {.size = sizeof(int), .row = read_id};
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && what != PRESENCE_LEFT)
        rc = put_presence(db, member, what == PRESENCE_HERE, reason, actor);
    /* After that: only seats with a row of their own do not follow the member. */
    if (rc == DB_OK)
        rc = read_moving(db, member, from, what == PRESENCE_LEFT, &seats);
    for (size_t i = 0; rc == DB_OK && i < seats.n; i++)
        rc = db_panel_put(db, ((int *)seats.v)[i], member, to, reason, actor);
    *moved = rc == DB_OK ? (int)seats.n : 0;
    arena_free(seats.mem);
    return rc;
}

enum db_rc db_presence(struct db *db, int member, enum presence what, const char *reason,
                       const char *actor, int *moved)
{
    int n = 0;
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = move_member(db, member, what, what == PRESENCE_HERE ? "" : reason, actor, &n);
    if (moved)
        *moved = n;
    return tx_end(db, rc);
}

enum db_rc db_presence_may(struct db *db, int member, enum presence what)
{
    int n = 0;
    enum db_rc rc = tx_begin(db);
    return rc == DB_OK ? tried(db, move_member(db, member, what, "", "secretary", &n)) : rc;
}

/* ---- absences ---- */

enum db_rc db_absences(struct db *db, struct absences *out)
{
    struct arena *a = arena_new();
    size_t cap = 0;
    bool row;
    *out = (struct absences){.mem = a};
    struct absence *now = NULL;
    int member = 0;
    sqlite3_stmt *s = stmt_get(db, Q_absences);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        int of = sqlite3_column_int(s, 0), no = sqlite3_column_int(s, 1);
        bool absent = strcmp(col_str(s, 2), "absent") == 0;
        now = of == member ? now : NULL;
        member = of;
        if (absent && !now) {
            out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
            now = &out->v[out->n++];
            *now = (struct absence){.member = of, .from = no, .early = true};
        }
        if (now && absent)
            now->n++;
        else if (now && !sqlite3_column_int(s, 3))
            now->early = false;
    }
    return rc;
}
