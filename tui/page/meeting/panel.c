/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/panel.c - who scores one product, and the way to each ballot. */
#include "tui/page/meeting/panel.h"

#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

enum { TAG_STATE = 1, TAG_REOPEN };

static const struct panel_row *panel_chosen(const struct panel_page *p)
{
    return p->list.selected >= 0 && p->list.selected < p->n ? &p->row[p->list.selected] : NULL;
}

/* ---- reading ---- */

static void panel_forget(struct panel_page *p)
{
    products_free(&p->products);
    members_free(&p->members);
    seats_free(&p->seats);
    tally_free(&p->tally);
    free(p->row);
    p->row = NULL;
    p->p = NULL;
    p->n = 0;
}

static bool read_lists(struct panel_page *p)
{
    struct db *db = model_of(p->base.app)->db;
    return db_products(db, &p->products) == DB_OK && db_members(db, &p->members) == DB_OK &&
           db_seats(db, p->product, 0, &p->seats) == DB_OK &&
           db_tally(db, p->product, &p->tally) == DB_OK;
}

/* Guests and advisers have no part in it unless they score. */
static void join_rows(struct panel_page *p)
{
    p->row = xcalloc(p->seats.n + 1, sizeof *p->row);
    for (size_t i = 0; i < p->seats.n; i++) {
        const struct seat *s = &p->seats.v[i];
        for (size_t k = 0; k < p->members.n; k++) {
            const struct member *m = &p->members.v[k];
            bool sits = m->scoring || (m->role != ROLE_ADVISER && m->role != ROLE_OBSERVER);
            if (m->id == s->member && sits)
                p->row[p->n++] = (struct panel_row){m, s};
        }
    }
}

static int first_row(const struct panel_page *p)
{
    for (int i = 0; i < p->n; i++)
        if (p->member ? p->row[i].m->id == p->member
                      : p->row[i].s->expected && p->row[i].s->ballot != BALLOT_CLOSED)
            return i;
    return 0;
}

static bool panel_load(struct screen *s)
{
    struct panel_page *p = (struct panel_page *)s;
    if (!model_refresh(s->app))
        return false;
    panel_forget(p);
    if (!read_lists(p)) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    model_of(s->app)->products = (int)p->products.n;
    for (size_t i = 0; i < p->products.n; i++)
        if (p->products.v[i].id == p->product)
            p->p = &p->products.v[i];
    if (!p->p)
        return false;
    join_rows(p);
    if (!p->placed && p->n)
        list_select(&p->list, &panel_lines, p, first_row(p));
    p->placed = p->placed || p->n > 0;
    list_fix(&p->list, &panel_lines, p);
    return true;
}

static unsigned panel_holds(const struct screen *s)
{
    return model_holds(s->app, panel_chosen((const struct panel_page *)s) != NULL);
}

/* ---- acting ---- */

static bool admits_written(const struct app *app)
{
    const struct model *m = model_of(app);
    const char *rule = db_setting(m->db, "absent.ballots");
    return m->session.written || (rule && strcmp(rule, "counted") == 0);
}

static enum react panel_put(struct panel_page *p, enum panel_state state, const char *reason)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    enum db_rc rc =
        db_panel_put(model_of(app)->db, p->product, r->m->id, state, reason, ACTOR_SECRETARY);
    char *done = xasprintf("%s: %s.", r->m->name, panel_name(state));
    enum react react = model_did(app, rc, done);
    free(done);
    if (rc == DB_OK && state == PANEL_WRITTEN && !admits_written(app))
        app_say(app, SAY_WARN,
                _("Đã ghi, nhưng quy định không tính phiếu gửi của người vắng (mục Thiết lập)."));
    return react;
}

static void panel_ask(struct app *app, int tag, const char *title, const char *text,
                      const char *start)
{
    dialog_input(
        app, tag,
        &(struct dialog_input){.title = title, .text = text, .start = start, .required = true});
}

static enum react change(struct panel_page *p, enum panel_state state)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    bool same = r->s->panel == state;
    if (r->s->ballot == BALLOT_CLOSED && !same && state != PANEL_SCORES) {
        app_say(app, SAY_WARN, _("Phiếu của người này đã nộp: mở lại phiếu (F7) trước khi đổi."));
        return REACT_DRAW;
    }
    if (same && (state == PANEL_SCORES || state == PANEL_WRITTEN)) {
        app_sayf(app, SAY_NOTE, _("Vẫn như cũ: %s, %s."), r->m->name, panel_name(state));
        return REACT_DRAW;
    }
    p->wanted = state;
    if (state == PANEL_ABSENT)
        panel_ask(app, TAG_STATE, r->m->name, _("Lý do vắng ở sản phẩm này, như: đi họp, về sớm."),
                  r->s->reason);
    else if (state == PANEL_RECUSED)
        panel_ask(app, TAG_STATE, r->m->name,
                  _("Lý do không tham gia chấm, như: có liên quan đến chủ thể. In vào biên bản."),
                  r->s->reason);
    else
        return panel_put(p, state, "");
    return REACT_DRAW;
}

