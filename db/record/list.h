/* SPDX-License-Identifier: MIT */
/* db/record/list.h - the rows of a statement as a list of the caller's. */
#ifndef DB_RECORD_LIST_H
#define DB_RECORD_LIST_H

#include "db/record/store.h"

/* The row @s stands at into @row, one element of the list, zeroed; its strings into @a. */
typedef void list_row(struct arena *a, sqlite3_stmt *s, void *row);

struct list {
    size_t size;       /* of an element */
    list_row *row;     /* reads one */
    struct arena *mem; /* NULL: list_read makes it; the caller's to free */
    size_t n, cap;
    void *v;
};
/* All rows of @s behind those that are there.  After a fault the list holds what came before. */
enum db_rc list_read(struct db *db, sqlite3_stmt *s, struct list *l) MUST_CHECK;

#endif
