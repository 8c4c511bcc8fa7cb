/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/list.h - a scrolling list with one selected row.  The rows stay where they are:
 * the page gives callbacks.  A filter is the page's: count and draw what is left. */
#ifndef TUI_KIT_WIDGET_LIST_H
#define TUI_KIT_WIDGET_LIST_H

#include <stdbool.h>

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/keymap.h"

struct list_ops {
    int (*count)(const void *data);
    /* Draw row @i into @c, a canvas of one row, blank.  The mark ▶ of the selected row stands
     * to the left of it; draw the row the same whether @selected or not, unless it must differ:
     * an arrow key then costs the terminal two cells, not two rows. */
    void (*row)(const void *data, int i, struct canvas *c, bool selected);
    /* May row @i be selected?  NULL: every row.  Headings say no. */
    bool (*selectable)(const void *data, int i);
};

/* All zeroes is a list at its first row. */
struct list {
    int selected; /* -1 after list_fix when nothing can be selected */
    int top;      /* first row shown */
    /* Where it was drawn last: the only thing drawing ever notes, a cache that changes no
     * output; paging and clicks need it. */
    struct {
        int row, col, rows, cols, top;
    } seen;
};

/* After a load: bring the selection back into the rows there are, on a selectable one. */
void list_fix(struct list *l, const struct list_ops *ops, const void *data);
/* Select row @i, or the nearest selectable one. */
void list_select(struct list *l, const struct list_ops *ops, const void *data, int i);

/* A key: ↑ ↓ PgUp PgDn Home End, the wheel, a click. */
enum list_event {
    LIST_IGNORED, /* not a key of the list */
    LIST_MOVED,   /* redraw */
    LIST_OPEN     /* a click on the row already selected: do what Enter does */
};
enum list_event list_key(struct list *l, const struct list_ops *ops, const void *data,
                         const struct key *k);

/* Fill the canvas with rows: column 0 holds ▶ beside the selected one (dim unless @focused), the
 * rest is the row's; arrows at the right edge show when there is more above or below. */
void list_draw(const struct list *l, const struct list_ops *ops, const void *data, struct canvas *c,
               bool focused);

#endif