static enum react open_ballot(struct panel_page *p)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    if (r->s->ballot == BALLOT_NONE && !*p->p->set)
        app_say(app, SAY_WARN, _("Sản phẩm chưa có bộ: về danh sách (Esc), bấm F6 để cho bộ."));
    else if (r->s->ballot == BALLOT_NONE && !p->p->set_known)
        app_say(app, SAY_WARN,
                _("Bộ này chưa có tiêu chí trong chương trình: hoãn sản phẩm (Esc, F8)."));
    else if (r->s->ballot == BALLOT_NONE && !r->m->scoring)
        app_sayf(app, SAY_WARN, _("%s không chấm điểm (mục Thành viên, F6)."), r->m->name);
    else if (r->s->ballot == BALLOT_NONE && !r->s->expected)
        app_say(app, SAY_WARN,
                r->s->panel == PANEL_WRITTEN
                    ? _("Quy định không tính phiếu gửi của người vắng (mục Thiết lập).")
                    : _("Người này vắng hoặc không chấm nên không có phiếu. Bấm 1 nếu có chấm."));
    else
        page_ballot_open(app, p->product, r->m->id);
    return REACT_DRAW;
}

static enum react panel_reopen(struct panel_page *p)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    if (r->s->ballot != BALLOT_CLOSED)
        app_say(app, SAY_NOTE, _("Phiếu này chưa nộp, không cần mở lại."));
    else
        panel_ask(app, TAG_REOPEN, _("Lý do mở lại phiếu"), _("Như: nhập nhầm so với phiếu giấy."),
                  "");
    return REACT_DRAW;
}

static enum react panel_answer(struct screen *s, const struct answer *a)
{
    struct panel_page *p = (struct panel_page *)s;
    const struct panel_row *r = panel_chosen(p);
    if (!a->ok || !r)
        return REACT_DRAW;
    if (a->tag == TAG_STATE)
        return panel_put(p, p->wanted, a->text);
    if (a->tag == TAG_REOPEN)
        return model_did(
            s->app,
            db_ballot_reopen(model_of(s->app)->db, p->product, r->m->id, a->text, ACTOR_SECRETARY),
            _("Đã mở lại phiếu."));
    return REACT_DRAW;
}

/* The product @step places further on the agenda. */
static enum react panel_turn(struct panel_page *p, int step)
{
    int at = (int)(p->p - p->products.v) + step;
    if (at < 0 || at >= (int)p->products.n) {
        app_say(p->base.app, SAY_NOTE,
                step < 0 ? _("Đây là sản phẩm đầu tiên.") : _("Đây là sản phẩm cuối cùng."));
        return REACT_DRAW;
    }
    page_panel_open(p->base.app, p->products.v[at].id, 0);
    return REACT_POP;
}

static enum react panel_act(struct screen *s, enum action a)
{
    struct panel_page *p = (struct panel_page *)s;
    switch (a) {
    case ACT_PANEL_SCORES:
        return change(p, PANEL_SCORES);
    case ACT_PANEL_ABSENT:
        return change(p, PANEL_ABSENT);
    case ACT_PANEL_RECUSED:
        return change(p, PANEL_RECUSED);
    case ACT_PANEL_WRITTEN:
        return change(p, PANEL_WRITTEN);
    case ACT_PANEL_BALLOT:
        return open_ballot(p);
    case ACT_PANEL_REOPEN:
        return panel_reopen(p);
    case ACT_PANEL_NEXT:
        return panel_turn(p, 1);
    case ACT_PANEL_PREV:
        return panel_turn(p, -1);
    default:
        return REACT_DEFAULT;
    }
}

static enum react panel_key(struct screen *s, const struct key *k)
{
    struct panel_page *p = (struct panel_page *)s;
    switch (list_key(&p->list, &panel_lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return open_ballot(p);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static void panel_done(struct screen *s)
{
    panel_forget((struct panel_page *)s);
}

static const struct screen_ops panel_ops = {
    .scope = SCOPE_PANEL,
    .size = sizeof(struct panel_page),
    .load = panel_load,
    .draw = panel_draw,
    .holds = panel_holds,
    .act = panel_act,
    .key = panel_key,
    .answer = panel_answer,
    .done = panel_done,
};

void page_panel_open(struct app *app, int product, int member)
{
    struct panel_page *p = (struct panel_page *)screen_new(app, &panel_ops);
    p->product = product;
    p->member = member;
    app_push(app, &p->base);
}
