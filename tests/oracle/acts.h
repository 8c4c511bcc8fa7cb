/* SPDX-License-Identifier: MIT */
/* tests/oracle/acts.h - what the two files of acts share; not for others. */
#ifndef TESTS_ORACLE_ACTS_H
#define TESTS_ORACLE_ACTS_H

#include "tests/oracle/oracle.h"

/* Done, by one more event. */
enum or_answer or_event(struct or_model *m);
/* Leaves that have a level. */
int or_marks(const struct or_ballot *b);

enum or_answer or_act_mark(struct or_model *m, const struct or_act *a);
enum or_answer or_act_note(struct or_model *m, const struct or_act *a);
enum or_answer or_act_undo(struct or_model *m, const struct or_act *a);
enum or_answer or_act_close_ballot(struct or_model *m, const struct or_act *a);
enum or_answer or_act_reopen_ballot(struct or_model *m, const struct or_act *a);
enum or_answer or_act_ballot(struct or_model *m, const struct or_act *a);
enum or_answer or_act_conclude(struct or_model *m, const struct or_act *a);

#endif
