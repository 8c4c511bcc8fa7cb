/* SPDX-License-Identifier: MIT */
/* export/sheet/points.c - the sheets of points.  "Tổng hợp điểm": means are live formulas over the
 * members' points; the record's sum and number of ballots stand beside them with the difference,
 * which is 0. "Chi tiết tiêu chí": sums of parts and totals are live formulas. */
#include "export/sheet/points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/terms.h"
#include "export/table/points.h"

/* ---- "Tổng hợp điểm" ---- */

static int scores_col(const struct results_book *g, enum scores_after a)
{
    return SCORES_MEMBER + (int)g->r->n_columns + (int)a;
}

/* ---- one product -------------------------------------------------------------------------- */

static void put_points(struct sheet *p, int at, const struct value *v)
{
    static const enum style empty[] = {[HOW_ABSENT] = STYLE_ABSENT, [HOW_RECUSED] = STYLE_RECUSED};
    if (v->kind == VALUE_WHOLE)
        put_number(p, at, v->how == HOW_WRITTEN ? STYLE_WRITTEN : STYLE_NUMBER, (double)v->n);
    else
        put_text(p, at, v->how >= HOW_ABSENT ? empty[v->how] : STYLE_CELL_CENTER, "");
}

/* As a number: the mean of a VALUE_MEAN, else n. */
static double value_double(const struct value *v)
{
    return v->kind == VALUE_MEAN ? (double)v->n / (double)v->of : (double)v->n;
}

/* Means of the parts over the rows of the detail sheet. */
static void put_parts(struct results_book *g, size_t index, const struct table_row *row)
{
    char a[24], b[24];
    for (int i = 0; i < 3; i++) {
        int from = g->part_row[index][i], at = scores_col(g, SCORES_PART_A) + i;
        const struct value *v = &row->v[at];
        cell_name(from, DETAIL_MEMBER, a);
        cell_name(from, DETAIL_MEMBER + (int)g->r->n_columns - 1, b);
        if (from >= 0)
            put_formula(g->sheet[TABLE_SCORES], at, STYLE_MEAN, value_double(v),
                        "=AVERAGE('%s'!%s:%s)", table_defs[TABLE_DETAIL].sheet, a, b);
        else
            put_number(g->sheet[TABLE_SCORES], at, STYLE_MEAN, value_double(v));
    }
}

/* Of the totals over this row; the record's sum and the difference beside them. */
static void put_means(struct results_book *g, const struct table_row *row)
{
    struct sheet *p = g->sheet[TABLE_SCORES];
    char a[24], b[24], sum[24], mean[24];
    double v[SCORES_AFTER];
    for (int i = 0; i < SCORES_AFTER; i++)
        v[i] = value_double(&row->v[scores_col(g, (enum scores_after)i)]);
    cell_name(sheet_row(p), SCORES_MEMBER, a);
    cell_name(sheet_row(p), SCORES_MEMBER + (int)g->r->n_columns - 1, b);
    put_formula(p, scores_col(g, SCORES_MEAN), STYLE_MEAN_BOLD, v[SCORES_MEAN], "=AVERAGE(%s:%s)",
                a, b);
    put_formula(p, scores_col(g, SCORES_HIGH), STYLE_NUMBER, v[SCORES_HIGH], "=MAX(%s:%s)", a, b);
    put_formula(p, scores_col(g, SCORES_LOW), STYLE_NUMBER, v[SCORES_LOW], "=MIN(%s:%s)", a, b);
    put_formula(p, scores_col(g, SCORES_SPREAD), STYLE_NUMBER, v[SCORES_SPREAD],
                "=MAX(%s:%s)-MIN(%s:%s)", a, b, a, b);
    put_formula(p, scores_col(g, SCORES_BALLOTS), STYLE_NUMBER, v[SCORES_BALLOTS], "=COUNT(%s:%s)",
                a, b);
    put_number(p, scores_col(g, SCORES_BAND), STYLE_STARS, v[SCORES_BAND]);
    put_number(p, scores_col(g, SCORES_SUM), STYLE_NUMBER, v[SCORES_SUM]);
    cell_name(sheet_row(p), scores_col(g, SCORES_SUM), sum);
    cell_name(sheet_row(p), scores_col(g, SCORES_MEAN), mean);
    put_formula(p, scores_col(g, SCORES_CHECK), STYLE_NUMBER, v[SCORES_CHECK], "=ROUND(%s-%s/%d,6)",
                mean, sum, (int)v[SCORES_BALLOTS]);
}

