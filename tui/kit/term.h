/* SPDX-License-Identifier: MIT */
/* tui/kit/term.h - the terminal: the only module that knows curses.
 *
 * Nothing is drawn in a signal handler; handlers set flags that term_wait reports.  Signals are
 * unblocked only while term_wait sleeps, so that none is lost between a check and the sleep.
 * Whatever ends the program, the terminal is given back as it was. */
#ifndef TUI_KIT_TERM_H
#define TUI_KIT_TERM_H

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/keymap.h"

/* LC_CTYPE of the user if it is UTF-8, else C.UTF-8; no other category, so that numbers in
 * workbooks keep their decimal point.  Call once, before anything else. */
void term_locale(void);

/* Take the terminal.  0, or an exit status (2) after a sentence on stderr: there is no terminal,
 * or its kind is unknown.  While it is held stderr goes to $XDG_STATE_HOME/hoidong/log. */
int term_start(void);
/* Give it back; may be called twice, or without term_start. */
void term_stop(void);

void term_size(int *rows, int *cols);
/* Send what differs from what the terminal shows. */
void term_show(const struct grid *g);
/* The terminal may show anything: the next term_show sends all. */
void term_forget(void);
/* Forget what was typed but not yet read. */
void term_drop_typeahead(void);

enum term_event {
    TERM_KEY,    /* *k is filled */
    TERM_IDLE,   /* nothing (more) came within the time given */
    TERM_RESIZE, /* ask term_size and draw again */
    TERM_REDRAW, /* back from a suspension: draw again */
    TERM_END     /* closed, hung up, or told to end: see term_signal */
};
/* The next event; sleeps at most @ms milliseconds (0: only what is already there, and the rest
 * of a key that has begun: a lone Esc is one after 25 ms). */
enum term_event term_wait(struct key *k, int ms);
/* The signal that ended it; 0: none (SIGHUP when the terminal was closed). */
int term_signal(void);

#endif
