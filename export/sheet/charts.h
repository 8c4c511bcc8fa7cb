/* SPDX-License-Identifier: MIT */
/* export/sheet/charts.h - "Biểu đồ". */
#ifndef EXPORT_SHEET_CHARTS_H
#define EXPORT_SHEET_CHARTS_H

#include "export/sheet/table.h"

struct sheet *open_charts(struct results_book *g, const char *name);
enum db_rc fill_charts(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;

#endif
