/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier_points.c - points given before the meeting, typed in place, and the word
 * of reason where the council is far from them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/text.h"
#include "db/base/mem.h"
#include "tui/page/agenda/dossier.h"

enum { FOOT = 8, SELF = 8, ADVISER = 10, COUNCIL = 9, GAP = 7, WHY = 10 };

static const struct assessed *dossier_at(const struct dossier_page *p)
{
    int i = p->rows.selected;
    return i >= 0 && i < (int)p->sheet.n ? &p->sheet.v[i] : NULL;
}

static const struct crit_node *dossier_leaf(const struct dossier_page *p, int row)
{
    return p->set ? crit_leaf(p->set, p->sheet.v[row].criterion) : NULL;
}

/* Where each column ends, from the right of a row of @cols columns. */
struct columns {
    int name, end[4], why;
};
static struct columns dossier_points_columns(int cols)
{
    struct columns k = {.why = cols - WHY};
    k.end[3] = k.why - 1;
    k.end[2] = k.end[3] - GAP;
    k.end[1] = k.end[2] - COUNCIL;
    k.end[0] = k.end[1] - ADVISER;
    k.name = k.end[0] - SELF;
    return k;
}

static void dossier_points_put(struct canvas *c, int r, int end, enum style style, const char *text)
{
    int width = (int)text_columns(text);
    canvas_text(c, r, end - width, width, style, text);
}

static int dossier_points_count(const void *data)
{
    return (int)((const struct dossier_page *)data)->sheet.n;
}

/* The council's mean, how far it is from what is compared, and whether a word is asked for. */
static void draw_council(const struct dossier_page *p, const struct assessed *v, struct canvas *c,
                         const struct columns *k)
{
    char mean[16], gap[16], signed_gap[20];
    if (p->covered) {
        dossier_points_put(c, 0, k->end[2], STYLE_DIM, "···");
        return;
    }
    mean_text(v->sum, v->n, false, mean);
    dossier_points_put(c, 0, k->end[2], *mean ? STYLE_NORMAL : STYLE_DIM, *mean ? mean : "-");
    if (v->compared < 0 || v->n == 0)
        return;
    int below = v->sum < v->compared * v->n;
    mean_text(v->difference, v->n, false, gap);
    snprintf(signed_gap, sizeof signed_gap, "%s%s",
             v->difference == 0 ? ""
             : below            ? "-"
                                : "+",
             gap);
    dossier_points_put(c, 0, k->end[3], v->asked && !v->answered ? STYLE_WARN : STYLE_NORMAL,
                       signed_gap);
    if (v->asked)
        canvas_text(c, 0, k->why + 1, WHY - 1, v->answered ? STYLE_GOOD : STYLE_WARN,
                    v->answered ? _("có lý do") : _("GHI LÝ DO"));
}

static void dossier_points_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct dossier_page *p = data;
    const struct assessed *v = &p->sheet.v[i];
    const struct crit_node *leaf = dossier_leaf(p, i);
    struct columns k = dossier_points_columns(row_columns(c));
    char text[32];
    canvas_printf(c, 0, 0, k.name, STYLE_NORMAL, "%-4s %s", v->criterion, leaf ? leaf->name : "");
    for (int s = ASSESSED_SELF; s <= ASSESSED_ADVISER; s++) {
        bool here = selected && (int)p->source == s, given = v->points[s] >= 0;
        snprintf(text, sizeof text, given ? "%d" : "-", v->points[s]);
        char *cell = here ? xasprintf("[%s%s]", *v->note[s] ? "*" : "", text)
                          : xasprintf("%s%s ", given && *v->note[s] ? "*" : "", text);
        dossier_points_put(c, 0, k.end[s],
                           here    ? STYLE_BOLD
                           : given ? STYLE_NORMAL
                                   : STYLE_DIM,
                           cell);
        free(cell);
    }
    draw_council(p, v, c, &k);
}

static const struct list_ops points_list = {.count = dossier_points_count,
                                            .row = dossier_points_row};

/* ---- sums ---- */

