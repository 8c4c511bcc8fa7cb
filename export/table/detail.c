/* SPDX-License-Identifier: MIT */
/* export/table/detail.c - "Chi tiết tiêu chí": every point of every ballot that counts; a group is
 * a product or a section, a subtotal a part, the total a ballot's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/sheet/sheets.h"

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
            ballot_free(&b->ballot[i]);
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
        table_new(a, "chi-tiet", SHEET_DETAIL, "CHI TIẾT ĐIỂM THEO TIÊU CHÍ",
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
