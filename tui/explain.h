/* SPDX-License-Identifier: MIT */
/* tui/explain.h - results in words: one line for a table, or every step of one product.
 *
 * The lines are in the present language (i18n_set); --json sets Vietnamese first. */
#ifndef TUI_EXPLAIN_H
#define TUI_EXPLAIN_H

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
};

/* What the next star asks beyond what there is. */
struct explain_next {
    int star;                  /* 0: there is none above, or nothing is counted yet */
    int needed, more;          /* the least sum, and how much of it is missing (0: none) */
    const struct entry *entry; /* all that the star asks; gates not MET_YES are missing */
};

/* All that explains one result.  It owns what it points at. */
struct explanation {
    struct session session;
    struct tally tally;
    const struct result *r; /* the product's, in tally */
    struct members members;
    struct seats seats;       /* of the product */
    struct findings findings; /* of the product */
    struct explain_next next;
    char *rule, *rule_cite;     /* minimum.rule; cite: NULL when none is given */
    char *missed, *missed_cite; /* minimum.missed */
    char *spread, *spread_cite; /* spread.max */
    size_t n;
    struct explain_line *line;
};

/* Explain product @product (its id).  End with explain_free, whatever is returned. */
enum db_rc explain(struct db *db, int product, struct explanation *out) MUST_CHECK;
void explain_free(struct explanation *e);

/* The member's name; "?" when there is none with that id. */
const char *explain_member(const struct explanation *e, int member);

#endif
