/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/panel.c - who scores one product, and the way to each ballot. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/question.h"

/* One row: a member of the council and the standing for this product. */
struct panel_row {
    const struct member *m;
    const struct seat *s;
};

struct panel_page {
    struct screen base;
    int product, member; /* ids; member: the row to stand on, 0: the first to be done */
    struct products products;
    const struct product *p;
    struct members members;
    struct seats seats;
    struct tally tally; /* of the product: presence and quorum */
    struct panel_row *row;
    int n;
    struct list list;
    bool placed; /* the first row has been chosen */
    /* While a reason is asked: */
    struct question q;
    int who; /* member's id */
    enum panel_state wanted;
};

static int panel_count(const void *data)
{
    return ((const struct panel_page *)data)->n;
}

enum { NAME_COL = 5, BALLOT_COLS = 16, WIDE = 110 };

/* Columns of a row: the member has more of it where there is more. */
struct columns {
    int name_cols, state, state_cols, ballot;
};
static struct columns panel_columns(const struct canvas *c)
{
    int cols = row_columns(c);
    struct columns k = {.name_cols = cols >= WIDE ? 52 : 27, .ballot = cols - BALLOT_COLS};
    k.state = NAME_COL + k.name_cols;
    k.state_cols = k.ballot - k.state;
    return k;
}

/* Never the points: this page may stand on a screen the council sees. */
static void draw_ballot(const struct panel_row *r, struct canvas *c, int col)
{
    const struct seat *s = r->s;
    if (s->ballot == BALLOT_CLOSED)
        canvas_text(c, 0, col, BALLOT_COLS - 1, s->counted ? STYLE_GOOD : STYLE_WARN,
                    s->counted ? ballot_name(s->ballot) : _("nộp, không tính"));
    else if (s->ignored)
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_DIM, _("bỏ qua"));
    else if (s->ballot == BALLOT_OPEN)
        canvas_printf(c, 0, col, BALLOT_COLS - 1, STYLE_WARN, _("dở %d/%d"), s->marks, s->criteria);
    else if (s->expected)
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_NORMAL, ballot_name(s->ballot));
    else
        canvas_text(c, 0, col, BALLOT_COLS - 1, STYLE_DIM, "-");
}

static const char *panel_state_name(const struct panel_row *r)
{
    return r->s->panel == PANEL_SCORES && !r->m->scoring ? _("không chấm điểm")
                                                         : panel_name(r->s->panel);
}

static void draw_state(const struct panel_row *r, struct canvas *c, const struct columns *k)
{
    const struct seat *s = r->s;
    enum style style = s->panel != PANEL_SCORES ? STYLE_WARN
                       : r->m->scoring          ? STYLE_NORMAL
                                                : STYLE_DIM;
    if (*s->reason && s->panel != PANEL_SCORES)
        canvas_printf(c, 0, k->state, k->state_cols - 1, style, "%s: %s", panel_state_name(r),
                      s->reason);
    else
        canvas_text(c, 0, k->state, k->state_cols - 1, style, panel_state_name(r));
}

static void panel_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct panel_row *r = &((const struct panel_page *)data)->row[i];
    struct columns k = panel_columns(c);
    (void)selected;
    canvas_printf(c, 0, 0, 4, STYLE_NORMAL, "%4d", r->m->no);
    char *label = row_columns(c) >= WIDE ? member_label(r->m) : xstrdup(r->m->name);
    canvas_text(c, 0, NAME_COL, k.name_cols - 1, STYLE_NORMAL, label);
    free(label);
    draw_state(r, c, &k);
    draw_ballot(r, c, k.ballot);
}

static const struct list_ops panel_lines = {.count = panel_count, .row = panel_row};

/* The chosen member in full, as the row may have cut it. */
static void panel_draw_chosen(const struct panel_page *p, struct canvas *c, int row_no)
{
    if (p->list.selected < 0 || p->list.selected >= p->n)
        return;
    const struct panel_row *r = &p->row[p->list.selected];
    char *label = member_label(r->m);
    bool why = *r->s->reason && r->s->panel != PANEL_SCORES;
    char *all =
        xasprintf(why ? "%s · %s: %s" : "%s · %s", label, panel_state_name(r), r->s->reason);
    canvas_wrap(c, row_no, 0, -1, 2, STYLE_NORMAL, all);
    free(all);
    free(label);
}

static void panel_draw_foot(const struct panel_page *p, struct canvas *c)
{
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    panel_draw_chosen(p, c, 1);
    const struct result *r = p->tally.n ? &p->tally.v[0] : NULL;
    if (r && r->needed)
        canvas_printf(c, 3, 0, -1, r->quorum ? STYLE_NORMAL : STYLE_WARN,
                      r->quorum ? _("Có mặt %d/%d, cần %d: hợp lệ")
                                : _("Có mặt %d/%d, cần %d và có người chủ trì: CHƯA hợp lệ"),
                      r->present, r->base, r->needed);
    if (r && r->stopped)
        canvas_printf(c, 4, 0, -1, STYLE_WARN, _("ĐÃ DỪNG ĐÁNH GIÁ ở %s: %s"), r->stop_criterion,
                      r->stop_ground);
    else
        canvas_text(c, 4, 0, -1, STYLE_DIM,
                    _("← → sản phẩm trước, sau. Về sớm hoặc vắng cả phiên: ghi ở mục Thành viên."));
}

