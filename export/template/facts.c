/* SPDX-License-Identifier: MIT */
/* export/template/facts.c - named values in scopes. */
#include "export/template/facts.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"

struct fact {
    const char *name, *text; /* text NULL: a list */
    struct facts **item;
    size_t n, cap;
};

struct facts {
    struct arena *arena;
    const struct facts *outer;
    struct fact *v;
    size_t n, cap;
};

struct facts *facts_new(struct arena *a, const struct facts *outer)
{
    struct facts *f = arena_alloc(a, sizeof *f);
    *f = (struct facts){.arena = a, .outer = outer};
    return f;
}

static struct fact *own(const struct facts *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->v[i].name, name) == 0)
            return &f->v[i];
    return NULL;
}

static struct fact *make(struct facts *f, const char *name)
{
    struct fact *x = own(f, name);
    if (x)
        return x;
    f->v = arena_grow(f->arena, f->v, f->n, &f->cap, sizeof *f->v);
    f->v[f->n] = (struct fact){.name = arena_strdup(f->arena, name)};
    return &f->v[f->n++];
}

void facts_set(struct facts *f, const char *name, const char *text)
{
    make(f, name)->text = arena_strdup(f->arena, text ? text : "");
}

void facts_format(struct facts *f, const char *name, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    facts_take(f, name, xvasprintf(fmt, ap));
    va_end(ap);
}

void facts_take(struct facts *f, const char *name, char *text)
{
    facts_set(f, name, text);
    free(text);
}

void facts_number(struct facts *f, const char *name, long n)
{
    facts_format(f, name, "%ld", n);
}

void facts_list(struct facts *f, const char *name)
{
    make(f, name);
}

struct facts *facts_add(struct facts *f, const char *name)
{
    struct fact *x = make(f, name);
    x->item = arena_grow(f->arena, x->item, x->n, &x->cap, sizeof(*x->item));
    return x->item[x->n++] = facts_new(f->arena, f);
}

const char *facts_get(const struct facts *f, const char *name)
{
    for (; f; f = f->outer) {
        const struct fact *x = own(f, name);
        if (x)
            return x->text;
    }
    return NULL;
}

bool facts_items(const struct facts *f, const char *name, struct facts *const **items, size_t *n)
{
    for (; f; f = f->outer) {
        const struct fact *x = own(f, name);
        if (x && !x->text) {
            *items = x->item;
            *n = x->n;
            return true;
        }
    }
    return false;
}

void facts_walk(const struct facts *f, int depth,
                void (*each)(void *arg, int depth, const char *name, const char *text, bool list),
                void *arg)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct fact *x = &f->v[i];
        each(arg, depth, x->name, x->text ? x->text : "", !x->text);
        if (!x->text && x->n)
            facts_walk(x->item[0], depth + 1, each, arg);
    }
}
