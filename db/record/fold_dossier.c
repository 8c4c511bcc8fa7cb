/* SPDX-License-Identifier: MIT */
/* The fold of what stands beside the council's scoring: dossiers before it, decisions after it. */
#include "db/record/fold.h"

enum db_rc fold_assessment(struct db *db, const struct event *e)
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

enum db_rc fold_dossier(struct db *db, const struct event *e)
{
    static const char *const words[] = {"note", NULL};
    static const char *const numbers[] = {"product", "samples", NULL};
    return put(db, Q_dossier_put, e, words, numbers);
}

enum db_rc fold_evidence(struct db *db, const struct event *e)
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

enum db_rc fold_decide(struct db *db, const struct event *e)
{
    static const char *const words[] = {"list", "number", "date", "issued", NULL};
    static const char *const none[] = {NULL};
    return put(db, Q_decision_put, e, words, none);
}

enum db_rc fold_decided(struct db *db, const struct event *e)
{
    static const char *const words[] = {"number", "date", "reason", NULL};
    static const char *const numbers[] = {"product", "left_out", "central", NULL};
    return put(db, Q_decided_put, e, words, numbers);
}
