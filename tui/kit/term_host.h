/* SPDX-License-Identifier: MIT */
/* tui/kit/term_host.h - stderr while the screen is taken, for term.c only. */
#ifndef TUI_KIT_TERM_HOST_H
#define TUI_KIT_TERM_HOST_H

/* A library that prints a warning must not print it over the screen: a stderr that is a
 * terminal goes to $XDG_STATE_HOME/hoidong/log, or nowhere if that cannot be written. */
void log_start(void);
void log_stop(void);

#endif
