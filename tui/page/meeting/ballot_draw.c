/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_draw.c - a ballot into cells: criteria at the left, the one in hand at
 * the right, the sums of the paper below. */
#include "tui/page/meeting/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"

enum { HEAD = 3, FOOT = 2, STARS = 6 };

/* The member stays in view however long the product's name is. */
static void draw_title(const struct ballot_page *p, struct canvas *c)
{
    const struct session *s = &model_of(p->base.app)->session;
    int fixed = (int)(text_columns(_("NHẬP PHIẾU")) + text_columns(state_text(s))) + 9;
    int room = c->cols - fixed - (int)text_columns(p->label);
    char *product = text_safe(p->title, (size_t)(room < 22 ? 22 : room));
    char *middle = xasprintf("%s   %s", product, p->label);
    canvas_title(c, 0, _("NHẬP PHIẾU"), middle, state_text(s));
    free(middle);
    free(product);
}

static void ballot_draw_sums(const struct ballot_page *p, struct canvas *c)
{
    const struct session *s = &model_of(p->base.app)->session;
    char at[8];
    int col = crit_is_decision(p->b.set->id)
                  ? canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Bộ %02d"), p->b.set->no) + 3
                  : canvas_printf(c, 1, 0, 24, STYLE_NORMAL, _("Bộ %s"), p->b.set->id) + 3;
    for (int i = 0; i < 3; i++)
        col += canvas_printf(c, 1, col, -1, STYLE_BOLD, "%c %d/%d", 'A' + i, p->b.part[i],
                             p->b.part_max[i]) +
               2;
    col += canvas_printf(c, 1, col, -1, STYLE_BOLD, _("Cộng %d"), p->b.total) + 3;
    if (p->b.state == BALLOT_CLOSED)
        canvas_text(c, 1, col, -1, STYLE_GOOD,
                    p->b.expected ? _("ĐÃ NỘP") : _("ĐÃ NỘP, không tính"));
    else if (p->b.blank)
        canvas_printf(c, 1, col, -1, STYLE_NORMAL, P_("còn %d tiêu chí", p->b.blank), p->b.blank);
    else
        canvas_text(c, 1, col, -1, STYLE_GOOD, _("đủ tiêu chí, chưa nộp"));
    char *saved = NULL;
    if (p->pending >= 0)
        saved = xstrdup(_("đang lưu…"));
    else if (p->b.state != BALLOT_NONE)
        saved = xasprintf(_("Đã lưu %s"), clock_text(s->last_time, at));
    if (saved)
        canvas_right(c, 1, 0, c->cols, p->pending >= 0 ? STYLE_PENDING : STYLE_GOOD, saved);
    free(saved);
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
}

/* ---- the criterion in hand ---- */

static bool ticked(const struct ballot_page *p, const struct ballot_line *l, const char *label)
{
    const char *now = &p->b.line[p->pending >= 0 ? p->pending : 0] == l && p->pending >= 0
                          ? p->pending_label
                          : l->label;
    return now && strcmp(now, label) == 0;
}

static bool has_stars(const struct crit_node *n)
{
    for (size_t i = 0; i < n->n_levels; i++)
        if (n->level[i].star)
            return true;
    return false;
}

enum { MOST_ROWS = 3 };

static int level_columns(const struct crit_node *n, const struct canvas *c)
{
    return c->cols - 5 - (has_stars(n) ? STARS : 0);
}

/* Rows that each level may take: all it needs, unless that pushes the last one off. */
static int level_rows(const struct crit_node *n, const struct canvas *c, int room)
{
    int rows = crit_allows_none(n) + (n->case_name[0] ? 2 : 0);
    for (size_t i = 0; i < n->n_levels; i++) {
        int need = canvas_wrap_rows(n->level[i].text, level_columns(n, c));
        rows += need > MOST_ROWS ? MOST_ROWS : need;
    }
    return rows <= room ? MOST_ROWS : MOST_ROWS - 1;
}

