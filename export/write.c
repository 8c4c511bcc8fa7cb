/* SPDX-License-Identifier: MIT */
/* export/write.c - from a record to a workbook that was read back. */
#include "export/write.h"

#include <stdlib.h>

#include "db/base/text.h"
#include "db/sheet/sheet.h"
#include "export/file.h"
#include "export/job.h"
#include "export/sheet/sheets.h"

enum { MOST_MEMBERS = SHEET_MAX_COLS - 25 };

bool sheet_holds(const char *path, const char *name, size_t filled)
{
    struct faults ignored = {0};
    struct sheet_options o = {.sheet = name, .max_cell = PAPER_MAX_CELL};
    struct sheet_rows *s = sheet_read(path, &o, &ignored);
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
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    return DB_OK;
}

static void note_fillable(const struct pages *g, struct fillable *out)
{
    for (size_t i = 0; i < n_sheets; i++)
        for (size_t k = 0; k < paper_fills(g->paper[i]); k++) {
            if (out->n == out->cap) {
                out->cap = out->cap ? 2 * out->cap : 64;
                out->v = xrealloc(out->v, out->cap * sizeof *out->v);
            }
            struct fillable_cell *c = &out->v[out->n++];
            c->sheet = i;
            paper_fill(g->paper[i], k, &c->row, &c->col);
        }
}

static enum db_rc write_results(struct job *j, const char *path, struct fillable *fillable,
                                struct faults *f)
{
    const struct record *r = j->r;
    size_t filled[MOST_SHEETS];
    struct pages g = {.r = r, .job = j, .arena = arena_new()};
    g.part_row = xcalloc(r->products.n + 1, sizeof *g.part_row);
    g.book = book_new(path, "Kết quả đánh giá, phân hạng sản phẩm OCOP",
                      words_epoch(r->session.last_time));
    pages_open(&g);
    enum db_rc rc = pages_fill(&g);
    bool big = paper_row(g.detail) > SHEET_MAX_ROWS;
    for (size_t i = 0; i < n_sheets; i++)
        filled[i] = paper_filled(g.paper[i]);
    if (fillable)
        note_fillable(&g, fillable);
    const char *trouble = book_close(g.book, rc == DB_OK && !big);
    free(g.part_row);
    arena_free(g.arena);
    if (rc == DB_OK && big) {
        fault_add(f, F_EXPORT_BIG, "quá nhiều sản phẩm", NULL);
        return DB_FAULT;
    }
    if (rc != DB_OK || trouble)
        return job_failed(rc == DB_OK ? DB_FAULT : rc, path, trouble, f);
    rc = read_back(&g, path, filled);
    if (rc == DB_FAULT)
        file_failed(f, F_EXPORT_BROKEN, path, NULL);
    return rc == DB_REFUSED ? job_failed(rc, path, NULL, f) : rc;
}

size_t results_steps(const struct record *r, size_t unused)
{
    enum { EVENTS_A_STEP = 1000 };
    (void)unused;
    return 2 * r->products.n + r->n_log / EVENTS_A_STEP + 2 * n_sheets + 4;
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

enum db_rc write_workbook(struct db *db, const char *path, bool points, struct fillable *fillable,
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
