/* SPDX-License-Identifier: MIT */
#include "db/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The only words db/ ever prints: there is no memory left to report it any other way. */
void mem_gone(void)
{
    fputs("hoidong: hết bộ nhớ\n", stderr);
    exit(3);
}

static void *or_die(void *p)
{
    if (!p)
        mem_gone();
    return p;
}

void *xmalloc(size_t n)
{
    return or_die(malloc(n ? n : 1));
}

void *xcalloc(size_t n, size_t size)
{
    return or_die(calloc(n ? n : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t n)
{
    return or_die(realloc(p, n ? n : 1));
}

void *mem_grow(void *p, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return p;
    *cap = *cap ? 2 * *cap : 16;
    return xrealloc(p, *cap * size);
}

char *xstrdup(const char *s)
{
    return or_die(strdup(s));
}

char *xstrndup(const char *s, size_t n)
{
    return or_die(strndup(s, n));
}

char *xvasprintf(const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *s = xmalloc(n < 0 ? 1 : (size_t)n + 1);
    if (n < 0)
        *s = '\0';
    else
        vsnprintf(s, (size_t)n + 1, fmt, ap);
    return s;
}

char *xasprintf(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *s = xvasprintf(fmt, ap);
    va_end(ap);
    return s;
}
