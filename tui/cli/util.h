/* SPDX-License-Identifier: MIT */
/* tui/cli/util.h - what a call is given, and what several calls need.
 *
 * A call prints answers with say_line or json_*, complaints with say_error or say_faults, and
 * reads everything it needs before it prints the first line. */
#ifndef TUI_CLI_UTIL_H
#define TUI_CLI_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/db.h"
#include "tui/cli/opt.h"

/* The actors that the journal names: whoever runs a call acts as the secretary; what only the
 * chair decides is the chair's. */
#define CLI_ACTOR "secretary"
#define CLI_CHAIR "chair"

struct cli {
    const char *call; /* its name; NULL: none was given */
    int n;            /* words after the name of the call */
    char **word;
    const char *opt[OPT_COUNT]; /* what was given; "" for one without a value; NULL: absent */
    struct db_pair *set;        /* each --set, split at the first "=" */
    size_t n_set;
};

/* Complain about wrong usage of this call and say where help is; returns DB_USAGE. */
enum db_rc cli_misuse(const struct cli *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Open the session; NULL after complaints, with the exit status in *rc.  DB_OPEN of a file of an
 * older version says first that programs before this one will not read it. */
struct db *cli_open(const char *path, enum db_open_how how, enum db_rc *rc);
/* The same, for whoever goes on writing: what was kept is remembered for the next start. */
void cli_wrote(struct db *db);
/* After a call of db/: print its faults and warnings as those of @name; returns @rc. */
enum db_rc cli_told(struct db *db, enum db_rc rc, const char *name);
/* The same after a call that only reads: it leaves the warnings of the act before it, which
 * were told, so there is something new to print only when it failed. */
enum db_rc cli_read(struct db *db, enum db_rc rc, const char *name);
/* Close @db, push stdout out; the exit status. */
enum db_rc cli_close(struct db *db, enum db_rc rc);
/* Split "KEY=VALUE" in place; false when there is no "=" or no key. */
bool cli_pair(char *word, struct db_pair *out);

/* Whether a person sits at both standard input and standard output. */
bool cli_on_terminal(void);

/* An aligned table on stdout.  Cells are safe to print; columns in the bit set @right are
 * flushed right.  The first row is the header. */
struct text_table {
    size_t cols, n;
    unsigned right;
    char **cell;
};
void text_table_row(struct text_table *t, const char *const cells[]);
void text_table_print(struct text_table *t); /* and frees it */

#endif
