/* SPDX-License-Identifier: MIT */
/* export/sheet_detail.c - "Chi tiết tiêu chí": every point of every ballot that counts.  Sums
 * of parts and totals are live formulas. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/sheets.h"

enum after { MEAN, MINIMUM, REACHED };

/* The ballots of one product, by member column; those that do not count have no lines. */
struct block {
    const struct product *product;
    const struct result *result;
    struct ballot *ballot;
    const struct ballot *any; /* one that counts, for its lines; NULL: there is none */
};

static int col(const struct pages *g, enum after a)
{
    return DETAIL_MEMBER + (int)g->r->n_columns + (int)a;
}

static void put_head(struct pages *g)
{
    static const char *const before[DETAIL_MEMBER] = {"Sản phẩm số", "Số tiêu chí", "Tiêu chí",
                                                      "Điểm tối đa"};
    static const char *const after[] = {"Trung bình", "Yêu cầu tối thiểu (sao ≥ điểm)",
                                        "Số phiếu đạt yêu cầu; kết quả"};
    struct paper *p = g->detail;
    int first = paper_row(p);
    for (int i = 0; i < DETAIL_MEMBER; i++)
        put_text(p, i, STYLE_HEAD, before[i]);
    for (size_t i = 0; i < g->r->n_columns; i++)
        put_text(p, DETAIL_MEMBER + (int)i, STYLE_HEAD_UP, g->r->column[i]->name);
    for (int i = MEAN; i <= REACHED; i++)
        put_text(p, col(g, (enum after)i), STYLE_HEAD, after[i]);
    end_row(p);
    paper_head(p, paper_row(p) - first, 3);
}

/* ---- loading the ballots of a product ------------------------------------------------------ */

static void block_free(struct block *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (b->ballot[i].n)
            ballot_free(&b->ballot[i]);
    free(b->ballot);
}

