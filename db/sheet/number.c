/* SPDX-License-Identifier: MIT */
/* db/sheet/number.c - stored numbers and dates as people write them, and which cell styles show
 * dates. */
#include "db/sheet/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/arena.h"
#include "db/base/mem.h"

/* ---- number formats ---- */

/* What a number format shows: FORMAT_ bits, 0 for a plain number. */
static unsigned format_kind(const char *code)
{
    unsigned kind = 0;
    bool minutes_or_month = false;
    for (const char *s = code; *s && *s != ';'; s++) { /* the first section is enough */
        if (*s == '"') {
            s += 1 + strcspn(s + 1, "\"");
        } else if (*s == '[') {
            if (s[1] && strchr("hHmMsS", s[1]) && s[1 + strspn(s + 1, "hHmMsS")] == ']')
                kind |= FORMAT_TIME; /* [h]: hours counted on */
            s += strcspn(s, "]");
        } else if (strchr("\\_*", *s)) {
            s++; /* a literal, a space as wide as, a filler */
        } else if (strchr("dDyY", *s)) {
            kind |= FORMAT_DATE;
        } else if (strchr("hHsS", *s)) {
            kind |= FORMAT_TIME;
        } else if (*s == 'm' || *s == 'M') {
            minutes_or_month = true;
        } else if (strncmp(s, "General", 7) == 0) {
            s += 6;
        }
        if (!*s)
            break;
    }
    return !kind && minutes_or_month ? FORMAT_DATE : kind;
}

static unsigned format_kind_builtin(unsigned long id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return FORMAT_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
        return FORMAT_TIME;
    return id == 22 ? FORMAT_DATE | FORMAT_TIME : 0;
}

/* its code; "" is General */
static const char *format_builtin(unsigned long id)
{
    static const char *const codes[] = {"",
                                        "0",
                                        "0.00",
                                        "#,##0",
                                        "#,##0.00",
                                        NULL,
                                        NULL,
                                        NULL,
                                        NULL,
                                        "0%",
                                        "0.00%",
                                        "0.00E+00",
                                        NULL,
                                        NULL,
                                        "dd/mm/yyyy",
                                        "d-mmm-yy",
                                        "d-mmm",
                                        "mmm-yy",
                                        "h:mm AM/PM",
                                        "h:mm:ss AM/PM",
                                        "hh:mm",
                                        "hh:mm:ss",
                                        "dd/mm/yyyy hh:mm"};
    if (id == 49)
        return "@";
    return id < sizeof codes / sizeof *codes && codes[id] ? codes[id] : "?";
}

/* ---- numbers ---- */

/* [-+] digits [. digits] [e digits], and nothing that strtod would also take. */
static bool numeric(const char *s)
{
    s += *s == '-' || *s == '+';
    size_t whole = strspn(s, "0123456789"), part = 0;
    s += whole;
    if (*s == '.') {
        part = strspn(++s, "0123456789");
        s += part;
    }
    if (!whole && !part)
        return false;
    if (*s == 'e' || *s == 'E') {
        s += 1 + (s[1] == '-' || s[1] == '+');
        size_t n = strspn(s, "0123456789");
        if (!n || n > 4)
            return false;
        s += n;
    }
    return *s == '\0';
}

/* "d.ddde±x" as plain digits. */
static void without_exponent(const char *scientific, char *out)
{
    char digits[24] = "0";
    size_t n = 0;
    const char *s = scientific;
    if (*s == '-')
        *out++ = *s++;
    for (; *s != 'e'; s++)
        if (*s != '.')
            digits[n++] = *s;
    long point = strtol(s + 1, NULL, 10) + 1; /* digits before the point */
    while (n > 1 && digits[n - 1] == '0')
        n--;
    if (point <= 0)
        *out++ = '0';
    for (long i = 0; i < point; i++)
        *out++ = i < (long)n ? digits[i] : '0';
    if ((long)n > point) {
        *out++ = '.';
        for (long i = point; i < 0; i++)
            *out++ = '0';
        for (long i = point > 0 ? point : 0; i < (long)n; i++)
            *out++ = digits[i];
    }
    *out = '\0';
}

enum number number_text(const char *raw, char out[NUMBER_ROOM])
{
    size_t digits = strspn(raw, "0123456789");
    if (digits && digits <= 15 && !raw[digits] && (raw[0] != '0' || digits == 1)) {
        memcpy(out, raw, digits + 1); /* what most numbers of a list are */
        return NUMBER_FINE;
    }
    if (!numeric(raw))
        return NUMBER_BAD;
    double v = strtod(raw, NULL);
    if (!isfinite(v))
        return NUMBER_BAD;
    if (v == 0 || (v > -1e-300 && v < 1e-300)) {
        memcpy(out, "0", 2);
        return NUMBER_FINE;
    }
    char scientific[32];
    snprintf(scientific, sizeof scientific, "%.14e", v);
    without_exponent(scientific, out);
    return v >= 1e15 || v <= -1e15 ? NUMBER_LONG : NUMBER_FINE;
}

/* ---- dates ---- */