static void panel_draw(const struct screen *s, struct canvas *c)
{
    const struct panel_page *p = (const struct panel_page *)s;
    char *name = product_label_text(p->p->no, model_of(s->app)->products, p->p->name);
    char *set = set_label(p->p);
    model_title(s->app, c, _("NGƯỜI CHẤM"), name);
    canvas_printf(c, 1, 0, -1, p->p->set_known ? STYLE_NORMAL : STYLE_WARN,
                  _("Phiếu %d/%d · %s · %s"), p->p->closed, p->p->expected, p->p->owner, set);
    free(set);
    free(name);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    if (p->n == 0) {
        draw_empty(
            &body, _("Chưa có thành viên nào"),
            _("Về trang chính (Esc), mục 2 Thành viên, rồi {MEMBERS_IMPORT} để nạp danh sách."));
        return;
    }
    struct columns k = panel_columns(c);
    canvas_text(c, 2, 2, -1, STYLE_HEADING, _("STT"));
    canvas_text(c, 2, 1 + NAME_COL, -1, STYLE_HEADING, _("Thành viên"));
    canvas_text(c, 2, 1 + k.state, -1, STYLE_HEADING, _("Sản phẩm này"));
    canvas_text(c, 2, 1 + k.ballot, -1, STYLE_HEADING, _("Phiếu"));
    struct canvas list = canvas_sub(&body, 0, 0, body.rows - 5, body.cols);
    list_draw(&p->list, &panel_lines, p, &list, true);
    struct canvas foot = canvas_sub(&body, body.rows - 5, 0, 5, body.cols);
    panel_draw_foot(p, &foot);
}

enum { TAG_STATE = 1, TAG_REOPEN };

static const struct panel_row *panel_chosen(const struct panel_page *p)
{
    return p->list.selected >= 0 && p->list.selected < p->n ? &p->row[p->list.selected] : NULL;
}

/* ---- reading ---- */

static void panel_forget(struct panel_page *p)
{
    list_free(&p->products);
    list_free(&p->members);
    list_free(&p->seats);
    list_free(&p->tally);
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
    return m->session.written || m->rules.absent_ballots == ABSENT_BALLOTS_COUNTED;
}

/* What is kept of a member, by id: name, and the seat at this product. */
static bool panel_seat(struct db *db, const struct panel_page *p, struct members *members,
                       struct seats *seats, struct panel_row *out)
{
    bool ok = db_members(db, members) == DB_OK;
    ok = db_seats(db, p->product, p->who, seats) == DB_OK && seats->n == 1 && ok;
    *out = (struct panel_row){.s = ok ? &seats->v[0] : NULL};
    for (size_t i = 0; ok && i < members->n; i++)
        if (members->v[i].id == p->who)
            out->m = &members->v[i];
    return out->m != NULL;
}

static bool show_state(struct db *db, const void *arg, struct shown *out)
{
    const struct panel_page *p = arg;
    struct members members;
    struct seats seats;
    struct panel_row r;
    bool ok = panel_seat(db, p, &members, &seats, &r);
    if (ok) {
        out->title = xstrdup(r.m->name);
        out->text = xstrdup(
            p->wanted == PANEL_ABSENT
                ? _("Lý do vắng ở sản phẩm này, như: đi họp, về sớm.")
                : _("Lý do không tham gia chấm, như: có liên quan đến chủ thể. In vào biên bản."));
        out->more = xstrdup(r.s->reason);
    }
    list_free(&seats);
    list_free(&members);
    return ok;
}

static bool show_reopen(struct db *db, const void *arg, struct shown *out)
{
    struct members members;
    struct seats seats;
    struct panel_row r;
    bool ok = panel_seat(db, arg, &members, &seats, &r) && r.s->ballot == BALLOT_CLOSED;
    if (ok) {
        out->title = xstrdup(_("Lý do mở lại phiếu"));
        out->text = xasprintf(_("Phiếu của %s. Như: nhập nhầm so với phiếu giấy."), r.m->name);
    }
    list_free(&seats);
    list_free(&members);
    return ok;
}

static enum react panel_ask(struct panel_page *p, int tag, const char *start)
{
    dialog_input(
        p->base.app, tag,
        &(struct dialog_input){
            .title = p->q.now.title, .text = p->q.now.text, .start = start, .required = true});
    return REACT_DRAW;
}

