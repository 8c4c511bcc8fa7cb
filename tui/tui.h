/* SPDX-License-Identifier: MIT */
/* tui/tui.h - the full-screen app, as the command line starts it. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>

/* Open the app on the session @file, or on the list of sessions when it is NULL, and run until
 * the user leaves.  @rehearsal_results: start on the results page (hoidong demo).  Returns an
 * exit status; whatever is wrong has been said on stderr. */
int tui_run(const char *file, bool rehearsal_results);

#endif
