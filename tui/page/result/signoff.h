/* SPDX-License-Identifier: MIT */
/* tui/page/result/signoff.h - chốt, between signoff.c and signoff_go.c. */
#ifndef TUI_PAGE_RESULT_SIGNOFF_H
#define TUI_PAGE_RESULT_SIGNOFF_H

#include "tui/kit/app.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/question.h"
#include "tui/words/outcome.h"

/* A line: a blocker, or the head of those that block or are worth a look. */
struct signoff_line {
    const struct blocker *blocker; /* in .all; NULL: a head */
    bool warning;
    char *text;
};

struct signoff_page {
    struct screen base;
    struct blockers all;
    struct outcomes outcomes;
    struct signoff_line *line;
    int n;
    struct list list;
    struct question q; /* to sign */
    struct blocker at; /* what the window of ways asks about; strings in .all */
};

enum signoff_tag { TAG_SIGN = 1, TAG_PIN, TAG_WAY };

/* signoff_go.c: to the place where a blocker is dealt with. */
const char *signoff_way(const struct blocker *b); /* "nhập/kết luận": what is done there */
enum react signoff_go(struct signoff_page *p);
enum react signoff_go_way(struct signoff_page *p, int choice);

#endif
