/* SPDX-License-Identifier: MIT */
/* export/export.c - the papers of a session under their names: all of them, or none. */
#include "export/export.h"

#include <stdlib.h>
#include <string.h>

#include "export/ballot/ballots.h"
#include "export/base/file.h"
#include "export/base/job.h"
#include "export/base/owner.h"
#include "export/doc/documents.h"
#include "export/sheet/results.h"
#include "export/table/files.h"
#include "db/base/mem.h"
#include "export/table/tables.h"

/* ---- which files an export is made of, and who writes each ---- */

/* A file to be written: "STEM-NAME-v1.EXT". */
struct output {
    unsigned what; /* the flag that asks for it */
    const char *name, *ext;
    /* Steps that write takes, with @arg as below; none: there is nothing to be written. */
    size_t (*steps)(const struct record *r, size_t arg);
    /* Write to @path and make sure that it is there whole.  DB_REFUSED: stopped. */
    enum db_rc (*write)(struct job *j, const char *path, size_t arg, struct faults *f);
    size_t arg;
};
struct outputs {
    size_t n, cap;
    struct output *v;
};

static void add_output(struct outputs *o, unsigned wanted, struct output one)
{
    if (!(wanted & one.what))
        return;
    o->v = mem_grow(o->v, o->n, &o->cap, sizeof *o->v);
    o->v[o->n++] = one;
}

static size_t one_step(const struct record *r, size_t unused)
{
    (void)r;
    (void)unused;
    return 1;
}

/* The files that @options ask for, of a session by written opinions or not; free outputs.v. */
static struct outputs outputs_of(const struct export_options *options, bool written)
{
    const char *minutes = written ? "bao-cao-y-kien" : "bien-ban";
    const struct output fixed[] = {
        {EXPORT_RESULTS, "ketqua", "xlsx", results_steps, results_write, 0},
        {EXPORT_BALLOTS, "phieu", "xlsx", ballots_steps, ballots_write, 0},
        /* Text first: faults of a text template are told at their lines. */
        {EXPORT_MINUTES, minutes, "txt", document_steps, document_write, DOCUMENT_MINUTES},
        {EXPORT_MINUTES, minutes, "docx", document_steps, document_write,
         DOCUMENT_MINUTES | DOCUMENT_WORD},
        {EXPORT_NOTICES, "thong-bao-xa", "txt", document_steps, document_write, DOCUMENT_COMMUNES},
        {EXPORT_NOTICES, "thong-bao-xa", "docx", document_steps, document_write,
         DOCUMENT_COMMUNES | DOCUMENT_WORD},
        {EXPORT_NOTICES, "thong-bao-chu-the", "txt", document_steps, document_write,
         DOCUMENT_OWNERS},
        {EXPORT_NOTICES, "thong-bao-chu-the", "docx", document_steps, document_write,
         DOCUMENT_OWNERS | DOCUMENT_WORD},
        {EXPORT_JSON, "bang", "json", results_steps, json_write, 0},
    };
    struct outputs o = {0};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        add_output(&o, options->what, fixed[i]);
    for (size_t i = 0; i < TABLES; i++)
        add_output(&o, options->what,
                   (struct output){EXPORT_CSV, table_defs[i].id, "csv", one_step, csv_write, i});
    return o;
}

/* ---- under their names ---- */

void export_files_free(struct export_files *files)
{
    if (!files)
        return;
    for (size_t i = 0; i < files->n; i++)
        free(files->path[i]);
    free(files->path);
    *files = (struct export_files){0};
}

/* Files under way: where they go, and the temporary one of each output. */
struct parcel {
    char *folder, *stem;
    struct outputs outputs;
    char **temp; /* by output; NULL once it is to have its name */
    bool *empty; /* notices of a session without products: not published */
};

static bool parcel_open(struct parcel *p, struct db *db, const char *dir,
                        const struct export_options *o, struct faults *f)
{
    p->folder = dir && *dir ? xstrdup(dir) : file_folder(db_path(db));
    p->stem = file_stem(db_path(db));
    struct rules rules;
    bool written = db_rules(db, &rules) == DB_OK && rules.mode == MODE_WRITTEN;
    list_free(&rules);
    p->outputs = outputs_of(o, written);
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

/* A draft replaces the draft before it, but never that of another session: two whose files are
 * called alike, in one folder. */
static enum db_rc ours_to_replace(const struct parcel *p, const struct session *s, struct faults *f)
{
    bool ours = true;
    struct owner o = {.dir = p->folder, .stem = p->stem, .id = s->id};
    for (size_t i = 0; i < p->outputs.n && ours && !s->closed; i++) {
        const struct output *to = &p->outputs.v[i];
        char *name = xasprintf("%s-%s-duthao.%s", p->stem, to->name, to->ext);
        ours = owner_may_replace(&o, name, f);
        free(name);
    }
    return ours ? DB_OK : DB_REFUSED;
}

/* Every file from one and the same record. */
static enum db_rc write_outputs(struct parcel *p, struct job *j, struct faults *f)
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

static enum db_rc write_record(struct parcel *p, struct job *j, struct db *db,
                               struct session *session, struct faults *f)
{
    struct record *r = xcalloc(1, sizeof *r);
    enum db_rc rc = record_load(r, db);
    j->r = r;
    j->facts = NULL;
    r->points = j->options->points;
    if (rc == DB_OK)
        rc = write_outputs(p, j, f);
    else
        fault_add(f, F_EXPORT_READ, NULL);
    *session = r->session;
    record_free(r);
    free(r);
    j->r = NULL;
    return rc;
}

/* Give the finished files their names, "STEM-ketqua-v1.xlsx" and so on: all, or none. */
static enum db_rc publish_outputs(struct parcel *p, const struct session *s,
                                  struct export_files *out, struct faults *f)
{
    struct batch b = {0};
    for (size_t i = 0; i < p->outputs.n; i++) {
        const struct output *o = &p->outputs.v[i];
        if (p->empty[i])
            continue;
        char *to = s->closed ? xasprintf("%s/%s-%s-v%d", p->folder, p->stem, o->name, s->version)
                             : xasprintf("%s/%s-%s-duthao.%s", p->folder, p->stem, o->name, o->ext);
        batch_add(&b, s->closed ? BATCH_NEXT : BATCH_OVER, p->temp[i], to, o->ext);
        p->temp[i] = NULL;
    }
    enum db_rc rc = file_publish(&b, out, f);
    batch_free(&b);
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
    struct db *now; /* others go on scoring meanwhile */
    enum db_rc rc = db_look(db, &now);
    if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (!parcel_open(&p, now, dir, j.options, f))
        rc = DB_FAULT;
    if (rc == DB_OK)
        rc = db_session(now, &s);
    if (rc == DB_OK)
        rc = ours_to_replace(&p, &s, f);
    if (rc == DB_OK)
        rc = write_record(&p, &j, now, &s, f);
    if (rc == DB_OK)
        rc = publish_outputs(&p, &s, out, f);
    parcel_drop(&p);
    db_close(now);
    return rc;
}
