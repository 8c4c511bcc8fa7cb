/* SPDX-License-Identifier: MIT */
/* export/compare/look.h - what a cell says, and how it is kept and shown. */
#ifndef EXPORT_COMPARE_LOOK_H
#define EXPORT_COMPARE_LOOK_H

#include "db/base/fault.h"
#include "db/sheet/sheet.h"

/* The formulas that several cells share, by group, as their first cell has them. */
struct shared_formulas {
    size_t n, cap;
    struct shared_formula {
        long group, row, col;
        const char *text;
    } * v;
};

/* A cell of the record and of the workbook, and where it stands in each. */
struct look_side {
    const struct sheet_look *want, *found;
    long row, at, col; /* from 1 */
};
struct look_difference {
    enum fault_id id;
    const char *want, *found; /* what each of them has */
};
/* False: both are kept and shown alike, or so that nobody reads another thing. */
bool look_compare(struct shared_formulas *shared, const struct look_side *side, bool moved,
                  struct look_difference *out);
/* Whether @found is the formula of @want. */
bool look_formula(const struct sheet_look *want, const char *found, bool moved);

#endif
