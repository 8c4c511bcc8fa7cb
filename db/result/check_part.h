/* SPDX-License-Identifier: MIT */
/* db/result/check_part.h - the list of what stands in the way, between the check*.c files. */
#ifndef DB_RESULT_CHECK_PART_H
#define DB_RESULT_CHECK_PART_H

#include "db/record/store.h"
#include "db/result/signoff.h"
#include "db/result/tally.h"

struct check {
    struct db *db;
    struct arena *a; /* texts of the blockers live here */
    struct rules rules;
    struct blockers *out;
    size_t cap;
};

/* check_part.c: one more; the arguments are those of the fault, ended by the first NULL. */
void check_add(struct check *c, bool warning, int product, int member, const char *criterion,
               enum fault_id id, const char *a0, const char *a1, const char *a2, const char *a3);
/* In the arena: decimal text of @v; @list with one more, "3.4, 5.1". */
const char *check_int(struct check *c, int v);
const char *check_list(struct check *c, const char *list, const char *one);
const struct result *check_result_of(const struct tally *t, int product);

/* check_quorum.c: presence below the quorum, or nobody to preside: one line when it is so
 * everywhere. */
enum db_rc check_quorum(struct check *c, const struct tally *t) MUST_CHECK;
/* check_dossier.c: samples, papers, codes, communes that are none of the province's, and where the
 * council's points differ from those given before. */
enum db_rc check_dossiers(struct check *c, const struct tally *t) MUST_CHECK;
enum db_rc check_communes(struct check *c) MUST_CHECK;

#endif
