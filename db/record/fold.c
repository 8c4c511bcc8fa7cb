/* SPDX-License-Identifier: MIT */
/* The fold: what each kind of event does to the tables.  Nothing else writes them, so the
 * tables can always be made again from the journal (db_verify does just that). */
#include "db/record/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/record/store.h"

typedef enum db_rc fold_fn(struct db *db, const struct event *e);

/* A field as text, "" when the event has none; and as a number. */
static const char *fold_text(const struct event *e, const char *name)
{
    const char *v = event_get(e, name);
    return v ? v : "";
}

static int64_t fold_number(const struct event *e, const char *name)
{
    return strtoll(fold_text(e, name), NULL, 10);
}

/* Bind :name to the field of the same name for every name of @names (ended by NULL). */
static void bind_fields(sqlite3_stmt *s, const struct event *e, const char *const *names,
                        bool numbers)
{
    for (; *names; names++) {
        char param[32];
        snprintf(param, sizeof param, ":%s", *names);
        if (numbers)
            bind_int(s, param, fold_number(e, *names));
        else
            bind_text(s, param, fold_text(e, *names));
    }
}

/* Bind :product and :member. */
static void bind_seat(sqlite3_stmt *s, const struct event *e)
{
    bind_int(s, ":product", fold_number(e, "product"));
    bind_int(s, ":member", fold_number(e, "member"));
}

/* ---- the session, its council and agenda ---- */

static enum db_rc fold_new(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_session_put);
    bind_text(s, ":id", fold_text(e, "id"));
    return stmt_run(db, s);
}

static enum db_rc fold_set(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_setting_put);
    bind_text(s, ":key", fold_text(e, "key"));
    bind_text(s, ":value", fold_text(e, "value"));
    return stmt_run(db, s);
}

static enum db_rc fold_pin(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_session_pin);
    bind_text(s, ":pin", fold_text(e, "pin"));
    return stmt_run(db, s);
}

static enum db_rc fold_pin_try(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_session_pin_try);
    bind_text(s, ":time", e->time);
    return stmt_run(db, s);
}

static enum db_rc fold_member(struct db *db, const struct event *e)
{
    static const char *const words[] = {"name", "honorific", "title", "agency",
                                        "role", "reason",    NULL};
    static const char *const numbers[] = {"id", "no", "secretary", "scoring", "present", NULL};
    sqlite3_stmt *s = stmt_get(db, Q_member_put);
    bind_fields(s, e, words, false);
    bind_fields(s, e, numbers, true);
    return stmt_run(db, s);
}

static enum db_rc fold_product(struct db *db, const struct event *e)
{
    static const char *const words[] = {
#define PRODUCT_NUMBER(name, field)
#define PRODUCT_TEXT(name, field, label, column) #name,
#define PRODUCT_WORD(name, field, column) #name,
#include "db/product.def"
        NULL};
    static const char *const numbers[] = {
#define PRODUCT_NUMBER(name, field) #name,
#define PRODUCT_TEXT(name, field, label, column)
#define PRODUCT_WORD(name, field, column)
#include "db/product.def"
        NULL};
    sqlite3_stmt *s = stmt_get(db, Q_product_put);
    bind_fields(s, e, words, false);
    bind_fields(s, e, numbers, true);
    return stmt_run(db, s);
}

static enum db_rc fold_product_set(struct db *db, const struct event *e)
{
    /* Marks before the ballots they refer to. */
    static const enum query voids[] = {Q_void_close,   Q_void_marks,    Q_void_notes,
                                       Q_void_ballots, Q_void_findings, Q_void_assessments};
    enum db_rc rc = DB_OK;
    bool empties = fold_number(e, "void") == 1;
    for (size_t i = 0; empties && rc == DB_OK && i < sizeof voids / sizeof *voids; i++) {
        sqlite3_stmt *s = stmt_get(db, voids[i]);
        bind_int(s, ":product", fold_number(e, "product"));
        rc = stmt_run(db, s);
    }
    sqlite3_stmt *s = stmt_get(db, Q_product_set_put);
    bind_int(s, ":id", fold_number(e, "product"));
    bind_text(s, ":set_id", fold_text(e, "set"));
    return rc == DB_OK ? stmt_run(db, s) : rc;
}

