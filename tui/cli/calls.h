/* SPDX-License-Identifier: MIT */
/* tui/cli/calls.h - every call: it gets its words and options taken apart and returns an exit
 * status.  The table in tui/cli/cli.c says what each may be given. */
#ifndef TUI_CLI_CALLS_H
#define TUI_CLI_CALLS_H

#include "tui/cli/util.h"

enum db_rc call_demo(struct cli *c);
enum db_rc call_new(struct cli *c);
enum db_rc call_set(struct cli *c);
enum db_rc call_pin(struct cli *c);
enum db_rc call_import(struct cli *c);
enum db_rc call_correct(struct cli *c);
enum db_rc call_move(struct cli *c);
enum db_rc call_ballot(struct cli *c);
enum db_rc call_products(struct cli *c);
enum db_rc call_tally(struct cli *c);
enum db_rc call_check(struct cli *c);
enum db_rc call_signoff(struct cli *c);
enum db_rc call_reopen(struct cli *c);
enum db_rc call_export(struct cli *c);
enum db_rc call_template(struct cli *c);
enum db_rc call_verify(struct cli *c);
enum db_rc call_criteria(struct cli *c);
enum db_rc call_explain(struct cli *c);
enum db_rc call_feed(struct cli *c);
enum db_rc call_journal(struct cli *c);
enum db_rc call_backup(struct cli *c);
enum db_rc call_decide(struct cli *c);
enum db_rc call_dossier(struct cli *c);
/* What the help of import tells beside its options: the columns of the lists. */
void import_help(void);

#endif
