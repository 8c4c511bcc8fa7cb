/* SPDX-License-Identifier: MIT */
/* tui/page/council/members.h - between the pages of members. */
#ifndef TUI_PAGE_COUNCIL_MEMBERS_H
#define TUI_PAGE_COUNCIL_MEMBERS_H

#include "tui/kit/app.h"

/* The form of a member; 0: a new one. */
void page_member_open(struct app *app, int member);
/* Present, absent, left early, back: a choice, then a reason. */
void page_presence_open(struct app *app, int member);

#endif
