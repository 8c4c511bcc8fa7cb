/* SPDX-License-Identifier: MIT */
/* tui/official.h - where the law's own words are kept, and reading them when first asked for.
 *
 * They are the user's, one store for all sessions: $XDG_DATA_HOME/hoidong/qd26-2026.official,
 * written by "hoidong criteria official FILE". */
#ifndef TUI_OFFICIAL_H
#define TUI_OFFICIAL_H

#include "db/official/official.h"
#include "tui/kit/app.h"

/* The path of the store.  The caller frees. */
char *law_path(void);
/* The words, read once; NULL when there are none or they cannot be used. */
const struct official *law_words(void);
/* Why a store that is there is not used: warnings, empty otherwise. */
const struct faults *law_faults(void);
/* One line that says whether they are there, in the present language.  The caller frees. */
char *law_state(void);
/* How to get them: one sentence in the present language. */
const char *law_hint(void);
/* A criterion and all its levels and notes in the law's words, as lines; NULL when there are
 * none of it.  The caller frees. */
char *law_lines(const char *set, const struct crit_node *leaf);
/* The same in a window, or, where there are none, how to get them in the message line. */
enum react law_show(struct app *app, const char *set, const struct crit_node *leaf);
/* Read the store anew when next asked: it was written. */
void law_forget(void);

#endif
