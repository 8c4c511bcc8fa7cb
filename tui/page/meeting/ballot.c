/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot.c - a ballot on the screen: marks, moving in it, its keys.
 *
 * The record alone says where one stands: opening lands on the criterion after the last mark.
 * The digit typed is the number of points printed on the paper, not the rank of the level.
 * A mark is shown as pending, then committed, then shown as kept. */
#include "tui/page/meeting/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/official.h"
#include "tui/page/page.h"

/* ---- marks ---- */

static enum react ballot_take(struct ballot_page *p, const char *label)
{
    p->pending = p->row[p->list.selected];
    memmove(p->pending_label, label, strlen(label) + 1);
    return REACT_DRAW | REACT_AFTER;
}

static enum react ballot_digit(struct ballot_page *p, int digit)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l || !ballot_writable(p))
        return REACT_DRAW;
    bool exact;
    int n = level_choices(l->node, digit, p->choice, &exact);
    if (n == 1 && exact)
        return ballot_take(p, p->choice[0]);
    if (n == 0)
        level_refuse(p->base.app, l->node, digit);
    else if ((l = ballot_question(p, l->node->code)))
        level_ask(p->base.app, TAG_LEVEL, l->node, p->choice, n, l->label);
    return REACT_DRAW;
}

static enum react ballot_level_chosen(struct ballot_page *p, int choice)
{
    int line = ballot_line_of(p, p->asked);
    if (choice < 0 || choice >= LEVEL_CHOICES || line < 0)
        return REACT_DRAW;
    ballot_goto(p, line);
    p->answers = true;
    return ballot_take(p, p->choice[choice]);
}

/* What the law says about a mark just given, said once. */
static void remark(struct ballot_page *p, const struct ballot_line *l)
{
    for (size_t i = 0; i < l->node->n_notes; i++) {
        const struct crit_note *note = &l->node->note[i];
        if (note->kind == CRIT_NOTE_STOP_IF_ZERO && l->points == 0)
            app_say(p->base.app, SAY_WARN, note->text);
        if (note->kind != CRIT_NOTE_DEPENDS || l->points == 0)
            continue;
        for (size_t k = 0; k < p->b.n; k++) {
            const struct ballot_line *on = &p->b.line[k];
            if (on->node->kind == CRIT_LEAF && strcmp(on->node->code, note->ref) == 0 &&
                on->label && on->points == 0)
                app_sayf(p->base.app, SAY_WARN, _("%s có điểm nhưng %s đang 0 điểm: %s."),
                         l->node->code, on->node->code, note->text);
        }
    }
}

/* ops->after: commit what is pending. */
static enum react ballot_keep(struct screen *s)
{
    struct ballot_page *p = (struct ballot_page *)s;
    struct model *m = model_of(s->app);
    if (p->pending < 0)
        return REACT_NONE;
    int line = p->pending;
    if (p->answers)
        question_expect(&p->q, s->app);
    enum db_rc rc = db_mark(m->db, p->product, p->member, p->b.line[line].node->code,
                            p->pending_label, ACTOR_SECRETARY, NULL, NULL);
    if (p->answers) /* nothing is expected any more; what has changed is on the page */
        (void)question_changed(&p->q, s->app, rc);
    p->answers = false;
    p->pending = -1;
    if (rc != DB_OK)
        return model_did(s->app, rc, NULL);
    p->changed = true;
    if (!model_refresh(s->app) || !ballot_reload(p) || !p->loaded)
        return REACT_DRAW;
    int to = ballot_blank_after(p, line);
    if (to >= 0)
        ballot_goto(p, to);
    else
        app_say(s->app, SAY_GOOD, _("Đã chấm đủ mọi tiêu chí. {BALLOT_SUBMIT}: nộp phiếu."));
    remark(p, &p->b.line[line]);
    return REACT_DRAW;
}

/* ---- undo ---- */

static void say_undone(struct ballot_page *p, const char *code, bool had, int before)
{
    struct app *app = p->base.app;
    int line = ballot_line_of(p, code);
    const struct ballot_line *now = line >= 0 ? &p->b.line[line] : NULL;
    if (!now)
        app_say(app, SAY_GOOD, _("Đã hoàn tác ý kiến chung của phiếu."));
    else if (had == (now->label != NULL) && before == now->points)
        app_sayf(app, SAY_GOOD, _("Đã hoàn tác ở tiêu chí %s."), code);
    else if (!now->label)
        app_sayf(app, SAY_GOOD, _("Đã hoàn tác %s: bỏ %d điểm, nay để trống."), code, before);
    else
        app_sayf(app, SAY_GOOD, _("Đã hoàn tác %s: từ %d điểm về %d điểm."), code, before,
                 now->points);
}

