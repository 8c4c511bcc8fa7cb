/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot.h - one member's ballot of one product, between the sources ballot*.c.
 *
 * Only this ballot is ever read here: nobody's points are shown to anybody else. */
#ifndef TUI_PAGE_MEETING_BALLOT_H
#define TUI_PAGE_MEETING_BALLOT_H

#include "tui/kit/app.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/question.h"
#include "tui/words/level.h"

/* Which ballot comes after this one: piles of paper are sorted by product or by member. */
enum ballot_way { WAY_PRODUCT, WAY_MEMBER };

struct ballot_page {
    struct screen base;
    int product, member;
    enum ballot_way way;

    struct ballot b;
    bool loaded; /* b has lines */
    int *row;    /* lines of b shown at the left: parts and criteria */
    int rows;
    struct list list; /* over row */
    char *title;      /* "SP 12/37 Mắm tôm A" */
    char *label;      /* the member with office and agency */
    char *who;        /* the member's name */
    int no;           /* of the product */
    char *what;       /* the product without "of how many" */
    char *why;        /* why no ballot can be given here, or NULL */
    char *stop;       /* why no more can be marked: the council has stopped the scoring; or NULL */
    bool changed;     /* the pages below show less than the record has */

    int pending; /* line of b whose mark is being kept; -1: none */
    char pending_label[LEVEL_LABEL_BYTES];
    char choice[LEVEL_CHOICES][LEVEL_LABEL_BYTES]; /* what the window of levels asks about */

    struct question q;   /* of the window that is open */
    char asked[16];      /* code of the criterion it is about; "": the ballot */
    bool answers;        /* what is pending answers it */
    struct field sum[3]; /* part sums as the paper has them; "" while not typed */
    int sum_at;          /* the one being typed */
    bool sum_arrived;    /* no key in it yet: the first digit replaces what stands there */

    struct {
        int product, member;
        enum ballot_way way;
        bool result;
    } next[4]; /* what the window after handing in offers */
    int n_next;
};

enum ballot_tag { TAG_LEVEL = 1, TAG_NOTE_OF, TAG_NOTE, TAG_SUBMIT, TAG_NEXT, TAG_REOPEN };

extern const struct list_ops ballot_list;

/* ballot_read.c: reading the record, rows of the list. */
/* ops->load: everything again; the first time it lands on the criterion after the last mark. */
bool ballot_load(struct screen *s);
/* Read the ballot again, nothing else; keeps the row. */
bool ballot_reload(struct ballot_page *p);
/* The line of b that is selected; NULL when there is none. */
const struct ballot_line *ballot_at(const struct ballot_page *p);
/* The line of b of this criterion; -1: none. */
int ballot_line_of(const struct ballot_page *p, const char *code);
/* Select the line of b with index @line. */
void ballot_goto(struct ballot_page *p, int line);
/* The first blank criterion after line @line, going round once; -1: none. */
int ballot_blank_after(const struct ballot_page *p, int line);
/* Open, expected and the session not signed off; else says why not. */
bool ballot_writable(struct ballot_page *p);
/* The paper's sum of a part beside ours; @more: what the paper has more than we. */
enum sum_state { SUM_NONE, SUM_MATCHES, SUM_OPEN, SUM_DIFFERS };
enum sum_state ballot_sum(const struct ballot_page *p, int part, int *more);
/* How many of the three are in a state. */
int ballot_sums(const struct ballot_page *p, enum sum_state state);

/* ballot_note.c */
/* A window is about this criterion ("": the whole ballot), kept in .asked and .q.  The line of it
 * (or any); NULL: it is not there any more. */
const struct ballot_line *ballot_question(struct ballot_page *p, const char *code);
/* A note or the opinion, or a claim: which, typing it, keeping it. */
enum react ballot_ask_note(struct ballot_page *p);
enum react ballot_note_typed(struct ballot_page *p, bool whole);
enum react ballot_note_keep(struct ballot_page *p, const char *text);
/* The form by which this member asks the council to knock the product out. */
enum react ballot_claim(struct ballot_page *p);
/* Every word of the criterion and its levels. */
enum react ballot_show_words(struct ballot_page *p);

/* ballot_draw.c */
void ballot_draw(const struct screen *s, struct canvas *c);

/* ballot_submit.c: handing in, what may come next (into .next), reopening. */
enum react ballot_submit(struct ballot_page *p);
enum react ballot_hand_in(struct ballot_page *p);
enum react ballot_ask_reopen(struct ballot_page *p);
enum react ballot_reopen(struct ballot_page *p, const char *reason);

#endif
