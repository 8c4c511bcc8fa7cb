/* SPDX-License-Identifier: MIT */
/* export/sheet_scores.c - "Tổng hợp điểm": one row a product, one column a member.  Means are
 * live formulas over the members' points; the record's sum and number of ballots stand
 * beside them with the difference, which is 0. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/sheets.h"

/* Columns behind the members'. */
enum after {
    PART_A,
    PART_B,
    PART_C,
    MEAN,
    HIGH,
    LOW,
    SPREAD,
    BALLOTS,
    BAND,
    MINIMUM,
    PROPOSAL,
    NOTE,
    SUM, /* not printed, as what follows */
    CHECK
};

static int col(const struct pages *g, enum after a)
{
    return SCORES_MEMBER + (int)g->r->n_columns + (int)a;
}

static void put_head(struct pages *g)
{
    static const char *const before[SCORES_MEMBER] = {"TT", "Mã số", "Tên sản phẩm", "Chủ thể",
                                                      "Bộ"};
    static const char *const after[] = {"TB phần A",
                                        "TB phần B",
                                        "TB phần C",
                                        "Tổng điểm trung bình",
                                        "Cao nhất",
                                        "Thấp nhất",
                                        "Chênh lệch",
                                        "Số phiếu",
                                        "Hạng theo điểm",
                                        "Đạt yêu cầu tối thiểu của hạng",
                                        "Hạng đề nghị",
                                        "Ghi chú",
                                        "Tổng điểm các phiếu",
                                        "Kiểm tra (phải là 0)"};
    struct paper *p = g->scores;
    int first = paper_row(p);
    for (int i = 0; i < SCORES_MEMBER; i++)
        put_text(p, i, STYLE_HEAD, before[i]);
    for (size_t i = 0; i < g->r->n_columns; i++)
        put_text(p, SCORES_MEMBER + (int)i, STYLE_HEAD_UP, g->r->column[i]->name);
    for (int i = PART_A; i <= CHECK; i++)
        put_text(p, col(g, (enum after)i), i < BAND || i > NOTE ? STYLE_HEAD_UP : STYLE_HEAD,
                 after[i]);
    end_row(p);
    paper_head(p, paper_row(p) - first, 3);
}

/* ---- one product -------------------------------------------------------------------------- */

static void put_points(struct pages *g, const struct product *product)
{
    for (size_t i = 0; i < g->r->n_columns; i++) {
        int at = SCORES_MEMBER + (int)i;
        const struct seat *s = record_seat(g->r, product->id, g->r->column[i]->id);
        if (s && s->counted)
            put_number(g->scores, at, s->panel == PANEL_WRITTEN ? STYLE_WRITTEN : STYLE_NUMBER,
                       s->total);
        else if (s && s->panel == PANEL_RECUSED)
            put_text(g->scores, at, STYLE_RECUSED, "");
        else if (s && !s->expected)
            put_text(g->scores, at, STYLE_ABSENT, "");
        else
            put_text(g->scores, at, STYLE_CELL_CENTER, "");
    }
}

/* Means of the parts over the rows of the detail sheet, and of the totals over this row. */
static void put_means(struct pages *g, size_t index, const struct result *r)
{
    struct paper *p = g->scores;
    int row = paper_row(p), k = (int)g->r->n_columns;
    char a[24], b[24], sum[24], mean[24];
    for (int i = 0; i < 3; i++) {
        int from = g->part_row[index][i];
        cell_name(from, DETAIL_MEMBER, a);
        cell_name(from, DETAIL_MEMBER + k - 1, b);
        double value = (double)r->part[i] / r->closed;
        if (from >= 0)
            put_formula(p, col(g, PART_A) + i, STYLE_MEAN, value, "=AVERAGE('%s'!%s:%s)",
                        paper_name(g->detail), a, b);
        else
            put_number(p, col(g, PART_A) + i, STYLE_MEAN, value);
    }
    cell_name(row, SCORES_MEMBER, a);
    cell_name(row, SCORES_MEMBER + k - 1, b);
    put_formula(p, col(g, MEAN), STYLE_MEAN_BOLD, (double)r->sum / r->closed, "=AVERAGE(%s:%s)", a,
                b);
    put_formula(p, col(g, HIGH), STYLE_NUMBER, r->max, "=MAX(%s:%s)", a, b);
    put_formula(p, col(g, LOW), STYLE_NUMBER, r->min, "=MIN(%s:%s)", a, b);
    put_formula(p, col(g, SPREAD), STYLE_NUMBER, r->max - r->min, "=MAX(%s:%s)-MIN(%s:%s)", a, b, a,
                b);
    put_formula(p, col(g, BALLOTS), STYLE_NUMBER, r->closed, "=COUNT(%s:%s)", a, b);
    put_number(p, col(g, BAND), STYLE_STARS, r->band);
    put_number(p, col(g, SUM), STYLE_NUMBER, r->sum);
    cell_name(row, col(g, SUM), sum);
    cell_name(row, col(g, MEAN), mean);
    put_formula(p, col(g, CHECK), STYLE_NUMBER, 0, "=ROUND(%s-%s/%d,6)", mean, sum, r->closed);
}

static void put_no_means(struct pages *g)
{
    for (int i = PART_A; i <= BAND; i++)
        put_text(g->scores, col(g, (enum after)i), STYLE_CELL_CENTER, "");
    put_text(g->scores, col(g, SUM), STYLE_CELL_CENTER, "");
    put_text(g->scores, col(g, CHECK), STYLE_CELL_CENTER, "");
}

