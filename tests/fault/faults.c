/* SPDX-License-Identifier: MIT */
/* tests/fault/faults.c - every allocation and every call that touches a file fails in turn, once
 * and for ever, in every call of the command line; what the call says and leaves is judged.
 *
 * FAULT_STRIDE  one in so many places is tried, 1: every one; without it one point of each call,
 * kind, once and for ever FAULT_ROWS    only the calls whose names begin so FAULT_KINDS   only
 * these kinds: memory, io, space, short FAULT_SHOW    1: show what is known, too; 2: with where it
 * was asked for
 *
 * What fails and is not mended yet stands in known.txt, "CALL KIND FINDING" a line, * for every
 * call; the list only shrinks: when all places are tried, a line that is not met fails the test. */
#define _GNU_SOURCE 1
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/fault/sweep.h"

/* ---- before the C library's own ----------------------------------------------------------------
 */

#ifndef __SANITIZE_ADDRESS__
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

void *malloc(size_t n)
{
    if (!fault_memory())
        return __libc_malloc(n);
    errno = ENOMEM;
    return NULL;
}

void *calloc(size_t n, size_t size)
{
    if (!fault_memory())
        return __libc_calloc(n, size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *p, size_t n)
{
    if (n == 0 || !fault_memory())
        return __libc_realloc(p, n);
    errno = ENOMEM;
    return NULL;
}
#define HAS_MEMORY true
#else
#define HAS_MEMORY false /* the sanitizer has the allocator */
#endif

int clock_gettime(clockid_t id, struct timespec *ts)
{
    if (!fault_armed())
        return (int)syscall(SYS_clock_gettime, id, ts);
    *ts = fault_clock;
    return 0;
}

time_t time(time_t *t)
{
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    if (t)
        *t = ts.tv_sec;
    return ts.tv_sec;
}

int gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
    struct timespec ts;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &ts);
    *tv = (struct timeval){ts.tv_sec, ts.tv_nsec / 1000};
    return 0;
}

/* Whoever waits for a lock that will never come need not wait. */
int nanosleep(const struct timespec *ts, struct timespec *left)
{
    return fault_armed() ? 0 : (int)syscall(SYS_nanosleep, ts, left);
}

/* ---- work --------------------------------------------------------------------------------------
 */

/* One of these for each row, kind, and once or for ever. */
static struct swept *swept;
static long *next; /* the next one to do; shared */
static char base[300];
static struct folder states[STATES];
static long stride; /* 0: one point of each */

static size_t tasks(void)
{
    return (fault_rows_n + 1) * FAULT_KINDS * 2;
}

static const struct fault_row *row_of(size_t task)
{
    size_t i = task / (FAULT_KINDS * 2);
    return i < fault_rows_n ? &fault_rows[i] : &fault_planted;
}

static enum fault_kind kind_of(size_t task)
{
    return (enum fault_kind)(task / 2 % FAULT_KINDS);
}

static bool wanted(size_t task)
{
    const char *rows = getenv("FAULT_ROWS"), *kinds = getenv("FAULT_KINDS");
    const char *name = row_of(task)->name;
    if (!HAS_MEMORY && kind_of(task) == FAULT_MEMORY)
        return false;
    if (rows && strncmp(name, rows, strlen(rows)) != 0)
        return false;
    return (!kinds || strstr(kinds, sweep_kind(kind_of(task))));
}

static void state_dir(char out[420], int s)
{
    snprintf(out, 420, "%s/state-%d", base, s);
}

static void bench_open(struct bench *b, const char *name)
{
    memset(b, 0, sizeof *b);
    snprintf(b->dir, sizeof b->dir, "%s/%s", base, name);
    snprintf(b->at, sizeof b->at, "%s/at", b->dir);
    mkdir(b->dir, 0700);
    mkdir(b->at, 0700);
    b->seen = run_shared(sizeof *b->seen);
    b->record = run_shared(sizeof *b->record);
}

