/* SPDX-License-Identifier: MIT */
/* db/base/fault.h - what is wrong, told once and in one place.
 *
 * Every layer below the screen reports what it refuses as a fault: an id, a place and
 * arguments, never a finished sentence.  The sentence (Vietnamese, the source language of
 * the program) stands beside the id in db/fault*.def and may be translated by whoever
 * prints it.  Arguments are made safe for a terminal when the fault is recorded. */
#ifndef DB_BASE_FAULT_H
#define DB_BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

/* Marks a sentence or an argument that whoever prints it may translate. */
#ifndef N_
#define N_(msgid) (msgid)
#endif

enum fault_id {
#define FAULT(id, text) F_##id,
#include "db/base/fault.def"
#undef FAULT
    F_COUNT
};

enum fault_place {
    AT_WHOLE,     /* the file, or the request, as a whole */
    AT_CELL,      /* row (from 1) and column (from 1; 0: the row) of a list */
    AT_TEXT,      /* line and column (from 1) of a text file */
    AT_PARAGRAPH, /* row (from 1; 0: the file) is a paragraph of a Word file */
    AT_EVENT      /* row is an event of the journal */
};

enum { FAULT_ARGS = 5, FAULT_CITE = 4 /* see fault_rule, db/council/setting.h */ };

struct fault {
    enum fault_id id;
    bool warning; /* reported, but nothing is refused for it */
    enum fault_place place;
    long row, col;
    char *sheet;           /* owned; AT_CELL: the worksheet, where a list has several;
                            * AT_PARAGRAPH: the part, where it is not the text; or NULL */
    char *arg[FAULT_ARGS]; /* owned; the {0} .. {4} of the text */
};

/* A growing list of faults.  Start from all zeroes; end with faults_free. */
struct faults {
    struct fault *v;
    size_t n, cap;
    size_t errors; /* of the n, how many are not warnings */
};

/* Record a fault.  The arguments are strings, ended by NULL, at most FAULT_ARGS; they are
 * copied, and whatever could steer a terminal (controls, bidi, invisible) is written as
 * U+XXXX, and long ones are cut. */
void fault_at(struct faults *f, enum fault_id id, enum fault_place place, long row, long col, ...)
    __attribute__((sentinel));
void warn_at(struct faults *f, enum fault_id id, enum fault_place place, long row, long col, ...)
    __attribute__((sentinel));
/* The same for the whole file or request. */
void fault_add(struct faults *f, enum fault_id id, ...) __attribute__((sentinel));
void warn_add(struct faults *f, enum fault_id id, ...) __attribute__((sentinel));

/* Record a fault that was found before, whole; the copy owns its own. */
void fault_again(struct faults *f, const struct fault *found);

/* Say that a fault that was recorded is about worksheet @name. */
void fault_in_sheet(struct fault *f, const char *name);

/* Everything in @from, added to @to; @from is empty then. */
void faults_move(struct faults *to, struct faults *from);
void faults_free(struct faults *f); /* NULL is fine; leaves an empty list */

/* The Vietnamese sentence of an id, with {0} .. {4} for its arguments. */
const char *fault_msgid(enum fault_id id);
/* The name of an id in lower case with dashes ("no-set"): stable, for JSON. */
const char *fault_code(enum fault_id id);

/* The sentence with its arguments, translated by @tr (NULL: as it stands); an argument that
 * was marked with N_ is translated too.  The place is not in it.  The caller frees. */
char *fault_text(const struct fault *f, const char *(*tr)(const char *));
/* The place, as text before the sentence: "tep.xlsx: dòng 4, ô C4: ", "tep.xlsx: Trang 1!C4: " or
 * "tep.yaml:4:7: ";
 * "" when @name is NULL and the place is the whole.  @tr as above.  The caller frees. */
char *fault_where(const struct fault *f, const char *name, const char *(*tr)(const char *));

/* "A", "Z", "AA" ... for column 1, 26, 27 ...; @out has room for 8 bytes. */
void column_letters(long col, char out[8]);

#endif
