/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/gates.c - the council concludes on minimums: reading, drawing, keys. */
#include "tui/page/meeting/gates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/official.h"
#include "tui/page/meeting/conclude.h"
#include "tui/page/page.h"
#include "tui/words/gate_names.h"
#include "tui/words/outcome.h"

enum { TAG_KEEP = 1, TAG_NAMES, TAG_VOTES, TAG_REASON };

static struct asked *gates_at(struct gates_page *p)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].row == p->base.form.at)
            return &p->asked[i];
    app_say(p->base.screen.app, SAY_NOTE, _("Chọn dòng của một tiêu chí trước."));
    return NULL;
}

static enum react gates_ask_names(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    return a ? gate_names_ask(p->base.screen.app, TAG_NAMES, a->criterion, a->points) : REACT_DRAW;
}

static enum react gates_show_names(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    return a ? gate_names_show(p->base.screen.app, p->product, a->hi, a->criterion) : REACT_DRAW;
}

/* ---- one row's own votes and reason ---- */

static enum react gates_ask_votes(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    if (!a)
        return REACT_DRAW;
    char start[32] = "";
    if (a->of)
        snprintf(start, sizeof start, "%d/%d", a->votes, a->of);
    char *title = xasprintf(_("Biểu quyết riêng cho %s"), a->criterion);
    p->own = a->row;
    dialog_input(p->base.screen.app, TAG_VOTES,
                 &(struct dialog_input){.title = title,
                                        .text = _("Gõ như 7/9. Để trống: dùng số chung."),
                                        .start = start,
                                        .kind = FIELD_SHARE,
                                        .max = 9,
                                        .check = conclude_votes_check});
    free(title);
    return REACT_DRAW;
}

static struct asked *owner(struct gates_page *p)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].row == p->own)
            return &p->asked[i];
    return NULL;
}

static enum react gates_take_votes(struct gates_page *p, const char *text)
{
    struct asked *a = owner(p);
    if (!a)
        return REACT_DRAW;
    a->votes = a->of = 0;
    if (*text && sscanf(text, "%4d/%4d", &a->votes, &a->of) != 2)
        a->votes = a->of = 0;
    p->base.form.changed = true;
    char *title = xasprintf(_("Lý do riêng cho %s"), a->criterion);
    dialog_input(p->base.screen.app, TAG_REASON,
                 &(struct dialog_input){.title = title,
                                        .text = _("Để trống: dùng lý do chung."),
                                        .start = a->reason ? a->reason : ""});
    free(title);
    return REACT_DRAW;
}

static enum react gates_take_reason(struct gates_page *p, const char *text)
{
    struct asked *a = owner(p);
    if (!a)
        return REACT_DRAW;
    char *copy = *text ? xstrdup(text) : NULL;
    free(a->reason);
    a->reason = copy;
    p->base.form.changed = true;
    app_sayf(p->base.screen.app, SAY_NOTE,
             copy || a->of ? _("%s có biểu quyết hoặc lý do riêng; chưa ghi.")
                           : _("%s dùng biểu quyết và lý do chung."),
             a->criterion);
    return REACT_DRAW;
}

/* ---- reading ---- */

static bool gates_read_all(struct gates_page *p)
{
    struct db *db = model_of(p->base.screen.app)->db;
    bool ok = db_tally(db, p->product, &p->tally) == DB_OK && p->tally.n == 1;
    ok = db_findings(db, p->product, &p->findings) == DB_OK && ok;
    ok = db_assessments(db, p->product, &p->given) == DB_OK && ok;
    p->r = ok ? &p->tally.v[0] : NULL;
    p->set = ok && *p->r->set ? db_criteria(db, p->r->set) : NULL;
    return ok;
}

static void gates_free(struct gates_page *p)
{
    form_free(&p->base.form);
    for (size_t i = 0; i < p->n_text; i++)
        free(p->text[i]);
    for (size_t i = 0; i < p->n_asked; i++)
        free(p->asked[i].reason);
    free(p->text);
    free(p->line);
    free(p->asked);
    free(p->basis);
    free(p->depends);
    free(p->title);
    free(p->live);
    p->text = NULL;
    p->line = NULL;
    p->asked = NULL;
    p->basis = p->depends = p->title = p->live = NULL;
    p->n = p->n_text = p->n_asked = 0;
    list_free(&p->tally);
    list_free(&p->findings);
    list_free(&p->given);
}

