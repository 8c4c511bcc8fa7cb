/* SPDX-License-Identifier: MIT */
/* export/table/tables_write.c - the tables as files of their own. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/reason.h"
#include "export/job.h"
#include "export/sheet/sheets.h"

size_t table_steps(const struct record *r, size_t sheet)
{
    (void)r;
    (void)sheet;
    return 1;
}

/* Whether everything that was put into @out is in the file. */
static const char *close_text(FILE *out)
{
    int e = fflush(out) == 0 && !ferror(out) ? 0 : errno ? errno : EIO;
    if (fclose(out) != 0 && !e)
        e = errno;
    return e ? reason_text(e) : NULL;
}

static enum db_rc finish(struct job *j, FILE *out, const char *path, enum db_rc rc,
                         struct faults *f)
{
    const char *trouble = close_text(out);
    if (rc != DB_OK)
        return job_failed(DB_FAULT, path, NULL, f);
    if (trouble)
        return job_failed(DB_FAULT, path, trouble, f);
    return job_step(j) ? DB_OK : job_failed(DB_REFUSED, path, NULL, f);
}

enum db_rc csv_write(struct job *j, const char *path, size_t sheet, struct faults *f)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return job_failed(DB_FAULT, path, reason_text(errno), f);
    struct arena *a = arena_new();
    const struct table *t = sheet_defs[sheet].table(j->r, a);
    enum db_rc rc = t->rc;
    if (rc == DB_OK)
        table_csv(t, out, j->options->bom);
    arena_free(a);
    return finish(j, out, path, rc, f);
}

enum db_rc json_write(struct job *j, const char *path, size_t unused, struct faults *f)
{
    (void)unused;
    FILE *out = fopen(path, "wb");
    if (!out)
        return job_failed(DB_FAULT, path, reason_text(errno), f);
    const struct session *s = &j->r->session;
    struct json to = {.out = out};
    struct arena *a = arena_new();
    json_object(&to, NULL);
    json_string(&to, "session", s->id);
    json_string(&to, "state", s->closed ? "closed" : "open");
    json_int(&to, "version", s->version);
    json_bool(&to, "rehearsal", s->rehearsal);
    json_int(&to, "events", s->events);
    json_text(&to, "closing", s->closing);
    json_array(&to, "tables");
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < n_sheets && rc == DB_OK; i++) {
        const struct table *t = sheet_defs[i].table ? sheet_defs[i].table(j->r, a) : NULL;
        rc = t ? t->rc : DB_OK;
        if (t && rc == DB_OK)
            table_json(t, &to);
    }
    json_end(&to);
    json_end(&to);
    arena_free(a);
    return finish(j, out, path, rc, f);
}
