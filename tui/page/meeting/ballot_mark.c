/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_mark.c - marks, notes, and taking them back.
 *
 * The digit typed is the number of points printed on the paper, not the rank of the level.
 * A mark is shown as pending, then committed, then shown as kept. */
#include "tui/page/meeting/ballot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

static enum react ballot_take(struct ballot_page *p, const char *label)
{
    p->pending = p->row[p->list.selected];
    memmove(p->pending_label, label, strlen(label) + 1);
    return REACT_DRAW | REACT_AFTER;
}

enum react ballot_digit(struct ballot_page *p, int digit)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l || !ballot_writable(p))
        return REACT_DRAW;
    bool exact;
    int n = level_choices(l->node, digit, p->choice, &exact);
    if (n == 1 && exact)
        return ballot_take(p, p->choice[0]);
    if (n)
        level_ask(p->base.app, TAG_LEVEL, l->node, p->choice, n, l->label);
    else
        level_refuse(p->base.app, l->node, digit);
    return REACT_DRAW;
}

enum react ballot_level_chosen(struct ballot_page *p, int choice)
{
    if (choice < 0 || choice >= LEVEL_CHOICES || !ballot_at(p))
        return REACT_DRAW;
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

enum react ballot_keep(struct screen *s)
{
    struct ballot_page *p = (struct ballot_page *)s;
    struct model *m = model_of(s->app);
    if (p->pending < 0)
        return REACT_NONE;
    int line = p->pending;
    enum db_rc rc = db_mark(m->db, p->product, p->member, p->b.line[line].node->code,
                            p->pending_label, ACTOR_SECRETARY, NULL, NULL);
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
        app_say(s->app, SAY_GOOD, _("Đã chấm đủ mọi tiêu chí. F10: nộp phiếu."));
    remark(p, &p->b.line[line]);
    return REACT_DRAW;
}

/* ---- undo ---- */

static int ballot_line_of(const struct ballot_page *p, const char *code)
{
    for (size_t i = 0; i < p->b.n; i++)
        if (p->b.line[i].node->kind == CRIT_LEAF && strcmp(p->b.line[i].node->code, code) == 0)
            return (int)i;
    return -1;
}

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

enum react ballot_undo(struct ballot_page *p)
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

/* ---- notes ---- */

enum react ballot_ask_note(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l || !ballot_writable(p))
        return REACT_DRAW;
    char *of_this = xasprintf(_("Ý kiến về tiêu chí %s %s"), l->node->code, l->node->name);
    const char *const line[] = {of_this, _("Ý kiến chung của người đánh giá (cuối phiếu)"),
                                _("Đề nghị loại hồ sơ theo căn cứ in trên phiếu")};
    dialog_choice(p->base.app, TAG_NOTE_OF, _("Ý kiến"), "", line, 3, 0);
    free(of_this);
    return REACT_NONE;
}

enum react ballot_claim(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l || p->why)
        return REACT_DRAW;
    page_conclude_open(p->base.app, p->product, FINDING_CLAIM, l->node->code, 0, p->member);
    return REACT_DRAW;
}

enum react ballot_note_typed(struct ballot_page *p, bool whole)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l)
        return REACT_DRAW;
    const char *now = whole ? p->b.opinion : l->note;
    char *title = whole ? xstrdup(_("Ý kiến chung của người đánh giá"))
                        : xasprintf(_("Ý kiến về tiêu chí %s"), l->node->code);
    struct field room;
    field_init(&room, FIELD_TEXT, 0);
    field_set(&room, now);
    p->note_whole = whole;
    if (strcmp(field_get(&room), now) != 0) /* longer than a line here can hold: keep it whole */
        dialog_message(p->base.app, TAG_TOLD, title, now);
    else
        dialog_input(
            p->base.app, TAG_NOTE,
            &(struct dialog_input){.title = title,
                                   .text = _("Gõ ý kiến như ghi trên phiếu. Để trống: xóa ý kiến."),
                                   .start = now});
    free(title);
    return REACT_NONE;
}

enum react ballot_note_keep(struct ballot_page *p, const char *text)
{
    struct app *app = p->base.app;
    const struct ballot_line *l = ballot_at(p);
    if (!l)
        return REACT_DRAW;
    enum db_rc rc = db_note(model_of(app)->db, p->product, p->member,
                            p->note_whole ? "" : l->node->code, text, ACTOR_SECRETARY);
    return model_did(app, rc, *text ? _("Đã lưu ý kiến.") : _("Đã xóa ý kiến."));
}
