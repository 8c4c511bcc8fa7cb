/* SPDX-License-Identifier: MIT */
/* db/base/text.c - normal forms, order and widths of Vietnamese text. */
#include "db/base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "db/base/mem.h"

/* ---- code points ---- */

size_t text_point(const char *s, size_t n, int32_t *cp)
{
    utf8proc_ssize_t room = n > 4 ? 4 : (utf8proc_ssize_t)n;
    utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s, room, cp);
    if (k > 0)
        return (size_t)k;
    *cp = -1;
    return 1;
}

static bool is_blank(utf8proc_int32_t cp)
{
    return cp == ' ' || (cp >= 0xa0 && utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS);
}

static bool is_ascii(const char *s)
{
    for (; *s; s++)
        if ((unsigned char)*s >= 0x80)
            return false;
    return true;
}

/* ---- normal forms ---- */

char *text_nfc(const char *s)
{
    if (is_ascii(s))
        return xstrdup(s);
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
                                      UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n == UTF8PROC_ERROR_NOMEM)
        mem_gone();
    return n < 0 ? NULL : (char *)out;
}

/* đ has no decomposition: Unicode holds it for a letter of its own. */
static utf8proc_int32_t plain_d(utf8proc_int32_t cp, void *data)
{
    (void)data;
    return cp == 0x110 || cp == 0x111 ? 'd' : cp;
}

char *text_fold(const char *s)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map_custom(
        (const utf8proc_uint8_t *)s, 0, &out,
        UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
            UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
        plain_d, NULL);
    if (n == UTF8PROC_ERROR_NOMEM)
        mem_gone();
    if (n < 0)
        return NULL;
    text_squeeze((char *)out);
    return (char *)out;
}

char *text_key(const char *s)
{
    char *key = text_fold(s);
    if (!key)
        return NULL;
    size_t len = strlen(key), out = 0;
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t cp;
        size_t k = text_point(key + i, len - i, &cp);
        utf8proc_category_t cat = utf8proc_category(cp);
        if ((cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO) ||
            cat == UTF8PROC_CATEGORY_ND) {
            memmove(key + out, key + i, k);
            out += k;
        }
        i += k;
    }
    key[out] = '\0';
    return key;
}

char *text_match(const char *s)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    if (n == UTF8PROC_ERROR_NOMEM)
        mem_gone();
    if (n < 0)
        return NULL;
    text_squeeze((char *)out);
    return (char *)out;
}

void text_squeeze(char *s)
{
    size_t len = strlen(s), out = 0;
    bool pending = false;
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t cp;
        size_t k = text_point(s + i, len - i, &cp);
        if (is_blank(cp)) {
            pending = out > 0;
        } else {
            if (pending)
                s[out++] = ' ';
            pending = false;
            memmove(s + out, s + i, k);
            out += k;
        }
        i += k;
    }
    s[out] = '\0';
}

/* ---- columns and clusters ---- */

static size_t width_of(utf8proc_int32_t cp)
{
    if (cp >= ' ' && cp < 0x7f)
        return 1;
    return cp < ' ' ? 1 : (size_t)utf8proc_charwidth(cp);
}

size_t text_columns_n(const char *s, size_t n)
{
    size_t cols = 0;
    for (size_t i = 0; i < n;) {
        utf8proc_int32_t cp;
        i += text_point(s + i, n - i, &cp);
        cols += width_of(cp);
    }
    return cols;
}

size_t text_columns(const char *s)
{
    return text_columns_n(s, strlen(s));
}

size_t text_fit(const char *s, size_t cols)
{
    size_t len = strlen(s), used = 0;
    for (size_t at = 0; at < len;) {
        size_t next = text_next(s, len, at);
        used += text_columns_n(s + at, next - at);
        if (used > cols)
            return at;
        at = next;
    }
    return len;
}

size_t text_next(const char *s, size_t len, size_t at)
{
    utf8proc_int32_t a, b, state = 0;
    if (at >= len)
        return len;
    at += text_point(s + at, len - at, &a);
    while (a >= 0 && at < len) {
        size_t k = text_point(s + at, len - at, &b);
        if (b < 0 || utf8proc_grapheme_break_stateful(a, b, &state))
            break;
        a = b;
        at += k;
    }
    return at;
}

size_t text_prev(const char *s, size_t len, size_t at)
{
    size_t p = 0, q;
    if (at > len)
        at = len;
    while ((q = text_next(s, len, p)) < at)
        p = q;
    return at ? p : 0;
}