static void bench_state(struct bench *b, int s)
{
    state_dir(b->from, s);
    b->before = states[s];
    folder_read(b->at, &b->now);
    run_restore(b);
}

/* A session that an earlier program made, over the one that is there. */
static bool take_older(const char *at)
{
    char command[600];
    snprintf(command, sizeof command,
             "gzip -dc tests/fixtures/sessions/format-1-open.ocop.gz > '%s/s.ocop'", at);
    return system(command) == 0;
}

/* Each state is made of the one before it. */
static bool make_states(void)
{
    struct bench *b = calloc(1, sizeof *b);
    if (!b)
        return false;
    bench_open(b, "make");
    b->seen->hashes = -1;
    run_lists(b->at);
    for (int s = 0; s < STATES; s++) {
        const struct fault_row *call = fault_state_calls((enum fault_state)s);
        for (; call->word[0]; call++) {
            struct ran r;
            run_call(b, call, &(struct fault_plan){.kind = FAULT_SHORT}, &r);
            if (r.status != 0) {
                printf("hoidong %s: status %d, signal %d\n%s", call->word[0], r.status, r.signal,
                       r.err);
                return false;
            }
            ran_free(&r);
        }
        char to[420];
        if (s == STATE_OLDER && !take_older(b->at))
            return false;
        state_dir(to, s);
        mkdir(to, 0700);
        folder_read(b->at, &b->now);
        states[s] = b->now;
        folder_restore(b->at, &b->now, to, &(struct folder){0});
    }
    free(b);
    return true;
}

static _Noreturn void work(int number)
{
    struct bench *b = calloc(1, sizeof *b);
    char name[20];
    if (!b)
        _exit(2);
    snprintf(name, sizeof name, "work-%d", number);
    bench_open(b, name);
    size_t unit = stride ? 2 : 2 * FAULT_KINDS; /* what one run without a fault serves */
    for (size_t t; (t = unit * (size_t)__atomic_fetch_add(next, 1, __ATOMIC_SEQ_CST)) < tasks();)
        for (size_t i = t; i < t + unit; i += 2) {
            const struct fault_row *row = row_of(i);
            if (!wanted(i))
                continue;
            bench_state(b, (int)row->from);
            sweep(b, row, kind_of(i), row == &fault_planted ? 1 : stride, &swept[i]);
        }
    fflush(NULL);
    _exit(0);
}

static bool run_all(void)
{
    long jobs = sysconf(_SC_NPROCESSORS_ONLN);
    bool ok = true;
    fflush(NULL);
    for (int i = 0; i < jobs; i++)
        if (fork() == 0)
            work(i);
    for (int st; wait(&st) > 0;)
        ok = ok && st == 0;
    return ok;
}

/* ---- what is known -----------------------------------------------------------------------------
 */

static struct {
    size_t n;
    struct {
        char line[160];
        bool met;
    } v[1000];
} known;

static void known_read(void)
{
    FILE *f = fopen("tests/fault/known.txt", "r");
    char line[sizeof known.v[0].line];
    while (f && fgets(line, sizeof line, f) && known.n < 1000) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#')
            memcpy(known.v[known.n++].line, line, sizeof line);
    }
    if (f)
        fclose(f);
}

static bool is_known(const char *row, const char *kind, const char *finding)
{
    char line[80];
    bool met = false;
    for (int every = 0; every < 2; every++) {
        snprintf(line, sizeof line, "%s %s %s", every ? "*" : row, kind, finding);
        for (size_t i = 0; i < known.n; i++)
            if (strcmp(known.v[i].line, line) == 0)
                met = known.v[i].met = true;
    }
    return met;
}

/* ---- the sum -----------------------------------------------------------------------------------
 */

