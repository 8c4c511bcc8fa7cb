/* SPDX-License-Identifier: MIT */
/* tui/kit/term.h - the terminal: the only module that knows curses.
 *
 * Nothing is drawn in a signal handler; handlers set flags that the loop reports.  Signals are
 * unblocked only while it sleeps, so that none is lost between a check and the sleep.
 * Whatever ends the program, the terminal is given back as it was. */
#ifndef TUI_KIT_TERM_H
#define TUI_KIT_TERM_H

struct app;

/* Run @app on the terminal until the last page is closed, a page quits, or a signal or a closed
 * terminal ends it.  Push the first page before.  Returns an exit status: 0; 128 + signal; 2 after
 * a sentence on stderr: there is no terminal, or its kind is unknown.  While the terminal is held
 * stderr goes to $XDG_STATE_HOME/hoidong/log. */
int term_run(struct app *app);

#endif
