/* SPDX-License-Identifier: MIT */
/* db/base/text.c - normal forms, order and widths of Vietnamese text, what no text from outside may
 * hold, and how to show it all the same. */
#include "db/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "db/base/mem.h"

/* ---- code points ---- */

/* The code point at @s, of at most @n bytes; *@cp is -1 for a byte that begins none.  Returns the
 * bytes taken, at least 1 where @n is. */
static size_t text_point(const char *s, size_t n, int32_t *cp)
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

/* ---- what no text from outside may hold ---- */

enum { MAX_MARKS = 2 };

static bool between(int32_t cp, int32_t first, int32_t last)
{
    return cp >= first && cp <= last;
}

/* Characters that draw nothing, or nothing but a blank, and are no blank. */
static bool invisible(int32_t cp, utf8proc_category_t cat)
{
    if (cat == UTF8PROC_CATEGORY_CF)
        return true;
    return cp == 0x34f || between(cp, 0x115f, 0x1160) || between(cp, 0x17b4, 0x17b5) ||
           between(cp, 0x180b, 0x180f) || cp == 0x2800 || cp == 0x3164 || cp == 0xffa0 ||
           between(cp, 0xfe00, 0xfe0f) || between(cp, 0xe0000, 0xe0fff);
}

static enum text_fault check_cp(int32_t cp)
{
    if (between(cp, ' ', '~'))
        return TEXT_FINE;
    utf8proc_category_t cat = utf8proc_category(cp);
    if (cat == UTF8PROC_CATEGORY_CC || cat == UTF8PROC_CATEGORY_ZL || cat == UTF8PROC_CATEGORY_ZP)
        return TEXT_CONTROL;
    if (cp == 0x61c || between(cp, 0x200e, 0x200f) || between(cp, 0x202a, 0x202e) ||
        between(cp, 0x2066, 0x206f))
        return TEXT_BIDI;
    if (invisible(cp, cat))
        return TEXT_INVISIBLE;
    if (cat == UTF8PROC_CATEGORY_CN || cat == UTF8PROC_CATEGORY_CO || cat == UTF8PROC_CATEGORY_CS)
        return TEXT_NONCHAR;
    return TEXT_FINE;
}

static bool is_mark(int32_t cp)
{
    if (cp < 0x300)
        return false;
    utf8proc_category_t cat = utf8proc_category(cp);
    return cat == UTF8PROC_CATEGORY_MN || cat == UTF8PROC_CATEGORY_ME;
}

/* Whether a letter of the NFC text @s carries too many marks. */
static bool too_many_marks(const char *s, uint32_t *cp, size_t *at)
{
    size_t len = strlen(s), run = 0, place = 0;
    for (size_t i = 0; i < len;) {
        int32_t c;
        i += text_point(s + i, len - i, &c);
        place++;
        run = is_mark(c) ? run + 1 : 0;
        if (run > MAX_MARKS) {
            *cp = (uint32_t)c;
            *at = place;
            return true;
        }
    }
    return false;
}

enum text_fault text_check(const char *s, uint32_t *cp, size_t *at)
{
    size_t len = strlen(s), place = 0;
    bool marks = false;
    for (size_t i = 0; i < len;) {
        int32_t c;
        size_t k = text_point(s + i, len - i, &c);
        place++;
        enum text_fault fault = c < 0 ? TEXT_NOT_UTF8 : check_cp(c);
        if (fault != TEXT_FINE) {
            *cp = c < 0 ? (unsigned char)s[i] : (uint32_t)c;
            *at = place;
            return fault;
        }
        marks = marks || is_mark(c);
        i += k;
    }
    if (!marks)
        return TEXT_FINE;
    char *nfc = text_nfc(s);
    bool many = nfc && too_many_marks(nfc, cp, at);
    free(nfc);
    return many ? TEXT_MARKS : TEXT_FINE;
}

/* Write what stands for @n bytes of one character at @s to @out (room for 16 bytes). */
static size_t shown(const char *s, size_t n, int32_t cp, size_t run, char *out)
{
    if (cp < 0)
        return (size_t)snprintf(out, 16, "<0x%02X>", (unsigned)(unsigned char)*s);
    if (check_cp(cp) != TEXT_FINE || run > MAX_MARKS)
        return (size_t)snprintf(out, 16, "<U+%04X>", (unsigned)cp);
    memcpy(out, s, n);
    return n;
}

