/* SPDX-License-Identifier: MIT */
/* db/import/import.c - importing a list, whole or not at all; its header row: where it is, and
 * which column is which. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/council/need.h"
#include "db/import/part.h"

enum { HEADER_ROWS = 20 };

/* ---- the header row ---- */

/* What a header means: its column, and whether by a strong name; column -1: unknown. */
struct heading {
    const char *key;
    int column;
    bool strong;
};

/* Enter the headers of @names as meaning @column (value: column * 2 + strong + 1). */
static void enter(struct import *im, struct dict *d, const char *names, size_t column, bool strong)
{
    for (const char *p = names; p && *p;) {
        size_t len = strcspn(p, "|");
        char *key = text_key(arena_strndup(im->arena, p, len));
        size_t *slot = dict_slot(d, key);
        if (!*slot)
            *slot = column * 2 + strong + 1;
        free(key);
        p += len + (p[len] == '|');
    }
}

static struct dict *known_headers(struct import *im)
{
    struct dict *d = dict_new(im->arena);
    for (size_t c = 0; c < im->n_columns; c++)
        enter(im, d, im->column[c].name, c, true);
    for (size_t c = 0; c < im->n_columns; c++)
        enter(im, d, im->column[c].same, c, true);
    for (size_t c = 0; c < im->n_columns; c++)
        enter(im, d, im->column[c].weak, c, false);
    return d;
}

static struct heading *headings(struct import *im, const struct dict *known,
                                const struct sheet_row *row)
{
    struct heading *h = arena_alloc(im->arena, (row->n ? row->n : 1) * sizeof *h);
    for (size_t i = 0; i < row->n; i++) {
        char *key = text_key(row->cell[i]);
        h[i].key = arena_strdup(im->arena, key ? key : "");
        free(key);
        size_t found = dict_get(known, h[i].key);
        h[i].column = found ? (int)((found - 1) / 2) : -1;
        h[i].strong = found && (found - 1) % 2;
    }
    return h;
}

/* How many columns a row names, and whether every required one is among them. */
static size_t named(const struct import *im, const struct heading *h, size_t n, bool *all)
{
    bool seen[LIST_MAX_COLUMNS] = {false};
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (h[i].column >= 0 && !seen[h[i].column]) {
            seen[h[i].column] = true;
            count++;
        }
    *all = true;
    for (size_t c = 0; c < im->n_columns; c++)
        if (im->column[c].required && !seen[c])
            *all = false;
    return count;
}

/* The first row that names all required columns, else the one that names most; NULL: none
 * names any.  A title above the table may be one of our words ("THÀNH VIÊN"): a lone cell
 * is the header only where no fuller row follows. */
static const struct sheet_row *find_header(struct import *im, const struct dict *known)
{
    const struct sheet_row *best = NULL, *lone = NULL;
    size_t most = 0;
    for (size_t r = 0; r < im->sheet->n; r++) {
        const struct sheet_row *row = &im->sheet->row[r];
        if (row->number > HEADER_ROWS)
            break;
        bool all;
        size_t count = named(im, headings(im, known, row), row->n, &all);
        if (all && count > 1)
            return row;
        if (all && !lone)
            lone = row;
        if (count > most) {
            most = count;
            best = row;
        }
    }
    return lone ? lone : best;
}

static void no_header(struct import *im)
{
    char *text = xstrdup("");
    for (size_t c = 0; c < im->n_columns; c++)
        if (im->column[c].required) {
            char *more = xasprintf("%s%s%s", text, *text ? ", " : "", im->column[c].name);
            free(text);
            text = more;
        }
    im->db->place = AT_WHOLE;
    db_refuse(im->db, F_LIST_NO_HEADER, text, NULL);
    free(text);
}

/* ---- the header row ---- */

static void twice(struct import *im, size_t first, size_t second)
{
    char letters[8];
    column_letters((long)first + 1, letters);
    im->db->place = AT_CELL;
    im->db->row = im->header->number;
    im->db->col = (long)second + 1;
    db_refuse(im->db, F_LIST_HEADER_TWICE, im->header->cell[second], letters, NULL);
}

/* Give each column its cell.  A weak header yields to a strong one and is unknown then. */
static void assign(struct import *im, struct heading *h, size_t n)
{
    for (int strong = 1; strong >= 0; strong--)
        for (size_t i = 0; i < n; i++) {
            int c = h[i].column;
            if (c < 0 || h[i].strong != (strong == 1))
                continue;
            if (im->at[c] < 0)
                im->at[c] = (int)i;
            else if (h[im->at[c]].strong == h[i].strong)
                twice(im, (size_t)im->at[c], i);
            else
                h[i].column = -1;
        }
}

/* One header in two columns, known or not: nobody can tell which one is meant. */
static void check_twice(struct import *im, const struct heading *h, size_t n)
{
    struct dict *seen = dict_new(im->arena);
    for (size_t i = 0; i < n; i++) {
        if (!*h[i].key || h[i].column >= 0)
            continue;
        size_t *slot = dict_slot(seen, h[i].key);
        if (*slot)
            twice(im, *slot - 1, i);
        else
            *slot = i + 1;
    }
}

static bool column_used(const struct import *im, size_t cell)
{
    for (const struct sheet_row *r = im->header + 1; r < im->sheet->row + im->sheet->n; r++)
        if (cell < r->n && *r->cell[cell])
            return true;
    return false;
}

static void warn_unknown(struct import *im, const struct heading *h, size_t n)
{
    size_t width = n;
    for (const struct sheet_row *r = im->header + 1; r < im->sheet->row + im->sheet->n; r++)
        if (!im->sheet->ragged_matters && r->n > width)
            width = r->n;
    im->db->place = AT_CELL;
    im->db->row = im->header->number;
    for (size_t i = 0; i < width; i++) {
        char letters[8];
        column_letters((long)i + 1, letters);
        im->db->col = (long)i + 1;
        if (i < n && *im->header->cell[i] && h[i].column < 0)
            db_warn(im->db, F_LIST_COLUMN_UNKNOWN, im->header->cell[i], NULL);
        else if ((i >= n || !*im->header->cell[i]) && column_used(im, i))
            db_warn(im->db, F_LIST_COLUMN_UNNAMED, letters, NULL);
    }
}

/* Find the header row and name the columns; false when the list cannot be read at all. */
static bool import_header(struct import *im)
{
    im->column = import_columns(im->kind, &im->n_columns);
    struct dict *known = known_headers(im);
    im->header = find_header(im, known);
    if (!im->header) {
        no_header(im);
        return false;
    }
    size_t n = im->header->n;
    struct heading *h = headings(im, known, im->header);
    for (size_t c = 0; c < LIST_MAX_COLUMNS; c++)
        im->at[c] = -1;
    assign(im, h, n);
    check_twice(im, h, n);
    import_at(im, im->header, -1);
    bool whole = true;
    for (size_t c = 0; c < im->n_columns; c++)
        if (im->column[c].required && im->at[c] < 0) {
            db_refuse(im->db, F_LIST_COLUMN_MISSING, im->column[c].name, NULL);
            whole = false;
        }
    warn_unknown(im, h, n);
    return whole;
}

/* ---- the list ---- */

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
    import_digest(im, im->out->look);
    if (db->faults.errors > 0)
        return tx_end(db, DB_REFUSED);
    if (im->opt->look && memcmp(im->opt->look, im->out->look, IMPORT_LOOK) != 0) {
        faults_free(&db->faults);
        return tx_end(db, db_refuse(db, F_ASKED_CHANGED, NULL));
    }
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
