/* SPDX-License-Identifier: MIT */
/* tui/cli/cli.h - the command line.
 *
 * One table (tui/cli/calls.c) names every call, its words, options and help; --help, usage
 * errors and the parsing all come from it.  A call is a function that gets its words and
 * options taken apart and returns an exit status (enum db_rc).  It prints answers with say_line
 * or json_*, complaints with say_error or say_faults, and reads everything it needs before it
 * prints the first line. */
#ifndef TUI_CLI_CLI_H
#define TUI_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "db/db.h"

/* The actors that the journal names: whoever runs a call acts as the secretary; what only the
 * chair decides is the chair's. */
#define CLI_ACTOR "secretary"
#define CLI_CHAIR "chair"

enum opt {
    OPT_HELP,
    OPT_LANG,
    OPT_VERSION,
    OPT_JSON,
    OPT_SET,
    OPT_REASON,
    OPT_DRY_RUN,
    OPT_SHEET,
    OPT_ENCODING,
    OPT_HASH,
    OPT_AGAINST,
    OPT_DIR,
    OPT_OUT,
    OPT_BALLOTS,
    OPT_YAML,
    OPT_OFFICIAL,
    OPT_BLANK,
    OPT_LIST,
    OPT_NUMBER,
    OPT_DATE,
    OPT_ISSUED,
    OPT_LEFT_OUT,
    OPT_LEFT_IN,
    OPT_CENTRAL,
    OPT_CENTRAL_NUMBER,
    OPT_CENTRAL_DATE,
    OPT_MINUTES,
    OPT_TEMPLATE,
    OPT_FIELDS,
    OPT_NOTICES,
    OPT_ALL,
    OPT_TXT,
    OPT_DOCX,
    OPT_CSV,
    OPT_BOM,
    OPT_POINTS,
    OPT_PRODUCER,
    OPT_COUNT
};
/* A set of options. */
#define OPT_BIT(opt) (UINT64_C(1) << (opt))

struct opt_def {
    const char *name; /* long name */
    char letter;      /* short name, or 0 */
    const char *arg;  /* what follows it, N_(); NULL: nothing */
    const char *help; /* N_() */
};
extern const struct opt_def opt_defs[OPT_COUNT];

struct cli {
    const struct call *call;
    int n; /* words after the name of the call */
    char **word;
    const char *opt[OPT_COUNT]; /* what was given; "" for one without a value; NULL: absent */
    struct db_pair *set;        /* each --set, split at the first "=" */
    size_t n_set;
};

struct call {
    const char *name;
    const char *words; /* synopsis of its words, N_() */
    const char *help;  /* one line, N_() */
    uint64_t opts;     /* OPT_BIT of each, beside the global ones */
    int min, max;      /* words; max -1: any number */
    enum db_rc (*run)(struct cli *c);
};
extern const struct call cli_calls[]; /* ends with a row whose name is NULL */

/* The whole command line; an exit status. */
int cli_main(int argc, char **argv);

/* ---- for the calls ---- */

/* Complain about wrong usage of this call and say where help is; returns DB_USAGE. */
enum db_rc cli_misuse(const struct cli *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Open the session; NULL after complaints, with the exit status in *rc. */
struct db *cli_open(const char *path, enum db_open_how how, enum db_rc *rc);
/* After a call of db/: print its faults and warnings as those of @name; returns @rc. */
enum db_rc cli_told(struct db *db, enum db_rc rc, const char *name);
/* The same after a call that only reads: it leaves the warnings of the act before it, which
 * were told, so there is something new to print only when it failed. */
enum db_rc cli_read(struct db *db, enum db_rc rc, const char *name);
/* Close @db, push stdout out; the exit status. */
enum db_rc cli_close(struct db *db, enum db_rc rc);
/* Split "KEY=VALUE" in place; false when there is no "=" or no key. */
bool cli_pair(char *word, struct db_pair *out);
/* Words @from .. as pairs (the caller frees), NULL after cli_misuse. */
struct db_pair *cli_pairs(struct cli *c, int from, size_t *n);

/* A line from standard input without its end, at most 1000 bytes, in new memory; NULL at the
 * end of input or when interrupted.  On a terminal @prompt is shown first (on stderr);
 * @secret: what is typed is not. */
char *cli_ask(const char *prompt, bool secret);
/* Whether a person sits at both standard input and standard output. */
bool cli_on_terminal(void);

/* An aligned table on stdout.  Cells are safe to print; columns in the bit set @right are
 * flushed right.  The first row is the header. */
struct table {
    size_t cols, n;
    unsigned right;
    char **cell;
};
void table_row(struct table *t, const char *const cells[]);
void table_print(struct table *t); /* and frees it */

/* The table of results, as tally and the rehearsal print it. */
void cli_say_tally(struct db *db, const struct session *s, const struct tally *t);
/* The same as tally --json prints it, to any file. */
void cli_tally_json(FILE *out, struct db *db, const struct session *s, const struct tally *t);

/* The member "evidence": the rows of Mẫu 02 that are known, or all; @day as db_paper_day has it. */
struct json;
void cli_json_evidence(struct json *j, const struct dossier *d, bool every, const char *day);

enum db_rc call_demo(struct cli *c);
enum db_rc call_new(struct cli *c);
enum db_rc call_set(struct cli *c);
enum db_rc call_pin(struct cli *c);
enum db_rc call_import(struct cli *c);
/* What the help of import tells beside its options: the columns of the lists. */
void import_help(void);
enum db_rc call_correct(struct cli *c);
enum db_rc call_move(struct cli *c);
enum db_rc call_ballot(struct cli *c);
enum db_rc call_products(struct cli *c);
enum db_rc call_tally(struct cli *c);
enum db_rc call_check(struct cli *c);
enum db_rc call_signoff(struct cli *c);
enum db_rc call_reopen(struct cli *c);
enum db_rc call_export(struct cli *c);
/* export --fields: every name that a template may use, with its value. */
enum db_rc cli_fields(struct cli *c, struct db *db);
enum db_rc call_template(struct cli *c);
enum db_rc call_verify(struct cli *c);
enum db_rc call_criteria(struct cli *c);
enum db_rc criteria_check(struct cli *c);
enum db_rc criteria_add(struct cli *c);
/* criteria official FILE; criteria show SET --official. */
enum db_rc criteria_official(struct cli *c);
struct crit_set;
enum db_rc criteria_show_official(const struct crit_set *s);
enum db_rc call_explain(struct cli *c);
enum db_rc call_feed(struct cli *c);
enum db_rc call_journal(struct cli *c);
enum db_rc call_backup(struct cli *c);
enum db_rc call_decide(struct cli *c);
enum db_rc call_dossier(struct cli *c);

/* ---- stop.c: between the two a signal to end only stops the call at its next step ---- */
void stop_watch(void);
bool stop_not(void *unused, size_t done, size_t total); /* for the progress of exports */
/* @stopped: the call was stopped and has tidied up; the signal is then given its way. */
void stop_unwatch(bool stopped);

#endif
