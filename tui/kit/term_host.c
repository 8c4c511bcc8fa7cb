/* SPDX-License-Identifier: MIT */
/* tui/kit/term_host.c - locale and log file. */
#include "tui/kit/term_host.h"

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "tui/kit/term.h"

static int stderr_before = -1; /* the process's own stderr while the log takes its place */

void term_locale(void)
{
    static const char *const names[] = {"", "C.UTF-8", "C.utf8", "vi_VN.UTF-8", "en_US.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
            return;
}

static int open_log(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *base = state && *state == '/' ? xstrdup(state)
                 : home && *home == '/' ? xasprintf("%s/.local/state", home)
                                        : NULL;
    if (!base)
        return -1;
    char *dir = xasprintf("%s/hoidong", base), *path = xasprintf("%s/log", dir);
    for (char *p = dir + 1; *p; p++)
        if (*p == '/') {
            *p = '\0';
            mkdir(dir, 0700);
            *p = '/';
        }
    mkdir(dir, 0700);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, 0600);
    free(path);
    free(dir);
    free(base);
    return fd;
}

void log_start(void)
{
    if (!isatty(STDERR_FILENO))
        return;
    int fd = open_log();
    if (fd < 0)
        fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    fflush(stderr);
    stderr_before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

void log_stop(void)
{
    if (stderr_before < 0)
        return;
    fflush(stderr);
    dup2(stderr_before, STDERR_FILENO);
    close(stderr_before);
    stderr_before = -1;
}
