/* SPDX-License-Identifier: MIT */
/* tests/kit/pty.h - drive the real program in a pseudo-terminal and read its screen.
 *
 * libvterm plays the terminal.  Every call that meets a surprise fails the running cmocka test
 * and prints the whole screen.  A test waits for what it must see, never for time: pty_until
 * and its kin read the program's output until the condition holds, a minute at most.
 *
 *     const char *argv[] = {"hoidong", "demo", NULL};
 *     struct pty *p = pty_start(24, 80, argv, NULL);
 *     pty_until(p, "DIỄN TẬP");
 *     pty_keys(p, "Down Down 3 F10");
 *     assert_int_equal(pty_finish(p), 0); */
#ifndef TESTS_KIT_PTY_H
#define TESTS_KIT_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

/* Start argv[0] (a path; "hoidong" is the program under test, $HOIDONG).  @env is a list of
 * "NAME=value" set over this process's environment, ended by NULL; NULL for none. */
struct pty *pty_start(int rows, int cols, const char *const argv[], const char *const env[]);

/* Type text as it is, UTF-8. */
void pty_type(struct pty *p, const char *text);
/* One key by its name: a single character, or
 *   Up Down Left Right Home End PgUp PgDn Ins Del Backspace Enter Tab Esc Space F1 .. F12,
 *   S-Tab S-Up (with shift), C-a .. C-z, M-x (with Alt). */
void pty_key(struct pty *p, const char *key);
/* Several keys with blanks between: "3 Down F8". */
void pty_keys(struct pty *p, const char *keys);
/* Text as a terminal pastes it: bracketed when the program asked for that. */
void pty_paste(struct pty *p, const char *text);
/* A click of the first button, rows and columns from 0. */
void pty_mouse(struct pty *p, int row, int col);
void pty_resize(struct pty *p, int rows, int cols);

/* Wait until some row holds @text; until no row does; until @row does. */
void pty_until(struct pty *p, const char *text);
void pty_until_gone(struct pty *p, const char *text);
void pty_until_row(struct pty *p, int row, const char *text);
/* Wait until the program has stopped itself (Ctrl-Z); send SIGCONT and wait until it is
 * back on the screen. */
void pty_until_stopped(struct pty *p);
void pty_continue(struct pty *p);
/* Whether some row holds @text at this moment.  Only after a wait does the answer mean much. */
bool pty_has(struct pty *p, const char *text);
/* The first row that holds @text at this moment, or -1. */
int pty_find(struct pty *p, const char *text);
/* One row, right-trimmed UTF-8; valid until the next call of pty_row. */
const char *pty_row(struct pty *p, int row);

struct pty_style {
    bool bold, reverse, underline, blink;
    int fg, bg; /* palette index, -1 the terminal's own, or 0x1000000 + RGB */
};
struct pty_style pty_style(struct pty *p, int row, int col);
/* The characters of one cell ("" when blank, several code points when they combine). */
const char *pty_cell(struct pty *p, int row, int col);
void pty_cursor(struct pty *p, int *row, int *col, bool *visible);
/* Wait until the screen, text and styles, is tests/golden/NAME.txt. */
void pty_golden(struct pty *p, const char *name);
/* The whole screen to stderr. */
void pty_dump(struct pty *p);
pid_t pty_pid(struct pty *p);
/* Bytes the program has written so far. */
size_t pty_bytes(struct pty *p);

/* How it ends; each of these frees @p.
 * pty_finish waits for the program's own end and gives its exit status (128 + N for signal N).
 * It fails when the terminal was not left as it was found: modes, main screen, cursor, mouse. */
int pty_finish(struct pty *p);
/* The power goes: SIGKILL. */
void pty_kill9(struct pty *p);
/* The window is closed: the program must end by itself; its status as above. */
int pty_hangup(struct pty *p);

#endif
