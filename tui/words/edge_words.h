/* SPDX-License-Identifier: MIT */
/* tui/words/edge_words.h - how near a star is to another, in words.  Nobody's ballot is named. */
#ifndef TUI_WORDS_EDGE_WORDS_H
#define TUI_WORDS_EDGE_WORDS_H

#include "db/db.h"

/* "mốc 5 sao: thiếu 9,40 (47 điểm); trên mốc 4 sao: 10,60", or (@said) the same as a sentence for
 * an explanation; NULL when nothing is counted.  The caller frees. */
char *edge_distance(const struct result *r, const struct edge *e, bool said);
/* "thêm hoặc bớt một mức ở một phiếu: 3 đến 4 sao; bớt một phiếu: ..."; NULL when no single ballot
 * would give another star. */
char *edge_alert(const struct edge *e);

#endif
