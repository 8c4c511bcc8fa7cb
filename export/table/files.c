/* SPDX-License-Identifier: MIT */
/* export/table/files.c - the tables as files of their own, CSV and JSON, for other programs: the
 * data rows, by the same keys; totals are theirs to make. */
#include "export/table/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/reason.h"
#include "export/table/table.h"
#include "db/base/mem.h"
#include "export/table/tables.h"

/* ---- CSV (RFC 4180) ---- */

/* A text that a spreadsheet would run as a formula gets an apostrophe before it. */
static bool is_formula(const char *s)
{
    return strchr("=+-@\t\r", *s) && *s;
}

static void put_field(FILE *out, const char *s, bool text)
{
    bool quoted = strpbrk(s, ",\"\r\n") != NULL, formula = text && is_formula(s);
    if (!quoted && !formula) {
        fputs(s, out);
        return;
    }
    putc('"', out);
    if (formula)
        putc('\'', out);
    for (; *s; s++) {
        if (*s == '"')
            putc('"', out);
        putc(*s, out);
    }
    putc('"', out);
}

/* As a program reads it: stars are a number, means have a decimal point, days are ISO, what people
 * fill in is empty. */
static char *file_text(const struct value *v)
{
    if (v->kind == VALUE_MEAN) {
        char mean[16];
        mean_text(v->n, v->of, true, mean);
        mean[strcspn(mean, ",")] = *mean ? '.' : 0;
        return xstrdup(mean);
    }
    if (v->kind == VALUE_STARS)
        return xasprintf("%lld", (long long)v->n);
    if (v->kind == VALUE_DATE || v->kind == VALUE_TIME)
        return xstrdup(v->text);
    if (v->kind == VALUE_FILL)
        return xstrdup("");
    return cell_text(v);
}

/* RFC 4180, UTF-8, with a byte order mark on demand.  A text that a spreadsheet would run as a
 * formula (=, +, -, @, tab) is defused by an apostrophe. */
static void table_csv(const struct table *t, FILE *out, bool bom)
{
    if (bom)
        fputs("\xEF\xBB\xBF", out);
    for (size_t i = 0; i < t->n_columns; i++)
        fprintf(out, "%s%s", i ? "," : "", t->column[i].key);
    fputs("\r\n", out);
    for (size_t r = 0; r < t->n; r++) {
        if (t->row[r].kind != ROW_DATA)
            continue;
        for (size_t i = 0; i < t->n_columns; i++) {
            char *text = file_text(&t->row[r].v[i]);
            if (i)
                putc(',', out);
            put_field(out, text, t->row[r].v[i].kind == VALUE_TEXT);
            free(text);
        }
        fputs("\r\n", out);
    }
}

/* ---- JSON ---- */

static void json_value(struct json *j, const char *key, const struct value *v)
{
    switch (v->kind) {
    case VALUE_TEXT:
    case VALUE_DATE:
    case VALUE_TIME:
        json_text(j, key, v->text);
        return;
    case VALUE_MEAN: {
        char mean[16];
        mean_text(v->n, v->of, true, mean);
        json_object(j, key);
        json_string(j, "mean", mean);
        json_pair(j, "exact", v->n, v->of);
        json_end(j);
        return;
    }
    case VALUE_WHOLE:
    case VALUE_STARS:
    case VALUE_COUNT:
    case VALUE_SUM:
    case VALUE_ACROSS:
    case VALUE_TOTAL:
        json_int(j, key, v->n);
        return;
    case VALUE_NONE:
    case VALUE_FILL:
        break;
    }
    json_null(j, key);
}

/* As one element of an array. */
static void table_json(const struct table *t, struct json *j)
{
    json_object(j, NULL);
    json_string(j, "id", t->id);
    json_text(j, "title", t->title);
    json_text(j, "filter", t->filter);
    json_array(j, "columns");
    for (size_t i = 0; i < t->n_columns; i++) {
        json_object(j, NULL);
        json_string(j, "key", t->column[i].key);
        json_string(j, "title", t->column[i].title);
        json_end(j);
    }
    json_end(j);
    json_array(j, "rows");
    for (size_t r = 0; r < t->n; r++) {
        if (t->row[r].kind != ROW_DATA)
            continue;
        json_object(j, NULL);
        for (size_t i = 0; i < t->n_columns; i++)
            json_value(j, t->column[i].key, &t->row[r].v[i]);
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

/* ---- as files ---- */

/* Whether everything that was put into @out is in the file. */
static const char *close_text(FILE *out)
{
    int e = fflush(out) == 0 && !ferror(out) ? 0 : errno ? errno : EIO;
    if (fclose(out) != 0 && !e)
        e = errno;
    return e ? reason_text(e) : NULL;
}

static enum db_rc finish_file(struct job *j, FILE *out, const char *path, enum db_rc rc,
                              struct faults *f)
{
    const char *trouble = close_text(out);
    if (rc != DB_OK)
        return job_failed(DB_FAULT, path, NULL, f);
    if (trouble)
        return job_failed(DB_FAULT, path, trouble, f);
    return job_step(j) ? DB_OK : job_failed(DB_REFUSED, path, NULL, f);
}

enum db_rc csv_write(struct job *j, const char *path, size_t id, struct faults *f)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return job_failed(DB_FAULT, path, reason_text(errno), f);
    struct arena *a = arena_new();
    const struct table *t = table_make((enum table_id)id, j->r, a);
    enum db_rc rc = t->rc;
    if (rc == DB_OK)
        table_csv(t, out, j->options->bom);
    arena_free(a);
    return finish_file(j, out, path, rc, f);
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
    for (size_t i = 0; i < TABLES && rc == DB_OK; i++) {
        const struct table *t = table_make((enum table_id)i, j->r, a);
        rc = t->rc;
        if (rc == DB_OK)
            table_json(t, &to);
    }
    json_end(&to);
    json_end(&to);
    arena_free(a);
    return finish_file(j, out, path, rc, f);
}
