/* SPDX-License-Identifier: MIT */
/* export/table/scores.c - "Tổng hợp điểm": one row a product, one column a member; means, spread,
 * star, and what there is to say. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"

static const struct column before[SCORES_MEMBER] = {
    {"tt", "TT", COLUMN_NUMBER, 4, false},
    {"ma_san_pham", "Mã số", COLUMN_CENTER, 12, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 22, false},
    {"chu_the", "Chủ thể", COLUMN_TEXT, 17, false},
    {"bo", "Bộ", COLUMN_CENTER, 4, false},
};
static const struct column after[SCORES_AFTER] = {
    {"tb_phan_a", "TB phần A", COLUMN_NUMBER, 5.7, true},
    {"tb_phan_b", "TB phần B", COLUMN_NUMBER, 5.7, true},
    {"tb_phan_c", "TB phần C", COLUMN_NUMBER, 5.7, true},
    {"tong_diem_tb", "Tổng điểm trung bình", COLUMN_NUMBER, 6.7, true},
    {"cao_nhat", "Cao nhất", COLUMN_NUMBER, 4.2, true},
    {"thap_nhat", "Thấp nhất", COLUMN_NUMBER, 4.2, true},
    {"chenh_lech", "Chênh lệch", COLUMN_NUMBER, 4.2, true},
    {"so_phieu", "Số phiếu", COLUMN_NUMBER, 4.2, true},
    {"hang_theo_diem", "Hạng theo điểm", COLUMN_NUMBER, 5.8, false},
    {"dat_toi_thieu", "Đạt yêu cầu tối thiểu của hạng", COLUMN_CENTER, 12, false},
    {"hang_de_nghi", "Hạng đề nghị", COLUMN_TEXT, 13, false},
    {"ghi_chu", "Ghi chú", COLUMN_TEXT, 20, false},
    {"tong_diem", "Tổng điểm các phiếu", COLUMN_NUMBER, 8, true},
    {"kiem_tra", "Kiểm tra (phải là 0)", COLUMN_NUMBER, 8, true},
};

const struct column *member_columns_between(const struct record *r, struct arena *a, double width,
                                            const struct column *first, size_t n_first,
                                            const struct column *last, size_t n_last)
{
    struct column *c = arena_alloc(a, (n_first + r->n_columns + n_last) * sizeof *c);
    size_t n = 0;
    for (size_t i = 0; i < n_first; i++)
        c[n++] = first[i];
    for (size_t i = 0; i < r->n_columns; i++) {
        char *key = xasprintf("tv_%d", r->column[i]->no);
        c[n++] =
            (struct column){arena_strdup(a, key), r->column[i]->name, COLUMN_NUMBER, width, true};
        free(key);
    }
    for (size_t i = 0; i < n_last; i++)
        c[n++] = last[i];
    return c;
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
    if (!result_stays(x)) {
        f = record_finding(r, product->id,
                           x->status == STATUS_POSTPONED ? FINDING_POSTPONED : FINDING_WITHDRAWN);
        if (f && f->reason[0])
            words_add(&w, " ", "%s: %s.", term_proposal(x), f->reason);
    }
    if (x->exceeds && result_judged(x))
        words_add(&w, " ",
                  x->settled ? "Chênh lệch quá mức, Hội đồng giữ nguyên."
                             : "Chênh lệch quá mức, chưa giải quyết.");
    add_absences(r, product, &w);
    return w.s ? w.s : xstrdup("");
}

static void add_points(struct table *t, const struct record *r, const struct product *product)
{
    for (size_t i = 0; i < r->n_columns; i++) {
        size_t at = SCORES_MEMBER + i;
        const struct seat *s = record_seat(r, product->id, r->column[i]->id);
        if (s && s->counted)
            table_number(t, at, s->total);
        if (s && s->counted)
            table_how(t, at, s->panel == PANEL_WRITTEN ? HOW_WRITTEN : HOW_PLAIN);
        else if (s && s->panel == PANEL_RECUSED)
            table_how(t, at, HOW_RECUSED);
        else if (s && !s->expected)
            table_how(t, at, HOW_ABSENT);
    }
}

static void add_means(struct table *t, size_t at, const struct result *x)
{
    for (size_t i = 0; i < 3; i++)
        table_mean(t, at + SCORES_PART_A + i, x->part[i], x->closed);
    table_mean(t, at + SCORES_MEAN, x->sum, x->closed);
    table_number(t, at + SCORES_HIGH, x->max);
    table_number(t, at + SCORES_LOW, x->min);
    table_number(t, at + SCORES_SPREAD, x->max - x->min);
    table_number(t, at + SCORES_BALLOTS, x->closed);
    table_number(t, at + SCORES_BAND, x->band);
    table_how(t, at + SCORES_BAND, HOW_STARS);
    table_number(t, at + SCORES_SUM, x->sum);
    table_number(t, at + SCORES_CHECK, 0);
}

static void add_product(struct table *t, const struct record *r, const struct product *product)
{
    const struct result *x = record_result(r, product->id);
    const char *set = strrchr(product->set, '/');
    size_t at = SCORES_MEMBER + r->n_columns;
    table_add(t, ROW_DATA);
    table_number(t, 0, product->no);
    table_text(t, 1, product->code);
    table_text(t, 2, product->name);
    table_text(t, 3, product->owner);
    table_text(t, 4, set ? set + 1 : product->set);
    add_points(t, r, product);
    if (!x)
        return;
    if (x->closed > 0)
        add_means(t, at, x);
    char *minimum = minimum_text(x), *note = note_text(r, product, x);
    table_text(t, at + SCORES_MINIMUM, minimum);
    table_text(t, at + SCORES_PROPOSAL, term_proposal(x));
    table_text(t, at + SCORES_NOTE, note);
    free(minimum);
    free(note);
}

struct table *table_scores(const struct record *r, struct arena *a)
{
    const struct column *c =
        member_columns_between(r, a, 4.7, before, SCORES_MEMBER, after, SCORES_AFTER);
    struct table *t =
        table_new(a, "tong-hop-diem", SHEET_SCORES, "BẢNG TỔNG HỢP ĐIỂM ĐÁNH GIÁ SẢN PHẨM OCOP", c,
                  SCORES_MEMBER + r->n_columns + SCORES_AFTER);
    t->filter = "Mọi sản phẩm trong chương trình họp";
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < r->products.n; i++)
        add_product(t, r, &r->products.v[i]);
    return t;
}
