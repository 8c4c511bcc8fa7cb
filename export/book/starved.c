/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE 1 /* fopencookie */
#include "export/book/starved.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"

enum {
    ROOM = 12 << 20,  /* what a book of a small session takes, threefold */
    NOWHERE = 1 << 16 /* nothing lies below this address: a field of what was not there */
};

/* There is one library in a process. */
static struct {
    int open;
    FILE *ear, *stderr_before;
    struct sigaction before;
} lib;

static void through_nothing(int sig, siginfo_t *info, void *context)
{
    (void)context;
    sigaction(sig, &lib.before, NULL);
    if ((uintptr_t)info->si_addr < NOWHERE)
        mem_gone();
    /* Another fault: again, and as it would have ended. */
}

/* It says so on stderr when it gets no memory, and goes on without what it was told to write. */
static ssize_t hear(void *unused, const char *words, size_t n)
{
    static const char gone[] = "Memory allocation failed";
    (void)unused;
    if (memmem(words, n, gone, sizeof gone - 1))
        mem_gone();
    return (ssize_t)n;
}

void starved_begin(void)
{
    free(xmalloc(ROOM)); /* asked for and given back: no room, no book */
    errno = 0;
    if (lib.open++ > 0)
        return;
    struct sigaction act = {.sa_sigaction = through_nothing, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigemptyset(&act.sa_mask);
    sigaction(SIGSEGV, &act, &lib.before);
    lib.ear = fopencookie(NULL, "w", (cookie_io_functions_t){.write = hear});
    if (!lib.ear)
        mem_gone();
    setvbuf(lib.ear, NULL, _IONBF, 0);
    lib.stderr_before = stderr;
    stderr = lib.ear; /* a variable like any other in this C library */
}

/* Nothing but a failed allocation sets this. */
void starved_check(void)
{
    if (errno == ENOMEM)
        mem_gone();
}

void starved_end(void)
{
    starved_check();
    if (--lib.open > 0)
        return;
    stderr = lib.stderr_before;
    fclose(lib.ear);
    sigaction(SIGSEGV, &lib.before, NULL);
}
