/* SPDX-License-Identifier: MIT */
/* export/table/tables.h - the tables of a session, in the order of the workbook. */
#ifndef EXPORT_TABLE_TABLES_H
#define EXPORT_TABLE_TABLES_H

#include "export/table/table.h"

enum table_id {
    TABLE_ANNEX,
    TABLE_FORWARDED,
    TABLE_FAILED,
    TABLE_POSTPONED,
    TABLE_SCORES,
    TABLE_DETAIL,
    TABLE_GATES,
    TABLE_RESCORED,
    TABLE_MEMBERS,
    TABLE_STATS,
    TABLE_CERTIFICATES,
    TABLE_JOURNAL,
    TABLES
};
struct table_def {
    const char *id;    /* "phu-luc": of the file names */
    const char *sheet; /* "Phụ lục QĐ": of the workbook, at most 31 characters */
    struct table *(*make)(const struct record *r, struct arena *a);
};
extern const struct table_def table_defs[TABLES];

#define ANNEX_POINTS "Điểm" /* heads the column of points in the annex, when it has one */

struct table *table_make(enum table_id id, const struct record *r, struct arena *a);

#endif
