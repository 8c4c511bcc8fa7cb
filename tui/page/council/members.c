/* SPDX-License-Identifier: MIT */
/* tui/page/council/members.c - the council: who it is, who is here. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

enum { TAG_WHAT = 1, TAG_REASON };
enum what { HERE, ABSENT_ALL, ABSENT_REST };

/* Shows nothing of its own: the questions stand over the page below. */
struct presence_page {
    struct screen base;
    struct members all;
    const struct member *m;
    enum what what;
    int64_t asked; /* the last event when it was asked */
};

static void presence_draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

/* Whether a closed ballot of the member would fall out of the tally if he were absent. */
static bool has_closed(struct presence_page *p)
{
    return db_presence_may(model_of(p->base.app)->db, p->m->id, PRESENCE_ABSENT) == DB_REFUSED;
}

/* For db_expect: the member of that name is as present as the question showed. */
static bool presence_same(struct db *db, void *arg)
{
    const struct member *was = ((struct presence_page *)arg)->m;
    struct members all;
    bool same = false;
    if (db_members(db, &all) == DB_OK)
        for (size_t i = 0; i < all.n; i++) {
            const struct member *m = &all.v[i];
            same = same || (m->id == was->id && m->present == was->present &&
                            strcmp(m->name, was->name) == 0 && strcmp(m->reason, was->reason) == 0);
        }
    list_free(&all);
    return same;
}

static enum react presence_finish(struct presence_page *p, const char *reason)
{
    struct app *app = p->base.app;
    int moved = 0;
    static const enum presence presence[] = {
        [HERE] = PRESENCE_HERE, [ABSENT_ALL] = PRESENCE_ABSENT, [ABSENT_REST] = PRESENCE_LEFT};
    db_expect(model_of(app)->db,
              (struct db_expect){.seq = p->asked, .same = presence_same, .arg = p});
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
    list_free(&((struct presence_page *)s)->all);
}

static const struct screen_ops presence_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct presence_page),
    .overlay = true,
    .draw = presence_draw,
    .answer = presence_answer,
    .done = presence_done,
};

