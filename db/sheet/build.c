/* SPDX-License-Identifier: MIT */
/* db/sheet/build.c - rows and cells of a table under way, and the memory they live in. */
#include "db/sheet/build.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"

enum { MAX_FAULTS = 200, CHUNK = 256 << 10 };

/* A sheet owns its rows and texts in a few large pieces: a list of 100,000 rows is read and
 * dropped without a malloc for each cell. */
struct chunk {
    struct chunk *next;
    size_t used, size;
    max_align_t data[];
};

struct store {
    struct sheet sheet; /* first: a struct sheet is always one of these */
    struct chunk *chunk;
};

static char no_text[1] = "";

void *sheet_alloc(struct sheet *s, size_t n)
{
    struct store *store = (struct store *)s;
    struct chunk *c = store->chunk;
    n = (n + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
    if (!c || c->size - c->used < n) {
        size_t size = n > CHUNK ? n : CHUNK;
        c = xmalloc(sizeof *c + size);
        *c = (struct chunk){.next = store->chunk, .size = size};
        store->chunk = c;
    }
    void *p = (char *)c->data + c->used;
    c->used += n;
    return p;
}

void sheet_free(struct sheet *s)
{
    struct store *store = (struct store *)s;
    if (!store)
        return;
    while (store->chunk) {
        struct chunk *next = store->chunk->next;
        free(store->chunk);
        store->chunk = next;
    }
    free(s->name);
    free(s->row);
    free(s->merged.v);
    free(s->hidden.v);
    free(store);
}

void build_start(struct sheet_build *b, struct faults *f)
{
    struct store *store = xcalloc(1, sizeof *store);
    *b = (struct sheet_build){.sheet = &store->sheet, .f = f, .max_cell = SHEET_MAX_CELL};
}

bool build_fault(struct sheet_build *b)
{
    if (b->faults < MAX_FAULTS) {
        b->faults++;
        return true;
    }
    b->faults_left++;
    return false;
}

bool build_warning(struct sheet_build *b)
{
    if (b->warnings < MAX_FAULTS) {
        b->warnings++;
        return true;
    }
    b->warnings_left++;
    return false;
}

static void build_empty(struct sheet_build *b)
{
    if (b->look)
        b->look[b->n] = (struct sheet_look){.shared = -1, .format = no_text};
    b->cell[b->n++] = no_text;
}

void build_cell(struct sheet_build *b, long row, long col, const char *text)
{
    if (col > SHEET_MAX_COLS) {
        char at[24], most[24];
        snprintf(at, sizeof at, "%ld", col);
        snprintf(most, sizeof most, "%d", SHEET_MAX_COLS);
        if (*text && build_fault(b))
            fault_at(b->f, F_SHEET_COLUMNS, AT_CELL, row, col, at, most, NULL);
        return;
    }
    while (b->n < (size_t)col - 1)
        build_empty(b);
    build_empty(b);
    b->cell[col - 1] = text;
    b->any = b->any || *text;
}

void build_look(struct sheet_build *b, long col, const struct sheet_look *look)
{
    if (b->look && col <= SHEET_MAX_COLS)
        b->look[col - 1] = *look;
}

void area_add(struct sheet_areas *a, struct sheet_area area)
{
    if (a->n == a->cap) {
        a->cap = a->cap ? 2 * a->cap : 16;
        a->v = xrealloc(a->v, a->cap * sizeof *a->v);
    }
    a->v[a->n++] = area;
}

bool build_row(struct sheet_build *b, long number, bool full)
{
    struct sheet *s = b->sheet;
    size_t n = b->n;
    bool any = b->any;
    b->n = 0;
    b->any = false;
    if (!any)
        return true;
    if (s->n == SHEET_MAX_ROWS) {
        char most[24];
        snprintf(most, sizeof most, "%d", SHEET_MAX_ROWS);
        if (build_fault(b))
            fault_at(b->f, F_SHEET_ROWS, AT_CELL, number, 0, most, NULL);
        return false;
    }
    while (!full && !*b->cell[n - 1])
        n--;
    if (s->n == b->rows_cap) {
        b->rows_cap = b->rows_cap ? b->rows_cap * 2 : 256;
        s->row = xrealloc(s->row, b->rows_cap * sizeof *s->row);
    }
    char **cell = sheet_alloc(s, n * sizeof *cell);
    for (size_t i = 0; i < n; i++)
        cell[i] = (char *)(uintptr_t)b->cell[i];
    struct sheet_look *look = b->look ? sheet_alloc(s, n * sizeof *look) : NULL;
    if (look)
        memcpy(look, b->look, n * sizeof *look);
    s->row[s->n++] = (struct sheet_row){.number = number, .n = n, .cell = cell, .look = look};
    return true;
}

struct sheet *build_finish(struct sheet_build *b, bool failed)
{
    char count[24];
    if (b->faults_left) {
        snprintf(count, sizeof count, "%zu", b->faults_left);
        fault_add(b->f, F_SHEET_MORE, count, NULL);
    }
    if (b->warnings_left) {
        snprintf(count, sizeof count, "%zu", b->warnings_left);
        warn_add(b->f, F_SHEET_MORE_WARNINGS, count, NULL);
    }
    struct sheet *s = b->sheet;
    if (!failed && !b->faults && s->n == 0) {
        fault_add(b->f, F_SHEET_EMPTY, NULL);
        failed = true;
    }
    if (failed || b->faults) {
        sheet_free(s);
        s = NULL;
    }
    free(b->scratch);
    free(b->look);
    *b = (struct sheet_build){0};
    return s;
}
