/* SPDX-License-Identifier: MIT */
/* export/table/file.c - the tables as CSV and JSON, for other programs: the data rows, by the
 * same keys; totals are theirs to make. */
#include <stdlib.h>
#include <string.h>

#include "db/base/json.h"
#include "db/base/text.h"
#include "export/table/table.h"
#include "export/terms.h"

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
static char *plain_text(const struct value *v)
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

void table_csv(const struct table *t, FILE *out, bool bom)
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
            char *text = plain_text(&t->row[r].v[i]);
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

void table_json(const struct table *t, struct json *j)
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
