/* SPDX-License-Identifier: MIT */
/* tui/page/papers/journal.h - events in words. */
#ifndef TUI_PAGE_PAPERS_JOURNAL_H
#define TUI_PAGE_PAPERS_JOURNAL_H

#include "db/db.h"

/* "SP 12 · Trần Văn N · 3.4 · mức 2": what people ask for first, safe to show.  The caller
 * frees. */
char *journal_summary(const struct members *members, const struct products *products,
                      const struct event *e);

#endif