/* One level: mark, points, words, star.  Returns the rows. */
static int draw_level(const struct ballot_page *p, const struct ballot_line *l, struct canvas *c,
                      int row, int most, const struct crit_level *v)
{
    bool on = ticked(p, l, v->label), pending = on && p->pending >= 0;
    enum style style = pending ? STYLE_PENDING : on ? STYLE_BOLD : STYLE_NORMAL;
    canvas_text(c, row, 0, 1, style, on ? "●" : " ");
    canvas_printf(c, row, 1, 3, on ? style : STYLE_KEY, "%2d", v->points);
    if (crit_doubt(p->b.set, l->node->code, v->label))
        canvas_text(c, row, 3, 1, STYLE_WARN, "?");
    int rows = canvas_wrap(c, row, 5, level_columns(l->node, c), most, style, v->text);
    canvas_right(c, row, c->cols - STARS, STARS, STYLE_STAR, stars_text(v->star));
    return rows > 0 ? rows : 1;
}

static int draw_levels(const struct ballot_page *p, const struct ballot_line *l, struct canvas *c,
                       int row)
{
    char which_case = 0;
    int most = level_rows(l->node, c, c->rows - row - 2);
    if (crit_allows_none(l->node)) {
        const struct crit_level none = {.label = "0", .text = _("Không đạt mức nào")};
        row += draw_level(p, l, c, row, most, &none);
    }
    for (size_t i = 0; i < l->node->n_levels; i++) {
        const struct crit_level *v = &l->node->level[i];
        if (v->which_case && v->which_case != which_case) {
            which_case = v->which_case;
            canvas_printf(c, row++, 0, c->cols, STYLE_HEADING, "%c. %s", which_case,
                          l->node->case_name[which_case - 'a']);
        }
        row += draw_level(p, l, c, row, most, v);
    }
    return row;
}

static const char *note_word(enum crit_note_kind kind)
{
    switch (kind) {
    case CRIT_NOTE_REQUIREMENT:
        return _("Điều kiện: ");
    case CRIT_NOTE_EVIDENCE:
        return _("Minh chứng: ");
    default:
        return "";
    }
}

static bool grave(enum crit_note_kind kind)
{
    return kind == CRIT_NOTE_DISQUALIFY || kind == CRIT_NOTE_STOP ||
           kind == CRIT_NOTE_STOP_IF_ZERO || kind == CRIT_NOTE_INELIGIBLE;
}

/* The notes of the law, grave ones first, in the rows that are left. */
static int draw_notes(const struct crit_node *n, struct canvas *c, int row)
{
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n->n_notes && row < c->rows; i++) {
            const struct crit_note *note = &n->note[i];
            if (grave(note->kind) != (pass == 0))
                continue;
            char *text = xasprintf("%s%s", note_word(note->kind), note->text);
            int room = c->rows - row < 3 ? c->rows - row : 3;
            row += canvas_wrap(c, row, 0, c->cols, room, pass == 0 ? STYLE_WARN : STYLE_DIM, text);
            free(text);
        }
    return row;
}

/* Whoever reads the paper along sees another value, or wonders at this one. */
static int draw_doubts(const struct ballot_page *p, const struct crit_node *n, struct canvas *c,
                       int row)
{
    for (size_t i = 0; i < p->b.set->n_corrections && row < c->rows; i++) {
        const struct crit_correction *doubt = &p->b.set->correction[i];
        if (strcmp(doubt->criterion, n->code) != 0)
            continue;
        char *text = doubt_text(doubt), *line = xasprintf("? %s", text);
        row += canvas_wrap(c, row, 0, c->cols, c->rows - row < 2 ? 1 : 2, STYLE_WARN, line);
        free(line);
        free(text);
    }
    return row;
}

static void draw_prompt(const struct ballot_page *p, struct canvas *c)
{
    bool closed = model_of(p->base.app)->session.closed;
    if (closed)
        canvas_text(c, 0, 0, c->cols, STYLE_WARN, _("Phiên đã chốt: chỉ xem"));
    else if (p->stop)
        canvas_text(c, 0, 0, c->cols, STYLE_WARN, _("ĐÃ DỪNG ĐÁNH GIÁ: chỉ xem"));
    else if (p->b.state == BALLOT_CLOSED)
        canvas_text(c, 0, 0, c->cols, STYLE_WARN,
                    _("Phiếu đã nộp: chỉ xem. {BALLOT_REOPEN}: mở lại, có lý do"));
    else if (p->b.blank == 0)
        canvas_text(c, 0, 0, c->cols, STYLE_GOOD, _("Đã đủ điểm: {BALLOT_SUBMIT} nộp phiếu"));
    else
        canvas_text(c, 0, 0, c->cols, STYLE_BOLD, _("Bấm SỐ ĐIỂM in trên phiếu"));
}

