/* SPDX-License-Identifier: MIT */
/* export/book/book.h - a workbook in the making, over libxlsxwriter.  Failures are kept and told
 * once, by book_close. */
#ifndef EXPORT_BOOK_BOOK_H
#define EXPORT_BOOK_BOOK_H

#include "export/book/sheet.h"

struct workbook;

/* Characters of a cell of a form; less in other sheets, which export_verify reads. */
enum { BOOK_MAX_CELL = 2000 };

/* A new workbook that will be written to @path.  @created is its date (seconds since 1970,
 * UTC): never the clock, so that equal records give equal bytes. */
struct workbook *book_new(const char *path, const char *title, int64_t created);
/* A sheet with @n columns of the given widths (units of the workbook).  A4, margins and type
 * of Nghị định 30/2020; one page wide; @header and @footer on each printed page.  What is kept
 * together (sheet_keep) is printed on one page. */
struct sheet *book_sheet(struct workbook *b, const char *name, bool landscape, const double *width,
                         int n, const char *header, const char *footer);
/* Write the file and free everything.  NULL, or what went wrong, in a few Vietnamese words
 * (static).  With @keep false nothing is written.  The library's own words on stderr, which
 * would land on the screen, are swallowed. */
const char *book_close(struct workbook *b, bool keep);
/* Whether the sheet @name of the workbook at @path can be read and has @filled filled cells. */
bool book_holds(const char *path, const char *name, size_t filled);

#endif
