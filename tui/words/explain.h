/* SPDX-License-Identifier: MIT */
/* tui/words/explain.h - results in words: one line for a table, or every step of one product.
 *
 * The lines are in the present language (i18n_set); --json sets Vietnamese first. */
#ifndef TUI_WORDS_EXPLAIN_H
#define TUI_WORDS_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "db/db.h"

/* The outcome as papers and screens name it: "đề nghị phân hạng 4 sao", "trình Bộ",
 * "chờ kết luận" ...  The caller frees. */
char *status_text(const struct result *r);

enum explain_kind {
    EXPLAIN_HEAD, /* begins a step */
    EXPLAIN_TEXT,
    EXPLAIN_GOOD, /* what holds */
    EXPLAIN_BAD,  /* what does not */
    EXPLAIN_OPEN  /* what the council has still to conclude */
};
struct explain_line {
    enum explain_kind kind;
    int indent; /* 0 for a head */
    char *text;
    const char *article; /* of the Decision that it rests on; NULL: none */
    enum setting rule;   /* of the council, likewise; SETTING_NONE */
};
struct explain_lines {
    size_t n;
    struct explain_line *v;
};

/* All that explains one result.  It owns what it points at. */
struct explanation {
    struct session session;
    struct tally tally;
    const struct result *r;     /* the product's, in tally */
    const struct crit_set *set; /* NULL: none given yet */
    struct members members;
    struct seats seats;       /* of the product */
    struct findings findings; /* of the product */
    struct next_star next;
    struct edge edge;
    struct rules rules;
    struct explain_lines lines;
    struct explain_lines producer; /* one page for the producer: no name, no single ballot */
};

/* Explain product @product (its id).  End with explain_free, whatever is returned. */
enum db_rc explain(struct db *db, int product, struct explanation *out) MUST_CHECK;
void explain_free(struct explanation *e);

/* The set's own words of a level; "" when there are none.  What is in doubt about the values
 * printed for a criterion, or NULL. */
const char *explain_level(const struct explanation *e, const char *code, int points);
const struct crit_correction *explain_doubt(const struct explanation *e, const char *code);

/* The member's name; "?" when there is none with that id. */
const char *explain_member(const struct explanation *e, int member);

#endif
