/* SPDX-License-Identifier: MIT */
/* The fold of what members do on a ballot. */
#include "db/record/fold.h"

static enum db_rc begin_ballot(struct db *db, const struct event *e)
{
    sqlite3_stmt *s = stmt_get(db, Q_ballot_begin);
    bind_seat(s, e);
    bind_int(s, ":seq", e->seq);
    return stmt_run(db, s);
}

/* A mark, or what an undo brings back; an empty level is a blank again. */
enum db_rc fold_mark(struct db *db, const struct event *e)
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

enum db_rc fold_note(struct db *db, const struct event *e)
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

enum db_rc fold_undo(struct db *db, const struct event *e)
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

enum db_rc fold_ballot_close(struct db *db, const struct event *e)
{
    return ballot_state(db, e, true);
}

enum db_rc fold_ballot_reopen(struct db *db, const struct event *e)
{
    return ballot_state(db, e, false);
}
