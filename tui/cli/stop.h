/* SPDX-License-Identifier: MIT */
/* tui/cli/stop.h - Ctrl-C during a long call: between the two a signal to end only stops the call
 * at its next step. */
#ifndef TUI_CLI_STOP_H
#define TUI_CLI_STOP_H

#include <stdbool.h>
#include <stddef.h>

void stop_watch(void);
bool stop_not(void *unused, size_t done, size_t total); /* for the progress of exports */
/* @stopped: the call was stopped and has tidied up; the signal is then given its way. */
void stop_unwatch(bool stopped);

#endif
