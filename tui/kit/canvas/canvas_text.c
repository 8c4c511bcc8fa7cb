/* SPDX-License-Identifier: MIT */
/* tui/kit/canvas/canvas_text.c - text into cells: clusters, cutting, alignment, wrapping.
 *
 * Whatever comes from data passes glyph_next on its way to a cell: it is the last filter
 * before the terminal. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/kit/canvas/canvas_cell.h"

struct glyph {
    const char *s;
    size_t n;
    int width; /* 1 or 2 */
};

#define ELLIPSIS "…"
#define REPLACEMENT "\xef\xbf\xbd"

static bool plain(char ch)
{
    return ch >= ' ' && ch <= '~';
}

/* The cluster at *at, made harmless; *at moves behind it. */
static struct glyph glyph_next(const char *s, size_t len, size_t *at)
{
    const char *p = s + *at;
    if (plain(*p) && (*at + 1 >= len || !((unsigned char)p[1] & 0x80))) {
        (*at)++;
        return (struct glyph){p, 1, 1};
    }
    size_t end = text_next(s, len, *at), n = end - *at;
    *at = end;
    if (n <= CELL_BYTES) {
        char one[CELL_BYTES + 1];
        uint32_t cp;
        size_t place, width = text_columns_n(p, n);
        memcpy(one, p, n);
        one[n] = '\0';
        if (width >= 1 && width <= 2 && text_check(one, &cp, &place) == TEXT_FINE)
            return (struct glyph){p, n, (int)width};
    }
    return (struct glyph){REPLACEMENT, sizeof REPLACEMENT - 1, 1};
}

/* Columns of @len bytes as drawn, counted no further than just beyond @limit. */
static int columns(const char *s, size_t len, int limit)
{
    int width = 0;
    for (size_t at = 0; at < len && width <= limit;)
        width += glyph_next(s, len, &at).width;
    return width;
}

/* Draw @len bytes in @width columns, cut if @cut or if they do not fit. */
static int draw(struct canvas *c, int row, int col, int width, enum style style, const char *s,
                size_t len, bool cut)
{
    if (width <= 0)
        return 0;
    cut = cut || columns(s, len, width) > width;
    int used = 0, room = cut ? width - 1 : width;
    for (size_t at = 0; at < len;) {
        struct glyph g = glyph_next(s, len, &at);
        if (used + g.width > room)
            break;
        canvas_put(c, row, col + used, g.s, g.n, g.width, style);
        used += g.width;
    }
    if (cut) {
        canvas_put(c, row, col + used, ELLIPSIS, sizeof ELLIPSIS - 1, 1, style);
        used++;
    }
    return used;
}

static int room_for(const struct canvas *c, int col, int width)
{
    int room = c->cols - col;
    return width < 0 || width > room ? room : width;
}

static size_t line_length(const char *s)
{
    return strcspn(s, "\n");
}

int canvas_text(struct canvas *c, int row, int col, int width, enum style style, const char *s)
{
    return draw(c, row, col, room_for(c, col, width), style, s, line_length(s), false);
}

int canvas_printf(struct canvas *c, int row, int col, int width, enum style style, const char *fmt,
                  ...)
{
    char s[1024]; /* wider than any window; what is longer is cut by the window anyway */
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(s, sizeof s, fmt, ap);
    va_end(ap);
    return n < 0 ? 0 : canvas_text(c, row, col, width, style, s);
}

int canvas_right(struct canvas *c, int row, int col, int width, enum style style, const char *s)
{
    int room = room_for(c, col, width), need = columns(s, line_length(s), room);
    return canvas_text(c, row, need < room ? col + room - need : col, room, style, s);
}

int canvas_center(struct canvas *c, int row, int col, int width, enum style style, const char *s)
{
    int room = room_for(c, col, width), need = columns(s, line_length(s), room);
    return canvas_text(c, row, need < room ? col + (room - need) / 2 : col, room, style, s);
}

/* The row that begins at @at takes bytes up to the result; *next is where the row after it
 * begins (len when it is the last). */
static size_t wrap_row(const char *s, size_t len, size_t at, int width, size_t *next)
{
    size_t blank = 0, behind = 0, i = at;
    bool has_blank = false;
    for (int used = 0; i < len;) {
        if (s[i] == '\n') {
            *next = i + 1;
            return has_blank && behind == i ? blank : i;
        }
        size_t from = i;
        struct glyph g = glyph_next(s, len, &i);
        bool is_blank = g.n == 1 && *g.s == ' ';
        used += g.width;
        if (used > width && !is_blank) {
            *next = has_blank ? behind : from > at ? from : i;
            return has_blank ? blank : *next;
        }
        if (is_blank && from > at) {
            blank = has_blank && behind == from ? blank : from;
            behind = i;
            has_blank = true;
        }
    }
    *next = len;
    return has_blank && behind == len ? blank : len;
}

int canvas_wrap(struct canvas *c, int row, int col, int width, int max_rows, enum style style,
                const char *s)
{
    int room = room_for(c, col, width), used = 0;
    size_t len = strlen(s);
    if (room <= 0)
        return 0;
    for (size_t at = 0, next; at < len && used < max_rows; at = next, used++) {
        size_t end = wrap_row(s, len, at, room, &next);
        bool cut = used + 1 == max_rows && next < len;
        draw(c, row + used, col, room, style, s + at, end - at, cut);
    }
    return used;
}

int canvas_wrap_rows(const char *s, int width)
{
    int rows = 0;
    size_t len = strlen(s);
    for (size_t at = 0, next; width > 0 && at < len; at = next, rows++)
        wrap_row(s, len, at, width, &next);
    return rows;
}

void canvas_title(struct canvas *c, int row, const char *left, const char *middle,
                  const char *right)
{
    canvas_fill(c, row, 0, 1, c->cols, STYLE_TITLE);
    int end = right && *right ? columns(right, strlen(right), c->cols) + 1 : 0;
    int col = 1 + canvas_text(c, row, 1, c->cols - 2, STYLE_TITLE, left) + 2;
    int room = c->cols - 1 - col - (end ? end + 1 : 0);
    if (middle && *middle && room > 0)
        col += canvas_text(c, row, col, room, STYLE_TITLE, middle) + 1;
    if (end)
        canvas_right(c, row, col, c->cols - 1 - col, STYLE_TITLE, right);
}
