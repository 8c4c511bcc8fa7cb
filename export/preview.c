/* SPDX-License-Identifier: MIT */
/* export/preview.c - papers as text on a screen, before anything is written. */
#include "export/preview.h"

#include <stdio.h>
#include <stdlib.h>

#include "export/doc/session.h"
#include "export/table/tables.h"
#include "export/template/doc.h"

enum { COLUMN_GAP = 2, WIDE = 78 };

static void rule(FILE *out)
{
    for (int i = 0; i < WIDE; i++)
        fputs("─", out);
    putc('\n', out);
}

/* One row: its cells that say something, with the titles of numbers before them. */
static void plain_row(const struct table *t, const struct table_row *row, FILE *out)
{
    bool first = true;
    for (size_t i = 0; i < t->n_columns; i++) {
        char *text = cell_text(&row->v[i]);
        bool label = row->kind == ROW_DATA && i > 2 && t->column[i].kind == COLUMN_NUMBER;
        if (*text)
            fprintf(out, "%s%s%s%s",
                    first    ? ""
                    : i == 1 ? ". "
                             : "; ",
                    label ? t->column[i].title : "", label ? ": " : "", text);
        first = first && !*text;
        free(text);
    }
    putc('\n', out);
}

static void table_plain(const struct table *t, FILE *out)
{
    fprintf(out, "%s\n", t->title);
    if (t->under)
        fprintf(out, "%s\n", t->under);
    fprintf(out, "%s.\n", t->filter);
    rule(out);
    for (size_t i = 0; i < t->n; i++) {
        if (t->row[i].kind == ROW_GROUP)
            fprintf(out, "\n%s\n", t->row[i].v[0].text);
        else
            plain_row(t, &t->row[i], out);
    }
}

enum db_rc export_preview(struct db *db, enum export_view view, char **text, struct faults *f)
{
    struct record r = {0};
    size_t n;
    *text = NULL;
    FILE *out = open_memstream(text, &n);
    enum db_rc rc = out ? record_load(&r, db) : DB_FAULT;
    struct arena *a = arena_new();
    if (rc == DB_OK && view == VIEW_MINUTES) {
        struct doc d;
        doc_builtin(&d, minutes_name(&r));
        if (!doc_plain(&d, facts_of(&r, a), out, f))
            rc = DB_FAULT;
        list_free(&d);
    } else if (rc == DB_OK) {
        static const enum table_id tables[] = {[VIEW_ANNEX] = TABLE_ANNEX,
                                               [VIEW_FORWARDED] = TABLE_FORWARDED,
                                               [VIEW_FAILED] = TABLE_FAILED,
                                               [VIEW_POSTPONED] = TABLE_POSTPONED,
                                               [VIEW_STATS] = TABLE_STATS};
        table_plain(table_make(tables[view], &r, a), out);
    }
    if (rc != DB_OK && f->n == 0)
        fault_add(f, F_EXPORT_READ, NULL);
    arena_free(a);
    record_free(&r);
    if (out)
        fclose(out);
    return rc;
}
