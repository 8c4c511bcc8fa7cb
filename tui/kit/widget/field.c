/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/field.c - one line of text being typed. */
#include "tui/kit/widget/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/utf8.h"

void field_init(struct field *f, enum field_kind kind, size_t max)
{
    memset(f, 0, sizeof *f);
    f->kind = kind;
    f->max = max && max < FIELD_MAX_CHARS ? max : FIELD_MAX_CHARS;
}

static size_t characters(const char *s)
{
    size_t n = 0, used;
    for (; utf8_get(s, &used) && used; s += used)
        n++;
    return n;
}

static bool allowed(const struct field *f, uint32_t cp)
{
    bool digit = cp >= '0' && cp <= '9';
    switch (f->kind) {
    case FIELD_DIGITS:
        return digit;
    case FIELD_DATE:
        return digit || cp == '/' || cp == '-' || cp == '.';
    case FIELD_SHARE:
        return digit || cp == '/';
    case FIELD_TEXT:
    case FIELD_SECRET:
        break;
    }
    return true;
}

/* Take @s with the cursor at byte @cur of it, in NFC; false, and nothing is changed, if it may
 * not stand in the field. */
static bool take(struct field *f, const char *s, size_t cur)
{
    uint32_t cp;
    size_t at;
    char *before = xstrndup(s, cur);
    char *head = text_nfc(before), *all = text_nfc(s);
    bool fits = head && all && strlen(all) < FIELD_BYTES && characters(all) <= f->max &&
                text_check(all, &cp, &at) == TEXT_FINE;
    if (fits) {
        f->len = strlen(all);
        f->cur = strlen(head);
        memcpy(f->buf, all, f->len + 1);
    }
    free(before);
    free(head);
    free(all);
    return fits;
}

/* Write @cp and a NUL; returns the bytes without it, 0 if @cp is no character. */
static size_t utf8_put(uint32_t cp, char out[5])
{
    out[0] = '\0';
    if (cp == 0 || cp > 0x10ffff || !utf8proc_codepoint_valid((utf8proc_int32_t)cp))
        return 0;
    utf8proc_ssize_t k = utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
    out[k] = '\0';
    return (size_t)k;
}

static enum field_event insert(struct field *f, uint32_t cp)
{
    char one[5], next[FIELD_BYTES + 4];
    size_t n = utf8_put(cp, one);
    if (n == 0 || !allowed(f, cp) || f->len + n >= sizeof next)
        return FIELD_REFUSED;
    /* A mark needs a letter to stand on. */
    if (f->cur == 0 && text_columns(one) == 0)
        return FIELD_REFUSED;
    memcpy(next, f->buf, f->cur);
    memcpy(next + f->cur, one, n);
    memcpy(next + f->cur + n, f->buf + f->cur, f->len - f->cur + 1);
    return take(f, next, f->cur + n) ? FIELD_CHANGED : FIELD_REFUSED;
}

void field_set(struct field *f, const char *s)
{
    size_t used;
    field_wipe(f);
    if (take(f, s, strlen(s))) {
        for (uint32_t cp; (cp = utf8_get(s, &used)) != 0; s += used)
            if (!allowed(f, cp))
                break;
        if (!*s)
            return;
        field_wipe(f);
    }
    for (; *s; s += used ? used : 1) {
        uint32_t cp = utf8_get(s, &used);
        if (cp)
            insert(f, cp);
    }
}

const char *field_get(const struct field *f)
{
    return f->buf;
}

void field_wipe(struct field *f)
{
    explicit_bzero(f->buf, sizeof f->buf);
    f->len = f->cur = 0;
}

static enum field_event cut(struct field *f, size_t from, size_t to)
{
    if (from >= to)
        return FIELD_MOVED;
    memmove(f->buf + from, f->buf + to, f->len - to + 1);
    f->len -= to - from;
    f->cur = from;
    return FIELD_CHANGED;
}

static size_t word_before(const struct field *f)
{
    size_t at = f->cur;
    while (at && f->buf[at - 1] == ' ')
        at--;
    while (at && f->buf[at - 1] != ' ')
        at--;
    return at;
}

