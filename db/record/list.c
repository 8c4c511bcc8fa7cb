/* SPDX-License-Identifier: MIT */
/* db/record/list.c - the one loop of every list: step, room for one more, read. */
#include "db/record/list.h"

#include <string.h>

enum db_rc list_read(struct db *db, sqlite3_stmt *s, struct list *l)
{
    bool row;
    enum db_rc rc;
    if (!l->mem)
        l->mem = arena_new();
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        l->v = arena_grow(l->mem, l->v, l->n, &l->cap, l->size);
        l->row(l->mem, s, memset((char *)l->v + l->n * l->size, 0, l->size));
        l->n++;
    }
    return rc;
}
