/* SPDX-License-Identifier: MIT */
/* tui/kit/term_decode.h - bytes of a terminal to keys.  Pure: no terminal, no clock.
 *
 * Knows the sequences of xterm and its kin, rxvt, the Linux console, tmux and screen, in both
 * cursor modes, with modifiers left out; SGR and X10 mouse reports; bracketed paste.  An unknown
 * sequence is swallowed whole: none of its digits may ever reach a ballot as a mark. */
#ifndef TUI_KIT_TERM_DECODE_H
#define TUI_KIT_TERM_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/keymap.h"

enum { DECODE_MAX = 2 }; /* one byte may end one key and be another */

struct decoder { /* all zeroes is the beginning */
    unsigned char buf[48];
    size_t n; /* bytes of an unfinished key */
    bool pasting;
    bool swallow; /* inside a sequence too long to keep */
};

/* The next byte; writes the keys it completes, returns how many. */
size_t decode_byte(struct decoder *d, unsigned char byte, struct key out[DECODE_MAX]);
/* An unfinished key waits for more bytes. */
bool decode_waiting(const struct decoder *d);
/* None came in time: what is there is all (a lone ESC is the key Esc). */
size_t decode_timeout(struct decoder *d, struct key out[DECODE_MAX]);

#endif
