/* SPDX-License-Identifier: MIT */
/* db/base/json.c - writing JSON. */
#include "db/base/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the valid UTF-8 sequence at @s, 0 when it is not one.  Overlong forms, surrogates
 * and what lies beyond U+10FFFF are not valid (RFC 3629). */
static size_t sequence(const unsigned char *s)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : (s[0] & 0xe0) == 0xc0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : 4;
    if (n == 1)
        return 1;
    if (n == 4 && (s[0] & 0xf8) != 0xf0)
        return 0;
    uint32_t cp = s[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        cp = cp << 6 | (s[i] & 0x3fu);
    }
    return cp < least[n] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000) ? 0 : n;
}

static void put_quoted(FILE *out, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    putc('"', out);
    while (*s) {
        size_t n = sequence(s);
        if (n == 0) {
            fputs("\xef\xbf\xbd", out);
            n = 1;
        } else if (*s == '"' || *s == '\\') {
            fprintf(out, "\\%c", *s);
        } else if (*s == '\n') {
            fputs("\\n", out);
        } else if (*s == '\t') {
            fputs("\\t", out);
        } else if (*s < 0x20 || *s == 0x7f) {
            fprintf(out, "\\u%04x", *s);
        } else if (*s == 0xc2 && s[1] < 0xa0) { /* C1: legal in JSON, but not on a terminal */
            fprintf(out, "\\u%04x", s[1]);
        } else {
            fwrite(s, 1, n, out);
        }
        s += n;
    }
    putc('"', out);
}

static void put_key(struct json *j, const char *key)
{
    if (j->depth > 0) {
        bool *more = &j->more[j->depth - 1];
        if (*more)
            fputs(j->depth <= 2 ? ",\n" : ", ", j->out); /* lines stay readable and diffable */
        *more = true;
    }
    if (key) {
        put_quoted(j->out, key);
        fputs(": ", j->out);
    }
}

static void open_level(struct json *j, const char *key, const char *marks)
{
    put_key(j, key);
    if (j->depth == JSON_DEPTH)
        abort(); /* a mistake of the caller, not of the data */
    putc(marks[0], j->out);
    j->close[j->depth] = marks[1];
    j->more[j->depth] = false;
    j->depth++;
}

void json_object(struct json *j, const char *key)
{
    open_level(j, key, "{}");
}

void json_array(struct json *j, const char *key)
{
    open_level(j, key, "[]");
}

void json_end(struct json *j)
{
    j->depth--;
    putc(j->close[j->depth], j->out);
    if (j->depth == 0)
        putc('\n', j->out);
}

void json_string(struct json *j, const char *key, const char *value)
{
    put_key(j, key);
    put_quoted(j->out, value);
}

void json_text(struct json *j, const char *key, const char *value)
{
    if (value && *value)
        json_string(j, key, value);
    else
        json_null(j, key);
}

void json_int(struct json *j, const char *key, int64_t value)
{
    put_key(j, key);
    fprintf(j->out, "%" PRId64, value);
}

void json_int_from(struct json *j, const char *key, int64_t value, int64_t least)
{
    if (value < least)
        json_null(j, key);
    else
        json_int(j, key, value);
}

void json_bool(struct json *j, const char *key, bool value)
{
    put_key(j, key);
    fputs(value ? "true" : "false", j->out);
}

void json_null(struct json *j, const char *key)
{
    put_key(j, key);
    fputs("null", j->out);
}

void json_pair(struct json *j, const char *key, int64_t a, int64_t b)
{
    put_key(j, key);
    fprintf(j->out, "[%" PRId64 ", %" PRId64 "]", a, b);
}