static void draw_sum(struct canvas *c, int r, const char *name, const char *const cell[4])
{
    canvas_text(c, r, 1, 24, STYLE_NORMAL, name);
    for (int i = 0; i < 4; i++)
        dossier_points_put(c, r, 26 + 10 * (i + 1), i == 3 ? STYLE_BOLD : STYLE_NORMAL, cell[i]);
}

static void draw_given(const struct dossier_page *p, struct canvas *c, int r, int source,
                       const char *name)
{
    const struct assessment_sum *s = &p->sum[source];
    char text[4][16] = {"-", "-", "-", "-"};
    for (int i = 0; s->marks && i < 4; i++)
        snprintf(text[i], sizeof text[i], "%d", i < 3 ? s->part[i] : s->total);
    const char *cell[4] = {text[0], text[1], text[2], text[3]};
    draw_sum(c, r, name, cell);
    if (s->marks && s->marks < (int)p->sheet.n)
        canvas_printf(c, r, 69, -1, STYLE_DIM, "%d/%zu", s->marks, p->sheet.n);
}

static void dossier_points_draw_sums(const struct dossier_page *p, struct canvas *c, int r)
{
    const struct result *t = p->tally.n ? &p->tally.v[0] : NULL;
    const char *head[4] = {_("Phần A"), _("Phần B"), _("Phần C"), _("Cộng")};
    char text[4][16] = {"···", "···", "···", "···"};
    draw_sum(c, r, "", head);
    draw_given(p, c, r + 1, ASSESSED_SELF, _("Tự chấm"));
    draw_given(p, c, r + 2, ASSESSED_ADVISER, _("Tổ tư vấn"));
    for (int i = 0; t && !p->covered && i < 4; i++) {
        mean_text(i < 3 ? t->part[i] : t->sum, t->closed, i == 3, text[i]);
        if (!*text[i])
            snprintf(text[i], sizeof text[i], "-");
    }
    const char *cell[4] = {text[0], text[1], text[2], text[3]};
    draw_sum(c, r + 3, _("Hội đồng (trung bình)"), cell);
    if (t && !p->covered && t->closed)
        canvas_printf(c, r + 3, 69, -1, STYLE_DIM, P_("%d phiếu", t->closed), t->closed);
}

/* ---- the row in hand ---- */

static void dossier_points_draw_chosen(const struct dossier_page *p, struct canvas *c, int r)
{
    const struct assessed *v = dossier_at(p);
    const struct crit_node *leaf = v ? dossier_leaf(p, p->rows.selected) : NULL;
    if (!leaf)
        return;
    const char *label = v->label[p->source];
    const struct crit_level *level = label ? crit_level(leaf, label) : NULL;
    const struct rules *rules = &model_of(p->base.app)->rules;
    const char *ask = rules->text[SETTING_DIFFERENCE_ASK],
               *cite = rules->cite[SETTING_DIFFERENCE_ASK];
    char *text;
    if (!p->covered && v->asked)
        text = v->answered ? xasprintf(_("%s Lý do: %s"), leaf->code, v->why)
               : *cite ? xasprintf(_("%s chênh từ %s điểm (%s): Enter ghi lý do."), leaf->code, ask,
                                   cite)
                       : xasprintf(_("%s chênh từ %s điểm: Enter ghi lý do."), leaf->code, ask);
    else if (label && *v->note[p->source])
        text = xasprintf(_("%s Ghi chú: %s"), leaf->code, v->note[p->source]);
    else
        text = xasprintf("%s %s: %s", leaf->code, leaf->name,
                         level   ? level->text
                         : label ? _("không đạt mức nào")
                                 : _("chưa có điểm ở cột này"));
    canvas_text(c, r, 0, -1, STYLE_NORMAL, text);
    free(text);
}

static const char *hint(const struct dossier_page *p)
{
    if (model_of(p->base.app)->session.closed)
        return _("Phiên đã chốt: chỉ xem. {EARLY_PAPERS}: mẫu và minh chứng.");
    if (p->covered)
        return _(
            "Điểm Hội đồng đang che; {EARLY_ANNOUNCE} để hiện. Bấm số điểm để ghi; ← → đổi cột.");
    return _(
        "Bấm số điểm để ghi; ← → đổi cột; {EARLY_LEVEL} chọn mức; * có ghi chú ({EARLY_NOTE}).");
}

