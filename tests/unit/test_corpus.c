/* SPDX-License-Identifier: MIT */
/* The corpus of make fuzz without a fuzzer: what was found once is judged again, as its name says,
 * and some changes from a fixed seed are tried. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "tests/kit/judge.h"
#include "tests/kit/mutate.h"

enum { MOST = 1 << 20, CHANGES = 20 };
static const char kept[] = "tests/fuzz/corpus/session";
static uint8_t bytes[MOST], changed[MOST];

static size_t unpack(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", kept, name);
    gzFile in = gzopen(path, "rb");
    assert_non_null(in);
    int n = gzread(in, bytes, MOST);
    assert_true(n >= 0 && n < MOST && gzclose(in) == Z_OK);
    return (size_t)n;
}

static int each_file(void (*act)(const char *name, size_t n))
{
    int files = 0;
    DIR *d = opendir(kept);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        if (strstr(e->d_name, ".gz")) {
            act(e->d_name, unpack(e->d_name));
            files++;
        }
    closedir(d);
    return files;
}

static void judge_one(const char *name, size_t n)
{
    enum judged told = session_judge(bytes, n, true);
    enum judged want = strncmp(name, "sound-", 6) == 0     ? JUDGED_SOUND
                       : strncmp(name, "illegal-", 8) == 0 ? JUDGED_ILLEGAL
                                                           : JUDGED_REFUSED;
    if (told != want)
        fail_msg("%s: %d, not %d", name, told, want);
}

static void the_corpus_is_judged_as_it_is_named(void **state)
{
    (void)state;
    assert_true(each_file(judge_one) > 10);
}

static void change_one(const char *name, size_t n)
{
    if (strncmp(name, "sound-", 6) != 0)
        return;
    for (unsigned seed = 1; seed <= CHANGES; seed++) {
        memcpy(changed, bytes, n);
        size_t now = session_mutate(changed, n, MOST, seed * 2654435761u);
        (void)session_judge(changed, now ? now : n, true);
    }
}

/* A promise that is broken ends the process. */
static void changes_break_no_promise(void **state)
{
    (void)state;
    (void)each_file(change_one);
}

static void what_is_cut_off_is_refused(void **state)
{
    (void)state;
    size_t n = unpack("sound-scored.ocop.gz");
    for (size_t at = 0; at < n; at += 509)
        assert_int_equal(session_judge(bytes, at, true), JUDGED_REFUSED);
    assert_int_equal(session_judge(bytes, n, true), JUDGED_SOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_is_judged_as_it_is_named),
        cmocka_unit_test(changes_break_no_promise),
        cmocka_unit_test(what_is_cut_off_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
