/* SPDX-License-Identifier: MIT */
/* export/ballots.h - the members' ballots as workbooks to be printed and signed: the form of
 * Phụ lục II of Decision 26/2026 ("kiêm phiếu đánh giá"), one ballot after another in the order
 * of the agenda, each on new pages, no criterion on two.  In the law's own words where they are
 * given.  Inside of export/ only. */
#ifndef EXPORT_BALLOTS_H
#define EXPORT_BALLOTS_H

#include "db/official.h"
#include "export/book.h"
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

/* ---- the sheets and the form (ballot_pages.c, ballot_form.c, ballot_head.c) ---- */

enum { FORM_TEXT, FORM_MAX, FORM_POINTS, FORM_COLUMNS, FORM_LAST = FORM_POINTS };

struct rows { /* first rows of pages */
    size_t n, cap;
    int *row;
};

/* What ballots are made from. */
struct form_source {
    const struct record *r;
    const struct official *law; /* NULL: our own words */
    bool blank;                 /* nothing is ticked, points are to be written by hand */
};

/* One ballot in the making. */
struct form {
    const struct form_source *from;
    const struct ballot *b;
    const struct product *product;
    const struct member *member;
    struct paper *p;
    /* Blocks of rows that stay on one page.  Measuring: their first rows are gathered.  Writing:
     * which of them begin a page, and how many pages there will be. */
    struct rows *measured;
    const bool *begins;
    size_t block;
    int page, pages;
    struct rows *breaks;
};

/* A sheet for ballots; @name must outlive the book. */
struct paper *form_sheet(struct book *book, const struct form_source *from, const char *name);
/* Put @b at the current row of @p on pages of its own, whose first rows are added to @breaks (but
 * the first row of the sheet).  Returns the pages it takes. */
size_t form_put(const struct form_source *from, struct paper *p, const struct ballot *b,
                struct rows *breaks);
/* The end of a sheet: place the breaks and forget them. */
void form_end(struct paper *p, struct rows *breaks);
void rows_add(struct rows *v, int row);

/* ballot_head.c: title, fields, knock-outs; the head of the table; a line that says whose words
 * the levels are. */
void form_head(struct form *f);
void form_columns(struct paper *p);
void form_whose_words(struct form *f);

/* All rows of the form; calls form_block before each block. */
void form_rows(struct form *f);
/* A block begins; @table: inside the table of criteria. */
void form_block(struct form *f, bool table);
/* What stands at the head of a page that is not the first. */
void form_again(struct form *f, bool table);

#endif
