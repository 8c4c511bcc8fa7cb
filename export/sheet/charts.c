/* SPDX-License-Identifier: MIT */
/* export/sheet/charts.c - "Biểu đồ": points with the floors of the stars, how far the members were
 * apart, and stars by group, on one page. */
#include "export/sheet/charts.h"

#include <string.h>

#include "export/book/chart.h"
#include "export/table/points.h"

enum { CHART_ROWS = 14, TWO_POINTS = 2, PRINTED = 8, FLOORS = PRINTED + 1, COLUMNS = 13 };

/* The table of scores, and where its rows stand. */
struct scores {
    const struct sheet *sheet;
    int first, last, after; /* rows; the first column behind the members' */
};

static bool find_scores(const struct results_book *g, struct scores *s)
{
    const struct table *t = g->table[TABLE_SCORES];
    bool any = false;
    for (size_t i = 0; i < g->r->tally.n; i++)
        any = any || g->r->tally.v[i].closed > 0;
    if (!any || t->n == 0)
        return false;
    *s = (struct scores){g->sheet[TABLE_SCORES], t->row[0].at, t->row[t->n - 1].at,
                         SCORES_MEMBER + (int)g->r->n_columns};
    return true;
}

static struct chart_cells column(const struct scores *s, int col)
{
    return (struct chart_cells){s->sheet, s->first, col, s->last, col};
}

/* Two points of each floor, beside what is printed: the lines of the chart join them. */
static int put_floors(struct sheet *p, int at, int last_no)
{
    static const int floors[] = {50, 70, 90};
    int row = sheet_row(p);
    for (int i = 0; i < TWO_POINTS; i++) {
        put_number(p, at, STYLE_NUMBER, i ? last_no + 1 : 0);
        for (int k = 0; k < 3; k++)
            put_number(p, at + 1 + k, STYLE_NUMBER, floors[k]);
        end_row(p);
    }
    return row;
}

static void chart_points(struct sheet *p, const struct results_book *g, const struct scores *s)
{
    int at = FLOORS, no = g->r->products.v[g->r->products.n - 1].no;
    int row = put_floors(p, at, no);
    struct chart_cells x = {p, row, at, row + 1, at};
    struct chart_series series[] = {
        {"Tổng điểm trung bình", column(s, 0), column(s, s->after + SCORES_MEAN)},
        {"3 sao, từ 50", x, {p, row, at + 1, row + 1, at + 1}},
        {"4 sao, từ 70", x, {p, row, at + 2, row + 1, at + 2}},
        {"5 sao, từ 90", x, {p, row, at + 3, row + 1, at + 3}},
    };
    put_chart(p, CHART_ROWS,
              &(struct chart){CHART_POINTS, "Tổng điểm trung bình của từng sản phẩm", "Sản phẩm số",
                              "Điểm", 0, 100, 4, series});
}

static void chart_spread(struct sheet *p, const struct scores *s)
{
    struct chart_series series[] = {
        {"Thấp nhất", column(s, 0), column(s, s->after + SCORES_LOW)},
        {"Từ điểm thấp nhất đến điểm cao nhất", column(s, 0), column(s, s->after + SCORES_SPREAD)},
    };
    put_chart(p, CHART_ROWS,
              &(struct chart){CHART_RANGE, "Chênh lệch giữa các thành viên, từng sản phẩm",
                              "Sản phẩm số", "Điểm", 0, 100, 2, series});
}

/* The first split of the statistics is that by group; @of is their sheet. */
static void chart_stars(struct sheet *p, const struct sheet *of, const struct table *t)
{
    enum { LABEL = 2, FORWARD = 4, KINDS = 5 };
    struct chart_series series[KINDS];
    size_t first = 0, last;
    while (first < t->n && t->row[first].kind != ROW_DATA)
        first++;
    for (last = first; last + 1 < t->n && t->row[last + 1].kind == ROW_DATA;)
        last++;
    if (first >= t->n)
        return;
    int a = t->row[first].at, b = t->row[last].at;
    for (int i = 0; i < KINDS; i++)
        series[i] = (struct chart_series){t->column[FORWARD + i].title,
                                          {of, a, LABEL, b, LABEL},
                                          {of, a, FORWARD + i, b, FORWARD + i}};
    put_chart(p, CHART_ROWS,
              &(struct chart){CHART_STACK, "Kết quả theo nhóm sản phẩm", "Nhóm", "Số sản phẩm", 0,
                              0, KINDS, series});
}

struct sheet *open_charts(struct results_book *g, const char *name)
{
    double width[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        width[i] = i < PRINTED ? 12 : 6;
    return open_sheet(g, name, false, width, COLUMNS);
}

enum db_rc fill_charts(struct results_book *g, struct sheet *p, struct table *none)
{
    struct scores s;
    (void)none;
    put_heads(p, g->r, PRINTED - 1);
    put_title(p, g->r, PRINTED - 1, "BIỂU ĐỒ KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG");
    if (find_scores(g, &s)) {
        sheet_print_columns(p, PRINTED - 1);
        chart_points(p, g, &s);
        skip_row(p);
        chart_spread(p, &s);
        skip_row(p);
        chart_stars(p, g->sheet[TABLE_STATS], g->table[TABLE_STATS]);
    } else {
        put_span(p, 0, PRINTED - 1, STYLE_CENTER_ITALIC, "Chưa có phiếu nào để vẽ.");
        end_row(p);
    }
    sheet_print_columns(p, PRINTED - 1);
    return job_step(g->job) ? DB_OK : DB_REFUSED;
}
