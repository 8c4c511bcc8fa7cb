/* SPDX-License-Identifier: MIT */
/* A file from outside is looked at before SQLite may touch it, and checked before any other
 * query reads it. */
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
#include "db/base/batch.h"
#include "db/base/reason.h"
#include "db/record/connect.h"
#include "db/record/copy.h"
#include "db/record/look.h"
#include "db/record/migrate.h"
#include "db/record/seen.h"
#include "db/record/store.h"
#include "db/record/verify.h"

/* What may stop the statements of a hostile file: the time by which opening must be done. */
static int deadline(void *arg)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > *(const time_t *)arg;
}

/* A hostile file must not keep the program busy: its statements get this long.  A sound file takes
 * about 0.05 s a MB; a slow laptop gets twenty times that. */
static time_t time_for(const struct copy *c)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + 5 + (time_t)(c->bytes.n >> 20);
}

/* The journal of the copy is folded into today's tables in memory; whoever looks sees these. */
static enum db_rc look_folded(struct db *db)
{
    char version[64];
    struct db *now = store_new(db->path);
    enum db_rc rc = DB_OK;
    snprintf(version, sizeof version, "PRAGMA user_version = %d", DB_USER_VERSION);
    if (store_memory(&now->h, SCHEMA_NOW) != SQLITE_OK)
        rc = DB_FAULT;
    if (rc == DB_OK)
        rc = migrate_copy(db, now);
    if (rc == DB_OK && store_run(now->h, version) != SQLITE_OK)
        rc = db_storage_fault(now);
    for (int q = 0; q < Q_COUNT; q++) {
        sqlite3_finalize(db->stmt[q]);
        db->stmt[q] = NULL;
    }
    sqlite3 *old = db->h;
    db->h = now->h;
    now->h = old;
    db_close(now);
    return rc;
}

/* What is in @db, a copy in memory: the tables of its version, and as @how asks the whole record.
 * Then the code that reads it: no view of ours is read before the record is known to hold. */
static enum db_rc judge(struct db *db, enum db_open_how how, int64_t version)
{
    char odd[64];
    enum db_rc rc = DB_OK;
    if (version != DB_USER_VERSION || how == DB_TRY)
        rc = look_folded(db);
    else if (schema_differs(db->h, SCHEMA_NOW, odd, sizeof odd))
        db_refuse(db, F_SCHEMA, odd, NULL), rc = DB_FAULT;
    if (rc == DB_OK && (how == DB_OPEN || how == DB_LOOK) && version == DB_USER_VERSION)
        rc = record_check(db);
    if (rc == DB_OK && store_code(db->h, db->upper) != SQLITE_OK)
        rc = db_storage_fault(db);
    return rc;
}

/* What was read whole into memory (@rc) is judged there: nobody waits for us, and what is in it
 * cannot change the file.  @bare: a journal without an event will do.  Takes @db. */
static enum db_rc look(struct db **out, struct db *db, enum db_open_how how, bool bare,
                       enum db_rc rc, struct faults *f)
{
    db->h = db->copy.h;
    db->copy.h = NULL;
    if (rc == DB_OK)
        rc = bytes_look(&db->copy.bytes, f);
    if (rc == DB_OK) {
        time_t until = time_for(&db->copy);
        db->version = store_version(db->h);
        sqlite3_progress_handler(db->h, 100000, deadline, &until);
        rc = judge(db, how, db->version);
        sqlite3_progress_handler(db->h, 0, NULL, NULL);
    }
    if (rc == DB_OK)
        rc = journal_head(db, &db->seen.seq, db->seen.hash);
    if (rc == DB_OK && !db->seen.seq && !bare) /* verify says so as of any wrong journal */
        rc = db_refuse(db, F_DAMAGED, N_("nhật ký không có sự kiện nào"), NULL);
    if (rc == DB_OK) {
        db->look = how != DB_TRY;
        *out = db;
        return DB_OK;
    }
    faults_move(f, &db->faults);
    db_close(db);
    return how == DB_LOOK_VERIFY ? rc : DB_FAULT;
}

static enum db_rc look_file(struct db **out, const char *path, enum db_open_how how, bool bare,
                            const struct upper *upper, struct faults *f)
{
    struct db *db = store_new(path);
    db->upper = upper;
    return look(out, db, how, bare, copy_read(path, &db->copy, f), f);
}

enum db_rc store_look_bytes(struct db **out, const void *bytes, size_t n, const struct upper *upper,
                            struct faults *f)
{
    struct db *db = store_new(":memory:");
    *out = NULL;
    db->upper = upper;
    return look(out, db, DB_LOOK, false, copy_bytes(bytes, n, &db->copy, f), f);
}

/* A connection that writes, for a file whose copy @seen was judged: today's tables, and what was
 * seen is still in it. */
static enum db_rc connect_to_write(struct db *db, const struct db *seen)
{
    char odd[64];
    enum db_rc rc = DB_OK;
    if (store_connect(&db->h, db->path, SQLITE_OPEN_READWRITE) != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc == DB_OK)
        rc = migrate_file(db);
    if (rc == DB_OK && schema_differs(db->h, SCHEMA_NOW, odd, sizeof odd))
        db_refuse(db, F_SCHEMA, odd, NULL), rc = DB_FAULT;
    if (rc == DB_OK && store_code(db->h, db->upper) != SQLITE_OK)
        rc = db_storage_fault(db);
    if (rc == DB_OK)
        store_size_limit(db->h);
    db->seen = seen->seen;
    return rc == DB_OK ? seen_check(db) : rc;
}

