/* SPDX-License-Identifier: MIT */
/* Whose turn it is: those who wait go on in the order they came, and nobody is held up by the dead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/record/turn.h"

struct line {
    char dir[200], path[240];
    int said[2]; /* a pipe: who had the turn, a byte each */
};

static int setup(void **state)
{
    struct line *l = calloc(1, sizeof *l);
    const char *tmp = getenv("TMPDIR");
    assert_non_null(l);
    snprintf(l->dir, sizeof l->dir, "%s/turn.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(l->dir));
    snprintf(l->path, sizeof l->path, "%s/a.ocop", l->dir);
    int fd = open(l->path, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(setenv("XDG_RUNTIME_DIR", l->dir, 1), 0);
    assert_int_equal(pipe(l->said), 0);
    *state = l;
    return 0;
}

static int teardown(void **state)
{
    struct line *l = *state;
    char command[300];
    snprintf(command, sizeof command, "rm -r '%s'", l->dir);
    assert_int_equal(system(command), 0);
    close(l->said[0]);
    close(l->said[1]);
    free(l);
    return 0;
}

static uint32_t numbers_drawn(const struct line *l)
{
    uint32_t next = 0;
    int fd = turn_file(l->path, "turn");
    assert_true(fd >= 0);
    ssize_t n = pread(fd, &next, sizeof next, 0);
    assert_true(n == 0 || n == sizeof next);
    close(fd);
    return next;
}

/* A process that draws a number, says its name when it is called, and lets the next one go.  Back
 * once the number is drawn. */
static pid_t comes(const struct line *l, char name)
{
    uint32_t before = numbers_drawn(l);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct turn t = {0};
        turn_take(&t, l->path);
        ssize_t n = write(l->said[1], &name, 1);
        turn_give(&t);
        _exit(n == 1 ? 0 : 1);
    }
    while (numbers_drawn(l) == before)
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    return pid;
}

static void left(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void they_go_in_the_order_they_came(void **state)
{
    const struct line *l = *state;
    struct turn mine = {0};
    pid_t pid[8];
    char order[9] = "";
    turn_take(&mine, l->path);
    for (int i = 0; i < 8; i++)
        pid[i] = comes(l, (char)('a' + i));
    struct pollfd early = {.fd = l->said[0], .events = POLLIN};
    assert_int_equal(poll(&early, 1, 20), 0); /* it is still mine */
    turn_give(&mine);
    for (int i = 0; i < 8; i++)
        left(pid[i]);
    assert_int_equal(read(l->said[0], order, 8), 8);
    assert_string_equal(order, "abcdefgh");
    turn_close(&mine);
}

static void one_who_was_killed_is_passed_over(void **state)
{
    const struct line *l = *state;
    struct turn mine = {0};
    char who;
    turn_take(&mine, l->path);
    pid_t dead = comes(l, 'a'), alive = comes(l, 'b');
    kill(dead, SIGKILL);
    left(dead);
    turn_give(&mine);
    left(alive);
    assert_int_equal(read(l->said[0], &who, 1), 1);
    assert_int_equal(who, 'b');
    turn_close(&mine);
}

/* Nobody is stopped by a courtesy. */
static void without_the_file_nobody_waits(void **state)
{
    const struct line *l = *state;
    struct turn a = {0}, b = {0};
    assert_int_equal(setenv("XDG_RUNTIME_DIR", l->path, 1), 0);
    turn_take(&a, l->path);
    turn_take(&b, l->path);
    assert_false(a.drawn);
    assert_false(b.drawn);
    turn_give(&a);
    turn_close(&a);
    turn_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_go_in_the_order_they_came, setup, teardown),
        cmocka_unit_test_setup_teardown(one_who_was_killed_is_passed_over, setup, teardown),
        cmocka_unit_test_setup_teardown(without_the_file_nobody_waits, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
