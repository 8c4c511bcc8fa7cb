/* SPDX-License-Identifier: MIT */
/* tests/kit/pty.c - the life of a program on a pseudo-terminal: start, feed, end. */
#include "tests/kit/pty_private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

int64_t pty_now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int exit_status(const struct pty *p)
{
    return WIFEXITED(p->status) ? WEXITSTATUS(p->status) : 128 + WTERMSIG(p->status);
}

void pty_fail(struct pty *p, const char *format, ...)
{
    char why[1024];
    va_list ap;
    va_start(ap, format);
    vsnprintf(why, sizeof why, format, ap);
    va_end(ap);
    if (!pty_ended(p))
        kill(p->pid, SIGKILL);
    pty_dump(p);
    if (p->pid == 0)
        fprintf(stderr, "the program has ended, exit status %d%s\n", exit_status(p),
                exit_status(p) == 127 ? " (could it be started?)" : "");
    fail_msg("%s", why);
    abort(); /* not reached: cmocka has jumped out of the test */
}

static int on_property(VTermProp prop, VTermValue *v, void *user)
{
    struct pty *p = user;
    if (prop == VTERM_PROP_ALTSCREEN)
        p->altscreen = v->boolean;
    else if (prop == VTERM_PROP_CURSORVISIBLE)
        p->cursor_hidden = !v->boolean;
    else if (prop == VTERM_PROP_MOUSE)
        p->mouse = v->number;
    return 1;
}

static const VTermScreenCallbacks screen_callbacks = {.settermprop = on_property};

static void exec_child(struct pty *p, const char *path, const char *const argv[],
                       const char *const env[])
{
    static const char *const always[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8",
                                         "TZ=Asia/Ho_Chi_Minh", "ESCDELAY=25", NULL};
    close(p->master);
    if (login_tty(p->slave) != 0)
        _exit(126);
    for (const char *const *e = always; *e; e++)
        putenv((char *)(uintptr_t)*e);
    for (const char *const *e = env; e && *e; e++)
        putenv((char *)(uintptr_t)*e);
    signal(SIGPIPE, SIG_DFL);
    execv(path, (char *const *)(uintptr_t)argv);
    _exit(127);
}

static void make_terminal(struct pty *p)
{
    p->vt = vterm_new(p->rows, p->cols);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
    vterm_screen_reset(p->screen, 1);
}

struct pty *pty_start(int rows, int cols, const char *const argv[], const char *const env[])
{
    const char *path = strcmp(argv[0], "hoidong") == 0 ? getenv("HOIDONG") : argv[0];
    if (!path)
        fail_msg("HOIDONG must name the program under test");
    struct pty *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
    p->rows = rows;
    p->cols = cols;
    if (openpty(&p->master, &p->slave, NULL, NULL, &size) != 0)
        fail_msg("openpty: %s", strerror(errno));
    /* A later program must not hold this terminal open. */
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    fcntl(p->slave, F_SETFD, FD_CLOEXEC);
    tcgetattr(p->slave, &p->modes);
    make_terminal(p);
    fflush(NULL);
    p->pid = fork();
    if (p->pid < 0)
        fail_msg("fork: %s", strerror(errno));
    if (p->pid == 0)
        exec_child(p, path, argv, env);
    return p;
}

void pty_send(struct pty *p, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t k = write(p->master, bytes, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return;
        bytes += k;
        n -= (size_t)k;
    }
}

void pty_flush(struct pty *p)
{
    char b[512];
    size_t n;
    while ((n = vterm_output_read(p->vt, b, sizeof b)) > 0)
        pty_send(p, b, n);
}

/* Count how often the program has asked for application cursor keys (smkx of terminfo). */
static void watch_keypad(struct pty *p, const char *b, size_t n)
{
    static const char ask[] = "\033[?1h";
    for (size_t i = 0; i < n; i++) {
        p->keypad_match = b[i] == ask[p->keypad_match] ? p->keypad_match + 1 : b[i] == ask[0];
        if (!ask[p->keypad_match]) {
            p->keypad_asked++;
            p->keypad_match = 0;
        }
    }
}

