/* SPDX-License-Identifier: MIT */
/* tui/page/result/result.h - the result of one product, between the sources result*.c. */
#ifndef TUI_PAGE_RESULT_RESULT_H
#define TUI_PAGE_RESULT_RESULT_H

#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/question.h"

/* A line of the minimums: the head of a star, or one criterion worth a look. */
struct result_line {
    int star;
    const struct gate *gate; /* in .tally; NULL: a head */
};

/* What the chair may be asked to conclude about. */
struct result_task {
    enum finding_kind kind;
    int member; /* FINDING_BALLOT */
    bool stale; /* what is to be looked at again, of all kinds */
};

/* Whose ballots the choice of rescoring names, by ids. */
enum { RESCORE_ALL = -1, RESCORE_PAIR = -2 }; /* else one member */
struct result_rescore {
    int *ballot, n_ballots; /* all that are handed in */
    int pair[2];            /* the highest and the lowest */
    int *only, n_lines;     /* what each line opens: one of the above, or a member */
    int chosen;             /* what the line taken opens */
};

enum result_tag { TAG_TASK = 1, TAG_WHICH, TAG_WHY, TAG_NAMES };

struct result_page {
    struct screen base;
    int product;
    struct tally tally; /* of every product: the next one is a key away */
    const struct result *r;
    struct edge edge; /* of it */
    struct seats seats;
    struct members members;
    struct findings findings;
    struct assessments given; /* what the Tổ tư vấn found */
    char *rule_basis, *missed_basis, *spread_basis;
    struct result_line *line;
    int n;
    struct list list;
    bool fail;          /* minimum.missed is "fail" */
    bool by_conclusion; /* minimum.rule is "conclude" */
    bool covered;       /* nothing is to be seen on a projector */
    struct question q;  /* which ballots to score again */
    struct result_rescore again;
    struct result_task *task;
    int n_tasks;
};

extern const struct list_ops result_list;

/* result_rescore.c: which ballots, why, and then they are open. */
enum react rescore_begin(struct result_page *p);
enum react rescore_chosen(struct result_page *p, int choice);
enum react rescore_keep(struct result_page *p, const char *reason);
void rescore_free(struct result_rescore *r);

void result_draw(const struct screen *s, struct canvas *c);
const char *result_member(const struct result_page *p, int member);
/* Whether the council answered trình hay không trình. */
bool result_forward_answered(const struct result_page *p);

#endif
