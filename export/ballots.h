/* SPDX-License-Identifier: MIT */
/* export/ballots.h - the members' ballots as a workbook of their own, to be printed and signed:
 * the form of Phụ lục II of Decision 26/2026 ("kiêm phiếu đánh giá"), one sheet for each member
 * who has given a mark, one ballot after another in the order of the agenda, each on a new page.
 * Inside of export/ only. */
#ifndef EXPORT_BALLOTS_H
#define EXPORT_BALLOTS_H

#include "export/book.h"
#include "export/record.h"

/* "3. Trần Văn Nghĩa" as a sheet can be named: at most 31 units of UTF-16, nothing of []:*?/\,
 * no apostrophe at an end.  Unlike for unlike @no.  The caller frees. */
char *ballot_sheet_name(int no, const char *name);

/* ---- ballot_form.c ---- */
enum { FORM_TEXT, FORM_POINTS, FORM_TICK, FORM_COLUMNS };
/* One ballot at the current row of @p. */
void put_ballot(struct paper *p, const struct record *r, const struct ballot *b);

#endif
