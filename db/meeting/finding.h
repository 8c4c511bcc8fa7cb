/* SPDX-License-Identifier: MIT */
/* db/meeting/finding.h - what the council concludes, each with its votes and reason. */
#ifndef DB_MEETING_FINDING_H
#define DB_MEETING_FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/arena.h"
#include "db/rc.h"
#include "db/result/tally.h"

#define FINDING_LIST(X)                                                                            \
    X(MINIMUM, "minimum")       /* criterion, star: đạt / không đạt */                      \
    X(KNOCKOUT, "knockout")     /* loại / không loại */                                       \
    X(FORWARD, "forward")       /* trình / không trình */                                       \
    X(SPREAD, "spread")         /* giữ nguyên */                                                \
    X(BALLOT, "ballot")         /* member: bỏ qua */                                             \
    X(POSTPONED, "postponed")   /* có / không */                                                 \
    X(WITHDRAWN, "withdrawn")   /* có / không */                                                 \
    X(CLAIM, "claim")           /* criterion, member: đề nghị loại / rút đề nghị */   \
    X(DIFFERENCE, "difference") /* criterion: why the council's points differ */
enum finding_kind {
#define X(id, word) FINDING_##id,
    FINDING_LIST(X)
#undef X
};
const char *finding_word(enum finding_kind k);

struct finding {
    int64_t seq; /* event */
    int product;
    enum finding_kind kind;
    const char *criterion; /* "" when none */
    int star;              /* 3, 4, 5; 0 when none */
    int member;            /* 0 when none */
    bool verdict;          /* đạt, loại, trình, giữ nguyên, bỏ qua, có: true */
    int votes, of;         /* 7/9; 0/0 when not given */
    const char *reason;
    const char *ground; /* of a knock-out or claim: as printed on the sheet; "" when not said */
    /* What follows is derived; db_conclude ignores it. */
    bool stops; /* a knock-out by "không đánh giá các bước tiếp theo": scoring has ended */
    bool waiting; /* a claim that the council has not answered */
    /* What it rested on has changed since (db/FORMAT.md, judged): it does not count until it is
     * said again.  judged: the facts then, NULL in older files; now: the facts today, NULL while
     * they are the same or not kept. */
    bool stale;
    const char *judged, *now;
};
struct findings {
    size_t n;
    struct finding *v; /* those in force, by product, then event */
    void *mem;
};
enum db_rc db_findings(struct db *db, int product, struct findings *out) MUST_CHECK;
/* Whether the same was said of the same thing, rests on the same, and still has its effect: met at
 * 4 stars said again after missed at 3, or a knock-out after all were lifted, is a new word.  @said
 * (may be NULL): whether the word of event @seq, which took the effect away, is going to be said
 * after this one too, so that nothing new comes of it.  Texts are compared as they are. */
typedef bool finding_said(void *arg, int64_t seq);
enum db_rc finding_stands(struct db *db, const struct finding *f, finding_said *said, void *arg,
                          bool *out) MUST_CHECK;
/* All of @v in one transaction (a conclusion on several minimums is one act).  Nothing is knocked
 * out but by a FINDING_KNOCKOUT of the council; a FINDING_CLAIM only asks for one. */
enum db_rc db_conclude(struct db *db, const struct finding *v, size_t n,
                       const char *actor) MUST_CHECK;

/* What @product would come to if the council concluded @v as well.  Nothing is recorded. */
enum db_rc db_conclude_if(struct db *db, int product, const struct finding *v, size_t n,
                          struct tally *out) MUST_CHECK;

#endif
