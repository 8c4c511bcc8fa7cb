/* SPDX-License-Identifier: MIT */
/* db/official/official.h - the law's own words, from the Decision's file that a province has.
 *
 * The sets of this program carry short wordings of their own (db/criteria/criteria.h).  Paper wants
 * the words of Phụ lục II: they are read from the Decision itself (.docx or .html), matched with
 * our sets by set, criterion, order and points, and kept in a store of the user's, beside our own.
 * Points, marks and codes are never taken from the file: where it differs it is told.
 *
 * This layer does not know where the store is; callers pass its path. */
#ifndef DB_OFFICIAL_OFFICIAL_H
#define DB_OFFICIAL_OFFICIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "db/criteria/criteria.h"

/* Limits of the file; beside them those of db/sheet/sheet.h hold for the parts of a .docx. */
enum {
    OFFICIAL_MAX_BYTES = 16 << 20,
    OFFICIAL_MAX_ROWS = 60000,    /* rows of tables, and paragraphs between them */
    OFFICIAL_MAX_CELLS = 64,      /* of a row */
    OFFICIAL_MAX_CELL = 64 << 10, /* bytes of a cell */
    OFFICIAL_MAX_DEPTH = 200,     /* elements inside elements */
    OFFICIAL_MAX_WARNINGS = 400,  /* that one reading reports; the last says how many more */
};

struct official; /* the words; immutable */

struct official_report {
    bool readable;          /* false: no table was even looked for */
    size_t sets, found;     /* asked for, and how many have their table in the file */
    size_t levels, matched; /* of those sets, and how many were found */
    size_t implied;         /* of those matched: of a yes or no, which the print does not word */
    size_t blank;           /* of those matched: without points in the print, or doubtful ones */
    size_t names, notes, disqualifiers; /* that were found */
};

/* Read the Decision at @path and match it with @n sets.  What does not match is a warning in @f:
 * its arguments are the set's id, the code of the criterion, the label of the level ("" where
 * it is not about one) and what stands in the file.
 *
 * NULL, with a fault, when the file cannot be read (@out->readable false), or when it is not the
 * Decision: less than three quarters of the levels were found.  Free with official_free. */
struct official *official_read(const char *path, const struct crit_set *const *set, size_t n,
                               struct official_report *out, struct faults *f);
void official_free(struct official *o); /* NULL is fine */

/* ---- the store ---- */
/* Write aside and rename; false with a fault, and what was there before is still there. */
bool official_save(const struct official *o, const char *path, struct faults *f);
/* NULL without a fault when there is none; NULL with a warning when it is damaged, of another
 * version, or cannot be read: the program goes on without. */
struct official *official_load(const char *path, struct faults *f);

/* ---- looking up; @o may be NULL, and what is not known is NULL or 0 ---- */
/* The words of a level, without its star marks.  @label as in db/criteria/criteria.h; "a" and "b"
 * are the names of the cases of a criterion that has two. */
const char *official_level(const struct official *o, const char *set, const char *criterion,
                           const char *label);
/* The name of a part, section or criterion, without its code. */
const char *official_name(const struct official *o, const char *set, const char *criterion);
/* Notes printed at a criterion (guidance, knock-outs, preconditions), in order: the @i-th. */
const char *official_note(const struct official *o, const char *set, const char *criterion,
                          size_t i);
/* "Hồ sơ bị loại khi": the @i-th sentence at the head of the sheet, without these words. */
const char *official_disqualifier(const struct official *o, const char *set, size_t i);
/* How many levels of @set (NULL: of all) have their words. */
size_t official_levels(const struct official *o, const char *set);
/* The name of the file it was read from, without folder. */
const char *official_source(const struct official *o);

#endif
