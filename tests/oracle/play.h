/* SPDX-License-Identifier: MIT */
/* tests/oracle/play.h - a council played twice: by the program, in a session file, and by the
 * oracle.  After every act both must have answered the same, and at every look the bytes of
 * tally --json must say what the oracle says, member by member. */
#ifndef TESTS_ORACLE_PLAY_H
#define TESTS_ORACLE_PLAY_H

#include "tests/oracle/make.h"

#define OR_COVER_LIST(X)                                                                           \
    X(AT_30, "mean 30 exactly")                                                                    \
    X(AT_50, "mean 50 exactly")                                                                    \
    X(AT_70, "mean 70 exactly")                                                                    \
    X(AT_90, "mean 90 exactly")                                                                    \
    X(BELOW_30, "30 missed by 1/n")                                                                \
    X(BELOW_50, "50 missed by 1/n")                                                                \
    X(BELOW_70, "70 missed by 1/n")                                                                \
    X(BELOW_90, "90 missed by 1/n")                                                                \
    X(SPREAD_ALLOWED, "spread at its limit, allowed")                                              \
    X(SPREAD_REFUSED, "spread at its limit, refused")                                              \
    X(SPREAD_OVER, "spread one over")                                                              \
    X(CONCLUDE_MET, "divided, concluded met")                                                      \
    X(CONCLUDE_MISSED, "divided, concluded missed")                                                \
    X(CONCLUDE_FAR, "settled by another star's conclusion")                                        \
    X(CONCLUDE_OVER, "conclusions of two stars at odds")                                           \
    X(HALF, "majority: exactly half")                                                              \
    X(MEAN_AT, "mean rule: exactly the points")                                                    \
    X(MEAN_BELOW, "mean rule: one point short")                                                    \
    X(FIVE_MISSED, "90 and more, a minimum missed")                                                \
    X(TWO_CASES, "a two-case criterion, both cases")                                               \
    X(NONE_REACHED, "a level 0 that is not printed")                                               \
    X(KEPT, "a closed ballot that a panel would keep from counting: refused")                      \
    X(WRITTEN, "a written ballot that counts")                                                     \
    X(KNOCK_MANY, "several knock-outs in force")                                                   \
    X(KNOCK_LIFTED, "a knock-out lifted")                                                          \
    X(CLAIMED, "a claim that waits")                                                               \
    X(STALE, "conclusions on what has changed since")                                              \
    X(STOPPED_TWICE, "scoring stopped on two criteria")                                            \
    X(STOPPED, "scoring stopped")                                                                  \
    X(CAME_BACK, "postponed or withdrawn, and back")                                               \
    X(NO_QUORUM, "no quorum")                                                                      \
    X(SIGNED, "signed off")                                                                        \
    X(VERSIONS, "version 2 and later")                                                             \
    X(WITHDRAWN, "status withdrawn")                                                               \
    X(POSTPONED, "status postponed")                                                               \
    X(KNOCKED_OUT, "status knocked-out")                                                           \
    X(WAITING, "status waiting")                                                                   \
    X(UNDECIDED, "status undecided")                                                               \
    X(FAILED, "status failed")                                                                     \
    X(FORWARD, "status forward")                                                                   \
    X(PROPOSED, "status proposed")                                                                 \
    X(BELOW, "status below")                                                                       \
    X(PRODUCTS, "products")                                                                        \
    X(BALLOTS, "ballots counted")                                                                  \
    X(EVENTS, "events")                                                                            \
    X(REFUSALS, "acts refused by both")                                                            \
    X(LOOKS, "comparisons of tally --json")

enum or_cover {
#define X(id, words) COVER_##id,
    OR_COVER_LIST(X)
#undef X
        OR_COVERS
};
extern const char *const or_cover_words[OR_COVERS];

struct or_count {
    long n[OR_COVERS];
    long set[OR_SETS + 1], members[16], minimum_rule[4], star[6];
};

/* Play @c at @path, a file name that is free.  False when the two disagree: then @report (may
 * be NULL) says in what.  @count (may be NULL) is added to.  @m is working space. */
bool or_play(const struct or_case *c, const char *path, struct or_model *m, struct or_count *count,
             FILE *report);

/* After the last council of a process. */
void or_play_end(void);

/* Leave out of @c, which fails, whatever can be left out. */
void or_shrink(struct or_case *c, const char *path, struct or_model *m);

/* What council @m as it stands adds to @count. */
void or_cover(const struct or_model *m, struct or_count *count);

#endif
