/* SPDX-License-Identifier: MIT */
/* export/table/points.c - the two tables of points.  "Tổng hợp điểm": one row a product, one column
 * a member; means, spread, star, and what there is to say.  "Chi tiết tiêu chí": every point of
 * every ballot that counts; a group is a product or a section, a subtotal a part, the total a
 * ballot's. */
#include "export/table/points.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/base/terms.h"
#include "db/base/mem.h"
#include "export/base/words.h"

/* ---- one row a product ---- */

static const struct column scores_before[SCORES_MEMBER] = {
    {"tt", "TT", COLUMN_NUMBER, 4, false},
    {"ma_san_pham", "Mã số", COLUMN_CENTER, 12, false},
    {"ten_san_pham", "Tên sản phẩm", COLUMN_TEXT, 22, false},
    {"chu_the", "Chủ thể", COLUMN_TEXT, 17, false},
    {"bo", "Bộ", COLUMN_CENTER, 4, false},
};
static const struct column scores_after_members[SCORES_AFTER] = {
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

/* The columns of such a table; a member's key is "tv_" and the number in the list, @width the
 * column's. */
static const struct column *member_columns_between(const struct record *r, struct arena *a,
                                                   double width, const struct column *first,
                                                   size_t n_first, const struct column *last,
                                                   size_t n_last)
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
static char *scores_minimum(const struct result *r)
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
            table_at(t, at)->how = s->panel == PANEL_WRITTEN ? HOW_WRITTEN : HOW_PLAIN;
        else if (s && s->panel == PANEL_RECUSED)
            table_at(t, at)->how = HOW_RECUSED;
        else if (s && !s->expected)
            table_at(t, at)->how = HOW_ABSENT;
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
    table_at(t, at + SCORES_BAND)->how = HOW_STARS;
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
    char *minimum = scores_minimum(x), *note = note_text(r, product, x);
    table_text(t, at + SCORES_MINIMUM, minimum);
    table_text(t, at + SCORES_PROPOSAL, term_proposal(x));
    table_text(t, at + SCORES_NOTE, note);
    free(minimum);
    free(note);
}

struct table *table_scores(const struct record *r, struct arena *a)
{
    const struct column *c = member_columns_between(r, a, 4.7, scores_before, SCORES_MEMBER,
                                                    scores_after_members, SCORES_AFTER);
    struct table *t = table_new(a, "BẢNG TỔNG HỢP ĐIỂM ĐÁNH GIÁ SẢN PHẨM OCOP", c,
                                SCORES_MEMBER + r->n_columns + SCORES_AFTER);
    t->filter = "Mọi sản phẩm trong chương trình họp";
    t->signers = SIGN_TABLE;
    for (size_t i = 0; i < r->products.n; i++)
        add_product(t, r, &r->products.v[i]);
    return t;
}

/* ---- every point ---- */

static const struct column detail_before[DETAIL_MEMBER] = {
    {"san_pham", "Sản phẩm số", COLUMN_NUMBER, 3.7, true},
    {"tieu_chi", "Số tiêu chí", COLUMN_CENTER, 5.7, true},
    {"ten_tieu_chi", "Tiêu chí", COLUMN_TEXT, 30, false},
    {"diem_toi_da", "Điểm tối đa", COLUMN_NUMBER, 4.2, true},
};
static const struct column detail_after[DETAIL_AFTER] = {
    {"trung_binh", "Trung bình", COLUMN_NUMBER, 6.4, true},
    {"toi_thieu", "Yêu cầu tối thiểu (sao ≥ điểm)", COLUMN_TEXT, 11.5, false},
    {"ket_qua", "Số phiếu đạt yêu cầu; kết quả", COLUMN_TEXT, 21, false},
};

/* More columns would make the type too small. */
enum { PORTRAIT_MEMBERS = 11 };

/* The ballots of one product, by member column; those that do not count have no lines. */
struct block {
    const struct product *product;
    const struct result *result;
    struct ballot *ballot;
    const struct ballot *any; /* one that counts, for its lines; NULL: there is none */
};

static void block_free(struct block *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (b->ballot[i].n)
            list_free(&b->ballot[i]);
    free(b->ballot);
}

static enum db_rc block_load(const struct record *r, struct block *b, const struct product *product)
{
    *b = (struct block){.product = product, .result = record_result(r, product->id)};
    b->ballot = xcalloc(r->n_columns + 1, sizeof *b->ballot);
    for (size_t i = 0; i < r->n_columns; i++) {
        const struct seat *s = record_seat(r, product->id, r->column[i]->id);
        if (!s || !s->counted)
            continue;
        enum db_rc rc = db_ballot(r->db, product->id, r->column[i]->id, &b->ballot[i]);
        if (rc != DB_OK) {
            block_free(b, i);
            return rc;
        }
        b->any = &b->ballot[i];
    }
    return DB_OK;
}

