/* SPDX-License-Identifier: MIT */
/* export/ballot/blank.c - blank ballots before the meeting: a workbook for each member, with a
 * ballot for each product that the member will be asked about, in the order of the agenda; under
 * their names, all or none. */
#include "export/ballot/blank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/ballot/ballots.h"
#include "export/ballot/pages.h"
#include "export/base/file.h"
#include "export/base/owner.h"
#include "db/base/mem.h"
#include "export/base/words.h"

/* ---- the ballots of one member ---- */

/* Whether @m is asked for a ballot of @p by now, and it has a set. */
static bool blank_wanted(const struct record *r, const struct product *p, const struct member *m)
{
    const struct seat *s = record_seat(r, p->id, m->id);
    return s && s->expected && !s->counted && p->set[0] && p->set_known && !p->withdrawn &&
           !p->postponed;
}

/* Our notes on each set that was asked for, after the ballots. */
static size_t blank_notes(const struct form_source *from, const struct member *m, struct sheet *p,
                          int *rows, struct rows *begins)
{
    const struct record *r = from->r;
    size_t pages = 0;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *q = &r->products.v[i];
        bool seen = !blank_wanted(r, q, m);
        for (size_t j = 0; j < i && !seen; j++)
            seen =
                strcmp(r->products.v[j].set, q->set) == 0 && blank_wanted(r, &r->products.v[j], m);
        const struct crit_set *set = seen ? NULL : db_criteria(r->db, q->set);
        if (set)
            pages += form_put_notes(from, p, set, rows, begins);
    }
    return pages;
}

static enum db_rc fill_blanks(const struct form_source *from, const struct member *m,
                              struct sheet *p, size_t *pages)
{
    const struct record *r = from->r;
    struct rows begins = {0};
    int rows = 0;
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        struct ballot b;
        if (!blank_wanted(r, &r->products.v[i], m))
            continue;
        rc = db_ballot(r->db, r->products.v[i].id, m->id, &b);
        if (rc == DB_OK)
            *pages += form_put(from, p, &b, &rows, &begins);
        list_free(&b);
    }
    if (rc == DB_OK)
        *pages += blank_notes(from, m, p, &rows, &begins);
    form_sheet_end(p, &rows, &begins);
    return rc;
}

/* Write the blank ballots of @m to @path and read them back; *@pages of paper. */
static enum db_rc blank_write(const struct record *r, const struct member *m,
                              const struct official *law, const char *path, size_t *pages,
                              struct faults *f)
{
    struct form_source from = {.r = r, .law = law, .blank = true};
    enum db_rc rc = form_fit(&from);
    char *name = ballot_sheet_name(m->no, m->name);
    struct workbook *book =
        book_new(path, "Phiếu đánh giá sản phẩm OCOP", words_epoch(r->session.last_time));
    struct sheet *p = form_sheet(book, &from, name);
    *pages = 0;
    if (rc == DB_OK)
        rc = fill_blanks(&from, m, p, pages);
    size_t filled = sheet_filled(p);
    const char *trouble = book_close(book, rc == DB_OK);
    if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (trouble)
        file_failed(f, F_EXPORT_WRITE, path, trouble);
    else if (!book_holds(path, name, filled))
        file_failed(f, F_EXPORT_BROKEN, path, NULL);
    else
        rc = DB_OK;
    free(name);
    return rc == DB_OK && !trouble && f->errors == 0 ? DB_OK : DB_FAULT;
}

/* ---- under their names ---- */

/* A member's workbook that waits for its name. */
struct waiting {
    char *temp, *name;
};

struct heap { /* one export_blank */
    const struct record *r;
    const struct official *law;
    char *folder, *stem;
    size_t n, pages;
    struct waiting *v;
};

static bool member_wanted(const struct record *r, const struct member *m)
{
    for (size_t i = 0; i < r->products.n; i++)
        if (blank_wanted(r, &r->products.v[i], m))
            return true;
    return false;
}

