/* SPDX-License-Identifier: MIT */
/* tui/cli/ask.c - asking a person, or a script, for one line. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tui/cli/ask.h"

#include "db/base/mem.h"

enum { ASK_MAX = 1000 };

static volatile sig_atomic_t caught; /* set by a handler: the signal that ended the question */

static void catch (int sig)
{
    caught = sig;
}

/* One line, byte by byte: what follows it on standard input stays there. */
static char *read_line(void)
{
    char *line = xmalloc(ASK_MAX + 1);
    size_t n = 0;
    bool any = false;
    while (!caught) {
        char c;
        ssize_t got = read(STDIN_FILENO, &c, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        any = true;
        if (c == '\n')
            break;
        if (n < ASK_MAX)
            line[n++] = c;
    }
    if (n > 0 && line[n - 1] == '\r')
        n--;
    line[n] = '\0';
    if (any && !caught)
        return line;
    free(line);
    return NULL;
}

static char *ask_line(const char *prompt)
{
    fputs(prompt, stderr);
    fflush(stderr);
    return read_line();
}

/* The same with what is typed not shown, not even what comes before the prompt.  The terminal is
 * given back as it was, also when a signal ends the question. */
static char *ask_secret(const char *prompt)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    enum { N = sizeof signals / sizeof signals[0] };
    struct sigaction old[N], act = {.sa_handler = catch};
    struct termios was, quiet;
    if (tcgetattr(STDIN_FILENO, &was) != 0)
        return ask_line(prompt);
    for (int i = 0; i < N; i++)
        sigaction(signals[i], &act, &old[i]);
    quiet = was;
    quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    char *line = ask_line(prompt);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
    for (int i = 0; i < N; i++)
        sigaction(signals[i], &old[i], NULL);
    fputc('\n', stderr);
    if (caught)
        raise(caught);
    return line;
}

char *cli_ask(const char *prompt, bool secret)
{
    caught = 0;
    if (!isatty(STDIN_FILENO))
        return read_line();
    fflush(stdout);
    return secret ? ask_secret(prompt) : ask_line(prompt);
}