bool pty_pump(struct pty *p, int ms)
{
    struct pollfd f = {p->master, POLLIN, 0};
    char b[8192];
    if (poll(&f, 1, ms) <= 0)
        return true;
    ssize_t n = read(p->master, b, sizeof b);
    if (n <= 0)
        return n < 0 && errno == EINTR;
    p->bytes += (size_t)n;
    vterm_input_write(p->vt, b, (size_t)n);
    watch_keypad(p, b, (size_t)n);
    pty_flush(p);
    return true;
}

/* Read what is there already. */
static void drain(struct pty *p)
{
    struct pollfd more = {p->master, POLLIN, 0};
    while (poll(&more, 1, 0) > 0 && (more.revents & POLLIN) && pty_pump(p, 0))
        continue;
}

bool pty_ended(struct pty *p)
{
    int st;
    while (p->pid && waitpid(p->pid, &st, WNOHANG | WUNTRACED | WCONTINUED) == p->pid) {
        if (WIFSTOPPED(st)) {
            p->stopped = true;
        } else if (WIFCONTINUED(st)) {
            p->stopped = false;
        } else {
            p->status = st;
            p->pid = 0;
        }
    }
    return p->pid == 0;
}

void pty_until_stopped(struct pty *p)
{
    int64_t end = pty_now_ms() + PTY_PATIENCE_MS;
    while (!pty_ended(p) && !p->stopped && pty_now_ms() < end)
        pty_pump(p, 20);
    if (!p->stopped)
        pty_fail(p, "the program did not stop");
    drain(p);
}

void pty_continue(struct pty *p)
{
    size_t before = p->keypad_asked;
    int64_t end = pty_now_ms() + PTY_PATIENCE_MS;
    kill(p->pid, SIGCONT);
    p->stopped = false;
    /* Until it has taken the keypad over again, the arrows would be sent in the shell's mode. */
    while (p->keypad_asked == before && !pty_ended(p) && pty_now_ms() < end)
        pty_pump(p, 20);
    if (p->keypad_asked == before)
        pty_fail(p, "the program did not take the terminal over again");
}

void pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = {(unsigned short)rows, (unsigned short)cols, 0, 0};
    p->rows = rows;
    p->cols = cols;
    vterm_set_size(p->vt, rows, cols);
    ioctl(p->master, TIOCSWINSZ, &size);
}

pid_t pty_pid(struct pty *p)
{
    return p->pid;
}

size_t pty_bytes(struct pty *p)
{
    return p->bytes;
}

static void wait_end(struct pty *p)
{
    int64_t end = pty_now_ms() + PTY_PATIENCE_MS;
    while (!pty_ended(p)) {
        if (pty_now_ms() > end)
            pty_fail(p, "the program did not end");
        if (p->master < 0)
            poll(NULL, 0, 5); /* nothing to read any more: only the clock is left to wait on */
        else
            pty_pump(p, 5);
    }
}

static int finish(struct pty *p)
{
    int status = exit_status(p);
    if (p->master >= 0)
        close(p->master);
    if (p->slave >= 0)
        close(p->slave);
    vterm_free(p->vt);
    free(p);
    return status;
}

static bool same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

int pty_finish(struct pty *p)
{
    struct termios now;
    wait_end(p);
    drain(p);
    if (tcgetattr(p->slave, &now) != 0 || !same_modes(&p->modes, &now))
        pty_fail(p, "the program left the terminal in other modes than it found");
    if (p->altscreen || p->cursor_hidden || p->mouse != VTERM_PROP_MOUSE_NONE)
        pty_fail(p, "the program left %s",
                 p->altscreen       ? "the alternate screen on"
                 : p->cursor_hidden ? "the cursor hidden"
                                    : "mouse reports on");
    return finish(p);
}

void pty_kill9(struct pty *p)
{
    if (p->pid)
        kill(p->pid, SIGKILL);
    wait_end(p);
    finish(p);
}

int pty_hangup(struct pty *p)
{
    close(p->slave);
    close(p->master);
    p->slave = p->master = -1;
    wait_end(p);
    return finish(p);
}
