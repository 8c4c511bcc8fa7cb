/* SPDX-License-Identifier: MIT */
/* tui/cli/ask.h - asking a person, or a script, for one line. */
#ifndef TUI_CLI_ASK_H
#define TUI_CLI_ASK_H

#include <stdbool.h>

/* A line from standard input without its end, at most 1000 bytes, in new memory; NULL at the
 * end of input or when interrupted.  On a terminal @prompt is shown first (on stderr);
 * @secret: what is typed is not. */
char *cli_ask(const char *prompt, bool secret);

#endif
