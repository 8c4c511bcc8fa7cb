/* SPDX-License-Identifier: MIT */
/* export/ballot/ballots.c - the workbook of ballots: who has a sheet, and what stands on it. */
#include "export/ballot/ballots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/sheet/sheet.h"
#include "export/ballot/pages.h"
#include "export/base/file.h"
#include "export/base/terms.h"
#include "export/base/words.h"

/* What sheet_read takes (SHEET_MAX_INFLATED) with room to spare: a ballot is some 29 KB. */
enum { MOST_BALLOTS = 3000, NAME_UNITS = 31 };

struct binder { /* the workbook in the making */
    struct job *job;
    struct workbook *book;
    struct form_source from;
    size_t n;
    struct sheet **sheet;
    char **name;
    size_t *filled;
};

/* ---- names --------------------------------------------------------------------------------- */

/* Bytes of the longest beginning of @s that takes at most @units units of UTF-16. */
static size_t fit_units(const char *s, int units)
{
    size_t at = 0;
    while (s[at]) {
        unsigned char c = (unsigned char)s[at];
        size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        units -= n == 4 ? 2 : 1;
        if (units < 0 || strnlen(s + at, n) < n)
            break;
        at += n;
    }
    return at;
}

char *ballot_sheet_name(int no, const char *name)
{
    uint32_t cp;
    size_t at, n = 0;
    char *safe = text_check(name, &cp, &at) == TEXT_FINE ? xstrdup(name) : text_safe(name, 0);
    for (size_t i = 0; safe[i]; i++)
        if (!strchr("[]:*?/\\", safe[i]))
            safe[n++] = safe[i];
    safe[n] = 0;
    char *out = xasprintf("%d. %s", no, safe);
    free(safe);
    text_squeeze(out);
    out[n = fit_units(out, NAME_UNITS)] = 0;
    while (n > 0 && (out[n - 1] == '\'' || out[n - 1] == ' '))
        out[--n] = 0;
    return out;
}

/* ---- what there is -------------------------------------------------------------------------- */

static bool has_ballot(const struct record *r, const struct product *p, const struct member *m)
{
    const struct seat *s = record_seat(r, p->id, m->id);
    return s && s->ballot != BALLOT_NONE && s->marks > 0;
}

static size_t count_of(const struct record *r, const struct member *m)
{
    size_t n = 0;
    for (size_t i = 0; i < r->products.n; i++)
        n += has_ballot(r, &r->products.v[i], m);
    return n;
}

static size_t count_all(const struct record *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->seats.n; i++)
        n += r->seats.v[i].ballot != BALLOT_NONE && r->seats.v[i].marks > 0;
    return n;
}

/* One for each ballot, and one for reading back each sheet: a sheet is of one member. */
size_t ballots_steps(const struct record *r, size_t unused)
{
    (void)unused;
    return count_all(r) + r->members.n + 1;
}

/* ---- sheets --------------------------------------------------------------------------------- */

static struct sheet *add_sheet(struct binder *b, char *name)
{
    struct sheet *p = form_sheet(b->book, &b->from, name);
    b->name[b->n] = name;
    b->sheet[b->n++] = p;
    return p;
}

static enum db_rc fill_member(struct binder *b, const struct member *m)
{
    const struct record *r = b->job->r;
    struct rows begins = {0};
    int rows = 0;
    if (count_of(r, m) == 0)
        return DB_OK;
    struct sheet *p = add_sheet(b, ballot_sheet_name(m->no, m->name));
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        struct ballot x;
        if (!has_ballot(r, &r->products.v[i], m))
            continue;
        rc = db_ballot(r->db, r->products.v[i].id, m->id, &x);
        if (rc != DB_OK) {
            rc = DB_FAULT;
            break;
        }
        form_put(&b->from, p, &x, &rows, &begins);
        list_free(&x);
        if (!job_step(b->job))
            rc = DB_REFUSED;
    }
    form_sheet_end(p, &rows, &begins);
    return rc;
}

/* What stands there instead of ballots. */
static void put_no_ballots(const struct binder *b, struct sheet *p)
{
    const struct session *s = &b->job->r->session;
    put_span(p, 0, FORM_COLUMNS - 1, STYLE_TITLE, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP");
    end_row(p);
    put_span(p, 0, FORM_COLUMNS - 1, STYLE_CENTER, "Phiên chưa có phiếu nào đã chấm.");
    end_row(p);
    put_span_format(p, 0, FORM_COLUMNS - 1, STYLE_SMALL, "%s. Mã phiên: %s.", term_state(s), s->id);
    end_row(p);
}

static enum db_rc fill_binder(struct binder *b)
{
    const struct record *r = b->job->r;
    enum db_rc rc = form_fit(&b->from);
    for (size_t i = 0; i < r->members.n && rc == DB_OK; i++)
        rc = fill_member(b, &r->members.v[i]);
    if (rc == DB_OK && b->n == 0) {
        struct sheet *p = add_sheet(b, xstrdup("Chưa có phiếu"));
        put_no_ballots(b, p);
    }
    return rc;
}

/* ---- the file -------------------------------------------------------------------------------- */

static bool reads_back(const struct binder *b, const char *path)
{
    bool good = true;
    for (size_t i = 0; i < b->n && good; i++) {
        good = book_holds(path, b->name[i], b->filled[i]);
        job_step(b->job);
    }
    return good;
}

static void binder_free(struct binder *b)
{
    for (size_t i = 0; i < b->n; i++)
        free(b->name[i]);
    free(b->name);
    free(b->sheet);
    free(b->filled);
}

/* Close the book, whatever came of it, and say what went wrong. */
static enum db_rc finish_binder(struct binder *b, const char *path, enum db_rc rc, struct faults *f)
{
    bool big = false;
    for (size_t i = 0; i < b->n; i++) {
        big = big || sheet_row(b->sheet[i]) > SHEET_MAX_ROWS;
        b->filled[i] = sheet_filled(b->sheet[i]);
    }
    const char *trouble = book_close(b->book, rc == DB_OK && !big);
    if (rc == DB_OK && big) {
        fault_add(f, F_EXPORT_BIG, "quá nhiều phiếu đánh giá", NULL);
        return DB_FAULT;
    }
    if (rc != DB_OK || trouble)
        return job_failed(rc == DB_OK ? DB_FAULT : rc, path, trouble, f);
    if (reads_back(b, path))
        return DB_OK;
    file_failed(f, F_EXPORT_BROKEN, path, NULL);
    return DB_FAULT;
}

enum db_rc ballots_write(struct job *j, const char *path, size_t unused, struct faults *f)
{
    (void)unused;
    struct binder b = {.job = j, .from = {.r = j->r, .law = j->options->words}};
    if (count_all(j->r) > MOST_BALLOTS) {
        fault_add(f, F_EXPORT_BIG, "quá nhiều phiếu đánh giá", NULL);
        return DB_FAULT;
    }
    b.sheet = xcalloc(j->r->members.n + 1, sizeof *b.sheet);
    b.name = xcalloc(j->r->members.n + 1, sizeof *b.name);
    b.filled = xcalloc(j->r->members.n + 1, sizeof *b.filled);
    b.book = book_new(path, "Phiếu đánh giá sản phẩm OCOP", words_epoch(j->r->session.last_time));
    enum db_rc rc = finish_binder(&b, path, fill_binder(&b), f);
    binder_free(&b);
    return rc;
}
