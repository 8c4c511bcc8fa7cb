/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/import.h - between import.c and import_draw.c. */
#ifndef TUI_PAGE_AGENDA_IMPORT_H
#define TUI_PAGE_AGENDA_IMPORT_H

#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"

enum { IMPORT_FIRST = 8 };

/* One fault or warning of the list. */
struct import_line {
    char *text;
    bool warning;
};

struct import_page {
    struct screen base;
    enum list_kind kind;
    char *path, *sheet; /* NULL: none chosen yet; the first visible one */
    char **sheets;      /* names of the visible ones, ended by NULL; NULL: not known */
    bool old_encoding;  /* read as windows-1258 */
    bool tried, ready;  /* the dry run is done; it found nothing wrong */
    struct import_report report;
    struct import_line *line;
    int n, errors;
    char *first[IMPORT_FIRST]; /* the first rows of the file, to see that it is the right one */
    struct list list;
};
extern const struct list_ops import_lines; /* over a struct import_page */
void import_draw(const struct screen *s, struct canvas *c);
/* "thêm 37, đổi 2, ..." into new memory. */
char *import_counts(enum list_kind kind, const struct import_report *r);

#endif
