/* SPDX-License-Identifier: MIT */
/* Councils that are played from one number each: whatever befalls them, what was acknowledged is in
 * the record, and the record holds (tests/sim/sim.h).
 *
 * SIM_COUNCILS says how many, SIM_STEPS of how many steps, SIM_FIRST from which seed on, SIM_JOBS
 * in how many processes.  SIM_SEED plays one alone and tells every step; SIM_PLANT=1..4 with it
 * breaks what a test of the test breaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/sim/sim.h"

enum { COUNCILS = 1, STEPS = 900, JOBS = 16, SHORT = 200, TRIES = 30 };

/* The C library's, for the whole program. */
static int our_clock(clockid_t clock, struct timespec *t)
{
    return sim_clock(clock, t);
}

static int our_sleep(const struct timespec *t, struct timespec *left)
{
    (void)left;
    return sim_sleep(t);
}
int clock_gettime(clockid_t, struct timespec *) __attribute__((alias("our_clock")));
int nanosleep(const struct timespec *, struct timespec *) __attribute__((alias("our_sleep")));

static long from_env(const char *name, long fallback)
{
    const char *v = getenv(name);
    return v ? atol(v) : fallback;
}

static void tell(const struct sim_sum *s)
{
    print_message(
        "%ld steps: %ld acts kept, %ld refused, %ld not saved; %ld killed, %ld power cuts,"
        " %ld times full, %ld clock jumps, %ld older copies put back (noticed %ld times),"
        " %ld times closed, %ld whole checks\n",
        s->steps, s->acks, s->refused, s->faults, s->kills, s->cuts, s->full, s->jumps, s->copies,
        s->lost, s->closings, s->checks);
}

static void add(struct sim_sum *sum, const struct sim_sum *one)
{
    long *to[] = {&sum->steps, &sum->acks,  &sum->refused,  &sum->faults,
                  &sum->kills, &sum->cuts,  &sum->copies,   &sum->lost,
                  &sum->full,  &sum->jumps, &sum->closings, &sum->checks};
    const long from[] = {one->steps, one->acks,  one->refused,  one->faults,
                         one->kills, one->cuts,  one->copies,   one->lost,
                         one->full,  one->jumps, one->closings, one->checks};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        *to[i] += from[i];
}

/* ---- many ---- */

static int play_share(uint64_t first, long n, long steps, int job, int jobs, struct sim_sum *sum)
{
    int bad = 0;
    for (long i = job; i < n; i += jobs) {
        struct sim_council c = {.seed = first + (uint64_t)i, .steps = steps};
        struct sim_sum one;
        sim_play(&c, &one);
        if (!one.ok)
            print_error("%s\n", one.said);
        bad += !one.ok;
        add(sum, &one);
    }
    return bad;
}

static void whatever_befalls_it_the_record_holds(void **unused)
{
    (void)unused;
    long n = from_env("SIM_COUNCILS", COUNCILS), jobs = from_env("SIM_JOBS", 1);
    long steps = from_env("SIM_STEPS", STEPS);
    uint64_t first = (uint64_t)from_env("SIM_FIRST", 1);
    jobs = jobs < 1 || jobs > JOBS ? 1 : jobs;
    struct sim_sum *sum =
        mmap(NULL, JOBS * sizeof *sum, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(sum, MAP_FAILED);
    bool ok = true;
    fflush(NULL);
    for (int job = 0; job < jobs; job++) {
        pid_t pid = fork();
        if (pid == 0)
            _exit(play_share(first, n, steps, job, (int)jobs, &sum[job]) != 0);
        ok = ok && pid > 0;
    }
    for (int job = 0, status; job < jobs; job++)
        ok = wait(&status) > 0 && status == 0 && ok;
    for (int job = 1; job < jobs; job++)
        add(&sum[0], &sum[job]);
    tell(&sum[0]);
    assert_true(ok);
    /* A council to which nothing happens proves nothing. */
    assert_true(sum->acks > 0 && sum->kills > 0 && sum->cuts > 0 && sum->full > 0);
    munmap(sum, JOBS * sizeof *sum);
}

/* ---- the simulation itself ---- */

static void the_same_number_is_the_same_council(void **unused)
{
    struct sim_council c = {.seed = (uint64_t)from_env("SIM_FIRST", 1), .steps = SHORT}, d = c;
    struct sim_sum one, again, other;
    (void)unused;
    d.seed++;
    sim_play(&c, &one);
    sim_play(&c, &again);
    sim_play(&d, &other);
    assert_true(one.steps >= SHORT); /* what was begun is brought to its end */
    assert_int_equal(one.steps, again.steps);
    assert_true(one.digest == again.digest);
    assert_true(one.digest != other.digest);
}

/* What is broken on purpose is found, by one of the first councils. */
static void is_found(enum sim_plant plant)
{
    for (uint64_t seed = 1; seed <= TRIES; seed++) {
        struct sim_council c = {.seed = seed, .steps = STEPS, .plant = plant};
        struct sim_sum sum;
        sim_play(&c, &sum);
        if (!sum.ok && strstr(sum.said, ": ")) {
            print_message("seed %llu, %.100s\n", (unsigned long long)seed, sum.said);
            return;
        }
    }
    fail_msg("%d councils did not find it", TRIES);
}

static void a_disk_that_says_it_flushed(void **unused)
{
    (void)unused;
    is_found(PLANT_LIE);
}

static void a_disk_that_loses_a_write(void **unused)
{
    (void)unused;
    is_found(PLANT_DROP);
}

static void a_writer_who_says_saved_too_early(void **unused)
{
    (void)unused;
    is_found(PLANT_EARLY);
}

static void a_writer_who_goes_on_in_an_older_copy(void **unused)
{
    (void)unused;
    is_found(PLANT_BLIND);
}

static int one_alone(void)
{
    struct sim_council c = {.seed = (uint64_t)from_env("SIM_SEED", 1),
                            .steps = from_env("SIM_STEPS", STEPS),
                            .plant = (enum sim_plant)from_env("SIM_PLANT", 0),
                            .loud = true};
    struct sim_sum sum;
    sim_play(&c, &sum);
    printf("%s\ndigest %016llx\n", sum.said, (unsigned long long)sum.digest);
    tell(&sum);
    printf("%d passed, %d failed\n", sum.ok, !sum.ok);
    return !sum.ok;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_befalls_it_the_record_holds),
        cmocka_unit_test(the_same_number_is_the_same_council),
        cmocka_unit_test(a_disk_that_says_it_flushed),
        cmocka_unit_test(a_disk_that_loses_a_write),
        cmocka_unit_test(a_writer_who_says_saved_too_early),
        cmocka_unit_test(a_writer_who_goes_on_in_an_older_copy),
    };
    return getenv("SIM_SEED") ? one_alone() : cmocka_run_group_tests(tests, NULL, NULL);
}
