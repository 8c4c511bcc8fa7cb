/* SPDX-License-Identifier: MIT */
#include "db/record/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/arena.h"
#include "db/base/fault.h"
#include "db/base/mem.h"

const struct event_def event_defs[EV_COUNT] = {
#define EVENT(id, name, fold, since, by, late, change, paper, screen)                              \
    {name, since, by, late, change, paper, screen},
#include "db/event.def"
#undef EVENT
};

enum event_kind event_kind(const char *name)
{
    enum event_kind k = 0;
    while (k < EV_COUNT && strcmp(event_defs[k].name, name) != 0)
        k++;
    return k;
}

const char *event_get(const struct event *e, const char *name)
{
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->field[i].name, name) == 0)
            return e->field[i].value;
    return NULL;
}

/* ---- its body ---- */

static void body_add(struct body *b, const void *p, size_t n)
{
    if (b->len + n + 1 > b->cap) {
        b->cap = (b->len + n + 1) * 2;
        b->text = xrealloc(b->text, b->cap);
    }
    memcpy(b->text + b->len, p, n);
    b->len += n;
    b->text[b->len] = '\0';
}

void body_text(struct body *b, const char *name, const char *value)
{
    size_t n = value ? strlen(value) : 0;
    char size[24];
    int k = snprintf(size, sizeof size, " %zu ", n);
    body_add(b, name, strlen(name));
    body_add(b, size, (size_t)k);
    if (n)
        body_add(b, value, n);
    body_add(b, "\n", 1);
}

void body_int(struct body *b, const char *name, int64_t value)
{
    char t[24];
    snprintf(t, sizeof t, "%lld", (long long)value);
    body_text(b, name, t);
}

void body_free(struct body *b)
{
    free(b->text);
    *b = (struct body){0};
}

bool body_field(const char *text, size_t len, size_t *at, const char **name, size_t *name_len,
                const char **value, size_t *value_len)
{
    size_t i = *at, n = 0;
    while (i < len && text[i] != ' ')
        i++;
    *name = text + *at;
    *name_len = i - *at;
    if (i == *at || i == len)
        return false;
    size_t digits = ++i;
    while (i < len && text[i] >= '0' && text[i] <= '9' && n < 10000000)
        n = n * 10 + (size_t)(text[i++] - '0');
    if (i - digits > 1 && text[digits] == '0') /* one spelling: the hash has the length only */
        return false;
    if (i == digits || i == len || text[i] != ' ' || len - ++i < n + 1 || text[i + n] != '\n')
        return false;
    *value = text + i;
    *value_len = n;
    *at = i + n + 1;
    return true;
}

bool body_decode(struct arena *a, const char *text, size_t len, struct event *e)
{
    struct event_field *v = NULL;
    size_t cap = 0, at = 0;
    e->n = 0;
    while (at < len) {
        const char *name, *value;
        size_t nn, vn;
        if (!body_field(text, len, &at, &name, &nn, &value, &vn))
            return false;
        v = arena_grow(a, v, e->n, &cap, sizeof *v);
        v[e->n++] = (struct event_field){arena_strndup(a, name, nn), arena_strndup(a, value, vn)};
    }
    e->field = v;
    return true;
}
