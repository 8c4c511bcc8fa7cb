/* SPDX-License-Identifier: MIT */
/* export/ballot/form.c - the items of one ballot, as the sheets of Phụ lục II have them: its head
 * (whose it is, of what, in whose words), the criteria with their levels, the total, the opinion,
 * the signature; and what our short wordings leave out, told once for each set and not on every
 * ballot: our notes are longer than the levels themselves. */
#include "export/ballot/form.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/base/terms.h"
#include "export/base/words.h"
#include "export/book/measure.h"

/* ---- items and blocks ---- */

/* Longer texts go on in another item: a cell can be read back, and no item is higher than a page.
 */
enum { MOST_CHARS = 1600 };

static struct form_item *form_item(struct form *f, enum form_place place, enum style style)
{
    f->item = mem_grow(f->item, f->n, &f->cap, sizeof *f->item);
    struct form_item *i = &f->item[f->n++];
    *i = (struct form_item){.place = place, .style = style, .least = 1};
    return i;
}

static void form_text(struct form *f, enum form_place place, enum style style, const char *text)
{
    size_t n;
    do {
        n = measure_fit(text, 1e9, 10, false, 1, MOST_CHARS);
        form_item(f, place, style)->text = xstrndup(text, n);
        text += n;
    } while (n > 0 && *text);
}

__attribute__((format(printf, 4, 5))) static void
form_format(struct form *f, enum form_place place, enum style style, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    form_text(f, place, style, text);
    free(text);
}

static void form_row(struct form *f, enum style style, const char *text, enum style number_style,
                     int number)
{
    size_t first = f->n;
    form_text(f, FORM_PANEL, style, text);
    for (size_t i = first; i < f->n; i++) {
        f->item[i].numbered = true;
        f->item[i].number_style = number_style;
        f->item[i].number = i == first ? number : NO_NUMBER;
    }
}

static void form_room(struct form *f, int rows)
{
    form_item(f, FORM_PANEL, STYLE_FORM_FIELD)->least = rows;
}

static void form_block(struct form *f, bool table)
{
    f->block = mem_grow(f->block, f->n_blocks, &f->cap_blocks, sizeof *f->block);
    f->block[f->n_blocks++] = (struct form_block){f->n, table};
}

/* ---- the head ---- */

static void head_field(struct form *f, enum form_place place, const char *label, const char *value)
{
    form_format(f, place, STYLE_FORM_FIELD, "%s: %s", label, value[0] ? value : BLANK BLANK BLANK);
}

static void form_put_set(struct form *f)
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
static void head_state(struct form *f)
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

static void head_knockouts(struct form *f)
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

static void head_whose_words(struct form *f)
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
static void head_running(struct form *f)
{
    enum { COLUMNS = 50 };
    char *name = text_safe(f->product->name, COLUMNS);
    f->running = xasprintf("Sản phẩm số %d: %s. Người đánh giá: %s", f->product->no, name,
                           full_name(f->from->r, f->member));
    free(name);
}

static void form_head(struct form *f)
{
    const struct product *product = f->product;
    head_running(f);
    form_text(f, FORM_WIDE, STYLE_FORM_TITLE, "PHIẾU ĐÁNH GIÁ SẢN PHẨM OCOP");
    form_put_set(f);
    if (!f->from->blank)
        head_state(f);
    else if (f->from->r->session.rehearsal)
        form_text(f, FORM_WIDE, STYLE_FORM_ALARM, "DIỄN TẬP");
    head_field(f, FORM_LEFT, "Tên sản phẩm", product->name);
    head_field(f, FORM_RIGHT, "Mã số sản phẩm", product->code);
    head_field(f, FORM_LEFT, "Tên chủ thể sản xuất", product->owner);
    head_field(f, FORM_RIGHT, "Số điện thoại", product->phone);
    head_field(f, FORM_WIDE, "Địa chỉ", product->address[0] ? product->address : product->commune);
    head_knockouts(f);
    if (f->from->blank)
        form_text(f, FORM_WIDE, STYLE_FORM_LABEL,
                  "Đánh dấu một ô ☐ ở mỗi tiêu chí; không đạt mức nào thì ghi số 0 cạnh tên tiêu "
                  "chí.");
    head_whose_words(f);
}

/* Not in Times New Roman; every system has another type to show them. */
#define TICKED "☑"
#define UNTICKED "☐"

/* A line of a panel, to write on. */
#define DOTS BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK BLANK

/* ---- words: the law's, else ours ---- */

