/* SPDX-License-Identifier: MIT */
/* export/ballot_form.c - one ballot as the form of Phụ lục II, filled in. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/ballots.h"
#include "export/terms.h"
#include "export/words.h"

/* Not in Times New Roman; every system has another type to show them. */
#define TICKED "☑"
#define UNTICKED "☐"

enum { LAST = FORM_COLUMNS - 1 };

static void field(struct paper *p, const char *label, const char *value)
{
    put_span_format(p, 0, LAST, STYLE_TEXT, "%s: %s", label, value[0] ? value : BLANK);
    end_row(p);
}

/* ---- head ---------------------------------------------------------------------------------- */

static void put_set(struct paper *p, const struct crit_set *set)
{
    struct words w = {0};
    if (crit_is_decision(set->id))
        put_span_format(p, 0, LAST, STYLE_CENTER_BOLD, "Bộ số %02d: %s", set->no, set->name);
    else
        put_span_format(p, 0, LAST, STYLE_CENTER_BOLD, "Bộ %s: %s", set->id, set->name);
    end_row(p);
    const char *const place[] = {set->industry, set->group, set->subgroup};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (place[i] && *place[i])
            words_add(&w, "; ", "%s", place[i]);
    put_span_format(p, 0, LAST, STYLE_CENTER_ITALIC, "(Nhóm: %s)", w.s ? w.s : BLANK);
    end_row(p);
    free(w.s);
}

/* Draft or not, and what keeps this ballot out of the result. */
static void put_state(struct paper *p, const struct record *r, const struct ballot *b)
{
    const struct seat *seat = record_seat(r, b->product, b->member);
    struct words w = {0};
    words_add(&w, "", "%s", term_state(&r->session));
    if (b->state != BALLOT_CLOSED)
        words_add(&w, " - ", "CHƯA NỘP");
    if (b->blank > 0)
        words_add(&w, " - ", "còn %d tiêu chí chưa chấm", b->blank);
    if (b->state == BALLOT_CLOSED && !(seat && seat->counted))
        words_add(&w, " - ", "KHÔNG TÍNH VÀO KẾT QUẢ");
    put_span(p, 0, LAST, r->session.rehearsal ? STYLE_ALARM : STYLE_STATE, w.s);
    end_row(p);
    free(w.s);
}

static void put_form_head(struct paper *p, const struct record *r, const struct ballot *b,
                          const struct product *product, const struct member *member)
{
    const struct crit_set *set = b->set;
    put_span(p, 0, LAST, STYLE_TITLE, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP");
    end_row(p);
    put_set(p, set);
    put_state(p, r, b);
    put_span_format(p, 0, LAST, STYLE_SMALL, "Sản phẩm số %d. Người đánh giá: %s. Mã phiên: %s.",
                    product->no, full_name(r, member), r->session.id);
    end_row(p);
    field(p, "Tên sản phẩm", product->name);
    field(p, "Mã số sản phẩm", product->code);
    field(p, "Tên chủ thể sản xuất", product->owner);
    field(p, "Số điện thoại", product->phone);
    field(p, "Địa chỉ", product->address[0] ? product->address : product->commune);
    if (set->n_disqualifiers > 0) {
        put_span(p, 0, LAST, STYLE_BOLD, "Hồ sơ bị loại khi:");
        end_row(p);
    }
    for (size_t i = 0; i < set->n_disqualifiers; i++) {
        put_span_format(p, 0, LAST, STYLE_TEXT, "- %s", set->disqualifier[i]);
        end_row(p);
    }
}

/* ---- table --------------------------------------------------------------------------------- */

static void put_group(struct paper *p, const char *before, const struct crit_node *node,
                      const int *points)
{
    put_format(p, FORM_TEXT, STYLE_FORM_GROUP, "%s%s. %s", before, node->code, node->name);
    if (node->max > 0)
        put_number(p, FORM_POINTS, STYLE_FORM_GROUP_NUMBER, node->max);
    else
        put_text(p, FORM_POINTS, STYLE_FORM_GROUP, "");
    if (points)
        put_number(p, FORM_TICK, STYLE_FORM_GROUP_NUMBER, *points);
    else
        put_text(p, FORM_TICK, STYLE_FORM_GROUP, "");
    end_row(p);
}

static void put_level(struct paper *p, const char *text, int star, int points, bool chosen)
{
    static const char stars[] = "*****";
    put_format(p, FORM_TEXT, STYLE_FORM_CELL, "%s%s%.*s", text, star ? " " : "", star, stars);
    put_number(p, FORM_POINTS, STYLE_FORM_NUMBER, points);
    put_text(p, FORM_TICK, STYLE_FORM_CENTER, chosen ? TICKED : UNTICKED);
    end_row(p);
}

static void put_case(struct paper *p, char branch, const char *name)
{
    put_format(p, FORM_TEXT, STYLE_FORM_ITALIC, "Trường hợp %c: %s", branch, name);
    put_text(p, FORM_POINTS, STYLE_FORM_CELL, "");
    put_text(p, FORM_TICK, STYLE_FORM_CELL, "");
    end_row(p);
}

static void put_leaf(struct paper *p, const struct ballot_line *line)
{
    const struct crit_node *node = line->node;
    put_format(p, FORM_TEXT, STYLE_FORM_BOLD, "%s. %s", node->code, node->name);
    put_number(p, FORM_POINTS, STYLE_FORM_NUMBER_BOLD, node->max);
    if (line->label)
        put_number(p, FORM_TICK, STYLE_FORM_NUMBER_BOLD, line->points);
    else
        put_text(p, FORM_TICK, STYLE_FORM_CELL, "");
    end_row(p);
    char branch = 0;
    for (size_t i = 0; i < node->n_levels; i++) {
        const struct crit_level *l = &node->level[i];
        if (l->branch && l->branch != branch)
            put_case(p, l->branch, node->branch_name[l->branch - 'a']);
        branch = l->branch;
        put_level(p, l->text, l->star, l->points, line->label && !strcmp(line->label, l->label));
    }
    if (crit_allows_none(node))
        put_level(p, "Không đạt mức nào (0 điểm)", 0, 0, line->label && !strcmp(line->label, "0"));
}

static void put_table(struct paper *p, const struct ballot *b)
{
    enum { PARTS = sizeof b->part / sizeof *b->part };
    int part = 0;
    put_text(p, FORM_TEXT, STYLE_HEAD, "Các tiêu chí");
    put_text(p, FORM_POINTS, STYLE_HEAD, "Thang điểm");
    put_text(p, FORM_TICK, STYLE_HEAD, "Chấm");
    end_row(p);
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *node = b->line[i].node;
        if (node->kind == CRIT_LEAF) {
            put_leaf(p, &b->line[i]);
        } else if (node->kind == CRIT_PART) {
            put_group(p, "PHẦN ", node, part < PARTS ? &b->part[part] : NULL);
            part++;
        } else if (i + 1 == b->n || strcmp(b->line[i + 1].node->code, node->code) != 0) {
            /* A section that is one criterion of the same number needs no row of its own. */
            put_group(p, "", node, NULL);
        }
    }
    put_text(p, FORM_TEXT, STYLE_FORM_GROUP, "TỔNG CỘNG");
    put_number(p, FORM_POINTS, STYLE_FORM_GROUP_NUMBER, 100);
    put_number(p, FORM_TICK, STYLE_FORM_GROUP_NUMBER, b->total);
    end_row(p);
}

