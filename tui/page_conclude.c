/* SPDX-License-Identifier: MIT */
/* tui/page_conclude.c - a conclusion of the council: choose, count the votes, say why, confirm. */
#include "tui/page_conclude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/dialog.h"
#include "tui/i18n.h"
#include "tui/official.h"
#include "tui/page.h"
#include "tui/page_agenda.h"

enum { TAG_KEEP = 1, TAG_DISCARD };

static bool find_who(struct conclude_page *p)
{
    struct members m;
    bool ok = db_members(model_of(p->base.app)->db, &m) == DB_OK;
    free(p->who);
    p->who = NULL;
    for (size_t i = 0; ok && i < m.n; i++)
        if (m.v[i].id == p->member)
            p->who = xstrdup(m.v[i].name);
    members_free(&m);
    if (!p->who)
        p->who = xstrdup("?");
    return ok;
}

/* The form is made anew from the record unless something was chosen and not yet kept. */
static bool load(struct screen *s)
{
    struct conclude_page *p = (struct conclude_page *)s;
    struct model *m = model_of(s->app);
    struct tally t;
    struct findings f;
    const char *why = "";
    if (!model_refresh(s->app))
        return false;
    if (p->ready && p->form.changed)
        return true;
    bool ok = db_tally(m->db, p->product, &t) == DB_OK && t.n == 1;
    ok = db_findings(m->db, p->product, &f) == DB_OK && ok && find_who(p);
    if (ok) {
        size_t at = p->ready ? p->form.at : 0;
        const struct result *r = &t.v[0];
        conclude_rows_free(p);
        free(p->title);
        p->title = product_label_text(r->no, m->products, r->name);
        p->set = *r->set ? db_criteria(m->db, r->set) : NULL;
        ok = conclude_rows(p, r, &f, &why);
        if (p->ready && at < p->n)
            p->form.at = at;
        if (!ok)
            app_say(s->app, SAY_NOTE, why);
        p->ready = true;
    }
    tally_free(&t);
    findings_free(&f);
    return ok;
}

static const char *kind_title(enum finding_kind kind)
{
    switch (kind) {
    case FINDING_KNOCKOUT:
        return _("LOẠI HỒ SƠ");
    case FINDING_FORWARD:
        return _("TRÌNH BỘ");
    case FINDING_SPREAD:
        return _("CHÊNH ĐIỂM");
    case FINDING_BALLOT:
        return _("PHIẾU CHƯA NỘP");
    default:
        return _("KẾT LUẬN");
    }
}

static void draw(const struct screen *s, struct canvas *c)
{
    const struct conclude_page *p = (const struct conclude_page *)s;
    model_title(s->app, c, kind_title(p->kind), p->title);
    int rows = canvas_wrap(c, 1, 0, c->cols, 3, STYLE_NORMAL, p->intro);
    canvas_hline(c, 1 + rows, 0, c->cols, STYLE_DIM);
    struct canvas body = canvas_sub(c, 2 + rows, 0, c->rows - 2 - rows, c->cols);
    form_draw(&p->form, &body);
}

/* By the majority of the ballots, row by row; a tie is for people to settle. */
static enum react by_majority(struct conclude_page *p)
{
    char ties[100] = "";
    size_t set = 0;
    for (size_t i = 0; i < p->n_gates; i++) {
        const struct conclude_gate *g = &p->gate[i];
        size_t len = strlen(ties);
        if (g->concluded || conclude_verdict(p, g->row) >= 0)
            continue;
        if (2 * g->yes == g->n) {
            snprintf(ties + len, sizeof ties - len, "%s%s", len ? ", " : "", g->criterion);
            continue;
        }
        form_set(&p->form, g->row, 2 * g->yes > g->n ? "yes" : "no");
        p->form.changed = true;
        set++;
    }
    if (*ties)
        app_sayf(p->base.app, SAY_WARN, _("Số phiếu bằng nhau, phải chọn tay: %s."), ties);
    else if (set)
        app_sayf(p->base.app, SAY_NOTE, P_("Đã chọn %zu dòng theo đa số; chưa ghi. F10: ghi.", set),
                 set);
    else
        app_say(p->base.app, SAY_NOTE, _("Không còn dòng nào chưa kết luận."));
    return REACT_DRAW;
}

