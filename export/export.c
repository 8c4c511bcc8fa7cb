/* SPDX-License-Identifier: MIT */
/* export/export.c - the papers of a session under their names: all of them, or none. */
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/file.h"
#include "export/job.h"

enum { MOST_TRIES = 5 };

void export_files_free(struct export_files *files)
{
    if (!files)
        return;
    for (size_t i = 0; i < files->n; i++)
        free(files->path[i]);
    free(files->path);
    *files = (struct export_files){0};
}

static void add_path(struct export_files *files, char *path)
{
    files->path = xrealloc(files->path, (files->n + 1) * sizeof *files->path);
    files->path[files->n++] = path;
}

/* Files under way: where they go, and the temporary one of each output. */
struct parcel {
    char *folder, *stem;
    struct outputs outputs;
    char **temp; /* by output; NULL once it has its name */
    bool *empty; /* notices of a session without products: not published */
};

static bool parcel_open(struct parcel *p, struct db *db, const char *dir,
                        const struct export_options *o, struct faults *f)
{
    p->folder = dir && *dir ? xstrdup(dir) : file_folder(db_path(db));
    p->stem = file_stem(db_path(db));
    const char *mode = db_setting(db, "mode");
    p->outputs = outputs_of(o, mode && strcmp(mode, "written") == 0);
    p->temp = xcalloc(p->outputs.n + 1, sizeof *p->temp);
    p->empty = xcalloc(p->outputs.n + 1, sizeof *p->empty);
    for (size_t i = 0; i < p->outputs.n; i++) {
        char *name = xasprintf("%s-%s.%s", p->stem, p->outputs.v[i].name, p->outputs.v[i].ext);
        p->temp[i] = file_temp(p->folder, name, f);
        free(name);
        if (!p->temp[i])
            return false;
    }
    return true;
}

static void parcel_drop(struct parcel *p)
{
    for (size_t i = 0; p->temp && i < p->outputs.n; i++)
        file_drop(p->temp[i]);
    free(p->temp);
    free(p->empty);
    free(p->outputs.v);
    free(p->folder);
    free(p->stem);
}

/* Every file from one and the same record. */
static enum db_rc write_all(struct parcel *p, struct job *j, struct faults *f)
{
    enum db_rc rc = DB_OK;
    j->done = j->total = 0;
    for (size_t i = 0; i < p->outputs.n; i++)
        j->total += p->outputs.v[i].steps(j->r, p->outputs.v[i].arg);
    for (size_t i = 0; i < p->outputs.n && rc == DB_OK; i++) {
        p->empty[i] = p->outputs.v[i].steps(j->r, p->outputs.v[i].arg) == 0;
        if (!p->empty[i])
            rc = p->outputs.v[i].write(j, p->temp[i], p->outputs.v[i].arg, f);
    }
    return rc;
}

/* Whether the record still is what @r was read from. */
static bool unchanged(struct db *db, const struct record *r)
{
    struct session now;
    return db_session(db, &now) == DB_OK && now.events == r->session.events;
}

static enum db_rc write_steadily(struct parcel *p, struct job *j, struct db *db,
                                 struct session *session, struct faults *f)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        struct record *r = xcalloc(1, sizeof *r);
        enum db_rc rc = record_load(r, db);
        j->r = r;
        j->facts = NULL;
        r->points = j->options->points;
        if (rc == DB_OK)
            rc = write_all(p, j, f);
        else
            fault_add(f, F_EXPORT_READ, NULL);
        *session = r->session;
        bool same = rc != DB_OK || unchanged(db, r);
        record_free(r);
        free(r);
        j->r = NULL;
        if (same)
            return rc;
    }
    fault_add(f, F_EXPORT_CHANGING, NULL);
    return DB_FAULT;
}

/* Give the finished file its name, "STEM-ketqua-v1.xlsx". */
static enum db_rc publish(struct parcel *p, size_t i, const struct session *s,
                          struct export_files *out, struct faults *f)
{
    const struct output *o = &p->outputs.v[i];
    char *path = NULL, *name, *temp = p->temp[i];
    enum db_rc rc;
    p->temp[i] = NULL;
    if (s->closed) {
        name = xasprintf("%s-%s-v%d", p->stem, o->name, s->version);
        rc = file_add(temp, p->folder, name, o->ext, &path, f);
    } else {
        name = xasprintf("%s-%s-duthao.%s", p->stem, o->name, o->ext);
        rc = file_replace(temp, p->folder, name, &path, f);
    }
    free(name);
    if (path)
        add_path(out, path);
    return rc;
}

enum db_rc export_session(struct db *db, const char *dir, const struct export_options *options,
                          bool (*progress)(void *arg, size_t done, size_t total), void *arg,
                          struct export_files *out, struct faults *f)
{
    static const struct export_options plain = {.what = EXPORT_RESULTS};
    struct session s;
    struct parcel p = {0};
    struct job j = {
        .options = options ? options : &plain, .progress = progress, .progress_arg = arg};
    enum db_rc rc = parcel_open(&p, db, dir, j.options, f) ? DB_OK : DB_FAULT;
    if (rc == DB_OK)
        rc = write_steadily(&p, &j, db, &s, f);
    for (size_t i = 0; i < p.outputs.n && rc == DB_OK; i++)
        rc = p.empty[i] ? DB_OK : publish(&p, i, &s, out, f);
    parcel_drop(&p);
    return rc;
}
