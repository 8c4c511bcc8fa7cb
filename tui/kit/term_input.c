/* SPDX-License-Identifier: MIT */
/* tui/kit/term_input.c - signals and the bytes of the terminal.
 *
 * Handlers only set flags.  The signals are blocked all the time except inside ppoll, so a
 * flag cannot be set between the look at it and the sleep. */
#define _GNU_SOURCE /* ppoll */
#include "tui/kit/term_input.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tui/kit/term_decode.h"

enum { ESC_MS = 25, SEQUENCE_MS = 100 };

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int fatal[] = {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE};
enum { CAUGHT = sizeof caught / sizeof *caught, FATAL = sizeof fatal / sizeof *fatal };

/* One process has one terminal and one set of signals: this state is the process's own. */
static volatile sig_atomic_t resized, stopped, continued, ended;
static struct sigaction before[CAUGHT], before_fatal[FATAL];
static sigset_t mask_before, mask_asleep;
static bool started;
static struct termios tty_before;
static char restore_text[256];
static size_t restore_n;

static struct {
    struct decoder decoder;
    unsigned char bytes[512];
    size_t at, n;
    struct key ready[DECODE_MAX];
    size_t ready_at, ready_n;
} in;

static void note(int sig)
{
    if (sig == SIGWINCH)
        resized = 1;
    else if (sig == SIGTSTP)
        stopped = 1;
    else if (sig == SIGCONT)
        continued = 1;
    else
        ended = sig;
}

/* Only calls that a signal handler may make. */
static void crash(int sig)
{
    ssize_t n = write(STDOUT_FILENO, restore_text, restore_n);
    (void)n;
    tcsetattr(STDIN_FILENO, TCSANOW, &tty_before);
    raise(sig); /* SA_RESETHAND: now the default action */
}

void input_start(const char *restore, size_t n)
{
    restore_n = n < sizeof restore_text ? n : 0;
    memcpy(restore_text, restore, restore_n);
    if (started)
        return;
    started = true;
    resized = stopped = continued = ended = 0;
    memset(&in, 0, sizeof in);
    tcgetattr(STDIN_FILENO, &tty_before);
    sigset_t block;
    struct sigaction sa = {.sa_handler = note};
    sigemptyset(&block);
    sigemptyset(&sa.sa_mask);
    for (size_t i = 0; i < CAUGHT; i++)
        sigaddset(&block, caught[i]);
    sigprocmask(SIG_BLOCK, &block, &mask_before);
    mask_asleep = mask_before;
    for (size_t i = 0; i < CAUGHT; i++) {
        sigdelset(&mask_asleep, caught[i]);
        sigaction(caught[i], &sa, &before[i]);
    }
    struct sigaction last = {.sa_handler = crash, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    sigemptyset(&last.sa_mask);
    for (size_t i = 0; i < FATAL; i++) {
        sigaction(fatal[i], NULL, &before_fatal[i]);
        if (before_fatal[i].sa_handler == SIG_DFL) /* a sanitizer keeps its own */
            sigaction(fatal[i], &last, NULL);
    }
}

void input_stop(void)
{
    if (!started)
        return;
    started = false;
    sigprocmask(SIG_SETMASK, &mask_before, NULL); /* what is pending is noted, and kills nobody */
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &before[i], NULL);
    for (size_t i = 0; i < FATAL; i++)
        sigaction(fatal[i], &before_fatal[i], NULL);
    if (ended == SIGHUP) /* the hang-up may follow the end of the terminal: end in order */
        signal(SIGHUP, SIG_IGN);
}

void input_suspend(void)
{
    struct sigaction ours, dfl = {.sa_handler = SIG_DFL};
    sigset_t open, old;
    sigemptyset(&dfl.sa_mask);
    sigemptyset(&open);
    sigaddset(&open, SIGTSTP);
    sigaddset(&open, SIGCONT);
    sigaction(SIGTSTP, &dfl, &ours);
    raise(SIGTSTP);                        /* still blocked: pending */
    sigprocmask(SIG_UNBLOCK, &open, &old); /* stops here */
    sigprocmask(SIG_SETMASK, &old, NULL);
    sigaction(SIGTSTP, &ours, NULL);
    stopped = continued = 0;
}

void input_drop(void)
{
    tcflush(STDIN_FILENO, TCIFLUSH);
    memset(&in, 0, sizeof in);
}

int input_signal(void)
{
    return (int)ended;
}

static bool take_flag(volatile sig_atomic_t *flag)
{
    bool was = *flag != 0;
    *flag = 0;
    return was;
}

static bool take_key(struct key *k)
{
    for (;;) {
        if (in.ready_at < in.ready_n) {
            *k = in.ready[in.ready_at++];
            return true;
        }
        if (in.at == in.n)
            return false;
        in.ready_at = 0;
        in.ready_n = decode_byte(&in.decoder, in.bytes[in.at++], in.ready);
    }
}

static enum input_event end_of_terminal(void)
{
    if (!ended)
        ended = SIGHUP;
    return INPUT_END;
}

/* Sleep until there are bytes.  INPUT_KEY: bytes were read; INPUT_IDLE: nothing, or a signal. */
static enum input_event sleep_and_read(int ms, bool *timed_out)
{
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    int r = ppoll(&p, 1, &t, &mask_asleep);
    *timed_out = r == 0;
    if (r == 0 || (r < 0 && errno == EINTR))
        return INPUT_IDLE;
    if (r < 0 || !(p.revents & POLLIN))
        return end_of_terminal();
    ssize_t n = read(STDIN_FILENO, in.bytes, sizeof in.bytes);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return INPUT_IDLE;
    if (n <= 0)
        return end_of_terminal();
    in.at = 0;
    in.n = (size_t)n;
    return INPUT_KEY;
}

enum input_event input_wait(struct key *k, int ms)
{
    for (;;) {
        if (ended)
            return INPUT_END;
        if (take_flag(&stopped))
            return INPUT_STOP;
        if (take_flag(&continued))
            return INPUT_CONTINUED;
        if (take_flag(&resized))
            return INPUT_RESIZED;
        if (take_key(k))
            return INPUT_KEY;
        bool waiting = decode_waiting(&in.decoder), timed_out = false;
        int limit = in.decoder.n == 1 ? ESC_MS : SEQUENCE_MS;
        int nap = waiting && (limit < ms || ms == 0) ? limit : ms;
        enum input_event e = sleep_and_read(nap, &timed_out);
        if (e == INPUT_END)
            return e;
        if (timed_out && waiting && nap == limit) {
            in.ready_at = 0;
            in.ready_n = decode_timeout(&in.decoder, in.ready);
        } else if (timed_out) {
            return INPUT_IDLE;
        }
    }
}
