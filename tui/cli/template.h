/* SPDX-License-Identifier: MIT */
/* tui/cli/template.h - the names that a template may use. */
#ifndef TUI_CLI_TEMPLATE_H
#define TUI_CLI_TEMPLATE_H

#include "tui/cli/util.h"

/* export --fields: every name that a template may use, with its value. */
enum db_rc cli_fields(struct cli *c, struct db *db);

#endif
