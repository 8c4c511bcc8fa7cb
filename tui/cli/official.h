/* SPDX-License-Identifier: MIT */
/* tui/cli/official.h - the Decision's own words: read from its file, and shown. */
#ifndef TUI_CLI_OFFICIAL_H
#define TUI_CLI_OFFICIAL_H

#include "db/criteria/criteria.h"
#include "tui/cli/util.h"

/* criteria official FILE; criteria show SET --official. */
enum db_rc criteria_official(struct cli *c);

#endif
