/* SPDX-License-Identifier: MIT */
/* Older files: the journal is the truth, so a migration is a new set of tables and a fold.
 *
 *   1 -> 2   dossiers, points given before the meeting, claims, decisions
 *
 * It is one transaction on the file itself: a power cut leaves the old file, and another terminal
 * that has it open sees either. */
#include "db/record/migrate.h"

#include <stdio.h>
#include <string.h>

#include "db/record/connect.h"
#include "db/record/fold.h"
#include "db/record/store.h"

/* The tables that a version had; its file must be exactly that before anything is done. */
static const char *schema_of(int64_t version)
{
    return version == 1 ? "sql/schema-1.sql" : NULL;
}

static int run(struct db *db, const char *sql)
{
    return sqlite3_exec(db->h, sql, NULL, NULL, NULL);
}

static enum db_rc version_of(struct db *db, int64_t *out)
{
    return stmt_one(db, stmt_get(db, Q_user_version), 0, out);
}

struct replay {
    struct db *db;
    enum db_rc rc;
};

static bool replay_one(const struct event *e, void *arg)
{
    struct replay *r = arg;
    r->rc = fold_apply(r->db, e);
    return r->rc == DB_OK;
}

/* Every table away, and those of today in their place; the journal passes through memory. */
static enum db_rc new_tables(struct db *db)
{
    char drop[128];
    bool row;
    if (run(db, "CREATE TEMP TABLE old_event AS SELECT * FROM main.event") != SQLITE_OK)
        return db_storage_fault(db);
    for (;;) {
        sqlite3_stmt *s = stmt_get(db, Q_any_table);
        enum db_rc rc = stmt_step(db, s, &row);
        if (rc != DB_OK)
            return rc;
        if (!row)
            break;
        snprintf(drop, sizeof drop, "DROP TABLE main.\"%.60s\"",
                 (const char *)sqlite3_column_text(s, 0));
        sqlite3_reset(s);
        if (run(db, drop) != SQLITE_OK)
            return db_storage_fault(db);
    }
    if (store_schema(db->h) != SQLITE_OK ||
        run(db, "INSERT INTO main.event SELECT * FROM temp.old_event ORDER BY seq;"
                "DROP TABLE temp.old_event") != SQLITE_OK)
        return db_storage_fault(db);
    return DB_OK;
}

static enum db_rc migrate(struct db *db, const char *schema)
{
    int64_t events;
    unsigned char head[32];
    char odd[64], version[64];
    if (schema_differs(db->h, schema, odd, sizeof odd)) {
        db_refuse(db, F_SCHEMA, odd, NULL);
        return DB_FAULT;
    }
    enum db_rc rc = journal_check(db, &events, head);
    if (rc == DB_OK)
        rc = new_tables(db);
    struct replay r = {.db = db};
    if (rc == DB_OK)
        rc = db_journal(db, 1, replay_one, &r);
    if (rc == DB_OK)
        rc = r.rc;
    snprintf(version, sizeof version, "PRAGMA user_version = %d", DB_USER_VERSION);
    if (rc == DB_OK && run(db, version) != SQLITE_OK)
        rc = db_storage_fault(db);
    return rc;
}

enum db_rc store_migrate(struct db *db)
{
    int64_t version;
    enum db_rc rc = version_of(db, &version);
    if (rc != DB_OK || version == DB_USER_VERSION)
        return rc;
    const char *schema = schema_of(version);
    if (!schema)
        return DB_FAULT;
    if (sqlite3_db_readonly(db->h, "main")) {
        db_refuse(db, F_READ_ONLY_OLD, NULL);
        return DB_FAULT;
    }
    if (run(db, "PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE") != SQLITE_OK)
        return db_storage_fault(db);
    /* Another terminal may have done it while this one waited. */
    rc = version_of(db, &version);
    if (rc == DB_OK && version != DB_USER_VERSION)
        rc = migrate(db, schema);
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_reset(db->stmt[q]);
    if (rc == DB_OK && run(db, "COMMIT") != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc != DB_OK)
        run(db, "ROLLBACK");
    run(db, "PRAGMA foreign_keys = ON");
    return rc;
}
