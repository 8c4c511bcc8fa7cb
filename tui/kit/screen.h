/* SPDX-License-Identifier: MIT */
/* tui/kit/screen.h - what a full-screen page must provide.  The author's guide is this file.
 *
 * A page is a struct whose first member is a struct screen, and one const struct screen_ops:
 *
 *     struct members_page { struct screen base; struct list list; struct member *v; int n; };
 *     static const struct screen_ops members_ops = {
 *         .scope = SCOPE_MEMBERS, .size = sizeof(struct members_page),
 *         .load = load, .draw = draw, .act = act, .key = key, .done = done,
 *     };
 *     void members_open(struct app *app)
 *     {
 *         app_push(app, screen_new(app, &members_ops));
 *     }
 *
 * The order of things: a key arrives; the app finds its action in tui/action.def for the page's
 * scope and calls act (after checking the row's needs against holds), or key if nothing is
 * bound; what that returns tells the app to redraw, reload, pop or quit.  Nobody loops, waits
 * or draws by himself.  Dialogs (tui/kit/widget/dialog.h) and the file picker are pages too: they
 * answer later, through ops->answer. */
#ifndef TUI_KIT_SCREEN_H
#define TUI_KIT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/keymap.h"

struct app;
struct screen;

/* What must happen next; may be OR-ed. */
enum react {
    REACT_NONE = 0,
    REACT_DRAW = 1 << 0,
    REACT_RELOAD = 1 << 1, /* the model changed: every open page loads again; implies DRAW */
    REACT_POP = 1 << 2,    /* take this page off the stack, wherever in it it stands by now;
                              push a page and return REACT_POP to be replaced by it */
    REACT_QUIT = 1 << 3,   /* leave the program without asking */
    /* Draw now and let the terminal show it, then call ops->after, then draw again.  For what
     * must be seen before it is done: a mark shown as pending, then committed; "Đang xuất …". */
    REACT_AFTER = 1 << 4,
    REACT_DEFAULT = 1 << 5 /* not mine: do what the app does for this action (act), or nothing */
};

/* What a dialog or another page reports to the page below it when it closes. */
struct answer {
    int tag;          /* as given when it was opened */
    bool ok;          /* false: left by Esc, or "no" */
    int choice;       /* which line or button, from 0; -1 when there is none */
    const char *text; /* text typed, or path picked; "" when there is none; valid only
                         during the call */
};

struct screen {
    const struct screen_ops *ops;
    struct app *app;
    struct screen *below; /* NULL for the first */
    unsigned scope;       /* starts as ops->scope; a page with modes may change it */
    int rows, cols;       /* size of the page's area as last drawn */
};

/* Any member but size and draw may be left out. */
struct screen_ops {
    unsigned scope; /* which rows of the table of actions apply */
    size_t size;    /* of the page's own struct; it starts as all zeroes */
    bool overlay;   /* drawn over the page below (dimmed); dialogs */

    /* Read the model into the page; called at push and after each REACT_RELOAD or change by
     * another terminal.  All of it is one state (app->reading): no waiting, no act.  Keeps selection and scroll.  False: what it shows is gone, pop it. */
    bool (*load)(struct screen *s);
    /* Page to cells.  Reads only the page: no database, no I/O, no clock.  The canvas is all
     * of the window but its last two rows (message line and key bar, which the app draws);
     * it is blank.  At least 22 x 80. */
    void (*draw)(const struct screen *s, struct canvas *c);
    /* The NEED_x bits that hold now; left out: all. */
    unsigned (*holds)(const struct screen *s);
    /* Perform an action whose needs hold. BACK (Esc) comes here too: REACT_DEFAULT pops.
     * End the switch with: default: return REACT_DEFAULT; */
    enum react (*act)(struct screen *s, unsigned a);
    /* A key that is bound to nothing (or to an A_KEY row): text, digits, arrows, clicks. */
    enum react (*key)(struct screen *s, const struct key *k);
    /* Is text being typed right now?  Then characters and editing keys (blank, arrows, Home,
     * Backspace ...) reach key before any binding, and pastes are let in; otherwise pastes
     * are dropped.  Left out: no. */
    bool (*typing)(const struct screen *s);
    /* The dialog, picker or page opened from here has closed. */
    enum react (*answer)(struct screen *s, const struct answer *a);
    /* The second half of REACT_AFTER. */
    enum react (*after)(struct screen *s);
    /* Free what the page owns; the struct itself is freed by the app. */
    void (*done)(struct screen *s);
};

#endif
