/* SPDX-License-Identifier: MIT */
/* db/council/need.h - what acts ask before anything is appended, so that an act reads: begin, need,
 * need, append, end.  Each of these returns DB_OK, or refuses with its sentence.  What only one act
 * asks stands beside that act. */
#ifndef DB_COUNCIL_NEED_H
#define DB_COUNCIL_NEED_H

#include "db/record/store.h"

/* The session is not closed (chốt). */
enum db_rc need_open(struct db *db) MUST_CHECK;
/* There is such a product, such a member. */
enum db_rc need_product(struct db *db, int product) MUST_CHECK;
enum db_rc need_member(struct db *db, int member) MUST_CHECK;
struct product_of {
    char no[16];     /* the product's stt, for sentences */
    const char *set; /* its set, "" none; owned by the arena */
};
/* There is such a product, with this number and set. */
enum db_rc need_product_of(struct db *db, int product, struct arena *a,
                           struct product_of *out) MUST_CHECK;

/* No other product than @id has @code; "" is free. */
enum db_rc need_free_code(struct db *db, const char *code, int id) MUST_CHECK;

/* The product can be scored: it has a set, and the session its criteria. */
enum db_rc need_set(struct db *db, const struct product_of *p) MUST_CHECK;
/* Criterion @code ("": the whole ballot) of @set has levels, and @label is one of them. */
enum db_rc need_criterion(struct db *db, const char *set, const char *code) MUST_CHECK;
enum db_rc need_level(struct db *db, const char *set, const char *code,
                      const char *label) MUST_CHECK;

/* The council has not stopped the scoring of the product ("không đánh giá các bước tiếp theo",
 * Phụ lục II). */
enum db_rc need_scoring(struct db *db, int product, const char *no) MUST_CHECK;
/* The member is asked for a ballot on the product (contract, Lists: ballots). */
enum db_rc need_seat(struct db *db, int product, const char *no, int member) MUST_CHECK;
enum db_rc ballot_expected(struct db *db, int product, int member, bool *out) MUST_CHECK;
/* The ballot is not handed in yet. */
enum db_rc need_ballot_open(struct db *db, int product, int member) MUST_CHECK;
/* It has a level for every criterion. */
enum db_rc need_ballot_complete(struct db *db, int product, int member) MUST_CHECK;
enum db_rc ballot_closed(struct db *db, int product, int member, bool *out) MUST_CHECK;

/* A ballot that was handed in never stops counting because someone is said to be absent or recused,
 * or to score no more, or because a rule changes: it is reopened, with a reason, and the council
 * goes on without it (ballots.missing, the finding "ballot"). */
struct uncounting {
    int product, member;   /* 0: all */
    const char *state;     /* of the panel, as it would be; NULL: as it is */
    bool follows_presence; /* only where no row of the panel says otherwise */
    bool admitted;         /* written ballots would count */
};
enum db_rc need_counted(struct db *db, const struct uncounting *u) MUST_CHECK;
/* Whether a seat of that state is asked for a ballot, where the member scores at all. */
bool seat_counts(const char *state, bool admitted);
enum db_rc written_admitted(struct db *db, bool *out) MUST_CHECK;

/* Statement @q about the ballot of a member on a product: stmt_get with :product and :member. */
sqlite3_stmt *seat_stmt(struct db *db, enum query q, int product, int member);

#endif
