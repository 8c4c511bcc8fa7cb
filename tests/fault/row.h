/* SPDX-License-Identifier: MIT */
/* tests/fault/row.h - the calls that are tried, each in the folder that it needs. */
#ifndef TESTS_FAULT_ROW_H
#define TESTS_FAULT_ROW_H

#include <stddef.h>

/* A session as far as a call needs it; each is the one before it and some more calls. */
enum fault_state {
    STATE_BARE,   /* lists, no session */
    STATE_MADE,   /* s.ocop */
    STATE_LISTED, /* members and products */
    STATE_SCORED, /* some marks, a ballot, a conclusion */
    STATE_FULL,   /* nothing stands in the way of chốt */
    STATE_SIGNED,
    STATE_PAPERS, /* its papers in giay-to, an older copy */
    STATE_OLDER,  /* s.ocop is a session of format 1 */
    STATES
};

enum {
    ROW_READS = 0, /* the session stays as it is */
    ROW_ACTS = 1,  /* one transaction */
    ROW_MANY = 2,  /* several; what stands must be sound */
    ROW_FEED = 4,  /* each ACK is in the journal */
    ROW_PAPERS = 8 /* files are written */
};

struct fault_row {
    const char *name;
    enum fault_state from;
    int does;
    int status; /* without a fault */
    const char *in;
    const char *word[16]; /* of the call, behind the program's name */
};

extern const struct fault_row fault_rows[];
extern const size_t fault_rows_n;

/* A program with faults of the kinds that must be found, and the bits of its findings. */
extern const struct fault_row fault_planted;
int fault_planted_main(int argc, char **argv);
unsigned fault_planted_findings(void);

/* The calls that make a state of the one before it; ends with a row without words. */
const struct fault_row *fault_state_calls(enum fault_state s);
/* The lists that the calls read, into the working folder. */
void fault_lists(void);

#endif
