/* SPDX-License-Identifier: MIT */
/* export/base/words.c - numbers, dates and names as official papers write them. */
#include "export/base/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <utf8proc.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"

/* ---- numbers ------------------------------------------------------------------------------ */

static const char *const digit[] = {"không", "một", "hai", "ba",  "bốn",
                                    "năm",   "sáu", "bảy", "tám", "chín"};

/* Append @word to @out with a blank between. */
static void say(char *out, size_t size, const char *word)
{
    size_t n = strlen(out);
    snprintf(out + n, size - n, "%s%s", n ? " " : "", word);
}

/* The last digit changes its word after a ten: mốt, tư, lăm. */
static const char *unit_word(int tens, int unit)
{
    if (unit == 1 && tens > 1)
        return "mốt";
    if (unit == 4 && tens > 1)
        return "tư";
    if (unit == 5 && tens > 0)
        return "lăm";
    return digit[unit];
}

/* Three digits; @full: something stands before, so hundreds are said even if 0. */
static void say_group(char *out, size_t size, int n, bool full)
{
    int hundreds = n / 100, tens = n / 10 % 10, unit = n % 10;
    if (hundreds || full) {
        say(out, size, digit[hundreds]);
        say(out, size, "trăm");
        if (!tens && unit)
            say(out, size, "linh");
    }
    if (tens == 1) {
        say(out, size, "mười");
    } else if (tens > 1) {
        say(out, size, digit[tens]);
        say(out, size, "mươi");
    }
    if (unit)
        say(out, size, unit_word(tens, unit));
}

/* "37" -> "ba mươi bảy", for 0 to 999,999. */
static char *words_number(long n)
{
    if (n < 0 || n > 999999)
        return xasprintf("%ld", n);
    char out[160] = "";
    int thousands = (int)(n / 1000), rest = (int)(n % 1000);
    if (thousands) {
        say_group(out, sizeof out, thousands, false);
        say(out, sizeof out, "nghìn");
    }
    if (rest)
        say_group(out, sizeof out, rest, thousands > 0);
    return xstrdup(n ? out : digit[0]);
}

char *words_count(long n)
{
    char *words = words_number(n);
    char *out = xasprintf("%02ld (%s)", n, words);
    free(words);
    return out;
}

/* ---- dates -------------------------------------------------------------------------------- */

static bool read_date(const char *iso, int *y, int *m, int *d)
{
    char end = 0;
    return iso && sscanf(iso, "%4d-%2d-%2d%c", y, m, d, &end) == 3 && *m >= 1 && *m <= 12 &&
           *d >= 1 && *d <= 31;
}

char *words_date(const char *iso)
{
    int y, m, d;
    if (!read_date(iso, &y, &m, &d))
        return xstrdup("ngày " BLANK " tháng " BLANK " năm " BLANK);
    return xasprintf(m < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", d, m, y);
}

char *words_short_date(const char *iso)
{
    int y, m, d;
    if (!read_date(iso, &y, &m, &d))
        return xstrdup(BLANK "/" BLANK "/" BLANK);
    return xasprintf("%02d/%02d/%d", d, m, y);
}

int64_t words_epoch(const char *utc)
{
    int64_t at = 0;
    return date_utc(utc, &at) ? at : 0;
}

char *words_time(const char *utc)
{
    int64_t at = words_epoch(utc);
    struct tm t;
    if (!at || !date_local(at, &t))
        return xstrdup(utc ? utc : "");
    char out[32];
    strftime(out, sizeof out, "%d/%m/%Y %H:%M:%S", &t);
    return xstrdup(out);
}

/* ---- names -------------------------------------------------------------------------------- */

char *words_upper(const char *s)
{
    size_t len = strlen(s), n = 0;
    char *out = xmalloc(4 * len + 1);
    for (size_t at = 0; at < len;) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t used =
            utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(len - at), &cp);
        if (used <= 0)
            break;
        n += (size_t)utf8proc_encode_char(utf8proc_toupper(cp), (utf8proc_uint8_t *)out + n);
        at += (size_t)used;
    }
    out[n] = 0;
    return out;
}

/* The six cities that rank as provinces since 01/07/2025. */
static const char *const city[] = {"ha noi",  "hai phong", "hue",
                                   "da nang", "can tho",   "ho chi minh"};

char *words_province(const char *name)
{
    if (!name || !*name)
        return xstrdup("tỉnh " BLANK);
    char *fold = text_fold(name);
    if (!fold)
        return xstrdup(name);
    const char *kind = "tỉnh ";
    static const char *const said[] = {"tinh ", "thanh pho ", "tp ", "tp.", "ubnd ", "uy ban "};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (strncmp(fold, said[i], strlen(said[i])) == 0)
            kind = "";
    for (size_t i = 0; i < sizeof city / sizeof *city; i++)
        if (strcmp(fold, city[i]) == 0)
            kind = "thành phố ";
    free(fold);
    return xasprintf("%s%s", kind, name);
}

char *words_place(const char *address, const char *commune)
{
    char *in = text_fold(address), *what = text_fold(commune);
    bool said = !*commune || (in && what && strstr(in, what));
    char *out =
        said ? xstrdup(address) : xasprintf("%s%s%s", address, *address ? ", " : "", commune);
    free(in);
    free(what);
    return out;
}

/* ---- a text that grows --------------------------------------------------------------------- */

void words_add(struct words *w, const char *between, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    size_t gap = w->n ? strlen(between) : 0, need = (size_t)vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (w->n + gap + need + 1 > w->cap) {
        w->cap = 2 * (w->n + gap + need + 1);
        w->s = xrealloc(w->s, w->cap);
    }
    memcpy(w->s + w->n, between, gap);
    vsnprintf(w->s + w->n + gap, need + 1, fmt, again);
    va_end(again);
    w->n += gap + need;
}