/* Present, absent, left early, back: a choice, then a reason. */
static void presence_open(struct app *app, int member)
{
    struct presence_page *p = (struct presence_page *)screen_new(app, &presence_ops);
    bool read = model_refresh(app) && db_members(model_of(app)->db, &p->all) == DB_OK;
    p->asked = model_of(app)->session.events;
    for (size_t i = 0; read && i < p->all.n; i++)
        if (p->all.v[i].id == member)
            p->m = &p->all.v[i];
    if (!p->m) {
        list_free(&p->all);
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

struct members_page {
    struct screen base;
    struct members all;
    struct absences absences; /* of those who are here, for some products */
    struct list list;
    int64_t asked; /* the last event when the list was read */
    int sits, present, scoring;
    char *quorum; /* what stands in the way of a quorum, or NULL */
};

static int members_count(const void *data)
{
    return (int)((const struct members_page *)data)->all.n;
}

static bool sits(const struct member *m)
{
    return m->role != ROLE_ADVISER && m->role != ROLE_OBSERVER;
}

/* Columns of a row; those of name and agency share what is left. */
struct columns {
    int name, role, agency, scoring, present, name_cols, agency_cols;
};
static struct columns members_columns(const struct canvas *c)
{
    struct columns k = {.name = 5};
    int rest = row_columns(c) - 5 - 16 - 6 - 16;
    k.name_cols = rest < 60 ? rest * 12 / 20 : rest / 3;
    k.agency_cols = rest < 60 ? rest - k.name_cols : rest * 2 / 5;
    k.role = k.name + k.name_cols;
    k.agency = k.role + 16;
    k.scoring = k.agency + k.agency_cols;
    k.present = k.scoring + 6;
    return k;
}

static void role_text(const struct member *m, struct canvas *c, int col)
{
    if (m->secretary && m->role != ROLE_SECRETARY)
        canvas_printf(c, 0, col, 15, STYLE_NORMAL, _("%s, thư ký"), role_name(m->role));
    else
        canvas_text(c, 0, col, 15, STYLE_NORMAL, role_name(m->role));
}

static const struct absence *absence_of(const struct members_page *p, int member)
{
    for (size_t i = 0; i < p->absences.n; i++)
        if (p->absences.v[i].member == member)
            return &p->absences.v[i];
    return NULL;
}

/* "có mặt", "về sớm, từ SP 12", "vắng 2 SP", "vắng: đi công tác". */
static char *presence_text(const struct members_page *p, const struct member *m)
{
    const struct absence *a = m->present ? absence_of(p, m->id) : NULL;
    if (a && a->early)
        return xasprintf(_("về sớm, từ SP %d"), a->from);
    if (a && a->n == 1)
        return xasprintf(_("vắng ở SP %d"), a->from);
    if (a)
        return xasprintf(_("vắng ở %d SP"), a->n);
    return m->present    ? xstrdup(_("có mặt"))
           : !*m->reason ? xstrdup(_("vắng"))
                         : xasprintf(_("vắng: %s"), m->reason);
}

static void members_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct members_page *p = data;
    const struct member *m = &p->all.v[i];
    struct columns k = members_columns(c);
    (void)selected;
    canvas_printf(c, 0, 0, 4, STYLE_NORMAL, "%4d", m->no);
    canvas_text(c, 0, k.name, k.name_cols - 1, STYLE_BOLD, m->name);
    role_text(m, c, k.role);
    canvas_text(c, 0, k.agency, k.agency_cols - 1, STYLE_NORMAL, m->agency);
    canvas_text(c, 0, k.scoring, 5, m->scoring ? STYLE_NORMAL : STYLE_DIM,
                m->scoring ? _("có") : _("không"));
    char *present = presence_text(p, m);
    const struct absence *a = absence_of(p, m->id);
    canvas_text(c, 0, k.present, -1, m->present && !a ? STYLE_NORMAL : STYLE_WARN, present);
    free(present);
}

static const struct list_ops lines = {.count = members_count, .row = members_row};

static bool is_quorum(enum fault_id id)
{
    return id == F_QUORUM_SHORT_ALL || id == F_QUORUM_CHAIR_ALL || id == F_QUORUM_LEADER_ALL ||
           id == F_QUORUM_NOBODY;
}

/* The sentence about the quorum as the check for sign-off has it: one rule, one place. */
static char *quorum_fault(struct db *db)
{
    struct blockers b;
    char *text = NULL;
    if (db_check(db, &b) == DB_OK)
        for (size_t i = 0; i < b.n && !text; i++)
            if (is_quorum(b.v[i].fault.id))
                text = fault_text(&b.v[i].fault, i18n);
    list_free(&b);
    return text;
}

static const struct member *members_chosen(const struct members_page *p)
{
    return p->list.selected >= 0 && (size_t)p->list.selected < p->all.n
               ? &p->all.v[p->list.selected]
               : NULL;
}

/* The mark stays on the member it was on, wherever the list has moved him to. */
static void members_follow(struct members_page *p, int id)
{
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].id == id)
            p->list.selected = (int)i;
    list_fix(&p->list, &lines, p);
}

