/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE 1
#include "tests/fault/sweep.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *sweep_kind(enum fault_kind kind)
{
    static const char *const names[] = {"memory", "io", "space", "short"};
    return names[kind];
}

/* ---- which points ------------------------------------------------------------------------------
 */

struct pick {
    uint64_t hash;
    long at;
};

static int by_hash(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

static int by_point(const void *a, const void *b)
{
    const struct pick *x = a, *y = b;
    return x->at < y->at ? -1 : 1;
}

/* The first point of each place, in order; how many.  The caller frees *out. */
static long places(const struct fault_seen *s, long points, struct pick **out)
{
    long n = points < FAULT_POINTS ? points : FAULT_POINTS, kept = 0;
    struct pick *v = calloc((size_t)n + 1, sizeof *v);
    if (!v)
        exit(2);
    for (long i = 0; i < n; i++)
        v[i] = (struct pick){s->hash[i], i + 1};
    qsort(v, (size_t)n, sizeof *v, by_hash);
    for (long i = 0; i < n; i++)
        if (i == 0 || v[i].hash != v[i - 1].hash)
            v[kept++] = v[i];
    qsort(v, (size_t)kept, sizeof *v, by_point);
    *out = v;
    return kept;
}

/* ---- one point ---------------------------------------------------------------------------------
 */

static void note(struct found *f, const struct bench *b, const struct fault_plan *plan,
                 const struct ran *r)
{
    if (f->times++ > 0)
        return;
    f->at = plan->at;
    f->call = b->seen->call;
    f->status = r->status;
    f->signal = r->signal;
    f->depth = b->seen->depth;
    memcpy(f->stack, b->seen->stack, sizeof f->stack);
    snprintf(f->path, sizeof f->path, "%s", b->seen->path);
    snprintf(f->err, sizeof f->err, "%s", r->err);
}

static void try_point(struct bench *b, const struct good *g, const struct fault_plan *plan,
                      struct swept *out)
{
    struct ran r;
    run_call(b, g->row, plan, &r);
    out->runs++;
    unsigned bad = judge(b, g, plan, &r);
    for (int i = 0; i < FINDINGS_N; i++)
        if (bad & 1u << i)
            note(&out->found[i], b, plan, &r);
    ran_free(&r);
    run_restore(b);
}

/* The call without a fault: what is right, and its points. */
static bool learn(struct bench *b, enum fault_kind kind, struct good *g)
{
    run_look(b, "s.ocop");
    memcpy(g->head_before, b->record->head, sizeof g->head_before);
    run_call(b, g->row, &(struct fault_plan){.kind = kind}, &g->ran);
    g->after = b->now;
    run_look(b, "s.ocop");
    memcpy(g->head_after, b->record->head, sizeof g->head_after);
    g->events = b->record->events;
    folder_read(b->at, &b->now); /* looking leaves nothing; if it did, it goes */
    run_restore(b);
    bool as_told = g->ran.status == g->row->status;
    if (!as_told)
        printf("%s: status %d, signal %d, not %d\n%s", g->row->name, g->ran.status, g->ran.signal,
               g->row->status, g->ran.err);
    return as_told;
}

/* One of all points, another share of the way for each call, kind and time; of an act also those
 * where its commit is decided.  How many; the caller frees *out. */
static long some(const struct fault_seen *s, const struct fault_row *row, enum fault_kind kind,
                 unsigned salt, bool forever, struct pick **out)
{
    struct pick *v = calloc(1 + FAULT_SYNCS, sizeof *v);
    double turn = salt * 0.6180339887;
    long n = 0, points = s->points[kind];
    if (!v)
        exit(2);
    if (points > 0)
        v[n++].at = 1 + (long)((double)points * (turn - (double)(long)turn));
    for (int i = 0;
         !forever && kind == FAULT_IO && row->does & (ROW_ACTS | ROW_FEED) && i < s->syncs; i++)
        v[n++].at = s->sync[i];
    *out = v;
    return n;
}

static unsigned salt_of(const char *name)
{
    unsigned n = 0;
    for (; *name; name++)
        n = n * 31 % 10007 + (unsigned char)*name;
    return n;
}

/* The call as it is without a fault; learnt once where no places are asked for. */
static struct good *right_one(struct bench *b, const struct fault_row *row, enum fault_kind kind,
                              bool hash)
{
    static struct good *g;
    static struct fault_seen *learnt; /* its points, without the places */
    const size_t size = offsetof(struct fault_seen, hash);
    if (g && g->row == row && !hash) {
        memcpy(b->seen, learnt, size);
        return g;
    }
    if (g)
        ran_free(&g->ran);
    free(g);
    g = calloc(1, sizeof *g);
    if (!g)
        exit(2);
    g->row = row;
    b->seen->hashes = hash ? (int)kind : -1;
    g->odd = !learn(b, kind, g);
    if (!learnt && !(learnt = malloc(size)))
        exit(2);
    memcpy(learnt, b->seen, size);
    return g;
}

void sweep(struct bench *b, const struct fault_row *row, enum fault_kind kind, long stride,
           struct swept out[2])
{
    struct good *g = right_one(b, row, kind, stride > 0);
    long points = b->seen->points[kind];
    for (int forever = 0; forever < 2; forever++) {
        struct pick *v = NULL;
        if (!stride)
            (void)right_one(b, row, kind, false); /* what a run has written over */
        unsigned salt = salt_of(row->name) + kind * 2 + (unsigned)forever;
        long n = stride ? places(b->seen, points, &v) : some(b->seen, row, kind, salt, forever, &v);
        long step = stride ? stride : 1, first = n > step ? (long)salt % step : 0;
        out[forever] = (struct swept){.points = points, .places = n, .odd = g->odd};
        for (long i = first; !g->odd && i < n; i += step)
            try_point(b, g, &(struct fault_plan){kind, v[i].at, forever}, &out[forever]);
        free(v);
    }
}

/* ---- where -------------------------------------------------------------------------------------
 */

void sweep_stack(const struct found *f)
{
    char command[1200] = "";
    Dl_info here, at;
    if (!dladdr((void *)(uintptr_t)sweep_stack, &here))
        return;
    size_t n = (size_t)snprintf(command, sizeof command, "addr2line -fse '%s'", here.dli_fname);
    int ours = 0;
    for (int i = 2; i < f->depth && ours < 6; i++)
        if (dladdr(f->stack[i], &at) && at.dli_fbase == here.dli_fbase)
            n += (size_t)snprintf(command + n, sizeof command - n, " %#lx",
                                  (long)((char *)f->stack[i] - (char *)here.dli_fbase) - 1),
                ours++;
        else if (at.dli_sname && ours == 0)
            printf("      %s\n", at.dli_sname);
    snprintf(command + n, sizeof command - n, " | paste -sd ' \\n' | sed 's/^/      /'");
    fflush(stdout);
    if (ours && system(command) != 0)
        puts("      ?");
}
