/* SPDX-License-Identifier: MIT */
/* tui/page_agenda_state.c - a product is put off, withdrawn, or back on the agenda. */
#include <stdlib.h>

#include "db/text.h"
#include "tui/dialog.h"
#include "tui/i18n.h"
#include "tui/model.h"
#include "tui/page_agenda.h"

enum { TAG_WHAT = 1, TAG_REASON, CHOICES = 2 };

/* Shows nothing of its own: the questions stand over the page below. */
struct state_page {
    struct screen base;
    int product;
    char *name;
    struct {
        enum finding_kind kind;
        bool verdict;
    } choice[CHOICES];
    int chosen;
};

static void draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

static enum react conclude(struct state_page *p, const char *reason)
{
    struct app *app = p->base.app;
    struct finding f = {.product = p->product,
                        .kind = p->choice[p->chosen].kind,
                        .criterion = "",
                        .verdict = p->choice[p->chosen].verdict,
                        .reason = reason};
    enum db_rc rc = db_conclude(model_of(app)->db, &f, 1, ACTOR_CHAIR);
    char *done = !f.verdict ? xasprintf(_("Đưa lại vào phiên: %s."), p->name)
                 : f.kind == FINDING_POSTPONED ? xasprintf(_("Đã hoãn: %s."), p->name)
                                               : xasprintf(_("Đã ghi rút hồ sơ: %s."), p->name);
    enum react r = model_did(app, rc, done);
    free(done);
    return r | REACT_POP;
}

static enum react answer(struct screen *s, const struct answer *a)
{
    struct state_page *p = (struct state_page *)s;
    if (!a->ok)
        return REACT_POP;
    if (a->tag == TAG_REASON)
        return conclude(p, a->text);
    if (a->tag != TAG_WHAT)
        return REACT_POP;
    p->chosen = a->choice;
    dialog_input(s->app, TAG_REASON,
                 &(struct dialog_input){.title = p->name,
                                        .text = _("Lý do, được in trong biên bản."),
                                        .required = true});
    return REACT_DRAW;
}

static void done(struct screen *s)
{
    free(((struct state_page *)s)->name);
}

static const struct screen_ops state_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct state_page),
    .overlay = true,
    .draw = draw,
    .answer = answer,
    .done = done,
};

static void ask(struct state_page *p, const struct product *v)
{
    const char *line[CHOICES] = {
        v->postponed ? _("Bỏ hoãn: xét lại trong phiên này")
                     : _("Hoãn sang đợt khác (hoặc đề nghị bổ sung hồ sơ)"),
        v->withdrawn ? _("Bỏ ghi rút: xét lại trong phiên này") : _("Chủ thể rút hồ sơ"),
    };
    p->product = v->id;
    p->name = xstrdup(v->name);
    p->choice[0].kind = FINDING_POSTPONED;
    p->choice[0].verdict = !v->postponed;
    p->choice[1].kind = FINDING_WITHDRAWN;
    p->choice[1].verdict = !v->withdrawn;
    app_push(p->base.app, &p->base);
    dialog_choice(
        p->base.app, TAG_WHAT, p->name,
        _("Sản phẩm hoãn hoặc rút không có kết quả trong phiên này; phiếu đã nhập vẫn lưu."), line,
        CHOICES, v->withdrawn ? 1 : 0);
}

void page_postpone_open(struct app *app, int product)
{
    struct products all;
    const struct product *v = NULL;
    if (db_products(model_of(app)->db, &all) == DB_OK)
        for (size_t i = 0; i < all.n; i++)
            if (all.v[i].id == product)
                v = &all.v[i];
    if (v)
        ask((struct state_page *)screen_new(app, &state_ops), v);
    products_free(&all);
}
