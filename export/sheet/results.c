/* SPDX-License-Identifier: MIT */
/* export/sheet/results.c - the workbook of results: which sheets it has, how each is made, and that
 * it was read back. */
#include "export/sheet/results.h"

#include <stdlib.h>

#include "db/sheet/sheet.h"
#include "export/base/file.h"
#include "export/base/words.h"
#include "export/sheet/charts.h"
#include "export/sheet/journal.h"
#include "export/sheet/minutes.h"
#include "export/sheet/points.h"
#include "db/base/mem.h"
#include "export/sheet/table.h"

enum { MOST_MEMBERS = SHEET_MAX_COLS - 25 };

/* A sheet of the workbook: a table, or one that is opened and filled in its own way. */
enum { NO_TABLE = -1 };
static const struct sheet_def {
    int table;        /* an enum table_id; NO_TABLE: */
    const char *name; /* it has a name of its own */
    struct sheet *(*open)(struct results_book *g, const char *name); /* and is opened so */
    /* How it is filled; fill_table when it is as any table. */
    enum db_rc (*fill)(struct results_book *g, struct sheet *p, struct table *t);
} sheet_defs[] = {
    /* In the order of the workbook. */
    {TABLE_ANNEX, NULL, NULL, fill_table},
    {TABLE_FORWARDED, NULL, NULL, fill_table},
    {TABLE_FAILED, NULL, NULL, fill_table},
    {TABLE_POSTPONED, NULL, NULL, fill_table},
    {TABLE_SCORES, NULL, NULL, fill_scores},
    {TABLE_DETAIL, NULL, NULL, fill_detail},
    {TABLE_GATES, NULL, NULL, fill_table},
    {TABLE_RESCORED, NULL, NULL, fill_table},
    {TABLE_MEMBERS, NULL, NULL, fill_table},
    {NO_TABLE, "Biên bản", open_minutes, fill_minutes},
    {TABLE_STATS, NULL, NULL, fill_table},
    {NO_TABLE, "Biểu đồ", open_charts, fill_charts},
    {TABLE_CERTIFICATES, NULL, NULL, fill_table},
    {TABLE_JOURNAL, NULL, NULL, fill_journal},
};
enum { SHEETS = sizeof sheet_defs / sizeof *sheet_defs };
_Static_assert((int)SHEETS <= (int)MOST_SHEETS, "room for every sheet");

const char *results_sheet(size_t i)
{
    if (i >= SHEETS)
        return NULL;
    return sheet_defs[i].table == NO_TABLE ? sheet_defs[i].name
                                           : table_defs[sheet_defs[i].table].sheet;
}

/* Make the sheets, empty, in the order in which they stand. */
static void open_sheets(struct results_book *g, struct sheet **sheet)
{
    for (size_t i = 0; i < SHEETS; i++) {
        const struct sheet_def *d = &sheet_defs[i];
        if (d->table == NO_TABLE) {
            sheet[i] = d->open(g, d->name);
            continue;
        }
        g->table[d->table] = table_make((enum table_id)d->table, g->r, g->arena);
        g->sheet[d->table] = sheet[i] = open_table(g, g->table[d->table]);
    }
}

static enum db_rc fill_one(struct results_book *g, size_t i, struct sheet *p)
{
    struct table *t = sheet_defs[i].table == NO_TABLE ? NULL : g->table[sheet_defs[i].table];
    return t && t->rc != DB_OK ? t->rc : sheet_defs[i].fill(g, p, t);
}

/* Fill all sheets: the one of criteria first, which others point into.  DB_REFUSED: stopped by the
 * caller. */
static enum db_rc fill_sheets(struct results_book *g, struct sheet **sheet)
{
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < SHEETS && rc == DB_OK; i++)
        if (sheet_defs[i].fill == fill_detail)
            rc = fill_one(g, i, sheet[i]);
    for (size_t i = 0; i < SHEETS && rc == DB_OK; i++)
        if (sheet_defs[i].fill != fill_detail)
            rc = fill_one(g, i, sheet[i]);
    return rc;
}

/* The library does not notice everything that goes wrong on a full disk, so the file is read
 * again: every sheet whole, with as many filled cells as were written. */
static enum db_rc read_back(struct job *j, const char *path, const size_t *filled)
{
    for (size_t i = 0; i < SHEETS; i++) {
        if (!book_holds(path, results_sheet(i), filled[i]))
            return DB_FAULT;
        if (!job_step(j))
            return DB_REFUSED;
    }
    return DB_OK;
}

static void note_fillable(struct sheet *const *sheet, struct fillable *out)
{
    for (size_t i = 0; i < SHEETS; i++) {
        size_t n;
        const struct fill *fill = sheet_fills(sheet[i], &n);
        for (size_t k = 0; k < n; k++) {
            out->v = mem_grow(out->v, out->n, &out->cap, sizeof *out->v);
            out->v[out->n++] = (struct fillable_cell){i, fill[k].row, fill[k].col};
        }
    }
}

static enum db_rc write_results(struct job *j, const char *path, struct fillable *fillable,
                                struct faults *f)
{
    const struct record *r = j->r;
    size_t filled[SHEETS];
    struct sheet *sheet[SHEETS];
    struct results_book g = {.r = r, .job = j, .arena = arena_new()};
    g.part_row = xcalloc(r->products.n + 1, sizeof *g.part_row);
    g.book = book_new(path, "Kết quả đánh giá, phân hạng sản phẩm OCOP",
                      words_epoch(r->session.last_time));
    open_sheets(&g, sheet);
    enum db_rc rc = fill_sheets(&g, sheet);
    bool big = sheet_row(g.sheet[TABLE_DETAIL]) > SHEET_MAX_ROWS;
    for (size_t i = 0; i < SHEETS; i++)
        filled[i] = sheet_filled(sheet[i]);
    if (fillable)
        note_fillable(sheet, fillable);
    const char *trouble = book_close(g.book, rc == DB_OK && !big);
    free(g.part_row);
    arena_free(g.arena);
    if (rc == DB_OK && big) {
        fault_add(f, F_EXPORT_BIG, "quá nhiều sản phẩm", NULL);
        return DB_FAULT;
    }
    if (rc != DB_OK || trouble)
        return job_failed(rc == DB_OK ? DB_FAULT : rc, path, trouble, f);
    rc = read_back(j, path, filled);
    if (rc == DB_FAULT)
        file_failed(f, F_EXPORT_BROKEN, path, NULL);
    return rc == DB_REFUSED ? job_failed(rc, path, NULL, f) : rc;
}

size_t results_steps(const struct record *r, size_t unused)
{
    enum { EVENTS_A_STEP = 1000 };
    (void)unused;
    return 2 * r->products.n + r->n_log / EVENTS_A_STEP + 2 * SHEETS + 4;
}

enum db_rc results_write(struct job *j, const char *path, size_t unused, struct faults *f)
{
    (void)unused;
    if (j->r->n_columns > MOST_MEMBERS) {
        fault_add(f, F_EXPORT_BIG, "quá nhiều người chấm điểm", NULL);
        return DB_FAULT;
    }
    return write_results(j, path, NULL, f);
}

enum db_rc results_fresh(struct db *db, const char *path, bool points, struct fillable *fillable,
                         struct faults *f)
{
    struct record r = {0};
    struct job j = {.r = &r};
    enum db_rc rc = record_load(&r, db);
    r.points = points;
    if (rc == DB_OK)
        rc = write_results(&j, path, fillable, f);
    else
        fault_add(f, F_EXPORT_READ, NULL);
    record_free(&r);
    return rc;
}
