/* SPDX-License-Identifier: MIT */
/* tui/page/council/home.h - what the home page tells: read once in load, drawn from then on. */
#ifndef TUI_PAGE_COUNCIL_HOME_H
#define TUI_PAGE_COUNCIL_HOME_H

#include "tui/kit/app.h"

enum { HOME_LINES = 8 };

struct home_facts {
    char *province, *council, *decision, *file;
    char *when;             /* "05/08/2026, Hội trường UBND tỉnh" */
    char *line[HOME_LINES]; /* beside each item of the menu: how far it is */
    char *hint;             /* what to do next */
    enum action next;       /* and the item that does it */
};

/* False when the record cannot be read. */
bool home_facts_read(struct app *app, struct home_facts *out);
void home_facts_free(struct home_facts *f);

#endif
