/* SPDX-License-Identifier: MIT */
/* What a terminal can do to the program in the middle of a ballot: shrink, suspend, vanish, be
 * unknown; and what names and texts may try to do to the terminal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/journeys/trip.h"

static void shrinks_and_grows(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "term");
    struct pty *p = trip_ballot(&t);
    pty_type(p, "32");
    pty_until(p, "còn 30 tiêu chí");
    pty_resize(p, 5, 20);
    pty_until(p, "Cửa sổ quá nhỏ");
    pty_type(p, "33333"); /* what cannot be seen is not typed */
    pty_resize(p, 40, 120);
    pty_until(p, "còn 30 tiêu chí");
    pty_until(p, "1.3 Gia tăng giá trị");
    pty_resize(p, 24, 80);
    pty_until_row(p, 23, "0-9 điểm");
    pty_key(p, "3");
    pty_until(p, "còn 29 tiêu chí");
    pty_kill9(p);
    assert_int_equal(trip_marks(&t), 3);
    trip_end(&t);
}

static void starts_in_a_tiny_window(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "term");
    const char *const argv[] = {"hoidong", t.file, NULL};
    struct pty *p = pty_start(1, 1, argv, NULL);
    pty_resize(p, 5, 20);
    pty_until(p, "Cửa sổ quá nhỏ");
    pty_key(p, "C-q");
    assert_int_equal(pty_finish(p), 0);
    trip_end(&t);
}

/* The only child of process @parent. */
static pid_t child_of(pid_t parent)
{
    char path[64];
    int child = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent, (int)parent);
    FILE *f = fopen(path, "r");
    if (!f || fscanf(f, "%d", &child) != 1)
        fail_msg("no child of %d", (int)parent);
    fclose(f);
    return (pid_t)child;
}

/* Only a shell with job control lets a program stop itself. */
static void suspended_and_continued(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "term");
    static const char script[] = "set -m; \"$HOIDONG\" \"$0\"\n"
                                 "for i in 1 2; do echo stopped $i; read x; fg > /dev/null; done";
    const char *const argv[] = {"/bin/sh", "-c", script, t.file, NULL};
    struct pty *p = pty_start(24, 80, argv, NULL);
    pty_until(p, "Chấm điểm");
    pty_key(p, "4");
    pty_until(p, "NGƯỜI CHẤM");
    pty_key(p, "Enter");
    pty_until(p, "còn 32 tiêu chí");
    pty_type(p, "3");
    pty_until(p, "còn 31 tiêu chí");
    pid_t program = child_of(pty_pid(p));
    for (int i = 1; i <= 2; i++) {
        char say[32];
        snprintf(say, sizeof say, "stopped %d", i);
        kill(program, SIGTSTP);
        pty_until(p, say);
        assert_false(pty_has(p, "NHẬP PHIẾU")); /* the shell has its own screen back */
        pty_resize(p, i == 1 ? 30 : 24, i == 1 ? 100 : 80);
        pty_key(p, "Enter");
        pty_until(p, "còn 31 tiêu chí");
        pty_until_row(p, i == 1 ? 29 : 23, "0-9 điểm");
    }
    pty_type(p, "2");
    pty_until(p, "còn 30 tiêu chí");
    pty_key(p, "C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
    trip_end(&t);
}

static void the_window_is_closed(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "term");
    struct pty *p = trip_ballot(&t);
    pty_type(p, "32");
    pty_until(p, "còn 30 tiêu chí");
    assert_int_equal(pty_hangup(p), 128 + SIGHUP);
    assert_int_equal(trip_marks(&t), 2);
    /* The lead was given up with it. */
    p = trip_ballot(&t);
    pty_until(p, "1.3 Gia tăng giá trị");
    kill(pty_pid(p), SIGTERM);
    assert_int_equal(pty_finish(p), 128 + SIGTERM);
    trip_end(&t);
}

/* An unknown kind is taken for the most common one; one that cannot move its cursor is told so. */
static void an_unknown_terminal(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "term");
    const char *const argv[] = {"hoidong", t.file, NULL};
    const char *const unknown[] = {"TERM=nonsense-9", NULL}, *const dumb[] = {"TERM=dumb", NULL};
    struct pty *p = pty_start(24, 80, argv, unknown);
    pty_until(p, "Chấm điểm");
    pty_key(p, "C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
    p = pty_start(24, 80, argv, dumb);
    pty_until(p, "\"dumb\"");
    assert_int_equal(pty_finish(p), 2);
    trip_end(&t);
}

/* A folder's name is the one text that no door of ours lets in: the screen makes it safe. */
static void a_hostile_path(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "te\033]0;bad\007\xe2\x80\xae"
                   "p");
    struct pty *p = trip_open(&t);
    assert_true(pty_has(p, "Tệp"));
    int row = pty_find(p, "Tệp");
    assert_null(strstr(pty_row(p, row), "\xe2\x80\xae"));
    assert_null(strchr(pty_row(p, row), '\033'));
    pty_key(p, "7");
    pty_until(p, "VÀO THƯ MỤC");
    row = pty_find(p, "VÀO THƯ MỤC");
    assert_null(strstr(pty_row(p, row + 1), "\xe2\x80\xae"));
    pty_key(p, "C-q");
    pty_until(p, "Thoát chương trình?");
    pty_key(p, "Enter");
    assert_int_equal(pty_finish(p), 0);
    trip_end(&t);
}

/* Pasted into a note: what no record may hold cannot be typed, the rest can. */
static void a_hostile_note(void **state)
{
    (void)state;
    struct trip t;
    char out[4000];
    trip_start(&t, "term");
    struct pty *p = trip_ballot(&t);
    pty_paste(p, "3333"); /* a paste is no typing: nothing is marked */
    pty_until(p, "còn 32 tiêu chí");
    pty_keys(p, "F2 1");
    pty_until(p, "Gõ ý kiến");
    pty_paste(p, "tốt\xe2\x80\xae lắm\xe2\x80\x8b!");
    pty_until(p, "lắm!");
    pty_key(p, "Enter");
    pty_until(p, "Ý kiến: tốt lắm!");
    pty_kill9(p);
    assert_int_equal(trip_cli(&t, "journal @", out, sizeof out), 0);
    assert_null(strstr(out, "\xe2\x80\xae"));
    assert_int_equal(trip_marks(&t), 0);
    trip_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shrinks_and_grows),       cmocka_unit_test(starts_in_a_tiny_window),
        cmocka_unit_test(suspended_and_continued), cmocka_unit_test(the_window_is_closed),
        cmocka_unit_test(an_unknown_terminal),     cmocka_unit_test(a_hostile_path),
        cmocka_unit_test(a_hostile_note),
    };
    return cmocka_run_group_tests_name("journey-terminal", tests, NULL, NULL);
}
