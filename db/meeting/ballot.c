/* SPDX-License-Identifier: MIT */
/* db/meeting/ballot.c - a ballot: as it stands, its marks and notes, taking back, handing in. */
#include "db/meeting/ballot.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

/* ---- as it stands ---- */

static enum db_rc read_state(struct db *db, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_ballot_get, b->product, b->member);
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
    sqlite3_stmt *s = seat_stmt(db, Q_mark_ballot, b->product, b->member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct ballot_line *l = line_of(b, col_str(s, 0));
        if (l) {
            l->label = col_text(a, s, 1);
            l->points = sqlite3_column_int(s, 2);
            b->blank--;
        }
    }
    if (rc != DB_OK)
        return rc;
    s = seat_stmt(db, Q_mark_last, b->product, b->member);
    rc = stmt_step(db, s, &row);
    if (row) {
        struct ballot_line *l = line_of(b, col_str(s, 0));
        b->last_seq = sqlite3_column_int64(s, 1);
        b->last_line = l ? (int)(l - b->line) : -1;
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc read_notes(struct db *db, struct arena *a, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_note_ballot, b->product, b->member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct ballot_line *l = line_of(b, col_str(s, 0));
        if (l)
            l->note = col_text(a, s, 1);
        else
            b->opinion = col_text(a, s, 1);
    }
    return rc;
}

static void read_counted(struct arena *a, sqlite3_stmt *s, void *row)
{
    *(struct ballot_note *)row = (struct ballot_note){.product = sqlite3_column_int(s, 0),
                                                      .member = sqlite3_column_int(s, 1),
                                                      .criterion = col_text(a, s, 2),
                                                      .text = col_text(a, s, 3)};
}

enum db_rc db_ballot_notes(struct db *db, struct ballot_notes *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_counted};
    enum db_rc rc = list_read(db, stmt_get(db, Q_note_counted), &l);
    *out = (struct ballot_notes){l.n, l.v, l.mem};
    return rc;
}

static enum db_rc read_sums(struct db *db, struct ballot *b)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_ballot_sums, b->product, b->member);
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

static enum db_rc read_ballot(struct db *db, int product, int member, struct ballot *out)
{
    struct arena *a = out->mem;
    struct product_of p;
    enum db_rc rc = need_product_of(db, product, a, &p);
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

enum db_rc db_ballot(struct db *db, int product, int member, struct ballot *out)
{
    *out = (struct ballot){
        .product = product, .member = member, .last_line = -1, .opinion = "", .mem = arena_new()};
    enum db_rc rc = read_brief(db);
    return db_read_end(db, rc == DB_OK ? read_ballot(db, product, member, out) : rc);
}

/* ---- marks ---- */

/* The member's ballot on the product, whose set the session has a copy of from then on. */
static enum db_rc need_ballot(struct db *db, struct arena *a, int product, int member,
                              const char *actor, struct product_of *p)
{
    enum db_rc rc = need_product_of(db, product, a, p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && *p->set)
        rc = adopt_set(db, p->set, actor);
    return rc == DB_OK ? need_set(db, p) : rc;
}

static enum db_rc append_said(struct db *db, enum event_kind kind, int product, int member,
                              const char *code, const char *field, const char *value,
                              const char *actor)
{
    struct body b = {0};
    body_int(&b, "product", product);
    body_int(&b, "member", member);
    body_text(&b, "criterion", code);
    body_text(&b, field, value);
    return journal_append(db, kind, actor, &b, NULL);
}

/* The mark that stands: "" when blank. */
static enum db_rc standing_mark(struct db *db, int product, int member, const char *code,
                                char label[8], int64_t *seq, char hash[65])
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_mark_get, product, member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    label[0] = '\0';
    if (row) {
        snprintf(label, 8, "%s", col_str(s, 0));
        if (seq)
            *seq = sqlite3_column_int64(s, 1);
        if (hash && sqlite3_column_bytes(s, 2) == 32)
            sodium_bin2hex(hash, 65, sqlite3_column_blob(s, 2), 32);
        sqlite3_reset(s);
    }
    return rc;
}

