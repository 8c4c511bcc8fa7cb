/* SPDX-License-Identifier: MIT */
/* tui/kit/canvas/canvas_cell.h - between canvas.c and canvas_text.c only. */
#ifndef TUI_KIT_CANVAS_CANVAS_CELL_H
#define TUI_KIT_CANVAS_CANVAS_CELL_H

#include "tui/kit/canvas/canvas.h"

/* One cluster of @n <= CELL_BYTES bytes, @width columns, already known to be harmless; drawn
 * only if all of it is inside. */
void canvas_put(struct canvas *c, int row, int col, const char *s, size_t n, int width,
                enum style style);

#endif
