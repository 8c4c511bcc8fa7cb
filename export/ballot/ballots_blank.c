/* SPDX-License-Identifier: MIT */
/* export/ballot/ballots_blank.c - blank ballots before the meeting: a workbook for each member,
 * with a ballot for each product that the member will be asked about, in the order of the agenda.
 */
#include <stdlib.h>
#include <string.h>

#include "export/ballot/ballots.h"
#include "export/file.h"
#include "export/words.h"
#include "export/write.h"

bool blank_wanted(const struct record *r, const struct product *p, const struct member *m)
{
    const struct seat *s = record_seat(r, p->id, m->id);
    return s && s->expected && !s->counted && p->set[0] && p->set_known && !p->withdrawn &&
           !p->postponed;
}

/* Our notes on each set that was asked for, after the ballots. */
static size_t put_notes(const struct form_source *from, const struct member *m, struct paper *p,
                        int *rows, struct rows *begins)
{
    const struct record *r = from->r;
    size_t pages = 0;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *q = &r->products.v[i];
        bool seen = !blank_wanted(r, q, m);
        for (size_t j = 0; j < i && !seen; j++)
            seen =
                strcmp(r->products.v[j].set, q->set) == 0 && blank_wanted(r, &r->products.v[j], m);
        const struct crit_set *set = seen ? NULL : db_criteria(r->db, q->set);
        if (set)
            pages += form_put_notes(from, p, set, rows, begins);
    }
    return pages;
}

static enum db_rc fill(const struct form_source *from, const struct member *m, struct paper *p,
                       size_t *pages)
{
    const struct record *r = from->r;
    struct rows begins = {0};
    int rows = 0;
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && rc == DB_OK; i++) {
        struct ballot b;
        if (!blank_wanted(r, &r->products.v[i], m))
            continue;
        rc = db_ballot(r->db, r->products.v[i].id, m->id, &b);
        if (rc == DB_OK)
            *pages += form_put(from, p, &b, &rows, &begins);
        ballot_free(&b);
    }
    if (rc == DB_OK)
        *pages += put_notes(from, m, p, &rows, &begins);
    form_sheet_end(p, &rows, &begins);
    return rc;
}

enum db_rc blank_write(const struct record *r, const struct member *m, const struct official *law,
                       const char *path, size_t *pages, struct faults *f)
{
    struct form_source from = {.r = r, .law = law, .blank = true};
    enum db_rc rc = form_fit(&from);
    char *name = ballot_sheet_name(m->no, m->name);
    struct book *book =
        book_new(path, "Phiếu đánh giá sản phẩm OCOP", words_epoch(r->session.last_time));
    struct paper *p = form_sheet(book, &from, name);
    *pages = 0;
    if (rc == DB_OK)
        rc = fill(&from, m, p, pages);
    size_t filled = paper_filled(p);
    const char *trouble = book_close(book, rc == DB_OK);
    if (rc != DB_OK)
        fault_add(f, F_EXPORT_READ, NULL);
    else if (trouble)
        file_failed(f, F_EXPORT_WRITE, path, trouble);
    else if (!sheet_holds(path, name, filled))
        file_failed(f, F_EXPORT_BROKEN, path, NULL);
    else
        rc = DB_OK;
    free(name);
    return rc == DB_OK && !trouble && f->errors == 0 ? DB_OK : DB_FAULT;
}
