/* SPDX-License-Identifier: MIT */
/* tui/words/outcome.h - results in a few words and in numbers, as results and sign-off show them.
 */
#ifndef TUI_WORDS_OUTCOME_H
#define TUI_WORDS_OUTCOME_H

#include "db/db.h"
#include "tui/kit/canvas/canvas.h"

/* How many products came to what; together they are all. */
struct outcomes {
    int forward, four, three, below, failed, out, postponed, withdrawn, open, all;
};
void outcomes_count(const struct tally *t, struct outcomes *out);
/* Two rows, one in a wide window; returns the rows used. */
int outcomes_draw(const struct outcomes *n, struct canvas *c, int row);

/* "đề nghị phân hạng 4 sao", "CHƯA XÁC ĐỊNH: 3.4, 5.1" ... and its style.  The caller frees. */
char *outcome_text(const struct result *r, enum style *style);
/* The star whose entry is open on the way down from the band (contract: star); 0: none. */
int open_star(const struct result *r);
/* What an open star depends on: "cả 2 đạt: 4 sao; thiếu một: 3 sao".  @fail: minimum.missed is
 * "fail"; @forward: whether the council has answered trình hay không trình.  The caller frees;
 * NULL when nothing is open. */
char *depends_text(const struct result *r, bool fail, bool forward);

#endif
