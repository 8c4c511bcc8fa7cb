/* SPDX-License-Identifier: MIT */
/* tui/explain_lines.h - the sentences of an explanation. */
#ifndef TUI_EXPLAIN_LINES_H
#define TUI_EXPLAIN_LINES_H

#include "tui/explain.h"

/* Fill e->line from the facts that explain() has read. */
void explain_lines(struct explanation *e);

#endif
