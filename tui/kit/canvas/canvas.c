/* SPDX-License-Identifier: MIT */
/* tui/kit/canvas/canvas.c - the grid, its rectangles, lines and boxes; text is in canvas_text.c. */
#include "tui/kit/canvas/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/canvas/canvas_cell.h"

static const char style_letter[STYLE_COUNT] = {
    [STYLE_NORMAL] = '.', [STYLE_DIM] = 'd',     [STYLE_BOLD] = 'b',     [STYLE_TITLE] = 'T',
    [STYLE_BAR] = 'B',    [STYLE_KEY] = 'K',     [STYLE_SELECTED] = 'S', [STYLE_WARN] = 'W',
    [STYLE_ERROR] = 'E',  [STYLE_GOOD] = 'G',    [STYLE_STAR] = '*',     [STYLE_PENDING] = 'P',
    [STYLE_INPUT] = 'I',  [STYLE_HEADING] = 'H',
};

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

static size_t dump_row(const struct grid *g, int row, bool styles, char *out)
{
    size_t n = 0, end = 0;
    for (int col = 0; col < g->cols; col++) {
        const struct cell *cell = &g->cell[(size_t)row * (size_t)g->cols + (size_t)col];
        if (styles) {
            out[n++] = style_letter[cell->style];
            end = cell->style != STYLE_NORMAL ? n : end;
        } else {
            size_t k = strlen(cell->text);
            memcpy(out + n, cell->text, k);
            n += k;
            end = k && strcmp(cell->text, " ") != 0 ? n : end;
        }
    }
    out[end] = '\n';
    return end + 1;
}

char *grid_dump(const struct grid *g, bool styles)
{
    size_t cells = (size_t)g->rows * ((size_t)g->cols + 1), n = 0;
    char *out = xmalloc(cells * (CELL_BYTES + 1) + (size_t)g->cols + 2);
    for (int row = 0; row < g->rows; row++)
        n += dump_row(g, row, false, out + n);
    if (styles) {
        memset(out + n, '-', (size_t)g->cols);
        n += (size_t)g->cols;
        out[n++] = '\n';
        for (int row = 0; row < g->rows; row++)
            n += dump_row(g, row, true, out + n);
    }
    out[n] = '\0';
    return out;
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

void canvas_put(struct canvas *c, int row, int col, const char *s, size_t n, int width,
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

void canvas_vline(struct canvas *c, int row, int col, int n, enum style style)
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
