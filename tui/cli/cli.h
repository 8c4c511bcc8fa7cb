/* SPDX-License-Identifier: MIT */
/* tui/cli/cli.h - the command line. */
#ifndef TUI_CLI_CLI_H
#define TUI_CLI_CLI_H

/* The whole command line; an exit status. */
int cli_main(int argc, char **argv);

#endif
