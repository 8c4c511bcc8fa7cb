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
        const char *v = (const char *)sqlite3_column_text(s, c);
        char *longer = xasprintf("%s%s%s", name, c ? " " : "", v ? v : "");
        free(name);
        name = longer;
    }
    return name;
}

static enum db_rc compare_table(struct refold *r, const char *table, enum query q)
{
    sqlite3_stmt *a = stmt_get(r->db, q), *b = stmt_get(r->copy, q);
    if (!a || !b)
        return DB_FAULT;
    long rows_a = 0, rows_b = 0;
    bool named = false;
    for (;;) {
        int ra = sqlite3_step(a), rb = sqlite3_step(b);
        rows_a += ra == SQLITE_ROW;
        rows_b += rb == SQLITE_ROW;
        if (ra != SQLITE_ROW && ra != SQLITE_DONE)
            return db_storage_fault(r->db);
        if (!named && (ra == SQLITE_ROW || rb == SQLITE_ROW) &&
            !(ra == SQLITE_ROW && rb == SQLITE_ROW && same_row(a, b))) {
            char *row = row_name(ra == SQLITE_ROW ? a : b);
            db_refuse(r->db, F_FOLD_DIFFERS, table, row, NULL);
            free(row);
            named = true;
        }
        if (ra != SQLITE_ROW && rb != SQLITE_ROW)
            break;
    }
    sqlite3_reset(a);
    sqlite3_reset(b);
    if (rows_a != rows_b) {
        char have[24], want[24];
        snprintf(have, sizeof have, "%ld", rows_a);
        snprintf(want, sizeof want, "%ld", rows_b);
        db_refuse(r->db, F_FOLD_ROWS, table, have, want, NULL);
    }
    return named ? DB_REFUSED : DB_OK;
}

static enum db_rc compare_all(struct refold *r)
{
    static const struct {
        const char *table;
        enum query q;
    } tables[] = {
        {"session", Q_dump_session},
        {"setting", Q_dump_setting},
        {"member", Q_dump_member},
        {"product", Q_dump_product},
        {"panel", Q_dump_panel},
        {"criteria_set", Q_dump_criteria_set},
        {"criterion", Q_dump_criterion},
        {"level", Q_dump_level},
        {"ballot", Q_dump_ballot},
        {"mark", Q_dump_mark},
        {"note", Q_dump_note},
        {"finding", Q_dump_finding},
        {"assessment", Q_dump_assessment},
        {"dossier", Q_dump_dossier},
        {"evidence", Q_dump_evidence},
        {"decision", Q_dump_decision},
        {"decided", Q_dump_decided},
        {"closing", Q_dump_closing},
        {"closed_result", Q_dump_closed_result},
    };
    enum db_rc worst = DB_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        enum db_rc rc = compare_table(r, tables[i].table, tables[i].q);
        worst = rc > worst ? rc : worst;
    }
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
static enum db_rc sound(struct db *db)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_integrity);
    enum db_rc rc = stmt_step(db, s, &row);
    if (!row)
        return rc == DB_OK ? DB_FAULT : rc;
    const char *word = (const char *)sqlite3_column_text(s, 0);
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
    return rc == DB_OK ? compare_all(&r) : rc;
}

enum db_rc record_check(struct db *db)
{
    int64_t events;
    unsigned char head[32];
    /* One snapshot for all of it, while others may be writing. */
    if (store_run(db->h, "BEGIN") != SQLITE_OK)
        return db_storage_fault(db);
    struct db *copy = store_new(":memory:");
    enum db_rc rc = sound(db);
    if (rc == DB_OK)
        rc = journal_check(db, &events, head);
    if (rc == DB_OK && store_scratch(&copy->h, SCHEMA_NOW) != SQLITE_OK)
        rc = DB_FAULT;
    if (rc == DB_OK)
        rc = refold(db, copy);
    db_close(copy);
    for (int q = 0; q < Q_COUNT; q++)
        sqlite3_reset(db->stmt[q]);
    store_run(db->h, "COMMIT");
    return rc;
}

enum db_rc record_state(struct db *db, struct verdict *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_session_get);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = (struct verdict){0};
    if (row) {
        snprintf(out->id, sizeof out->id, "%s", (const char *)sqlite3_column_text(s, 0));
        out->closed = sqlite3_column_int(s, 1);
        out->version = sqlite3_column_int(s, 2);
        out->events = sqlite3_column_int64(s, 4);
        snprintf(out->head, sizeof out->head, "%s", (const char *)sqlite3_column_text(s, 7));
        snprintf(out->closing, sizeof out->closing, "%s", (const char *)sqlite3_column_text(s, 10));
        sqlite3_reset(s);
    }
    return rc;
}

enum db_rc db_verify(struct db *db, struct verdict *out)
{
    faults_free(&db->faults);
    db->place = AT_WHOLE;
    enum db_rc rc = record_check(db);
    if (rc == DB_OK)
        rc = compare_results(db);
    enum db_rc told = record_state(db, out);
    return rc == DB_OK ? told : rc;
}
