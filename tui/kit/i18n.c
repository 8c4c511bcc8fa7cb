/* SPDX-License-Identifier: MIT */
/* tui/kit/i18n.c - a reader of GNU .mo catalogues in memory.  Everything in the catalogue is
 * checked once, in i18n_load, so that look-ups can trust it. */
#include "tui/kit/i18n.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/embed.h"

enum { MO_MAGIC_OFFSET = 0, MO_COUNT = 8, MO_IDS = 12, MO_STRINGS = 16, MO_HEADER = 28 };
#define MO_MAGIC 0x950412deu

/* The language is one for the whole process, as a locale is. */
static struct {
    const unsigned char *mo; /* NULL: the source language */
    size_t len;
    uint32_t count, ids, strings;
    const char *lang;
} now = {.lang = "vi"};

static uint32_t number(const unsigned char *mo, size_t at)
{
    return (uint32_t)mo[at] | (uint32_t)mo[at + 1] << 8 | (uint32_t)mo[at + 2] << 16 |
           (uint32_t)mo[at + 3] << 24;
}

/* The text of row @i of a table; NULL if it does not lie inside and end in NUL. */
static const char *text_at(const unsigned char *mo, size_t n, uint32_t table, uint32_t i,
                           size_t *len)
{
    size_t row = (size_t)table + 8u * (size_t)i;
    size_t size = number(mo, row), at = number(mo, row + 4);
    if (at >= n || size >= n - at || mo[at + size] != '\0')
        return NULL;
    *len = size;
    return (const char *)mo + at;
}

static bool sound(const unsigned char *mo, size_t n)
{
    if (n < MO_HEADER || number(mo, MO_MAGIC_OFFSET) != MO_MAGIC || number(mo, 4) >> 16 > 1)
        return false;
    size_t count = number(mo, MO_COUNT), tables[] = {number(mo, MO_IDS), number(mo, MO_STRINGS)};
    if (count > n / 16)
        return false;
    for (size_t t = 0; t < 2; t++)
        if (tables[t] > n || n - tables[t] < count * 8)
            return false;
    const char *before = NULL;
    for (uint32_t i = 0; i < count; i++) {
        size_t len;
        const char *id = text_at(mo, n, (uint32_t)tables[0], i, &len);
        if (!id || !text_at(mo, n, (uint32_t)tables[1], i, &len))
            return false;
        if (before && strcmp(before, id) >= 0)
            return false;
        before = id;
    }
    return true;
}

bool i18n_load(const unsigned char *mo, size_t n)
{
    if (!sound(mo, n)) {
        now.mo = NULL;
        return false;
    }
    now.mo = mo;
    now.len = n;
    now.count = number(mo, MO_COUNT);
    now.ids = number(mo, MO_IDS);
    now.strings = number(mo, MO_STRINGS);
    return true;
}

bool i18n_set(const char *lang)
{
    if (strcmp(lang, "vi") == 0) {
        now.mo = NULL;
        now.lang = "vi";
        return true;
    }
    const struct embedded *e = strcmp(lang, "en") == 0 ? tui_embedded("en.mo") : NULL;
    if (!e || !i18n_load(e->data, e->len))
        return false;
    now.lang = "en";
    return true;
}

const char *i18n_lang(void)
{
    return now.lang;
}

static const char *find(const char *msgid, size_t *len)
{
    uint32_t from = 0, to = now.mo ? now.count : 0;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        int order = strcmp(msgid, text_at(now.mo, now.len, now.ids, mid, len));
        if (order == 0)
            return text_at(now.mo, now.len, now.strings, mid, len);
        if (order < 0)
            to = mid;
        else
            from = mid + 1;
    }
    return NULL;
}

/* ---- names ---- */

/* A text with names in it is made once and kept: whoever asked may hold on to it. */
static struct {
    bool (*name)(const char *name, char out[I18N_NAME]);
    size_t n;
    struct filled {
        char *text, *whole;
    } * v;
} names;

void i18n_names(bool (*name)(const char *name, char out[I18N_NAME]))
{
    names.name = name;
}

/* The bytes of the name in braces that @s begins with; 0 when none does. */
static size_t name_length(const char *s)
{
    size_t n = strspn(s + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return n > 0 && n < 64 && s[1] >= 'A' && s[n + 1] == '}' ? n : 0;
}

static const char *next_name(const char *s, size_t *n)
{
    for (s = strchr(s, '{'); s; s = strchr(s + 1, '{'))
        if ((*n = name_length(s)) > 0)
            return s;
    return NULL;
}

static char *fill(const char *text)
{
    size_t n;
    char *out = xstrdup("");
    for (const char *at; (at = next_name(text, &n)); text = at + n + 2) {
        char name[64], value[I18N_NAME];
        memcpy(name, at + 1, n);
        name[n] = '\0';
        bool known = names.name(name, value);
        char *longer = xasprintf("%s%.*s%s%s%s", out, (int)(at - text), text, known ? "" : "{",
                                 known ? value : name, known ? "" : "}");
        free(out);
        out = longer;
    }
    char *whole = xasprintf("%s%s", out, text);
    free(out);
    return whole;
}

static const char *filled(const char *text)
{
    size_t n;
    if (!names.name || !next_name(text, &n))
        return text;
    for (size_t i = 0; i < names.n; i++)
        if (strcmp(names.v[i].text, text) == 0)
            return names.v[i].whole;
    names.v = xrealloc(names.v, (names.n + 1) * sizeof *names.v);
    names.v[names.n] = (struct filled){xstrdup(text), fill(text)};
    return names.v[names.n++].whole;
}

const char *i18n(const char *msgid)
{
    size_t len;
    const char *s = *msgid ? find(msgid, &len) : NULL; /* "" is the catalogue's header */
    return filled(s && *s ? s : msgid);
}

/* Vietnamese has one form, English two ("n != 1"): how many an entry has decides. */
const char *i18n_n(const char *msgid, unsigned long n)
{
    size_t len;
    const char *s = *msgid ? find(msgid, &len) : NULL;
    if (!s || !*s)
        return filled(msgid);
    size_t first = strlen(s);
    return filled(n == 1 || first == len ? s : s + first + 1);
}
