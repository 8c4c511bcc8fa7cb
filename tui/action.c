/* SPDX-License-Identifier: MIT */
/* tui/action.c - tui/action.def as the table that the kit is handed. */
#include "tui/action.h"

#include "tui/kit/i18n.h"

static const struct action_row rows[ACT_COUNT] = {
#define SCOPE(id, title)
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help)                                                \
    [ACT_##id] = {#id, SCOPE_##scope, keys, flags, label, help},
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
};

static const char *const titles[SCOPE_COUNT] = {
#define SCOPE(id, title) title,
#define NEED(id, why)
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
};

static const char *const refusals[NEED_COUNT] = {
#define SCOPE(id, title)
#define NEED(id, why) why,
#define ACTION(id, scope, keys, flags, label, help)
#include "tui/action.def"
#undef SCOPE
#undef NEED
#undef ACTION
};

const struct action_table actions = {
    .row = rows,
    .rows = ACT_COUNT,
    .title = titles,
    .scopes = SCOPE_COUNT,
    .refusal = refusals,
    .needs = NEED_COUNT,
};
