/* SPDX-License-Identifier: MIT */
/* export/sheet/minutes.h - "Biên bản". */
#ifndef EXPORT_SHEET_MINUTES_H
#define EXPORT_SHEET_MINUTES_H

#include "export/sheet/table.h"

struct sheet *open_minutes(struct results_book *g, const char *name);
enum db_rc fill_minutes(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;

#endif