static enum db_rc block_load(struct pages *g, struct block *b, const struct product *product)
{
    const struct record *r = g->r;
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

/* ---- rows ---------------------------------------------------------------------------------- */

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

static void put_leaf(struct pages *g, const struct block *b, size_t line)
{
    struct paper *p = g->detail;
    const struct crit_node *node = b->any->line[line].node;
    size_t k = g->r->n_columns;
    int sum = 0, n = 0;
    char from[24], to[24];
    put_number(p, 0, STYLE_NUMBER, b->product->no);
    put_text(p, 1, STYLE_CELL_CENTER, node->code);
    put_text(p, 2, STYLE_CELL, node->name);
    put_number(p, 3, STYLE_NUMBER, node->max);
    for (size_t i = 0; i < k; i++) {
        if (!b->ballot[i].n || !b->ballot[i].line[line].label) {
            put_text(p, DETAIL_MEMBER + (int)i, STYLE_CELL_CENTER, "");
            continue;
        }
        put_number(p, DETAIL_MEMBER + (int)i, STYLE_NUMBER, b->ballot[i].line[line].points);
        sum += b->ballot[i].line[line].points;
        n++;
    }
    cell_name(paper_row(p), DETAIL_MEMBER, from);
    cell_name(paper_row(p), DETAIL_MEMBER + (int)k - 1, to);
    if (n)
        put_formula(p, col(g, MEAN), STYLE_MEAN, (double)sum / n, "=AVERAGE(%s:%s)", from, to);
    else
        put_text(p, col(g, MEAN), STYLE_CELL_CENTER, "");
    struct words stars = {0}, reached = {0};
    add_stars(&stars, b, node->code, false);
    add_stars(&reached, b, node->code, true);
    put_text(p, col(g, MINIMUM), STYLE_CELL, stars.s);
    put_text(p, col(g, REACHED), STYLE_CELL, reached.s);
    end_row(p);
    paper_keep_end(p);
    free(stars.s);
    free(reached.s);
}

static void put_group(struct pages *g, const struct block *b, const char *code, const char *name,
                      int max)
{
    struct paper *p = g->detail;
    if (!paper_keeping(p)) /* headings stand with their first criterion */
        paper_keep(p);
    put_number(p, 0, STYLE_GROUP_NUMBER, b->product->no);
    put_text(p, 1, STYLE_GROUP_NUMBER, code);
    put_text(p, 2, STYLE_GROUP, name);
    if (max > 0)
        put_number(p, 3, STYLE_GROUP_NUMBER, max);
    else
        put_text(p, 3, STYLE_GROUP, "");
}

static void put_group_blank(struct pages *g)
{
    for (int i = DETAIL_MEMBER; i <= col(g, REACHED); i++)
        put_text(g->detail, i, STYLE_GROUP, "");
    end_row(g->detail);
}

/* The mean of the members' cells of this row, and empty cells to the end. */
static void put_group_mean(struct pages *g, double value)
{
    struct paper *p = g->detail;
    char from[24], to[24];
    cell_name(paper_row(p), DETAIL_MEMBER, from);
    cell_name(paper_row(p), DETAIL_MEMBER + (int)g->r->n_columns - 1, to);
    put_formula(p, col(g, MEAN), STYLE_MEAN_BOLD, value, "=AVERAGE(%s:%s)", from, to);
    put_text(p, col(g, MINIMUM), STYLE_GROUP, "");
    put_text(p, col(g, REACHED), STYLE_GROUP, "");
    end_row(p);
}

/* ---- parts: their row comes before the rows it adds up ------------------------------------- */

static void put_part(struct pages *g, const struct block *b, int part, const struct crit_node *node)
{
    put_group(g, b, node->code, node->name, node->max);
    for (size_t i = 0; i < g->r->n_columns; i++)
        put_text(g->detail, DETAIL_MEMBER + (int)i, STYLE_GROUP, "");
    put_group_mean(g, (double)b->result->part[part] / b->result->closed);
}

/* The rows of @part are there, down to the current one: add them up in its own row. */
static void sum_part(struct pages *g, const struct block *b, int part, int row)
{
    struct paper *p = g->detail;
    char from[24], to[24];
    for (size_t i = 0; i < g->r->n_columns; i++) {
        int at = DETAIL_MEMBER + (int)i;
        cell_name(row + 1, at, from);
        cell_name(paper_row(p) - 1, at, to);
        if (b->ballot[i].n)
            put_formula_at(p, row, at, STYLE_GROUP_NUMBER, b->ballot[i].part[part], "=SUM(%s:%s)",
                           from, to);
    }
}

static void put_total(struct pages *g, const struct block *b, const int part_row[3])
{
    struct paper *p = g->detail;
    char a[24], c[24], d[24];
    put_group(g, b, "", "TỔNG CỘNG", 100);
    for (size_t i = 0; i < g->r->n_columns; i++) {
        int at = DETAIL_MEMBER + (int)i;
        cell_name(part_row[0], at, a);
        cell_name(part_row[1], at, c);
        cell_name(part_row[2], at, d);
        if (b->ballot[i].n)
            put_formula(p, at, STYLE_GROUP_NUMBER, b->ballot[i].total, "=%s+%s+%s", a, c, d);
        else
            put_text(p, at, STYLE_GROUP, "");
    }
    put_group_mean(g, (double)b->result->sum / b->result->closed);
}

static void put_lines(struct pages *g, const struct block *b, int part_row[3])
{
    int part = -1;
    for (size_t i = 0; i < b->any->n; i++) {
        const struct crit_node *node = b->any->line[i].node;
        if (node->kind == CRIT_PART) {
            if (part >= 0)
                sum_part(g, b, part, part_row[part]);
            if (++part > 2)
                return;
            part_row[part] = paper_row(g->detail);
            put_part(g, b, part, node);
        } else if (node->kind == CRIT_LEAF) {
            put_leaf(g, b, i);
        } else if (i + 1 == b->any->n || strcmp(b->any->line[i + 1].node->code, node->code)) {
            /* A section that is one criterion of the same number needs no row of its own. */
            put_group(g, b, node->code, node->name, node->max);
            put_group_blank(g);
        }
    }
    if (part >= 0)
        sum_part(g, b, part, part_row[part]);
    if (part == 2)
        put_total(g, b, part_row);
}

static void put_block(struct pages *g, const struct block *b, int part_row[3])
{
    const struct product *product = b->product;
    char *text = xasprintf("%s%s%s%s; chủ thể: %s%s", product->name, product->code[0] ? " (" : "",
                           product->code, product->code[0] ? ")" : "",
                           product->owner[0] ? product->owner : BLANK,
                           b->any ? "" : ". Chưa có phiếu được tính.");
    put_group(g, b, "", text, 0);
    put_group_blank(g);
    free(text);
    if (b->any && b->result && b->result->closed > 0)
        put_lines(g, b, part_row);
    paper_keep_end(g->detail);
}

enum db_rc sheet_detail(struct pages *g)
{
    struct paper *p = g->detail;
    int last = col(g, REACHED);
    put_heads(p, g->r, last);
    put_title(p, g->r, last, "CHI TIẾT ĐIỂM THEO TIÊU CHÍ");
    put_head(g);
    int head = paper_row(p) - 1;
    for (size_t i = 0; i < g->r->products.n; i++) {
        struct block b;
        for (int part = 0; part < 3; part++)
            g->part_row[i][part] = -1;
        enum db_rc rc = block_load(g, &b, &g->r->products.v[i]);
        if (rc != DB_OK)
            return rc;
        put_block(g, &b, g->part_row[i]);
        block_free(&b, g->r->n_columns);
        if (!job_step(g->job))
            return DB_REFUSED;
    }
    paper_filter(p, head);
    skip_row(p);
    put_span(p, 0, last, STYLE_TEXT,
             "Chỉ có phiếu đã nộp và được tính. Dấu *, như trên phiếu đánh giá: điểm tối thiểu "
             "của hạng sao (*** - 3 sao, **** - 4 sao, ***** - 5 sao).");
    end_row(p);
    put_table_signatures(p, g->r, last);
    return DB_OK;
}
