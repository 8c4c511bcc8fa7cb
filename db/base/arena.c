/* SPDX-License-Identifier: MIT */
#include "db/base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"

struct block {
    struct block *next;
    size_t used, cap;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *top;
};

enum { BLOCK = 16 << 10 };

struct arena *arena_new(void)
{
    return xcalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct block *b = a->top, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

void arena_end(struct arena *mem, void *list, size_t size)
{
    arena_free(mem);
    memset(list, 0, size);
}

void *arena_alloc(struct arena *a, size_t n)
{
    const size_t align = alignof(max_align_t);
    n = (n + align - 1) / align * align;
    if (!a->top || a->top->cap - a->top->used < n) {
        size_t cap = n > BLOCK ? n : BLOCK;
        struct block *b = xmalloc(sizeof *b + cap);
        *b = (struct block){.next = a->top, .cap = cap};
        a->top = b;
    }
    void *p = a->top->data + a->top->used;
    a->top->used += n;
    return memset(p, 0, n);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    memcpy(p, s, n);
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

void *arena_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return v;
    size_t more = *cap ? *cap * 2 : 16;
    void *p = arena_alloc(a, more * size);
    if (n)
        memcpy(p, v, n * size);
    *cap = more;
    return p;
}