static void put_no_means(struct results_book *g)
{
    for (int i = SCORES_PART_A; i <= SCORES_BAND; i++)
        put_text(g->sheet[TABLE_SCORES], scores_col(g, (enum scores_after)i), STYLE_CELL_CENTER,
                 "");
    put_text(g->sheet[TABLE_SCORES], scores_col(g, SCORES_SUM), STYLE_CELL_CENTER, "");
    put_text(g->sheet[TABLE_SCORES], scores_col(g, SCORES_CHECK), STYLE_CELL_CENTER, "");
}

static void scores_product(struct results_book *g, size_t index, struct table_row *row)
{
    static const enum style style[SCORES_MEMBER] = {STYLE_NUMBER, STYLE_CELL_CENTER, STYLE_CELL,
                                                    STYLE_CELL, STYLE_CELL_CENTER};
    struct sheet *p = g->sheet[TABLE_SCORES];
    row->at = sheet_row(p);
    put_number(p, 0, style[0], (double)row->v[0].n);
    for (int i = 1; i < SCORES_MEMBER; i++)
        put_text(p, i, style[i], row->v[i].text);
    for (int i = 0; i < (int)g->r->n_columns; i++)
        put_points(p, SCORES_MEMBER + i, &row->v[SCORES_MEMBER + i]);
    if (row->v[scores_col(g, SCORES_MEAN)].kind == VALUE_MEAN) {
        put_parts(g, index, row);
        put_means(g, row);
    } else {
        put_no_means(g);
    }
    put_text(p, scores_col(g, SCORES_MINIMUM), STYLE_CELL_CENTER,
             row->v[scores_col(g, SCORES_MINIMUM)].text);
    put_text(p, scores_col(g, SCORES_PROPOSAL), STYLE_CELL_BOLD,
             row->v[scores_col(g, SCORES_PROPOSAL)].text);
    put_text(p, scores_col(g, SCORES_NOTE), STYLE_CELL, row->v[scores_col(g, SCORES_NOTE)].text);
    end_row(p);
}

/* ---- below the table ---------------------------------------------------------------------- */

/* How many products have a proposal that begins with @begin. */
static int count_proposals(const struct record *r, const char *begin)
{
    int n = 0;
    for (size_t i = 0; i < r->tally.n; i++)
        n += strncmp(term_proposal(&r->tally.v[i]), begin, strlen(begin)) == 0;
    return n;
}

static void put_counts(struct results_book *g, int first, int end)
{
    static const char *const kinds[] = {"Trình Bộ",
                                        "Đề nghị phân hạng 4 sao",
                                        "Đề nghị phân hạng 3 sao",
                                        "Dưới 3 sao",
                                        "Không đạt",
                                        "Loại hồ sơ",
                                        "Hoãn",
                                        "Rút hồ sơ",
                                        "Chưa xác định",
                                        "Chưa có phiếu"};
    struct sheet *p = g->sheet[TABLE_SCORES];
    char from[24], to[24];
    skip_row(p);
    put_span(p, 0, 2, STYLE_BOLD, "Cộng theo hạng đề nghị (số sản phẩm)");
    end_row(p);
    int top = sheet_row(p);
    cell_name(first, scores_col(g, SCORES_PROPOSAL), from);
    cell_name(end - 1, scores_col(g, SCORES_PROPOSAL), to);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put_text(p, 2, STYLE_CELL, kinds[i]);
        put_formula(p, 3, STYLE_NUMBER, count_proposals(g->r, kinds[i]), "=COUNTIF(%s:%s,\"%s*\")",
                    from, to, kinds[i]);
        end_row(p);
    }
    cell_name(top, 3, from);
    cell_name(sheet_row(p) - 1, 3, to);
    put_text(p, 2, STYLE_CELL_BOLD, "Tổng số sản phẩm");
    put_formula(p, 3, STYLE_NUMBER, (double)g->r->tally.n, "=SUM(%s:%s)", from, to);
    end_row(p);
}

