/* SPDX-License-Identifier: MIT */
/* db/agenda/assessment.h - points given before the council met: by the producer (Mẫu 02, Phần III)
 * and by the Tổ tư vấn.  They are beside the council's, never in them. */
#ifndef DB_AGENDA_ASSESSMENT_H
#define DB_AGENDA_ASSESSMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

enum assessment_source { ASSESSED_SELF, ASSESSED_ADVISER };

struct assessed { /* one criterion of one product */
    int product;
    const char *criterion;
    const char *label[2]; /* by source; NULL: none given */
    int points[2];        /* of it; -1: none */
    const char *note[2];
    int sum, n;      /* of the counted ballots */
    int compared;    /* points compared with: the Tổ tư vấn's, else the producer's; -1: none */
    int difference;  /* |sum - compared * n| */
    bool asked;      /* difference.ask or more on the mean: a word of reason is asked for */
    bool answered;   /* and was given (FINDING_DIFFERENCE) */
    const char *why; /* that */
};
struct assessments {
    size_t n;
    struct assessed *v; /* by product no, then the law's order */
    void *mem;
};
/* Those criteria that have such points; @product 0: of all. */
enum db_rc db_assessments(struct db *db, int product, struct assessments *out) MUST_CHECK;
/* Every criterion of one product, given or not. */
enum db_rc db_scoresheet(struct db *db, int product, struct assessments *out) MUST_CHECK;
/* Sums of one product by source: marks given, total and parts A, B, C. */
struct assessment_sum {
    int marks, total, part[3];
};
enum db_rc db_assessment_sums(struct db *db, int product, struct assessment_sum out[2]) MUST_CHECK;
/* Give a level, "" to take it away.  What stands already makes no event.  @note NULL: as it stands.
 */
enum db_rc db_assess(struct db *db, int product, enum assessment_source source, const char *code,
                     const char *label, const char *note, const char *actor) MUST_CHECK;

#endif
