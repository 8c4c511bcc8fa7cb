/* SPDX-License-Identifier: MIT */
/* db/council/panel_part.h - one word on a panel out of many, for who looks at them together. */
#ifndef DB_COUNCIL_PANEL_PART_H
#define DB_COUNCIL_PANEL_PART_H

#include "db/council/panel.h"
#include "db/record/store.h"

/* db_panel_put inside the caller's transaction, and without asking need_counted: a list may take
 * every product away and give one back, so the caller asks of the list as a whole. */
enum db_rc panel_say(struct db *db, int product, int member, enum panel_state state,
                     const char *reason, const char *actor) MUST_CHECK;

#endif