static enum field_event move(struct field *f, size_t to)
{
    f->cur = to;
    return FIELD_MOVED;
}

static enum field_event control(struct field *f, uint32_t ch)
{
    switch (ch) {
    case 'a':
        return move(f, 0);
    case 'e':
        return move(f, f->len);
    case 'k':
        return cut(f, f->cur, f->len);
    case 'u':
        return cut(f, 0, f->len);
    case 'w':
        return cut(f, word_before(f), f->cur);
    default:
        return FIELD_IGNORED;
    }
}

enum field_event field_key(struct field *f, const struct key *k)
{
    switch (k->code) {
    case K_CHAR:
        return insert(f, k->ch);
    case K_CTRL:
        return control(f, k->ch);
    case K_LEFT:
        return move(f, text_prev(f->buf, f->len, f->cur));
    case K_RIGHT:
        return move(f, text_next(f->buf, f->len, f->cur));
    case K_HOME:
        return move(f, 0);
    case K_END:
        return move(f, f->len);
    case K_BACKSPACE:
        return cut(f, text_prev(f->buf, f->len, f->cur), f->cur);
    case K_DELETE:
        return cut(f, f->cur, text_next(f->buf, f->len, f->cur));
    default:
        return FIELD_IGNORED;
    }
}

static void draw_secret(const struct field *f, struct canvas *c, int row, int col, int width)
{
    int n = (int)characters(f->buf);
    for (int i = 0; i < n && i < width - 1; i++)
        canvas_text(c, row, col + i, 1, STYLE_INPUT, "•");
    canvas_cursor(c, row, col + (n < width - 1 ? n : width - 1));
}

bool field_searches(const struct key *k)
{
    return k->code == K_CHAR || k->code == K_BACKSPACE || k->code == K_DELETE ||
           k->code == K_LEFT || k->code == K_RIGHT || k->code == K_CTRL || k->pasted;
}

void field_draw(const struct field *f, struct canvas *c, int row, int col, int width, bool focused)
{
    if (width <= 0)
        return;
    canvas_fill(c, row, col, 1, width, focused ? STYLE_INPUT : STYLE_NORMAL);
    if (f->kind == FIELD_SECRET && focused) {
        draw_secret(f, c, row, col, width);
        return;
    }
    if (f->kind == FIELD_SECRET) {
        canvas_text(c, row, col, width, STYLE_NORMAL, f->len ? "••••••" : "");
        return;
    }
    if (!focused) {
        canvas_text(c, row, col, width, STYLE_NORMAL, f->buf);
        return;
    }
    size_t from = 0; /* the cursor must stand in the last column at most */
    while ((int)text_columns_n(f->buf + from, f->cur - from) >= width)
        from = text_next(f->buf, f->len, from);
    size_t to = from + text_fit(f->buf + from, (size_t)width);
    char *seen = xstrndup(f->buf + from, to - from);
    canvas_text(c, row, col, width, STYLE_INPUT, seen);
    free(seen);
    canvas_cursor(c, row, col + (int)text_columns_n(f->buf + from, f->cur - from));
}

/* ---- dates ---- */

bool field_date(const char *s, char out[11])
{
    int a, b, c, used = 0;
    char x, y;
    if (sscanf(s, "%4d%c%2d%c%4d%n", &a, &x, &b, &y, &c, &used) != 5 || s[used] || x != y ||
        !strchr("/-.", x))
        return false;
    int year = a > 31 ? a : c, day = a > 31 ? c : a;
    if (!date_exists(year, b, day))
        return false;
    snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)b % 100,
             (unsigned)day % 100);
    return true;
}

void field_date_shown(const char *iso, char out[11])
{
    char day[11];
    if (field_date(iso, day) && strcmp(day, iso) == 0)
        snprintf(out, 11, "%.2s/%.2s/%.4s", day + 8, day + 5, day);
    else
        snprintf(out, 11, "%.10s", iso);
}
