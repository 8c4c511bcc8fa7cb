/* SPDX-License-Identifier: MIT */
/* A file of an earlier program: the app asks before it brings it over.  An older copy in the place
 * of the file that is open, or was open the last time: noticed before the next mark. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/journeys/trip.h"

/* Run a shell command in which $0 is the file; its exit status must be 0. */
static void shell(const struct trip *t, const char *command)
{
    char line[1200];
    snprintf(line, sizeof line, "sh -c '%s' '%s'", command, t->file);
    if (system(line) != 0)
        fail_msg("%s", line);
}

/* The session is one of format 2, a copy of it stands beside. */
static void older(struct trip *t)
{
    trip_start(t, "older");
    shell(t, "gzip -dc tests/fixtures/sessions/open.ocop.gz > \"$0\"; cp -p \"$0\" \"$0.old\"");
}

static void same_bytes(const struct trip *t)
{
    shell(t, "cmp \"$0\" \"$0.old\" && test ! \"$0\" -nt \"$0.old\"");
}

static struct pty *start(const struct trip *t, const char *file)
{
    char data[300];
    snprintf(data, sizeof data, "XDG_DATA_HOME=%s/data", t->dir);
    const char *const argv[] = {"hoidong", file, NULL};
    const char *const env[] = {data, NULL};
    return pty_start(24, 80, argv, env);
}

static void asked_at_the_start(void **state)
{
    (void)state;
    struct trip t;
    older(&t);
    struct pty *p = start(&t, t.file);
    pty_until(p, "Tệp của bản trước");
    pty_until(p, "sẽ không mở được tệp này nữa");
    same_bytes(&t);
    pty_key(p, "Enter"); /* no is the one preselected */
    pty_until_gone(p, "Tệp của bản trước");
    pty_until(p, "Các phiên đánh giá");
    same_bytes(&t);
    pty_kill9(p);

    p = start(&t, t.file);
    pty_until(p, "Tệp của bản trước");
    pty_keys(p, "Left Enter");
    pty_until(p, "Chấm điểm");
    pty_kill9(p);
    assert_int_equal(trip_cli(&t, "verify @", NULL, 0), 0);
    p = trip_open(&t); /* and never again */
    pty_kill9(p);
    trip_end(&t);
}

static void asked_in_the_list(void **state)
{
    (void)state;
    struct trip t;
    older(&t);
    shell(&t, "d=$(dirname \"$0\")/data/hoidong; mkdir -p \"$d\"; cp -p \"$0\" \"$d/a.ocop\"");
    struct pty *p = start(&t, NULL);
    pty_until(p, "DỰ THẢO"); /* it was looked at */
    pty_key(p, "Enter");
    pty_until(p, "Tệp của bản trước");
    pty_key(p, "Esc");
    pty_until_gone(p, "Tệp của bản trước");
    pty_kill9(p);
    shell(&t, "cmp \"$0\" \"$(dirname \"$0\")/data/hoidong/a.ocop\"");
    p = start(&t, NULL);
    pty_until(p, "DỰ THẢO");
    pty_key(p, "Enter");
    pty_until(p, "Tệp của bản trước");
    pty_keys(p, "Left Enter");
    pty_until(p, "Chấm điểm");
    pty_kill9(p);
    trip_end(&t);
}

/* What cannot be opened is told as ever, without a question. */
static void a_damaged_one_is_not_asked_about(void **state)
{
    (void)state;
    struct trip t;
    older(&t);
    shell(&t, "LC_ALL=C sed -i \"s/level 1 1/level 1 2/\" \"$0\"; cp -p \"$0\" \"$0.old\"");
    struct pty *p = start(&t, t.file);
    assert_int_equal(pty_finish(p), 3);
    same_bytes(&t);
    trip_end(&t);
}

static void replaced_while_it_is_open(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "older");
    shell(&t, "cp -p \"$0\" \"$0.old\"");
    struct pty *p = trip_ballot(&t);
    pty_type(p, "323");
    pty_until(p, "còn 29 tiêu chí");
    shell(&t, "cat \"$0.old\" > \"$0\"");
    pty_type(p, "3");
    pty_until(p, "CHƯA LƯU");
    shell(&t, "cmp \"$0\" \"$0.old\"");
    pty_kill9(p);
    shell(&t, "cmp \"$0\" \"$0.old\"");
    trip_end(&t);
}

static void replaced_between_two_starts(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "older");
    shell(&t, "cp -p \"$0\" \"$0.old\"");
    struct pty *p = trip_ballot(&t);
    pty_type(p, "323");
    pty_until(p, "còn 29 tiêu chí");
    pty_hangup(p);
    shell(&t, "cp \"$0\" \"$0.new\"; cp \"$0.old\" \"$0\"");
    p = start(&t, t.file);
    pty_until(p, "TỆP CŨ HƠN LẦN TRƯỚC");
    pty_key(p, "Enter");
    pty_until_gone(p, "TỆP CŨ HƠN LẦN TRƯỚC");
    pty_hangup(p);
    p = start(&t, t.file); /* nothing was written: told again */
    pty_until(p, "TỆP CŨ HƠN LẦN TRƯỚC");
    pty_hangup(p);
    shell(&t, "cp \"$0.new\" \"$0\"");
    p = trip_open(&t);
    pty_until(p, "Bước tiếp");
    assert_false(pty_has(p, "TỆP CŨ HƠN LẦN TRƯỚC"));
    pty_hangup(p);
    trip_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_at_the_start),
        cmocka_unit_test(asked_in_the_list),
        cmocka_unit_test(a_damaged_one_is_not_asked_about),
        cmocka_unit_test(replaced_while_it_is_open),
        cmocka_unit_test(replaced_between_two_starts),
    };
    return cmocka_run_group_tests_name("journey-older", tests, NULL, NULL);
}