static bool members_load(struct screen *s)
{
    struct members_page *p = (struct members_page *)s;
    struct db *db = model_of(s->app)->db;
    if (!model_refresh(s->app))
        return false;
    const struct member *was = members_chosen(p);
    int id = was ? was->id : 0;
    p->asked = model_of(s->app)->session.events;
    list_free(&p->all);
    list_free(&p->absences);
    if (db_members(db, &p->all) != DB_OK || db_absences(db, &p->absences) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    p->sits = p->present = p->scoring = 0;
    for (size_t i = 0; i < p->all.n; i++) {
        p->sits += sits(&p->all.v[i]);
        p->present += sits(&p->all.v[i]) && p->all.v[i].present;
        p->scoring += p->all.v[i].scoring;
    }
    free(p->quorum);
    p->quorum = quorum_fault(db);
    members_follow(p, id);
    return true;
}

static void members_draw_foot(const struct members_page *p, struct canvas *c)
{
    const struct member *m = members_chosen(p);
    char *label = m ? member_label(m) : xstrdup("");
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    canvas_printf(c, 1, 0, -1, STYLE_NORMAL,
                  m && !m->present && *m->reason ? _("%s. Vắng: %s") : "%s", label,
                  m ? m->reason : "");
    free(label);
    canvas_printf(c, 2, 0, -1, STYLE_BOLD, _("Có mặt %d/%d thành viên, chấm điểm %d"), p->present,
                  p->sits, p->scoring);
    if (p->quorum)
        canvas_wrap(c, 3, 0, -1, 2, STYLE_WARN, p->quorum);
    else
        canvas_text(c, 3, 0, -1, STYLE_DIM,
                    _("Không xóa thành viên: người nghỉ thì ghi vắng ({MEMBERS_PRESENT}) hoặc "
                      "không chấm ({MEMBERS_SCORES})."));
}

static void members_draw(const struct screen *s, struct canvas *c)
{
    const struct members_page *p = (const struct members_page *)s;
    model_title(s->app, c, _("THÀNH VIÊN"), NULL);
    struct canvas body = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    if (p->all.n == 0) {
        draw_empty(&body, _("Chưa có thành viên nào"),
                   _("Bấm {MEMBERS_IMPORT} để nạp danh sách từ tệp .xlsx, .csv hoặc .tsv.\n"
                     "Bấm {MEMBERS_ADD} để thêm từng người.\n"
                     "Danh sách cần cột Họ và tên; nên có Chức vụ, Cơ quan, Vai trò."));
        return;
    }
    struct columns k = members_columns(c);
    canvas_text(c, 1, 1, -1, STYLE_HEADING, _(" STT"));
    canvas_text(c, 1, 1 + k.name, -1, STYLE_HEADING, _("Họ và tên"));
    canvas_text(c, 1, 1 + k.role, -1, STYLE_HEADING, _("Vai trò"));
    canvas_text(c, 1, 1 + k.agency, k.agency_cols - 1, STYLE_HEADING, _("Cơ quan"));
    canvas_text(c, 1, 1 + k.scoring, -1, STYLE_HEADING, _("Chấm"));
    canvas_text(c, 1, 1 + k.present, -1, STYLE_HEADING, _("Có mặt"));
    struct canvas list = canvas_sub(&body, 0, 0, body.rows - 5, body.cols);
    list_draw(&p->list, &lines, p, &list, true);
    struct canvas foot = canvas_sub(&body, body.rows - 5, 0, 5, body.cols);
    members_draw_foot(p, &foot);
}

static unsigned members_holds(const struct screen *s)
{
    return model_holds(s->app, members_chosen((const struct members_page *)s) != NULL);
}

/* A member of whom the list shows that he scores, or not. */
struct turned {
    struct members all; /* where .m lives when it was read again */
    struct member m;    /* with .scoring the other way */
};

/* For db_expect: name and scoring are what the list shows; the rest goes on as it is. */
static bool turned_same(struct db *db, void *arg)
{
    struct turned *t = arg;
    if (db_members(db, &t->all) != DB_OK)
        return false;
    for (size_t i = 0; i < t->all.n; i++) {
        struct member *m = &t->all.v[i];
        if (m->id != t->m.id || m->scoring == t->m.scoring || strcmp(m->name, t->m.name) != 0)
            continue;
        t->m = *m;
        t->m.scoring = !m->scoring;
        return true;
    }
    return false;
}

static enum react turn_scoring(struct members_page *p)
{
    struct app *app = p->base.app;
    struct turned t = {.m = *members_chosen(p)};
    t.m.scoring = !t.m.scoring;
    db_expect(model_of(app)->db,
              (struct db_expect){.seq = p->asked, .same = turned_same, .arg = &t});
    enum db_rc rc = db_member_put(model_of(app)->db, &t.m, ACTOR_SECRETARY, NULL);
    char *done = xasprintf(t.m.scoring ? _("%s chấm điểm.") : _("%s không chấm điểm."), t.m.name);
    enum react r = model_did(app, rc, done);
    free(done);
    list_free(&t.all);
    return r;
}

static enum react members_act(struct screen *s, enum action a)
{
    struct members_page *p = (struct members_page *)s;
    switch (a) {
    case ACT_MEMBERS_EDIT:
        pages_of(s->app)->member(s->app, members_chosen(p)->id);
        return REACT_DRAW;
    case ACT_MEMBERS_ADD:
        pages_of(s->app)->member(s->app, 0);
        return REACT_DRAW;
    case ACT_MEMBERS_IMPORT:
        pages_of(s->app)->import(s->app, LIST_MEMBERS, NULL);
        return REACT_DRAW;
    case ACT_MEMBERS_PRESENT:
        presence_open(s->app, members_chosen(p)->id);
        return REACT_DRAW;
    case ACT_MEMBERS_SCORES:
        return turn_scoring(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react members_key(struct screen *s, const struct key *k)
{
    struct members_page *p = (struct members_page *)s;
    return list_key(&p->list, &lines, p, k) == LIST_IGNORED ? REACT_NONE : REACT_DRAW;
}

static void members_done(struct screen *s)
{
    struct members_page *p = (struct members_page *)s;
    list_free(&p->all);
    list_free(&p->absences);
    free(p->quorum);
}

static const struct screen_ops members_ops = {
    .scope = SCOPE_MEMBERS,
    .size = sizeof(struct members_page),
    .load = members_load,
    .draw = members_draw,
    .holds = members_holds,
    .act = members_act,
    .key = members_key,
    .done = members_done,
};

void page_members_open(struct app *app)
{
    app_push(app, screen_new(app, &members_ops));
}
