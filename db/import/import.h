/* SPDX-License-Identifier: MIT */
/* db/import/import.h - lists that come in: .xlsx, .csv, .tsv. */
#ifndef DB_IMPORT_IMPORT_H
#define DB_IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "db/rc.h"

enum list_kind {
    LIST_MEMBERS,
    LIST_PRODUCTS,
    LIST_PANEL,
    LIST_BALLOTS,
    LIST_FINDINGS,
    LIST_DOSSIER, /* samples and papers */
    LIST_SCORES   /* points given before the council met */
};
struct import_options {
    bool dry_run;
    const char *sheet, *encoding;
    const char *actor;
    /* Rows without a code are the products of their stt that have one, though they have another
     * name and owner: somebody was asked.  Else such a list is refused (F_LIST_CODE_OTHER). */
    bool same_products;
    /* .look of the report that was shown: another list, or another outcome of it, is refused with
     * F_ASKED_CHANGED.  NULL: nothing was shown. */
    const unsigned char *look;
    /* Called now and then with rows done, of how many; may be NULL. */
    void (*progress)(void *arg, size_t done, size_t total);
    void *progress_arg;
};
enum { IMPORT_LOOK = 32 };
struct import_report {
    /* Of the cells of the list, the numbers below and every warning: the same for the same. */
    unsigned char look[IMPORT_LOOK];
    size_t rows, added, changed, same, skipped; /* rows of the list, by what came of them */
    size_t ballots_closed, ballots_open;        /* of the ballots list */
};
/* The canonical name of column @i of a list, NULL past the last one. */
const char *list_column(enum list_kind kind, size_t i, bool *required);
/* Import a list, whole or not at all.  Faults have their row and column; warnings (unknown
 * columns, skipped group rows, an empty owner) come with DB_OK too. */
enum db_rc db_import(struct db *db, enum list_kind kind, const char *path,
                     const struct import_options *opt, struct import_report *out) MUST_CHECK;

#endif
