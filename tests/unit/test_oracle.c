/* SPDX-License-Identifier: MIT */
/* Random councils: the program and the oracle agree in every answer and in every member of
 * tally --json.
 *
 * A council is a whole session of its own: rules, members, mostly one product (tests/
 * tests/oracle/make.h).  ORACLE_COUNCILS says how many, ORACLE_JOBS in how many processes,
 * ORACLE_FIRST from which seed on; ORACLE_SEED plays one alone and tells it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/kit/json_flat.h"
#include "tests/oracle/play.h"

enum { COUNCILS = 1000, JOBS = 16, ALL_COME_UP = 1000 };

static long from_env(const char *name, long fallback)
{
    const char *v = getenv(name);
    return v ? atol(v) : fallback;
}

/* Sessions are made where writing costs nothing; what a disk does is tested elsewhere. */
static void session_path(char path[256])
{
    const char *dir = getenv("TMPDIR");
    dir = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : dir ? dir : "/tmp";
    snprintf(path, 256, "%s/oracle-%ld.ocop", dir, (long)getpid());
}

/* ---- one council ---- */

static bool play_seed(uint64_t seed, struct or_case *c, struct or_model *m, struct or_count *count)
{
    char path[256];
    session_path(path);
    or_make(c, seed, m);
    if (or_play(c, path, m, count, stderr))
        return true;
    fprintf(stderr, "ORACLE_SEED=%llu, cut down to what still fails:\n", (unsigned long long)seed);
    or_shrink(c, path, m);
    or_show(c, stderr);
    or_play(c, path, m, NULL, stderr);
    return false;
}

/* ---- many ---- */

static bool play_share(uint64_t first, long n, int job, int jobs, struct or_count *count)
{
    struct or_case *c = malloc(sizeof *c);
    struct or_model *m = malloc(sizeof *m);
    bool ok = c && m;
    for (long i = job; ok && i < n; i += jobs)
        ok = play_seed(first + (uint64_t)i, c, m, count);
    or_play_end();
    free(c);
    free(m);
    return ok;
}

static bool play_all(uint64_t first, long n, int jobs, struct or_count *count)
{
    bool ok = true;
    if (jobs == 1)
        return play_share(first, n, 0, 1, count);
    fflush(NULL);
    for (int job = 0; job < jobs; job++) {
        pid_t pid = fork();
        if (pid == 0)
            _exit(!play_share(first, n, job, jobs, &count[job]));
        ok = ok && pid > 0;
    }
    for (int job = 0, status; job < jobs; job++)
        ok = wait(&status) > 0 && status == 0 && ok;
    return ok;
}

static void add(struct or_count *sum, const struct or_count *one)
{
    for (int i = 0; i < OR_COVERS; i++)
        sum->n[i] += one->n[i];
    for (int i = 0; i <= OR_SETS; i++)
        sum->set[i] += one->set[i];
    for (int i = 0; i < 16; i++)
        sum->members[i] += one->members[i];
    for (int i = 0; i < 6; i++)
        sum->star[i] += one->star[i];
    for (int i = 0; i < 4; i++)
        sum->minimum_rule[i] += one->minimum_rule[i];
}

static void tell(const struct or_count *sum)
{
    for (int i = 0; i < OR_COVERS; i++)
        print_message("%10ld  %s\n", sum->n[i], or_cover_words[i]);
    for (int i = 0; i <= 5; i++)
        print_message("%10ld  star %d\n", sum->star[i], i);
    for (int i = 3; i <= 15; i++)
        print_message("%10ld  councils of %d\n", sum->members[i], i);
}

/* A generator that no longer makes something would make the agreement worth less. */
static void assert_everything_came_up(const struct or_count *sum)
{
    for (int i = 0; i < OR_COVERS; i++)
        if (sum->n[i] == 0)
            fail_msg("never came up: %s", or_cover_words[i]);
    for (int i = 0; i <= OR_SETS; i++)
        assert_true(sum->set[i] > 0);
    for (int i = 3; i <= 15; i++)
        assert_true(sum->members[i] > 0);
    for (int i = 0; i <= 5; i++)
        assert_true(sum->star[i] > 0);
    for (int i = 0; i < 4; i++)
        assert_true(sum->minimum_rule[i] > 0);
}

