/* SPDX-License-Identifier: MIT */
/* export/base/history.h - what the journal tells and no table keeps: who came and went, and ballots
 * that were opened again after they were handed in, with what they said before. */
#ifndef EXPORT_BASE_HISTORY_H
#define EXPORT_BASE_HISTORY_H

#include "export/base/record.h"

/* All members in the order of the papers: the secretary's own (paper.order), else the list's.
 * @out has room for all; how many there are. */
size_t attendance_order(const struct record *r, const struct member **out);
/* "; về lúc 09:40 ...; đến lúc ...": when the record says that somebody left or came during the
 * meeting.  "" when it does not.  The caller frees. */
char *attendance_times(const struct record *r, const struct member *m);

struct rescored { /* one ballot opened again */
    int product, member;
    const char *reason, *time; /* of the reopening (UTC) */
    int before;                /* its total then */
    int high, low;             /* of the product's handed-in ballots then; -1: none */
    int after;                 /* its total when handed in again; -1: not yet */
    const char *after_time;    /* "" as long */
};
struct history {
    size_t n;
    struct rescored *v; /* by event */
};
/* Read from the journal of @r, into its arena. */
struct history history_read(const struct record *r);

#endif
