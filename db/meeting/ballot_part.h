/* SPDX-License-Identifier: MIT */
/* db/meeting/ballot_part.h - what acts on a ballot share.  Not for other layers. */
#ifndef DB_MEETING_BALLOT_PART_H
#define DB_MEETING_BALLOT_PART_H

#include "db/record/store.h"

struct ballot_of {
    char no[16];     /* the product's stt, for sentences */
    const char *set; /* its set, "" none; owned by the arena */
};
/* The product's number and set; refuses when there is no such product. */
enum db_rc ballot_product(struct db *db, int product, struct arena *a,
                          struct ballot_of *out) MUST_CHECK;
/* Refuses when the product cannot be scored: no set, or one the program lacks. */
enum db_rc need_set(struct db *db, const struct ballot_of *p) MUST_CHECK;
/* Refuses a level that criterion @code of @set does not have. */
enum db_rc need_level(struct db *db, const char *set, const char *code,
                      const char *label) MUST_CHECK;
/* Refuses when the council has stopped the scoring of the product ("không đánh giá các bước
 * tiếp theo", Phụ lục II). */
enum db_rc need_scoring(struct db *db, int product, const char *no) MUST_CHECK;
/* Refuses a ballot of a member who is not asked for one (contract, Lists: ballots). */
enum db_rc need_seat(struct db *db, int product, const char *no, int member) MUST_CHECK;
/* Refuses a ballot that was handed in. */
enum db_rc need_not_closed(struct db *db, int product, int member) MUST_CHECK;
enum db_rc ballot_expected(struct db *db, int product, int member, bool *out) MUST_CHECK;
enum db_rc ballot_closed(struct db *db, int product, int member, bool *out) MUST_CHECK;

#endif