static void draw_points(const struct dossier_page *p, struct canvas *c)
{
    struct columns k = dossier_points_columns(row_columns(c));
    if (p->sheet.n == 0) {
        draw_empty(c, _("Sản phẩm chưa có bộ tiêu chí"),
                   _("Về danh sách sản phẩm (Esc), bấm {AGENDA_SETS} để cho bộ. {EARLY_PAPERS}: "
                     "mẫu và minh chứng."));
        return;
    }
    canvas_text(c, 1, 1, -1, STYLE_HEADING, _("Tiêu chí"));
    dossier_points_put(c, 1, 1 + k.end[0], STYLE_HEADING, _("Tự chấm"));
    dossier_points_put(c, 1, 1 + k.end[1], STYLE_HEADING, _("Tổ tư vấn"));
    dossier_points_put(c, 1, 1 + k.end[2], STYLE_HEADING, _("Hội đồng"));
    dossier_points_put(c, 1, 1 + k.end[3], STYLE_HEADING, _("Chênh"));
    struct canvas list = canvas_sub(c, 2, 0, c->rows - 2 - FOOT + 1, c->cols);
    list_draw(&p->rows, &points_list, p, &list, true);
    int foot = c->rows - FOOT + 1;
    canvas_hline(c, foot, 0, c->cols, STYLE_NORMAL);
    dossier_points_draw_sums(p, c, foot + 1);
    dossier_points_draw_chosen(p, c, foot + 5);
    canvas_text(c, foot + 6, 0, -1, STYLE_DIM, hint(p));
}

/* Of the criterion asked about; @note NULL: it stays. */
static enum react dossier_points_keep(struct dossier_page *p, const char *label, const char *note,
                                      bool next)
{
    const struct dossier_asked *q = &p->asked;
    dossier_expect(p);
    enum db_rc rc = db_assess(model_of(p->base.app)->db, p->product, q->source, q->criterion, label,
                              note, ACTOR_SECRETARY);
    struct key down = {.code = K_DOWN};
    if (rc == DB_OK && next)
        list_key(&p->rows, &points_list, p, &down);
    return model_did(p->base.app, rc, NULL) | REACT_DRAW;
}

static const char *note_of(const struct dossier_page *p, const struct assessed *v)
{
    return v->label[p->source] && v->note[p->source] ? v->note[p->source] : "";
}

/* @digit -1: choose among all levels. */
static enum react dossier_points_give(struct dossier_page *p, int digit)
{
    const struct assessed *v = dossier_at(p);
    const struct crit_node *leaf = v ? dossier_leaf(p, p->rows.selected) : NULL;
    bool exact;
    if (!leaf || !dossier_writable(p, ACT_EARLY_MARK))
        return REACT_DRAW;
    int n = level_choices(leaf, digit, p->choice, &exact);
    dossier_ask(p, TAG_LEVEL, 0, v->criterion);
    if (n == 1 && exact && digit >= 0)
        return dossier_points_keep(p, p->choice[0], NULL, true);
    if (!n) {
        level_refuse(p->base.app, leaf, digit);
        return REACT_DRAW;
    }
    level_ask(p->base.app, TAG_LEVEL, leaf, p->choice, n, v->label[p->source]);
    return REACT_DRAW;
}

/* ---- the word of reason ---- */

