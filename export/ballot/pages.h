/* SPDX-License-Identifier: MIT */
/* export/ballot/pages.h - forms on the sheets of a workbook. */
#ifndef EXPORT_BALLOT_PAGES_H
#define EXPORT_BALLOT_PAGES_H

#include "export/ballot/form.h"

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
struct sheet *form_sheet(struct workbook *book, const struct form_source *from, const char *name);
void form_sheet_end(struct sheet *p, int *rows, struct rows *begins);

/* Put @b at row *@rows of @p, on pages of its own, which go to @begins.  Returns how many. */
size_t form_put(const struct form_source *from, struct sheet *p, const struct ballot *b, int *rows,
                struct rows *begins);
/* The same for what @set says about its criteria in our own words, beyond what binds: it is not on
 * the ballots.  Nothing, and 0, where the ballots have the law's words. */
size_t form_put_notes(const struct form_source *from, struct sheet *p, const struct crit_set *set,
                      int *rows, struct rows *begins);

#endif
