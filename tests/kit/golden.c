/* SPDX-License-Identifier: MIT */
#include "tests/kit/golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

bool golden_update(void)
{
    const char *v = getenv("GOLDEN");
    return v && strcmp(v, "update") == 0;
}

static void path_of(const char *name, char *out, size_t size)
{
    if (snprintf(out, size, "tests/golden/%s.txt", name) >= (int)size)
        fail_msg("golden name too long: %s", name);
}

/* The whole file as a string that the caller frees; NULL when there is none. */
static char *read_all(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    size_t n = 0, cap = 65536;
    char *s = malloc(cap);
    while (s) {
        n += fread(s + n, 1, cap - n - 1, f);
        if (n < cap - 1)
            break;
        char *more = realloc(s, cap *= 2);
        if (!more)
            free(s);
        s = more;
    }
    fclose(f);
    if (!s)
        abort();
    s[n] = '\0';
    return s;
}

static void write_all(const char *path, const char *text)
{
    mkdir("tests/golden", 0777);
    FILE *f = fopen(path, "wb");
    if (!f || fputs(text, f) == EOF || fclose(f) != 0)
        fail_msg("cannot write %s", path);
}

bool golden_same(const char *name, const char *actual)
{
    char path[512];
    path_of(name, path, sizeof path);
    char *want = read_all(path);
    bool same = want && strcmp(want, actual) == 0;
    free(want);
    if (!same && golden_update()) {
        write_all(path, actual);
        same = true;
    }
    return same;
}

static size_t line_length(const char *s)
{
    return strcspn(s, "\n");
}

static const char *next_line(const char *s)
{
    s += line_length(s);
    return *s ? s + 1 : s;
}

/* Prints @text, a '*' before each line that differs from the same line of @other. */
static void print_marked(const char *title, const char *text, const char *other)
{
    fprintf(stderr, "%s\n", title);
    while (*text) {
        size_t n = line_length(text);
        bool same = n == line_length(other) && strncmp(text, other, n) == 0;
        fprintf(stderr, "%c|%.*s\n", same ? ' ' : '*', (int)n, text);
        text = next_line(text);
        other = next_line(other);
    }
}

void golden(const char *name, const char *actual)
{
    if (golden_same(name, actual))
        return;
    char path[512];
    path_of(name, path, sizeof path);
    char *want = read_all(path);
    print_marked("expected:", want ? want : "(no such file)\n", actual);
    print_marked("actual:", actual, want ? want : "");
    free(want);
    fail_msg("%s differs; GOLDEN=update make test, then review the difference", path);
}
