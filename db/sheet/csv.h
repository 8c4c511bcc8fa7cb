/* SPDX-License-Identifier: MIT */
/* db/sheet/csv.h - for sheet.c only: a text table. */
#ifndef DB_SHEET_CSV_H
#define DB_SHEET_CSV_H

#include "db/sheet/sheet.h"

/* A text table of @len bytes, which end in a 0 byte that is not counted. */
struct sheet_rows *sheet_read_text(const char *data, size_t len, const struct sheet_options *opt,
                                   struct faults *f);

#endif
