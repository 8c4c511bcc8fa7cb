/* SPDX-License-Identifier: MIT */
/* db/record/store.h - the inside of db/: one open file, its statements, transactions, journal and
 * fold.  Not for other layers. */
#ifndef DB_RECORD_STORE_H
#define DB_RECORD_STORE_H

#include <sqlite3.h>
#include <stdarg.h>

#include "db/base/arena.h"
#include "db/db.h"

/* The statements of db/sql/queries.sql: Q_score_put and so on. */
enum query {
#define STMT(name, sql) Q_##name,
#include "queries.h"
#undef STMT
    Q_COUNT
};

enum { DB_APPLICATION_ID = 0x4f434f50, /* "OCOP" */ DB_USER_VERSION = 2 };

struct db {
    sqlite3 *h;
    char *path;
    bool scratch; /* in memory, for db_verify: no guards, no views */
    sqlite3_stmt *stmt[Q_COUNT];
    struct faults faults;
    /* Where the acts now running come from: stamped on their faults by db_refuse. */
    enum fault_place place;
    long row, col;
    int depth;   /* of nested transactions */
    bool broken; /* an I/O failure inside the transaction: it can only be rolled back */
    int64_t (*now_ms)(void *);
    void *now_arg;
    char *setting_cache;      /* last answer of db_setting */
    struct crit_copy *copies; /* parsed sets of this session */
};

/* ---- statements ---- */
/* The prepared statement, reset, its bindings cleared.  NULL after recording a fault. */
sqlite3_stmt *stmt_get(struct db *db, enum query q);
void bind_int(sqlite3_stmt *s, const char *name, int64_t v); /* ":name" */
void bind_text(sqlite3_stmt *s, const char *name, const char *v);
void bind_blob(sqlite3_stmt *s, const char *name, const void *v, size_t n);
/* Run a statement that returns no rows. */
enum db_rc stmt_run(struct db *db, sqlite3_stmt *s);
/* SQLITE_ROW: *row true.  Resets at the end. */
enum db_rc stmt_step(struct db *db, sqlite3_stmt *s, bool *row);
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
 * The outermost tx_begin clears the faults of the call before. */
enum db_rc tx_begin(struct db *db) MUST_CHECK;
enum db_rc tx_end(struct db *db, enum db_rc rc) MUST_CHECK;

/* ---- journal ---- */
/* The fields of an event being made; names may repeat, order matters. */
struct body {
    char *text; /* encoded, "NAME BYTES VALUE\n" ... */
    size_t len, cap;
};
void body_text(struct body *b, const char *name, const char *value);
void body_int(struct body *b, const char *name, int64_t value);
void body_free(struct body *b);
/* Append the event and fold it, inside a transaction.  Frees @b.  @seq may be NULL. */
enum db_rc journal_append(struct db *db, const char *kind, const char *actor, struct body *b,
                          int64_t *seq) MUST_CHECK;
/* One field at *@at: name, value, and where the next one begins; false when malformed. */
bool body_field(const char *text, size_t len, size_t *at, const char **name, size_t *name_len,
                const char **value, size_t *value_len);
/* Decode the body of an event into fields (arena-owned); false when it is malformed. */
bool body_decode(struct arena *a, const char *text, size_t len, struct event *e);
/* Walk the chain from the first event; the first difference is recorded as a fault. */
enum db_rc journal_check(struct db *db, int64_t *events, unsigned char head[32]) MUST_CHECK;

/* ---- fold ---- */
/* Apply one event to the tables of @db (the file, or the scratch copy of db_verify). */
enum db_rc fold_apply(struct db *db, const struct event *e) MUST_CHECK;

/* ---- shared checks ---- */
/* Refuses when the session is closed (chốt). */
enum db_rc need_open(struct db *db) MUST_CHECK;
enum db_rc need_product(struct db *db, int product) MUST_CHECK; /* exists */
enum db_rc need_member(struct db *db, int member) MUST_CHECK;
/* Text that may enter the record: NFC, trimmed, of at most @max characters, free of what
 * text_check refuses.  *out is the caller's to free. */
enum db_rc clean_text(struct db *db, const char *what, const char *in, size_t max,
                      char **out) MUST_CHECK;
/* The first events of a new session: its id, then the settings. */
enum db_rc session_begin(struct db *db, const struct db_pair *set, size_t n) MUST_CHECK;
/* The settings given at birth, inside a transaction. */
enum db_rc session_settings(struct db *db, const struct db_pair *set, size_t n) MUST_CHECK;
void copies_free(struct crit_copy *c);
/* The YAML of the session's copy of a set; NULL when it has none.  The caller frees. */
char *criteria_held(struct db *db, const char *set);
/* The event that makes @c, whose text is @yaml, the session's copy, inside a transaction. */
enum db_rc criteria_append(struct db *db, const struct crit_set *c, const char *yaml,
                           const char *actor) MUST_CHECK;
/* The set that @what means in this session; .id NULL: none.  Both are set when it names two. */
struct set_found {
    const char *id, *other; /* of the arena, or static */
};
enum db_rc set_resolve(struct db *db, struct arena *a, const char *what,
                       struct set_found *out) MUST_CHECK;
/* Bring the session its own copy of a set, if it has none and the program has it. */
enum db_rc adopt_set(struct db *db, const char *set, const char *actor) MUST_CHECK;

#endif
