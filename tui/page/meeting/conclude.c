/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/conclude.c - a conclusion of the council: choose, count the votes, say why,
 * confirm. */
#include "tui/page/meeting/conclude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/page.h"

enum { TAG_KEEP = 1 };

/* A member who claims on his own ballot is not chosen again. */
static void settle_member(struct conclude_page *p)
{
    char id[16];
    if (p->kind != FINDING_CLAIM || !p->member)
        return;
    snprintf(id, sizeof id, "%d", p->member);
    form_assign(&p->base.form, "member", id);
    form_lock(&p->base.form, form_find(&p->base.form, "member"), true);
}

/* For the question: what the sentences above the form tell, and what stands. */
static bool conclude_shown(struct db *db, const void *arg, struct shown *out)
{
    const struct conclude_page *p = arg;
    bool knock = p->kind == FINDING_KNOCKOUT || p->kind == FINDING_CLAIM;
    struct tally t;
    struct seats seats;
    char *said = conclude_said(db, p->product, knock ? FINDING_KNOCKOUT : p->kind,
                               knock ? FINDING_CLAIM : p->kind);
    bool ok = db_tally(db, p->product, &t) == DB_OK && t.n && said;
    ok = db_seats(db, p->product, p->member, &seats) == DB_OK && ok;
    if (ok && p->kind == FINDING_SPREAD)
        out->more = xasprintf("%s%d %d %d", said, t.v[0].closed, t.v[0].max, t.v[0].min);
    else if (ok && p->kind == FINDING_BALLOT)
        out->more = xasprintf("%s%d", said, seats.n ? (int)seats.v[0].ballot : -1);
    else if (ok)
        out->more = xasprintf("%s%d %s", said, t.v[0].knocked_out, t.v[0].set);
    list_free(&t);
    list_free(&seats);
    free(said);
    return ok;
}

/* The form, made from the record.  *@why: there is nothing to conclude. */
static bool conclude_make(struct conclude_page *p, const char **why)
{
    struct app *app = p->base.screen.app;
    struct model *m = model_of(app);
    struct tally t;
    *why = NULL;
    if (!model_refresh(app))
        return false;
    conclude_rows_free(p);
    list_free(&p->findings);
    list_free(&p->members);
    bool ok = db_tally(m->db, p->product, &t) == DB_OK && t.n == 1;
    ok = db_findings(m->db, p->product, &p->findings) == DB_OK && ok;
    ok = db_members(m->db, &p->members) == DB_OK && ok;
    if (ok) {
        size_t at = p->ready ? p->base.form.at : 0;
        const struct result *r = &t.v[0];
        free(p->title);
        free(p->who);
        p->title = product_label_text(r->no, m->products, r->name);
        p->who = xstrdup(conclude_member(p, p->member));
        p->set = *r->set ? db_criteria(m->db, r->set) : NULL;
        *why = "";
        ok = conclude_rows(p, r, why);
        settle_member(p);
        if (p->ready && at < p->n)
            p->base.form.at = at;
        p->ready = true;
    }
    list_free(&t);
    return ok;
}

/* The form is made anew from the record unless something was chosen and not yet kept. */
static bool conclude_load(struct screen *s)
{
    struct conclude_page *p = (struct conclude_page *)s;
    if (p->ready && p->base.form.changed)
        return model_refresh(s->app);
    struct db *db = model_of(s->app)->db;
    const char *why = NULL;
    enum db_rc rc = db_read_begin(db);
    bool ok = rc == DB_OK && conclude_make(p, &why) &&
              question_ask(&p->question, s->app, conclude_shown, p);
    if (!ok && why)
        app_say(s->app, SAY_NOTE, why);
    return db_read_end(db, rc) == DB_OK && ok;
}

static const char *kind_title(enum finding_kind kind)
{
    switch (kind) {
    case FINDING_KNOCKOUT:
        return _("LOẠI HỒ SƠ");
    case FINDING_CLAIM:
        return _("ĐỀ NGHỊ LOẠI");
    case FINDING_SPREAD:
        return _("CHÊNH ĐIỂM");
    case FINDING_BALLOT:
        return _("PHIẾU CHƯA NỘP");
    default:
        return _("KẾT LUẬN");
    }
}

static void conclude_draw(const struct screen *s, struct canvas *c)
{
    const struct conclude_page *p = (const struct conclude_page *)s;
    model_title(s->app, c, kind_title(p->kind), p->title);
    int rows = canvas_wrap(c, 1, 0, c->cols, 3, STYLE_NORMAL, p->intro);
    canvas_hline(c, 1 + rows, 0, c->cols, STYLE_DIM);
    form_page_draw(&p->base, c, 2 + rows, 0);
}

