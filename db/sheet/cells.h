/* SPDX-License-Identifier: MIT */
/* db/sheet/cells.h - for the reader of workbooks only: the cells of a worksheet. */
#ifndef DB_SHEET_CELLS_H
#define DB_SHEET_CELLS_H

#include "db/sheet/xlsx.h"

/* The shared strings in part @i. */
bool read_shared(struct xlsx *w, size_t i);
/* The rows of the worksheet in part @i, into w->b. */
bool read_cells(struct xlsx *w, size_t i);

#endif
