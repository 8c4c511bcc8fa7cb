/* SPDX-License-Identifier: MIT */
/* export/ballot/ballots.h - the members' ballots as workbooks to be printed and signed: the form of
 * Phụ lục II of Decision 26/2026 ("kiêm phiếu đánh giá"), in the law's own words where they are
 * given.  A ballot is one sheet of paper, printed on both sides: the law's table of criteria and
 * points runs down the page in two panels beside each other, no criterion is torn, and the next
 * ballot begins on a new page.  Inside of export/ only.
 *
 * A form is first a list of items in blocks (form.c, head.c, notes.c), then
 * it is placed on pages and written (pages.c). */
#ifndef EXPORT_BALLOT_BALLOTS_H
#define EXPORT_BALLOT_BALLOTS_H

#include "db/official/official.h"
#include "export/book/book.h"
#include "export/record.h"

/* "3. Trần Văn Nghĩa" as a sheet can be named: at most 31 units of UTF-16, nothing of []:*?/\,
 * no apostrophe at an end.  Unlike for unlike @no.  The caller frees. */
char *ballot_sheet_name(int no, const char *name);

/* ---- ballots_blank.c: before the meeting, for scoring on paper ---- */

/* Whether @m is asked for a ballot of @p by now, and it has a set. */
bool blank_wanted(const struct record *r, const struct product *p, const struct member *m);
/* Write the blank ballots of @m to @path and read them back; *@pages of paper. */
enum db_rc blank_write(const struct record *r, const struct member *m, const struct official *law,
                       const char *path, size_t *pages, struct faults *f) MUST_CHECK;

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

/* Set @from->fit: the largest type at which a ballot of each set in use takes two pages, as long
 * as its member writes no more than there are lines for.  The same for all ballots of a record. */
enum db_rc form_fit(struct form_source *from) MUST_CHECK;

/* First rows of pages. */
struct rows {
    size_t n, cap;
    int *row;
};

/* A sheet for forms, and its end once they are written: @rows in all.  @name must outlive the
 * book. */
struct paper *form_sheet(struct book *book, const struct form_source *from, const char *name);
void form_sheet_end(struct paper *p, int *rows, struct rows *begins);

/* Put @b at row *@rows of @p, on pages of its own, which go to @begins.  Returns how many. */
size_t form_put(const struct form_source *from, struct paper *p, const struct ballot *b, int *rows,
                struct rows *begins);
/* The same for what @set says about its criteria in our own words, beyond what binds: it is not on
 * the ballots.  Nothing, and 0, where the ballots have the law's words. */
size_t form_put_notes(const struct form_source *from, struct paper *p, const struct crit_set *set,
                      int *rows, struct rows *begins);

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

/* Add an item; @text is copied. */
void form_text(struct form *f, enum form_place place, enum style style, const char *text);
void form_format(struct form *f, enum form_place place, enum style style, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void form_row(struct form *f, enum style style, const char *text, enum style number_style,
              int number);
void form_room(struct form *f, int rows); /* left free */
void form_block(struct form *f, bool table);

/* head.c: title, set, fields, knock-outs, whose words the levels are. */
void form_head(struct form *f);
void form_put_set(struct form *f);
/* form.c: all of a ballot; notes.c: all of the notes on f->set. */
void form_fill(struct form *f);
void form_fill_notes(struct form *f);
/* Whether a note in our words stands on the ballot: it decides about the mark. */
bool form_binding(const struct crit_note *n);

#endif
