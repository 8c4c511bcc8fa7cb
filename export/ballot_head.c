/* SPDX-License-Identifier: MIT */
/* export/ballot_head.c - what a ballot says of itself: whose it is, of what, in whose words. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/ballots.h"
#include "export/terms.h"
#include "export/words.h"

static void field(struct paper *p, const char *label, const char *value)
{
    put_span_format(p, 0, FORM_LAST, STYLE_TEXT, "%s: %s", label, value[0] ? value : BLANK);
    end_row(p);
}

static void put_set(struct paper *p, const struct crit_set *set)
{
    struct words w = {0};
    if (crit_is_decision(set->id))
        put_span_format(p, 0, FORM_LAST, STYLE_CENTER_BOLD, "Bộ số %02d: %s", set->no, set->name);
    else
        put_span_format(p, 0, FORM_LAST, STYLE_CENTER_BOLD, "Bộ %s: %s", set->id, set->name);
    end_row(p);
    const char *const place[] = {set->industry, set->group, set->subgroup};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (place[i] && *place[i])
            words_add(&w, "; ", "%s", place[i]);
    put_span_format(p, 0, FORM_LAST, STYLE_CENTER_ITALIC, "(Nhóm: %s)", w.s ? w.s : BLANK);
    end_row(p);
    free(w.s);
}

/* Draft or not, and what keeps this ballot out of the result. */
static void put_state(struct form *f)
{
    const struct record *r = f->from->r;
    const struct ballot *b = f->b;
    const struct seat *seat = record_seat(r, b->product, b->member);
    struct words w = {0};
    words_add(&w, "", "%s", term_state(&r->session));
    if (b->state != BALLOT_CLOSED)
        words_add(&w, " - ", "CHƯA NỘP");
    if (b->blank > 0)
        words_add(&w, " - ", "còn %d tiêu chí chưa chấm", b->blank);
    if (b->state == BALLOT_CLOSED && !(seat && seat->counted))
        words_add(&w, " - ", "KHÔNG TÍNH VÀO KẾT QUẢ");
    put_span(f->p, 0, FORM_LAST, r->session.rehearsal ? STYLE_ALARM : STYLE_STATE, w.s);
    end_row(f->p);
    free(w.s);
}

static void put_knockouts(struct form *f)
{
    const struct crit_set *set = f->b->set;
    const char *law = official_disqualifier(f->from->law, set->id, 0);
    for (size_t i = 0; law; law = official_disqualifier(f->from->law, set->id, ++i)) {
        put_span_format(f->p, 0, FORM_LAST, STYLE_TEXT, "Hồ sơ bị loại khi: %s", law);
        end_row(f->p);
    }
    if (official_disqualifier(f->from->law, set->id, 0) || set->n_disqualifiers == 0)
        return;
    put_span(f->p, 0, FORM_LAST, STYLE_BOLD, "Hồ sơ bị loại khi:");
    end_row(f->p);
    for (size_t i = 0; i < set->n_disqualifiers; i++) {
        put_span_format(f->p, 0, FORM_LAST, STYLE_TEXT, "- %s", set->disqualifier[i]);
        end_row(f->p);
    }
}

void form_head(struct form *f)
{
    struct paper *p = f->p;
    const struct product *product = f->product;
    put_span(p, 0, FORM_LAST, STYLE_TITLE, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP");
    end_row(p);
    put_set(p, f->b->set);
    if (f->from->blank && f->from->r->session.rehearsal) {
        put_span(p, 0, FORM_LAST, STYLE_ALARM, "DIỄN TẬP");
        end_row(p);
    } else if (!f->from->blank) {
        put_state(f);
    }
    put_span_format(p, 0, FORM_LAST, STYLE_SMALL,
                    "Sản phẩm số %d. Người đánh giá: %s. Mã phiên: %s. Phiếu có %d trang.",
                    product->no, full_name(f->from->r, f->member), f->from->r->session.id,
                    f->pages);
    end_row(p);
    field(p, "Tên sản phẩm", product->name);
    field(p, "Mã số sản phẩm", product->code);
    field(p, "Tên chủ thể sản xuất", product->owner);
    field(p, "Số điện thoại", product->phone);
    field(p, "Địa chỉ", product->address[0] ? product->address : product->commune);
    put_knockouts(f);
    if (f->from->blank) {
        put_span(
            p, 0, FORM_LAST, STYLE_SMALL,
            "Đánh dấu một ô ☐ ở mỗi tiêu chí, ghi điểm của mức đó vào cột Điểm chấm; không đạt "
            "mức nào thì ghi 0.");
        end_row(p);
    }
}

void form_columns(struct paper *p)
{
    put_text(p, FORM_TEXT, STYLE_HEAD, "Các tiêu chí");
    put_text(p, FORM_MAX, STYLE_HEAD, "Thang điểm");
    put_text(p, FORM_POINTS, STYLE_HEAD, "Điểm chấm");
    end_row(p);
}

/* One line, however long the name is: the number says which product it is. */
void form_again(struct form *f, bool table)
{
    enum { COLUMNS = 50 };
    char *name = text_safe(f->product->name, COLUMNS);
    put_span_format(f->p, 0, FORM_LAST, STYLE_SMALL,
                    "Sản phẩm số %d: %s. Người đánh giá: %s. Trang %d/%d của phiếu.",
                    f->product->no, name, full_name(f->from->r, f->member), f->page, f->pages);
    end_row(f->p);
    free(name);
    if (table)
        form_columns(f->p);
}

/* Levels that are in our words, though the law has its own: those of a yes or no have none. */
static size_t own_levels(const struct form *f)
{
    const struct crit_set *set = f->b->set;
    size_t n = 0;
    for (size_t i = 0; i < set->n_nodes; i++)
        for (size_t j = 0; j < set->node[i].n_levels; j++)
            n += !set->node[i].levels_implied &&
                 !official_level(f->from->law, set->id, set->node[i].code,
                                 set->node[i].level[j].label);
    return n;
}

void form_whose_words(struct form *f)
{
    size_t own = own_levels(f), all = official_levels(f->from->law, f->b->set->id);
    if (!crit_is_decision(f->b->set->id))
        put_span_format(f->p, 0, FORM_LAST, STYLE_SMALL, "Lời các mức theo bộ tiêu chí %s: %s.",
                        f->b->set->id, f->b->set->legal);
    else if (all == 0)
        put_span(f->p, 0, FORM_LAST, STYLE_SMALL,
                 "Lời các mức là cách ghi ngắn của chương trình; nguyên văn theo Phụ lục II Quyết "
                 "định 26/2026/QĐ-TTg.");
    else if (own == 0)
        put_span_format(f->p, 0, FORM_LAST, STYLE_SMALL,
                        "Lời các tiêu chí và các mức: nguyên văn Phụ lục II Quyết định "
                        "26/2026/QĐ-TTg, đọc từ tệp %s.",
                        official_source(f->from->law));
    else
        put_span_format(f->p, 0, FORM_LAST, STYLE_SMALL,
                        "Lời các mức: nguyên văn Phụ lục II Quyết định 26/2026/QĐ-TTg, đọc từ tệp "
                        "%s; riêng %zu mức không có trong tệp là lời ngắn của chương trình.",
                        official_source(f->from->law), own);
    end_row(f->p);
}
