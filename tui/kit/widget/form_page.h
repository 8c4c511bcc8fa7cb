/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form_page.h - a page that is one form: what all such pages do alike.
 *
 * The page's struct begins with a struct form_page, its ops take the functions below, and its own
 * act keeps what was typed:
 *
 *     struct member_page { struct form_page base; int id; };
 *     static const struct screen_ops member_ops = {
 *         .scope = SCOPE_FORM, .size = sizeof(struct member_page),
 *         .draw = member_draw, .act = member_act,
 *         .key = form_page_key, .typing = form_page_typing,
 *         .answer = form_page_answer, .done = form_page_done,
 *     };
 *
 * A page that does more in one of them does its part and calls it. */
#ifndef TUI_KIT_WIDGET_FORM_PAGE_H
#define TUI_KIT_WIDGET_FORM_PAGE_H

#include "tui/kit/app.h"
#include "tui/kit/widget/form.h"

struct form_page {
    struct screen screen;
    struct form form;
    const char *at_end; /* msgid: said at Enter on the last row; NULL: nothing */
    /* msgids: what is asked before changes are thrown away; NULL: as any form does. */
    const char *leave_title, *leave_text;
};

/* The answer tag of that question; a page's own tags are positive. */
enum { TAG_LEAVE = -2 };

/* ops->key: the form's keys. */
enum react form_page_key(struct screen *s, const struct key *k);
/* ops->typing: a text row is active. */
bool form_page_typing(const struct screen *s);
/* ops->answer: leaves when that was the answer; anything else draws. */
enum react form_page_answer(struct screen *s, const struct answer *a);
/* ops->done: the form is freed; what else the page owns is its own. */
void form_page_done(struct screen *s);

/* BACK: what the app does for it, or a question first when something has changed. */
enum react form_page_leave(struct form_page *p);
/* Whether every row can stand; else goes to the first that cannot and says why. */
bool form_page_stands(struct form_page *p);
/* The form from row @top down, @foot rows of the page left free below it. */
void form_page_draw(const struct form_page *p, struct canvas *c, int top, int foot);

#endif
