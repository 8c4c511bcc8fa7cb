/* SPDX-License-Identifier: MIT */
/* tests/kit/dump.h - what is drawn, as text. */
#ifndef TESTS_KIT_DUMP_H
#define TESTS_KIT_DUMP_H

#include <stdbool.h>

#include "tui/kit/canvas/canvas.h"

/* The grid as text, a line per row, trailing blanks cut.  With @styles, a second block of
 * lines after a line of dashes gives each cell's style letter (trailing dots cut).
 * The caller frees. */
char *grid_dump(const struct grid *g, bool styles);

#endif
