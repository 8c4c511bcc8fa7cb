/* SPDX-License-Identifier: MIT */
/* export/sheet/scores.c - "Tổng hợp điểm": one row a product, one column a member.  Means are
 * live formulas over the members' points; the record's sum and number of ballots stand
 * beside them with the difference, which is 0. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"

static int col(const struct pages *g, enum scores_after a)
{
    return SCORES_MEMBER + (int)g->r->n_columns + (int)a;
}

/* ---- one product -------------------------------------------------------------------------- */

static void put_points(struct paper *p, int at, const struct value *v)
{
    static const enum style empty[] = {[HOW_ABSENT] = STYLE_ABSENT, [HOW_RECUSED] = STYLE_RECUSED};
    if (v->kind == VALUE_WHOLE)
        put_number(p, at, v->how == HOW_WRITTEN ? STYLE_WRITTEN : STYLE_NUMBER, (double)v->n);
    else
        put_text(p, at, v->how >= HOW_ABSENT ? empty[v->how] : STYLE_CELL_CENTER, "");
}

/* Means of the parts over the rows of the detail sheet. */
static void put_parts(struct pages *g, size_t index, const struct table_row *row)
{
    char a[24], b[24];
    for (int i = 0; i < 3; i++) {
        int from = g->part_row[index][i], at = col(g, SCORES_PART_A) + i;
        const struct value *v = &row->v[at];
        cell_name(from, DETAIL_MEMBER, a);
        cell_name(from, DETAIL_MEMBER + (int)g->r->n_columns - 1, b);
        if (from >= 0)
            put_formula(g->scores, at, STYLE_MEAN, value_double(v), "=AVERAGE('%s'!%s:%s)",
                        paper_name(g->detail), a, b);
        else
            put_number(g->scores, at, STYLE_MEAN, value_double(v));
    }
}

/* Of the totals over this row; the record's sum and the difference beside them. */
static void put_means(struct pages *g, const struct table_row *row)
{
    struct paper *p = g->scores;
    char a[24], b[24], sum[24], mean[24];
    double v[SCORES_AFTER];
    for (int i = 0; i < SCORES_AFTER; i++)
        v[i] = value_double(&row->v[col(g, (enum scores_after)i)]);
    cell_name(paper_row(p), SCORES_MEMBER, a);
    cell_name(paper_row(p), SCORES_MEMBER + (int)g->r->n_columns - 1, b);
    put_formula(p, col(g, SCORES_MEAN), STYLE_MEAN_BOLD, v[SCORES_MEAN], "=AVERAGE(%s:%s)", a, b);
    put_formula(p, col(g, SCORES_HIGH), STYLE_NUMBER, v[SCORES_HIGH], "=MAX(%s:%s)", a, b);
    put_formula(p, col(g, SCORES_LOW), STYLE_NUMBER, v[SCORES_LOW], "=MIN(%s:%s)", a, b);
    put_formula(p, col(g, SCORES_SPREAD), STYLE_NUMBER, v[SCORES_SPREAD], "=MAX(%s:%s)-MIN(%s:%s)",
                a, b, a, b);
    put_formula(p, col(g, SCORES_BALLOTS), STYLE_NUMBER, v[SCORES_BALLOTS], "=COUNT(%s:%s)", a, b);
    put_number(p, col(g, SCORES_BAND), STYLE_STARS, v[SCORES_BAND]);
    put_number(p, col(g, SCORES_SUM), STYLE_NUMBER, v[SCORES_SUM]);
    cell_name(paper_row(p), col(g, SCORES_SUM), sum);
    cell_name(paper_row(p), col(g, SCORES_MEAN), mean);
    put_formula(p, col(g, SCORES_CHECK), STYLE_NUMBER, v[SCORES_CHECK], "=ROUND(%s-%s/%d,6)", mean,
                sum, (int)v[SCORES_BALLOTS]);
}

static void put_no_means(struct pages *g)
{
    for (int i = SCORES_PART_A; i <= SCORES_BAND; i++)
        put_text(g->scores, col(g, (enum scores_after)i), STYLE_CELL_CENTER, "");
    put_text(g->scores, col(g, SCORES_SUM), STYLE_CELL_CENTER, "");
    put_text(g->scores, col(g, SCORES_CHECK), STYLE_CELL_CENTER, "");
}