static enum react dossier_points_ask_reason(struct dossier_page *p)
{
    const struct rules *rules = &model_of(p->base.app)->rules;
    const char *ask = rules->text[SETTING_DIFFERENCE_ASK],
               *cite = rules->cite[SETTING_DIFFERENCE_ASK];
    const struct assessed *v = dossier_at(p);
    if (p->covered) {
        app_say(p->base.app, SAY_NOTE,
                _("Điểm Hội đồng đang che: {EARLY_ANNOUNCE} để hiện, rồi ghi lý do."));
        return REACT_DRAW;
    }
    if (!v || !v->asked) {
        app_say(p->base.app, SAY_NOTE,
                atoi(ask) == 0
                    ? _("Quy định của hội đồng không hỏi lý do chênh điểm (mục Thiết lập).")
                    : _("Tiêu chí này chưa chênh tới mức phải ghi lý do."));
        return REACT_DRAW;
    }
    dossier_ask(p, TAG_WHY, 0, v->criterion);
    char *title = xasprintf(_("Tiêu chí %s: vì sao chênh?"), v->criterion);
    char *text =
        *cite
            ? xasprintf(_("Điểm Hội đồng chênh từ %s điểm so với điểm chấm trước (%s)."), ask, cite)
            : xasprintf(_("Điểm Hội đồng chênh từ %s điểm so với điểm chấm trước."), ask);
    dialog_input(
        p->base.app, TAG_WHY,
        &(struct dialog_input){
            .title = title, .text = text, .start = v->answered ? v->why : NULL, .required = true});
    free(text);
    free(title);
    return REACT_DRAW;
}

static enum react keep_reason(struct dossier_page *p, const char *reason)
{
    struct finding f = {.product = p->product,
                        .kind = FINDING_DIFFERENCE,
                        .criterion = p->asked.criterion,
                        .verdict = true,
                        .reason = reason,
                        .ground = ""};
    dossier_expect(p);
    enum db_rc rc = db_conclude(model_of(p->base.app)->db, &f, 1, ACTOR_CHAIR);
    return model_did(p->base.app, rc, _("Đã ghi lý do."));
}

/* ---- keys ---- */

static enum react dossier_points_act(struct dossier_page *p, enum action a)
{
    const struct assessed *v = dossier_at(p);
    switch (a) {
    case ACT_EARLY_REASON:
        return dossier_points_ask_reason(p);
    case ACT_EARLY_LEVEL:
        return dossier_points_give(p, -1);
    case ACT_EARLY_CLEAR:
        if (!v || !v->label[p->source])
            return REACT_DRAW;
        dossier_ask(p, TAG_LEVEL, 0, v->criterion);
        return dossier_points_keep(p, "", "", false);
    case ACT_EARLY_NOTE:
        if (!v || !v->label[p->source]) {
            app_say(p->base.app, SAY_NOTE, _("Cho điểm trước, rồi ghi chú."));
            return REACT_DRAW;
        }
        dossier_ask(p, TAG_MARK_NOTE, 0, v->criterion);
        snprintf(p->choice[0], sizeof p->choice[0], "%s", v->label[p->source]);
        dialog_input(p->base.app, TAG_MARK_NOTE,
                     &(struct dialog_input){.title = _("Ghi chú"), .start = note_of(p, v)});
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react dossier_points_key(struct dossier_page *p, const struct key *k)
{
    if (k->code == K_LEFT || k->code == K_RIGHT) {
        p->source = k->code == K_LEFT ? ASSESSED_SELF : ASSESSED_ADVISER;
        return REACT_DRAW;
    }
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '9')
        return dossier_points_give(p, (int)(k->ch - '0'));
    return list_key(&p->rows, &points_list, p, k) == LIST_IGNORED ? REACT_NONE : REACT_DRAW;
}

static enum react dossier_points_answer(struct dossier_page *p, const struct answer *a)
{
    switch (a->tag) {
    case TAG_LEVEL:
        return a->choice >= 0 && a->choice < LEVEL_CHOICES
                   ? dossier_points_keep(p, p->choice[a->choice], NULL, true)
                   : REACT_DRAW;
    case TAG_MARK_NOTE:
        return dossier_points_keep(p, p->choice[0], a->text, false);
    case TAG_WHY:
        return keep_reason(p, a->text);
    default:
        return REACT_DRAW;
    }
}

const struct dossier_view dossier_points = {
    .list = &points_list,
    .draw = draw_points,
    .act = dossier_points_act,
    .key = dossier_points_key,
    .answer = dossier_points_answer,
};
