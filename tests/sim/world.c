/* SPDX-License-Identifier: MIT */
/* Chance, time and turns. */
#include "tests/sim/sim.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <sodium.h>

enum { STACK = 1 << 20, LINES = 20, LINE = 150, BEGUN = 1796270400 /* 3 December 2026 */ };

struct task {
    ucontext_t context;
    char *stack;
    void (*body)(int);
    int64_t wake;
    bool within;
};

static struct {
    const struct sim_council *c;
    struct sim_sum *sum;
    uint64_t random;
    int64_t us, jump; /* since the council began; seconds that the clock was put forward */
    struct task task[SIM_TASKS];
    int now; /* the task whose turn it is; -1 */
    bool alone;
    ucontext_t home;
    char line[LINES][LINE];
    long lines;
} w;

/* ---- chance ---- */

static uint64_t next(void)
{
    uint64_t z = w.random += 0x9e3779b97f4a7c15U; /* splitmix64 */
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
    z = (z ^ z >> 27) * 0x94d049bb133111ebU;
    return z ^ z >> 31;
}

uint32_t sim_below(uint32_t n)
{
    return (uint32_t)((next() >> 32) * n >> 32);
}

bool sim_one_in(uint32_t n)
{
    return sim_below(n) == 0;
}

static const char *bytes_name(void)
{
    return "sim";
}

static uint32_t bytes_random(void)
{
    return (uint32_t)(next() >> 32);
}

static void bytes_buf(void *buf, const size_t n)
{
    for (size_t i = 0; i < n; i++)
        ((unsigned char *)buf)[i] = (unsigned char)(next() >> 32);
}

static struct randombytes_implementation bytes = {
    .implementation_name = bytes_name, .random = bytes_random, .buf = bytes_buf};

void sim_begin(const struct sim_council *c, struct sim_sum *sum)
{
    w.c = c;
    w.sum = sum;
    w.random = c->seed;
    w.now = -1;
    sum->digest = 0xcbf29ce484222325U;
    randombytes_set_implementation(&bytes);
    if (sodium_init() < 0)
        sim_fail("no libsodium");
}

bool sim_on(void)
{
    return w.c != NULL;
}

const struct sim_council *sim_council(void)
{
    return w.c;
}

struct sim_sum *sim_sum(void)
{
    return w.sum;
}

/* ---- time ---- */

int sim_clock(clockid_t clock, struct timespec *t)
{
    if (!sim_on())
        return (int)syscall(SYS_clock_gettime, clock, t);
    if (clock == CLOCK_REALTIME)
        *t = (struct timespec){.tv_sec = BEGUN + w.us / 1000000 + w.jump,
                               .tv_nsec = model_code() * 1000000L};
    else
        *t = (struct timespec){.tv_sec = 1000 + w.us / 1000000, .tv_nsec = w.us % 1000000 * 1000};
    return 0;
}

static void give_way(void)
{
    int e = errno;
    swapcontext(&w.task[w.now].context, &w.home);
    errno = e;
}

static void wait_us(int64_t us)
{
    if (w.now < 0) {
        w.us += us;
        return;
    }
    w.task[w.now].wake = w.us + us;
    give_way();
}

int sim_sleep(const struct timespec *t)
{
    if (!sim_on())
        return (int)syscall(SYS_nanosleep, t, NULL);
    wait_us(t->tv_sec * 1000000 + t->tv_nsec / 1000);
    return 0;
}

void sim_jump(int64_t seconds)
{
    w.jump += seconds;
    sim_tell("the clock is put by %lld s", (long long)seconds);
}

void sim_point(void)
{
    w.us += 20;
    if (w.now >= 0 && !w.alone && sim_one_in(3))
        give_way();
}

void sim_alone(bool alone)
{
    w.alone = alone;
}

void sim_think(void)
{
    wait_us(1000 + sim_below(w.now == SIM_APP ? 60000 : 200000));
}

/* ---- turns ---- */

static void run(void)
{
    w.task[w.now].body(w.now);
}

void sim_start(int id, void (*body)(int))
{
    struct task *t = &w.task[id];
    /* A new one: what a killed task left on its own is nobody's. */
    t->stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (t->stack == MAP_FAILED || getcontext(&t->context) != 0)
        sim_fail("no stack");
    t->context.uc_stack.ss_sp = t->stack;
    t->context.uc_stack.ss_size = STACK;
    t->context.uc_link = NULL;
    t->body = body;
    t->within = false;
    t->wake = w.us + sim_below(100000);
    makecontext(&t->context, run, 0);
}

int sim_task(void)
{
    return w.now;
}

bool sim_within(int id)
{
    return w.task[id].within;
}

void sim_enter(void)
{
    w.task[w.now].within = true;
}

void sim_leave(void)
{
    w.task[w.now].within = false;
}

bool sim_turn(bool within, int *id)
{
    int ready[SIM_TASKS], n = 0, first = -1;
    for (int i = 0; i < SIM_TASKS; i++) {
        if (within && !w.task[i].within)
            continue;
        if (first < 0 || w.task[i].wake < w.task[first].wake)
            first = i;
        if (w.task[i].wake <= w.us)
            ready[n++] = i;
    }
    if (first < 0)
        return false;
    if (n == 0)
        w.us = w.task[first].wake;
    w.now = n ? ready[sim_below((uint32_t)n)] : first;
    *id = w.now;
    swapcontext(&w.home, &w.task[w.now].context);
    w.now = -1;
    return true;
}

/* ---- what is told ---- */

void sim_tell(const char *format, ...)
{
    char *line = w.line[w.lines++ % LINES];
    va_list ap;
    va_start(ap, format);
    int n = snprintf(line, LINE, "%6ld %9.3f s  ", w.sum->steps, (double)w.us / 1e6);
    vsnprintf(line + n, (size_t)(LINE - n), format, ap);
    va_end(ap);
    for (const char *p = line; *p; p++)
        w.sum->digest = (w.sum->digest ^ (unsigned char)*p) * 0x100000001b3U;
    if (w.c->loud)
        printf("%s\n", line);
}

void sim_fail(const char *format, ...)
{
    char *out = w.sum->said;
    size_t room = sizeof w.sum->said, at = 0;
    va_list ap;
    va_start(ap, format);
    at += (size_t)snprintf(out, room,
                           "SIM_SEED=%llu SIM_STEPS=%ld, step %ld: ", (unsigned long long)w.c->seed,
                           w.c->steps, w.sum->steps);
    at += (size_t)vsnprintf(out + at, room - at, format, ap);
    va_end(ap);
    for (long i = w.lines > LINES ? w.lines - LINES : 0; i < w.lines && at < room; i++)
        at += (size_t)snprintf(out + at, room - at, "\n%s", w.line[i % LINES]);
    fflush(stdout);
    _exit(1);
}
