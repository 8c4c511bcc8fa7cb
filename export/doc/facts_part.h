/* SPDX-License-Identifier: MIT */
/* export/doc/facts_part.h - between the facts_*.c files. */
#ifndef EXPORT_DOC_FACTS_PART_H
#define EXPORT_DOC_FACTS_PART_H

#include "export/doc/facts.h"

#define COUNCIL_NAME "Hội đồng đánh giá, phân hạng sản phẩm OCOP"

/* facts_meeting.c */
void facts_head(struct facts *f, const struct record *r);
void facts_people(struct facts *f, const struct record *r);
void facts_quorum(struct facts *f, const struct record *r);
/* facts_matters.c: what was done and concluded */
void facts_matters(struct facts *f, const struct record *r);
/* facts_results.c: results, counts in figures and words, what follows, the hash */
void facts_results(struct facts *f, const struct record *r);

/* facts_outcome.c.  Texts are the caller's to free. */
char *fact_outcome(const struct record *r, const struct result *x);
/* The same where the decision is cited already. */
char *fact_outcome_short(const struct record *r, const struct result *x);
/* "Quyết định số 12/QĐ-UBND ngày ..." about @list; "" until it is known. */
char *fact_decision(const struct record *r, enum decision_list list);
/* Why it is not more, in the words of the Decision; "" when there is nothing to explain. */
char *fact_reason(const struct record *r, const struct result *x);
/* Whether the council's own result is told of, and what a higher star would have taken. */
bool fact_ranked(const struct result *x);

/* Where a rule of the council comes from: its citation, else the Quy chế as a whole. */
const char *fact_cite(const struct record *r, const char *rule);

#endif
