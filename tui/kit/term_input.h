/* SPDX-License-Identifier: MIT */
/* tui/kit/term_input.h - signals and the bytes of the terminal, for term.c only. */
#ifndef TUI_KIT_TERM_INPUT_H
#define TUI_KIT_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/keymap.h"

/* Block and catch the signals that concern the terminal; @restore (at most 256 bytes) is what
 * gives the screen back if the program crashes. */
void input_start(const char *restore, size_t n);
/* As it was before. */
void input_stop(void);

enum input_event { INPUT_KEY, INPUT_IDLE, INPUT_RESIZED, INPUT_STOP, INPUT_CONTINUED, INPUT_END };
enum input_event input_wait(struct key *k, int ms);
/* Stop this process as SIGTSTP does, until it is continued. */
void input_suspend(void);
void input_drop(void);
/* The signal that asked us to end, 0: none. */
int input_signal(void);

#endif
