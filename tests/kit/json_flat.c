/* SPDX-License-Identifier: MIT */
#include "tests/kit/json_flat.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 12, PATH = 160 };

struct reader {
    const char *s;
    size_t n, i;
    char path[PATH]; /* of the value being read */
    FILE *out;
};

static bool value(struct reader *r, size_t path, int depth);

static void blanks(struct reader *r)
{
    while (r->i < r->n && memchr(" \t\n\r", r->s[r->i], 4))
        r->i++;
}

static bool eat(struct reader *r, const char *word)
{
    size_t n = strlen(word);
    if (r->n - r->i < n || memcmp(r->s + r->i, word, n) != 0)
        return false;
    r->i += n;
    return true;
}

static void say(struct reader *r, const char *what)
{
    fprintf(r->out, "%s = %s\n", r->path, what);
}

/* ---- texts ---- */

static bool hex4(struct reader *r, uint32_t *cp)
{
    *cp = 0;
    for (int k = 0; k < 4; k++, r->i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *d = r->i < r->n && r->s[r->i] ? strchr(digits, r->s[r->i]) : NULL;
        if (!d)
            return false;
        *cp = *cp * 16 + (uint32_t)(d - digits) % 16;
    }
    return true;
}

static void put_utf8(FILE *out, uint32_t cp)
{
    if (cp == '\n') {
        fputs("\\n", out);
    } else if (cp < 0x80) {
        putc((int)cp, out);
    } else if (cp < 0x800) {
        fprintf(out, "%c%c", (int)(0xc0 | cp >> 6), (int)(0x80 | (cp & 0x3f)));
    } else if (cp < 0x10000) {
        fprintf(out, "%c%c%c", (int)(0xe0 | cp >> 12), (int)(0x80 | (cp >> 6 & 0x3f)),
                (int)(0x80 | (cp & 0x3f)));
    } else {
        fprintf(out, "%c%c%c%c", (int)(0xf0 | cp >> 18), (int)(0x80 | (cp >> 12 & 0x3f)),
                (int)(0x80 | (cp >> 6 & 0x3f)), (int)(0x80 | (cp & 0x3f)));
    }
}

static bool escape(struct reader *r, FILE *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    uint32_t cp, low;
    if (eat(r, "u")) {
        if (!hex4(r, &cp) || cp == 0 || (cp >= 0xdc00 && cp < 0xe000))
            return false;
        if (cp >= 0xd800 && cp < 0xdc00) {
            if (!eat(r, "\\u") || !hex4(r, &low) || low < 0xdc00 || low >= 0xe000)
                return false;
            cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
        }
        put_utf8(out, cp);
        return true;
    }
    const char *f = r->i < r->n && r->s[r->i] ? strchr(from, r->s[r->i]) : NULL;
    if (!f)
        return false;
    r->i++;
    put_utf8(out, (uint32_t)to[f - from]);
    return true;
}

/* One character of a text that stands for itself: valid UTF-8, no control character. */
static bool plain(struct reader *r, FILE *out)
{
    unsigned char c = (unsigned char)r->s[r->i];
    size_t n = c < 0x80 ? 1 : c >> 5 == 6 ? 2 : c >> 4 == 14 ? 3 : c >> 3 == 30 ? 4 : 0;
    uint32_t cp = n == 1 ? c : c & (0x7fu >> n);
    if (n == 0 || r->n - r->i < n || c < 0x20)
        return false;
    for (size_t k = 1; k < n; k++) {
        unsigned char next = (unsigned char)r->s[r->i + k];
        if (next >> 6 != 2)
            return false;
        cp = cp << 6 | (next & 0x3f);
    }
    if (cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000) || (n == 2 && cp < 0x80) ||
        (n == 3 && cp < 0x800) || (n == 4 && cp < 0x10000))
        return false;
    fwrite(r->s + r->i, 1, n, out);
    r->i += n;
    return true;
}

static bool text(struct reader *r, FILE *out)
{
    if (!eat(r, "\""))
        return false;
    while (r->i < r->n) {
        if (eat(r, "\""))
            return true;
        if (eat(r, "\\") ? !escape(r, out) : !plain(r, out))
            return false;
    }
    return false;
}

/* ---- numbers, objects, arrays ---- */

/* Whole numbers only: the program's numbers have no other form. */
static bool number(struct reader *r)
{
    size_t from = r->i;
    char digits[24] = "";
    eat(r, "-");
    size_t first = r->i;
    while (r->i < r->n && r->s[r->i] >= '0' && r->s[r->i] <= '9')
        r->i++;
    size_t n = r->i - first;
    if (n == 0 || n > 18 || (n > 1 && r->s[first] == '0') ||
        (r->i < r->n && strchr(".eE", r->s[r->i])))
        return false;
    memcpy(digits, r->s + from, r->i - from);
    say(r, digits);
    return true;
}

static bool array(struct reader *r, size_t path, int depth)
{
    blanks(r);
    if (eat(r, "]")) {
        say(r, "[]");
        return true;
    }
    for (int k = 0;; k++) {
        int n = snprintf(r->path + path, PATH - path, "[%d]", k);
        blanks(r);
        if (!value(r, path + (size_t)n, depth))
            return false;
        r->path[path] = '\0';
        blanks(r);
        if (eat(r, "]"))
            return true;
        if (!eat(r, ","))
            return false;
    }
}

/* The name of a member and its colon, into the path. */
static bool name(struct reader *r, size_t *path)
{
    char *key = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&key, &n);
    bool ok = text(r, out);
    fclose(out);
    ok = ok && n > 0 && n + *path + 16 < PATH;
    if (ok)
        *path += (size_t)sprintf(r->path + *path, "%s%s", *path ? "." : "", key);
    free(key);
    blanks(r);
    return ok && eat(r, ":");
}

static bool object(struct reader *r, size_t path, int depth)
{
    blanks(r);
    if (eat(r, "}")) {
        say(r, "{}");
        return true;
    }
    for (;;) {
        size_t inner = path;
        blanks(r);
        if (!name(r, &inner))
            return false;
        blanks(r);
        if (!value(r, inner, depth))
            return false;
        r->path[path] = '\0';
        blanks(r);
        if (eat(r, "}"))
            return true;
        if (!eat(r, ","))
            return false;
    }
}

static bool value(struct reader *r, size_t path, int depth)
{
    static const char *const words[] = {"true", "false", "null"};
    if (depth == DEEPEST || path + 16 > PATH || r->i == r->n)
        return false;
    if (eat(r, "{"))
        return object(r, path, depth + 1);
    if (eat(r, "["))
        return array(r, path, depth + 1);
    if (r->s[r->i] == '"') {
        fprintf(r->out, "%s = \"", r->path);
        bool ok = text(r, r->out);
        fputs("\"\n", r->out);
        return ok;
    }
    for (size_t i = 0; i < 3; i++)
        if (eat(r, words[i])) {
            say(r, words[i]);
            return true;
        }
    return number(r);
}

char *json_flat(const char *text, size_t n, size_t *at)
{
    char *lines = NULL;
    size_t len = 0;
    struct reader r = {.s = text, .n = n, .out = open_memstream(&lines, &len)};
    bool ok = value(&r, 0, 0) && eat(&r, "\n") && r.i == r.n;
    fclose(r.out);
    *at = r.i;
    if (ok)
        return lines;
    free(lines);
    return NULL;
}
