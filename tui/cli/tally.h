/* SPDX-License-Identifier: MIT */
/* tui/cli/tally.h - the results, as tally prints them. */
#ifndef TUI_CLI_TALLY_H
#define TUI_CLI_TALLY_H

#include <stdio.h>

#include "db/db.h"

/* The table of results, as tally and the rehearsal print it. */
void cli_say_tally(const struct rules *r, const struct session *s, const struct tally *t);
/* The same as tally --json prints it, to any file. */
void cli_tally_json(FILE *out, const struct rules *r, const struct session *s,
                    const struct tally *t);

#endif
