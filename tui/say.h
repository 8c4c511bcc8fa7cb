/* SPDX-License-Identifier: MIT */
/* tui/say.h - lines of the command line: answers to stdout, complaints to stderr.
 *
 * Every line is made safe for a terminal on the way out (text_safe), whatever a file, a list or
 * an argument may have put into it, and ends in a line feed. */
#ifndef TUI_SAY_H
#define TUI_SAY_H

#include <stdio.h>

#include "db/db.h"

/* One line to stdout. */
void say_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* One line to stderr. */
void say_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* One fault to stderr: "tep.xlsx: dòng 4, ô C4: SENTENCE".  @name is the file it is about. */
void say_fault(const struct fault *f, const char *name);
/* Every fault and warning, in order. */
void say_faults(const struct faults *f, const char *name);

/* Push stdout out.  @status, or 3 after a complaint when what was printed did not arrive. */
enum db_rc say_end(enum db_rc status);

#endif
