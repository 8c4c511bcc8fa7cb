/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/conclude.h - a conclusion of the council, or a claim, between conclude.c
 * and conclude_rows.c.  Minimums have a form of their own (tui/page/meeting/gates.h).
 *
 * Whatever the kind, it is one form: what is concluded, votes, reason; then a question; then
 * one act of the record. */
#ifndef TUI_PAGE_MEETING_CONCLUDE_H
#define TUI_PAGE_MEETING_CONCLUDE_H

#include "tui/kit/app.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/question.h"

/* A ground one may choose: of a claim that waits, or as the sheet prints it. */
struct conclude_ground {
    const char *criterion, *text; /* "" for the head of the sheet; "" for a ground to be typed */
    int member;                   /* who claims it; 0: nobody */
    bool stops;
};

struct conclude_page {
    struct form_page base;
    int product, member;
    enum finding_kind kind;
    char criterion[16]; /* ground to begin at; "" */

    char *title; /* "SP 12/37 Mắm tôm A" */
    char *intro; /* one or two sentences above the form */
    char *who;   /* FINDING_BALLOT, FINDING_CLAIM: whose; "?" while not known */
    char *basis; /* the rule behind it */
    const struct crit_set *set;

    bool ready;
    struct form_row *row;
    size_t n;
    char **text; /* owned labels and hints of the rows */
    size_t n_text;

    struct findings findings;
    struct grounds grounds;
    struct members members;
    struct conclude_ground *ground; /* FINDING_KNOCKOUT, FINDING_CLAIM */
    size_t n_grounds, n_claims;     /* claims come first */
    const char **ground_id, **ground_name, **member_id, **member_name; /* choices, end in NULL */
    bool knocked_out;
    struct question question; /* what the form was made from */
};

/* conclude_rows.c: the form of each kind from the record.  False: there is nothing to
 * conclude, *why says so. */
bool conclude_rows(struct conclude_page *p, const struct result *r, const char **why);
void conclude_rows_free(struct conclude_page *p);
const char *conclude_member(const struct conclude_page *p, int id);
/* The findings that the form says, as many as returned (0 or 1); strings stay the page's. */
size_t conclude_findings(const struct conclude_page *p, struct finding *out);
/* What is about to be recorded, to be read before it is.  The caller frees. */
char *conclude_summary(const struct conclude_page *p, const struct finding *f);

/* What was typed of votes and reason, while the form is made anew: conclude_typed takes it,
 * conclude_retype gives it back to the form (NULL: to none) and frees it. */
struct conclude_typed {
    char *votes, *of, *reason;
};
struct conclude_typed conclude_typed(const struct form *f);
void conclude_retype(struct form *f, struct conclude_typed *t);
/* "kind seq verdict" of each conclusion in force on these kinds of things, a line each; NULL when
 * it cannot be read.  The caller frees. */
char *conclude_said(struct db *db, int product, enum finding_kind a, enum finding_kind b);

/* Votes are said and written as 7/9: the slash leads to the second number. */
struct key conclude_slash(const struct form *f, const struct key *k);
/* The check of a line of votes, "7/9" or empty (struct dialog_input). */
const char *conclude_votes_check(const char *value);

#endif