/* ---- foot ---------------------------------------------------------------------------------- */

static void put_opinions(struct paper *p, const struct ballot *b)
{
    bool any = b->opinion && b->opinion[0];
    put_span(p, 0, LAST, STYLE_BOLD, "Ý kiến của người đánh giá:");
    end_row(p);
    if (any) {
        put_span(p, 0, LAST, STYLE_TEXT, b->opinion);
        end_row(p);
    }
    for (size_t i = 0; i < b->n; i++) {
        if (!b->line[i].note || !b->line[i].note[0])
            continue;
        any = true;
        put_span_format(p, 0, LAST, STYLE_TEXT, "- Tiêu chí %s: %s", b->line[i].node->code,
                        b->line[i].note);
        end_row(p);
    }
    for (int i = 0; !any && i < 2; i++) { /* room to write by hand */
        put_span(p, 0, LAST, STYLE_TEXT,
                 BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK
                     BLANK BLANK BLANK);
        end_row(p);
    }
}

static void put_signature(struct paper *p, const struct member *member)
{
    enum { SPACE = 3 }; /* rows for the signature itself */
    put_span(p, 0, LAST, STYLE_RIGHT_ITALIC,
             BLANK BLANK ", ngày " BLANK " tháng " BLANK " năm " BLANK);
    end_row(p);
    put_span(p, 0, LAST, STYLE_RIGHT_BOLD, "Người đánh giá");
    end_row(p);
    put_span(p, 0, LAST, STYLE_RIGHT_ITALIC, "(Ký và ghi rõ họ tên)");
    end_row(p);
    for (int i = 0; i < SPACE; i++)
        skip_row(p);
    put_span(p, 0, LAST, STYLE_RIGHT_BOLD, member->name);
    end_row(p);
}

void put_ballot(struct paper *p, const struct record *r, const struct ballot *b)
{
    const struct product *product = record_product(r, b->product);
    const struct member *member = record_member(r, b->member);
    if (!product || !member)
        return;
    put_form_head(p, r, b, product, member);
    put_table(p, b);
    if (b->set->star_note) {
        put_span(p, 0, LAST, STYLE_TEXT,
                 "Ghi chú: dấu *** (3 sao), **** (4 sao), ***** (5 sao) sau một mức là yêu cầu tối "
                 "thiểu phải đạt của hạng sao đó.");
        end_row(p);
    }
    put_span(p, 0, LAST, STYLE_SMALL,
             "Lời các mức là cách ghi ngắn của chương trình; nguyên văn theo Phụ lục II Quyết định "
             "26/2026/QĐ-TTg.");
    end_row(p);
    put_opinions(p, b);
    put_signature(p, member);
}
