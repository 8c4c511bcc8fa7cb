/* SPDX-License-Identifier: MIT */
/* tests/fault/judge.h - what is wrong with a call that met a fault. */
#ifndef TESTS_FAULT_JUDGE_H
#define TESTS_FAULT_JUDGE_H

#include "tests/fault/run.h"

/* In the order in which they weigh. */
#define FINDINGS(X)                                                                                \
    X(SIGNAL, "signal", "ended by a signal")                                                       \
    X(HANG, "hang", "did not end")                                                                 \
    X(ACKED, "acked-lost", "a mark that was acknowledged is not in the file")                      \
    X(UNSOUND, "unsound", "the record does not hold")                                              \
    X(FALSE_NOT, "told-not-written", "told as not written, and it is")                             \
    X(FALSE_YES, "told-written", "told as done, and it is not")                                    \
    X(NOT_TOLD, "not-told", "failed, and nobody is told that it was written")                      \
    X(NEEDLESS, "not-known", "told as not known, though it can be looked at")                      \
    X(HALF_ACT, "half-act", "part of the act stands")                                              \
    X(HALF_FILE, "half-file", "a file is neither the old one nor the new one")                     \
    X(HALF_SET, "half-set", "some of the files are new, the call failed")                          \
    X(SILENT, "silent", "failed without a word")                                                   \
    X(STATUS, "status", "another status than 3")                                                   \
    X(ANSWER, "answer", "status as without a fault, another answer")                               \
    X(LEFTOVER, "leftover", "a file is left behind")                                               \
    X(ENGLISH, "english", "words of a library in the sentence")                                    \
    X(HALF_TEXT, "half-text", "a line that does not end, or twice the same")

enum finding {
#define X(id, name, text) FINDING_##id,
    FINDINGS(X)
#undef X
        FINDINGS_N
};
const char *finding_name(enum finding f);
const char *finding_text(enum finding f);

/* What is right: the call without a fault. */
struct good {
    const struct fault_row *row;
    struct ran ran;
    bool odd; /* not as its row says */
    struct folder after;
    long events;                          /* afterwards */
    char head_before[65], head_after[65]; /* of s.ocop; "" where there is none */
};

/* The findings as bits; looks at b->now and at the record. */
unsigned judge(struct bench *b, const struct good *good, const struct fault_plan *plan,
               const struct ran *ran);

#endif
