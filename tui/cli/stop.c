/* SPDX-License-Identifier: MIT */
/* tui/cli/stop.c - Ctrl-C during a long call: it ends at the next step and tidies up first. */
#include <signal.h>
#include <string.h>

#include "tui/cli/stop.h"

static volatile sig_atomic_t caught; /* set by a handler: the signal that asked to stop */

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_SIGNALS = sizeof signals / sizeof *signals };
static struct sigaction before[N_SIGNALS]; /* there is one command line in a process */

static void note(int sig)
{
    caught = sig;
}

void stop_watch(void)
{
    struct sigaction act = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&act.sa_mask);
    for (int i = 0; i < N_SIGNALS; i++) {
        sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN) /* nohup stays nohup */
            sigaction(signals[i], &act, NULL);
    }
}

bool stop_not(void *unused, size_t done, size_t total)
{
    (void)unused;
    (void)done;
    (void)total;
    return !caught;
}

void stop_unwatch(bool stopped)
{
    for (int i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
    if (stopped && caught)
        raise(caught); /* whoever called learns how it ended */
}
