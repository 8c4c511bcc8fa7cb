/* SPDX-License-Identifier: MIT */
/* Who is here, who left early: one act moves the member and every seat that follows. */
#include <stdlib.h>
#include <string.h>

#include "db/council/member.h"
#include "db/council/panel.h"
#include "db/council/session_part.h"
#include "db/record/store.h"

/* The products whose seat of the member stands at @from and is still to be filled. */
static enum db_rc read_seats(struct db *db, struct arena *a, int member, enum panel_state from,
                             bool left, int **out, size_t *n)
{
    size_t cap = 0;
    bool row;
    *out = NULL;
    *n = 0;
    sqlite3_stmt *s = stmt_get(db, Q_seats_to_move);
    bind_int(s, ":member", member);
    bind_text(s, ":state", panel_word(from));
    bind_int(s, ":left", left);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        *out = arena_grow(a, *out, *n, &cap, sizeof **out);
        (*out)[(*n)++] = sqlite3_column_int(s, 0);
    }
    return rc;
}

static enum db_rc put_member(struct db *db, int member, bool present, const char *reason,
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
    members_free(&all);
    return rc;
}

static enum db_rc move(struct db *db, int member, enum presence what, const char *reason,
                       const char *actor, int *moved)
{
    enum panel_state from = what == PRESENCE_HERE ? PANEL_ABSENT : PANEL_SCORES;
    enum panel_state to = what == PRESENCE_HERE ? PANEL_SCORES : PANEL_ABSENT;
    struct arena *a = arena_new();
    int *product = NULL;
    size_t n = 0;
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && what != PRESENCE_LEFT)
        rc = put_member(db, member, what == PRESENCE_HERE, reason, actor);
    /* After that: only seats with a row of their own do not follow the member. */
    if (rc == DB_OK)
        rc = read_seats(db, a, member, from, what == PRESENCE_LEFT, &product, &n);
    for (size_t i = 0; rc == DB_OK && i < n; i++)
        rc = db_panel_put(db, product[i], member, to, reason, actor);
    *moved = rc == DB_OK ? (int)n : 0;
    arena_free(a);
    return rc;
}

enum db_rc db_presence(struct db *db, int member, enum presence what, const char *reason,
                       const char *actor, int *moved)
{
    int n = 0;
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = move(db, member, what, what == PRESENCE_HERE ? "" : reason, actor, &n);
    if (moved)
        *moved = n;
    return tx_end(db, rc);
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
        bool absent = strcmp((const char *)sqlite3_column_text(s, 2), "absent") == 0;
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

void absences_free(struct absences *a)
{
    arena_free(a->mem);
    *a = (struct absences){0};
}
