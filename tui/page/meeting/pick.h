/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/pick.h - choose a ballot: the product for a member, or the member for a product.
 */
#ifndef TUI_PAGE_MEETING_PICK_H
#define TUI_PAGE_MEETING_PICK_H

struct app;

/* Every product, with how far this member's ballot is; nobody's points. */
void page_pick_product(struct app *app, int member);
/* The ballots of one product with their points, from the results: for those who may see them. */
void page_pick_member(struct app *app, int product);

#endif
