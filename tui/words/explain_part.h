/* SPDX-License-Identifier: MIT */
/* tui/words/explain_part.h - the sentences of an explanation, between the explain*.c files. */
#ifndef TUI_WORDS_EXPLAIN_PART_H
#define TUI_WORDS_EXPLAIN_PART_H

#include "tui/words/explain.h"

void explain_add(struct explain_lines *l, enum explain_kind kind, int indent, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The last of e->lines rests on @article (a msgid; NULL: none) and @rule (SETTING_NONE); a head,
 * and a line about a rule, say so in brackets. */
void explain_basis(struct explanation *e, const char *article, enum setting rule);

/* What the next star asks, behind e->lines. */
void explain_next(struct explanation *e);
/* Fill e->producer. */
void explain_producer(struct explanation *e);

#endif
