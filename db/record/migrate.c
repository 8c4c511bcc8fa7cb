/* SPDX-License-Identifier: MIT */
/* Older files.
 *
 *   1 -> 2   dossiers, points given before the meeting, claims, decisions
 *   2 -> 3   what a conclusion judged; the version a decision was made on; gender and people of a
 *            representative; tries of the PIN; no index on the hash of an event */
#include "db/record/migrate.h"

#include <stdio.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/record/fold.h"
#include "db/record/store.h"
#include "db/record/verify.h"

/* The tables that a version had; its file must be exactly that before anything is done. */
static const char *schema_of(int64_t version)
{
    static const char *const schemas[] = {NULL, "sql/schema-1.sql", "sql/schema-2.sql", SCHEMA_NOW};
    return version >= 1 && version <= DB_USER_VERSION ? schemas[version] : NULL;
}

struct replay {
    struct db *db;
    enum db_rc rc;
    int64_t seq;
    char kind[32];
};

static bool replay_one(const struct event *e, void *arg)
{
    struct replay *r = arg;
    r->rc = fold_apply(r->db, e);
    r->seq = e->seq;
    snprintf(r->kind, sizeof r->kind, "%s", e->kind);
    return r->rc == DB_OK;
}

/* Fold the journal of @from into the tables of @to. */
static enum db_rc replay(struct db *from, struct db *to)
{
    struct replay r = {.db = to};
    enum db_rc rc = db_journal(from, 1, replay_one, &r);
    if (rc != DB_OK || r.rc == DB_OK)
        return rc;
    char seq[24];
    snprintf(seq, sizeof seq, "%lld", (long long)r.seq);
    return db_refuse(from, F_FOLD_EVENT, seq, r.kind, NULL);
}

/* The journal of @from, row by row, into the empty one of @to. */
static enum db_rc copy_journal(struct db *from, struct db *to)
{
    bool row;
    enum db_rc rc, put = DB_OK;
    sqlite3_stmt *s = stmt_get(from, Q_event_all);
    bind_int(s, ":from", 1);
    while ((rc = stmt_step(from, s, &row)) == DB_OK && row && put == DB_OK) {
        sqlite3_stmt *into = stmt_get(to, Q_event_insert);
        for (int i = 0; into && i < sqlite3_column_count(s); i++)
            sqlite3_bind_value(into, i + 1, sqlite3_column_value(s, i));
        put = stmt_run(to, into);
    }
    sqlite3_reset(s);
    return rc == DB_OK ? put : rc;
}

enum db_rc migrate_copy(struct db *old, struct db *now)
{
    int64_t events;
    unsigned char head[32];
    char odd[64];
    int64_t version = store_version(old->h);
    const char *schema = schema_of(version);
    if (!schema)
        return DB_FAULT;
    if (schema_differs(old->h, schema, odd, sizeof odd)) {
        db_refuse(old, F_SCHEMA, odd, NULL);
        return DB_FAULT;
    }
    enum db_rc rc = record_sound(old);
    if (rc == DB_OK)
        rc = journal_check(old, &events, head);
    if (rc == DB_OK)
        rc = copy_journal(old, now);
    if (rc == DB_OK)
        rc = replay(old, now);
    return rc == DB_OK ? tables_compare(old, now->h, version < DB_USER_VERSION) : rc;
}

/* Every table away but the journal, and today's in their place. */
static enum db_rc new_tables(struct db *db)
{
    char drop[128];
    bool row;
    for (;;) {
        sqlite3_stmt *s = stmt_get(db, Q_table_to_drop);
        enum db_rc rc = stmt_step(db, s, &row);
        if (rc != DB_OK)
            return rc;
        if (!row)
            break;
        snprintf(drop, sizeof drop, "DROP TABLE main.\"%.60s\"", col_str(s, 0));
        sqlite3_reset(s);
        if (store_run(db->h, drop) != SQLITE_OK)
            return db_storage_fault(db);
    }
    if (store_run(db->h, "ALTER TABLE main.event RENAME TO event_before") != SQLITE_OK ||
        store_schema(db->h) != SQLITE_OK ||
        store_run(db->h, "INSERT INTO main.event SELECT * FROM main.event_before ORDER BY seq;"
                         "DROP TABLE main.event_before") != SQLITE_OK)
        return db_storage_fault(db);
    return DB_OK;
}

static enum db_rc migrate_tables(struct db *db)
{
    char odd[64], version[64];
    const char *schema = schema_of(store_version(db->h));
    if (!schema || schema_differs(db->h, schema, odd, sizeof odd)) {
        db_refuse(db, F_SCHEMA, schema ? odd : "user_version", NULL);
        return DB_FAULT;
    }
    enum db_rc rc = new_tables(db);
    if (rc == DB_OK)
        rc = replay(db, db);
    snprintf(version, sizeof version, "PRAGMA user_version = %d", DB_USER_VERSION);
    if (rc == DB_OK && store_run(db->h, version) != SQLITE_OK)
        rc = db_storage_fault(db);
    return rc;
}

/* In one transaction of its own; another terminal may have done it while this one waited. */
static enum db_rc migrate_whole(struct db *db)
{
    if (store_run(db->h, "PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE") != SQLITE_OK)
        return db_storage_fault(db);
    enum db_rc rc = store_version(db->h) == DB_USER_VERSION ? DB_OK : migrate_tables(db);
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_reset(db->stmt[q]);
    if (rc == DB_OK && store_run(db->h, "COMMIT") != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc != DB_OK)
        store_run(db->h, "ROLLBACK");
    store_run(db->h, "PRAGMA foreign_keys = ON");
    return rc;
}

enum db_rc migrate_file(struct db *db)
{
    if (store_version(db->h) == DB_USER_VERSION)
        return DB_OK;
    db->depth++; /* what fails here was not saved */
    stage_set(STAGE_OPEN);
    enum db_rc rc = migrate_whole(db);
    stage_set(rc == DB_OK ? STAGE_NONE : STAGE_OPEN);
    db->depth--;
    return rc;
}
