/* SPDX-License-Identifier: MIT */
/* db/sheet/xlsx.h - for the reader of workbooks only: a workbook under way. */
#ifndef DB_SHEET_XLSX_H
#define DB_SHEET_XLSX_H

#include "db/sheet/build.h"
#include "db/sheet/xml.h"

struct shared {        /* a shared string */
    size_t at, len;    /* in the pool */
    const char *clean; /* as build_text made it, where that needed no word; else NULL */
};

struct xlsx {
    struct package p;
    struct sheet_build *b;
    bool from_1904;
    enum sheet_formulas formulas;
    unsigned char *kind; /* format_kind of each cell style */
    const char **format; /* and the code, when looks were asked for; else NULL */
    size_t n_kinds;
    char *pool;
    size_t pool_len, pool_cap, n_shared, shared_cap;
    struct shared *shared;
};

/* A workbook of @len bytes. */
struct sheet_rows *sheet_read_xlsx(const char *data, size_t len, const struct sheet_options *opt,
                                   struct faults *f);
/* The names of its worksheets that are to be seen, or (@hidden) that are not. */
char **sheet_names_xlsx(const char *data, size_t len, bool hidden, struct faults *f);

#endif