static void put_legend(struct results_book *g)
{
    struct sheet *p = g->sheet[TABLE_SCORES];
    int last = scores_col(g, SCORES_NOTE);
    skip_row(p);
    put_text(p, 0, STYLE_ABSENT, "");
    put_span(p, 1, last, STYLE_TEXT,
             "Ô chấm mờ: vắng mặt, hoặc phiếu không được tính. Không tính vào trung bình.");
    end_row(p);
    put_text(p, 0, STYLE_RECUSED, "");
    put_span(p, 1, last, STYLE_TEXT, "Ô gạch chéo: không tham gia chấm sản phẩm này.");
    end_row(p);
    put_text(p, 0, STYLE_CELL_CENTER, "");
    put_span(p, 1, last, STYLE_TEXT, "Ô trắng: chưa nộp phiếu. Ô trống không bao giờ là 0 điểm.");
    end_row(p);
    put_text(p, 0, STYLE_CELL_CENTER, "*");
    put_span(p, 1, last, STYLE_TEXT,
             "Phiếu gửi bằng văn bản. Tổng điểm trung bình = tổng điểm các phiếu đã nộp chia cho "
             "số phiếu đó, in hai số lẻ; hạng sao xét trên số chưa làm tròn.");
    end_row(p);
    put_span(
        p, 1, last, STYLE_TEXT,
        "Nền chấm thưa: điểm trung bình (nghiêng, gạch chân) cách ranh giới hạng sao không quá "
        "1 điểm; chênh lệch (đậm) quá quy định; yêu cầu tối thiểu (đậm) không đạt.");
    end_row(p);
}

/* What a reader should look at twice: means by a floor, too wide a spread, missed minimums. */
static void put_marks(struct results_book *g, int first, int last)
{
    struct sheet *p = g->sheet[TABLE_SCORES];
    const struct rules *rules = &g->r->rules;
    char mean[24], spread[24], minimum[24];
    cell_name(first, scores_col(g, SCORES_MEAN), mean);
    cell_name(first, scores_col(g, SCORES_SPREAD), spread);
    cell_name(first, scores_col(g, SCORES_MINIMUM), minimum);
    sheet_mark(p, first, last, scores_col(g, SCORES_MEAN), STYLE_MARK_NEAR,
               "=AND(ISNUMBER(%s),OR(ABS(%s-50)<=1,ABS(%s-70)<=1,ABS(%s-90)<=1))", mean, mean, mean,
               mean);
    sheet_mark(p, first, last, scores_col(g, SCORES_SPREAD), STYLE_MARK,
               "=AND(ISNUMBER(%s),%s%s%d)", spread, spread,
               rules->spread_equal == SPREAD_EQUAL_REFUSED ? ">=" : ">", rules->spread_max);
    sheet_mark(p, first, last, scores_col(g, SCORES_MINIMUM), STYLE_MARK, "=LEFT(%s,6)=\"Không:\"",
               minimum);
}

enum db_rc fill_scores(struct results_book *g, struct sheet *p, struct table *t)
{
    int last = scores_col(g, SCORES_NOTE);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, t->title);
    put_table_head(p, t);
    int first = sheet_row(p);
    for (size_t i = 0; i < t->n; i++) {
        scores_product(g, i, &t->row[i]);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    put_marks(g, first, sheet_row(p) - 1);
    if (t->n) {
        sheet_keep(p); /* to the signatures */
        put_counts(g, first, sheet_row(p));
    }
    put_legend(g);
    put_table_signatures(p, g->r, last);
    sheet_print_columns(p, last);
    return DB_OK;
}

