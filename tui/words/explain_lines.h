/* SPDX-License-Identifier: MIT */
/* tui/words/explain_lines.h - the sentences of an explanation, between the explain*.c files. */
#ifndef TUI_WORDS_EXPLAIN_LINES_H
#define TUI_WORDS_EXPLAIN_LINES_H

#include "tui/words/explain.h"

void explain_add(struct explain_lines *l, enum explain_kind kind, int indent, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The last of e->lines rests on @article (a msgid; NULL: none) and @rule (SETTING_NONE); a head,
 * and a line about a rule, say so in brackets. */
void explain_basis(struct explanation *e, const char *article, enum setting rule);

/* Fill e->lines from the facts that explain() has read; and e->producer. */
void explain_lines(struct explanation *e);
void explain_producer(struct explanation *e);

/* Parts of explain_lines(). */
void explain_findings(struct explanation *e);
void explain_spread(struct explanation *e);
void explain_star(struct explanation *e);
void explain_next(struct explanation *e);

#endif
