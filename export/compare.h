/* SPDX-License-Identifier: MIT */
/* export/compare.h - one sheet of a workbook against the record.  Inside of export/ only. */
#ifndef EXPORT_COMPARE_H
#define EXPORT_COMPARE_H

#include "db/fault.h"
#include "db/sheet.h"
#include "export/write.h"

/* What the record says of a sheet: results, the formulas behind them, and where people write. */
struct fresh {
    size_t index; /* of sheet_defs */
    struct sheet *results, *formulas;
    const struct fillable *fillable;
};

/* Every cell of @found that differs is a fault that names it; a row that was put in or taken out
 * is one fault, and what stands below it is still compared with its own. */
void compare_sheet(const char *name, const struct fresh *fresh, const struct sheet *found,
                   struct faults *f);

#endif
