/* SPDX-License-Identifier: MIT */
/* export/book/measure.c - advance widths of Times New Roman, and wrapping by them. */
#include "export/book/measure.h"

#include <string.h>
#include <utf8proc.h>

/* Advance widths of U+0020 .. U+007E in thousandths of the size. */
static const short advance[] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};

enum { HORN = 0x31B };

/* Letters with marks are as wide as their base; ơ and ư a little wider. */
static double char_width(utf8proc_int32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F)
        return advance[cp - 0x20];
    if (cp == 0x110 || cp == 0x111) /* Đ, đ */
        return cp == 0x110 ? 722 : 500;
    utf8proc_int32_t part[8];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(cp, part, 8, UTF8PROC_DECOMPOSE, &last);
    if (n < 1 || n > 8)
        return 1000;
    double w = part[0] >= 0x20 && part[0] < 0x7F ? advance[part[0] - 0x20]
               : utf8proc_charwidth(cp) == 0     ? 0
                                                 : 1000;
    for (utf8proc_ssize_t i = 1; i < n; i++)
        if (part[i] == HORN)
            w += 60;
    return w;
}

/* The next character of @s: its bytes, its width in *@w. */
static size_t step(const char *s, size_t n, double *w)
{
    utf8proc_int32_t cp;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &cp);
    if (used <= 0) {
        *w = 500;
        return 1;
    }
    *w = char_width(cp);
    return (size_t)used;
}

/* Bold is wider by 6 in a hundred; 3 more make up for other programs' hinting. */
static double scale(double size, bool bold)
{
    return size / 1000 * (bold ? 1.09 : 1.03);
}

/* Walk over one line of at most @width points; where the next one begins. */
static size_t line_end(const char *s, size_t len, double width, double size, bool bold)
{
    double sum = 0;
    size_t at = 0, blank = 0;
    while (at < len) {
        double w;
        size_t n = step(s + at, len - at, &w);
        sum += w * scale(size, bold);
        if (s[at] == ' ')
            blank = at + 1; /* a blank may hang over the edge */
        else if (sum > width && at > 0)
            return blank ? blank : at;
        at += n;
    }
    return len;
}

int measure_lines(const char *s, double width, double size, bool bold)
{
    size_t len = strlen(s), at = 0;
    int lines = 0;
    do {
        at += line_end(s + at, len - at, width, size, bold);
        lines++;
    } while (at < len);
    return lines;
}

/* Bytes of the longest beginning of @s with at most @chars characters, cut at a blank. */
static size_t clip_chars(const char *s, size_t chars)
{
    size_t len = strlen(s), at = 0, blank = 0, count = 0;
    while (at < len && count < chars) {
        double w;
        if (s[at] == ' ')
            blank = at + 1;
        at += step(s + at, len - at, &w);
        count++;
    }
    return at == len ? len : blank ? blank : at;
}

size_t measure_fit(const char *s, double width, double size, bool bold, int lines, size_t chars)
{
    size_t len = clip_chars(s, chars), at = 0;
    for (int i = 0; i < lines && at < len; i++)
        at += line_end(s + at, len - at, width, size, bold);
    return at;
}

double measure_height(int lines, double size)
{
    return lines * size * 1.3125 + 1.5;
}

/* A unit is a digit of the workbook's default font (7 pixels), plus 5 pixels of edge; a
 * pixel is 3/4 point; programs keep about 5 points free inside. */
double measure_column(double units)
{
    return (units * 7 + 5) * 0.75 - 5;
}