static enum db_rc open_to_write(struct db **out, struct db *seen, struct faults *f)
{
    /* What cannot be written can still be looked at; an act will be refused. */
    if (access(seen->path, W_OK) != 0) {
        *out = seen;
        return DB_OK;
    }
    struct db *db = store_new(seen->path);
    *out = NULL;
    db->upper = seen->upper;
    db->version = DB_USER_VERSION;
    enum db_rc rc = connect_to_write(db, seen);
    db_close(seen);
    if (rc == DB_OK) {
        seen_leave(db);
        *out = db;
        return DB_OK;
    }
    faults_move(f, &db->faults);
    db_close(db);
    return DB_FAULT;
}

static enum db_rc open_file(struct db **out, const char *path, enum db_open_how how, bool bare,
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
    if (rc == DB_OK)
        rc = look_file(out, real, how, bare, upper, f);
    return rc == DB_OK && how == DB_OPEN ? open_to_write(out, *out, f) : rc;
}

enum db_rc store_open(struct db **out, const char *path, enum db_open_how how,
                      const struct upper *upper, struct faults *f)
{
    return open_file(out, path, how, false, upper, f);
}

/* The connection of @now is a copy of what @db reads. */
static enum db_rc copied(struct db *db, struct db *now, enum db_rc rc, struct db **out)
{
    now->upper = db->upper;
    now->version = DB_USER_VERSION;
    now->now_ms = db->now_ms;
    now->now_arg = db->now_arg;
    now->h = now->copy.h;
    now->copy.h = NULL;
    if (rc == DB_OK && store_code(now->h, now->upper) != SQLITE_OK)
        rc = db_storage_fault(now);
    if (rc != DB_OK) {
        faults_move(&db->faults, &now->faults);
        db_close(now);
        now = NULL;
    }
    *out = now;
    return rc;
}

enum db_rc db_look(struct db *db, struct db **out)
{
    if (db->look) {
        db->uses++;
        *out = db;
        return DB_OK;
    }
    struct db *now = store_new(db->path);
    now->look = true;
    return copied(db, now, copy_live(db->h, &now->copy, &db->faults), out);
}

enum db_rc store_scratch_of(struct db *db, struct db **out)
{
    struct db *now = store_new(db->path);
    return copied(db, now, copy_scratch(db->h, &now->copy, &db->faults), out);
}

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

/* What a new file is made under, until it is whole. */
struct unborn {
    char *file, *journal;
};

static struct unborn unborn_begin(const char *path)
{
    const char *slash = strrchr(path, '/');
    int dir = slash ? (int)(slash - path) + 1 : 0;
    char *file = xasprintf("%.*s.%s.%ld", dir, path, path + dir, (long)getpid());
    struct unborn u = {file, xasprintf("%s-journal", file)};
    temp_begin(u.file);
    temp_begin(u.journal);
    return u;
}

static void unborn_end(struct unborn *u)
{
    unlink(u->file);
    unlink(u->journal);
    temp_end(u->journal);
    temp_end(u->file);
    free(u->journal);
    free(u->file);
}

/* The session in the file nobody looks at.  A write that failed means the same whatever stands
 * there: the file goes. */
static enum db_rc fill_in(const char *tmp, const struct db_pair *set, size_t n,
                          const struct upper *upper, struct faults *f)
{
    struct db *db = NULL;
    if (make_empty(tmp) != SQLITE_OK) {
        fault_add(f, F_FILE_CREATE, reason_text(errno), NULL);
        return DB_FAULT;
    }
    enum db_rc rc = open_file(&db, tmp, DB_OPEN, true, upper, f);
    if (rc == DB_OK) {
        rc = upper->begin(db, set, n);
        const struct faults *own = &db->faults;
        if (rc == DB_FAULT && own->n)
            fault_add(f, F_FILE_CREATE, own->v[0].arg[0], NULL);
        else
            faults_move(f, &db->faults);
    }
    db_close(db);
    stage_set(STAGE_OPEN); /* until it has its name */
    return rc;
}

/* link refuses a name that exists; file systems without links get a rename. */
static enum db_rc give_name(const char *tmp, const char *path, struct faults *f)
{
    struct stat st;
    if (link(tmp, path) == 0)
        return DB_OK;
    int e = errno;
    bool taken = e == EEXIST || lstat(path, &st) == 0;
    if (!taken && rename(tmp, path) == 0)
        return DB_OK;
    if (taken)
        fault_add(f, F_FILE_EXISTS, NULL);
    else
        fault_add(f, F_FILE_CREATE, reason_text(errno), NULL);
    return taken ? DB_REFUSED : DB_FAULT;
}

/* The new file's name is on the disk, or it goes again. */
static enum db_rc hold(const char *path, struct faults *f)
{
    char *dir = batch_folder(path);
    int e = batch_sync_folder(dir);
    free(dir);
    if (!e)
        return DB_OK;
    fault_add(f, unlink(path) == 0 ? F_FILE_CREATE : F_FILE_STUCK, reason_text(e), NULL);
    return DB_FAULT;
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
    struct unborn u = unborn_begin(path);
    enum db_rc rc = fill_in(u.file, set, n, upper, f);
    if (rc == DB_OK)
        rc = give_name(u.file, path, f);
    unborn_end(&u);
    if (rc != DB_OK)
        return rc;
    rc = hold(path, f);
    if (rc != DB_OK)
        return rc;
    stage_set(STAGE_DONE);
    rc = store_open(out, path, DB_OPEN, upper, f);
    if (rc != DB_OK)
        fault_add(f, F_FILE_MADE, NULL);
    return rc;
}
