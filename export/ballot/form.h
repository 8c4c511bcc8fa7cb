/* SPDX-License-Identifier: MIT */
/* export/ballot/form.h - the members' ballots as workbooks to be printed and signed: the form of
 * Phụ lục II of Decision 26/2026 ("kiêm phiếu đánh giá"), in the law's own words where they are
 * given.  A ballot is one sheet of paper, printed on both sides: the law's table of criteria and
 * points runs down the page in two panels beside each other, no criterion is torn, and the next
 * ballot begins on a new page.
 *
 * A form is first a list of items in blocks, then it is placed on pages and written (pages.h). */
#ifndef EXPORT_BALLOT_FORM_H
#define EXPORT_BALLOT_FORM_H

#include "db/official/official.h"
#include "export/base/record.h"
#include "export/book/book.h"

/* ---- what forms are made from, and how they are printed ---- */

/* Columns of a sheet: criterion and points, a gap, criterion and points. */
enum { FORM_COLUMNS = 5 };

struct form_fit {
    int scale; /* per cent */
    int rows;  /* of the grid on a page */
    double width[FORM_COLUMNS];
};

struct form_source {
    const struct record *r;
    const struct official *law; /* NULL: our own words */
    bool blank;                 /* nothing is ticked */
    struct form_fit fit;
};

/* ---- a form in the making ---- */

enum form_place {
    FORM_WIDE, /* across the page */
    FORM_LEFT, /* beside the FORM_RIGHT that follows */
    FORM_RIGHT,
    FORM_PANEL
};

struct form_item {
    enum form_place place;
    enum style style, number_style;
    char *text;    /* NULL: room is left free */
    bool numbered; /* in the table: the points beside it, NO_NUMBER for none */
    int number;
    int least;       /* rows it takes at least */
    int rows, row;   /* placed: as many rows, from this of its page */
    int page, panel; /* from 0 */
};
enum { NO_NUMBER = -1 };

struct form_block { /* items that stay together in one panel */
    size_t first;
    bool table; /* below the head of the table */
};

struct form {
    const struct form_source *from;
    const struct ballot *b;
    const struct crit_set *set;
    const struct product *product;
    const struct member *member;
    bool sample;   /* what members wrote is left out */
    char *running; /* first line of each page, to which its number is added */
    size_t n, cap, n_blocks, cap_blocks;
    struct form_item *item; /* those before the first block head the first page */
    struct form_block *block;
    int pages;
};

/* All of a ballot; all of the notes on f->set. */
void form_fill(struct form *f);
void form_fill_notes(struct form *f);

#endif