static enum db_rc correct_field(struct db *db, const struct event *e)
{
    static const struct {
        const char *key;
        enum query q;
    } keys[] = {
        {"name", Q_product_correct_name},       {"owner", Q_product_correct_owner},
        {"address", Q_product_correct_address}, {"phone", Q_product_correct_phone},
        {"code", Q_product_correct_code},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].key, fold_text(e, "key")) == 0) {
            sqlite3_stmt *s = stmt_get(db, keys[i].q);
            bind_int(s, ":id", fold_number(e, "product"));
            bind_text(s, ":value", fold_text(e, "new"));
            return stmt_run(db, s);
        }
    return DB_FAULT;
}

static enum db_rc fold_panel(struct db *db, const struct event *e)
{
    enum db_rc rc = DB_OK;
    if (fold_number(e, "product") == 0) { /* for every product: what was said before goes */
        sqlite3_stmt *s = stmt_get(db, Q_panel_clear);
        bind_int(s, ":member", fold_number(e, "member"));
        rc = stmt_run(db, s);
    }
    sqlite3_stmt *s = stmt_get(db, Q_panel_put);
    bind_seat(s, e);
    bind_text(s, ":state", fold_text(e, "state"));
    bind_text(s, ":reason", fold_text(e, "reason"));
    return rc == DB_OK ? stmt_run(db, s) : rc;
}

static enum db_rc fold_finding(struct db *db, const struct event *e)
{
    static const char *const words[] = {"kind", "criterion", "reason", "ground", NULL};
    static const char *const numbers[] = {"product", "star",     "member", "verdict",
                                          "votes",   "votes_of", "stops",  NULL};
    sqlite3_stmt *s = stmt_get(db, Q_finding_put);
    bind_fields(s, e, words, false);
    bind_fields(s, e, numbers, true);
    const char *judged = event_get(e, "judged"); /* older events have none: bound to null */
    if (judged)
        bind_text(s, ":judged", judged);
    bind_int(s, ":seq", e->seq);
    return stmt_run(db, s);
}

static enum db_rc fold_close(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_closing_put);
    int64_t version = fold_number(e, "version");
    bind_int(s, ":version", version);
    bind_int(s, ":seq", e->seq);
    bind_int(s, ":ballots", fold_number(e, "ballots"));
    enum db_rc rc = stmt_run(db, s);
    for (size_t i = 0; i < e->n && rc == DB_OK; i++) {
        long long product, sum, n, star;
        char status[16];
        if (strcmp(e->field[i].name, "result") != 0)
            continue;
        if (sscanf(e->field[i].value, "%lld %lld %lld %lld %15s", &product, &sum, &n, &star,
                   status) != 5)
            return DB_FAULT;
        s = stmt_get(db, Q_closed_result_put);
        bind_int(s, ":version", version);
        bind_int(s, ":product", product);
        bind_int(s, ":sum", sum);
        bind_int(s, ":ballots", n);
        bind_int(s, ":star", star);
        bind_text(s, ":status", status);
        rc = stmt_run(db, s);
    }
    return rc == DB_OK ? stmt_run(db, stmt_get(db, Q_session_close)) : rc;
}

static enum db_rc fold_reopen(struct db *db, const struct event *e)
{
    (void)e;
    return stmt_run(db, stmt_get(db, Q_session_reopen));
}

/* It was seen who stands where: the journal says so, no table does. */
static enum db_rc fold_names(struct db *db, const struct event *e)
{
    (void)db;
    (void)e;
    return DB_OK;
}

static enum db_rc fold_correct(struct db *db, const struct event *e)
{
    /* A correction after sign-off: a new version, whose closing follows at once. */
    if (fold_number(e, "revise") == 1) {
        enum db_rc rc = stmt_run(db, stmt_get(db, Q_session_version));
        if (rc != DB_OK)
            return rc;
    }
    return correct_field(db, e);
}