/* Whether the star of the points has its minimums, and which are missing. */
static char *minimum_text(const struct result *r)
{
    if (r->band == 0)
        return xstrdup("");
    if (r->band < 3)
        return xstrdup("Không xét");
    const struct entry *e = &r->entry[r->band - 3];
    if (e->met == MET_YES)
        return xstrdup("Có");
    struct words w = {0};
    for (size_t i = 0; i < e->n; i++)
        if (e->met == MET_NO ? e->gate[i].met == MET_NO : e->gate[i].met == MET_UNKNOWN)
            words_add(&w, ", ", "%s", e->gate[i].criterion);
    char *out = xasprintf("%s: %s", e->met == MET_NO ? "Không" : "Chưa kết luận", w.s ? w.s : "");
    free(w.s);
    return out;
}

static void add_absences(const struct record *r, const struct product *product, struct words *w)
{
    static const struct {
        enum panel_state state;
        const char *label;
    } kinds[] = {{PANEL_ABSENT, "Vắng"},
                 {PANEL_RECUSED, "Không tham gia chấm"},
                 {PANEL_WRITTEN, "Gửi phiếu bằng văn bản"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct words names = {0};
        for (size_t i = 0; i < r->n_columns; i++) {
            const struct seat *s = record_seat(r, product->id, r->column[i]->id);
            if (s && s->panel == kinds[k].state)
                words_add(&names, ", ", "%s%s", r->column[i]->name,
                          s->panel == PANEL_WRITTEN && !s->expected ? " (không tính)" : "");
        }
        if (names.s)
            words_add(w, " ", "%s: %s.", kinds[k].label, names.s);
        free(names.s);
    }
    struct words missing = {0};
    /* Nobody is asked for a ballot on what left the agenda. */
    bool left = product->postponed || product->withdrawn || product->knocked_out;
    for (size_t i = 0; i < r->n_columns && !left; i++) {
        const struct seat *s = record_seat(r, product->id, r->column[i]->id);
        if (s && s->expected && !s->counted)
            words_add(&missing, ", ", "%s%s", r->column[i]->name,
                      s->ignored ? " (Hội đồng bỏ qua)" : "");
    }
    if (missing.s)
        words_add(w, " ", "Chưa nộp phiếu: %s.", missing.s);
    free(missing.s);
}

/* The ground as printed, then what was said of it; @own is the caller's to free. */
static const char *knock_text(const struct result *x, char **own)
{
    bool both = x->knock_ground[0] && x->knock_reason[0];
    *own = both ? xasprintf("%s (%s)", x->knock_ground, x->knock_reason) : NULL;
    return both                 ? *own
           : x->knock_ground[0] ? x->knock_ground
           : x->knock_reason[0] ? x->knock_reason
                                : BLANK;
}

static char *note_text(const struct record *r, const struct product *product,
                       const struct result *x)
{
    struct words w = {0};
    const struct finding *f;
    char *why = NULL;
    if (x->knocked_out)
        words_add(&w, " ", "Loại hồ sơ%s%s: %s.", x->knock_criterion[0] ? ", tiêu chí " : "",
                  x->knock_criterion, knock_text(x, &why));
    free(why);
    if (x->status == STATUS_POSTPONED || x->status == STATUS_WITHDRAWN) {
        f = record_finding(r, product->id,
                           x->status == STATUS_POSTPONED ? FINDING_POSTPONED : FINDING_WITHDRAWN);
        if (f && f->reason[0])
            words_add(&w, " ", "%s: %s.", term_proposal(x), f->reason);
    }
    if (x->exceeds && is_live(x))
        words_add(&w, " ",
                  x->settled ? "Chênh lệch quá mức, Hội đồng giữ nguyên."
                             : "Chênh lệch quá mức, chưa giải quyết.");
    add_absences(r, product, &w);
    return w.s ? w.s : xstrdup("");
}

static void put_product(struct pages *g, size_t index)
{
    const struct product *product = &g->r->products.v[index];
    const struct result *x = record_result(g->r, product->id);
    struct paper *p = g->scores;
    const char *set = strrchr(product->set, '/');
    put_number(p, 0, STYLE_NUMBER, product->no);
    put_text(p, 1, STYLE_CELL_CENTER, product->code);
    put_text(p, 2, STYLE_CELL, product->name);
    put_text(p, 3, STYLE_CELL, product->owner);
    put_text(p, 4, STYLE_CELL_CENTER, set ? set + 1 : product->set);
    put_points(g, product);
    if (x && x->closed > 0)
        put_means(g, index, x);
    else
        put_no_means(g);
    char *minimum = x ? minimum_text(x) : xstrdup(""),
         *note = x ? note_text(g->r, product, x) : xstrdup("");
    put_text(p, col(g, MINIMUM), STYLE_CELL_CENTER, minimum);
    put_text(p, col(g, PROPOSAL), STYLE_CELL_BOLD, x ? term_proposal(x) : "");
    put_text(p, col(g, NOTE), STYLE_CELL, note);
    end_row(p);
    free(minimum);
    free(note);
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
    cell_name(first, col(g, PROPOSAL), from);
    cell_name(end - 1, col(g, PROPOSAL), to);
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
    int last = col(g, NOTE);
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
}

enum db_rc sheet_scores(struct pages *g)
{
    struct paper *p = g->scores;
    int last = col(g, NOTE);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, "BẢNG TỔNG HỢP ĐIỂM ĐÁNH GIÁ SẢN PHẨM OCOP");
    put_head(g);
    int first = paper_row(p);
    for (size_t i = 0; i < g->r->products.n; i++) {
        put_product(g, i);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    if (g->r->products.n)
        put_counts(g, first, paper_row(p));
    put_legend(g);
    put_table_signatures(p, g->r, last);
    paper_print_columns(p, last);
    return DB_OK;
}
