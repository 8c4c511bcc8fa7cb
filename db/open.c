/* SPDX-License-Identifier: MIT */
/* A file from outside is looked at before SQLite may touch it, and checked before any other
 * query reads it. */
#include "db/open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/embed.h"
#include "db/text.h"

enum { HEAP_MB = 256, BUSY_STEP_NS = 200000, BUSY_STEPS = 25000 };

/* Our own steps of 0.2 ms up to 5 s: SQLite's own waits grow to 100 ms, which is felt. */
static int busy(void *arg, int count)
{
    (void)arg;
    if (count >= BUSY_STEPS)
        return 0;
    nanosleep(&(struct timespec){.tv_nsec = BUSY_STEP_NS}, NULL);
    return 1;
}

/* What may stop the statements of a hostile file: the time by which opening must be done. */
static int deadline(void *arg)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > *(const time_t *)arg;
}

static void set_limits(sqlite3 *h)
{
    static const struct {
        int what, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 1000000},     {SQLITE_LIMIT_SQL_LENGTH, 100000},
        {SQLITE_LIMIT_COLUMN, 100},         {SQLITE_LIMIT_EXPR_DEPTH, 100},
        {SQLITE_LIMIT_COMPOUND_SELECT, 50}, {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 10},   {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_ATTACHED, 0},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(h, limits[i].what, limits[i].value);
    sqlite3_hard_heap_limit64((sqlite3_int64)HEAP_MB << 20);
    static const struct {
        int what, on;
    } config[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    };
    for (size_t i = 0; i < sizeof config / sizeof *config; i++)
        sqlite3_db_config(h, config[i].what, config[i].on, NULL);
}

static int run(sqlite3 *h, const char *sql)
{
    return sqlite3_exec(h, sql, NULL, NULL, NULL);
}

static int run_embedded(sqlite3 *h, const char *name)
{
    const struct embedded *e = db_embedded(name);
    return e ? run(h, (const char *)e->data) : SQLITE_ERROR;
}

int store_schema(sqlite3 *h)
{
    return run_embedded(h, SCHEMA_NOW);
}

static const char pragmas[] = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                              "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = NORMAL;"
                              "PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;";

/* Open the connection only; nothing of the file is read yet. */
static int connect_file(sqlite3 **h, const char *path, int flags)
{
    int rc = sqlite3_open_v2(path, h, flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc != SQLITE_OK)
        return rc;
    set_limits(*h);
    sqlite3_busy_handler(*h, busy, NULL);
    return run(*h, pragmas);
}

/* The TEMP part: defaults of the settings, what makes a star, views, guards. */
static int add_code(sqlite3 *h)
{
    int rc = run(h, "CREATE TEMP TABLE setting_default (key TEXT PRIMARY KEY, value TEXT) STRICT");
    if (rc == SQLITE_OK)
        rc = star_functions(h);
    sqlite3_stmt *s = NULL;
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(h, "INSERT INTO setting_default VALUES (?, ?)", -1, &s, NULL);
    size_t n;
    const struct setting_def *d = setting_defs(&n);
    for (size_t i = 0; i < n && rc == SQLITE_OK; i++) {
        sqlite3_bind_text(s, 1, d[i].key, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, d[i].fallback, -1, SQLITE_STATIC);
        rc = sqlite3_step(s) == SQLITE_DONE ? sqlite3_reset(s) : SQLITE_ERROR;
    }
    sqlite3_finalize(s);
    if (rc == SQLITE_OK)
        rc = run_embedded(h, "sql/views.sql");
    if (rc == SQLITE_OK)
        rc = run_embedded(h, "sql/guards.sql");
    return rc;
}

static struct db *db_new(const char *path)
{
    struct db *db = xcalloc(1, sizeof *db);
    db->path = xstrdup(path);
    return db;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_finalize(db->stmt[q]);
    sqlite3_close_v2(db->h);
    copies_free(db->copies);
    faults_free(&db->faults);
    free(db->setting_cache);
    free(db->path);
    free(db);
}

void store_reconnect(struct db *db)
{
    for (int q = 0; q < Q_COUNT; q++) {
        sqlite3_finalize(db->stmt[q]);
        db->stmt[q] = NULL;
    }
    sqlite3_close_v2(db->h);
    db->h = NULL;
    db->broken = false;
    char other[64];
    if (connect_file(&db->h, db->path, SQLITE_OPEN_READWRITE) != SQLITE_OK ||
        schema_differs(db->h, SCHEMA_NOW, other, sizeof other) || add_code(db->h) != SQLITE_OK) {
        sqlite3_close_v2(db->h);
        db->h = NULL;
    }
}

