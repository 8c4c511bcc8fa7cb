/* SPDX-License-Identifier: MIT */
/* export/compare/sheet.h - one sheet of a workbook against the record. */
#ifndef EXPORT_COMPARE_SHEET_H
#define EXPORT_COMPARE_SHEET_H

#include "db/base/fault.h"
#include "db/sheet/sheet.h"
#include "export/sheet/results.h"

/* What the record says of a sheet, with its looks, and where people write. */
struct fresh {
    size_t index; /* of the workbook */
    struct sheet_rows *sheet;
    const struct fillable *fillable;
};

/* Every cell of @found that differs is a fault that names it; a row that was put in or taken out
 * is one fault, and what stands below it is still compared with its own.  @moved: rows_moved of
 * any sheet, after which the rows that formulas point to are not looked at. */
void compare_sheet(const char *name, const struct fresh *fresh, const struct sheet_rows *found,
                   bool moved, struct faults *f);
/* Whether rows were put in or taken out. */
bool rows_moved(const struct fresh *fresh, const struct sheet_rows *found);

#endif
