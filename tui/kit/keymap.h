/* SPDX-License-Identifier: MIT */
/* tui/kit/keymap.h - keys, and the one table of actions (tui/action.def) that binds them.
 *
 * From the table come: the enum of actions, the lookup, the bottom bar, the help screen, the
 * menu, the preconditions and the man page's section of keys.  No page names a key. */
#ifndef TUI_KIT_KEYMAP_H
#define TUI_KIT_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct canvas;

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

enum scope {
#define SCOPE(id, title) SCOPE_##id,
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
    SCOPE_COUNT
};

enum action {
    ACT_NONE,
#define SCOPE(id, title)
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help) ACT_##id,
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
    ACT_COUNT
};

/* Preconditions, as bit numbers and as bits NEED_ROW, NEED_WRITE ... */
enum need_number {
#define SCOPE(id, title)
#define NEED(id, why) NEED_NO_##id,
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
    NEED_COUNT
};
enum need {
#define SCOPE(id, title)
#define NEED(id, why) NEED_##id = 1 << NEED_NO_##id,
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
    NEED_ALL = (1 << NEED_COUNT) - 1
};
enum action_flag {
    A_KEY = 1 << 24,  /* told in bar and help, but the key itself goes to ops->key */
    A_QUIET = 1 << 25 /* not in the bottom bar (but in help and menu) */
};

struct action_row {
    enum action id;
    enum scope scope;
    const char *keys;  /* names divided by blanks, the first is shown; "": menu only */
    unsigned flags;    /* NEED_x | A_x */
    const char *label; /* msgid: one or two words for the bar */
    const char *help;  /* msgid: one sentence for help, menu and man page */
};

/* The row of an action.  @a is not ACT_NONE. */
const struct action_row *action_row(enum action a);
/* msgid: what the screens of a scope are called. */
const char *scope_title(enum scope s);

/* What the key does in this scope: its own rows first, then those of SCOPE_ALL.  ACT_NONE when
 * nothing is bound, or the row is A_KEY. */
enum action keymap_find(enum scope scope, const struct key *k);

/* NULL when all needs of @a are among @holds (NEED_x bits); else the msgid that says why not. */
const char *keymap_refusal(enum action a, unsigned holds);

/* The actions shown for a scope, its own first, then SCOPE_ALL: fills @out (room ACT_COUNT),
 * returns how many.  With @menu, A_KEY rows are left out. */
size_t keymap_rows(enum scope scope, bool menu, enum action *out);

/* Draw the bottom bar into row @row; rows whose needs do not hold are dim. */
void keymap_bar(enum scope scope, unsigned holds, struct canvas *c, int row);
/* Columns that the scope's own labels, F1 and Esc need at least; at most 80, a test sees to it. */
int keymap_bar_columns(enum scope scope);
/* The action whose label in the bar of @cols columns covers @col; ACT_NONE between them. */
enum action keymap_bar_at(enum scope scope, int cols, int col);

/* "F10", "Shift-Tab", "Ctrl-Z", "7", "Space", "é" -> a key.  False if it is no key's name. */
bool key_parse(const char *name, struct key *out);
/* How people read a key: "F10", "↑", "Enter".  @name is a word of action_row.keys; returns it
 * as it stands, or a static text. */
const char *key_label(const char *name);
/* All keys of an action for people: "F8  Ctrl-Z", "↑ ↓ PgUp PgDn".  The caller frees. */
char *action_keys(enum action a);

#endif
