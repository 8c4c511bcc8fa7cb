/* SPDX-License-Identifier: MIT */
/* One level ticked, one note written, and taking either back. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/ballot_part.h"
#include "db/text.h"

enum { MAX_NOTE = 1000 };

enum db_rc need_set(struct db *db, const struct ballot_of *p)
{
    int64_t criteria;
    if (!*p->set)
        return db_refuse(db, F_SET_MISSING, p->no, NULL);
    sqlite3_stmt *s = stmt_get(db, Q_criterion_count);
    bind_text(s, ":set_id", p->set);
    enum db_rc rc = stmt_one(db, s, 0, &criteria);
    return rc == DB_OK && !criteria ? db_refuse(db, F_SET_UNAVAILABLE, p->no, p->set, NULL) : rc;
}

/* Why @label is not a level of @code in @set. */
static enum db_rc no_level(struct db *db, const char *set, const char *code, const char *label)
{
    bool row;
    char labels[128] = "";
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        const unsigned char *t = sqlite3_column_text(s, 0);
        snprintf(labels, sizeof labels, "%s", t ? (const char *)t : "");
        sqlite3_reset(s);
    }
    if (rc != DB_OK)
        return rc;
    if (!*labels)
        return db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL);
    if (strcmp(label, "0") == 0)
        return db_refuse(db, F_ZERO_IS_PRINTED, code, NULL);
    return db_refuse(db, F_NO_SUCH_LEVEL, code, label, labels, NULL);
}

enum db_rc need_level(struct db *db, const char *set, const char *code, const char *label)
{
    int64_t points;
    sqlite3_stmt *s = stmt_get(db, Q_level_known);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    bind_text(s, ":label", label);
    enum db_rc rc = stmt_one(db, s, -1, &points);
    return rc == DB_OK && points < 0 ? no_level(db, set, code, label) : rc;
}

/* The mark that stands: "" when blank. */
static enum db_rc standing(struct db *db, int product, int member, const char *code, char label[8],
                           int64_t *seq, char hash[65])
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_mark_get);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    label[0] = '\0';
    if (row) {
        snprintf(label, 8, "%s", (const char *)sqlite3_column_text(s, 0));
        if (seq)
            *seq = sqlite3_column_int64(s, 1);
        if (hash && sqlite3_column_bytes(s, 2) == 32)
            sodium_bin2hex(hash, 65, sqlite3_column_blob(s, 2), 32);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc mark(struct db *db, int product, int member, const char *code, const char *label,
                       const char *actor, int64_t *seq, char hash[65])
{
    struct arena *a = arena_new();
    struct ballot_of p;
    char old[8] = "";
    bool closed = false;
    enum db_rc rc = ballot_product(db, product, a, &p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && *p.set)
        rc = adopt_set(db, p.set, actor);
    if (rc == DB_OK)
        rc = need_set(db, &p);
    if (rc == DB_OK)
        rc = need_level(db, p.set, code, label);
    if (rc == DB_OK)
        rc = standing(db, product, member, code, old, seq, hash);
    if (rc == DB_OK && strcmp(old, label) != 0) {
        rc = need_open(db); /* only now: a mark that stands answers after sign-off too */
        if (rc == DB_OK)
            rc = need_scoring(db, product, p.no);
        if (rc == DB_OK)
            rc = need_seat(db, product, p.no, member);
        if (rc == DB_OK)
            rc = ballot_closed(db, product, member, &closed);
        if (rc == DB_OK && closed)
            rc = db_refuse(db, F_BALLOT_CLOSED, NULL);
        if (rc == DB_OK) {
            struct body b = {0};
            body_int(&b, "product", product);
            body_int(&b, "member", member);
            body_text(&b, "criterion", code);
            body_text(&b, "level", label);
            rc = journal_append(db, "mark", actor, &b, NULL);
        }
        if (rc == DB_OK && (seq || hash))
            rc = standing(db, product, member, code, old, seq, hash);
    }
    arena_free(a);
    return rc;
}

enum db_rc db_mark(struct db *db, int product, int member, const char *code, const char *label,
                   const char *actor, int64_t *seq, char hash[65])
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    return tx_end(db, mark(db, product, member, code, label, actor, seq, hash));
}

/* ---- notes ---- */

static enum db_rc standing_note(struct db *db, int product, int member, const char *code,
                                struct arena *a, const char **text)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_note_get);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    *text = "";
    if (row) {
        *text = col_text(a, s, 0);
        sqlite3_reset(s);
    }
    return rc;
}

static enum db_rc need_criterion(struct db *db, const char *set, const char *code)
{
    bool row;
    if (!*code)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    bool known = row && sqlite3_column_type(s, 0) != SQLITE_NULL;
    if (row)
        sqlite3_reset(s);
    return rc == DB_OK && !known ? db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL) : rc;
}

static enum db_rc note(struct db *db, struct arena *a, int product, int member, const char *code,
                       const char *text, const char *actor)
{
    struct ballot_of p;
    const char *old = "";
    bool closed = false;
    enum db_rc rc = ballot_product(db, product, a, &p);
    if (rc == DB_OK)
        rc = need_member(db, member);
    if (rc == DB_OK && *p.set)
        rc = adopt_set(db, p.set, actor);
    if (rc == DB_OK)
        rc = need_set(db, &p);
    if (rc == DB_OK)
        rc = need_criterion(db, p.set, code);
    if (rc == DB_OK)
        rc = standing_note(db, product, member, code, a, &old);
    if (rc != DB_OK || strcmp(old, text) == 0)
        return rc;
    rc = need_scoring(db, product, p.no);
    if (rc == DB_OK)
        rc = need_seat(db, product, p.no, member);
    if (rc == DB_OK)
        rc = ballot_closed(db, product, member, &closed);
    if (rc == DB_OK && closed)
        rc = db_refuse(db, F_BALLOT_CLOSED, NULL);
    if (rc != DB_OK)
        return rc;
    struct body b = {0};
    body_int(&b, "product", product);
    body_int(&b, "member", member);
    body_text(&b, "criterion", code);
    body_text(&b, "text", text);
    return journal_append(db, "note", actor, &b, NULL);
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
        rc = note(db, a, product, member, code, clean, actor);
    free(clean);
    arena_free(a);
    return tx_end(db, rc);
}

/* ---- undo ---- */

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
    return journal_append(db, "undo", actor, &b, NULL);
}

enum db_rc db_undo(struct db *db, int product, int member, const char *actor, char code[16])
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct back w = {.a = arena_new(), .product = product, .member = member};
    struct ballot_of p;
    bool closed = false;
    code[0] = '\0';
    rc = need_open(db);
    if (rc == DB_OK)
        rc = ballot_product(db, product, w.a, &p);
    if (rc == DB_OK)
        rc = need_scoring(db, product, p.no);
    if (rc == DB_OK)
        rc = ballot_closed(db, product, member, &closed);
    if (rc == DB_OK && closed)
        rc = db_refuse(db, F_BALLOT_CLOSED, NULL);
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