static void draw_criterion(const struct ballot_page *p, struct canvas *c)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l)
        return;
    char most[32];
    snprintf(most, sizeof most, _("tối đa %d"), l->node->max);
    int right = (int)text_columns(most), row = 0;
    char *name = xasprintf("%s %s", l->node->code, l->node->name);
    canvas_right(c, 0, 0, c->cols, STYLE_NORMAL, most);
    row += canvas_wrap(c, 0, 0, c->cols - right - 1, 3, STYLE_BOLD, name);
    free(name);
    row = draw_levels(p, l, c, row + (c->rows > 14 ? 1 : 0));
    struct canvas rest = canvas_sub(c, row + 1, 0, c->rows - row - 3, c->cols);
    row = draw_doubts(p, l->node, &rest, 0);
    row = draw_notes(l->node, &rest, row);
    if (*l->note && row < rest.rows) {
        char *text = xasprintf(_("Ý kiến: %s"), l->note);
        canvas_wrap(&rest, row, 0, rest.cols, rest.rows - row, STYLE_NORMAL, text);
        free(text);
    }
    struct canvas prompt = canvas_sub(c, c->rows - 1, 0, 1, c->cols);
    draw_prompt(p, &prompt);
}

/* ---- the paper's sums ---- */

/* Beside a sum: whether it matches.  A part with blanks can only be too low so far. */
static int draw_match(const struct ballot_page *p, int part, struct canvas *c, int row, int col)
{
    int differ = 0;
    switch (ballot_sum(p, part, &differ)) {
    case SUM_MATCHES:
        return canvas_text(c, row, col, -1, STYLE_GOOD, _("khớp"));
    case SUM_DIFFERS:
        return canvas_text(c, row, col, -1, STYLE_ERROR, _("LỆCH"));
    case SUM_OPEN:
        return canvas_printf(c, row, col, -1, STYLE_DIM, _("còn %d"), differ);
    default:
        return 0;
    }
}

static void draw_paper(const struct ballot_page *p, struct canvas *c, int row)
{
    bool typing = p->base.scope == SCOPE_TOTALS;
    int col = canvas_text(c, row, 0, -1, STYLE_NORMAL, _("Cộng trên phiếu:")) + 2;
    for (int i = 0; i < 3; i++) {
        const char *v = field_get(&p->sum[i]);
        col += canvas_printf(c, row, col, -1, STYLE_BOLD, "%c ", 'A' + i);
        if (typing)
            field_draw(&p->sum[i], c, row, col, 4, i == p->sum_at);
        else
            canvas_text(c, row, col, 4, STYLE_NORMAL, *v ? v : "__");
        col += typing ? 5 : *v ? (int)strlen(v) + 1 : 3;
        col += draw_match(p, i, c, row, col) + 2;
    }
    canvas_text(c, row, col, -1, STYLE_DIM,
                typing ? _("{TOTALS_NEXT}: ô sau   Enter: so")
                       : _("{BALLOT_TOTALS}: gõ số cộng để so"));
    if (*p->b.opinion && !typing && c->cols - col > 45) {
        char *text = xasprintf(_("Ý kiến chung: %s"), p->b.opinion);
        canvas_right(c, row, col + 28, c->cols - col - 28, STYLE_NORMAL, text);
        free(text);
    }
}

void ballot_draw(const struct screen *s, struct canvas *c)
{
    const struct ballot_page *p = (const struct ballot_page *)s;
    draw_title(p, c);
    if (p->why || !p->loaded) {
        draw_empty(c, _("Không nhập được phiếu này"), p->why ? p->why : "");
        return;
    }
    ballot_draw_sums(p, c);
    int rows = c->rows - HEAD - FOOT, left = c->cols < 100 ? 31 : 31 + (c->cols - 80) / 2;
    left = left > 56 ? 56 : left;
    struct canvas list = canvas_sub(c, HEAD, 0, rows, left - 1);
    struct canvas at = canvas_sub(c, HEAD, left + 2, rows, c->cols - left - 3);
    list_draw(&p->list, &ballot_list, p, &list, true);
    for (int r = 0; r < rows; r++)
        canvas_text(c, HEAD + r, left, 1, STYLE_DIM, "│");
    draw_criterion(p, &at);
    canvas_hline(c, c->rows - 2, 0, c->cols, STYLE_DIM);
    if (p->stop)
        canvas_text(c, c->rows - 1, 0, -1, STYLE_WARN, p->stop);
    else
        draw_paper(p, c, c->rows - 1);
}
