/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/panel.h - between panel.c and panel_draw.c. */
#ifndef TUI_PAGE_MEETING_PANEL_H
#define TUI_PAGE_MEETING_PANEL_H

#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"

/* One row: a member of the council and the standing for this product. */
struct panel_row {
    const struct member *m;
    const struct seat *s;
};

struct panel_page {
    struct screen base;
    int product, member; /* ids; member: the row to stand on, 0: the first to be done */
    struct products products;
    const struct product *p;
    struct members members;
    struct seats seats;
    struct tally tally; /* of the product: presence and quorum */
    struct panel_row *row;
    int n;
    struct list list;
    bool placed;             /* the first row has been chosen */
    enum panel_state wanted; /* while its reason is asked */
};
extern const struct list_ops panel_lines; /* over a struct panel_page */
void panel_draw(const struct screen *s, struct canvas *c);

#endif