static void random_councils_agree(void **unused)
{
    (void)unused;
    long n = from_env("ORACLE_COUNCILS", COUNCILS);
    long jobs = from_env("ORACLE_JOBS", 2);
    uint64_t first = (uint64_t)from_env("ORACLE_FIRST", 1);
    if (jobs < 1 || jobs > JOBS)
        jobs = 1;
    struct or_count *count = mmap(NULL, JOBS * sizeof *count, PROT_READ | PROT_WRITE,
                                  MAP_SHARED | MAP_ANONYMOUS, -1, 0),
                    sum = {.n = {0}};
    assert_ptr_not_equal(count, MAP_FAILED);
    bool ok = play_all(first, n, (int)jobs, count);
    for (int job = 0; job < jobs; job++)
        add(&sum, &count[job]);
    munmap(count, JOBS * sizeof *count);
    assert_true(ok);
    tell(&sum);
    print_message("%ld random councils agree, seeds %llu to %llu\n", n, (unsigned long long)first,
                  (unsigned long long)first + (unsigned long long)n - 1);
    if (n >= ALL_COME_UP)
        assert_everything_came_up(&sum);
}

/* The mean of 200 ballots can be rounded up to a floor that it does not reach. */
static void large_council(struct or_case *c, struct or_model *m, int target)
{
    struct or_maker k = {.random = 7, .c = c, .m = m, .members = OR_MEMBERS, .products = 1};
    memset(c, 0, sizeof *c);
    or_begin(m);
    for (int i = 1; i <= OR_MEMBERS; i++)
        or_add(&k, (struct or_act){.kind = OR_PUT_MEMBER,
                                   .member = i,
                                   .state = i == 1 ? OR_CHAIR : OR_MEMBER,
                                   .scoring = true,
                                   .present = true});
    or_add(&k, (struct or_act){.kind = OR_PUT_PRODUCT, .product = 1, .set = 8, .name = 1});
    assert_true(or_make_sum(&k, 1, target));
    or_add(&k, (struct or_act){.kind = OR_LOOK});
}

static void no_floor_is_shown_that_is_not_reached(void **unused)
{
    (void)unused;
    static const int floors[] = {50, 70, 90};
    struct or_case *c = malloc(sizeof *c);
    struct or_model *m = malloc(sizeof *m);
    char path[256];
    assert_non_null(c);
    assert_non_null(m);
    session_path(path);
    bool ok = true;
    for (int i = 0; ok && i < 3; i++) {
        large_council(c, m, floors[i] * OR_MEMBERS - 1);
        ok = or_play(c, path, m, NULL, stderr);
    }
    or_play_end();
    assert_true(ok);
    free(c);
    free(m);
}

static void one_seed(void **unused)
{
    (void)unused;
    struct or_case *c = malloc(sizeof *c);
    struct or_model *m = malloc(sizeof *m);
    struct or_count count = {.n = {0}};
    uint64_t seed = (uint64_t)from_env("ORACLE_SEED", 1);
    assert_non_null(c);
    assert_non_null(m);
    or_make(c, seed, m);
    or_show(c, stderr);
    bool ok = play_seed(seed, c, m, &count);
    or_play_end();
    free(c);
    free(m);
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest all[] = {cmocka_unit_test(random_councils_agree),
                                     cmocka_unit_test(no_floor_is_shown_that_is_not_reached)};
    const struct CMUnitTest one[] = {cmocka_unit_test(one_seed)};
    if (getenv("ORACLE_SEED"))
        return cmocka_run_group_tests_name("oracle", one, NULL, NULL);
    return cmocka_run_group_tests_name("oracle", all, NULL, NULL);
}