static void show(size_t task, int finding, bool old)
{
    const struct found *f = &swept[task].found[finding];
    const char *show = getenv("FAULT_SHOW");
    int much = show ? atoi(show) : 0;
    if (old && !much)
        return;
    printf("%s%s %s %s: %ld times, first at %s %ld (%s%s%s), status %d, signal %d: %s\n",
           old ? "known: " : "", row_of(task)->name, sweep_kind(kind_of(task)),
           finding_name((enum finding)finding), f->times, task % 2 ? "all from" : "point", f->at,
           fault_call_name(f->call), *f->path ? " " : "", f->path, f->status, f->signal,
           finding_text((enum finding)finding));
    if (*f->err)
        printf("      %s%s", f->err, f->err[strlen(f->err) - 1] == '\n' ? "" : "\n");
    if (!old || much > 1)
        sweep_stack(f);
}

/* Findings of a task that are not known. */
static long sum_task(size_t task, long *met)
{
    long fresh = 0;
    for (int i = 0; i < FINDINGS_N; i++) {
        const struct found *f = &swept[task].found[i];
        if (!f->times)
            continue;
        bool old =
            is_known(row_of(task)->name, sweep_kind(kind_of(task)), finding_name((enum finding)i));
        show(task, i, old);
        fresh += !old;
        *met += old;
    }
    return fresh;
}

/* What was planted is found. */
static bool sum_planted(void)
{
    unsigned found = 0, want = fault_planted_findings();
    for (size_t t = fault_rows_n * FAULT_KINDS * 2; t < tasks(); t++)
        for (int i = 0; i < FINDINGS_N; i++)
            if (swept[t].found[i].times)
                found |= 1u << i;
    for (int i = 0; i < FINDINGS_N; i++)
        if (want & ~found & 1u << i)
            printf("planted, not found: %s\n", finding_name((enum finding)i));
    return (want & ~found) == 0;
}

/* A list of what is known may have no line that is not so. */
static long sum_known(void)
{
    long gone = 0;
    if (stride != 1 || getenv("FAULT_ROWS") || getenv("FAULT_KINDS"))
        return 0;
    for (size_t i = 0; i < known.n; i++)
        if (!known.v[i].met && HAS_MEMORY) {
            printf("known.txt: not found any more, take it out: %s\n", known.v[i].line);
            gone++;
        }
    return gone;
}

static int sum(bool complete)
{
    long passed = 0, failed = 0, points = 0, runs = 0, met = 0;
    for (size_t t = 0; t < fault_rows_n * FAULT_KINDS * 2; t++) {
        if (!wanted(t))
            continue;
        const struct swept *s = &swept[t];
        bool must = kind_of(t) == FAULT_MEMORY || kind_of(t) == FAULT_IO;
        bool empty = must && (!s->points || !s->runs);
        if (empty)
            printf("%s %s: no point\n", row_of(t)->name, sweep_kind(kind_of(t)));
        if (sum_task(t, &met) || s->odd || empty)
            failed++;
        else
            passed++;
        if (getenv("FAULT_COUNT"))
            printf("%s %s %d: %ld points, %ld places, %ld tried\n", row_of(t)->name,
                   sweep_kind(kind_of(t)), (int)(t % 2), s->points, s->places, s->runs);
        points += s->points;
        runs += s->runs;
    }
    if (!getenv("FAULT_ROWS") && !getenv("FAULT_KINDS") && HAS_MEMORY)
        sum_planted() ? passed++ : failed++;
    failed += sum_known() + !complete;
    printf("%ld points, %ld tried; %ld of %zu known failures met\n", points, runs, met, known.n);
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed || !passed;
}

int main(void)
{
    const char *tmp = getenv("TMPDIR"), *step = getenv("FAULT_STRIDE");
    fault_ready();
    tzset();
    stride = step ? atol(step) : 0;
    snprintf(base, sizeof base, "%s/faults-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(base))
        return 2;
    swept = run_shared(tasks() * sizeof *swept);
    next = run_shared(sizeof *next);
    known_read();
    if (!make_states()) {
        puts("0 passed, 1 failed");
        return 1;
    }
    bool complete = run_all();
    int status = sum(complete);
    char command[340];
    snprintf(command, sizeof command, "rm -rf '%s'", base);
    return system(command) == 0 ? status : 2;
}
