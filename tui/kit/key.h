/* SPDX-License-Identifier: MIT */
/* tui/kit/key.h - names of keys, for keymap.c and tests. */
#ifndef TUI_KIT_KEY_H
#define TUI_KIT_KEY_H

#include "tui/kit/keymap.h"

enum { KEY_NAME = 24 };

/* The next word of a list divided by blanks; false at its end. */
bool key_word(const char **p, char out[KEY_NAME]);
/* Whether a word of action_row.keys ("F8", "0-9", "Type") means this key. */
bool key_word_matches(const char *word, const struct key *k);
/* "0-9" -> true, and the two digits. */
bool key_range(const char *word, char *first, char *last);
bool key_same(const struct key *a, const struct key *b);

#endif
