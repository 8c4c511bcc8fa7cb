/* SPDX-License-Identifier: MIT */
/* tui/words/level.h - from a digit to the levels it may mean.  The digit typed is the number of
 * points printed on the paper, not the rank of the level. */
#ifndef TUI_WORDS_LEVEL_H
#define TUI_WORDS_LEVEL_H

#include <stdbool.h>

#include "db/criteria/criteria.h"

struct app;

enum { LEVEL_CHOICES = 16, LEVEL_LABEL_BYTES = 8 };

/* The labels that @digit may mean on @n, "0" for none reached; how many.  *exact: none of them has
 * a second digit, so that one alone can be taken at once.  @digit -1: every level. */
int level_choices(const struct crit_node *n, int digit, char out[LEVEL_CHOICES][LEVEL_LABEL_BYTES],
                  bool *exact);
/* Say in the message line which points are printed. */
void level_refuse(struct app *app, const struct crit_node *n, int digit);
/* Ask with a window which of @n_choices is meant; @now is selected (NULL: none). */
void level_ask(struct app *app, int tag, const struct crit_node *n,
               char choice[LEVEL_CHOICES][LEVEL_LABEL_BYTES], int n_choices, const char *now);

#endif
