/* SPDX-License-Identifier: MIT */
/* export/table/lists.h - the lists that a decision needs, and the agenda counted. */
#ifndef EXPORT_TABLE_LISTS_H
#define EXPORT_TABLE_LISTS_H

#include "export/table/table.h"

#define ANNEX_POINTS "Điểm" /* heads the column of points in the annex, when it has one */

struct table *table_annex(const struct record *r, struct arena *a);     /* 3 and 4 stars */
struct table *table_forwarded(const struct record *r, struct arena *a); /* trình Bộ */
struct table *table_failed(const struct record *r, struct arena *a);    /* không đạt */
struct table *table_postponed(const struct record *r, struct arena *a); /* hoãn, rút, chưa xong */
struct table *table_stats(const struct record *r, struct arena *a);

/* "Ấp 3, xã Định Thành": the commune is said once.  The caller frees. */
char *product_place(const struct product *p);

#endif