/* All three of these: something new may be said on the ballot. */
static enum db_rc need_ballot_writable(struct db *db, int product, int member, const char *no)
{
    enum db_rc rc = need_scoring(db, product, no);
    if (rc == DB_OK)
        rc = need_seat(db, product, no, member);
    return rc == DB_OK ? need_ballot_open(db, product, member) : rc;
}

static enum db_rc new_mark(struct db *db, int product, int member, const char *no, const char *code,
                           const char *label, const char *actor)
{
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = need_ballot_writable(db, product, member, no);
    if (rc != DB_OK)
        return rc;
    return append_said(db, EV_MARK, product, member, code, "level", label, actor);
}

/* A mark that stands answers after sign-off too: only a new one needs an open session. */
static enum db_rc put_mark(struct db *db, int product, int member, const char *code,
                           const char *label, const char *actor, int64_t *seq, char hash[65])
{
    struct arena *a = arena_new();
    struct product_of p;
    char old[8] = "";
    enum db_rc rc = need_ballot(db, a, product, member, actor, &p);
    if (rc == DB_OK)
        rc = need_level(db, p.set, code, label);
    if (rc == DB_OK)
        rc = standing_mark(db, product, member, code, old, seq, hash);
    if (rc == DB_OK && strcmp(old, label) != 0) {
        rc = new_mark(db, product, member, p.no, code, label, actor);
        if (rc == DB_OK && (seq || hash))
            rc = standing_mark(db, product, member, code, old, seq, hash);
    }
    arena_free(a);
    return rc;
}

enum db_rc db_mark(struct db *db, int product, int member, const char *code, const char *label,
                   const char *actor, int64_t *seq, char hash[65])
{
    enum db_rc rc = tx_begin(db);
    return rc == DB_OK ? tx_end(db, put_mark(db, product, member, code, label, actor, seq, hash))
                       : rc;
}

/* ---- notes ---- */

static enum db_rc standing_note(struct db *db, int product, int member, const char *code,
                                struct arena *a, const char **text)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_note_get, product, member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *text = "";
    if (row) {
        *text = col_text(a, s, 0);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc put_note(struct db *db, struct arena *a, int product, int member,
                           const char *code, const char *text, const char *actor)
{
    struct product_of p;
    const char *old = "";
    enum db_rc rc = need_ballot(db, a, product, member, actor, &p);
    if (rc == DB_OK)
        rc = need_criterion(db, p.set, code);
    if (rc == DB_OK)
        rc = standing_note(db, product, member, code, a, &old);
    if (rc != DB_OK || strcmp(old, text) == 0)
        return rc;
    rc = need_ballot_writable(db, product, member, p.no);
    if (rc != DB_OK)
        return rc;
    return append_said(db, EV_NOTE, product, member, code, "text", text, actor);
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
        rc = put_note(db, a, product, member, code, clean, actor);
    free(clean);
    arena_free(a);
    return tx_end(db, rc);
}

/* ---- taking back the last mark or note, by a new event ---- */

/* Walking back through the journal: the events already undone, the one to undo, and what
 * stood before it. */
struct back {
    struct arena *a;
    int product, member;
    int64_t *undone;
    size_t n, cap;
    int64_t of; /* to be undone; 0: not found yet */
    bool is_note;
    const char *criterion; /* it was on */
    const char *before;    /* level or text that stood before; NULL: not found yet */
};

static bool was_undone(const struct back *w, int64_t seq)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->undone[i] == seq)
            return true;
    return false;
}

/* One event of this ballot, seen from the newest on; false when all is known. */
static bool look_back(struct back *w, const struct event *e)
{
    bool undo = strcmp(e->kind, "undo") == 0;
    const char *level = event_get(e, "level"), *text = event_get(e, "text");
    const char *code = event_get(e, "criterion");
    if (w->of) { /* the state before: the next older event on the same thing */
        if (strcmp(code, w->criterion) == 0 && (w->is_note ? text != NULL : level != NULL)) {
            w->before = w->is_note ? text : level;
            return false;
        }
        return true;
    }
    if (undo) {
        w->undone = arena_grow(w->a, w->undone, w->n, &w->cap, sizeof *w->undone);
        w->undone[w->n++] = strtoll(event_get(e, "of"), NULL, 10);
    } else if (!was_undone(w, e->seq)) {
        w->of = e->seq;
        w->is_note = text != NULL;
        w->criterion = code;
    }
    return true;
}

