/* SPDX-License-Identifier: MIT */
/* export/sheet/charts.c - "Biểu đồ": points with the floors of the stars, how far the members were
 * apart, and stars by group, on one page; to be told apart in grey: by signs, dashes and patterns,
 * never by colour alone. */
#include "export/book/starved.h"
#include "export/sheet/charts.h"

#include <string.h>
#include <xlsxwriter.h>

#include "export/book/book.h"
#include "export/book/book_part.h"
#include "export/table/points.h"

enum chart_kind {
    CHART_POINTS, /* x and y: the first series as signs, the others as lines */
    CHART_RANGE,  /* two series, the lowest and what is added to it: a bar that floats */
    CHART_STACK   /* bars on top of one another */
};
/* Cells of one row or column of a sheet. */
struct chart_cells {
    const struct sheet *of;
    int row, col, last_row, last_col;
};
struct chart_series {
    const char *name;
    struct chart_cells x, y; /* x: numbers, or the names below the bars */
};
struct chart {
    enum chart_kind kind;
    const char *title, *x_title, *y_title;
    int floor, ceiling; /* of the y axis; both 0: as the numbers are */
    size_t n;
    const struct chart_series *series;
};

/* Pixels of the library: a column, a row of skip_row, and a chart that is not scaled. */
enum { DIGIT = 7, EDGE = 5, ROW = 20, WIDTH = 480, HEIGHT = 288 };

static lxw_chart_font font(double size, bool bold)
{
    static char name[] = "Times New Roman"; /* the library wants it writable */
    return (lxw_chart_font){
        .name = name, .size = size, .bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE};
}

static void set_cells(lxw_chart_series *s, const struct chart_series *from)
{
    const struct chart_cells *x = &from->x, *y = &from->y;
    chart_series_set_categories(s, x->of->name, (lxw_row_t)x->row, (lxw_col_t)x->col,
                                (lxw_row_t)x->last_row, (lxw_col_t)x->last_col);
    chart_series_set_values(s, y->of->name, (lxw_row_t)y->row, (lxw_col_t)y->col,
                            (lxw_row_t)y->last_row, (lxw_col_t)y->last_col);
    chart_series_set_name(s, from->name);
}

/* Black signs, or black lines that differ by their dashes. */
static void look_points(lxw_chart_series *s, size_t i)
{
    static const uint8_t dash[] = {LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_ROUND_DOT,
                                   LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_LONG_DASH_DOT};
    lxw_chart_line hidden = {.none = LXW_TRUE};
    lxw_chart_line line = {.color = LXW_COLOR_BLACK, .width = 1.25, .dash_type = dash[i % 4]};
    lxw_chart_fill black = {.color = LXW_COLOR_BLACK};
    chart_series_set_line(s, i ? &line : &hidden);
    chart_series_set_marker_type(s, i ? LXW_CHART_MARKER_NONE : LXW_CHART_MARKER_DIAMOND);
    if (!i) {
        chart_series_set_marker_size(s, 6);
        chart_series_set_marker_fill(s, &black);
    }
}

/* A bar that floats: the first series lifts it and is not to be seen. */
static void look_range(lxw_chart_series *s, size_t i)
{
    lxw_chart_line hidden = {.none = LXW_TRUE}, line = {.color = LXW_COLOR_BLACK, .width = 1};
    lxw_chart_fill empty = {.none = LXW_TRUE}, grey = {.color = 0x808080};
    chart_series_set_line(s, i ? &line : &hidden);
    chart_series_set_fill(s, i ? &grey : &empty);
}

static void look_stack(lxw_chart_series *s, size_t i)
{
    static const uint8_t pattern[] = {LXW_CHART_PATTERN_DARK_UPWARD_DIAGONAL,
                                      LXW_CHART_PATTERN_PERCENT_75, LXW_CHART_PATTERN_PERCENT_25,
                                      LXW_CHART_PATTERN_NARROW_HORIZONTAL,
                                      LXW_CHART_PATTERN_PERCENT_5};
    lxw_chart_line line = {.color = LXW_COLOR_BLACK, .width = 0.75};
    lxw_chart_pattern fill = {
        .type = pattern[i % 5], .fg_color = LXW_COLOR_BLACK, .bg_color = LXW_COLOR_WHITE};
    chart_series_set_line(s, &line);
    chart_series_set_pattern(s, &fill);
}

static void add_series(lxw_chart *chart, const struct chart *c, size_t i)
{
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    if (!s)
        return;
    set_cells(s, &c->series[i]);
    if (c->kind == CHART_POINTS)
        look_points(s, i);
    else if (c->kind == CHART_RANGE)
        look_range(s, i);
    else
        look_stack(s, i);
    starved_check();
}

static void set_axis(lxw_chart_axis *axis, const char *title)
{
    lxw_chart_font name = font(11, false), number = font(10, false);
    chart_axis_set_name(axis, title);
    chart_axis_set_name_font(axis, &name);
    chart_axis_set_num_font(axis, &number);
}

static void set_looks(lxw_chart *chart, const struct chart *c)
{
    lxw_chart_font title = font(13, true), legend = font(11, false);
    chart_title_set_name(chart, c->title);
    chart_title_set_name_font(chart, &title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &legend);
    set_axis(chart->x_axis, c->x_title);
    set_axis(chart->y_axis, c->y_title);
    starved_check();
    if (c->floor || c->ceiling) {
        chart_axis_set_min(chart->y_axis, c->floor);
        chart_axis_set_max(chart->y_axis, c->ceiling);
        chart_axis_set_major_unit(chart->y_axis, 10);
    }
    lxw_chart_line grid = {.color = 0xBFBFBF, .width = 0.5};
    chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    int16_t lifting[] = {0, -1};
    if (c->kind == CHART_RANGE)
        chart_legend_delete_series(chart, lifting);
    if (c->kind != CHART_POINTS)
        chart_set_series_gap(chart, 60);
}

/* Over the whole width of the sheet and @rows rows from the current one on, on one page. */
static void put_chart(struct sheet *p, int rows, const struct chart *c)
{
    static const uint8_t type[] = {[CHART_POINTS] = LXW_CHART_SCATTER_STRAIGHT,
                                   [CHART_RANGE] = LXW_CHART_COLUMN_STACKED,
                                   [CHART_STACK] = LXW_CHART_COLUMN_STACKED};
    lxw_chart *chart = p->ws ? workbook_add_chart(p->book->w, type[c->kind]) : NULL;
    double width = 0;
    for (int i = 0; i <= p->print_last; i++)
        width += p->width[i] * DIGIT + EDGE;
    if (chart) {
        for (size_t i = 0; i < c->n; i++)
            add_series(chart, c, i);
        set_looks(chart, c);
        lxw_chart_options o = {.x_scale = 0.96 * width / WIDTH,
                               .y_scale = (double)rows * ROW / HEIGHT};
        book_try(p->book, worksheet_insert_chart_opt(p->ws, (lxw_row_t)p->row, 0, chart, &o));
    }
    sheet_keep(p);
    for (int i = 0; i < rows; i++)
        skip_row(p);
    sheet_keep_end(p);
}

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

enum db_rc fill_charts(struct results_book *g, struct sheet *p, struct table *t)
{
    struct scores s;
    (void)t;
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
