/* SPDX-License-Identifier: MIT */
/* tui/page_conclude.h - a conclusion of the council, between the page_conclude*.c files.
 *
 * Whatever the kind, it is one form: what is concluded, votes, reason; then a question; then
 * one act of the record. */
#ifndef TUI_PAGE_CONCLUDE_H
#define TUI_PAGE_CONCLUDE_H

#include "tui/app.h"
#include "tui/form.h"
#include "tui/model.h"

/* One row of the form that is a minimum. */
struct conclude_gate {
    size_t row;
    char criterion[16];
    const char *name; /* of the session's own copy of the set */
    int star, points, yes, n;
    bool concluded, stands; /* a conclusion is in force, and which */
};

struct conclude_page {
    struct screen base;
    int product, member, star;
    enum finding_kind kind;
    char criterion[16];

    char *title; /* "SP 12/37 Mắm tôm A" */
    char *intro; /* one or two sentences above the form */
    char *who;   /* FINDING_BALLOT: whose */
    const struct crit_set *set;

    struct form form;
    bool ready;
    struct form_row *row;
    size_t n;
    char **text; /* owned labels and hints of the rows */
    size_t n_text;
    struct conclude_gate *gate;
    size_t n_gates;
    const char **ground, **ground_id; /* FINDING_KNOCKOUT: choices, ended by NULL */
    bool knocked_out;
    const char *knock_criterion; /* of the knock-out in force; owned by text */
};

/* page_conclude_rows.c: the form of each kind from the record.  False: there is nothing to
 * conclude, *why says so. */
bool conclude_rows(struct conclude_page *p, const struct result *r, const struct findings *f,
                   const char **why);
void conclude_rows_free(struct conclude_page *p);
/* The row's verdict: -1 not chosen, 0 no, 1 yes. */
int conclude_verdict(const struct conclude_page *p, size_t row);

/* page_conclude_keep.c */
/* The findings that the form says, as many as returned; @out has room for n_gates + 1.  Their
 * strings belong to the page and to *reason, which the caller frees. */
size_t conclude_findings(const struct conclude_page *p, struct finding *out, char **reason);
/* What is about to be recorded, to be read before it is.  The caller frees. */
char *conclude_summary(const struct conclude_page *p, const struct finding *v, size_t n);

#endif