/* ---- "Chi tiết tiêu chí" ---- */

static int detail_col(const struct results_book *g, enum detail_after a)
{
    return DETAIL_MEMBER + (int)g->r->n_columns + (int)a;
}

/* "F10:P10", the members' cells of a row. */
static void members_of(const struct results_book *g, int row, char out[48])
{
    char from[24], to[24];
    cell_name(row, DETAIL_MEMBER, from);
    cell_name(row, DETAIL_MEMBER + (int)g->r->n_columns - 1, to);
    snprintf(out, 48, "%s:%s", from, to);
}

static void detail_mean(struct results_book *g, const struct table_row *row, enum style style,
                        enum style empty)
{
    const struct value *v = &row->v[detail_col(g, DETAIL_MEAN)];
    char over[48];
    members_of(g, sheet_row(g->sheet[TABLE_DETAIL]), over);
    if (v->kind == VALUE_MEAN)
        put_formula(g->sheet[TABLE_DETAIL], detail_col(g, DETAIL_MEAN), style, value_double(v),
                    "=AVERAGE(%s)", over);
    else
        put_text(g->sheet[TABLE_DETAIL], detail_col(g, DETAIL_MEAN), empty, "");
}

static void detail_leaf(struct results_book *g, const struct table_row *row)
{
    struct sheet *p = g->sheet[TABLE_DETAIL];
    put_number(p, 0, STYLE_NUMBER, (double)row->v[0].n);
    put_text(p, 1, STYLE_CELL_CENTER, row->v[1].text);
    put_text(p, 2, STYLE_CELL, row->v[2].text);
    put_number(p, 3, STYLE_NUMBER, (double)row->v[3].n);
    for (int i = DETAIL_MEMBER; i < detail_col(g, DETAIL_MEAN); i++)
        if (row->v[i].kind == VALUE_WHOLE)
            put_number(p, i, STYLE_NUMBER, (double)row->v[i].n);
        else
            put_text(p, i, STYLE_CELL_CENTER, "");
    detail_mean(g, row, STYLE_MEAN, STYLE_CELL_CENTER);
    put_text(p, detail_col(g, DETAIL_MINIMUM), STYLE_CELL,
             row->v[detail_col(g, DETAIL_MINIMUM)].text);
    put_text(p, detail_col(g, DETAIL_REACHED), STYLE_CELL,
             row->v[detail_col(g, DETAIL_REACHED)].text);
    end_row(p);
}

/* The sum of the three parts, whose rows are known. */
static void detail_total(struct results_book *g, int at, const struct value *v, const int part[3])
{
    char a[24], b[24], c[24];
    cell_name(part[0], at, a);
    cell_name(part[1], at, b);
    cell_name(part[2], at, c);
    put_formula(g->sheet[TABLE_DETAIL], at, STYLE_GROUP_NUMBER, value_double(v), "=%s+%s+%s", a, b,
                c);
}

/* The heading of a product, over all columns of its block. */
static void detail_name(struct results_book *g, const struct table_row *row)
{
    put_number(g->sheet[TABLE_DETAIL], 0, STYLE_GROUP_NUMBER, (double)row->v[0].n);
    put_text(g->sheet[TABLE_DETAIL], 1, STYLE_GROUP_NUMBER, row->v[1].text);
    put_span(g->sheet[TABLE_DETAIL], 2, detail_col(g, DETAIL_REACHED), STYLE_GROUP, row->v[2].text);
    end_row(g->sheet[TABLE_DETAIL]);
}

