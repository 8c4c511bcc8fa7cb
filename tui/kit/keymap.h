/* SPDX-License-Identifier: MIT */
/* tui/kit/keymap.h - keys, and the program's one table of actions that binds them.
 *
 * From the table come: the lookup, the bottom bar, the help screen, the menu, the preconditions,
 * the names of keys in sentences and the man page's section of keys.  No page names a key. */
#ifndef TUI_KIT_KEYMAP_H
#define TUI_KIT_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/kit/key.h"

struct canvas;

/* What the kit itself knows by number: the rows of tui/kit/kit.def, the first of any table. */
enum kit_scope {
#define SCOPE(id, title) KIT_SCOPE_##id,
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/kit/kit.def"
#undef SCOPE
#undef NEED
#undef ACTION
};
enum kit_action {
    KIT_ACT_NONE,
#define SCOPE(id, title)
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help) KIT_ACT_##id,
#include "tui/kit/kit.def"
#undef SCOPE
#undef NEED
#undef ACTION
};
enum kit_need_number {
#define SCOPE(id, title)
#define NEED(id, why) KIT_NEED_NO_##id,
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/kit/kit.def"
#undef SCOPE
#undef NEED
#undef ACTION
};

/* Preconditions are bits: 1 << the number of a need. */
enum action_flag {
    KIT_NEED_ROW = 1 << KIT_NEED_NO_ROW,
    KIT_NEED_FOLDER = 1 << KIT_NEED_NO_FOLDER,
    NEED_ALL = (1 << 24) - 1,
    A_KEY = 1 << 24,  /* told in bar and help, but the key itself goes to ops->key */
    A_QUIET = 1 << 25 /* not in the bottom bar (but in help and menu) */
};

struct action_row {
    const char *name; /* how sentences name it: "{BALLOT_SUBMIT}" is shown as "F10" */
    unsigned scope;
    const char *keys;  /* names divided by blanks, the first is shown; "": menu only */
    unsigned flags;    /* bits of needs | A_x */
    const char *label; /* msgid: one or two words for the bar */
    const char *help;  /* msgid: one sentence for help, menu and man page */
};

/* A program's actions.  Scopes, actions and needs are numbers: places in these arrays. */
struct action_table {
    const struct action_row *row; /* row 0 is nobody's: KIT_ACT_NONE */
    unsigned rows;
    const char *const *title; /* msgids: what the screens of a scope are called */
    unsigned scopes;
    const char *const *refusal; /* msgids: what is said when the need of that bit is missing */
    unsigned needs;
};
/* Most rows that one scope may have, those of KIT_SCOPE_ALL included; a test sees to it. */
enum { KEYMAP_ROWS = 48 };

/* The table for everything below, and for {NAMES} in sentences: one in a process, as the
 * language is.  It stays in memory. */
void keymap_use(const struct action_table *t);

/* The row of an action.  @a is not KIT_ACT_NONE. */
const struct action_row *action_row(unsigned a);
/* msgid: what the screens of a scope are called. */
const char *scope_title(unsigned scope);

/* What the key does in this scope: its own rows first, then those of KIT_SCOPE_ALL.
 * KIT_ACT_NONE when nothing is bound, or the row is A_KEY. */
unsigned keymap_find(unsigned scope, const struct key *k);

/* NULL when all needs of @a are among @holds (bits of needs); else the msgid that says why not. */
const char *keymap_refusal(unsigned a, unsigned holds);

/* The actions shown for a scope, its own first, then KIT_SCOPE_ALL; returns how many.  With
 * @menu, A_KEY rows are left out. */
size_t keymap_rows(unsigned scope, bool menu, unsigned out[KEYMAP_ROWS]);

/* Draw the bottom bar into row @row; rows whose needs do not hold are dim. */
void keymap_bar(unsigned scope, unsigned holds, struct canvas *c, int row);
/* Columns that the scope's own labels, F1 and Esc need at least; at most 80, a test sees to it. */
int keymap_bar_columns(unsigned scope);
/* The action whose label in the bar of @cols columns covers @col; KIT_ACT_NONE between them. */
unsigned keymap_bar_at(unsigned scope, int cols, int col);

/* All keys of an action for people: "F8  Ctrl-Z", "↑ ↓ PgUp PgDn".  The caller frees. */
char *action_keys(unsigned a);

#endif
