/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/ballot_note.c - what a window asks about one criterion: its words, notes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/meeting/ballot.h"
#include "tui/page/page.h"

/* For the question: what one criterion of the ballot has; with "" the opinion. */
static bool criterion_shown(struct db *db, const void *arg, struct shown *out)
{
    const struct ballot_page *p = arg;
    struct ballot b;
    char *text = NULL;
    bool ok = db_ballot(db, p->product, p->member, &b) == DB_OK;
    if (ok && !*p->asked)
        text = xasprintf("%s\n%s", b.set->id, b.opinion);
    for (size_t i = 0; ok && !text && i < b.n; i++) {
        const struct ballot_line *l = &b.line[i];
        if (l->node->kind == CRIT_LEAF && strcmp(l->node->code, p->asked) == 0)
            text = xasprintf("%s\n%s\n%s", b.set->id, l->label ? l->label : "", l->note);
    }
    list_free(&b);
    out->more = text;
    return text != NULL;
}

const struct ballot_line *ballot_question(struct ballot_page *p, const char *code)
{
    snprintf(p->asked, sizeof p->asked, "%s", code);
    struct db *db = model_of(p->base.app)->db;
    enum db_rc rc = db_read_begin(db);
    bool ok = rc == DB_OK && ballot_load(&p->base) && p->loaded &&
              question_ask(&p->q, p->base.app, criterion_shown, p);
    if (db_read_end(db, rc) != DB_OK || !ok)
        return NULL;
    int line = *p->asked ? ballot_line_of(p, p->asked) : 0;
    return line >= 0 && p->b.n ? &p->b.line[line] : NULL;
}

enum react ballot_ask_note(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l || !ballot_writable(p))
        return REACT_DRAW;
    snprintf(p->asked, sizeof p->asked, "%s", l->node->code);
    char *of_this = xasprintf(_("Ý kiến về tiêu chí %s %s"), l->node->code, l->node->name);
    const char *const line[] = {of_this, _("Ý kiến chung của người đánh giá (cuối phiếu)"),
                                _("Đề nghị loại hồ sơ theo căn cứ in trên phiếu")};
    dialog_choice(p->base.app, TAG_NOTE_OF, _("Ý kiến"), "", line, 3, 0);
    free(of_this);
    return REACT_NONE;
}

enum react ballot_claim(struct ballot_page *p)
{
    if (ballot_line_of(p, p->asked) < 0 || p->why)
        return REACT_DRAW;
    pages_of(p->base.app)->conclude(p->base.app, p->product, FINDING_CLAIM, p->asked, 0, p->member);
    return REACT_DRAW;
}

enum react ballot_note_typed(struct ballot_page *p, bool whole)
{
    char code[sizeof p->asked];
    memcpy(code, p->asked, sizeof code);
    const struct ballot_line *l = ballot_question(p, whole ? "" : code);
    if (!l)
        return REACT_DRAW;
    const char *now = whole ? p->b.opinion : l->note;
    char *title = whole ? xstrdup(_("Ý kiến chung của người đánh giá"))
                        : xasprintf(_("Ý kiến về tiêu chí %s"), l->node->code);
    struct field room;
    field_init(&room, FIELD_TEXT, 0);
    field_set(&room, now);
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
    question_expect(&p->q, app);
    enum db_rc rc =
        db_note(model_of(app)->db, p->product, p->member, p->asked, text, ACTOR_SECRETARY);
    bool changed = question_changed(&p->q, app, rc);
    enum react r = model_did(app, rc, *text ? _("Đã lưu ý kiến.") : _("Đã xóa ý kiến."));
    if (!changed)
        return r;
    char code[sizeof p->asked];
    memcpy(code, p->asked, sizeof code);
    return ballot_note_typed(p, !*code);
}

enum react ballot_show_words(struct ballot_page *p)
{
    const struct ballot_line *l = ballot_at(p);
    if (!l)
        return REACT_NONE;
    char *all = xasprintf(_("%s %s, tối đa %d điểm"), l->node->code, l->node->name, l->node->max);
    for (size_t i = 0; i < l->node->n_levels; i++) {
        const struct crit_level *v = &l->node->level[i];
        char *more =
            xasprintf(_("%s\n%s%s%d điểm %s %s"), all, v->which_case == 'a' ? "a. " : "",
                      v->which_case == 'b' ? "b. " : "", v->points, stars_text(v->star), v->text);
        free(all);
        all = more;
    }
    for (size_t i = 0; i < l->node->n_notes; i++) {
        char *more = xasprintf("%s\n• %s", all, l->node->note[i].text);
        free(all);
        all = more;
    }
    if (*l->note) {
        char *more = xasprintf(_("%s\nÝ kiến của thành viên: %s"), all, l->note);
        free(all);
        all = more;
    }
    dialog_message(p->base.app, TAG_TOLD, _("Tiêu chí và các mức"), all);
    free(all);
    return REACT_NONE;
}