/* A section, a part (whose sums follow, see detail_sum) or the total. */
static void detail_group(struct results_book *g, const struct table_row *row, const int part[3])
{
    struct sheet *p = g->sheet[TABLE_DETAIL];
    put_number(p, 0, STYLE_GROUP_NUMBER, (double)row->v[0].n);
    put_text(p, 1, STYLE_GROUP_NUMBER, row->v[1].text);
    put_text(p, 2, STYLE_GROUP, row->v[2].text);
    if (row->v[3].kind == VALUE_WHOLE)
        put_number(p, 3, STYLE_GROUP_NUMBER, (double)row->v[3].n);
    else
        put_text(p, 3, STYLE_GROUP, "");
    for (int i = DETAIL_MEMBER; i < detail_col(g, DETAIL_MEAN); i++)
        if (row->kind == ROW_TOTAL && row->v[i].kind == VALUE_WHOLE)
            detail_total(g, i, &row->v[i], part);
        else
            put_text(p, i, STYLE_GROUP, "");
    detail_mean(g, row, STYLE_GROUP_MEAN, STYLE_GROUP);
    put_text(p, detail_col(g, DETAIL_MINIMUM), STYLE_GROUP, "");
    put_text(p, detail_col(g, DETAIL_REACHED), STYLE_GROUP, "");
    end_row(p);
}

/* The rows of a part are there, down to the current one: add them up in its own row. */
static void detail_sum(struct results_book *g, const struct table_row *row)
{
    char from[24], to[24];
    for (int i = DETAIL_MEMBER; row && i < detail_col(g, DETAIL_MEAN); i++) {
        cell_name(row->at + 1, i, from);
        cell_name(sheet_row(g->sheet[TABLE_DETAIL]) - 1, i, to);
        if (row->v[i].kind == VALUE_WHOLE)
            put_formula_at(g->sheet[TABLE_DETAIL], row->at, i, STYLE_GROUP_NUMBER,
                           value_double(&row->v[i]), "=SUM(%s:%s)", from, to);
    }
}

/* One product, from its heading @row on; returns where the next one begins. */
static size_t detail_product(struct results_book *g, struct table *t, size_t row, int part[3])
{
    struct sheet *p = g->sheet[TABLE_DETAIL];
    const struct table_row *open = NULL; /* the part whose rows are being put */
    int n = 0;
    size_t i = row;
    sheet_whole(p);
    for (; i < t->n && (i == row || t->row[i].v[0].n == t->row[row].v[0].n); i++) {
        struct table_row *r = &t->row[i];
        if (r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL) {
            detail_sum(g, open);
            open = r->kind == ROW_SUBTOTAL ? r : NULL;
        }
        r->at = sheet_row(p);
        if (r->kind == ROW_SUBTOTAL)
            part[n++] = r->at;
        /* Headings stand with their first criterion, a total with the last one. */
        bool total = i + 1 < t->n && t->row[i + 1].kind == ROW_TOTAL;
        if ((r->kind != ROW_DATA || total) && !sheet_keeping(p))
            sheet_keep(p);
        if (r->kind == ROW_DATA)
            detail_leaf(g, r);
        else if (i == row)
            detail_name(g, r);
        else
            detail_group(g, r, part);
        if (r->kind == ROW_DATA && !total)
            sheet_keep_end(p);
    }
    detail_sum(g, open);
    sheet_keep_end(p);
    sheet_whole_end(p);
    return i;
}

enum db_rc fill_detail(struct results_book *g, struct sheet *p, struct table *t)
{
    int last = detail_col(g, DETAIL_REACHED);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, t->title);
    put_table_head(p, t);
    sheet_close_rows(p);
    int head = sheet_row(p) - 1;
    for (size_t i = 0; i < g->r->products.n; i++)
        for (int part = 0; part < 3; part++)
            g->part_row[i][part] = -1;
    for (size_t i = 0, product = 0; i < t->n; product++) {
        i = detail_product(g, t, i, g->part_row[product]);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    sheet_filter(p, head);
    put_below(p, t, last);
    put_table_signatures(p, g->r, last);
    return DB_OK;
}
