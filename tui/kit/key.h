/* SPDX-License-Identifier: MIT */
/* tui/kit/key.h - a key, and how it is called. */
#ifndef TUI_KIT_KEY_H
#define TUI_KIT_KEY_H

#include <stdbool.h>
#include <stdint.h>

enum key_code {
    K_NONE,
    K_CHAR, /* a character: .ch is its code point; digits and blank too */
    K_CTRL, /* .ch is 'a' .. 'z', or ' ' for Ctrl-Space */
    K_ALT,  /* .ch is the character; Alt-1 .. Alt-9, Alt-0 arrive as K_F1 .. K_F10 */
    K_ENTER,
    K_ESC,
    K_TAB,
    K_SHIFT_TAB,
    K_UP, /* the wheel of a mouse also sends K_UP and K_DOWN */
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_PGUP,
    K_PGDN,
    K_HOME,
    K_END,
    K_BACKSPACE,
    K_DELETE,
    K_INSERT,
    K_F1,
    K_F2,
    K_F3,
    K_F4,
    K_F5,
    K_F6,
    K_F7,
    K_F8,
    K_F9,
    K_F10,
    K_F11,
    K_F12,
    K_CLICK /* .row, .col: cell of the whole window, from 0 */
};

struct key {
    enum key_code code;
    uint32_t ch;
    int row, col;
    bool pasted; /* part of a pasted text; only text fields ever see those */
};

enum { KEY_NAME = 24 };

/* "F10", "Shift-Tab", "Ctrl-Z", "7", "Space", "é" -> a key.  False if it is no key's name. */
bool key_parse(const char *name, struct key *out);
/* How people read a key: "F10", "↑", "Enter".  @name is a word of action_row.keys; returns it
 * as it stands, or a static text. */
const char *key_label(const char *name);

/* The next word of a list divided by blanks; false at its end. */
bool key_word(const char **p, char out[KEY_NAME]);

#endif