/* For the question: what the ballots say of each level, the points, and what stands. */
static bool gates_shown(struct db *db, const void *arg, struct shown *out)
{
    const struct gates_page *p = arg;
    struct tally t;
    char *text = conclude_said(db, p->product, FINDING_MINIMUM, FINDING_FORWARD);
    bool ok = db_tally(db, p->product, &t) == DB_OK && t.n && text;
    for (int k = 0; ok && k < 3; k++) {
        const struct entry *e = &t.v[0].entry[k];
        for (size_t i = 0; i < e->n; i++) {
            char *more = xasprintf("%s%d %s %d %d %d\n", text, k, e->gate[i].criterion,
                                   e->gate[i].points, e->gate[i].yes, e->gate[i].n);
            free(text);
            text = more;
        }
    }
    if (ok)
        out->more = xasprintf("%s%d/%d", text, t.v[0].sum, t.v[0].closed);
    list_free(&t);
    free(text);
    return ok;
}

/* The form, made from the record.  *@any: something is asked. */
static bool gates_make(struct gates_page *p, bool *any)
{
    struct app *app = p->base.screen.app;
    struct model *m = model_of(app);
    if (!model_refresh(app))
        return false;
    size_t at = p->base.form.at;
    gates_free(p);
    if (!gates_read_all(p))
        return false;
    p->title = product_label_text(p->r->no, m->products, p->r->name);
    p->depends = depends_text(p->r, m->rules.minimum_missed == MINIMUM_MISSED_FAIL,
                              p->r->forward != MET_UNKNOWN);
    *any = gates_rows(p);
    if (p->ready && at < p->n)
        p->base.form.at = at;
    p->ready = true;
    p->forward = false;
    if (*any)
        gates_live(p);
    return true;
}

/* The form is made anew from the record unless something was chosen and not yet kept. */
static bool gates_load(struct screen *s)
{
    struct gates_page *p = (struct gates_page *)s;
    bool any = false;
    if (p->ready && p->base.form.changed)
        return model_refresh(s->app);
    struct db *db = model_of(s->app)->db;
    enum db_rc rc = db_read_begin(db);
    bool ok =
        rc == DB_OK && gates_make(p, &any) && question_ask(&p->question, s->app, gates_shown, p);
    if (db_read_end(db, rc) != DB_OK || !ok)
        return false;
    if (!any)
        app_say(s->app, SAY_NOTE, _("Không có yêu cầu tối thiểu nào cần kết luận."));
    return any;
}

static void gates_draw(const struct screen *s, struct canvas *c)
{
    const struct gates_page *p = (const struct gates_page *)s;
    model_title(s->app, c, p->n_asked ? _("KẾT LUẬN") : _("TRÌNH BỘ"), p->title);
    canvas_text(c, 1, 0, -1, STYLE_NORMAL,
                p->depends ? p->depends
                           : _("Các kết luận đã ghi: sửa được, bản cũ còn ở nhật ký."));
    int col = canvas_text(c, 2, 0, -1, STYLE_NORMAL, _("Theo lựa chọn này:")) + 1;
    canvas_text(c, 2, col, -1, p->live_open ? STYLE_WARN : STYLE_GOOD, p->live);
    canvas_text(c, 3, 0, -1, STYLE_DIM,
                _("{GATES_YES} cả đạt  {GATES_NO} cả không  {GATES_MOST} theo đa số  {GATES_OWN} "
                  "riêng từng dòng  {GATES_NAMES} ai đạt, ai không"));
    form_page_draw(&p->base, c, 4, 0);
}

/* ---- choosing ---- */

static bool untouched(const struct gates_page *p, const struct asked *a)
{
    return !a->concluded && gates_verdict(p, a->row) < 0;
}

/* Every row that is not concluded the same. */
static enum react all_same(struct gates_page *p, bool yes)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_asked; i++)
        if (!p->asked[i].concluded) {
            form_set(&p->base.form, p->asked[i].row, yes ? "yes" : "no");
            n++;
        }
    p->base.form.changed = p->base.form.changed || n;
    gates_live(p);
    if (n)
        app_sayf(p->base.screen.app, SAY_NOTE,
                 P_("Đã chọn %zu dòng; chưa ghi. {GATES_KEEP}: ghi.", n), n);
    else
        app_say(p->base.screen.app, SAY_NOTE, _("Không còn dòng nào chưa kết luận."));
    return REACT_DRAW;
}

/* By the majority of the ballots, row by row; a tie is for people to settle. */
static enum react by_majority(struct gates_page *p)
{
    char *ties = xstrdup("");
    size_t n = 0;
    for (size_t i = 0; i < p->n_asked; i++) {
        const struct asked *a = &p->asked[i];
        if (!untouched(p, a))
            continue;
        if (2 * a->yes == a->n) {
            char *more = xasprintf("%s%s%s", ties, *ties ? ", " : "", a->criterion);
            free(ties);
            ties = more;
            continue;
        }
        form_set(&p->base.form, a->row, 2 * a->yes > a->n ? "yes" : "no");
        p->base.form.changed = true;
        n++;
    }
    gates_live(p);
    if (*ties)
        app_sayf(p->base.screen.app, SAY_WARN, _("Số phiếu bằng nhau, phải chọn tay: %s."), ties);
    else if (n)
        app_sayf(p->base.screen.app, SAY_NOTE,
                 P_("Đã chọn %zu dòng theo đa số; chưa ghi. {GATES_KEEP}: ghi.", n), n);
    else
        app_say(p->base.screen.app, SAY_NOTE, _("Không còn dòng nào chưa kết luận."));
    free(ties);
    return REACT_DRAW;
}

