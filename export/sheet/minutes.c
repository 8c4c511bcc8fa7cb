/* SPDX-License-Identifier: MIT */
/* export/sheet/minutes.c - "Biên bản": the minutes (khoản 6 Điều 7: the report of written opinions)
 * from their template, ready to print.  Every fact comes from the record; what the record does
 * not know is a dotted blank. */
#include "export/doc/doc.h"
#include "export/sheet/sheets.h"

const char *minutes_name(const struct record *r)
{
    return r->session.written ? "bao-cao-y-kien" : "bien-ban";
}

enum db_rc sheet_minutes(struct pages *g, struct paper *p, struct table *none)
{
    (void)none;
    struct faults f = {0};
    struct doc d;
    doc_builtin(&d, minutes_name(g->r));
    bool ok = doc_sheet(&d, facts_of(g->r, g->arena), p, MINUTES_LAST, &f);
    doc_free(&d);
    faults_free(&f);
    if (!ok)
        return DB_FAULT;
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