/* ---- a criteria set: the session's own copy, with its criteria and levels ---- */

/* A line "A	B	C": its fields in @out; false when there are not exactly @n. */
static bool split(char *line, char **out, int n)
{
    for (int i = 0; i < n; i++) {
        out[i] = line;
        char *tab = strchr(line, '\t');
        if (!tab != (i == n - 1))
            return false;
        if (tab) {
            *tab = '\0';
            line = tab + 1;
        }
    }
    return true;
}

static enum db_rc fold_criterion(struct db *db, const char *set, char *line)
{
    char *f[5]; /* ord, code, part, max, name */
    if (!split(line, f, 5))
        return DB_FAULT;
    sqlite3_stmt *s = stmt_get(db, Q_criterion_put);
    bind_text(s, ":set_id", set);
    bind_int(s, ":ord", strtoll(f[0], NULL, 10));
    bind_text(s, ":code", f[1]);
    bind_text(s, ":part", f[2]);
    bind_int(s, ":max", strtoll(f[3], NULL, 10));
    bind_text(s, ":name", f[4]);
    return stmt_run(db, s);
}

static enum db_rc fold_level(struct db *db, const char *set, char *line)
{
    char *f[4]; /* criterion, label, points, star */
    if (!split(line, f, 4))
        return DB_FAULT;
    sqlite3_stmt *s = stmt_get(db, Q_level_put);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", f[0]);
    bind_text(s, ":label", f[1]);
    bind_int(s, ":points", strtoll(f[2], NULL, 10));
    bind_int(s, ":star", strtoll(f[3], NULL, 10));
    return stmt_run(db, s);
}

static enum db_rc fold_criteria(struct db *db, const struct event *e)
{
    static const enum query drops[] = {Q_criteria_drop_levels, Q_criteria_drop};
    const char *set = fold_text(e, "set");
    enum db_rc rc = DB_OK;
    for (int i = 0; i < 2 && rc == DB_OK; i++) { /* of the copy that this one replaces */
        sqlite3_stmt *old = stmt_get(db, drops[i]);
        bind_text(old, ":id", set);
        rc = stmt_run(db, old);
    }
    sqlite3_stmt *s = stmt_get(db, Q_criteria_put);
    bind_text(s, ":id", set);
    bind_text(s, ":name", fold_text(e, "name"));
    bind_text(s, ":yaml", fold_text(e, "yaml"));
    if (rc == DB_OK)
        rc = stmt_run(db, s);
    struct arena *a = arena_new();
    for (size_t i = 0; i < e->n && rc == DB_OK; i++) {
        char *line = arena_strdup(a, e->field[i].value);
        if (strcmp(e->field[i].name, "criterion") == 0)
            rc = fold_criterion(db, set, line);
        else if (strcmp(e->field[i].name, "level") == 0)
            rc = fold_level(db, set, line);
    }
    arena_free(a);
    s = stmt_get(db, Q_level_none);
    bind_text(s, ":set_id", set);
    return rc == DB_OK ? stmt_run(db, s) : rc;
}

/* ---- what members do on a ballot ---- */

static enum db_rc begin_ballot(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_ballot_begin);
    bind_seat(s, e);
    bind_int(s, ":seq", e->seq);
    return stmt_run(db, s);
}

/* A mark, or what an undo brings back; an empty level is a blank again. */
static enum db_rc fold_mark(struct db *db, const struct event *e)
{
    const char *label = fold_text(e, "level");
    enum db_rc rc = begin_ballot(db, e);
    sqlite3_stmt *s = stmt_get(db, *label ? Q_mark_put : Q_mark_drop);
    bind_seat(s, e);
    bind_text(s, ":criterion", fold_text(e, "criterion"));
    if (*label) {
        bind_text(s, ":label", label);
        bind_int(s, ":seq", e->seq);
    }
    return rc == DB_OK ? stmt_run(db, s) : rc;
}

