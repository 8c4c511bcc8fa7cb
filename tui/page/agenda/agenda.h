/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda.h - between the pages of products. */
#ifndef TUI_PAGE_AGENDA_AGENDA_H
#define TUI_PAGE_AGENDA_AGENDA_H

#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"

struct agenda_page {
    struct screen base;
    struct products all;
    int *shown; /* those that the search lets through, by index in .all */
    int n;
    int *mark; /* ids of marked products */
    size_t marks;
    struct list list;
    struct field find;
    bool typing; /* the search line has the keys */
};
extern const struct list_ops agenda_lines; /* over a struct agenda_page */
/* Row @i of those shown; NULL when there is none. */
const struct product *agenda_at(const struct agenda_page *p, int i);
const struct product *agenda_chosen(const struct agenda_page *p);
void agenda_draw(const struct screen *s, struct canvas *c);

/* Choose one of the 26 sets for these products (ids; copied); answers ok with TAG_SETS when they
 * have it. */
enum { TAG_SETS = 100 };
void page_sets_open(struct app *app, const int *ids, size_t n);
/* The form of a product; 0: a new one.  With marks, or after sign-off, it is a correction of
 * name, owner, address, phone and code, with a reason. */
void page_product_open(struct app *app, int product);
/* Hoãn, rút, or back: a choice, then a reason; also every product whose ballots are not
 * complete, at once.  Answers ok with TAG_STATE when it is done. */
enum { TAG_STATE = 101 };
void page_postpone_open(struct app *app, int product);
/* The same for these products (ids; copied), with one reason and in one act. */
void page_postpone_many_open(struct app *app, const int *ids, size_t n);

/* "đủ phiếu", "đang chấm", "hoãn", "chưa có bộ" ...: where a product stands on the agenda, and
 * the style it is shown in. */
const char *product_state(const struct product *p, enum style *style);

#endif
