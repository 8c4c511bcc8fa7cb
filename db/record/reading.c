/* SPDX-License-Identifier: MIT */
/* In rollback mode who reads keeps all others from committing: short answers read the file, long
 * ones a copy of it. */
#include "db/record/reading.h"

#include "db/record/connect.h"
#include "db/record/store.h"

/* A file below this is read through before a commit can feel it. */
enum { SHORT_BYTES = 1 << 20 };

/* The file's connection and that of the copy change places. */
static void change_places(struct db *db)
{
    struct connection c = db->aside;
    db->aside.h = db->h;
    db->h = c.h;
    for (int q = 0; q < Q_COUNT; q++) {
        db->aside.stmt[q] = db->stmt[q];
        db->stmt[q] = c.stmt[q];
    }
}

enum db_rc read_brief(struct db *db)
{
    db->reads++;
    /* In a transaction, an act's or that of a file being brought over, it is one state already. */
    if (db->steady || db->look || !db->h || !sqlite3_get_autocommit(db->h))
        return DB_OK;
    db->steady = true;
    if (store_run(db->h, "BEGIN; SELECT 1 FROM main.sqlite_schema LIMIT 1") == SQLITE_OK)
        return DB_OK;
    enum db_rc rc = db_storage_fault(db);
    read_drop(db);
    return rc;
}

void read_drop(struct db *db)
{
    if (db->aside.h) {
        for (int q = 0; q < Q_COUNT; q++)
            sqlite3_finalize(db->stmt[q]);
        struct copy none = {.h = db->h, .bytes = db->aside.bytes};
        for (int q = 0; q < Q_COUNT; q++)
            db->stmt[q] = NULL;
        db->h = NULL;
        change_places(db);
        db->aside = (struct connection){0};
        copy_free(&none);
    } else if (db->steady && db->h && !sqlite3_get_autocommit(db->h)) {
        store_run(db->h, "COMMIT");
    }
    db->steady = false;
}

enum db_rc db_read_end(struct db *db, enum db_rc rc)
{
    if (db->reads > 0 && --db->reads == 0)
        read_drop(db);
    return rc;
}

/* Rows of the file are being walked: who walks them goes on in it. */
static bool walking(const struct db *db)
{
    bool any = false;
    for (int q = 0; q < Q_COUNT && !any; q++)
        any = db->stmt[q] && sqlite3_stmt_busy(db->stmt[q]);
    return any;
}

enum db_rc db_read_begin(struct db *db)
{
    enum db_rc rc = read_brief(db);
    if (rc != DB_OK || !db->steady || db->aside.h || walking(db) ||
        copy_size(db->h) < SHORT_BYTES)
        return rc;
    struct copy now;
    rc = copy_live(db->h, &now, &db->faults);
    if (rc == DB_OK && store_code(now.h, db->upper) != SQLITE_OK) {
        db_refuse(db, F_DAMAGED, store_reason(now.h), NULL);
        rc = DB_FAULT;
    }
    if (rc != DB_OK) {
        copy_free(&now);
        return rc;
    }
    read_drop(db); /* the file is free */
    db->steady = true;
    db->aside = (struct connection){.h = now.h, .bytes = now.bytes};
    change_places(db);
    return DB_OK;
}
