/* SPDX-License-Identifier: MIT */
/* A ballot as it stands, and what acts on it ask first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set.h"
#include "db/council/session_part.h"
#include "db/council/setting.h"
#include "db/meeting/ballot.h"
#include "db/meeting/ballot_part.h"

enum db_rc ballot_product(struct db *db, int product, struct arena *a, struct ballot_of *out)
{
    bool row;
    char id[16];
    *out = (struct ballot_of){.set = ""};
    sqlite3_stmt *s = stmt_get(db, Q_product_get);
    bind_int(s, ":id", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK)
        return rc;
    snprintf(id, sizeof id, "%d", product);
    if (!row)
        return db_refuse(db, F_NO_SUCH_PRODUCT, id, NULL);
    snprintf(out->no, sizeof out->no, "%d", sqlite3_column_int(s, 1));
    out->set = col_text(a, s, 13);
    sqlite3_reset(s);
    return DB_OK;
}

static enum db_rc read_state(struct db *db, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_ballot_get);
    bind_int(s, ":product", b->product);
    bind_int(s, ":member", b->member);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        b->state = sqlite3_column_int(s, 0) ? BALLOT_CLOSED : BALLOT_OPEN;
        sqlite3_reset(s);
    }
    return rc;
}

static struct ballot_line *line_of(struct ballot *b, const char *code)
{
    for (size_t i = 0; i < b->n; i++)
        if (b->line[i].node->kind == CRIT_LEAF && strcmp(b->line[i].node->code, code) == 0)
            return &b->line[i];
    return NULL;
}

static enum db_rc read_marks(struct db *db, struct arena *a, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_mark_ballot);
    bind_int(s, ":product", b->product);
    bind_int(s, ":member", b->member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct ballot_line *l = line_of(b, (const char *)sqlite3_column_text(s, 0));
        if (l) {
            l->label = col_text(a, s, 1);
            l->points = sqlite3_column_int(s, 2);
            b->blank--;
        }
    }
    if (rc != DB_OK)
        return rc;
    s = stmt_get(db, Q_mark_last);
    bind_int(s, ":product", b->product);
    bind_int(s, ":member", b->member);
    rc = stmt_step(db, s, &row);
    if (row) {
        struct ballot_line *l = line_of(b, (const char *)sqlite3_column_text(s, 0));
        b->last_seq = sqlite3_column_int64(s, 1);
        b->last_line = l ? (int)(l - b->line) : -1;
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc read_notes(struct db *db, struct arena *a, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_note_ballot);
    bind_int(s, ":product", b->product);
    bind_int(s, ":member", b->member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct ballot_line *l = line_of(b, (const char *)sqlite3_column_text(s, 0));
        if (l)
            l->note = col_text(a, s, 1);
        else
            b->opinion = col_text(a, s, 1);
    }
    return rc;
}

enum db_rc db_ballot_notes(struct db *db, struct ballot_notes *out)
{
    struct arena *a = arena_new();
    size_t cap = 0;
    bool row;
    *out = (struct ballot_notes){.mem = a};
    sqlite3_stmt *s = stmt_get(db, Q_note_counted);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        out->v[out->n++] = (struct ballot_note){.product = sqlite3_column_int(s, 0),
                                                .member = sqlite3_column_int(s, 1),
                                                .criterion = col_text(a, s, 2),
                                                .text = col_text(a, s, 3)};
    }
    return rc;
}

void ballot_notes_free(struct ballot_notes *n)
{
    arena_free(n->mem);
    *n = (struct ballot_notes){0};
}

static enum db_rc read_sums(struct db *db, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_ballot_sums);
    bind_int(s, ":product", b->product);
    bind_int(s, ":member", b->member);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        b->total = sqlite3_column_int(s, 0);
        for (int i = 0; i < 3; i++)
            b->part[i] = sqlite3_column_int(s, 1 + i);
        sqlite3_reset(s);
    }
    return rc;
}

static void lay_lines(struct arena *a, struct ballot *b)
{
    b->n = b->set->n_nodes;
    b->line = arena_alloc(a, b->n * sizeof *b->line);
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *n = &b->set->node[i];
        b->line[i] = (struct ballot_line){.node = n, .note = ""};
        b->blank += n->kind == CRIT_LEAF;
        if (n->kind == CRIT_PART && n->code[0] >= 'A' && n->code[0] <= 'C')
            b->part_max[n->code[0] - 'A'] = n->max;
    }
}

enum db_rc db_ballot(struct db *db, int product, int member, struct ballot *out)
{
    struct arena *a = arena_new();
    struct ballot_of p;
    *out = (struct ballot){
        .product = product, .member = member, .last_line = -1, .opinion = "", .mem = a};
    enum db_rc rc = ballot_product(db, product, a, &p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK)
        out->set = db_criteria(db, p.set);
    if (rc == DB_OK && !out->set)
        return *p.set ? db_refuse(db, F_SET_UNAVAILABLE, p.no, p.set, NULL)
                      : db_refuse(db, F_SET_MISSING, p.no, NULL);
    if (rc == DB_OK) {
        lay_lines(a, out);
        bool expected = false;
        rc = ballot_expected(db, product, member, &expected);
        out->expected = expected;
    }
    if (rc == DB_OK)
        rc = read_state(db, out);
    if (rc == DB_OK)
        rc = read_marks(db, a, out);
    if (rc == DB_OK)
        rc = read_notes(db, a, out);
    return rc == DB_OK ? read_sums(db, out) : rc;
}

void ballot_free(struct ballot *b)
{
    arena_free(b->mem);
    *b = (struct ballot){0};
}

/* ---- who may hand in a ballot ---- */

