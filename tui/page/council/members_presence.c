/* SPDX-License-Identifier: MIT */
/* tui/page/council/members_presence.c - present, absent, left early, back again.
 *
 * Ballots that are already closed stand: who leaves early is absent only for the products he
 * has not scored, and a recusal is never touched. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/council/members.h"

enum { TAG_WHAT = 1, TAG_REASON };
enum what { HERE, ABSENT_ALL, ABSENT_REST };

/* Shows nothing of its own: the questions stand over the page below. */
struct presence_page {
    struct screen base;
    struct members all;
    const struct member *m;
    enum what what;
};

static void presence_draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

/* Whether a closed ballot of the member would fall out of the tally if he were absent. */
static bool has_closed(struct presence_page *p)
{
    struct seats seats;
    bool any = false;
    if (db_seats(model_of(p->base.app)->db, 0, p->m->id, &seats) == DB_OK)
        for (size_t i = 0; i < seats.n; i++)
            any = any || seats.v[i].ballot == BALLOT_CLOSED;
    seats_free(&seats);
    return any;
}

static enum react presence_finish(struct presence_page *p, const char *reason)
{
    struct app *app = p->base.app;
    int moved = 0;
    static const enum presence presence[] = {
        [HERE] = PRESENCE_HERE, [ABSENT_ALL] = PRESENCE_ABSENT, [ABSENT_REST] = PRESENCE_LEFT};
    enum db_rc rc = db_presence(model_of(app)->db, p->m->id, presence[p->what], reason,
                                ACTOR_SECRETARY, &moved);
    char *done = p->what == HERE         ? xasprintf(_("%s: có mặt."), p->m->name)
                 : p->what == ABSENT_ALL ? xasprintf(_("%s: vắng (%s)."), p->m->name, reason)
                                         : xasprintf(_("%s: vắng ở %d sản phẩm chưa chấm (%s)."),
                                                     p->m->name, moved, reason);
    enum react r = model_did(app, rc, done);
    free(done);
    return r | REACT_POP;
}

static void presence_ask_reason(struct presence_page *p)
{
    dialog_input(p->base.app, TAG_REASON,
                 &(struct dialog_input){
                     .title = p->what == ABSENT_ALL ? _("Lý do vắng") : _("Lý do về sớm"),
                     .text = _("Lý do được in trong biên bản, như: đi công tác, việc gia đình."),
                     .start = p->m->reason,
                     .required = true});
}

static enum react presence_answer(struct screen *s, const struct answer *a)
{
    struct presence_page *p = (struct presence_page *)s;
    if (!a->ok)
        return REACT_POP;
    if (a->tag == TAG_REASON)
        return presence_finish(p, a->text);
    if (a->tag != TAG_WHAT)
        return REACT_POP;
    p->what = (enum what)a->choice;
    if (p->what == ABSENT_ALL && has_closed(p)) {
        app_say(s->app, SAY_WARN,
                _("Đã có phiếu nộp của người này: chọn về sớm, phiếu đã nộp vẫn được tính."));
        return REACT_POP;
    }
    if (p->what == HERE)
        return presence_finish(p, "");
    presence_ask_reason(p);
    return REACT_DRAW;
}

static void presence_done(struct screen *s)
{
    members_free(&((struct presence_page *)s)->all);
}

static const struct screen_ops presence_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct presence_page),
    .overlay = true,
    .draw = presence_draw,
    .answer = presence_answer,
    .done = presence_done,
};

void page_presence_open(struct app *app, int member)
{
    struct presence_page *p = (struct presence_page *)screen_new(app, &presence_ops);
    if (db_members(model_of(app)->db, &p->all) == DB_OK)
        for (size_t i = 0; i < p->all.n; i++)
            if (p->all.v[i].id == member)
                p->m = &p->all.v[i];
    if (!p->m) {
        members_free(&p->all);
        free(p);
        return;
    }
    app_push(app, &p->base);
    const char *line[] = {
        [HERE] = _("Có mặt (hoặc đã trở lại)"),
        [ABSENT_ALL] = _("Vắng mặt cả phiên"),
        [ABSENT_REST] = _("Về sớm: vắng ở những sản phẩm chưa chấm"),
    };
    dialog_choice(app, TAG_WHAT, p->m->name,
                  _("Chỉ vắng ở một vài sản phẩm: ghi ở mục Sản phẩm, Enter, rồi phím 2."), line, 3,
                  p->m->present ? ABSENT_ALL : HERE);
}
