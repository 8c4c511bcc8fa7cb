/* SPDX-License-Identifier: MIT */
/* tui/sessions.c - a short look into every session file. */
#include "tui/sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "tui/kit/widget/field.h"
#include "tui/model.h"
#include "tui/recent.h"

static bool read_facts(struct db *db, struct session_file *out)
{
    struct session s;
    struct products all;
    struct rules rules;
    if (db_session(db, &s) != DB_OK)
        return false;
    bool read = db_rules(db, &rules) == DB_OK;
    read = db_products(db, &all) == DB_OK && read;
    out->products = (int)all.n;
    list_free(&all);
    out->closed = s.closed;
    out->rehearsal = s.rehearsal;
    snprintf(out->last, sizeof out->last, "%s", s.last_time);
    out->name = session_name(&rules, out->path);
    out->council = xstrdup(rules.text[SETTING_COUNCIL]);
    out->province = xstrdup(rules.text[SETTING_PROVINCE]);
    field_date_shown(rules.text[SETTING_DATE], out->date);
    list_free(&rules);
    return read;
}

/* The chain is left for when the file is really opened: the list must come at once. */
static void look(const char *path, struct session_file *out)
{
    struct faults f = {0};
    struct db *db = NULL;
    *out = (struct session_file){.path = xstrdup(path)};
    enum db_rc rc = db_open(&db, path, DB_OPEN_VERIFY, &f);
    if (rc == DB_OK && !read_facts(db, out))
        out->fault = faults_lines(db_faults(db), 1);
    else if (rc != DB_OK)
        out->fault = faults_lines(&f, 1);
    db_close(db);
    faults_free(&f);
    const char *slash = strrchr(path, '/');
    if (!out->name)
        out->name = text_safe(slash ? slash + 1 : path, 0);
    if (!out->council)
        out->council = xstrdup("");
    if (!out->province)
        out->province = xstrdup("");
}

static int latest_first(const void *a, const void *b)
{
    const struct session_file *x = a, *y = b;
    int order = strcmp(y->last, x->last);
    return order ? order : strcmp(x->path, y->path);
}

void session_files_read(struct session_files *out)
{
    struct paths p;
    sessions_find(&p);
    *out = (struct session_files){.v = xcalloc(p.n + 1, sizeof *out->v)};
    for (size_t i = 0; i < p.n; i++)
        look(p.v[i], &out->v[out->n++]);
    paths_free(&p);
    qsort(out->v, out->n, sizeof *out->v, latest_first);
}

void session_files_free(struct session_files *f)
{
    for (size_t i = 0; i < f->n; i++) {
        free(f->v[i].path);
        free(f->v[i].name);
        free(f->v[i].council);
        free(f->v[i].province);
        free(f->v[i].fault);
    }
    free(f->v);
    *f = (struct session_files){0};
}
