/* SPDX-License-Identifier: MIT */
/* The proof: fold the journal again beside the file, compare every table, recompute every
 * result and compare it with what was signed off. */
#include "db/record/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/record/connect.h"
#include "db/record/file.h"
#include "db/record/fold.h"
#include "db/record/legal.h"
#include "db/record/store.h"

struct refold {
    struct db *db, *copy;
    enum db_rc rc;
    int64_t bad; /* event that could not be folded */
    char kind[32];
};

static bool refold_one(const struct event *e, void *arg)
{
    struct refold *r = arg;
    r->rc = fold_apply(r->copy, e);
    if (r->rc == DB_OK)
        return true;
    r->bad = e->seq;
    snprintf(r->kind, sizeof r->kind, "%s", e->kind);
    return false;
}

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int col)
{
    if (sqlite3_column_type(a, col) != sqlite3_column_type(b, col))
        return false;
    int n = sqlite3_column_bytes(a, col);
    if (n != sqlite3_column_bytes(b, col))
        return false;
    const void *x = sqlite3_column_blob(a, col), *y = sqlite3_column_blob(b, col);
    return n == 0 || memcmp(x, y, (size_t)n) == 0;
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
    int n = sqlite3_column_count(a);
    for (int c = 0; c < n; c++)
        if (!same_value(a, b, c))
            return false;
    return n == sqlite3_column_count(b);
}

/* The first columns of a row, to name it. */
static char *row_name(sqlite3_stmt *s)
{
    int n = sqlite3_column_count(s);
    char *name = xstrdup("");
    for (int c = 0; c < n && c < 3; c++) {
        const char *v = col_str(s, c);
        char *longer = xasprintf("%s%s%s", name, c ? " " : "", v ? v : "");
        free(name);
        name = longer;
    }
    return name;
}

static enum db_rc compare_rows(struct db *db, const char *table, sqlite3_stmt *a, sqlite3_stmt *b)
{
    long rows_a = 0, rows_b = 0;
    bool named = false;
    for (;;) {
        int ra = sqlite3_step(a), rb = sqlite3_step(b);
        rows_a += ra == SQLITE_ROW;
        rows_b += rb == SQLITE_ROW;
        if (ra != SQLITE_ROW && ra != SQLITE_DONE)
            return db_storage_fault(db);
        if (!named && (ra == SQLITE_ROW || rb == SQLITE_ROW) &&
            !(ra == SQLITE_ROW && rb == SQLITE_ROW && same_row(a, b))) {
            char *row = row_name(ra == SQLITE_ROW ? a : b);
            db_refuse(db, F_FOLD_DIFFERS, table, row, NULL);
            free(row);
            named = true;
        }
        if (ra != SQLITE_ROW && rb != SQLITE_ROW)
            break;
    }
    if (rows_a != rows_b) {
        char have[24], want[24];
        snprintf(have, sizeof have, "%ld", rows_a);
        snprintf(want, sizeof want, "%ld", rows_b);
        db_refuse(db, F_FOLD_ROWS, table, have, want, NULL);
    }
    return named ? DB_REFUSED : DB_OK;
}

/* The columns that @table has in the file, in the order of its key: "SELECT a, b FROM t ORDER BY
 * a".  A table that grew since keeps what it had.  A later version of the file keeps a decision for
 * each version of the session: an older one had the last. */
static char *table_query(sqlite3 *h, const char *table, bool older)
{
    sqlite3_stmt *s = NULL;
    char *cols = xstrdup(""), *keys = xstrdup("1"), *more;
    if (sqlite3_prepare_v2(h,
                           "SELECT name, pk FROM pragma_table_info(?, 'main')"
                           " ORDER BY pk = 0, pk, cid",
                           -1, &s, NULL) == SQLITE_OK) {
        sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
        for (int n = 1; sqlite3_step(s) == SQLITE_ROW; n++) {
            const char *name = col_str(s, 0);
            more = xasprintf("%s%s\"%s\"", cols, n > 1 ? ", " : "", name);
            free(cols);
            cols = more;
            if (n > 1 && sqlite3_column_int(s, 1)) {
                more = xasprintf("%s, %d", keys, n);
                free(keys);
                keys = more;
            }
        }
    }
    sqlite3_finalize(s);
    const char *last = "";
    if (older && strcmp(table, "decision") == 0)
        last =
            " t WHERE version = (SELECT max(version) FROM main.decision u WHERE u.list = t.list)";
    else if (older && strcmp(table, "decided") == 0)
        last = " t WHERE version ="
               " (SELECT max(version) FROM main.decided u WHERE u.product = t.product)";
    char *sql = xasprintf("SELECT %s FROM main.\"%s\"%s ORDER BY %s", cols, table, last, keys);
    free(cols);
    free(keys);
    return sql;
}

