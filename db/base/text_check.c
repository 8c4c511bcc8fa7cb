/* SPDX-License-Identifier: MIT */
/* db/base/text_check.c - what no text from outside may hold, and how to show it all the same. */
#include "db/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "db/base/mem.h"

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
