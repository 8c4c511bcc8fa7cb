/* SPDX-License-Identifier: MIT */
/* db/record/fold.h - between fold.c and the folds that stand in files of their own. */
#ifndef DB_RECORD_FOLD_H
#define DB_RECORD_FOLD_H

#include "db/record/store.h"

/* A field as text, "" when the event has none; and as a number. */
const char *fold_text(const struct event *e, const char *name);
int64_t fold_number(const struct event *e, const char *name);
/* Bind :product and :member. */
void bind_seat(sqlite3_stmt *s, const struct event *e);
/* Bind :name to the field of the same name for every name of @names (ended by NULL). */
void bind_fields(sqlite3_stmt *s, const struct event *e, const char *const *names, bool numbers);

/* fold_ballot.c */
enum db_rc fold_mark(struct db *db, const struct event *e);
enum db_rc fold_note(struct db *db, const struct event *e);
enum db_rc fold_undo(struct db *db, const struct event *e);
enum db_rc fold_ballot_close(struct db *db, const struct event *e);
enum db_rc fold_ballot_reopen(struct db *db, const struct event *e);

/* fold_criteria.c */
enum db_rc fold_criteria(struct db *db, const struct event *e);

/* fold_dossier.c */
enum db_rc fold_assessment(struct db *db, const struct event *e);
enum db_rc fold_dossier(struct db *db, const struct event *e);
enum db_rc fold_evidence(struct db *db, const struct event *e);
enum db_rc fold_decide(struct db *db, const struct event *e);
enum db_rc fold_decided(struct db *db, const struct event *e);

#endif