/* Each table of @db but the journal against the same columns of @now. */
enum db_rc tables_compare(struct db *db, sqlite3 *now, bool older)
{
    sqlite3_stmt *tables = NULL;
    if (sqlite3_prepare_v2(db->h,
                           "SELECT name FROM main.sqlite_schema"
                           " WHERE type = 'table' AND name <> 'event' ORDER BY rowid",
                           -1, &tables, NULL) != SQLITE_OK)
        return db_storage_fault(db);
    enum db_rc worst = DB_OK;
    while (sqlite3_step(tables) == SQLITE_ROW && worst != DB_FAULT) {
        const char *table = col_str(tables, 0);
        char *had = table_query(db->h, table, false), *want = table_query(db->h, table, older);
        sqlite3_stmt *a = NULL, *b = NULL;
        enum db_rc rc;
        if (sqlite3_prepare_v2(db->h, had, -1, &a, NULL) != SQLITE_OK ||
            sqlite3_prepare_v2(now, want, -1, &b, NULL) != SQLITE_OK)
            rc = db_storage_fault(db);
        else
            rc = compare_rows(db, table, a, b);
        worst = rc > worst ? rc : worst;
        sqlite3_finalize(a);
        sqlite3_finalize(b);
        free(had);
        free(want);
    }
    sqlite3_finalize(tables);
    return worst;
}

static enum db_rc compare_results(struct db *db)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_closed_result_differs);
    enum db_rc rc, worst = DB_OK;
    struct arena *a = arena_new();
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row)
        worst = db_refuse(db, F_RESULT_DIFFERS, col_text(a, s, 0), col_text(a, s, 1),
                          col_text(a, s, 2), NULL);
    arena_free(a);
    return rc == DB_OK ? worst : rc;
}

/* Indexes against their tables too: a lying index would give a mark to the wrong product. */
enum db_rc record_sound(struct db *db)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_integrity);
    enum db_rc rc = stmt_step(db, s, &row);
    if (!row)
        return rc == DB_OK ? DB_FAULT : rc;
    const char *word = col_str(s, 0);
    if (strcmp(word, "ok") != 0) {
        db_refuse(db, F_DAMAGED, word, NULL);
        rc = DB_FAULT;
    }
    sqlite3_reset(s);
    return rc;
}

/* Fold the whole journal into @copy and compare every table. */
static enum db_rc refold(struct db *db, struct db *copy)
{
    struct refold r = {.db = db, .copy = copy};
    enum db_rc rc = stmt_run(copy, stmt_get(copy, Q_begin));
    if (rc == DB_OK)
        rc = db_journal(db, 1, refold_one, &r);
    if (rc == DB_OK && r.rc != DB_OK) {
        char seq[24];
        snprintf(seq, sizeof seq, "%lld", (long long)r.bad);
        return db_refuse(db, F_FOLD_EVENT, seq, r.kind, NULL);
    }
    return rc == DB_OK ? tables_compare(db, copy->h, false) : rc;
}

enum db_rc record_check(struct db *db)
{
    int64_t events;
    unsigned char head[32];
    struct db *copy = store_new(":memory:");
    enum db_rc rc = record_sound(db);
    if (rc == DB_OK)
        rc = journal_check(db, &events, head);
    if (rc == DB_OK && store_scratch(&copy->h, SCHEMA_NOW) != SQLITE_OK)
        rc = DB_FAULT;
    if (rc == DB_OK)
        rc = refold(db, copy);
    db_close(copy);
    return rc;
}

enum db_rc record_state(struct db *db, struct verdict *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_session_get);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = (struct verdict){0};
    if (row) {
        snprintf(out->id, sizeof out->id, "%s", col_str(s, 0));
        out->closed = sqlite3_column_int(s, 1);
        out->version = sqlite3_column_int(s, 2);
        out->events = sqlite3_column_int64(s, 4);
        snprintf(out->head, sizeof out->head, "%s", col_str(s, 7));
        snprintf(out->closing, sizeof out->closing, "%s", col_str(s, 10));
        sqlite3_reset(s);
    }
    return rc;
}

enum db_rc record_proof(struct db *db, struct verdict *out)
{
    enum db_rc rc = record_check(db);
    if (rc == DB_OK)
        rc = compare_results(db);
    enum db_rc told = record_state(db, out);
    return rc == DB_OK ? told : rc;
}

static enum db_rc verify_look(struct db *db, struct verdict *out)
{
    enum db_rc rc = record_proof(db, out);
    return rc == DB_OK ? record_legal(db) : rc;
}

enum db_rc db_verify(struct db *db, struct verdict *out)
{
    faults_free(&db->faults);
    db->place = AT_WHOLE;
    if (db->look)
        return verify_look(db, out);
    struct db *now;
    enum db_rc rc = db_look(db, &now);
    if (rc != DB_OK)
        return rc;
    rc = verify_look(now, out);
    faults_move(&db->faults, &now->faults);
    db_close(now);
    return rc;
}