static enum db_rc fold_note(struct db *db, const struct event *e)
{
    const char *note = fold_text(e, "text");
    enum db_rc rc = begin_ballot(db, e);
    sqlite3_stmt *s = stmt_get(db, *note ? Q_note_put : Q_note_drop);
    bind_seat(s, e);
    bind_text(s, ":criterion", fold_text(e, "criterion"));
    if (*note) {
        bind_text(s, ":text", note);
        bind_int(s, ":seq", e->seq);
    }
    return rc == DB_OK ? stmt_run(db, s) : rc;
}

static enum db_rc fold_undo(struct db *db, const struct event *e)
{
    return event_get(e, "level") ? fold_mark(db, e) : fold_note(db, e);
}

static enum db_rc ballot_state(struct db *db, const struct event *e, bool closed)
{
    sqlite3_stmt *s = stmt_get(db, Q_ballot_state);
    bind_seat(s, e);
    bind_int(s, ":closed", closed);
    bind_int(s, ":seq", e->seq);
    return stmt_run(db, s);
}

static enum db_rc fold_close_ballot(struct db *db, const struct event *e)
{
    return ballot_state(db, e, true);
}

static enum db_rc fold_reopen_ballot(struct db *db, const struct event *e)
{
    return ballot_state(db, e, false);
}

/* ---- beside the scoring: dossiers before it, decisions after it ---- */

static enum db_rc fold_assessment(struct db *db, const struct event *e)
{
    static const char *const key[] = {"source", "criterion", NULL};
    static const char *const rest[] = {"label", "note", NULL};
    static const char *const product[] = {"product", NULL};
    const char *label = event_get(e, "label");
    bool given = label && *label;
    sqlite3_stmt *s = stmt_get(db, given ? Q_assessment_put : Q_assessment_drop);
    bind_fields(s, e, product, true);
    bind_fields(s, e, key, false);
    if (given) {
        bind_fields(s, e, rest, false);
        bind_int(s, ":seq", e->seq);
    }
    return stmt_run(db, s);
}

/* Fields of an event straight into the row of the same names. */
static enum db_rc put(struct db *db, enum query q, const struct event *e, const char *const *words,
                      const char *const *numbers)
{
    sqlite3_stmt *s = stmt_get(db, q);
    bind_fields(s, e, words, false);
    bind_fields(s, e, numbers, true);
    return stmt_run(db, s);
}

static enum db_rc fold_dossier(struct db *db, const struct event *e)
{
    static const char *const words[] = {"note", NULL};
    static const char *const numbers[] = {"product", "samples", NULL};
    return put(db, Q_dossier_put, e, words, numbers);
}

static enum db_rc fold_evidence(struct db *db, const struct event *e)
{
    static const char *const words[] = {"state", "expires", "note", NULL};
    static const char *const numbers[] = {"product", "item", NULL};
    const char *state = event_get(e, "state");
    if (state && *state)
        return put(db, Q_evidence_put, e, words, numbers);
    sqlite3_stmt *s = stmt_get(db, Q_evidence_drop);
    bind_fields(s, e, numbers, true);
    return stmt_run(db, s);
}

static enum db_rc fold_decide(struct db *db, const struct event *e)
{
    static const char *const words[] = {"list", "number", "date", "issued", NULL};
    static const char *const none[] = {NULL};
    return put(db, Q_decision_put, e, words, none);
}

static enum db_rc fold_decided(struct db *db, const struct event *e)
{
    static const char *const words[] = {"number", "date", "reason", NULL};
    static const char *const numbers[] = {"product", "left_out", "central", NULL};
    return put(db, Q_decided_put, e, words, numbers);
}

enum db_rc fold_apply(struct db *db, const struct event *e)
{
    static fold_fn *const folds[EV_COUNT] = {
#define EVENT(id, name, fold, since, by, late, change, paper, screen) fold_##fold,
#include "db/event.def"
#undef EVENT
    };
    enum event_kind k = event_kind(e->kind);
    if ((k == EV_NEW) != (e->seq == 1)) /* a session begins once, and first */
        return DB_FAULT;
    return k < EV_COUNT ? folds[k](db, e) : DB_FAULT;
}
