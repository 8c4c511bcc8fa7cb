/* SPDX-License-Identifier: MIT */
/* Taking back the last mark or note of a ballot, by a new event. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/council/session_part.h"
#include "db/meeting/ballot.h"
#include "db/meeting/ballot_part.h"

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
        const char *kind = (const char *)sqlite3_column_text(s, 1);
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
    struct ballot_of p;
    code[0] = '\0';
    rc = need_open(db);
    if (rc == DB_OK)
        rc = ballot_product(db, product, w.a, &p);
    if (rc == DB_OK)
        rc = need_scoring(db, product, p.no);
    if (rc == DB_OK)
        rc = need_not_closed(db, product, member);
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