/* Said of an act on the member asked about; asks again when what it showed has changed. */
static enum react panel_did(struct panel_page *p, enum db_rc rc, const struct answer *a,
                            const char *done)
{
    if (question_changed(&p->q, p->base.app, rc))
        return panel_ask(p, a->tag, a->text) | REACT_RELOAD;
    return model_did(p->base.app, rc, done);
}

/* @a: the answer that gave the reason; NULL: none was asked. */
static enum react panel_put(struct panel_page *p, const char *name, const struct answer *a)
{
    struct app *app = p->base.app;
    enum db_rc rc = db_panel_put(model_of(app)->db, p->product, p->who, p->wanted, a ? a->text : "",
                                 ACTOR_SECRETARY);
    char *done = xasprintf("%s: %s.", name, panel_name(p->wanted));
    enum react react = a ? panel_did(p, rc, a, done) : model_did(app, rc, done);
    free(done);
    if (rc == DB_OK && p->wanted == PANEL_WRITTEN && !admits_written(app))
        app_say(app, SAY_WARN,
                _("Đã ghi, nhưng quy định không tính phiếu gửi của người vắng (mục Thiết lập)."));
    return react;
}

static enum react change(struct panel_page *p, enum panel_state state)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    bool same = r->s->panel == state;
    if (r->s->ballot == BALLOT_CLOSED && !same &&
        db_panel_may(model_of(app)->db, p->product, r->m->id, state) == DB_REFUSED) {
        app_say(app, SAY_WARN,
                _("Phiếu của người này đã nộp: mở lại phiếu ({PANEL_REOPEN}) trước khi đổi."));
        return REACT_DRAW;
    }
    if (same && (state == PANEL_SCORES || state == PANEL_WRITTEN)) {
        app_sayf(app, SAY_NOTE, _("Vẫn như cũ: %s, %s."), r->m->name, panel_name(state));
        return REACT_DRAW;
    }
    p->wanted = state;
    p->who = r->m->id;
    if (state == PANEL_SCORES || state == PANEL_WRITTEN)
        return panel_put(p, r->m->name, NULL);
    return question_ask(&p->q, app, show_state, p) ? panel_ask(p, TAG_STATE, p->q.now.more)
                                                   : REACT_RELOAD;
}

static enum react open_ballot(struct panel_page *p)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    if (r->s->ballot == BALLOT_NONE && !*p->p->set)
        app_say(app, SAY_WARN,
                _("Sản phẩm chưa có bộ: về danh sách (Esc), bấm {AGENDA_SETS} để cho bộ."));
    else if (r->s->ballot == BALLOT_NONE && !p->p->set_known)
        app_say(app, SAY_WARN,
                _("Bộ này chưa có tiêu chí trong chương trình: hoãn sản phẩm (Esc, "
                  "{AGENDA_POSTPONE})."));
    else if (r->s->ballot == BALLOT_NONE && !r->m->scoring)
        app_sayf(app, SAY_WARN, _("%s không chấm điểm (mục Thành viên, {MEMBERS_SCORES})."),
                 r->m->name);
    else if (r->s->ballot == BALLOT_NONE && !r->s->expected)
        app_say(app, SAY_WARN,
                r->s->panel == PANEL_WRITTEN
                    ? _("Quy định không tính phiếu gửi của người vắng (mục Thiết lập).")
                    : _("Người này vắng hoặc không chấm nên không có phiếu. Bấm 1 nếu có chấm."));
    else
        pages_of(app)->ballot(app, p->product, r->m->id);
    return REACT_DRAW;
}

static enum react panel_reopen(struct panel_page *p)
{
    struct app *app = p->base.app;
    const struct panel_row *r = panel_chosen(p);
    if (r->s->ballot != BALLOT_CLOSED) {
        app_say(app, SAY_NOTE, _("Phiếu này chưa nộp, không cần mở lại."));
        return REACT_DRAW;
    }
    p->who = r->m->id;
    return question_ask(&p->q, app, show_reopen, p) ? panel_ask(p, TAG_REOPEN, NULL) : REACT_RELOAD;
}

static enum react panel_answer(struct screen *s, const struct answer *a)
{
    struct panel_page *p = (struct panel_page *)s;
    if (!a->ok || (a->tag != TAG_STATE && a->tag != TAG_REOPEN))
        return REACT_DRAW;
    question_expect(&p->q, s->app);
    if (a->tag == TAG_STATE) {
        char *name = xstrdup(p->q.now.title);
        enum react r = panel_put(p, name, a);
        free(name);
        return r;
    }
    return panel_did(
        p, db_ballot_reopen(model_of(s->app)->db, p->product, p->who, a->text, ACTOR_SECRETARY), a,
        _("Đã mở lại phiếu."));
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
    pages_of(p->base.app)->panel(p->base.app, p->products.v[at].id, 0);
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
    question_free(&((struct panel_page *)s)->q);
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
