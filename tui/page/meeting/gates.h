/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/gates.h - the minimums that the council is asked about, between gates.c
 * and gates_rows.c.
 *
 * All on one form: each level once, with its words, the counts, what the Tổ tư vấn found and the
 * conclusion; below, from 90 points, trình hay không trình; votes and reason; what is not asked
 * and why.  Every change says at once what the result would be (db_conclude_if).  Then one
 * question, then one act of the record. */
#ifndef TUI_PAGE_MEETING_GATES_H
#define TUI_PAGE_MEETING_GATES_H

#include "tui/kit/app.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/question.h"

/* One level that is asked for, whichever stars ask for it. */
struct asked {
    size_t row; /* of the form */
    const char *criterion, *name, *level;
    int points, yes, n;
    int lo, hi;             /* least and highest star that ask for this level, within the band */
    int adviser;            /* points of the Tổ tư vấn; -1: not given */
    bool concluded, stands; /* a conclusion is in force, and which */
    int votes, of;          /* its own; of 0: those for all */
    char *reason;           /* its own; NULL: the one for all */
};

struct gates_page {
    struct form_page base;
    int product, star;
    char criterion[16]; /* row to begin at, with .star; "" */

    struct tally tally; /* what follows points into these */
    struct findings findings;
    struct assessments given;
    const struct result *r;
    const struct crit_set *set;

    char *title, *basis, *depends;
    char *live;     /* what the result would be by what is chosen now */
    bool live_open; /* and that is not certain yet */
    bool forward;   /* trình hay không trình has to be said, by what is chosen now */

    bool ready;
    struct form_row *line;
    size_t n;
    char **text;
    size_t n_text;
    struct asked *asked;
    size_t n_asked, forward_row; /* forward_row: n when there is none */
    size_t own;                  /* row whose own votes and reason are being typed */
    struct question question;    /* what the form was made from */
};

/* gates_rows.c: the form from the record.  False: there is nothing to ask. */
bool gates_rows(struct gates_page *p);
/* -1 not chosen, 0 no, 1 yes. */
int gates_verdict(const struct gates_page *p, size_t row);

/* The findings that the form says and the record does not yet; @out has room for n_asked + 1,
 * strings stay the page's. */
size_t gates_findings(const struct gates_page *p, struct finding *out);
/* Ask the record what the result would be, into .live; .forward and the row follow. */
void gates_live(struct gates_page *p);
/* What is about to be recorded, to be read out before it is.  The caller frees. */
char *gates_summary(const struct gates_page *p, const struct finding *v, size_t n);

#endif
