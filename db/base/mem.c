/* SPDX-License-Identifier: MIT */
#include "db/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef N_
#define N_(msgid) (msgid)
#endif

/* ---- the end -------------------------------------------------------------------------------- */

enum { RESERVE = 65536 }; /* for whoever tidies up */

/* There is one end in a process. */
static struct {
    const char *(*translate)(const char *msgid);
    void *reserve;
    bool gone;
    enum stage stage;
    void (*undo)(void *);
    void *arg;
    struct temp {
        struct temp *next;
        char path[];
    } * temps;
} end;

/* The only words db/ ever prints: there is no memory left to report it any other way. */
static void say(void)
{
    static const char *const sentences[] = {
        [STAGE_NONE] = N_("hoidong: hết bộ nhớ. Đóng bớt chương trình khác rồi làm lại."),
        [STAGE_OPEN] = N_("hoidong: hết bộ nhớ; thao tác đang làm không được ghi. Đóng bớt chương "
                          "trình khác rồi làm lại."),
        [STAGE_ENDING] = N_("hoidong: hết bộ nhớ trong lúc ghi: không rõ thao tác vừa rồi đã được "
                            "ghi hay chưa. Mở lại tệp để xem."),
        [STAGE_DONE] =
            N_("hoidong: hết bộ nhớ; thao tác vừa rồi đã được ghi. Đóng bớt chương trình "
               "khác rồi làm tiếp."),
    };
    if (!end.gone)
        return;
    const char *text = sentences[end.stage];
    if (end.translate)
        text = end.translate(text);
    (void)!write(STDERR_FILENO, text, strlen(text));
    (void)!write(STDERR_FILENO, "\n", 1);
}

void mem_words(const char *(*translate)(const char *msgid))
{
    if (!end.translate)
        atexit(say);
    end.translate = translate;
    free(end.reserve);
    end.reserve = malloc(RESERVE);
}

void mem_gone(void)
{
    if (end.gone) { /* again, while tidying up */
        if (!end.translate)
            _exit(3);
        say();
        _exit(3);
    }
    end.gone = true;
    free(end.reserve);
    end.reserve = NULL;
    if (end.stage == STAGE_OPEN && end.undo)
        end.undo(end.arg);
    for (const struct temp *t = end.temps; t; t = t->next)
        (void)remove(t->path); /* a folder comes after what is in it */
    if (!end.translate)
        say();
    exit(3);
}

void stage_set(enum stage stage)
{
    end.stage = stage;
}

enum stage stage_now(void)
{
    return end.stage;
}

void stage_undo(void (*undo)(void *), void *arg)
{
    end.undo = undo;
    end.arg = arg;
}

void temp_begin(const char *path)
{
    size_t n = strlen(path) + 1;
    struct temp *t = xmalloc(sizeof *t + n);
    memcpy(t->path, path, n);
    t->next = end.temps;
    end.temps = t;
}

void temp_end(const char *path)
{
    for (struct temp **at = &end.temps; *at; at = &(*at)->next)
        if (strcmp((*at)->path, path) == 0) {
            struct temp *t = *at;
            *at = t->next;
            free(t);
            return;
        }
}

/* ---- memory ---------------------------------------------------------------------------------- */

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
