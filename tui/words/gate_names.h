/* SPDX-License-Identifier: MIT */
/* tui/words/gate_names.h - who reaches a minimum and who does not: members' points are named on
 * request only, after a question, never on a screen that is covered, and the journal notes it. */
#ifndef TUI_WORDS_GATE_NAMES_H
#define TUI_WORDS_GATE_NAMES_H

#include "tui/kit/app.h"

/* Ask first; the page gets the answer under @tag. */
enum react gate_names_ask(struct app *app, int tag, const char *criterion, int points);
enum react gate_names_show(struct app *app, int product, int star, const char *criterion);

#endif
