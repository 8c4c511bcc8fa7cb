/* SPDX-License-Identifier: MIT */
/* tui/page/result/results.h - the results of all products, between results.c and its drawing. */
#ifndef TUI_PAGE_RESULT_RESULTS_H
#define TUI_PAGE_RESULT_RESULTS_H

#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"

enum results_filter {
    FILTER_ALL,
    FILTER_TO_DO,
    FILTER_FORWARDED,
    FILTER_FOUR,
    FILTER_THREE,
    FILTER_UNDER,
    FILTERS
};

struct results_page {
    struct screen base;
    struct tally tally;
    struct edges edges; /* of the tally's products, in its order */
    int *shown;         /* by index in tally */
    int n;
    struct list list;
    struct field find;
    bool typing;
    enum results_filter filter;
    bool by_mean;
};

extern const struct list_ops results_rows;

/* Row @i of those shown; NULL when there is none. */
const struct result *results_at(const struct results_page *p, int i);
/* Members lie too far apart, and that is still to be settled. */
bool results_exceeds(const struct result *r);
/* One ballot could change its star. */
bool results_near(const struct results_page *p, const struct result *r);
void results_draw(const struct screen *s, struct canvas *c);

#endif
