/* SPDX-License-Identifier: MIT */
/* The power goes in the middle of a ballot: whatever was shown as kept is there, and the next
 * opening lands on the criterion after the last mark. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/journeys/trip.h"

static void killed_between_keys(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "resume");
    struct pty *p = trip_ballot(&t);
    pty_until(p, "1.1 Nguồn nguyên liệu");
    pty_type(p, "3233331");
    pty_until(p, "còn 25 tiêu chí");
    pty_kill9(p);
    assert_int_equal(trip_marks(&t), 7);

    p = trip_ballot(&t);
    pty_until(p, "2.1 Nguồn gốc ý tưởng sản phẩm");
    pty_until(p, "A 18/40");
    pty_until(p, "còn 25 tiêu chí");
    pty_type(p, "33");
    pty_until(p, "còn 23 tiêu chí");
    pty_kill9(p);

    p = trip_ballot(&t);
    pty_until(p, "2.3 Phong cách, ghi nhãn hàng hóa");
    /* One left out: the next opening goes on behind the last mark, not back to the gap. */
    pty_key(p, "Down");
    pty_until(p, "2.4 Ghi nhãn hàng hóa");
    pty_type(p, "13");
    pty_until(p, "còn 21 tiêu chí");
    pty_kill9(p);

    p = trip_ballot(&t);
    pty_until(p, "3.2 Đại diện pháp luật");
    pty_until(p, "còn 21 tiêu chí");
    pty_kill9(p);
    assert_int_equal(trip_cli(&t, "verify @", NULL, 0), 0);
    trip_end(&t);
}

/* How many criteria the screen says are left. */
static int left(struct pty *p)
{
    int row = pty_find(p, "tiêu chí"), n = -1;
    const char *at = row >= 0 ? strstr(pty_row(p, row), "còn ") : NULL;
    if (at)
        n = atoi(at + strlen("còn "));
    return n;
}

/* Killed while digits come in: what the screen had shown as kept must be in the file, and what
 * the file has more is a whole mark. */
static void killed_while_typing(void **state)
{
    (void)state;
    struct trip t;
    trip_start(&t, "resume");
    for (int round = 0; round < 8; round++) {
        char say[40];
        int before = round ? trip_marks(&t) : 0;
        struct pty *p = trip_ballot(&t);
        snprintf(say, sizeof say, "còn %d tiêu chí", 32 - before);
        pty_until(p, say);
        pty_type(p, &TRIP_BEST[before]);
        pty_until_gone(p, say);
        int shown = left(p);
        pty_kill9(p);
        int kept = trip_marks(&t);
        assert_true(kept > before);
        assert_true(shown < 0 || 32 - shown <= kept);
        assert_int_equal(trip_cli(&t, "verify @", NULL, 0), 0);
        if (kept >= 31)
            break;
    }
    trip_end(&t);
}

/* The file may not grow any more: that is said at once and cannot be missed, keys typed behind
 * it are thrown away, and what was kept before stays.
 *
 * How many marks still find room is not known: their length goes with the uptime and with how
 * full the last page is.  All 29 never do: an event is more than 160 bytes, a page 4096. */
static void the_disk_is_full(void **state)
{
    (void)state;
    static const char script[] = "trap '' XFSZ; ulimit -f $(($(stat -c %s \"$0\") / 512)); "
                                 "exec \"$HOIDONG\" \"$0\"";
    struct trip t;
    char say[40];
    trip_start(&t, "resume");
    struct pty *p = trip_ballot(&t);
    pty_type(p, "323");
    pty_until(p, "còn 29 tiêu chí");
    pty_kill9(p);

    const char *const argv[] = {"/bin/sh", "-c", script, t.file, NULL};
    p = pty_start(24, 80, argv, NULL);
    pty_until(p, "Chấm điểm");
    pty_key(p, "4");
    pty_until(p, "NGƯỜI CHẤM");
    pty_key(p, "Enter");
    pty_until(p, "còn 29 tiêu chí");
    pty_type(p, &TRIP_BEST[3]);
    pty_until(p, "CHƯA LƯU");
    int kept = trip_marks(&t);
    assert_true(kept >= 3 && kept < 32);
    pty_key(p, "Enter");
    pty_until_gone(p, "CHƯA LƯU");
    snprintf(say, sizeof say, "còn %d tiêu chí", 32 - kept);
    pty_until(p, say);
    pty_kill9(p);
    assert_int_equal(trip_marks(&t), kept);
    assert_int_equal(trip_cli(&t, "verify @", NULL, 0), 0);
    trip_end(&t);
}

/* Another process commits: what is open here follows by itself, and stays where it was. */
static void others_commit(void **state)
{
    (void)state;
    struct trip t;
    char out[400], command[700];
    trip_start(&t, "resume");
    struct pty *p = trip_ballot(&t);
    pty_key(p, "Down");
    pty_until(p, "▶1.2");
    snprintf(command, sizeof command,
             "printf '1\\tNguyễn Văn An\\t1.1\\t3\\n' | \"$HOIDONG\" feed '%s'", t.file);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    assert_non_null(fgets(out, sizeof out, f));
    assert_int_equal(pclose(f), 0);
    assert_int_equal(strncmp(out, "ACK ", 4), 0);
    pty_until(p, "A 3/40");
    assert_true(pty_has(p, "▶1.2"));
    pty_kill9(p);
    trip_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_between_keys),
        cmocka_unit_test(killed_while_typing),
        cmocka_unit_test(the_disk_is_full),
        cmocka_unit_test(others_commit),
    };
    return cmocka_run_group_tests_name("journey-resume", tests, NULL, NULL);
}
