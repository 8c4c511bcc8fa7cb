/* SPDX-License-Identifier: MIT */
/* tui/cli/demo_marks.h - the rehearsal's invented marks.
 *
 * tui/demo/marks.tsv names, for each product, the mean to come out at (tong), the star whose
 * minimums every ballot meets (sao) and who ticks less than that where (lech: "CRITERION POINTS
 * MEMBERS").  From it each member's ballot follows by a rule without chance: the least levels
 * that meet the minimums, then one level more here and there until the member's own total is
 * reached.  So a rehearsal is the same on every machine. */
#ifndef TUI_CLI_DEMO_MARKS_H
#define TUI_CLI_DEMO_MARKS_H

#include <stddef.h>

#include "db/db.h"

enum { DEMO_CELLS = 4 };

/* The rows below the header of an embedded table, their cells taken apart ("" where short). */
struct demo_row {
    char *cell[DEMO_CELLS];
};
struct demo_rows {
    size_t n;
    struct demo_row *v;
    char *text;
};
struct demo_rows demo_rows(const char *name);
void demo_rows_free(struct demo_rows *r);

/* The ballots of everyone who is to score, as a list for db_import; NULL when the session
 * cannot be read.  The caller frees. */
char *demo_ballots(struct db *db, size_t *len);

#endif
