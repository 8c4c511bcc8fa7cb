/* SPDX-License-Identifier: MIT */
/* export/ballot/sheets.c - the sheets of ballots: their type, their edges, and a form put on one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/db.h"
#include "export/ballot/pages.h"
#include "export/book/grid.h"
#include "export/terms.h"

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

/* Print scales, per cent: type of 10 points comes out as 9.5 to 6.6. */
enum { LARGEST = 95, SMALLEST = 66, SIDES = 2 };

/* ---- how large the type can be ---- */

static size_t length(const struct product *p)
{
    return strlen(p->name) + strlen(p->owner) + strlen(p->address);
}

/* Of the products of one set, the one with the longest head stands for all. */
static bool stands_for(const struct record *r, const struct product *p)
{
    if (!p->set[0] || !p->set_known)
        return false;
    for (size_t i = 0; i < r->products.n; i++) {
        const struct product *q = &r->products.v[i];
        if (q != p && q->set_known && strcmp(q->set, p->set) == 0 &&
            (length(q) > length(p) || (length(q) == length(p) && q < p)))
            return false;
    }
    return true;
}

/* A ballot of @p, with as much as the law prints. */
static enum db_rc sample(const struct form_source *from, const struct product *p, struct form *out)
{
    const struct member *m = &from->r->members.v[0];
    struct ballot b;
    enum db_rc rc = db_ballot(from->r->db, p->id, m->id, &b);
    if (rc != DB_OK)
        return rc;
    *out = (struct form){
        .from = from, .b = &b, .set = b.set, .product = p, .member = m, .sample = true};
    form_fill(out);
    out->b = NULL;
    ballot_free(&b);
    return DB_OK;
}

/* Whether all of @v fit at @scale on both sides of a sheet.  What fits at one scale need not fit
 * at a smaller one: other criteria meet the foot of a panel. */
static bool all_fit(struct form *v, size_t n, int scale)
{
    struct form_fit fit = form_fit_at(scale);
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        form_place(&v[i], &fit);
        fits = v[i].pages <= SIDES;
    }
    return fits;
}

enum db_rc form_fit(struct form_source *from)
{
    const struct record *r = from->r;
    struct form *v = xcalloc(r->products.n + 1, sizeof *v);
    size_t n = 0;
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < r->products.n && r->members.n > 0 && rc == DB_OK; i++)
        if (stands_for(r, &r->products.v[i]))
            rc = sample(from, &r->products.v[i], &v[n++]);
    int scale = LARGEST;
    while (scale > SMALLEST && !all_fit(v, n, scale))
        scale--;
    from->fit = form_fit_at(scale);
    for (size_t i = 0; i < n; i++)
        form_drop(&v[i]);
    free(v);
    return rc;
}

/* ---- sheets ---- */

struct paper *form_sheet(struct book *book, const struct form_source *from, const char *name)
{
    const struct session *s = &from->r->session;
    bool blank = from->blank;
    char header[128], footer[240], groups[72];
    hash_groups(s->closing, groups);
    snprintf(header, sizeof header, "&C" HEADER_FONT "%s",
             !blank         ? term_state(s)
             : s->rehearsal ? "DIỄN TẬP"
                            : "");
    if (blank)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s", s->id);
    else if (s->closed)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s\nMã chốt %s",
                 s->id, groups);
    else
        snprintf(footer, sizeof footer,
                 "&C" FOOTER_FONT "Trang &P/&N. Mã phiên %s\nDự thảo (%lld sự kiện)", s->id,
                 (long long)s->events);
    return grid_sheet(book, name, from->fit.scale, from->fit.width, FORM_COLUMNS, header, footer);
}

void form_sheet_end(struct paper *p, int *rows, struct rows *begins)
{
    grid_end(p, *rows, begins->row, begins->n);
    free(begins->row);
    *begins = (struct rows){0};
    *rows = 0;
}

/* Place @f, write it and forget it; its pages. */
static size_t put(struct form *f, struct paper *p, int *rows, struct rows *begins)
{
    form_place(f, &f->from->fit);
    form_write(f, p, rows, begins);
    size_t pages = (size_t)f->pages;
    form_drop(f);
    return pages;
}

size_t form_put(const struct form_source *from, struct paper *p, const struct ballot *b, int *rows,
                struct rows *begins)
{
    struct form f = {.from = from, .b = b, .set = b->set};
    f.product = record_product(from->r, b->product);
    f.member = record_member(from->r, b->member);
    if (!f.product || !f.member)
        return 0;
    form_fill(&f);
    return put(&f, p, rows, begins);
}

size_t form_put_notes(const struct form_source *from, struct paper *p, const struct crit_set *set,
                      int *rows, struct rows *begins)
{
    struct form f = {.from = from, .set = set};
    form_fill_notes(&f);
    if (f.n_blocks > 0)
        return put(&f, p, rows, begins);
    form_drop(&f);
    return 0;
}