static const char *form_name(const struct form *f, const struct crit_node *n)
{
    const char *law = official_name(f->from->law, f->set->id, n->code);
    return law ? law : n->name;
}

static const char *level_of(const struct form *f, const struct crit_node *n,
                            const struct crit_level *l)
{
    const char *law = official_level(f->from->law, f->set->id, n->code, l->label);
    return law ? law : l->text;
}

/* Whether a note in our words stands on the ballot: it decides about the mark. */
static bool form_binding(const struct crit_note *n)
{
    return n->kind != CRIT_NOTE_GUIDANCE && n->kind != CRIT_NOTE_EVIDENCE;
}

/* ---- table --------------------------------------------------------------------------------- */

/* What is chosen is shaded, not bold: a ballot is as high whatever is ticked. */
static void put_level(struct form *f, const char *text, int star, int points, bool chosen)
{
    static const char stars[] = "*****";
    char *line =
        xasprintf("%s %s%s%.*s", chosen ? TICKED : UNTICKED, text, star ? " " : "", star, stars);
    form_row(f, chosen ? STYLE_FORM_TICKED : STYLE_FORM_CELL, line,
             chosen ? STYLE_FORM_GROUP_NUMBER : STYLE_FORM_NUMBER, points);
    free(line);
}

static void put_case(struct form *f, const struct crit_node *node, char which_case)
{
    const char label[2] = {which_case, 0};
    const char *law = official_level(f->from->law, f->set->id, node->code, label);
    if (law)
        form_format(f, FORM_PANEL, STYLE_FORM_ITALIC, "%c. %s", which_case, law);
    else
        form_format(f, FORM_PANEL, STYLE_FORM_ITALIC, "Trường hợp %c: %s", which_case,
                    node->case_name[which_case - 'a']);
}

static void form_notes(struct form *f, const struct crit_node *node)
{
    const char *note = official_note(f->from->law, f->set->id, node->code, 0);
    if (official_name(f->from->law, f->set->id, node->code)) {
        for (size_t i = 0; note; note = official_note(f->from->law, f->set->id, node->code, ++i))
            form_text(f, FORM_PANEL, STYLE_FORM_ITALIC, note);
        return;
    }
    for (size_t i = 0; i < node->n_notes; i++)
        if (form_binding(&node->note[i]))
            form_text(f, FORM_PANEL, STYLE_FORM_ITALIC, node->note[i].text);
}

static void put_leaf(struct form *f, const struct ballot_line *line)
{
    const struct crit_node *node = line->node;
    const char *label = f->from->blank ? NULL : line->label;
    char *name = xasprintf("%s. %s", node->code, form_name(f, node));
    form_row(f, STYLE_FORM_BOLD, name, STYLE_FORM_NUMBER_BOLD, node->max);
    free(name);
    form_notes(f, node);
    char which_case = 0;
    for (size_t i = 0; i < node->n_levels; i++) {
        const struct crit_level *l = &node->level[i];
        if (l->which_case && l->which_case != which_case)
            put_case(f, node, l->which_case);
        which_case = l->which_case;
        put_level(f, level_of(f, node, l), l->star, l->points,
                  label && strcmp(label, l->label) == 0);
    }
    /* The law prints no row for it; a sample has as many as there may be. */
    if (f->sample ? !f->from->blank && crit_allows_none(node) : label && strcmp(label, "0") == 0)
        put_level(f, "Không đạt mức nào", 0, 0, true);
}

static void put_group(struct form *f, const char *before, const struct crit_node *node)
{
    char *name = xasprintf("%s%s. %s", before, node->code, form_name(f, node));
    form_row(f, STYLE_FORM_GROUP, name, STYLE_FORM_GROUP_NUMBER, node->max);
    free(name);
}

/* The law's last row, and below it what was given: by hand on a blank. */
static void put_total(struct form *f)
{
    const struct ballot *b = f->b;
    size_t part = 0;
    form_row(f, STYLE_FORM_GROUP, "TỔNG CỘNG", STYLE_FORM_GROUP_NUMBER, 100);
    for (size_t i = 0; i < b->n && !f->from->blank; i++) {
        const struct crit_node *node = b->line[i].node;
        if (node->kind != CRIT_PART || part == sizeof b->part / sizeof *b->part)
            continue;
        char *name = xasprintf("Điểm chấm phần %s", node->code);
        form_row(f, STYLE_FORM_CELL, name, STYLE_FORM_NUMBER, b->part[part++]);
        free(name);
    }
    form_row(f, STYLE_FORM_BOLD, "TỔNG ĐIỂM CHẤM", STYLE_FORM_NUMBER_BOLD,
             f->from->blank ? NO_NUMBER : b->total);
}