static enum db_rc write_member(struct heap *h, const struct member *m, struct faults *f)
{
    size_t pages;
    struct waiting *w = &h->v[h->n];
    char *who = file_stem(m->name);
    w->name = xasprintf("%s-phieutrang-%02d-%s.xlsx", h->stem, m->no, who);
    w->temp = file_temp(h->folder, w->name, f);
    free(who);
    h->n++;
    enum db_rc rc = w->temp ? blank_write(h->r, m, h->law, w->temp, &pages, f) : DB_FAULT;
    h->pages += rc == DB_OK ? pages : 0;
    return rc;
}

static void name_setless(const struct record *r, struct faults *f)
{
    char no[16];
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *p = &r->products.v[i];
        snprintf(no, sizeof no, "%d", p->no);
        if (!p->withdrawn && !p->postponed && !(p->set[0] && p->set_known))
            warn_add(f, F_EXPORT_NO_SET, no, p->name, NULL);
    }
}

static enum db_rc write_blanks(struct heap *h, bool (*progress)(void *, size_t, size_t), void *arg,
                               struct faults *f)
{
    const struct members *m = &h->r->members;
    enum db_rc rc = DB_OK;
    h->v = xcalloc(m->n + 1, sizeof *h->v);
    name_setless(h->r, f);
    for (size_t i = 0; i < m->n && rc == DB_OK; i++) {
        if (member_wanted(h->r, &m->v[i]))
            rc = write_member(h, &m->v[i], f);
        if (rc == DB_OK && progress && !progress(arg, i + 1, m->n)) {
            fault_add(f, F_EXPORT_CANCELLED, NULL);
            rc = DB_REFUSED;
        }
    }
    if (rc == DB_OK && h->n == 0) {
        fault_add(f, F_EXPORT_NO_BLANK, NULL);
        rc = DB_REFUSED;
    }
    return rc;
}

/* None takes the name of another session's. */
static enum db_rc ours_to_replace(const struct heap *h, struct faults *f)
{
    bool ours = true;
    struct owner o = {.dir = h->folder, .stem = h->stem, .id = h->r->session.id};
    for (size_t i = 0; i < h->n && ours; i++)
        ours = owner_may_replace(&o, h->v[i].name, f);
    return ours ? DB_OK : DB_REFUSED;
}

/* All their names, or none: also when @rc says so. */
static enum db_rc publish_blanks(struct heap *h, enum db_rc rc, struct export_files *out,
                                 struct faults *f)
{
    struct batch b = {0};
    for (size_t i = 0; i < h->n; i++) {
        if (rc == DB_OK)
            batch_add(&b, BATCH_OVER, h->v[i].temp, xasprintf("%s/%s", h->folder, h->v[i].name),
                      NULL);
        else
            file_drop(h->v[i].temp);
        free(h->v[i].name);
    }
    if (rc == DB_OK)
        rc = file_publish(&b, out, f);
    batch_free(&b);
    return rc;
}

enum db_rc export_blank(struct db *db, const char *dir, const struct export_options *options,
                        bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                        struct export_files *out, size_t *pages, struct faults *f)
{
    struct record r = {0};
    struct heap h = {.r = &r, .law = options ? options->words : NULL};
    h.folder = dir && *dir ? xstrdup(dir) : file_folder(db_path(db));
    h.stem = file_stem(db_path(db));
    enum db_rc rc = record_load(&r, db);
    if (rc == DB_OK) {
        rc = write_blanks(&h, progress, arg, f);
        rc = publish_blanks(&h, rc == DB_OK ? ours_to_replace(&h, f) : rc, out, f);
    } else {
        fault_add(f, F_EXPORT_READ, NULL);
        rc = DB_FAULT;
    }
    *pages = h.pages;
    record_free(&r);
    free(h.folder);
    free(h.stem);
    free(h.v);
    return rc;
}
