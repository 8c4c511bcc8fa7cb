/* SPDX-License-Identifier: MIT */
/* tui/action.h - the names of the program's actions, scopes and preconditions: the rows of
 * tui/action.def, and the table that the kit is handed (app_init). */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include "tui/kit/keymap.h"

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
/* The kit, which takes any program's, says unsigned where a page says enum action. */
_Static_assert(_Generic((enum action)0, unsigned : 1, default : 0), "an action is not unsigned");

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
};

extern const struct action_table actions;

#endif
