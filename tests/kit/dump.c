/* SPDX-License-Identifier: MIT */
#include "tests/kit/dump.h"

#include <string.h>

#include "db/base/mem.h"

static const char style_letter[STYLE_COUNT] = {
    [STYLE_NORMAL] = '.', [STYLE_DIM] = 'd',     [STYLE_BOLD] = 'b',     [STYLE_TITLE] = 'T',
    [STYLE_BAR] = 'B',    [STYLE_KEY] = 'K',     [STYLE_SELECTED] = 'S', [STYLE_WARN] = 'W',
    [STYLE_ERROR] = 'E',  [STYLE_GOOD] = 'G',    [STYLE_STAR] = '*',     [STYLE_PENDING] = 'P',
    [STYLE_INPUT] = 'I',  [STYLE_HEADING] = 'H',
};

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
