/* SPDX-License-Identifier: MIT */
/* Statements, faults and transactions: what every act is made of. */
#include "db/record/store.h"

#include <stdio.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/limits.h"
#include "db/record/connect.h"

static const char *const sql_text[Q_COUNT] = {
#define STMT(name, sql) [Q_##name] = sql,
#include "queries.h"
#undef STMT
};

static void not_done(struct db *db, const char *why);

sqlite3_stmt *stmt_get(struct db *db, enum query q)
{
    if (!db->h) {
        not_done(db, N_("tệp đã đóng sau một lỗi ghi đĩa"));
        return NULL;
    }
    /* A failed write may have ended the transaction: what came now would stand by itself. */
    if (db->depth > 0 && (db->broken || db->full))
        return NULL;
    if (!db->stmt[q] && sqlite3_prepare_v3(db->h, sql_text[q], -1, SQLITE_PREPARE_PERSISTENT,
                                           &db->stmt[q], NULL) != SQLITE_OK) {
        (void)db_storage_fault(db);
        return NULL;
    }
    sqlite3_reset(db->stmt[q]);
    sqlite3_clear_bindings(db->stmt[q]);
    return db->stmt[q];
}

/* A parameter that could not be kept would be written as nothing. */
static void kept(int rc)
{
    if (rc == SQLITE_NOMEM)
        mem_gone();
}

void bind_int(sqlite3_stmt *s, const char *name, int64_t v)
{
    if (s)
        kept(sqlite3_bind_int64(s, sqlite3_bind_parameter_index(s, name), v));
}

void bind_text(sqlite3_stmt *s, const char *name, const char *v)
{
    if (s)
        kept(sqlite3_bind_text(s, sqlite3_bind_parameter_index(s, name), v ? v : "", -1,
                               SQLITE_TRANSIENT));
}

enum db_rc stmt_step(struct db *db, sqlite3_stmt *s, bool *row)
{
    *row = false;
    if (!s)
        return DB_FAULT;
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) {
        *row = true;
        return DB_OK;
    }
    sqlite3_reset(s);
    return rc == SQLITE_DONE ? DB_OK : db_storage_fault(db);
}

enum db_rc stmt_run(struct db *db, sqlite3_stmt *s)
{
    bool row;
    enum db_rc rc = stmt_step(db, s, &row);
    if (row)
        sqlite3_reset(s);
    return rc;
}

