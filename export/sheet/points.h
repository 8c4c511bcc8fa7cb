/* SPDX-License-Identifier: MIT */
/* export/sheet/points.h - the sheets of points. */
#ifndef EXPORT_SHEET_POINTS_H
#define EXPORT_SHEET_POINTS_H

#include "export/sheet/table.h"

enum db_rc fill_scores(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;
enum db_rc fill_detail(struct results_book *g, struct sheet *p, struct table *t) MUST_CHECK;

#endif
