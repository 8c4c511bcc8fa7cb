/* SPDX-License-Identifier: MIT */
/* The file goes away under the app: what became of the mark is told on the screen and waits for a
 * key, whatever pages go with the file; then it is told on the terminal, and the status is 3. */
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

/* A ballot with three marks. */
static struct pty *scoring(struct trip *t)
{
    trip_start(t, "alarm");
    struct pty *p = trip_ballot(t);
    pty_type(p, "323");
    pty_until(p, "còn 29 tiêu chí");
    return p;
}

/* The next mark after @command is told as not saved and no page can be read again: Enter, and no
 * other key, ends the app, with its words on the terminal and status 3. */
static void ends_after(const char *command, bool read_alarm)
{
    struct trip t;
    struct pty *p = scoring(&t);
    shell(&t, command);
    pty_type(p, "3");
    pty_until(p, "CHƯA LƯU");
    if (read_alarm) {
        pty_until(p, "bấm Enter để tiếp tục");
        pty_key(p, "Enter");
        pty_until(p, "KHÔNG ĐỌC ĐƯỢC TỆP");
    }
    pty_until(p, "bấm Enter để kết thúc");
    pty_keys(p, "3 Down Space C-q");
    pty_key(p, "Enter");
    pty_until(p, "phien.ocop: CHƯA LƯU: ");
    assert_int_equal(pty_finish(p), 3);
    trip_end(&t);
}

static void a_file_cut_off(void **state)
{
    (void)state;
    ends_after("truncate -s 0 \"$0\"", true);
}

static void a_file_cut_short(void **state)
{
    (void)state;
    ends_after("truncate -s 60000 \"$0\"", false);
}

/* Where the open file can still be read the pages stay, and the alarm over them. */
static void stays_after(const char *command)
{
    struct trip t;
    struct pty *p = scoring(&t);
    shell(&t, command);
    pty_type(p, "3");
    pty_until(p, "CHƯA LƯU");
    pty_until(p, "bấm Enter để tiếp tục");
    pty_key(p, "Enter");
    pty_until_gone(p, "bấm Enter để tiếp tục");
    pty_until(p, "NHẬP PHIẾU");
    pty_until(p, "còn 29 tiêu chí");
    pty_type(p, "3"); /* and again */
    pty_until(p, "CHƯA LƯU");
    pty_until(p, "bấm Enter để tiếp tục");
    pty_kill9(p);
    trip_end(&t);
}

static void a_file_removed(void **state)
{
    (void)state;
    stays_after("rm \"$0\"");
}

static void a_file_replaced(void **state)
{
    (void)state;
    stays_after("cp \"$0\" \"$0.x\"; mv \"$0.x\" \"$0\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_cut_off),
        cmocka_unit_test(a_file_cut_short),
        cmocka_unit_test(a_file_removed),
        cmocka_unit_test(a_file_replaced),
    };
    return cmocka_run_group_tests_name("journey-alarm", tests, NULL, NULL);
}
