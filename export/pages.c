/* SPDX-License-Identifier: MIT */
/* export/pages.c - the sheets of the workbook: their order, columns and printed margins. */
#include <stdio.h>
#include <stdlib.h>

#include "db/text.h"
#include "export/sheets.h"

#define HEADER_FONT "&\"Times New Roman,Bold\"&12"
#define FOOTER_FONT "&\"Times New Roman,Regular\"&9 "

static struct paper *new_sheet(struct pages *g, const char *name, bool landscape,
                               const double *width, int n)
{
    const struct session *s = &g->r->session;
    char header[128], footer[240], groups[72];
    hash_groups(s->closing, groups);
    snprintf(header, sizeof header, "&C" HEADER_FONT "%s", term_state(s));
    if (s->closed)
        snprintf(footer, sizeof footer, "&C" FOOTER_FONT "Trang &P/&N\nMã chốt %s (%lld sự kiện)",
                 groups, (long long)s->closing_events);
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

void pages_open(struct pages *g)
{
    static const double scores_before[SCORES_MEMBER] = {4.5, 16, 25, 19, 4.5};
    static const double scores_after[] = {6.4, 6.4, 6.4, 7,    4.8, 4.8, 4.8,
                                          4.8, 6.5, 13,  14.5, 23,  8,   8};
    static const double detail_before[DETAIL_MEMBER] = {5, 7, 44, 6};
    static const double detail_after[] = {7.5, 19, 29};
    static const double members[] = {4.5, 24, 24, 26, 13, 8, 18, 28, 8, 18};
    static const double minutes[] = {5, 31, 18, 9, 7.5, 15};
    static const double journal[] = {8, 20, 22, 20, 62, 19};
    g->scores = member_sheet(g, SHEET_SCORES, scores_before, SCORES_MEMBER, 4.7, scores_after,
                             sizeof scores_after / sizeof *scores_after);
    g->detail = member_sheet(g, SHEET_DETAIL, detail_before, DETAIL_MEMBER, 4.7, detail_after,
                             sizeof detail_after / sizeof *detail_after);
    g->members = new_sheet(g, SHEET_MEMBERS, true, members, sizeof members / sizeof *members);
    g->minutes = new_sheet(g, SHEET_MINUTES, false, minutes, sizeof minutes / sizeof *minutes);
    g->journal = new_sheet(g, SHEET_JOURNAL, true, journal, sizeof journal / sizeof *journal);
}

bool pages_step(struct pages *g)
{
    if (g->done < g->total)
        g->done++;
    return !g->progress || g->progress(g->progress_arg, g->done, g->total);
}