static enum react conclude_ask(struct conclude_page *p)
{
    struct app *app = p->base.screen.app;
    struct finding f;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    if (conclude_findings(p, &f) == 0) {
        app_say(app, SAY_WARN, _("Chưa chọn kết luận nào mới. ← → để chọn."));
    } else {
        char *text = conclude_summary(p, &f);
        dialog_confirm(app, TAG_KEEP,
                       f.kind == FINDING_CLAIM ? _("Ghi đề nghị này?") : _("Ghi kết luận này?"),
                       text, false);
        free(text);
    }
    return REACT_DRAW;
}

static enum react conclude_keep(struct conclude_page *p)
{
    struct app *app = p->base.screen.app;
    struct finding f;
    size_t n = conclude_findings(p, &f);
    bool claim = n && f.kind == FINDING_CLAIM;
    question_expect(&p->question, app);
    enum db_rc rc = db_conclude(model_of(app)->db, &f, n, claim ? ACTOR_SECRETARY : ACTOR_CHAIR);
    if (rc == DB_OK)
        p->base.form.changed = false;
    bool changed = question_changed(&p->question, app, rc);
    enum react r = model_did(app, rc,
                             claim ? _("Đã ghi đề nghị; hội đồng kết luận loại hay không loại.")
                                   : _("Đã ghi kết luận của hội đồng."));
    if (changed) { /* choose again; votes and reason stay as typed */
        struct conclude_typed typed = conclude_typed(&p->base.form);
        p->base.form.changed = false;
        bool made = conclude_load(&p->base.screen);
        conclude_retype(made ? &p->base.form : NULL, &typed);
        return made ? r : r | REACT_POP;
    }
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react conclude_act(struct screen *s, enum action a)
{
    struct conclude_page *p = (struct conclude_page *)s;
    switch (a) {
    case ACT_CONCLUDE_KEEP:
        return conclude_ask(p);
    case ACT_BACK:
        return form_page_leave(&p->base);
    default:
        return REACT_DEFAULT;
    }
}

static enum react conclude_key(struct screen *s, const struct key *k)
{
    struct conclude_page *p = (struct conclude_page *)s;
    struct key as = conclude_slash(&p->base.form, k);
    switch (form_key(&p->base.form, &as)) {
    case FORM_IGNORED:
        return REACT_NONE;
    case FORM_SUBMIT:
        return conclude_ask(p);
    default:
        return REACT_DRAW;
    }
}

static enum react conclude_answer(struct screen *s, const struct answer *a)
{
    return a->tag == TAG_KEEP && a->ok ? conclude_keep((struct conclude_page *)s)
                                       : form_page_answer(s, a);
}

static void conclude_done(struct screen *s)
{
    struct conclude_page *p = (struct conclude_page *)s;
    question_free(&p->question);
    conclude_rows_free(p);
    list_free(&p->findings);
    list_free(&p->members);
    free(p->title);
    free(p->who);
}

static const struct screen_ops conclude_ops = {
    .scope = SCOPE_CONCLUDE,
    .size = sizeof(struct conclude_page),
    .load = conclude_load,
    .draw = conclude_draw,
    .holds = model_holds_row,
    .act = conclude_act,
    .key = conclude_key,
    .typing = form_page_typing,
    .answer = conclude_answer,
    .done = conclude_done,
};

void page_conclude_open(struct app *app, int product, enum finding_kind kind, const char *criterion,
                        int star, int member)
{
    if (kind == FINDING_POSTPONED || kind == FINDING_WITHDRAWN) {
        pages_of(app)->postpone(app, product);
        return;
    }
    if (kind == FINDING_MINIMUM || kind == FINDING_FORWARD) {
        pages_of(app)->gates(app, product, criterion, star);
        return;
    }
    struct conclude_page *p = (struct conclude_page *)screen_new(app, &conclude_ops);
    p->base.leave_title = N_("Bỏ kết luận đang chọn?");
    p->base.leave_text = N_("Chưa ghi gì. Chọn Không để quay lại và bấm {FORM_KEEP} ghi.");
    p->product = product;
    p->kind = kind;
    p->member = member;
    snprintf(p->criterion, sizeof p->criterion, "%s", criterion);
    app_push(app, &p->base.screen);
}