/* Days from 1970-01-01 to a date of the Gregorian calendar, backwards. */
static void civil(long days, long *year, long *month, long *day)
{
    long z = days + 719468, era = z / 146097, of_era = z - era * 146097;
    long y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    long of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

static void put_time(char *out, size_t room, const char *before, long seconds)
{
    int n = snprintf(out, room, "%s%02ld:%02ld", before, seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 && n > 0)
        snprintf(out + n, room - (size_t)n, ":%02ld", seconds % 60);
}

bool date_text(const char *raw, bool from_1904, unsigned kind, char out[32])
{
    enum { DAY = 86400, EPOCH_1900 = 25569, EPOCH_1904 = 24107, LAST = 2958466 };
    if (!numeric(raw))
        return false;
    double v = strtod(raw, NULL);
    if (!(v >= 0 && v < LAST))
        return false;
    long days = (long)v, seconds = lround((v - (double)days) * DAY);
    if (seconds == DAY) {
        days++;
        seconds = 0;
    }
    if (days == 0 && (kind & FORMAT_TIME) && (!from_1904 || !(kind & FORMAT_DATE))) {
        put_time(out, 32, "", seconds);
        return true;
    }
    /* In the calendar of 1900 there is no day 0, and 60 is 29 February, which 1900 lacked:
     * days before it are one off. */
    if (!from_1904 && (days == 0 || days == 60))
        return false;
    if (!from_1904 && days < 60)
        days++;
    long year, month, day;
    civil(days - (from_1904 ? EPOCH_1904 : EPOCH_1900), &year, &month, &day);
    if (year > 9999)
        return false;
    int n = snprintf(out, 32, "%04ld-%02ld-%02ld", year, month, day);
    if (seconds && n > 0)
        put_time(out + n, 32 - (size_t)n, " ", seconds);
    return true;
}

bool date_text_iso(const char *raw, char out[32])
{
    static const char shape[] = "0000-00-00T00:00:00";
    size_t n = 0;
    while (shape[n] && raw[n] &&
           (shape[n] == '0' ? isdigit((unsigned char)raw[n]) != 0 : raw[n] == shape[n]))
        n++;
    if (n != 10 && n != 16 && n != 19)
        return false;
    const char *rest = raw + n;
    if (n == 19 && *rest == '.')
        rest += 1 + strspn(rest + 1, "0123456789");
    if (*rest && strcmp(rest, "Z") != 0)
        return false;
    memcpy(out, raw, n);
    out[n] = '\0';
    if (n > 10)
        out[10] = ' ';
    if (n == 19 && strcmp(out + 16, ":00") == 0)
        out[n = 16] = '\0';
    if (n == 16 && strcmp(out + 10, " 00:00") == 0)
        out[10] = '\0';
    return true;
}

/* ---- cell styles ---- */

enum { MAX_FORMATS = 4096, MAX_STYLES = 65536 };

struct styles {
    struct xml x;
    struct xlsx *w;
    bool in_styles; /* cellXfs: the styles that cells name; cellStyleXfs are others */
    size_t n, cap;
    struct {
        unsigned long id;
        unsigned kind;
        const char *code; /* lives as long as the sheet; NULL: not asked for */
    } * format;           /* the workbook's own number formats */
};

static unsigned kind_of(const struct styles *s, unsigned long id)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->format[i].id == id)
            return s->format[i].kind;
    return format_kind_builtin(id);
}

static const char *code_of(const struct styles *s, unsigned long id)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->format[i].id == id)
            return s->format[i].code;
    return format_builtin(id);
}

static unsigned long number_of(const char *value)
{
    return value ? strtoul(value, NULL, 10) : 0;
}

static void add_format(struct styles *s, const char **attr)
{
    const char *code = xml_attr(attr, "formatCode");
    if (!code || s->n == MAX_FORMATS)
        return;
    s->format = mem_grow(s->format, s->n, &s->cap, sizeof *s->format);
    s->format[s->n].id = number_of(xml_attr(attr, "numFmtId"));
    s->format[s->n].kind = format_kind(code);
    s->format[s->n].code = NULL;
    if (s->w->b->look)
        s->format[s->n].code =
            arena_strdup(s->w->b->sheet->mem, strcmp(code, "General") == 0 ? "" : code);
    s->n++;
}

static void add_style(struct styles *s, unsigned long format)
{
    struct xlsx *w = s->w;
    if ((w->n_kinds & (w->n_kinds - 1)) == 0) { /* 0, 1, 2, 4, 8 ... */
        size_t cap = w->n_kinds ? w->n_kinds * 2 : 1;
        w->kind = xrealloc(w->kind, cap);
        if (w->b->look)
            w->format = xrealloc(w->format, cap * sizeof *w->format);
    }
    if (w->format)
        w->format[w->n_kinds] = code_of(s, format);
    w->kind[w->n_kinds++] = (unsigned char)kind_of(s, format);
}

static void styles_start(struct xml *x, const char *name, const char **attr)
{
    struct styles *s = (struct styles *)x;
    if (x->depth == 2)
        s->in_styles = xml_is(name, "cellXfs");
    if (x->depth != 3)
        return;
    if (xml_is(name, "numFmt")) {
        add_format(s, attr);
    } else if (s->in_styles && xml_is(name, "xf") && s->w->n_kinds < MAX_STYLES) {
        add_style(s, number_of(xml_attr(attr, "numFmtId")));
    }
}

bool read_styles(struct xlsx *w, size_t i)
{
    struct styles s = {.x.start = styles_start, .w = w};
    bool fine = package_parse(&w->p, i, &s.x);
    free(s.format);
    return fine;
}
