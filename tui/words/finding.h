/* SPDX-License-Identifier: MIT */
/* tui/words/finding.h - a conclusion of the council in words, and what has changed under one that
 * is stale.  Texts are in the present language and the caller's to free.  Nobody's ballot is
 * named. */
#ifndef TUI_WORDS_FINDING_H
#define TUI_WORDS_FINDING_H

#include "db/db.h"

/* "3.4: đạt mức của 4 sao"; @member: the name of f->member, for the kinds that have one. */
char *finding_sentence(const struct finding *f, const char *member);
/* Of a stale conclusion: what it rested on then and what stands today (db/FORMAT.md, judged), as
 * "trước 7/9 đạt, nay 5/9". */
char *finding_changed(const struct finding *f);

#endif
