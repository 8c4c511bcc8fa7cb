/* SPDX-License-Identifier: MIT */
/* tests/kit/pty_private.h - what the files of the pty harness share; tests include tests/kit/pty.h.
 */
#ifndef TESTS_KIT_PTY_PRIVATE_H
#define TESTS_KIT_PTY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

#include <vterm.h>

#include "tests/kit/pty.h"

/* So long that only a program that hangs outlasts it, on the slowest machine too. */
enum { PTY_PATIENCE_MS = 60000, PTY_ROW_BYTES = 4096 };

struct pty {
    VTerm *vt;
    VTermScreen *screen;
    int master;           /* -1 once hung up */
    int slave;            /* held open, so that its modes can be read after the program's end */
    struct termios modes; /* as they were before the program */
    pid_t pid;            /* 0 once reaped */
    int status;           /* as waitpid gave it */
    bool stopped;         /* between a Ctrl-Z and a SIGCONT */
    int rows, cols;
    size_t bytes;
    size_t keypad_asked, keypad_match;
    bool altscreen, cursor_hidden;
    int mouse;
    char row[PTY_ROW_BYTES], cell[64];
};

/* Milliseconds of a clock that never goes back. */
int64_t pty_now_ms(void);
/* Print what was wrong and the screen, then fail the running test. */
void pty_fail(struct pty *p, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));
/* Feed the program's output to the terminal, waiting @ms at most for the first byte; false
 * when nothing more can come. */
bool pty_pump(struct pty *p, int ms);
/* Take note of the program having stopped, continued or ended; true once it has ended. */
bool pty_ended(struct pty *p);
/* Send what the terminal has to say (keys, answers to queries). */
void pty_flush(struct pty *p);
void pty_send(struct pty *p, const char *bytes, size_t n);

#endif
