/* SPDX-License-Identifier: MIT */
/* export/write.c - from a record to a workbook that was read back. */
#include "export/write.h"

#include <stdlib.h>

#include "db/sheet.h"
#include "db/text.h"
#include "export/ballots.h"
#include "export/sheets.h"

enum { SHEETS = 5, MOST_TRIES = 5, MOST_MEMBERS = SHEET_MAX_COLS - 25 };

const char *const book_sheets[SHEETS + 1] = {SHEET_SCORES,  SHEET_DETAIL,  SHEET_MEMBERS,
                                             SHEET_MINUTES, SHEET_JOURNAL, NULL};

static enum db_rc fill(struct pages *g)
{
    enum db_rc rc = sheet_detail(g);
    if (rc == DB_OK)
        rc = sheet_scores(g);
    if (rc == DB_OK)
        rc = sheet_members(g);
    if (rc == DB_OK)
        rc = sheet_minutes(g);
    if (rc == DB_OK)
        rc = sheet_journal(g);
    return rc;
}

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
static bool reads_back(struct pages *g, const char *path, const size_t filled[SHEETS])
{
    bool good = true;
    for (int i = 0; i < SHEETS && good; i++) {
        good = sheet_holds(path, book_sheets[i], filled[i]);
        pages_step(g);
    }
    return good;
}

static void count_filled(const struct pages *g, size_t filled[SHEETS])
{
    const struct paper *const papers[SHEETS] = {g->scores, g->detail, g->members, g->minutes,
                                                g->journal};
    for (int i = 0; i < SHEETS; i++)
        filled[i] = paper_filled(papers[i]);
}

static enum db_rc write_results(struct pages *g, const char *path, struct faults *f)
{
    const struct record *r = g->r;
    size_t filled[SHEETS];
    g->part_row = xcalloc(r->products.n + 1, sizeof *g->part_row);
    g->book = book_new(path, "Kết quả đánh giá, phân hạng sản phẩm OCOP",
                       words_epoch(r->session.last_time));
    pages_open(g);
    enum db_rc rc = fill(g);
    bool big = paper_row(g->detail) > SHEET_MAX_ROWS;
    count_filled(g, filled);
    const char *trouble = book_close(g->book, rc == DB_OK && !big);
    free(g->part_row);
    if (rc == DB_REFUSED)
        fault_add(f, F_EXPORT_CANCELLED, NULL);
    else if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (big)
        fault_add(f, F_EXPORT_BIG, "quá nhiều sản phẩm", NULL);
    else if (trouble)
        fault_add(f, F_EXPORT_WRITE, path, trouble, NULL);
    else if (!reads_back(g, path, filled))
        fault_add(f, F_EXPORT_BROKEN, path, NULL);
    else
        return DB_OK;
    return rc == DB_REFUSED ? DB_REFUSED : DB_FAULT;
}

/* One go, from what @r holds. */
static enum db_rc write_once(const struct record *r, const char *path, const char *ballots,
                             const struct progress *progress, struct faults *f)
{
    enum { EVENTS_A_STEP = 1000 };
    struct pages g = {.r = r, .total = 2 * r->products.n + r->n_log / EVENTS_A_STEP + SHEETS + 4};
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
