/* SPDX-License-Identifier: MIT */
/* Words, names, times and searching as pages show them; who leads; recent files. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/kit/i18n.h"
#include "tui/lead.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/recent.h"

static char folder[200];

static int make_folder(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/hoidong-model-XXXXXX", tmp ? tmp : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static char *make_file(const char *name)
{
    char *path = xasprintf("%s/%s", folder, name);
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_int_equal(fclose(f), 0);
    return path;
}

/* ---- words ---- */

static void same(char *got, const char *want)
{
    assert_string_equal(got, want);
    free(got);
}

static void names(void **state)
{
    (void)state;
    const struct member m = {.honorific = "Ông",
                             .name = "Trần Văn N",
                             .title = "",
                             .agency = "Sở Công Thương",
                             .role = ROLE_MEMBER};
    same(member_label(&m), "Ông Trần Văn N, Ủy viên, Sở Công Thương");
    same(product_label_text(12, 37, "Mắm tôm A"), "SP 12/37 Mắm tôm A");
    same(product_label_text(12, 0, "Mắm tôm A"), "SP 12 Mắm tôm A");
    struct product v = {.set = "qd26-2026/08", .set_name = "Mắm", .set_known = true};
    char set[8], *label = set_label(&v);
    assert_string_equal(set_number(&v, set), "08");
    assert_string_equal(label, "Bộ 08: Mắm");
    free(label);
    v.set = "ca-mau-2026/08";
    v.set_own = true;
    label = set_label(&v);
    assert_string_equal(set_number(&v, set), "08*");
    assert_non_null(strstr(label, "ca-mau-2026/08: Mắm"));
    free(label);
    v = (struct product){.set = "", .set_name = ""};
    assert_string_equal(set_number(&v, set), "--");
    assert_string_equal(stars_text(4), "★★★★");
    assert_string_equal(stars_text(0), "");
    assert_string_equal(stars_text(-1), "");
}

static void states(void **state)
{
    (void)state;
    struct session s = {0};
    assert_string_equal(state_text(&s), "DỰ THẢO");
    s.closed = true;
    assert_string_equal(state_text(&s), "ĐÃ CHỐT (chờ ký)");
    s.rehearsal = true;
    assert_string_equal(state_text(&s), "DIỄN TẬP · ĐÃ CHỐT (chờ ký)");
}

/* The laptop's zone may be any: screens show the hours of the meeting, as paper does. */
static void times(void **state)
{
    (void)state;
    char clock[8], moment[20];
    setenv("TZ", "UTC", 1);
    tzset();
    assert_string_equal(clock_text("2026-11-23T19:42:10.123Z", clock), "02:42");
    assert_string_equal(moment_text("2026-11-23T19:42:10.123Z", moment), "24/11/2026 02:42");
    assert_string_equal(moment_text("", moment), "");
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    tzset();
}

static void searching(void **state)
{
    (void)state;
    assert_true(search_hit("mam tom", "Mắm tôm chua"));
    assert_true(search_hit("tom mam", "Mắm tôm chua"));
    assert_true(search_hit("mt", "Mắm tôm chua"));
    assert_true(search_hit("tc", "Mắm tôm chua"));
    assert_false(search_hit("mc", "Mắm tôm chua")); /* not neighbours */
    assert_true(search_hit("dong", "Nước mắm ĐỒNG"));
    assert_true(search_hit("96-001", "96-001-2-2026"));
    assert_true(search_hit("", "x"));
    assert_false(search_hit("tom kho", "Mắm tôm chua"));
    assert_false(search_hit("m", "Khô"));
}

static void sentences_of_faults(void **state)
{
    (void)state;
    struct faults f = {0};
    warn_at(&f, F_NO_CODE, AT_WHOLE, 0, 0, "3", NULL);
    fault_at(&f, F_NUMBER_TAKEN, AT_CELL, 4, 1, "2", NULL);
    fault_add(&f, F_NOT_OURS, NULL);
    char *two = faults_lines(&f, 2), *first = strchr(two, '\n');
    assert_non_null(strstr(two, "2 đã có"));
    assert_non_null(strstr(first, "Không phải tệp phiên họp"));
    assert_non_null(strstr(first, "và 1 điều nữa"));
    free(two);
    faults_free(&f);
    for (int i = 0; i < 3; i++) /* three reads that met one trouble */
        fault_add(&f, F_NOT_OURS, NULL);
    char *once = faults_lines(&f, 0);
    assert_null(strchr(once, '\n'));
    free(once);
    faults_free(&f);
}

