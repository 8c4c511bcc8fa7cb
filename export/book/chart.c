/* SPDX-License-Identifier: MIT */
/* export/book/chart.c - charts, over libxlsxwriter. */
#include "export/book/chart.h"

#include <xlsxwriter.h>

#include "export/book/book_part.h"

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

void put_chart(struct sheet *p, int rows, const struct chart *c)
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
