/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier_points.c - points given before the meeting, typed in place, and the word
 * of reason where the council is far from them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/page/agenda/dossier.h"

const struct assessed *dossier_at(const struct dossier_page *p)
{
    int i = p->rows.selected;
    return i >= 0 && i < (int)p->sheet.n ? &p->sheet.v[i] : NULL;
}

const struct crit_node *dossier_leaf(const struct dossier_page *p, int row)
{
    return p->set ? crit_leaf(p->set, p->sheet.v[row].criterion) : NULL;
}

static enum react dossier_points_keep(struct dossier_page *p, const char *label, const char *note,
                                      bool next)
{
    const struct assessed *v = dossier_at(p);
    enum db_rc rc = db_assess(model_of(p->base.app)->db, p->product, p->source, v->criterion, label,
                              note, ACTOR_SECRETARY);
    struct key down = {.code = K_DOWN};
    if (rc == DB_OK && next)
        list_key(&p->rows, &dossier_rows, p, &down);
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
    if (n == 1 && exact && digit >= 0)
        return dossier_points_keep(p, p->choice[0], note_of(p, v), true);
    if (n)
        level_ask(p->base.app, TAG_LEVEL, leaf, p->choice, n, v->label[p->source]);
    else
        level_refuse(p->base.app, leaf, digit);
    return REACT_DRAW;
}

/* ---- the word of reason ---- */

static enum react dossier_points_ask_reason(struct dossier_page *p)
{
    const struct assessed *v = dossier_at(p);
    if (p->covered) {
        app_say(p->base.app, SAY_NOTE, _("Điểm Hội đồng đang che: F4 để hiện, rồi ghi lý do."));
        return REACT_DRAW;
    }
    if (!v || !v->asked) {
        app_say(p->base.app, SAY_NOTE,
                strcmp(p->ask, "0") == 0
                    ? _("Quy định của hội đồng không hỏi lý do chênh điểm (mục Thiết lập).")
                    : _("Tiêu chí này chưa chênh tới mức phải ghi lý do."));
        return REACT_DRAW;
    }
    char *title = xasprintf(_("Tiêu chí %s: vì sao chênh?"), v->criterion);
    char *text =
        *p->cite ? xasprintf(_("Điểm Hội đồng chênh từ %s điểm so với điểm chấm trước (%s)."),
                             p->ask, p->cite)
                 : xasprintf(_("Điểm Hội đồng chênh từ %s điểm so với điểm chấm trước."), p->ask);
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
    const struct assessed *v = dossier_at(p);
    if (!v)
        return REACT_DRAW;
    struct finding f = {.product = p->product,
                        .kind = FINDING_DIFFERENCE,
                        .criterion = v->criterion,
                        .verdict = true,
                        .reason = reason,
                        .ground = ""};
    return model_did(p->base.app, db_conclude(model_of(p->base.app)->db, &f, 1, ACTOR_CHAIR),
                     _("Đã ghi lý do."));
}

/* ---- keys ---- */

enum react dossier_points_act(struct dossier_page *p, enum action a)
{
    const struct assessed *v = dossier_at(p);
    switch (a) {
    case ACT_EARLY_REASON:
        return dossier_points_ask_reason(p);
    case ACT_EARLY_LEVEL:
        return dossier_points_give(p, -1);
    case ACT_EARLY_CLEAR:
        return v && v->label[p->source] ? dossier_points_keep(p, "", "", false) : REACT_DRAW;
    case ACT_EARLY_NOTE:
        if (v && v->label[p->source])
            dialog_input(p->base.app, TAG_MARK_NOTE,
                         &(struct dialog_input){.title = _("Ghi chú"), .start = note_of(p, v)});
        else
            app_say(p->base.app, SAY_NOTE, _("Cho điểm trước, rồi ghi chú."));
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

enum react dossier_points_key(struct dossier_page *p, const struct key *k)
{
    if (k->code == K_LEFT || k->code == K_RIGHT) {
        p->source = k->code == K_LEFT ? ASSESSED_SELF : ASSESSED_ADVISER;
        return REACT_DRAW;
    }
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '9')
        return dossier_points_give(p, (int)(k->ch - '0'));
    return list_key(&p->rows, &dossier_rows, p, k) == LIST_IGNORED ? REACT_NONE : REACT_DRAW;
}

enum react dossier_points_answer(struct dossier_page *p, const struct answer *a)
{
    const struct assessed *v = dossier_at(p);
    if (!v)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_LEVEL:
        return a->choice >= 0 && a->choice < LEVEL_CHOICES
                   ? dossier_points_keep(p, p->choice[a->choice], note_of(p, v), true)
                   : REACT_DRAW;
    case TAG_MARK_NOTE:
        return v->label[p->source] ? dossier_points_keep(p, v->label[p->source], a->text, false)
                                   : REACT_DRAW;
    case TAG_WHY:
        return keep_reason(p, a->text);
    default:
        return REACT_DRAW;
    }
}
