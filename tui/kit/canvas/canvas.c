/* SPDX-License-Identifier: MIT */
/* tui/kit/canvas/canvas.c - the grid; its rectangles, lines, boxes and text. */
#include "tui/kit/canvas/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"

static struct cell *cell_at(struct grid *g, int row, int col)
{
    return &g->cell[(size_t)row * (size_t)g->cols + (size_t)col];
}

static void blank(struct cell *cell, enum style style)
{
    memset(cell, 0, sizeof *cell);
    cell->text[0] = ' ';
    cell->width = 1;
    cell->style = (unsigned char)style;
}

void grid_resize(struct grid *g, int rows, int cols)
{
    g->rows = rows > 1 ? rows : 1;
    g->cols = cols > 1 ? cols : 1;
    free(g->cell);
    g->cell = xcalloc((size_t)g->rows * (size_t)g->cols, sizeof *g->cell);
    struct canvas all = grid_canvas(g);
    canvas_clear(&all);
}

void grid_free(struct grid *g)
{
    free(g->cell);
    *g = (struct grid){0};
}

struct canvas grid_canvas(struct grid *g)
{
    return (struct canvas){.grid = g, .rows = g->rows, .cols = g->cols};
}

static int at_most(int a, int b)
{
    return a < b ? a : b;
}

static int at_least(int a, int b)
{
    return a > b ? a : b;
}

struct canvas canvas_sub(const struct canvas *c, int row, int col, int rows, int cols)
{
    int row0 = at_least(row, 0), col0 = at_least(col, 0);
    int row1 = at_most(row + rows, c->rows), col1 = at_most(col + cols, c->cols);
    return (struct canvas){
        .grid = c->grid,
        .row = c->row + row0,
        .col = c->col + col0,
        .rows = at_least(row1 - row0, 0),
        .cols = at_least(col1 - col0, 0),
    };
}

/* A wide character loses its other half when one half is overwritten. */
static void release(struct grid *g, int row, int col)
{
    const struct cell *cell = cell_at(g, row, col);
    if (cell->width == 0 && col > 0)
        blank(cell_at(g, row, col - 1), cell_at(g, row, col - 1)->style);
    else if (cell->width == 2 && col + 1 < g->cols)
        blank(cell_at(g, row, col + 1), cell_at(g, row, col + 1)->style);
}

/* One cluster of @n <= CELL_BYTES bytes, @width columns, already known to be harmless; drawn
 * only if all of it is inside. */
static void canvas_put(struct canvas *c, int row, int col, const char *s, size_t n, int width,
                       enum style style)
{
    if (row < 0 || row >= c->rows || col < 0 || col + width > c->cols)
        return;
    struct grid *g = c->grid;
    int r = c->row + row, k = c->col + col;
    release(g, r, k);
    if (width == 2)
        release(g, r, k + 1);
    struct cell *cell = cell_at(g, r, k);
    memset(cell, 0, sizeof *cell);
    memcpy(cell->text, s, n);
    cell->width = (unsigned char)width;
    cell->style = (unsigned char)style;
    if (width == 2) {
        struct cell *half = cell_at(g, r, k + 1);
        memset(half, 0, sizeof *half);
        half->style = (unsigned char)style;
    }
}

void canvas_fill(struct canvas *c, int row, int col, int rows, int cols, enum style style)
{
    struct canvas in = canvas_sub(c, row, col, rows, cols);
    for (int r = 0; r < in.rows; r++)
        for (int k = 0; k < in.cols; k++)
            canvas_put(&in, r, k, " ", 1, 1, style);
}

void canvas_clear(struct canvas *c)
{
    canvas_fill(c, 0, 0, c->rows, c->cols, STYLE_NORMAL);
    c->grid->cursor_row = c->grid->cursor_col = -1;
}

void canvas_restyle(struct canvas *c, int row, int col, int rows, int cols, enum style style)
{
    struct canvas in = canvas_sub(c, row, col, rows, cols);
    for (int r = 0; r < in.rows; r++)
        for (int k = 0; k < in.cols; k++)
            cell_at(in.grid, in.row + r, in.col + k)->style = (unsigned char)style;
}

void canvas_hline(struct canvas *c, int row, int col, int n, enum style style)
{
    for (int i = 0; i < n; i++)
        canvas_put(c, row, col + i, "─", sizeof "─" - 1, 1, style);
}

static void canvas_vline(struct canvas *c, int row, int col, int n, enum style style)
{
    for (int i = 0; i < n; i++)
        canvas_put(c, row + i, col, "│", sizeof "│" - 1, 1, style);
}

void canvas_box(struct canvas *c, int row, int col, int rows, int cols, enum style style)
{
    int last_row = row + rows - 1, last_col = col + cols - 1;
    canvas_hline(c, row, col + 1, cols - 2, style);
    canvas_hline(c, last_row, col + 1, cols - 2, style);
    canvas_vline(c, row + 1, col, rows - 2, style);
    canvas_vline(c, row + 1, last_col, rows - 2, style);
    canvas_put(c, row, col, "┌", sizeof "┌" - 1, 1, style);
    canvas_put(c, row, last_col, "┐", sizeof "┐" - 1, 1, style);
    canvas_put(c, last_row, col, "└", sizeof "└" - 1, 1, style);
    canvas_put(c, last_row, last_col, "┘", sizeof "┘" - 1, 1, style);
}

void canvas_cursor(struct canvas *c, int row, int col)
{
    if (row < 0 || row >= c->rows || col < 0 || col >= c->cols)
        return;
    c->grid->cursor_row = c->row + row;
    c->grid->cursor_col = c->col + col;
}

/* ---- text ---- */

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
static int draw_text(struct canvas *c, int row, int col, int width, enum style style, const char *s,
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
    return draw_text(c, row, col, room_for(c, col, width), style, s, line_length(s), false);
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
        draw_text(c, row + used, col, room, style, s + at, end - at, cut);
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