static enum react ballot_undo(struct ballot_page *p)
{
    struct app *app = p->base.app;
    char code[16];
    if (!ballot_writable(p))
        return REACT_DRAW;
    struct {
        bool had;
        int points;
    } *was = xcalloc(p->b.n + 1, sizeof *was);
    for (size_t i = 0; i < p->b.n; i++) {
        was[i].had = p->b.line[i].label != NULL;
        was[i].points = p->b.line[i].points;
    }
    enum db_rc rc = db_undo(model_of(app)->db, p->product, p->member, ACTOR_SECRETARY, code);
    if (rc != DB_OK) {
        free(was);
        return model_did(app, rc, NULL);
    }
    p->changed = true;
    if (model_refresh(app) && ballot_reload(p) && p->loaded) {
        int line = ballot_line_of(p, code);
        if (line >= 0)
            ballot_goto(p, line);
        say_undone(p, code, line >= 0 && was[line].had, line >= 0 ? was[line].points : 0);
    }
    free(was);
    return REACT_DRAW;
}

static enum react ballot_show_law(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    return l ? law_show(p->base.app, p->b.set->id, l->node) : REACT_NONE;
}

/* ---- moving ---- */

static enum react ballot_step(struct ballot_page *p, enum key_code code)
{
    struct key k = {.code = code};
    if (p->loaded)
        list_key(&p->list, &ballot_list, p, &k);
    return REACT_DRAW;
}

/* To the head of this part, or of the one before when already there; or to the next one. */
static enum react jump_part(struct ballot_page *p, bool forward)
{
    int at = p->list.selected, head = at;
    if (!p->loaded || at < 0)
        return REACT_NONE;
    if (forward) {
        while (head < p->rows && ballot_list.selectable(p, head))
            head++;
        list_select(&p->list, &ballot_list, p, head);
        return REACT_DRAW;
    }
    head -= head > 0 && !ballot_list.selectable(p, head - 1) ? 2 : 1;
    while (head > 0 && ballot_list.selectable(p, head))
        head--;
    list_select(&p->list, &ballot_list, p, head < 0 ? 0 : head);
    return REACT_DRAW;
}

/* ---- sums that the paper has ---- */

static enum react type_sums(struct ballot_page *p, bool on)
{
    if (on && !ballot_writable(p))
        return REACT_DRAW;
    p->base.scope = on ? SCOPE_TOTALS : SCOPE_BALLOT;
    p->sum_at = 0;
    p->sum_arrived = true;
    return REACT_DRAW;
}

static enum react key_sums(struct ballot_page *p, const struct key *k)
{
    switch (k->code) {
    case K_TAB:
    case K_DOWN:
        p->sum_at = (p->sum_at + 1) % 3;
        p->sum_arrived = true;
        return REACT_DRAW;
    case K_SHIFT_TAB:
    case K_UP:
        p->sum_at = (p->sum_at + 2) % 3;
        p->sum_arrived = true;
        return REACT_DRAW;
    default:
        if (p->sum_arrived && k->code == K_CHAR && k->ch >= '0' && k->ch <= '9')
            field_set(&p->sum[p->sum_at], "");
        p->sum_arrived = false;
        return field_key(&p->sum[p->sum_at], k) == FIELD_IGNORED ? REACT_NONE : REACT_DRAW;
    }
}

static enum react compare_sums(struct ballot_page *p)
{
    type_sums(p, false);
    if (ballot_sums(p, SUM_DIFFERS))
        app_say(p->base.app, SAY_WARN, _("Lệch với số cộng trên phiếu: xem lại phần có chữ LỆCH."));
    else if (ballot_sums(p, SUM_MATCHES))
        app_say(p->base.app, SAY_GOOD, _("Khớp với số cộng trên phiếu."));
    return REACT_DRAW;
}

/* ---- keys ---- */

static enum react ballot_leave(struct ballot_page *p)
{
    return p->changed ? REACT_RELOAD | REACT_POP : REACT_POP;
}

/* To the next blank criterion after line @from of the ballot; -1: the first one. */
static enum react to_gap(struct ballot_page *p, int from)
{
    int to = p->loaded ? ballot_blank_after(p, from >= 0 ? from : (int)p->b.n - 1) : -1;
    if (to >= 0)
        ballot_goto(p, to);
    else
        app_say(p->base.app, SAY_NOTE, _("Không còn tiêu chí nào trống."));
    return REACT_DRAW;
}