/* ---- who leads ---- */

static void the_lead_is_one(void **state)
{
    (void)state;
    struct lead a = {0}, b = {0};
    char who[96];
    char *path = make_file("a.ocop"), *link_path = xasprintf("%s/link.ocop", folder);
    assert_int_equal(symlink(path, link_path), 0);
    assert_int_equal(lead_take(&a, path, who), LEAD_OK);
    assert_int_equal(lead_take(&b, link_path, who), LEAD_HELD); /* the file counts, not its name */
    char pid[24];
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    assert_non_null(strstr(who, pid));
    lead_drop(&a);
    assert_int_equal(lead_take(&b, link_path, who), LEAD_OK);
    lead_drop(&b);
    lead_drop(&b);
    unlink(link_path);
    unlink(path);
    free(link_path);
    free(path);
}

static void the_lead_goes_with_its_process(void **state)
{
    (void)state;
    struct lead l = {0};
    char who[96], ready;
    char *path = make_file("b.ocop");
    int told[2];
    assert_int_equal(pipe(told), 0);
    pid_t child = fork();
    if (child == 0) {
        ready = lead_take(&l, path, who) == LEAD_OK ? 'y' : 'n';
        if (write(told[1], &ready, 1) != 1)
            _exit(1);
        pause();
    }
    assert_int_equal(read(told[0], &ready, 1), 1);
    assert_int_equal(ready, 'y');
    assert_int_equal(lead_take(&l, path, who), LEAD_HELD);
    kill(child, SIGKILL);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(lead_take(&l, path, who), LEAD_OK);
    lead_drop(&l);
    close(told[0]);
    close(told[1]);
    unlink(path);
    free(path);
}

static void no_lead_without_a_file(void **state)
{
    (void)state;
    struct lead l = {0};
    char who[96];
    assert_int_equal(lead_take(&l, "/nonexistent/x.ocop", who), LEAD_FAULT);
    assert_int_equal(l.fd, 0);
}

/* ---- recent files ---- */

static void recent_files(void **state)
{
    (void)state;
    struct paths found;
    char *a = make_file("a.ocop"), *b = make_file("b.ocop");
    recent_note(a);
    recent_note(b);
    recent_note(a);
    sessions_find(&found);
    assert_int_equal(found.n, 2);
    assert_string_equal(found.v[0], a);
    assert_string_equal(found.v[1], b);
    paths_free(&found);
    recent_forget(a);
    sessions_find(&found);
    assert_int_equal(found.n, 1);
    paths_free(&found);
    unlink(b); /* a file that is gone is not listed */
    sessions_find(&found);
    assert_int_equal(found.n, 0);
    paths_free(&found);
    unlink(a);
    free(a);
    free(b);
}

static void files_of_the_folder(void **state)
{
    (void)state;
    struct paths found;
    char *dir = sessions_folder();
    assert_non_null(dir);
    char *one = xasprintf("%s/mot.ocop", dir), *other = xasprintf("%s/ghi-chu.txt", dir);
    fclose(fopen(one, "we"));
    fclose(fopen(other, "we"));
    recent_note(one);
    sessions_find(&found); /* once, though it is recent and in the folder */
    assert_int_equal(found.n, 1);
    assert_string_equal(found.v[0], one);
    paths_free(&found);
    unlink(one);
    unlink(other);
    free(one);
    free(other);
    free(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(states),
        cmocka_unit_test(times),
        cmocka_unit_test(searching),
        cmocka_unit_test(sentences_of_faults),
        cmocka_unit_test(the_lead_is_one),
        cmocka_unit_test(the_lead_goes_with_its_process),
        cmocka_unit_test(no_lead_without_a_file),
        cmocka_unit_test(recent_files),
        cmocka_unit_test(files_of_the_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, NULL);
}