/* ---- keeping ---- */

static enum react gates_ask(struct gates_page *p)
{
    struct app *app = p->base.screen.app;
    gates_live(p);
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    struct finding *v = xcalloc(p->n_asked + 1, sizeof *v);
    size_t n = gates_findings(p, v);
    if (n == 0) {
        app_say(app, SAY_WARN, _("Chưa chọn kết luận nào mới. ← → để chọn."));
    } else {
        char *text = gates_summary(p, v, n);
        dialog_confirm(app, TAG_KEEP, _("Ghi kết luận này?"), text, false);
        free(text);
    }
    free(v);
    return REACT_DRAW;
}

static enum react gates_keep(struct gates_page *p)
{
    struct app *app = p->base.screen.app;
    struct finding *v = xcalloc(p->n_asked + 1, sizeof *v);
    size_t n = gates_findings(p, v);
    question_expect(&p->question, app);
    enum db_rc rc = db_conclude(model_of(app)->db, v, n, ACTOR_CHAIR);
    free(v);
    if (rc == DB_OK)
        p->base.form.changed = false;
    bool changed = question_changed(&p->question, app, rc);
    enum react r = model_did(app, rc, _("Đã ghi kết luận của hội đồng."));
    if (changed) { /* choose again; votes and reason stay as typed */
        struct conclude_typed typed = conclude_typed(&p->base.form);
        p->base.form.changed = false;
        bool made = gates_load(&p->base.screen);
        conclude_retype(made ? &p->base.form : NULL, &typed);
        return made ? r : r | REACT_POP;
    }
    return rc == DB_OK ? r | REACT_POP : r;
}

/* ---- keys ---- */

static enum react show_law(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    const struct crit_node *leaf = a && p->set ? crit_leaf(p->set, a->criterion) : NULL;
    return leaf ? law_show(p->base.screen.app, p->set->id, leaf) : REACT_DRAW;
}

static enum react gates_act(struct screen *s, enum action a)
{
    struct gates_page *p = (struct gates_page *)s;
    switch (a) {
    case ACT_GATES_KEEP:
        return gates_ask(p);
    case ACT_GATES_YES:
        return all_same(p, true);
    case ACT_GATES_NO:
        return all_same(p, false);
    case ACT_GATES_MOST:
        return by_majority(p);
    case ACT_GATES_OWN:
        return gates_ask_votes(p);
    case ACT_GATES_NAMES:
        return gates_ask_names(p);
    case ACT_GATES_LAW:
        return show_law(p);
    case ACT_BACK:
        return form_page_leave(&p->base);
    default:
        return REACT_DEFAULT;
    }
}

static enum react gates_key(struct screen *s, const struct key *k)
{
    struct gates_page *p = (struct gates_page *)s;
    struct key as = conclude_slash(&p->base.form, k);
    switch (form_key(&p->base.form, &as)) {
    case FORM_IGNORED:
        return REACT_NONE;
    case FORM_SUBMIT:
        return gates_ask(p);
    case FORM_CHANGED:
        gates_live(p);
        return REACT_DRAW;
    default:
        return REACT_DRAW;
    }
}

static enum react gates_answer(struct screen *s, const struct answer *a)
{
    struct gates_page *p = (struct gates_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_KEEP:
        return gates_keep(p);
    case TAG_NAMES:
        return gates_show_names(p);
    case TAG_VOTES:
        return gates_take_votes(p, a->text);
    case TAG_REASON:
        return gates_take_reason(p, a->text);
    default:
        return form_page_answer(s, a);
    }
}

static void gates_done(struct screen *s)
{
    question_free(&((struct gates_page *)s)->question);
    gates_free((struct gates_page *)s);
}

static const struct screen_ops gates_ops = {
    .scope = SCOPE_GATES,
    .size = sizeof(struct gates_page),
    .load = gates_load,
    .draw = gates_draw,
    .holds = model_holds_row,
    .act = gates_act,
    .key = gates_key,
    .typing = form_page_typing,
    .answer = gates_answer,
    .done = gates_done,
};

void page_gates_open(struct app *app, int product, const char *criterion, int star)
{
    struct gates_page *p = (struct gates_page *)screen_new(app, &gates_ops);
    p->base.leave_title = N_("Bỏ kết luận đang chọn?");
    p->base.leave_text = N_("Chưa ghi gì. Chọn Không để quay lại và bấm {FORM_KEEP} ghi.");
    p->product = product;
    p->star = star;
    snprintf(p->criterion, sizeof p->criterion, "%s", criterion);
    app_push(app, &p->base.screen);
}
