/* SPDX-License-Identifier: MIT */
/* export/ballot_pages.c - the pages of a ballot: where they begin, so that no criterion and no
 * signature is torn.
 *
 * The form is written twice: once into a sheet of no workbook, to learn how high each block is,
 * and then for good, with a head on every page, because loose pages of 11 members get mixed up. */
#include <stdio.h>
#include <stdlib.h>

#include "db/text.h"
#include "export/ballots.h"
#include "export/terms.h"

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

/* At these scales nearly every form takes four pages, two sheets of paper printed on both sides:
 * our short wordings in type of 9 points, the law's longer ones in 8.  Fewer pages would need type
 * that older members cannot read. */
static const struct fit {
    int scale;
    double width[FORM_COLUMNS];
} own_fit = {84, {71, 12, 12}}, law_fit = {76, {83, 12, 12}};

struct paper *form_sheet(struct book *book, const struct form_source *from, const char *name)
{
    const struct record *r = from->r;
    const struct fit *fit = official_levels(from->law, NULL) ? &law_fit : &own_fit;
    bool blank = from->blank;
    const struct session *s = &r->session;
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
    struct paper *p = book_sheet(book, name, false, fit->width, FORM_COLUMNS, header, footer);
    paper_form(p, fit->scale);
    return p;
}

void rows_add(struct rows *v, int row)
{
    if (v->n == v->cap) {
        v->cap = v->cap ? 2 * v->cap : 64;
        v->row = xrealloc(v->row, v->cap * sizeof *v->row);
    }
    v->row[v->n++] = row;
}

void form_block(struct form *f, bool table)
{
    if (f->measured) {
        rows_add(f->measured, paper_row(f->p));
    } else if (f->begins[f->block]) {
        if (paper_row(f->p) > 0)
            rows_add(f->breaks, paper_row(f->p));
        f->page++;
        if (f->block > 0)
            form_again(f, table);
    }
    f->block++;
}

/* Which blocks begin a page; how many do. */
static int place(const struct paper *dry, const struct rows *first, double again, bool *begins)
{
    double page = paper_page(dry), used = 0;
    int pages = 0;
    for (size_t i = 0; i < first->n; i++) {
        int last = i + 1 < first->n ? first->row[i + 1] - 1 : paper_row(dry) - 1;
        double need = paper_heights(dry, first->row[i], last);
        begins[i] = i == 0 || used + need > page;
        if (begins[i]) {
            pages++;
            used = i == 0 ? 0 : again;
        }
        used += need;
    }
    return pages;
}

size_t form_put(const struct form_source *from, struct paper *p, const struct ballot *b,
                struct rows *breaks)
{
    struct rows first = {0};
    struct form f = {.from = from, .b = b, .pages = 9, .page = 9, .breaks = breaks};
    f.product = record_product(from->r, b->product);
    f.member = record_member(from->r, b->member);
    if (!f.product || !f.member)
        return 0;
    f.p = paper_dry(p);
    f.measured = &first;
    form_again(&f, true);
    double again = paper_heights(f.p, 0, paper_row(f.p) - 1);
    form_rows(&f);
    bool *begins = xcalloc(first.n + 1, sizeof *begins);
    f.pages = place(f.p, &first, again, begins);
    paper_dry_free(f.p);
    f.p = p;
    f.measured = NULL;
    f.begins = begins;
    f.page = 0;
    f.block = 0;
    form_rows(&f);
    free(begins);
    free(first.row);
    return (size_t)f.pages;
}

void form_end(struct paper *p, struct rows *breaks)
{
    if (breaks->n > 0)
        paper_breaks(p, breaks->row, breaks->n);
    free(breaks->row);
    *breaks = (struct rows){0};
}