char *text_safe(const char *s, size_t cols)
{
    char *nfc = text_nfc(s);
    const char *in = nfc ? nfc : s; /* not UTF-8: byte by byte */
    size_t len = strlen(in), out = 0, run = 0;
    char *safe = xmalloc(len * 8 + 16);
    for (size_t i = 0; i < len;) {
        int32_t c;
        size_t k = text_point(in + i, len - i, &c);
        run = c >= 0 && is_mark(c) ? run + 1 : 0;
        out += shown(in + i, k, c, run, safe + out);
        i += k;
    }
    safe[out] = '\0';
    free(nfc);
    if (cols && text_columns(safe) > cols)
        strcpy(safe + text_fit(safe, cols - 1), "…");
    return safe;
}

/* ---- dictionary order ---- */

/* One collation element.  Letters decide first (a ă â b c d đ e ê ... o ô ơ ... u ư), then
 * tones (none, huyền, hỏi, ngã, sắc, nặng), then case, as in dictionaries: tone and case
 * count only between words whose letters are all equal. */
struct element {
    int letter, tone, upper;
};

/* What one code point of a decomposition adds to @e: a tone, a mark of the letter, or the
 * letter itself where @base. */
static void weigh(utf8proc_int32_t cp, bool base, struct element *e, int *mark)
{
    switch (cp) {
    case 0x300:
        e->tone = 1;
        break;
    case 0x309:
        e->tone = 2;
        break;
    case 0x303:
        e->tone = 3;
        break;
    case 0x301:
        e->tone = 4;
        break;
    case 0x323:
        e->tone = 5;
        break;
    case 0x306:
        *mark = 1;
        break;
    case 0x302:
        *mark = *mark ? *mark : 2;
        break;
    case 0x31b:
        *mark = 3;
        break;
    default:
        if (base) {
            e->letter = utf8proc_tolower(cp);
            e->upper = e->letter != cp;
        }
    }
}

/* Blanks < punctuation < digits < letters; within letters by code point, marks after. */
static int letter_weight(int letter, int mark)
{
    enum { PUNCTUATION = 1 << 25, DIGIT = 1 << 26, LETTER = 1 << 27 };
    int weight = letter == 0x111 ? 'd' * 8 + 4 : letter * 8 + mark;
    utf8proc_category_t cat = utf8proc_category(letter);
    if (letter <= ' ')
        return weight;
    if (cat >= UTF8PROC_CATEGORY_PC && cat <= UTF8PROC_CATEGORY_SO)
        return weight + PUNCTUATION;
    if (cat == UTF8PROC_CATEGORY_ND)
        return weight + DIGIT;
    if (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO)
        return weight + LETTER;
    return weight;
}

/* The next element of @s; returns its bytes, 0 at the end.  A byte that is no UTF-8 sorts
 * after every letter. */
static size_t next_element(const char *s, size_t len, struct element *e)
{
    enum { BAD_BYTE = 1 << 28 };
    size_t used = 0;
    int mark = 0;
    *e = (struct element){0, 0, 0};
    while (used < len) {
        utf8proc_int32_t cp, part[8];
        size_t k = text_point(s + used, len - used, &cp);
        if (cp < 0) {
            if (used)
                break;
            e->letter = BAD_BYTE + (unsigned char)*s;
            return 1;
        }
        int unused = 0;
        utf8proc_ssize_t n = utf8proc_decompose_char(cp, part, 8, UTF8PROC_DECOMPOSE, &unused);
        if (n < 1 || n > 8) {
            part[0] = cp;
            n = 1;
        }
        if (used && utf8proc_get_property(part[0])->combining_class == 0)
            break;
        for (utf8proc_ssize_t i = 0; i < n; i++)
            weigh(part[i], !used && i == 0, e, &mark);
        used += k;
    }
    e->letter = letter_weight(e->letter, mark);
    return used;
}

int text_compare(const char *a, const char *b)
{
    const char *p = a, *q = b;
    size_t p_left = strlen(a), q_left = strlen(b);
    int tone = 0, upper = 0;
    for (;;) {
        struct element x, y;
        size_t i = next_element(p, p_left, &x), j = next_element(q, q_left, &y);
        if (!i || !j) {
            if (i || j)
                return i ? 1 : -1;
            break;
        }
        if (x.letter != y.letter)
            return x.letter < y.letter ? -1 : 1;
        if (!tone)
            tone = x.tone - y.tone;
        if (!upper)
            upper = x.upper - y.upper;
        p += i, p_left -= i;
        q += j, q_left -= j;
    }
    return tone ? tone : upper ? upper : strcmp(a, b);
}
