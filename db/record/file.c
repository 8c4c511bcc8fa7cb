/* SPDX-License-Identifier: MIT */
#include "db/record/file.h"

#include <stdlib.h>

#include "db/base/mem.h"
#include "db/record/store.h"
#include "db/record/upper.h"

struct db *store_new(const char *path)
{
    struct db *db = xcalloc(1, sizeof *db);
    db->path = xstrdup(path);
    return db;
}

void db_close(struct db *db)
{
    if (!db || db->uses-- > 0)
        return;
    read_drop(db);
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_finalize(db->stmt[q]);
    sqlite3_close_v2(db->h);
    turn_close(&db->turn);
    copy_free(&db->copy);
    if (db->upper)
        db->upper->end(db);
    faults_free(&db->faults);
    free(db->path);
    free(db);
}

const struct faults *db_faults(const struct db *db)
{
    return &db->faults;
}

const char *db_path(const struct db *db)
{
    return db->path;
}

int64_t db_data_version(struct db *db)
{
    sqlite3_stmt *s = stmt_get(db, Q_data_version);
    int64_t v = 0;
    return stmt_one(db, s, 0, &v) == DB_OK ? v : 0;
}

void db_set_clock(struct db *db, int64_t (*now_ms)(void *), void *arg)
{
    db->now_ms = now_ms;
    db->now_arg = arg;
}