/* Headings belong to the criterion below them, the total to the one above. */
static void put_table(struct form *f)
{
    const struct ballot *b = f->b;
    bool headed = false;
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *node = b->line[i].node;
        /* A section that is one criterion of the same number needs no row of its own. */
        if (node->kind != CRIT_LEAF && i + 1 < b->n &&
            strcmp(b->line[i + 1].node->code, node->code) == 0)
            continue;
        if (!headed)
            form_block(f, true);
        headed = node->kind != CRIT_LEAF;
        if (node->kind == CRIT_LEAF)
            put_leaf(f, &b->line[i]);
        else
            put_group(f, node->kind == CRIT_PART ? "PHẦN " : "", node);
    }
    put_total(f);
}

/* ---- foot ---------------------------------------------------------------------------------- */

static void put_signature(struct form *f)
{
    enum { SPACE = 5 }; /* rows for the signature itself */
    form_room(f, 1);
    form_text(f, FORM_PANEL, STYLE_FORM_SLOPED,
              BLANK BLANK ", ngày " BLANK " tháng " BLANK " năm " BLANK);
    form_text(f, FORM_PANEL, STYLE_FORM_STRONG, "Người đánh giá");
    form_text(f, FORM_PANEL, STYLE_FORM_SLOPED, "(Ký và ghi rõ họ tên)");
    form_room(f, SPACE);
    form_text(f, FORM_PANEL, STYLE_FORM_STRONG, f->member->name);
}

/* The last line of opinion and the signature stay together. */
static void put_opinions(struct form *f)
{
    enum { LINES = 3, HIGH = 2 }; /* to write on by hand */
    const struct ballot *b = f->b;
    bool wrote = !f->from->blank && !f->sample, any = wrote && b->opinion && b->opinion[0];
    form_block(f, false);
    form_room(f, 1);
    form_text(f, FORM_PANEL, STYLE_FORM_LABEL, "Ý kiến của người đánh giá:");
    if (any)
        form_text(f, FORM_PANEL, STYLE_FORM_FIELD, b->opinion);
    for (size_t i = 0; i < b->n && wrote; i++) {
        if (!b->line[i].note || !b->line[i].note[0])
            continue;
        if (any)
            form_block(f, false);
        form_format(f, FORM_PANEL, STYLE_FORM_FIELD, "- Tiêu chí %s: %s", b->line[i].node->code,
                    b->line[i].note);
        any = true;
    }
    for (int i = 0; !any && i < LINES; i++) {
        form_text(f, FORM_PANEL, STYLE_FORM_FIELD, DOTS);
        f->item[f->n - 1].least = HIGH;
    }
    put_signature(f);
}

void form_fill(struct form *f)
{
    form_head(f);
    put_table(f);
    put_opinions(f);
}

/* ---- notes on a set ---- */

static void notes_on(struct form *f, const struct crit_node *node)
{
    bool named = false;
    if (official_name(f->from->law, f->set->id, node->code))
        return; /* the ballots have the law's notes */
    for (size_t i = 0; i < node->n_notes; i++) {
        if (form_binding(&node->note[i]))
            continue;
        if (!named) {
            form_block(f, false);
            form_format(f, FORM_PANEL, STYLE_FORM_BOLD, "%s. %s", node->code, node->name);
        }
        named = true;
        form_format(f, FORM_PANEL, STYLE_FORM_CELL, "- %s", node->note[i].text);
    }
}

void form_fill_notes(struct form *f)
{
    const struct crit_set *set = f->set;
    f->running = crit_is_decision(set->id) ? xasprintf("Chú giải bộ số %02d", set->no)
                                           : xasprintf("Chú giải bộ %s", set->id);
    form_text(f, FORM_WIDE, STYLE_FORM_TITLE, "CHÚ GIẢI CÁC TIÊU CHÍ");
    form_put_set(f);
    form_text(f, FORM_WIDE, STYLE_FORM_SMALL,
              crit_is_decision(set->id)
                  ? "Dùng chung cho mọi phiếu của bộ này; cách ghi ngắn của chương trình, nguyên "
                    "văn theo Phụ lục II Quyết định 26/2026/QĐ-TTg."
                  : "Dùng chung cho mọi phiếu của bộ này.");
    for (size_t i = 0; i < set->n_nodes; i++)
        notes_on(f, &set->node[i]);
}