static enum db_rc seat_state(struct db *db, int product, int member, char state[16], bool *scoring)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_panel_state);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    enum db_rc rc = stmt_step(db, s, &row);
    state[0] = '\0';
    *scoring = false;
    if (row) {
        snprintf(state, 16, "%s", (const char *)sqlite3_column_text(s, 0));
        *scoring = sqlite3_column_int(s, 1);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc written_admitted(struct db *db, bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_panel_rules);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = false;
    if (row) {
        *out = sqlite3_column_int(s, 0) || sqlite3_column_int(s, 1);
        sqlite3_reset(s);
    }
    return rc;
}

enum db_rc ballot_expected(struct db *db, int product, int member, bool *out)
{
    char state[16];
    bool scoring, written = false;
    enum db_rc rc = seat_state(db, product, member, state, &scoring);
    if (rc == DB_OK && strcmp(state, "written") == 0)
        rc = written_admitted(db, &written);
    *out = scoring && (strcmp(state, "scores") == 0 || written);
    return rc;
}

enum db_rc need_seat(struct db *db, int product, const char *no, int member)
{
    char state[16];
    bool scoring, expected = false;
    enum db_rc rc = seat_state(db, product, member, state, &scoring);
    if (rc == DB_OK)
        rc = ballot_expected(db, product, member, &expected);
    if (rc != DB_OK || expected)
        return rc;
    bool row;
    char name[256] = "?";
    sqlite3_stmt *s = stmt_get(db, Q_member_get);
    bind_int(s, ":id", member);
    rc = stmt_step(db, s, &row);
    if (row) {
        snprintf(name, sizeof name, "%s", (const char *)sqlite3_column_text(s, 2));
        sqlite3_reset(s);
    }
    if (rc != DB_OK)
        return rc;
    if (!scoring)
        return db_refuse(db, F_NOT_SCORING, name, NULL);
    if (strcmp(state, "recused") == 0)
        return db_refuse(db, F_IS_RECUSED, name, no, NULL);
    if (strcmp(state, "written") == 0)
        return db_refuse(db, F_WRITTEN_REFUSED, name, no, "", "", db_cite(db, "absent.ballots"),
                         NULL);
    return db_refuse(db, F_IS_ABSENT, name, no, NULL);
}

enum db_rc ballot_closed(struct db *db, int product, int member, bool *out)
{
    int64_t v;
    sqlite3_stmt *s = stmt_get(db, Q_ballot_get);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    enum db_rc rc = stmt_one(db, s, 0, &v);
    *out = v != 0;
    return rc;
}

enum db_rc need_not_closed(struct db *db, int product, int member)
{
    bool closed = false;
    enum db_rc rc = ballot_closed(db, product, member, &closed);
    return rc == DB_OK && closed ? db_refuse(db, F_BALLOT_CLOSED, NULL) : rc;
}
