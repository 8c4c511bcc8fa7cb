/* SPDX-License-Identifier: MIT */
/* tui/words/gate_text.h - words about minimums (Phụ lục II, the note on stars) and about the rules
 * behind them, as results and conclusions show them.  Texts are in the present language; what
 * returns char * is the caller's to free. */
#ifndef TUI_WORDS_GATE_TEXT_H
#define TUI_WORDS_GATE_TEXT_H

#include "db/db.h"
#include "tui/kit/app.h"

/* Points of the Tổ tư vấn; -1: not given. */
int gate_adviser(const struct assessments *a, const char *criterion);
/* "đạt (5)", "không (2)", "chưa chấm". */
void gate_adviser_text(int adviser, int points, char *out, size_t size);

/* Codes of an entry, "3.4, 5.1". */
enum gates { GATES_DIVIDED, GATES_MISSED, GATES_UNASKED /* divided, and not put to the council */ };
char *gate_codes(const struct entry *e, enum gates which);
/* Why what is divided at @star is not put to the council; NULL: it is, or nothing is closed. */
char *gate_unasked(const struct result *r, int star, const struct app *app);

/* Where a rule comes from: "Điều 9 Quy chế", or that it is not told.  The caller frees. */
char *rule_basis(const struct rules *r, enum setting rule);
/* "Phụ lục II, ghi chú về dấu sao; minimum.rule (Điều 9 Quy chế)". */
char *gate_basis(const struct rules *r, enum setting rule);
/* Why it is knocked out: the ground as printed, then what was said of it. */
char *knock_text(const struct result *r);

#endif
