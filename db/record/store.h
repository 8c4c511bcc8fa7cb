/* SPDX-License-Identifier: MIT */
/* db/record/store.h - the inside of an open file: its statements, faults and transactions.  Not for
 * other layers. */
#ifndef DB_RECORD_STORE_H
#define DB_RECORD_STORE_H

#include <sqlite3.h>

#include "db/base/arena.h"
#include "db/base/fault.h"
#include "db/rc.h"
#include "db/record/copy.h"
#include "db/record/event.h"
#include "db/record/expect.h"
#include "db/record/journal.h"
#include "db/record/reading.h"
#include "db/record/seen.h"
#include "db/record/turn.h"

/* The statements of db/sql/queries.sql: Q_score_put and so on. */
enum query {
#define STMT(name, sql) Q_##name,
#include "queries.h"
#undef STMT
    Q_COUNT
};

enum { DB_APPLICATION_ID = 0x4f434f50, /* "OCOP" */ DB_USER_VERSION = 3 };

/* A connection that waits while another is read. */
struct connection {
    sqlite3 *h; /* NULL: none */
    sqlite3_stmt *stmt[Q_COUNT];
    struct bytes bytes; /* of the copy that is read instead */
};

struct db {
    sqlite3 *h;
    const struct upper *upper; /* NULL: scratch */
    char *path;
    int64_t version;   /* of the tables in the file: DB_USER_VERSION, older only in a look */
    bool look;         /* a copy in memory: no act begins */
    struct copy copy;  /* of a look: the bytes it was made from */
    int uses;          /* of a look: how many more will close it */
    struct seen seen;  /* the last event this process knows */
    struct seen added; /* the last one of the transaction; seq 0: none */
    struct left left;  /* the file as it was left */
    const char *lost;  /* why the name is not our file any more; NULL while it is */
    sqlite3_stmt *stmt[Q_COUNT];
    struct faults faults;
    /* Where the acts now running come from: stamped on their faults by db_refuse. */
    enum fault_place place;
    long row, col;
    struct turn turn;
    struct db_expect expect; /* of the next transaction */
    int depth;               /* of nested transactions */
    int reads;               /* of nested readings (db/record/reading.h) */
    bool steady; /* they see one state: h is in a transaction that reads, or is a copy */
    struct connection aside; /* the file's, while h is a copy */
    bool broken;             /* an I/O failure inside the transaction: it can only be rolled back */
    bool full; /* the same, for the largest size of a file: refused, nothing is lost */
    int64_t (*now_ms)(void *);
    void *now_arg;
    struct crit_copy *copies; /* parsed sets of this session (db/agenda/set.c) */
};

/* ---- statements ---- */
/* The prepared statement, reset, its bindings cleared.  NULL after recording a fault. */
sqlite3_stmt *stmt_get(struct db *db, enum query q);
void bind_int(sqlite3_stmt *s, const char *name, int64_t v); /* ":name" */
void bind_text(sqlite3_stmt *s, const char *name, const char *v);
/* Run a statement that returns no rows. */
enum db_rc stmt_run(struct db *db, sqlite3_stmt *s);
/* SQLITE_ROW: *row true.  Resets at the end. */
enum db_rc stmt_step(struct db *db, sqlite3_stmt *s, bool *row);
/* Column as text, until the next step; NULL for NULL. */
const char *col_str(sqlite3_stmt *s, int col);
/* Column as text in arena @a; "" for NULL. */
const char *col_text(struct arena *a, sqlite3_stmt *s, int col);
/* One integer; @fallback when there is no row or it is NULL. */
enum db_rc stmt_one(struct db *db, sqlite3_stmt *s, int64_t fallback, int64_t *out);

/* ---- faults ---- */
/* Record a refusal at the place now in force; returns DB_REFUSED. */
enum db_rc db_refuse(struct db *db, enum fault_id id, ...) __attribute__((sentinel));
/* The same for a usage error (DB_USAGE), for a warning, and for storage (DB_FAULT). */
enum db_rc db_misuse(struct db *db, enum fault_id id, ...) __attribute__((sentinel));
void db_warn(struct db *db, enum fault_id id, ...) __attribute__((sentinel));
enum db_rc db_storage_fault(struct db *db);

/* ---- transactions ----
 * Acts nest: the outermost tx_begin is BEGIN IMMEDIATE, the outermost tx_end COMMIT, or
 * ROLLBACK when @rc is not DB_OK; an inner act that refuses has changed nothing, and the
 * outer one decides (so a list can name every fault before it is rolled back).
 * The outermost tx_begin clears the faults of the call before, and refuses when what the act rests
 * on has changed (db/record/expect.h). */
enum db_rc tx_begin(struct db *db) MUST_CHECK;
enum db_rc tx_end(struct db *db, enum db_rc rc) MUST_CHECK;

#endif