static enum react ballot_act(struct screen *s, enum action a)
{
    struct ballot_page *p = (struct ballot_page *)s;
    switch (a) {
    case ACT_BALLOT_PREV:
        return ballot_step(p, K_UP);
    case ACT_BALLOT_NEXT:
        return ballot_step(p, K_DOWN);
    case ACT_BALLOT_TURN:
        return to_gap(p, p->list.selected >= 0 && p->loaded ? p->row[p->list.selected] : -1);
    case ACT_BALLOT_NOTE:
        return ballot_ask_note(p);
    case ACT_BALLOT_UNDO:
        return ballot_undo(p);
    case ACT_BALLOT_TOTALS:
        return type_sums(p, true);
    case ACT_BALLOT_GAP:
        return to_gap(p, -1);
    case ACT_BALLOT_WHY:
        return ballot_show_words(p);
    case ACT_BALLOT_LAW:
        return ballot_show_law(p);
    case ACT_BALLOT_CLAIM:
        return ballot_claim(p);
    case ACT_BALLOT_OTHER:
        pages_of(s->app)->pick_product(s->app, p->member);
        return p->changed ? REACT_RELOAD | REACT_POP : REACT_POP;
    case ACT_BALLOT_REOPEN:
        return ballot_ask_reopen(p);
    case ACT_BALLOT_SUBMIT:
    case ACT_TOTALS_SUBMIT:
        type_sums(p, false);
        return ballot_submit(p);
    case ACT_TOTALS_KEEP:
        return compare_sums(p);
    case ACT_BALLOT_PAUSE:
        return ballot_leave(p);
    case ACT_BACK:
        return s->scope == SCOPE_TOTALS ? type_sums(p, false) : ballot_leave(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react ballot_key(struct screen *s, const struct key *k)
{
    struct ballot_page *p = (struct ballot_page *)s;
    if (s->scope == SCOPE_TOTALS)
        return key_sums(p, k);
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '9')
        return ballot_digit(p, (int)(k->ch - '0'));
    if (k->code == K_PGUP || k->code == K_PGDN)
        return jump_part(p, k->code == K_PGDN);
    if (!p->loaded)
        return REACT_NONE;
    return list_key(&p->list, &ballot_list, p, k) == LIST_IGNORED ? REACT_NONE : REACT_DRAW;
}

static bool ballot_typing(const struct screen *s)
{
    return s->scope == SCOPE_TOTALS;
}

static unsigned ballot_holds(const struct screen *s)
{
    const struct ballot_page *p = (const struct ballot_page *)s;
    unsigned holds = model_holds(s->app, p->loaded);
    return p->loaded && p->b.state == BALLOT_OPEN ? holds | NEED_UNDO : holds;
}

static void ballot_open(struct app *app, int product, int member, enum ballot_way way);

/* The way chosen after handing in; -1: stay and look at what was handed in. */
static enum react ballot_go_next(struct ballot_page *p, int choice)
{
    struct app *app = p->base.app;
    if (choice < 0)
        return REACT_DRAW;
    if (choice < p->n_next && p->next[choice].result)
        pages_of(app)->result(app, p->next[choice].product);
    else if (choice < p->n_next)
        ballot_open(app, p->next[choice].product, p->next[choice].member, p->next[choice].way);
    return REACT_POP;
}

static enum react ballot_answer(struct screen *s, const struct answer *a)
{
    struct ballot_page *p = (struct ballot_page *)s;
    if (a->tag == TAG_NEXT)
        return ballot_go_next(p, a->ok ? a->choice : -1);
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_LEVEL:
        return ballot_level_chosen(p, a->choice);
    case TAG_NOTE_OF:
        return a->choice == 2 ? ballot_claim(p) : ballot_note_typed(p, a->choice == 1);
    case TAG_NOTE:
        return ballot_note_keep(p, a->text);
    case TAG_SUBMIT:
        return ballot_hand_in(p);
    case TAG_REOPEN:
        return ballot_reopen(p, a->text);
    default:
        return REACT_DRAW;
    }
}

static void ballot_done(struct screen *s)
{
    struct ballot_page *p = (struct ballot_page *)s;
    question_free(&p->q);
    list_free(&p->b);
    free(p->row);
    free(p->title);
    free(p->label);
    free(p->who);
    free(p->what);
    free(p->why);
    free(p->stop);
}

static const struct screen_ops ballot_ops = {
    .scope = SCOPE_BALLOT,
    .size = sizeof(struct ballot_page),
    .load = ballot_load,
    .draw = ballot_draw,
    .holds = ballot_holds,
    .act = ballot_act,
    .key = ballot_key,
    .typing = ballot_typing,
    .answer = ballot_answer,
    .after = ballot_keep,
    .done = ballot_done,
};

static void ballot_open(struct app *app, int product, int member, enum ballot_way way)
{
    struct ballot_page *p = (struct ballot_page *)screen_new(app, &ballot_ops);
    p->product = product;
    p->member = member;
    p->way = way;
    p->pending = -1;
    for (int i = 0; i < 3; i++)
        field_init(&p->sum[i], FIELD_DIGITS, 3);
    app_push(app, &p->base);
}

void page_ballot_open(struct app *app, int product, int member)
{
    ballot_open(app, product, member, WAY_PRODUCT);
}