/* Where a level carries a star: "*** ≥ 1; **** ≥ 2", as the sheets of the Decision print it. */
static void add_stars(struct words *w, const struct block *b, const char *code, bool reached)
{
    static const char stars[] = "*****";
    int before = -1;
    for (int star = 3; b->result && star <= 5; star++) {
        const struct entry *e = &b->result->entry[star - 3];
        for (size_t i = 0; i < e->n; i++) {
            const struct gate *gate = &e->gate[i];
            if (strcmp(gate->criterion, code) != 0 || gate->points == before)
                continue;
            before = gate->points;
            if (reached)
                words_add(w, "; ", "%.*s %d/%d %s", star, stars, gate->yes, gate->n,
                          gate->met == MET_YES  ? "đạt"
                          : gate->met == MET_NO ? "không đạt"
                                                : "chưa kết luận");
            else
                words_add(w, "; ", "%.*s ≥ %d", star, stars, gate->points);
        }
    }
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void add_row(struct table *t, enum row_kind kind, const struct block *b, const char *code,
                    const char *name, int max)
{
    table_add(t, kind);
    table_number(t, 0, b->product->no);
    table_text(t, 1, code);
    table_text(t, 2, name);
    if (max > 0)
        table_number(t, 3, max);
}

static void add_leaf(struct table *t, const struct record *r, const struct block *b, size_t line)
{
    const struct crit_node *node = b->any->line[line].node;
    size_t after_members = DETAIL_MEMBER + r->n_columns;
    int sum = 0, n = 0;
    add_row(t, ROW_DATA, b, node->code, node->name, node->max);
    for (size_t i = 0; i < r->n_columns; i++) {
        if (!b->ballot[i].n || !b->ballot[i].line[line].label)
            continue;
        table_number(t, DETAIL_MEMBER + i, b->ballot[i].line[line].points);
        sum += b->ballot[i].line[line].points;
        n++;
    }
    struct words stars = {0}, reached = {0};
    add_stars(&stars, b, node->code, false);
    add_stars(&reached, b, node->code, true);
    table_mean(t, after_members + DETAIL_MEAN, sum, n);
    table_text(t, after_members + DETAIL_MINIMUM, stars.s);
    table_text(t, after_members + DETAIL_REACHED, reached.s);
    free(stars.s);
    free(reached.s);
}

/* Of a part, or of the whole ballot (@part -1). */
static void add_sums(struct table *t, const struct record *r, const struct block *b, int part)
{
    for (size_t i = 0; i < r->n_columns; i++)
        if (b->ballot[i].n)
            table_number(t, DETAIL_MEMBER + i,
                         part < 0 ? b->ballot[i].total : b->ballot[i].part[part]);
    table_mean(t, DETAIL_MEMBER + r->n_columns + DETAIL_MEAN,
               part < 0 ? b->result->sum : b->result->part[part], b->result->closed);
}

static void add_lines(struct table *t, const struct record *r, const struct block *b)
{
    int part = -1;
    for (size_t i = 0; i < b->any->n && part < 3; i++) {
        const struct crit_node *node = b->any->line[i].node;
        if (node->kind == CRIT_PART) {
            if (++part > 2)
                return;
            add_row(t, ROW_SUBTOTAL, b, node->code, node->name, node->max);
            add_sums(t, r, b, part);
        } else if (node->kind == CRIT_LEAF) {
            add_leaf(t, r, b, i);
        } else if (i + 1 == b->any->n || strcmp(b->any->line[i + 1].node->code, node->code)) {
            /* A section that is one criterion of the same number needs no row of its own. */
            add_row(t, ROW_GROUP, b, node->code, node->name, node->max);
        }
    }
    if (part == 2) {
        add_row(t, ROW_TOTAL, b, "", "TỔNG CỘNG", 100);
        add_sums(t, r, b, -1);
    }
}

static void add_block(struct table *t, const struct record *r, const struct block *b)
{
    const struct product *product = b->product;
    char *text = xasprintf("%s%s%s%s; chủ thể: %s%s", product->name, product->code[0] ? " (" : "",
                           product->code, product->code[0] ? ")" : "",
                           product->owner[0] ? product->owner : BLANK,
                           b->any ? "" : ". Chưa có phiếu được tính.");
    add_row(t, ROW_GROUP, b, "", text, 0);
    free(text);
    if (b->any && b->result && b->result->closed > 0)
        add_lines(t, r, b);
}

struct table *table_detail(const struct record *r, struct arena *a)
{
    /* Room that members do not take is the criteria's: fewer lines, and a page for each product. */
    struct column before[DETAIL_MEMBER], after[DETAIL_AFTER];
    memcpy(before, detail_before, sizeof before);
    memcpy(after, detail_after, sizeof after);
    if (r->n_columns <= PORTRAIT_MEMBERS) {
        before[2].width += 2.0 * (double)(PORTRAIT_MEMBERS - r->n_columns);
    } else {
        before[2].width = 47;
        after[DETAIL_MINIMUM].width = 20;
        after[DETAIL_REACHED].width = 30;
    }
    struct table *t =
        table_new(a, "CHI TIẾT ĐIỂM THEO TIÊU CHÍ",
                  member_columns_between(r, a, 3.9, before, DETAIL_MEMBER, after, DETAIL_AFTER),
                  DETAIL_MEMBER + r->n_columns + DETAIL_AFTER);
    t->filter = "Mọi phiếu đã nộp và được tính";
    t->signers = SIGN_TABLE;
    t->portrait = r->n_columns <= PORTRAIT_MEMBERS;
    t->below =
        "Chỉ có phiếu đã nộp và được tính. Dấu *, như trên phiếu đánh giá: điểm tối thiểu của "
        "hạng sao (*** - 3 sao, **** - 4 sao, ***** - 5 sao).";
    for (size_t i = 0; i < r->products.n && t->rc == DB_OK; i++) {
        struct block b;
        t->rc = block_load(r, &b, &r->products.v[i]);
        if (t->rc != DB_OK)
            break;
        add_block(t, r, &b);
        block_free(&b, r->n_columns);
    }
    return t;
}