static enum react ask(struct conclude_page *p)
{
    struct app *app = p->base.app;
    struct finding *v = xcalloc(p->n_gates + 1, sizeof *v);
    char *reason = NULL;
    const char *why = form_check(&p->form);
    size_t n = why ? 0 : conclude_findings(p, v, &reason);
    if (why) {
        app_say(app, SAY_WARN, why);
    } else if (n == 0) {
        app_say(app, SAY_WARN, _("Chưa chọn kết luận nào mới. ← → để chọn."));
    } else {
        char *text = conclude_summary(p, v, n);
        dialog_confirm(app, TAG_KEEP, _("Ghi kết luận này?"), text, false);
        free(text);
    }
    free(reason);
    free(v);
    return REACT_DRAW;
}

static enum react keep(struct conclude_page *p)
{
    struct app *app = p->base.app;
    struct finding *v = xcalloc(p->n_gates + 1, sizeof *v);
    char *reason = NULL;
    size_t n = conclude_findings(p, v, &reason);
    enum db_rc rc = db_conclude(model_of(app)->db, v, n, ACTOR_CHAIR);
    free(reason);
    free(v);
    if (rc == DB_OK)
        p->form.changed = false;
    enum react r = model_did(app, rc, _("Đã ghi kết luận của hội đồng."));
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react leave(struct conclude_page *p)
{
    if (!p->form.changed)
        return REACT_POP;
    dialog_confirm(p->base.app, TAG_DISCARD, _("Bỏ kết luận đang chọn?"),
                   _("Chưa ghi gì. Chọn Không để quay lại và bấm F10 ghi."), true);
    return REACT_DRAW;
}

/* The criterion of the row in hand. */
static enum react show_law(struct conclude_page *p)
{
    const struct crit_node *leaf = NULL;
    for (size_t i = 0; i < p->n_gates && p->set; i++)
        if (p->gate[i].row == p->form.at)
            leaf = crit_leaf(p->set, p->gate[i].criterion);
    if (leaf)
        return law_show(p->base.app, p->set->id, leaf);
    app_say(p->base.app, SAY_NOTE, _("Chọn dòng của một tiêu chí rồi bấm F9."));
    return REACT_DRAW;
}

static enum react act(struct screen *s, enum action a)
{
    struct conclude_page *p = (struct conclude_page *)s;
    switch (a) {
    case ACT_CONCLUDE_KEEP:
        return ask(p);
    case ACT_CONCLUDE_MOST:
        if (p->kind == FINDING_MINIMUM)
            return by_majority(p);
        app_say(s->app, SAY_NOTE, _("Chỉ dùng cho yêu cầu tối thiểu."));
        return REACT_DRAW;
    case ACT_CONCLUDE_LAW:
        return show_law(p);
    case ACT_BACK:
        return leave(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react key(struct screen *s, const struct key *k)
{
    struct conclude_page *p = (struct conclude_page *)s;
    size_t at = p->form.at;
    const char *id = at < p->form.n ? p->form.row[at].id : NULL;
    struct key as = *k;
    /* Votes are said and written as 7/9. */
    if (k->code == K_CHAR && k->ch == '/' && id && strcmp(id, "votes") == 0)
        as = (struct key){.code = K_TAB};
    switch (form_key(&p->form, &as)) {
    case FORM_IGNORED:
        return REACT_NONE;
    case FORM_SUBMIT:
        return ask(p);
    default:
        return REACT_DRAW;
    }
}

static bool typing(const struct screen *s)
{
    return form_typing(&((const struct conclude_page *)s)->form);
}

static unsigned holds(const struct screen *s)
{
    return model_holds(s->app, true);
}

static enum react answer(struct screen *s, const struct answer *a)
{
    if (!a->ok)
        return REACT_DRAW;
    return a->tag == TAG_KEEP      ? keep((struct conclude_page *)s)
           : a->tag == TAG_DISCARD ? REACT_POP
                                   : REACT_DRAW;
}

static void done(struct screen *s)
{
    struct conclude_page *p = (struct conclude_page *)s;
    conclude_rows_free(p);
    free(p->title);
    free(p->who);
}

static const struct screen_ops conclude_ops = {
    .scope = SCOPE_CONCLUDE,
    .size = sizeof(struct conclude_page),
    .load = load,
    .draw = draw,
    .holds = holds,
    .act = act,
    .key = key,
    .typing = typing,
    .answer = answer,
    .done = done,
};

void page_conclude_open(struct app *app, int product, enum finding_kind kind, const char *criterion,
                        int star, int member)
{
    if (kind == FINDING_POSTPONED || kind == FINDING_WITHDRAWN) {
        page_postpone_open(app, product);
        return;
    }
    struct conclude_page *p = (struct conclude_page *)screen_new(app, &conclude_ops);
    p->product = product;
    p->kind = kind;
    p->star = star;
    p->member = member;
    snprintf(p->criterion, sizeof p->criterion, "%s", criterion);
    app_push(app, &p->base);
}
