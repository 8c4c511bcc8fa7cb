/* SPDX-License-Identifier: MIT */
/* export/sheet/pages.c - the sheets of the workbook: their order, columns and printed margins. */
#include <stdio.h>
#include <stdlib.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"

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

static struct paper *open_minutes(struct pages *g, const char *name)
{
    static const double width[] = {5, 31, 19, 8.5, 7, 15};
    return new_sheet(g, name, false, width, sizeof width / sizeof *width);
}

const struct sheet_def sheet_defs[] = {
    {SHEET_ANNEX, "phu-luc", table_annex, NULL, sheet_table},
    {SHEET_FORWARDED, "trinh-bo", table_forwarded, NULL, sheet_table},
    {SHEET_FAILED, "khong-dat", table_failed, NULL, sheet_table},
    {SHEET_POSTPONED, "hoan", table_postponed, NULL, sheet_table},
    {SHEET_SCORES, "tong-hop-diem", table_scores, NULL, sheet_scores},
    {SHEET_DETAIL, "chi-tiet", table_detail, NULL, sheet_detail},
    {SHEET_GATES, "yeu-cau-sao", table_gates, NULL, sheet_table},
    {SHEET_RESCORED, "cham-lai", table_rescored, NULL, sheet_table},
    {SHEET_MEMBERS, "thanh-vien", table_members, NULL, sheet_table},
    {SHEET_MINUTES, "bien-ban", NULL, open_minutes, sheet_minutes},
    {SHEET_STATS, "thong-ke", table_stats, NULL, sheet_table},
    {SHEET_CHARTS, "bieu-do", NULL, open_charts, sheet_charts},
    {SHEET_CERTIFICATES, "giay-chung-nhan", table_certificates, NULL, sheet_table},
    {SHEET_JOURNAL, "nhat-ky", table_journal, NULL, sheet_journal},
};
const size_t n_sheets = sizeof sheet_defs / sizeof *sheet_defs;

void pages_open(struct pages *g)
{
    for (size_t i = 0; i < n_sheets; i++) {
        const struct sheet_def *d = &sheet_defs[i];
        g->table[i] = d->table ? d->table(g->r, g->arena) : NULL;
        g->paper[i] = d->table ? open_table(g, g->table[i]) : d->open(g, d->name);
        if (d->fill == sheet_scores)
            g->scores = g->paper[i];
        if (d->fill == sheet_detail)
            g->detail = g->paper[i];
        if (d->table == table_stats)
            g->stats = g->paper[i];
    }
}

static enum db_rc fill(struct pages *g, size_t i)
{
    struct table *t = g->table[i];
    return t && t->rc != DB_OK ? t->rc : sheet_defs[i].fill(g, g->paper[i], t);
}

enum db_rc pages_fill(struct pages *g)
{
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < n_sheets && rc == DB_OK; i++)
        if (sheet_defs[i].fill == sheet_detail)
            rc = fill(g, i);
    for (size_t i = 0; i < n_sheets && rc == DB_OK; i++)
        if (sheet_defs[i].fill != sheet_detail)
            rc = fill(g, i);
    return rc;
}
