/* SPDX-License-Identifier: MIT */
/* db/import/import.c - importing a list, whole or not at all. */
#include "db/council/need.h"
#include "db/import/part.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"

/* The faults of a file that could not be read at all: nothing is wrong with the list. */
static bool unreadable(const struct faults *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == F_SHEET_OPEN || f->v[i].id == F_SHEET_MISSING ||
            f->v[i].id == F_SHEET_DENIED || f->v[i].id == F_SHEET_NOT_FILE)
            return true;
    return false;
}

/* The list is read before the transaction begins, so that others are not kept waiting. */
static enum db_rc read_list(struct import *im, const char *path)
{
    struct sheet_options so = {.sheet = im->opt->sheet, .encoding = im->opt->encoding};
    struct faults f = {0};
    im->sheet = sheet_read(path, &so, &f);
    if (!im->sheet) {
        faults_free(&im->db->faults);
        im->db->faults = f;
        return unreadable(&f) ? DB_FAULT : DB_REFUSED;
    }
    enum db_rc rc = tx_begin(im->db);
    if (rc != DB_OK) {
        faults_free(&f);
        return rc;
    }
    if (im->db->faults.n == 0) {
        faults_free(&im->db->faults);
        im->db->faults = f;
    } else {
        faults_free(&f);
    }
    return DB_OK;
}

static void import_list(struct import *im)
{
    static void (*const list[])(struct import *) = {
        [LIST_MEMBERS] = import_members,   [LIST_PRODUCTS] = import_products,
        [LIST_PANEL] = import_panel,       [LIST_BALLOTS] = import_ballots,
        [LIST_FINDINGS] = import_findings, [LIST_DOSSIER] = import_dossier,
        [LIST_SCORES] = import_scores,
    };
    if (import_header(im) && import_rows(im))
        list[im->kind](im);
}

struct placed {
    struct fault fault;
    size_t at;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    long row_x = x->fault.place == AT_WHOLE ? 0 : x->fault.row;
    long row_y = y->fault.place == AT_WHOLE ? 0 : y->fault.row;
    if (row_x != row_y)
        return row_x < row_y ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* What was found in several passes is told from the first row to the last. */
static void sort_faults(struct faults *f)
{
    struct placed *v = xcalloc(f->n, sizeof *v);
    for (size_t i = 0; i < f->n; i++)
        v[i] = (struct placed){f->v[i], i};
    qsort(v, f->n, sizeof *v, by_place);
    for (size_t i = 0; i < f->n; i++)
        f->v[i] = v[i].fault;
    free(v);
}

/* The outcome of the acts: everything is done, or nothing is. */
static enum db_rc finish(struct import *im)
{
    struct db *db = im->db;
    db->place = AT_WHOLE;
    db->row = db->col = 0;
    sort_faults(&db->faults);
    if (im->broken)
        return tx_end(db, DB_FAULT);
    if (db->faults.errors > 0)
        return tx_end(db, DB_REFUSED);
    if (!im->opt->dry_run)
        return tx_end(db, DB_OK);
    enum db_rc rc = tx_end(db, DB_REFUSED);
    return rc == DB_REFUSED ? DB_OK : rc;
}

enum db_rc db_import(struct db *db, enum list_kind kind, const char *path,
                     const struct import_options *opt, struct import_report *out)
{
    static const struct import_options plain = {.actor = "secretary"};
    struct import_report unasked = {0};
    struct import im = {.db = db, .kind = kind, .opt = opt ? opt : &plain};
    im.out = out ? out : &unasked;
    im.actor = im.opt->actor ? im.opt->actor : plain.actor;
    *im.out = (struct import_report){0};
    enum db_rc rc = read_list(&im, path);
    if (rc == DB_OK) {
        im.arena = arena_new();
        if (import_did(&im, need_open(db)))
            import_list(&im);
        rc = finish(&im);
        arena_free(im.arena);
    }
    sheet_free(im.sheet);
    return rc;
}