enum db_rc store_scratch(struct db **out, const char *schema)
{
    struct db *db = db_new(":memory:");
    db->scratch = true;
    *out = db;
    if (sqlite3_open_v2(":memory:", &db->h, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        run(db->h, "PRAGMA foreign_keys = OFF") != SQLITE_OK ||
        run_embedded(db->h, schema) != SQLITE_OK)
        return DB_FAULT;
    return DB_OK;
}

/* ---- schema text ---- */

bool schema_differs(sqlite3 *h, const char *schema, char *out, size_t n)
{
    static const char q[] =
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema ORDER BY name";
    struct db *want = NULL;
    sqlite3_stmt *a = NULL, *b = NULL;
    bool differs = true;
    snprintf(out, n, "?");
    if (store_scratch(&want, schema) == DB_OK &&
        sqlite3_prepare_v2(h, q, -1, &a, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(want->h, q, -1, &b, NULL) == SQLITE_OK) {
        for (;;) {
            int ra = sqlite3_step(a), rb = sqlite3_step(b);
            if (ra == SQLITE_DONE && rb == SQLITE_DONE) {
                differs = false;
                break;
            }
            bool same = ra == SQLITE_ROW && rb == SQLITE_ROW;
            for (int c = 0; c < 4 && same; c++)
                same = sqlite3_column_bytes(a, c) == sqlite3_column_bytes(b, c) &&
                       memcmp(sqlite3_column_text(a, c), sqlite3_column_text(b, c),
                              (size_t)sqlite3_column_bytes(a, c)) == 0;
            if (!same) {
                sqlite3_stmt *odd = ra == SQLITE_ROW ? a : b;
                if (ra == SQLITE_ROW || rb == SQLITE_ROW)
                    snprintf(out, n, "%.40s", (const char *)sqlite3_column_text(odd, 1));
                break;
            }
        }
    }
    sqlite3_finalize(a);
    sqlite3_finalize(b);
    db_close(want);
    return differs;
}

/* ---- open and create ---- */

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
    if (run(db->h, "SELECT 1 FROM sqlite_schema LIMIT 1") != SQLITE_OK)
        rc = db_storage_fault(db);
    else if ((rc = store_migrate(db)) != DB_OK)
        ;
    else if (schema_differs(db->h, SCHEMA_NOW, odd, sizeof odd))
        db_refuse(db, F_SCHEMA, odd, NULL), rc = DB_FAULT;
    else if (add_code(db->h) != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc == DB_OK && how == DB_OPEN)
        rc = record_check(db);
    sqlite3_progress_handler(db->h, 0, NULL, NULL);
    return rc == DB_OK ? DB_OK : DB_FAULT;
}

enum db_rc db_open(struct db **out, const char *path, enum db_open_how how, struct faults *f)
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
    struct db *db = db_new(real);
    int how_open = access(real, W_OK) == 0 ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    if (connect_file(&db->h, real, how_open) != SQLITE_OK)
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

/* The empty file with our schema, at a name nobody looks at. */
static int make_empty(const char *tmp)
{
    sqlite3 *h = NULL;
    int fd = open(tmp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return SQLITE_CANTOPEN;
    close(fd);
    int rc = connect_file(&h, tmp, SQLITE_OPEN_READWRITE);
    char setup[128];
    snprintf(setup, sizeof setup,
             "PRAGMA journal_mode = DELETE; PRAGMA application_id = %d; PRAGMA user_version = %d;",
             DB_APPLICATION_ID, DB_USER_VERSION);
    if (rc == SQLITE_OK)
        rc = run(h, "BEGIN IMMEDIATE");
    if (rc == SQLITE_OK)
        rc = store_schema(h);
    if (rc == SQLITE_OK)
        rc = run(h, "COMMIT");
    if (rc == SQLITE_OK)
        rc = run(h, setup);
    sqlite3_close_v2(h);
    return rc;
}

enum db_rc db_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                     struct faults *f)
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
        fault_add(f, F_FILE_CREATE, strerror(errno), NULL);
    } else if ((rc = db_open(&db, tmp, DB_OPEN_VERIFY, f)) == DB_OK) {
        rc = session_begin(db, set, n);
        hand_over(f, &db->faults);
    }
    db_close(db);
    /* link refuses a name that exists; file systems without links get a rename. */
    if (rc == DB_OK && link(tmp, path) != 0) {
        bool taken = errno == EEXIST || lstat(path, &st) == 0;
        if (taken || rename(tmp, path) != 0) {
            fault_add(f, taken ? F_FILE_EXISTS : F_FILE_CREATE, strerror(errno), NULL);
            rc = taken ? DB_REFUSED : DB_FAULT;
        }
    }
    unlink(tmp);
    free(tmp);
    if (rc != DB_OK)
        return rc;
    sync_folder_of(path);
    return db_open(out, path, DB_OPEN, f);
}

/* ---- small answers ---- */

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
