/* SPDX-License-Identifier: MIT */
/* export/job.c - which files an export is made of, and how it goes on. */
#include "export/job.h"

#include <stdlib.h>

#include "db/base/text.h"
#include "export/file.h"
#include "export/sheet/sheets.h"

bool job_step(struct job *j)
{
    if (j->done < j->total)
        j->done++;
    return !j->progress || j->progress(j->progress_arg, j->done, j->total);
}

enum db_rc job_failed(enum db_rc rc, const char *path, const char *trouble, struct faults *f)
{
    if (rc == DB_REFUSED) {
        fault_add(f, F_EXPORT_CANCELLED, NULL);
        return DB_REFUSED;
    }
    if (trouble)
        file_failed(f, F_EXPORT_WRITE, path, trouble);
    else
        fault_add(f, F_EXPORT_READ, NULL);
    return DB_FAULT;
}

static void add(struct outputs *o, unsigned wanted, struct output one)
{
    if (!(wanted & one.what))
        return;
    if (o->n == o->cap) {
        o->cap = o->cap ? 2 * o->cap : 16;
        o->v = xrealloc(o->v, o->cap * sizeof *o->v);
    }
    o->v[o->n++] = one;
}

struct outputs outputs_of(const struct export_options *options, bool written)
{
    const char *minutes = written ? "bao-cao-y-kien" : "bien-ban";
    const struct output fixed[] = {
        {EXPORT_RESULTS, "ketqua", "xlsx", results_steps, results_write, 0},
        {EXPORT_BALLOTS, "phieu", "xlsx", ballots_steps, ballots_write, 0},
        /* Text first: faults of a text template are told at their lines. */
        {EXPORT_MINUTES, minutes, "txt", document_steps, document_text, DOCUMENT_MINUTES},
        {EXPORT_MINUTES, minutes, "docx", document_steps, document_word, DOCUMENT_MINUTES},
        {EXPORT_NOTICES, "thong-bao-xa", "txt", document_steps, document_text, DOCUMENT_COMMUNES},
        {EXPORT_NOTICES, "thong-bao-xa", "docx", document_steps, document_word, DOCUMENT_COMMUNES},
        {EXPORT_NOTICES, "thong-bao-chu-the", "txt", document_steps, document_text,
         DOCUMENT_OWNERS},
        {EXPORT_NOTICES, "thong-bao-chu-the", "docx", document_steps, document_word,
         DOCUMENT_OWNERS},
        {EXPORT_JSON, "bang", "json", results_steps, json_write, 0},
    };
    struct outputs o = {0};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        add(&o, options->what, fixed[i]);
    for (size_t i = 0; i < n_sheets; i++)
        if (sheet_defs[i].table)
            add(&o, options->what,
                (struct output){EXPORT_CSV, sheet_defs[i].id, "csv", table_steps, csv_write, i});
    return o;
}