static bool of_product(const struct back *w, const struct event *e)
{
    const char *p = event_get(e, "product");
    return p && atoi(p) == w->product;
}

static bool of_ballot(const struct back *w, const struct event *e)
{
    const char *m = event_get(e, "member");
    return of_product(w, e) && m && atoi(m) == w->member && event_get(e, "criterion");
}

static enum db_rc walk_back(struct db *db, struct back *w)
{
    bool row, more = true;
    sqlite3_stmt *s = stmt_get(db, Q_event_back);
    enum db_rc rc;
    while (more && (rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *kind = col_str(s, 1);
        bool moved = strcmp(kind, "product-set") == 0;
        if (!moved && strcmp(kind, "mark") != 0 && strcmp(kind, "note") != 0 &&
            strcmp(kind, "undo") != 0)
            continue;
        struct event e = {.seq = sqlite3_column_int64(s, 0), .kind = arena_strdup(w->a, kind)};
        const char *body = col_text(w->a, s, 2);
        if (!body_decode(w->a, body, strlen(body), &e))
            continue;
        if (moved) /* what was said before is about another set: it does not come back */
            more = !of_product(w, &e);
        else if (of_ballot(w, &e))
            more = look_back(w, &e);
    }
    if (s)
        sqlite3_reset(s);
    return more ? rc : DB_OK;
}

static enum db_rc append_undo(struct db *db, const struct back *w, const char *actor)
{
    struct body b = {0};
    body_int(&b, "of", w->of);
    body_int(&b, "product", w->product);
    body_int(&b, "member", w->member);
    body_text(&b, "criterion", w->criterion);
    body_text(&b, w->is_note ? "text" : "level", w->before ? w->before : "");
    return journal_append(db, EV_UNDO, actor, &b, NULL);
}

enum db_rc db_undo(struct db *db, int product, int member, const char *actor, char code[16])
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct back w = {.a = arena_new(), .product = product, .member = member};
    struct product_of p;
    code[0] = '\0';
    rc = need_open(db);
    if (rc == DB_OK)
        rc = need_product_of(db, product, w.a, &p);
    if (rc == DB_OK)
        rc = need_ballot_writable(db, product, member, p.no);
    if (rc == DB_OK)
        rc = walk_back(db, &w);
    if (rc == DB_OK && !w.of)
        rc = db_refuse(db, F_NOTHING_TO_UNDO, NULL);
    if (rc == DB_OK) {
        snprintf(code, 16, "%s", w.criterion);
        rc = append_undo(db, &w, actor);
    }
    arena_free(w.a);
    return tx_end(db, rc);
}

/* ---- handing in, and reopening to be scored again ---- */

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
    struct product_of p;
    bool closed = false;
    rc = need_open(db);
    if (rc == DB_OK)
        rc = need_product_of(db, product, a, &p);
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
        rc = need_ballot_complete(db, product, member);
    if (rc == DB_OK && !closed)
        rc = append_state(db, EV_CLOSE_BALLOT, product, member, NULL, actor);
    arena_free(a);
    return tx_end(db, rc);
}

static enum db_rc reopen_ballot(struct db *db, int product, int member, const char *why,
                                const char *actor)
{
    bool closed = false;
    enum db_rc rc = need_member(db, member);
    rc = rc == DB_OK ? ballot_closed(db, product, member, &closed) : rc;
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
        rc = reopen_ballot(db, product, members[i], why, actor);
    free(why);
    return tx_end(db, rc);
}

enum db_rc db_ballot_reopen(struct db *db, int product, int member, const char *reason,
                            const char *actor)
{
    return db_ballots_reopen(db, product, &member, 1, reason, actor);
}
