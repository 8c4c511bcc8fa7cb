/* SPDX-License-Identifier: MIT */
/* db/base/text_order.c - Vietnamese dictionary order. */
#include "db/base/text.h"

#include <string.h>
#include <utf8proc.h>

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
