/* SPDX-License-Identifier: MIT */
/* export/pages.c - the sheets of the workbook: their order, columns and printed margins. */
#include <stdio.h>
#include <stdlib.h>

#include "db/text.h"
#include "export/sheets.h"

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

struct paper *new_sheet(struct pages *g, const char *name, bool landscape, const double *width,
                        int n)
{
    const struct session *s = &g->r->session;
    char header[128], footer[240];
    snprintf(header, sizeof header, "&C" HEADER_FONT "%s", term_state(s));
    if (s->closed)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N\nMã kiểm tra %.10s",
                 s->closing);
    else
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N\nDự thảo (%lld sự kiện)",
                 (long long)s->events);
    return book_sheet(g->book, name, landscape, width, n, header, footer);
}

/* Columns before, @k of members @each wide, and columns after. */
static struct paper *member_sheet(struct pages *g, const char *name, const double *before,
                                  int n_before, double each, const double *after, int n_after)
{
    int k = (int)g->r->n_columns, n = 0;
    double *width = xmalloc((size_t)(n_before + k + n_after) * sizeof *width);
    for (int i = 0; i < n_before; i++)
        width[n++] = before[i];
    for (int i = 0; i < k; i++)
        width[n++] = each;
    for (int i = 0; i < n_after; i++)
        width[n++] = after[i];
    struct paper *p = new_sheet(g, name, true, width, n);
    free(width);
    return p;
}

static struct paper *open_scores(struct pages *g, const char *name)
{
    static const double before[SCORES_MEMBER] = {4.5, 16, 25, 19, 4.5};
    static const double after[] = {6.4, 6.4, 6.4, 7, 4.8, 4.8, 4.8, 4.8, 6.5, 13, 14.5, 23, 8, 8};
    return g->scores = member_sheet(g, name, before, SCORES_MEMBER, 4.7, after,
                                    sizeof after / sizeof *after);
}

static struct paper *open_detail(struct pages *g, const char *name)
{
    static const double before[DETAIL_MEMBER] = {5, 7, 44, 6};
    static const double after[] = {7.5, 19, 29};
    return g->detail = member_sheet(g, name, before, DETAIL_MEMBER, 4.7, after,
                                    sizeof after / sizeof *after);
}

static struct paper *open_members(struct pages *g, const char *name)
{
    static const double width[] = {4.5, 24, 24, 26, 13, 8, 18, 28, 8, 18};
    return g->members = new_sheet(g, name, true, width, sizeof width / sizeof *width);
}

static struct paper *open_minutes(struct pages *g, const char *name)
{
    static const double width[] = {5, 31, 18, 9, 7.5, 15};
    return g->minutes = new_sheet(g, name, false, width, sizeof width / sizeof *width);
}

static struct paper *open_journal(struct pages *g, const char *name)
{
    static const double width[] = {8, 20, 22, 20, 62, 19};
    return g->journal = new_sheet(g, name, true, width, sizeof width / sizeof *width);
}

const struct sheet_def sheet_defs[] = {
    {SHEET_ANNEX, "phu-luc", table_annex, NULL, NULL},
    {SHEET_FORWARDED, "trinh-bo", table_forwarded, NULL, NULL},
    {SHEET_FAILED, "khong-dat", table_failed, NULL, NULL},
    {SHEET_POSTPONED, "hoan", table_postponed, NULL, NULL},
    {SHEET_SCORES, "tong-hop-diem", NULL, open_scores, sheet_scores},
    {SHEET_DETAIL, "chi-tiet", NULL, open_detail, sheet_detail},
    {SHEET_GATES, "yeu-cau-sao", table_gates, NULL, NULL},
    {SHEET_RESCORED, "cham-lai", table_rescored, NULL, NULL},
    {SHEET_MEMBERS, "thanh-vien", NULL, open_members, sheet_members},
    {SHEET_MINUTES, "bien-ban", NULL, open_minutes, sheet_minutes},
    {SHEET_STATS, "thong-ke", table_stats, NULL, NULL},
    {SHEET_CERTIFICATES, "giay-chung-nhan", table_certificates, NULL, NULL},
    {SHEET_JOURNAL, "nhat-ky", NULL, open_journal, sheet_journal},
};
const size_t n_sheets = sizeof sheet_defs / sizeof *sheet_defs;

void pages_open(struct pages *g)
{
    for (size_t i = 0; i < n_sheets; i++) {
        const struct sheet_def *d = &sheet_defs[i];
        g->table[i] = d->table ? d->table(g->r, g->arena) : NULL;
        g->paper[i] = d->table ? open_table(g, g->table[i]) : d->open(g, d->name);
    }
}

enum db_rc pages_fill(struct pages *g)
{
    enum db_rc rc = sheet_detail(g);
    for (size_t i = 0; i < n_sheets && rc == DB_OK; i++)
        if (sheet_defs[i].table)
            rc = sheet_table(g, g->paper[i], g->table[i]);
        else if (sheet_defs[i].fill != sheet_detail)
            rc = sheet_defs[i].fill(g);
    return rc;
}
