/* SPDX-License-Identifier: MIT */
/* db/import/words.c - what the words, numbers and dates in a cell mean. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/base/text.h"
#include "db/import/part.h"

int import_word(const struct word *table, const char *cell)
{
    char *key = text_key(cell);
    int value = -1;
    size_t len = key ? strlen(key) : 0;
    for (const struct word *w = table; len && w->keys && value < 0; w++)
        for (const char *p = w->keys; *p && value < 0;) {
            size_t n = strcspn(p, "|");
            if (n == len && memcmp(p, key, n) == 0)
                value = w->value;
            p += n + (p[n] == '|');
        }
    free(key);
    return value;
}

const char *import_text(struct import *im, long v)
{
    char text[24];
    snprintf(text, sizeof text, "%ld", v);
    return arena_strdup(im->arena, text);
}

long import_number(const char *s, long max)
{
    long v = 0;
    if (!*s)
        return -1;
    for (; *s; s++) {
        if (!isdigit((unsigned char)*s))
            return -1;
        v = v * 10 + (*s - '0');
        if (v > max)
            return -1;
    }
    return v;
}

int import_no(const char *s)
{
    char digits[8];
    size_t n = strlen(s);
    if (n > 1 && s[n - 1] == '.')
        n--;
    if (n == 0 || n >= sizeof digits)
        return -1;
    memcpy(digits, s, n);
    digits[n] = '\0';
    long v = import_number(digits, MAX_NUMBER);
    return v < 1 ? -1 : (int)v;
}

int import_star(const char *s)
{
    static const struct word none[] = {{"khong|chua|chuaco|0sao", 0}, {NULL, 0}};
    static const char black[] = "★";
    int count = 0;
    if (isdigit((unsigned char)*s)) {
        const char *rest = s + 1 + strspn(s + 1, " ");
        char *key = text_key(rest);
        bool ok =
            *s <= '5' && (!*rest || (key && strcmp(key, "sao") == 0) || strcmp(rest, "★") == 0);
        free(key);
        return ok ? *s - '0' : -1;
    }
    while (strncmp(s, black, sizeof black - 1) == 0 || *s == '*') {
        s += *s == '*' ? 1 : sizeof black - 1;
        count++;
    }
    if (count > 0)
        return !*s && count <= 5 ? count : -1;
    return import_word(none, s);
}

/* Digits at *@s, from @least to @most of them; -1 when there are fewer or more. */
static int digits(const char **s, int least, int most)
{
    int v = 0, n = 0;
    for (; isdigit((unsigned char)**s); (*s)++, n++) {
        if (n == most)
            return -1;
        v = v * 10 + (**s - '0');
    }
    return n < least ? -1 : v;
}

bool import_date(const char *s, char out[11])
{
    const char *p = s;
    int y, m, d;
    if (strlen(s) > 4 && s[4] == '-') {
        y = digits(&p, 4, 4);
        m = *p == '-' ? (p++, digits(&p, 2, 2)) : -1;
        d = *p == '-' ? (p++, digits(&p, 2, 2)) : -1;
        if (*p == ' ') /* a spreadsheet's time of day */
            p += strlen(p);
    } else {
        d = digits(&p, 1, 2);
        char sep = *p;
        bool sep_ok = sep == '/' || sep == '-' || sep == '.';
        m = sep_ok ? (p++, digits(&p, 1, 2)) : -1;
        y = sep_ok && *p == sep ? (p++, digits(&p, 4, 4)) : -1;
    }
    if (*p || !date_exists(y, m, d))
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
    return true;
}

const char *import_code(struct import *im, const char *s)
{
    char *code = arena_strdup(im->arena, s);
    size_t n = strlen(code);
    for (char *p = code; *p; p++)
        if (*p == ',')
            *p = '.';
    if (n > 1 && code[n - 1] == '.')
        code[n - 1] = '\0';
    return code;
}
