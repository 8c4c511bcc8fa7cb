/* SPDX-License-Identifier: MIT */
/* tui/page/papers/export.h - between export.c and its drawing. */
#ifndef TUI_PAGE_PAPERS_EXPORT_H
#define TUI_PAGE_PAPERS_EXPORT_H

#include "export/export.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"

/* Blank ballots are written apart from the rest; they have no flag of export_session. */
enum { EXPORT_ITEMS = 6, EXPORT_BLANK_ITEM = 1 << 30, MANY_FAULTS = 8 };
struct export_item {
    unsigned what;
    const char *name, *about; /* msgids */
    const char *more;         /* msgid: what is in it, for the selected one */
};
extern const struct export_item export_items[EXPORT_ITEMS];

struct export_page {
    struct screen base;
    char *dir;     /* where to */
    char *books;   /* where the last workbook to compare was; or NULL */
    unsigned what; /* marked: flags of export_items */
    struct list list;
    bool running, stopped; /* stopped: by Esc or Ctrl-C */
    int percent;
    char *decided; /* what the authority decided, in a line */
    char **path;   /* written last, ended by NULL; or NULL */
};
extern const struct list_ops export_list; /* over a struct export_page */

/* F10: the page then shows its progress, and export_after writes. */
enum react export_start(struct export_page *p);
enum react export_after(struct screen *s);
/* What was written last is not what is asked for now. */
void export_forget(struct export_page *p);

void export_row(const void *data, int i, struct canvas *c, bool selected);
void export_draw(const struct screen *s, struct canvas *c);

#endif
