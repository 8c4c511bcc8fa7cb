/* SPDX-License-Identifier: MIT */
/* export/ballot/head.c - what a ballot says of itself: whose it is, of what, in whose words. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "export/ballot/ballots.h"
#include "export/terms.h"
#include "export/words.h"

static void field(struct form *f, enum form_place place, const char *label, const char *value)
{
    form_format(f, place, STYLE_FORM_FIELD, "%s: %s", label, value[0] ? value : BLANK BLANK BLANK);
}

void form_put_set(struct form *f)
{
    const struct crit_set *set = f->set;
    struct words w = {0};
    if (crit_is_decision(set->id))
        form_format(f, FORM_WIDE, STYLE_FORM_STRONG, "Bộ số %02d: %s", set->no, set->name);
    else
        form_format(f, FORM_WIDE, STYLE_FORM_STRONG, "Bộ %s: %s", set->id, set->name);
    const char *const place[] = {set->industry, set->group, set->subgroup};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (place[i] && *place[i])
            words_add(&w, "; ", "%s", place[i]);
    form_format(f, FORM_WIDE, STYLE_FORM_SLOPED, "(Nhóm: %s)", w.s ? w.s : BLANK);
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
    form_text(f, FORM_WIDE, r->session.rehearsal ? STYLE_FORM_ALARM : STYLE_FORM_STRONG, w.s);
    free(w.s);
}

static void put_knockouts(struct form *f)
{
    const struct crit_set *set = f->set;
    const char *law = official_disqualifier(f->from->law, set->id, 0);
    struct words w = {0};
    for (size_t i = 0; law; law = official_disqualifier(f->from->law, set->id, ++i))
        words_add(&w, "; ", "%s", law);
    bool ours = !w.s;
    for (size_t i = 0; ours && i < set->n_disqualifiers; i++)
        words_add(&w, "; ", "%s", set->disqualifier[i]);
    if (w.s)
        form_format(f, FORM_WIDE, STYLE_FORM_FIELD, "Hồ sơ bị loại khi: %s", w.s);
    free(w.s);
}

/* Levels that are in our words, though the law has its own: those of a yes or no have none. */
static size_t own_levels(const struct form *f)
{
    const struct crit_set *set = f->set;
    size_t n = 0;
    for (size_t i = 0; i < set->n_nodes; i++)
        for (size_t j = 0; j < set->node[i].n_levels; j++)
            n += !set->node[i].levels_implied &&
                 !official_level(f->from->law, set->id, set->node[i].code,
                                 set->node[i].level[j].label);
    return n;
}

static void put_whose_words(struct form *f)
{
    const struct crit_set *set = f->set;
    size_t own = own_levels(f), all = official_levels(f->from->law, set->id);
    struct words w = {0};
    if (set->star_note)
        words_add(&w, " ",
                  "Dấu *** (3 sao), **** (4 sao), ***** (5 sao): yêu cầu tối thiểu phải "
                  "đạt của hạng sao đó.");
    if (!crit_is_decision(set->id))
        words_add(&w, " ", "Lời các mức theo bộ tiêu chí %s: %s.", set->id, set->legal);
    else if (all == 0)
        words_add(&w, " ",
                  "Lời các mức là cách ghi ngắn của chương trình; nguyên văn theo Phụ lục "
                  "II Quyết định 26/2026/QĐ-TTg.");
    else if (own == 0)
        words_add(&w, " ",
                  "Lời các tiêu chí và các mức: nguyên văn Phụ lục II Quyết định "
                  "26/2026/QĐ-TTg, đọc từ tệp %s.",
                  official_source(f->from->law));
    else
        words_add(&w, " ",
                  "Lời các mức: nguyên văn Phụ lục II Quyết định 26/2026/QĐ-TTg, đọc từ "
                  "tệp %s; riêng %zu mức không có trong tệp là lời ngắn của chương "
                  "trình.",
                  official_source(f->from->law), own);
    form_text(f, FORM_WIDE, STYLE_FORM_SMALL, w.s);
    free(w.s);
}

/* One line, however long the name is: the number says which product it is.  Loose sheets of 11
 * members get mixed up. */
static void put_running(struct form *f)
{
    enum { COLUMNS = 50 };
    char *name = text_safe(f->product->name, COLUMNS);
    f->running = xasprintf("Sản phẩm số %d: %s. Người đánh giá: %s", f->product->no, name,
                           full_name(f->from->r, f->member));
    free(name);
}

void form_head(struct form *f)
{
    const struct product *product = f->product;
    put_running(f);
    form_text(f, FORM_WIDE, STYLE_FORM_TITLE, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP");
    form_put_set(f);
    if (!f->from->blank)
        put_state(f);
    else if (f->from->r->session.rehearsal)
        form_text(f, FORM_WIDE, STYLE_FORM_ALARM, "DIỄN TẬP");
    field(f, FORM_LEFT, "Tên sản phẩm", product->name);
    field(f, FORM_RIGHT, "Mã số sản phẩm", product->code);
    field(f, FORM_LEFT, "Tên chủ thể sản xuất", product->owner);
    field(f, FORM_RIGHT, "Số điện thoại", product->phone);
    field(f, FORM_WIDE, "Địa chỉ", product->address[0] ? product->address : product->commune);
    put_knockouts(f);
    if (f->from->blank)
        form_text(f, FORM_WIDE, STYLE_FORM_LABEL,
                  "Đánh dấu một ô ☐ ở mỗi tiêu chí; không đạt mức nào thì ghi số 0 cạnh tên tiêu "
                  "chí.");
    put_whose_words(f);
}