static void put_product(struct pages *g, size_t index, struct table_row *row)
{
    static const enum style style[SCORES_MEMBER] = {STYLE_NUMBER, STYLE_CELL_CENTER, STYLE_CELL,
                                                    STYLE_CELL, STYLE_CELL_CENTER};
    struct paper *p = g->scores;
    row->at = paper_row(p);
    put_number(p, 0, style[0], (double)row->v[0].n);
    for (int i = 1; i < SCORES_MEMBER; i++)
        put_text(p, i, style[i], row->v[i].text);
    for (int i = 0; i < (int)g->r->n_columns; i++)
        put_points(p, SCORES_MEMBER + i, &row->v[SCORES_MEMBER + i]);
    if (row->v[col(g, SCORES_MEAN)].kind == VALUE_MEAN) {
        put_parts(g, index, row);
        put_means(g, row);
    } else {
        put_no_means(g);
    }
    put_text(p, col(g, SCORES_MINIMUM), STYLE_CELL_CENTER, row->v[col(g, SCORES_MINIMUM)].text);
    put_text(p, col(g, SCORES_PROPOSAL), STYLE_CELL_BOLD, row->v[col(g, SCORES_PROPOSAL)].text);
    put_text(p, col(g, SCORES_NOTE), STYLE_CELL, row->v[col(g, SCORES_NOTE)].text);
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

static void put_counts(struct pages *g, int first, int end)
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
    struct paper *p = g->scores;
    char from[24], to[24];
    skip_row(p);
    put_span(p, 0, 2, STYLE_BOLD, "Cộng theo hạng đề nghị (số sản phẩm)");
    end_row(p);
    int top = paper_row(p);
    cell_name(first, col(g, SCORES_PROPOSAL), from);
    cell_name(end - 1, col(g, SCORES_PROPOSAL), to);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        put_text(p, 2, STYLE_CELL, kinds[i]);
        put_formula(p, 3, STYLE_NUMBER, count_proposals(g->r, kinds[i]), "=COUNTIF(%s:%s,\"%s*\")",
                    from, to, kinds[i]);
        end_row(p);
    }
    cell_name(top, 3, from);
    cell_name(paper_row(p) - 1, 3, to);
    put_text(p, 2, STYLE_CELL_BOLD, "Tổng số sản phẩm");
    put_formula(p, 3, STYLE_NUMBER, (double)g->r->tally.n, "=SUM(%s:%s)", from, to);
    end_row(p);
}

static void put_legend(struct pages *g)
{
    struct paper *p = g->scores;
    int last = col(g, SCORES_NOTE);
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
static void put_marks(struct pages *g, int first, int last)
{
    struct paper *p = g->scores;
    const char *most = record_fact(g->r, "spread.max"), *equal = record_fact(g->r, "spread.equal");
    bool refused = equal && strcmp(equal, "refused") == 0;
    char mean[24], spread[24], minimum[24];
    cell_name(first, col(g, SCORES_MEAN), mean);
    cell_name(first, col(g, SCORES_SPREAD), spread);
    cell_name(first, col(g, SCORES_MINIMUM), minimum);
    paper_mark(p, first, last, col(g, SCORES_MEAN), STYLE_MARK_NEAR,
               "=AND(ISNUMBER(%s),OR(ABS(%s-50)<=1,ABS(%s-70)<=1,ABS(%s-90)<=1))", mean, mean, mean,
               mean);
    paper_mark(p, first, last, col(g, SCORES_SPREAD), STYLE_MARK, "=AND(ISNUMBER(%s),%s%s%d)",
               spread, spread, refused ? ">=" : ">", most ? atoi(most) : 10);
    paper_mark(p, first, last, col(g, SCORES_MINIMUM), STYLE_MARK, "=LEFT(%s,6)=\"Không:\"",
               minimum);
}

enum db_rc sheet_scores(struct pages *g, struct paper *p, struct table *t)
{
    int last = col(g, SCORES_NOTE);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, t->title);
    put_table_head(p, t);
    int first = paper_row(p);
    for (size_t i = 0; i < t->n; i++) {
        put_product(g, i, &t->row[i]);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    put_marks(g, first, paper_row(p) - 1);
    if (t->n) {
        paper_keep(p); /* to the signatures */
        put_counts(g, first, paper_row(p));
    }
    put_legend(g);
    put_table_signatures(p, g->r, last);
    paper_print_columns(p, last);
    return DB_OK;
}
