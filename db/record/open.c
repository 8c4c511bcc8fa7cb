/* SPDX-License-Identifier: MIT */
/* db/record/open.c - a file from outside is looked at before SQLite may touch it, brought up to
 * date, and checked before any other query reads it. */
#include "db/record/open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/record/connect.h"
#include "db/record/fold.h"
#include "db/record/look.h"
#include "db/record/store.h"
#include "db/record/verify.h"

/* ---- older files ----
 * The journal is the truth, so a migration is a new set of tables and a fold.
 *
 *   1 -> 2   dossiers, points given before the meeting, claims, decisions
 *
 * It is one transaction on the file itself: a power cut leaves the old file, and another terminal
 * that has it open sees either. */

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

/* Bring an older file to today's tables: the journal stays as it is, byte for byte, and the
 * tables are folded from it again, all in one transaction.  Nothing to do for a file of today. */
static enum db_rc store_migrate(struct db *db)
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

/* ---- opening ---- */

/* What may stop the statements of a hostile file: the time by which opening must be done. */
static int deadline(void *arg)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > *(const time_t *)arg;
}

/* Everything in @from that @to does not own yet. */
static void hand_over(struct faults *to, struct faults *from)
{
    for (size_t i = 0; i < from->n; i++)
        fault_at(to, from->v[i].id, from->v[i].place, from->v[i].row, from->v[i].col,
                 from->v[i].arg[0], from->v[i].arg[1], from->v[i].arg[2], from->v[i].arg[3], NULL);
    faults_free(from);
}

static enum db_rc check_content(struct db *db, enum db_open_how how)
{
    char odd[64];
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    /* A sound file takes about 0.05 s a MB; a slow laptop gets twenty times that. */
    struct stat st;
    time_t until = now.tv_sec + 5 + (stat(db->path, &st) == 0 ? st.st_size >> 20 : 0);
    sqlite3_progress_handler(db->h, 100000, deadline, &until);
    enum db_rc rc = DB_OK;
    if (store_run(db->h, "SELECT 1 FROM sqlite_schema LIMIT 1") != SQLITE_OK)
        rc = db_storage_fault(db);
    else if ((rc = store_migrate(db)) != DB_OK)
        ;
    else if (schema_differs(db->h, SCHEMA_NOW, odd, sizeof odd))
        db_refuse(db, F_SCHEMA, odd, NULL), rc = DB_FAULT;
    else if (store_code(db->h, db->upper) != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc == DB_OK && how == DB_OPEN)
        rc = record_check(db);
    sqlite3_progress_handler(db->h, 0, NULL, NULL);
    return rc == DB_OK ? DB_OK : DB_FAULT;
}

enum db_rc store_open(struct db **out, const char *path, enum db_open_how how,
                      const struct upper *upper, struct faults *f)
{
    *out = NULL;
    char full[PATH_MAX];
    struct stat st;
    /* Links in the way are followed, one in place of the file is not. */
    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        fault_add(f, F_FILE_LINK, NULL);
        return DB_FAULT;
    }
    const char *real = realpath(path, full) ? full : path;
    enum db_rc rc = file_look(real, f);
    if (rc != DB_OK)
        return rc;
    struct db *db = store_new(real);
    db->upper = upper;
    int how_open = access(real, W_OK) == 0 ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    if (store_connect(&db->h, real, how_open) != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc == DB_OK)
        rc = check_content(db, how);
    if (rc != DB_OK) {
        hand_over(f, &db->faults);
        db_close(db);
        return DB_FAULT;
    }
    *out = db;
    return DB_OK;
}

void sync_folder_of(const char *path)
{
    char *dir = xstrdup(path);
    char *slash = strrchr(dir, '/');
    if (slash)
        slash[slash == dir] = '\0';
    int fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(dir);
}

/* ---- making ---- */

/* The empty file with our schema, at a name nobody looks at. */
static int make_empty(const char *tmp)
{
    sqlite3 *h = NULL;
    int fd = open(tmp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return SQLITE_CANTOPEN;
    close(fd);
    int rc = store_connect(&h, tmp, SQLITE_OPEN_READWRITE);
    char setup[128];
    snprintf(setup, sizeof setup,
             "PRAGMA journal_mode = DELETE; PRAGMA application_id = %d; PRAGMA user_version = %d;",
             DB_APPLICATION_ID, DB_USER_VERSION);
    if (rc == SQLITE_OK)
        rc = store_run(h, "BEGIN IMMEDIATE");
    if (rc == SQLITE_OK)
        rc = store_schema(h);
    if (rc == SQLITE_OK)
        rc = store_run(h, "COMMIT");
    if (rc == SQLITE_OK)
        rc = store_run(h, setup);
    sqlite3_close_v2(h);
    return rc;
}

enum db_rc store_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                        const struct upper *upper, struct faults *f)
{
    *out = NULL;
    struct stat st;
    if (lstat(path, &st) == 0) {
        fault_add(f, F_FILE_EXISTS, NULL);
        return DB_REFUSED;
    }
    const char *slash = strrchr(path, '/');
    int dir = slash ? (int)(slash - path) + 1 : 0;
    char *tmp = xasprintf("%.*s.%s.%ld", dir, path, path + dir, (long)getpid());
    enum db_rc rc = DB_FAULT;
    struct db *db = NULL;
    if (make_empty(tmp) != SQLITE_OK) {
        fault_add(f, F_FILE_CREATE, reason_text(errno), NULL);
    } else if ((rc = store_open(&db, tmp, DB_OPEN_VERIFY, upper, f)) == DB_OK) {
        rc = upper->begin(db, set, n);
        hand_over(f, &db->faults);
    }
    db_close(db);
    /* link refuses a name that exists; file systems without links get a rename. */
    if (rc == DB_OK && link(tmp, path) != 0) {
        bool taken = errno == EEXIST || lstat(path, &st) == 0;
        if (taken || rename(tmp, path) != 0) {
            fault_add(f, taken ? F_FILE_EXISTS : F_FILE_CREATE, reason_text(errno), NULL);
            rc = taken ? DB_REFUSED : DB_FAULT;
        }
    }
    unlink(tmp);
    free(tmp);
    if (rc != DB_OK)
        return rc;
    sync_folder_of(path);
    return store_open(out, path, DB_OPEN, upper, f);
}
