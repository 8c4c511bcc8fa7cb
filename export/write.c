/* SPDX-License-Identifier: MIT */
/* export/write.c - from a record to a workbook that was read back. */
#include "export/write.h"

#include <stdlib.h>

#include "db/sheet.h"
#include "db/text.h"
#include "export/ballots.h"
#include "export/sheets.h"

enum { MOST_TRIES = 5, MOST_MEMBERS = SHEET_MAX_COLS - 25 };

bool sheet_holds(const char *path, const char *name, size_t filled)
{
    struct faults ignored = {0};
    struct sheet_options o = {.sheet = name};
    struct sheet *s = sheet_read(path, &o, &ignored);
    size_t n = 0;
    for (size_t r = 0; s && r < s->n; r++)
        for (size_t c = 0; c < s->row[r].n; c++)
            n += s->row[r].cell[c][0] != 0;
    bool good = s && n == filled;
    sheet_free(s);
    faults_free(&ignored);
    return good;
}

/* The library does not notice everything that goes wrong on a full disk, so the file is read
 * again: every sheet whole, with as many filled cells as were written. */
static enum db_rc read_back(struct pages *g, const char *path, const size_t *filled)
{
    for (size_t i = 0; i < n_sheets; i++) {
        if (!sheet_holds(path, sheet_defs[i].name, filled[i]))
            return DB_FAULT;
        if (!pages_step(g))
            return DB_REFUSED;
    }
    return DB_OK;
}

static enum db_rc write_results(struct pages *g, const char *path, struct faults *f)
{
    const struct record *r = g->r;
    size_t filled[MOST_SHEETS];
    g->part_row = xcalloc(r->products.n + 1, sizeof *g->part_row);
    g->book = book_new(path, "Kết quả đánh giá, phân hạng sản phẩm OCOP",
                       words_epoch(r->session.last_time));
    g->arena = arena_new();
    pages_open(g);
    enum db_rc rc = pages_fill(g);
    bool big = paper_row(g->detail) > SHEET_MAX_ROWS;
    for (size_t i = 0; i < n_sheets; i++)
        filled[i] = paper_filled(g->paper[i]);
    const char *trouble = book_close(g->book, rc == DB_OK && !big);
    free(g->part_row);
    arena_free(g->arena);
    bool written = rc == DB_OK && !big && !trouble;
    if (written)
        rc = read_back(g, path, filled);
    if (rc == DB_REFUSED)
        fault_add(f, F_EXPORT_CANCELLED, NULL);
    else if (written && rc != DB_OK)
        fault_add(f, F_EXPORT_BROKEN, path, NULL);
    else if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (big)
        fault_add(f, F_EXPORT_BIG, "quá nhiều sản phẩm", NULL);
    else if (trouble)
        fault_add(f, F_EXPORT_WRITE, path, trouble, NULL);
    else
        return DB_OK;
    return rc == DB_REFUSED ? DB_REFUSED : DB_FAULT;
}

/* One go, from what @r holds. */
static enum db_rc write_once(const struct record *r, const char *path, const char *ballots,
                             const struct progress *progress, struct faults *f)
{
    enum { EVENTS_A_STEP = 1000 };
    struct pages g = {.r = r,
                      .total = 2 * r->products.n + r->n_log / EVENTS_A_STEP + 2 * n_sheets + 4};
    if (ballots)
        g.total += ballots_steps(r);
    if (progress) {
        g.progress = progress->step;
        g.progress_arg = progress->arg;
    }
    enum db_rc rc = write_results(&g, path, f);
    if (rc == DB_OK && ballots)
        rc = ballots_write(&g, ballots, f);
    return rc;
}

/* Whether the record still is what @r was read from. */
static bool unchanged(struct db *db, const struct record *r)
{
    struct session now;
    return db_session(db, &now) == DB_OK && now.events == r->session.events;
}

enum db_rc write_workbooks(struct db *db, const char *path, const char *ballots,
                           const struct progress *progress, struct session *session,
                           struct faults *f)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        struct record r = {0};
        enum db_rc rc = record_load(&r, db);
        if (rc != DB_OK) {
            fault_add(f, F_EXPORT_READ, NULL);
            rc = DB_FAULT;
        } else if (r.n_columns > MOST_MEMBERS) {
            fault_add(f, F_EXPORT_BIG, "quá nhiều người chấm điểm", NULL);
            rc = DB_FAULT;
        } else {
            rc = write_once(&r, path, ballots, progress, f);
        }
        if (session && rc == DB_OK)
            *session = r.session;
        bool same = rc != DB_OK || unchanged(db, &r);
        record_free(&r);
        if (same)
            return rc;
    }
    fault_add(f, F_EXPORT_CHANGING, NULL);
    return DB_FAULT;
}

enum db_rc write_workbook(struct db *db, const char *path, const struct progress *progress,
                          struct session *session, struct faults *f)
{
    return write_workbooks(db, path, NULL, progress, session, f);
}
