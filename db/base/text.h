/* SPDX-License-Identifier: MIT */
/* db/base/text.h - Vietnamese text: NFC at the door, folding for search and matching, dictionary
 * order, columns on a screen, and what no text from outside may hold.  Needs only utf8proc. */
#ifndef DB_BASE_TEXT_H
#define DB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* NFC; NULL when @s is not valid UTF-8.  The caller frees. */
char *text_nfc(const char *s);

/* Without accents, case or đ: "Mắm tôm ĐẶC" -> "mam tom dac"; runs of blanks become one,
 * ends are trimmed.  For search.  NULL on invalid UTF-8.  The caller frees. */
char *text_fold(const char *s);

/* Only letters and digits of text_fold: "Tên_sản phẩm (*)" -> "tensanpham".  For headers. */
char *text_key(const char *s);

/* For comparing names: NFC, lower case, blanks squeezed; accents are kept.  NULL on invalid
 * UTF-8.  The caller frees. */
char *text_match(const char *s);

/* Trim and squeeze blanks (no-break spaces included) in place. */
void text_squeeze(char *s);

/* Vietnamese dictionary order; total (ties are broken by bytes). */
int text_compare(const char *a, const char *b);

/* Columns of a terminal that @n bytes of @s take. */
size_t text_columns_n(const char *s, size_t n);
size_t text_columns(const char *s);
/* How many bytes of @s fit in @cols columns, whole grapheme clusters only. */
size_t text_fit(const char *s, size_t cols);

/* Next and previous boundary of a grapheme cluster in @len bytes of @s. */
size_t text_next(const char *s, size_t len, size_t at);
size_t text_prev(const char *s, size_t len, size_t at);

enum text_fault {
    TEXT_FINE,
    TEXT_NOT_UTF8,
    TEXT_CONTROL,   /* C0 (tab and line feed too), DEL, C1 */
    TEXT_BIDI,      /* embedding, override, isolate, marks */
    TEXT_INVISIBLE, /* zero width, soft hyphen, tags, variation selectors, BOM inside */
    TEXT_NONCHAR,   /* noncharacters, private use, surrogates, unassigned */
    TEXT_MARKS      /* more than two combining marks on one letter after NFC */
};
/* What makes @s unfit for a record or a screen; *@cp is the first offending code point and
 * *@at its place, counted in characters from 1. */
enum text_fault text_check(const char *s, uint32_t *cp, size_t *at);

/* A copy that is safe to print: every character that text_check refuses becomes <U+XXXX>,
 * and what is longer than @cols columns ends in "…" (0: no limit).  The caller frees. */
char *text_safe(const char *s, size_t cols);

#endif
