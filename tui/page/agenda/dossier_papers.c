/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/dossier_papers.c - samples and papers: ticking, last days, notes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/page/agenda/dossier.h"

static const struct evidence *paper(const struct dossier_page *p, int *item)
{
    *item = p->papers.selected + 1;
    return *item >= 1 && *item <= EVIDENCE_ITEMS ? &p->d->item[*item - 1] : NULL;
}

static enum react dossier_papers_put(struct dossier_page *p, int item, const struct evidence *e)
{
    enum db_rc rc =
        db_evidence_put(model_of(p->base.app)->db, p->product, item, e, ACTOR_SECRETARY);
    return model_did(p->base.app, rc, NULL);
}

static enum react set_state(struct dossier_page *p, enum evidence_state state)
{
    int item;
    const struct evidence *old = paper(p, &item);
    if (!old)
        return REACT_NONE;
    struct evidence e = *old;
    e.state = state;
    if (state != EVIDENCE_YES)
        e.expires = "";
    return dossier_papers_put(p, item, &e);
}

/* A digit says it at once and goes on to the next row. */
static enum react type_state(struct dossier_page *p, int digit)
{
    static const enum evidence_state states[] = {EVIDENCE_UNKNOWN, EVIDENCE_YES, EVIDENCE_NO,
                                                 EVIDENCE_UNNEEDED};
    if (!dossier_writable(p, ACT_DOSSIER_STATE))
        return REACT_DRAW;
    enum react r = set_state(p, states[digit]);
    struct key down = {.code = K_DOWN};
    list_key(&p->papers, &dossier_papers, p, &down);
    return r | REACT_DRAW;
}

static enum react turn_state(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    return e ? set_state(p, (enum evidence_state)((e->state + 1) % 4)) : REACT_NONE;
}

static const char *dossier_papers_check_date(const char *value)
{
    char iso[11];
    return !*value || field_date(value, iso) ? NULL : _("Không có ngày này. Gõ như 31/12/2027.");
}

static const char *check_samples(const char *value)
{
    return strlen(value) <= 3 ? NULL : _("Cần số từ 0 đến 999.");
}

static enum react ask_expires(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    char shown[11] = "";
    if (!e)
        return REACT_NONE;
    if (*e->expires)
        field_date_shown(e->expires, shown);
    dialog_input(p->base.app, TAG_EXPIRES,
                 &(struct dialog_input){.title = _(evidence_name(item)),
                                        .text = _("Ngày hết hạn, như 31/12/2027; để trống: không "
                                                  "có hạn. Ghi ngày là ghi có."),
                                        .start = shown,
                                        .kind = FIELD_DATE,
                                        .max = 10,
                                        .check = dossier_papers_check_date});
    return REACT_DRAW;
}

static enum react ask_text(struct dossier_page *p, int tag, const char *title, const char *start)
{
    dialog_input(p->base.app, tag, &(struct dialog_input){.title = title, .start = start});
    return REACT_DRAW;
}

static enum react ask_samples(struct dossier_page *p)
{
    char start[16] = "";
    if (p->d->samples >= 0)
        snprintf(start, sizeof start, "%d", p->d->samples);
    dialog_input(p->base.app, TAG_SAMPLES,
                 &(struct dialog_input){.title = _("Số sản phẩm mẫu đã nhận"),
                                        .text = _("Để trống: chưa ghi."),
                                        .start = start,
                                        .kind = FIELD_DIGITS,
                                        .max = 3,
                                        .check = check_samples});
    return REACT_DRAW;
}

/* A note or a last day is about a paper that was looked at. */
static enum react ask_note(struct dossier_page *p)
{
    int item;
    const struct evidence *e = paper(p, &item);
    if (!e)
        return REACT_NONE;
    if (e->state == EVIDENCE_UNKNOWN) {
        app_say(p->base.app, SAY_NOTE, _("Ghi tình trạng trước: 1 có, 2 không, 3 không cần."));
        return REACT_DRAW;
    }
    return ask_text(p, TAG_PAPER_NOTE, _(evidence_name(item)), e->note);
}

enum react dossier_papers_act(struct dossier_page *p, enum action a)
{
    switch (a) {
    case ACT_DOSSIER_TURN:
        return turn_state(p);
    case ACT_DOSSIER_NOTE:
        return ask_note(p);
    case ACT_DOSSIER_EXPIRES:
        return ask_expires(p);
    case ACT_DOSSIER_SAMPLES:
        return ask_samples(p);
    case ACT_DOSSIER_REMARK:
        return ask_text(p, TAG_NOTE, _("Ghi chú về hồ sơ"), p->d->note);
    default:
        return REACT_DEFAULT;
    }
}

enum react dossier_papers_key(struct dossier_page *p, const struct key *k)
{
    if (k->code == K_CHAR && k->ch >= '0' && k->ch <= '3')
        return type_state(p, (int)(k->ch - '0'));
    switch (list_key(&p->papers, &dossier_papers, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return dossier_writable(p, ACT_DOSSIER_TURN) ? turn_state(p) : REACT_DRAW;
    default:
        return REACT_NONE;
    }
}

enum react dossier_papers_answer(struct dossier_page *p, const struct answer *a)
{
    struct app *app = p->base.app;
    struct db *db = model_of(app)->db;
    char iso[11] = "";
    int item;
    const struct evidence *old = paper(p, &item);
    struct evidence e = old ? *old : (struct evidence){0};
    if (!p->d)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_SAMPLES:
        return model_did(app,
                         db_dossier_put(db, p->product, *a->text ? atoi(a->text) : -1, p->d->note,
                                        ACTOR_SECRETARY),
                         NULL);
    case TAG_NOTE:
        return model_did(
            app, db_dossier_put(db, p->product, p->d->samples, a->text, ACTOR_SECRETARY), NULL);
    case TAG_EXPIRES:
        if (*a->text && !field_date(a->text, iso))
            return REACT_DRAW;
        e.state = *iso ? EVIDENCE_YES : e.state;
        e.expires = iso;
        return old ? dossier_papers_put(p, item, &e) : REACT_DRAW;
    case TAG_PAPER_NOTE:
        e.note = a->text;
        return old ? dossier_papers_put(p, item, &e) : REACT_DRAW;
    default:
        return REACT_DRAW;
    }
}
