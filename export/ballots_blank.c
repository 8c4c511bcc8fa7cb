/* SPDX-License-Identifier: MIT */
/* export/ballots_blank.c - blank ballots before the meeting: a workbook for each member, with a
 * ballot for each product that the member will be asked about, in the order of the agenda. */
#include <stdlib.h>

#include "export/ballots.h"
#include "export/words.h"
#include "export/write.h"

bool blank_wanted(const struct record *r, const struct product *p, const struct member *m)
{
    const struct seat *s = record_seat(r, p->id, m->id);
    return s && s->expected && !s->counted && p->set[0] && p->set_known && !p->withdrawn &&
           !p->postponed;
}

static enum db_rc fill(const struct form_source *from, const struct member *m, struct paper *p,
                       size_t *pages)
{
    const struct record *r = from->r;
    struct rows breaks = {0};
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        struct ballot b;
        if (!blank_wanted(r, &r->products.v[i], m))
            continue;
        rc = db_ballot(r->db, r->products.v[i].id, m->id, &b);
        if (rc == DB_OK)
            *pages += form_put(from, p, &b, &breaks);
        ballot_free(&b);
    }
    form_end(p, &breaks);
    return rc;
}

enum db_rc blank_write(const struct record *r, const struct member *m, const struct official *law,
                       const char *path, size_t *pages, struct faults *f)
{
    const struct form_source from = {.r = r, .law = law, .blank = true};
    char *name = ballot_sheet_name(m->no, m->name);
    struct book *book =
        book_new(path, "Phiếu đánh giá sản phẩm OCOP", words_epoch(r->session.last_time));
    struct paper *p = form_sheet(book, &from, name);
    *pages = 0;
    enum db_rc rc = fill(&from, m, p, pages);
    size_t filled = paper_filled(p);
    const char *trouble = book_close(book, rc == DB_OK);
    if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (trouble)
        fault_add(f, F_EXPORT_WRITE, path, trouble, NULL);
    else if (!sheet_holds(path, name, filled))
        fault_add(f, F_EXPORT_BROKEN, path, NULL);
    else
        rc = DB_OK;
    free(name);
    return rc == DB_OK && !trouble && f->errors == 0 ? DB_OK : DB_FAULT;
}
