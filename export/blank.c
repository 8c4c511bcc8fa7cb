/* SPDX-License-Identifier: MIT */
/* export/blank.c - the blank ballots under their names, a file for each member: all or none. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "export/ballot/ballots.h"
#include "export/export.h"
#include "export/file.h"

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

static bool wanted(const struct record *r, const struct member *m)
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

static enum db_rc write_all(struct heap *h, bool (*progress)(void *, size_t, size_t), void *arg,
                            struct faults *f)
{
    const struct members *m = &h->r->members;
    enum db_rc rc = DB_OK;
    h->v = xcalloc(m->n + 1, sizeof *h->v);
    name_setless(h->r, f);
    for (size_t i = 0; i < m->n && rc == DB_OK; i++) {
        if (wanted(h->r, &m->v[i]))
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

/* Each its name, or none when @rc says so. */
static enum db_rc publish(struct heap *h, enum db_rc rc, struct export_files *out, struct faults *f)
{
    for (size_t i = 0; i < h->n; i++) {
        char *path = NULL;
        if (rc == DB_OK)
            rc = file_replace(h->v[i].temp, h->folder, h->v[i].name, &path, f);
        else
            file_drop(h->v[i].temp);
        if (path) {
            out->path = xrealloc(out->path, (out->n + 1) * sizeof *out->path);
            out->path[out->n++] = path;
        }
        free(h->v[i].name);
    }
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
        rc = publish(&h, write_all(&h, progress, arg, f), out, f);
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