enum db_rc stmt_one(struct db *db, sqlite3_stmt *s, int64_t fallback, int64_t *out)
{
    bool row;
    enum db_rc rc = stmt_step(db, s, &row);
    *out = fallback;
    if (row) {
        if (sqlite3_column_type(s, 0) != SQLITE_NULL)
            *out = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return rc;
}

const char *col_str(sqlite3_stmt *s, int col)
{
    bool null = sqlite3_column_type(s, col) == SQLITE_NULL;
    const unsigned char *t = sqlite3_column_text(s, col);
    if (!t && !null)
        mem_gone();
    return (const char *)t;
}

const char *col_text(struct arena *a, sqlite3_stmt *s, int col)
{
    const char *t = col_str(s, col);
    return t ? arena_strdup(a, t) : "";
}

/* ---- faults ---- */

static void record(struct db *db, enum fault_id id, bool warning, va_list ap)
{
    const char *arg[FAULT_ARGS] = {0};
    for (int i = 0; i < FAULT_ARGS; i++) {
        arg[i] = va_arg(ap, const char *);
        if (!arg[i])
            break;
    }
    if (warning)
        warn_at(&db->faults, id, db->place, db->row, db->col, arg[0], arg[1], arg[2], arg[3],
                arg[4], NULL);
    else
        fault_at(&db->faults, id, db->place, db->row, db->col, arg[0], arg[1], arg[2], arg[3],
                 arg[4], NULL);
}

enum db_rc db_refuse(struct db *db, enum fault_id id, ...)
{
    va_list ap;
    va_start(ap, id);
    record(db, id, false, ap);
    va_end(ap);
    return DB_REFUSED;
}

enum db_rc db_misuse(struct db *db, enum fault_id id, ...)
{
    va_list ap;
    va_start(ap, id);
    record(db, id, false, ap);
    va_end(ap);
    return DB_USAGE;
}

void db_warn(struct db *db, enum fault_id id, ...)
{
    va_list ap;
    va_start(ap, id);
    record(db, id, true, ap);
    va_end(ap);
}

/* A guard's "rc:NAME" as its fault; false when the message is not a guard's. */
static bool guard_fault(struct db *db, const char *msg)
{
    static const struct {
        const char *token;
        enum fault_id id;
    } guards[] = {
        {"rc:JOURNAL_ONLY_GROWS", F_JOURNAL_ONLY_GROWS},
        {"rc:SESSION_CLOSED", F_SESSION_CLOSED},
        {"rc:BALLOT_CLOSED", F_BALLOT_CLOSED},
        {"rc:SCORING_STOPPED", F_SCORING_STOPPED},
    };
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        if (strcmp(msg, guards[i].token) == 0) {
            db_refuse(db, guards[i].id, NULL);
            return true;
        }
    return false;
}

/* SQLite says the same of a full disk and of a file that may not grow.  Like any failed write it
 * ends the transaction, so it is a refusal only once that was rolled back (tx_end). */
static bool size_reached(struct db *db)
{
    char mb[16];
    if (!store_size_reached(db->h))
        return false;
    snprintf(mb, sizeof mb, "%d", MAX_FILE_MB);
    db_refuse(db, F_FILE_FULL, mb, NULL);
    db->full = true;
    return true;
}

/* Outside a transaction nothing was to be written; what fails again and again is said once. */
static void not_done(struct db *db, const char *why)
{
    const struct faults *f = &db->faults;
    enum fault_id id = db->depth > 0 ? F_NOT_SAVED : F_NOT_READ;
    if (f->n == 0 || f->v[f->n - 1].id != id)
        db_refuse(db, id, why, NULL);
    db->broken = true;
}

enum db_rc db_storage_fault(struct db *db)
{
    int ext = db->h ? sqlite3_extended_errcode(db->h) : SQLITE_CANTOPEN;
    const char *msg = db->h ? sqlite3_errmsg(db->h) : "";
    if ((ext & 0xff) == SQLITE_CONSTRAINT && guard_fault(db, msg))
        return DB_REFUSED;
    switch (ext & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        db_refuse(db, F_BUSY, NULL);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        db_refuse(db, F_DAMAGED, store_reason(db->h), NULL);
        break;
    case SQLITE_READONLY:
        db_refuse(db, F_READ_ONLY, NULL);
        break;
    case SQLITE_FULL:
        if (size_reached(db))
            break;
        /* fall through */
    default:
        not_done(db, store_reason(db->h));
    }
    return DB_FAULT;
}

/* ---- transactions ---- */

/* After a failed write: drop the connection and open the same file again.  When that fails too
 * every later call refuses. */
static void reconnect(struct db *db)
{
    for (int q = 0; q < Q_COUNT; q++) {
        sqlite3_finalize(db->stmt[q]);
        db->stmt[q] = NULL;
    }
    sqlite3_close_v2(db->h);
    db->h = NULL;
    db->broken = false;
    char other[64];
    if (store_connect(&db->h, db->path, SQLITE_OPEN_READWRITE) != SQLITE_OK ||
        schema_differs(db->h, SCHEMA_NOW, other, sizeof other) ||
        store_code(db->h, db->upper) != SQLITE_OK) {
        sqlite3_close_v2(db->h);
        db->h = NULL;
        return;
    }
    store_size_limit(db->h);
}

static void rollback(struct db *db)
{
    if (!db->h || sqlite3_get_autocommit(db->h))
        return;
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_reset(db->stmt[q]);
    store_run(db->h, "ROLLBACK");
}

static void take_back(void *db)
{
    rollback(db);
}

/* The file can be written, and is the one that was opened. */
static enum db_rc may_write(struct db *db)
{
    if (db->look)
        db_refuse(db, F_READ_ONLY, NULL);
    else if (db->lost)
        db_refuse(db, F_FILE_LOST, db->lost, NULL);
    if (db->look || db->lost)
        return DB_FAULT;
    int since = seen_since(db);
    if (since > 0)
        reconnect(db);
    return since < 0 ? DB_FAULT : DB_OK;
}

/* What the act was to rest on (db/record/expect.h): asked for once, before it begins. */
static enum db_rc expect_holds(struct db *db)
{
    const struct db_expect e = db->expect;
    int64_t seq;
    unsigned char hash[32];
    db->expect = (struct db_expect){0};
    if (!e.same)
        return DB_OK;
    enum db_rc rc = journal_head(db, &seq, hash);
    if (rc != DB_OK || seq == e.seq)
        return rc;
    bool same = e.same(db, e.arg);
    if (db->broken)
        return DB_FAULT;
    /* A thing that is gone may have been refused while it was read. */
    faults_free(&db->faults);
    return same ? DB_OK : db_refuse(db, F_ASKED_CHANGED, NULL);
}

enum db_rc tx_begin(struct db *db)
{
    if (db->depth++ > 0)
        return DB_OK;
    read_drop(db);
    faults_free(&db->faults);
    db->place = AT_WHOLE;
    db->broken = db->full = false;
    db->added.seq = 0;
    enum db_rc rc = may_write(db);
    stage_set(STAGE_OPEN);
    stage_undo(take_back, db);
    if (rc == DB_OK) {
        turn_take(&db->turn, db->path);
        rc = stmt_run(db, stmt_get(db, Q_begin));
        turn_give(&db->turn);
    }
    if (rc == DB_OK && ((rc = seen_check(db)) != DB_OK || (rc = expect_holds(db)) != DB_OK))
        rollback(db);
    if (rc != DB_OK) {
        db->depth = 0;
        stage_undo(NULL, NULL);
    }
    return rc;
}

/* A commit failed: what stands in the file is looked up there, and told as it is.  The write is not
 * repeated, and not taken for durable either. */
static enum db_rc sort_out(struct db *db, const char *why)
{
    bool there = false;
    rollback(db);
    reconnect(db);
    bool known = db->h && seen_in(db, &db->added, &there) == DB_OK;
    faults_free(&db->faults);
    if (!known)
        db_refuse(db, F_NOT_KNOWN, why, NULL);
    else if (there && db->added.seq)
        db_refuse(db, F_SAVED_BADLY, why, NULL);
    else
        db_refuse(db, F_NOT_SAVED, why, NULL);
    if (known && there && db->added.seq) {
        db->seen = db->added;
        seen_leave(db);
    }
    stage_set(known ? STAGE_NONE : STAGE_ENDING); /* the faults say the rest */
    return DB_FAULT;
}

/* COMMIT, or the truth about it. */
static enum db_rc commit(struct db *db)
{
    sqlite3_stmt *s = stmt_get(db, Q_commit);
    if (!s)
        return DB_FAULT;
    stage_set(STAGE_ENDING);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_DONE) {
        sqlite3_reset(s);
        stage_set(STAGE_DONE);
        return DB_OK;
    }
    /* Who holds the file may let go of it; nothing was begun. */
    bool busy = (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED;
    if (busy || (rc & 0xff) == SQLITE_FULL) {
        stage_set(STAGE_OPEN);
        sqlite3_reset(s);
        return db_storage_fault(db);
    }
    const char *why = store_reason(db->h);
    sqlite3_reset(s);
    return sort_out(db, why);
}

enum db_rc tx_end(struct db *db, enum db_rc rc)
{
    if (--db->depth > 0)
        return rc;
    if (db->broken || db->full) /* whoever went on went on for nothing */
        rc = DB_FAULT;
    if (rc == DB_OK)
        rc = commit(db);
    if (rc == DB_OK && db->added.seq)
        db->seen = db->added;
    if (rc == DB_OK)
        seen_leave(db);
    else
        rollback(db);
    /* After a failed write the pages in memory may not be those on the disk: start again
     * from the file, and never repeat the failed flush. */
    if (db->broken)
        reconnect(db);
    stage_undo(NULL, NULL);
    return db->full && rc == DB_FAULT && !db->broken ? DB_REFUSED : rc;
}
