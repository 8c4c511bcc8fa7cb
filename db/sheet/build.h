/* SPDX-License-Identifier: MIT */
/* db/sheet/build.h - for the readers of sheet.h only: cells in, a struct sheet_rows out. */
#ifndef DB_SHEET_BUILD_H
#define DB_SHEET_BUILD_H

#include "db/sheet/sheet.h"

struct sheet_build {
    struct sheet_rows *sheet;
    struct faults *f;
    size_t rows_cap;
    size_t max_cell; /* characters */
    /* The row under way. */
    const char *cell[SHEET_MAX_COLS];
    struct sheet_look *look; /* SHEET_MAX_COLS of them; NULL: not asked for */
    size_t n;
    bool any;
    /* What was recorded, and what was only counted. */
    size_t faults, warnings, faults_left, warnings_left;
    char *scratch;
    size_t scratch_cap;
};

void build_start(struct sheet_build *b, struct faults *f);

/* Whether one more fault (warning) may be recorded; otherwise it is only counted.  Call it
 * before each fault_at (warn_at) about a cell: a table with a fault is never handed out. */
bool build_fault(struct sheet_build *b);
bool build_warning(struct sheet_build *b);

/* @len bytes of @s as they stand in the file, made fit to hand out; "" where they are
 * empty or refused.  *@plain (may be NULL) is whether no fault or warning was needed.
 * The result lives as long as the sheet. */
const char *build_text(struct sheet_build *b, long row, long col, const char *s, size_t len,
                       bool *plain);

/* Put a result of build_text into column @col (from 1) of the row under way.  Columns must
 * grow; those left out are empty. */
void build_cell(struct sheet_build *b, long row, long col, const char *text);

/* End the row under way; it is dropped when it has no text.  @full: keep empty cells at its
 * end.  False when there are too many rows and reading should stop. */
bool build_row(struct sheet_build *b, long number, bool full);

/* The sheet, or NULL if anything was refused (@failed: refused elsewhere).  Ends @b. */
struct sheet_rows *build_finish(struct sheet_build *b, bool failed);

#endif
