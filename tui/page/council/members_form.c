/* SPDX-License-Identifier: MIT */
/* tui/page/council/members_form.c - one member as a form.
 *
 * It writes the whole member or nothing: what it showed must stand (tui/kit/widget/form.h), and
 * presence, which it does not show, goes on as the record has it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/page/page.h"

static const char *const role_values[] = {"chair",   "vice",     "member", "secretary",
                                          "adviser", "observer", NULL};
static const char *const role_names[] = {N_("Chủ tịch"), N_("Phó Chủ tịch"), N_("Ủy viên"),
                                         N_("Thư ký"),   N_("Tổ tư vấn"),    N_("Khách mời")};

static const struct form_row rows[] = {
    {.id = "name", .label = N_("Họ và tên"), .kind = FORM_TEXT, .max = 100, .required = true},
    {.id = "honorific",
     .label = N_("Danh xưng"),
     .kind = FORM_TEXT,
     .max = 20,
     .hint = N_("Ông, Bà, hoặc học hàm, học vị: đứng trước tên trong biên bản.")},
    {.id = "title", .label = N_("Chức vụ"), .kind = FORM_TEXT, .max = 200},
    {.id = "agency", .label = N_("Cơ quan"), .kind = FORM_TEXT, .max = 200},
    {.id = "role",
     .label = N_("Vai trò"),
     .kind = FORM_CHOICE,
     .values = role_values,
     .names = role_names,
     .hint = N_("Tổ tư vấn và khách mời không phải thành viên hội đồng, không tính vào tỷ lệ có "
                "mặt.")},
    {.id = "secretary",
     .label = N_("Kiêm thư ký"),
     .kind = FORM_YESNO,
     .hint = N_("Ủy viên kiêm thư ký vẫn là ủy viên, và ký biên bản với vai trò thư ký.")},
    {.id = "scoring",
     .label = N_("Chấm điểm"),
     .kind = FORM_YESNO,
     .hint = N_("Có: mỗi sản phẩm cần một phiếu của người này, trừ khi vắng hoặc không tham gia "
                "chấm.")},
    {.id = "no",
     .label = N_("Số thứ tự"),
     .kind = FORM_DIGITS,
     .max = 5,
     .hint = N_("Để trống thì đứng cuối danh sách.")},
};
enum { ROWS = sizeof rows / sizeof *rows };

struct member_page {
    struct form_page base;
    int id;              /* 0: a new one */
    int64_t asked;       /* the last event when it was shown */
    struct members all;  /* as read last */
    struct member *keep; /* what is being written */
};

static const char *member_value(const void *record, const struct form_row *row, char *spare)
{
    const struct member *m = record;
    snprintf(spare, FORM_SPARE, "%d", m->no);
    const struct db_pair all[] = {
        {"name", m->name},
        {"honorific", m->honorific},
        {"title", m->title},
        {"agency", m->agency},
        {"role", role_word(m->role)},
        {"secretary", m->secretary ? "yes" : "no"},
        {"scoring", m->scoring ? "yes" : "no"},
        {"no", m->no ? spare : ""},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].key, row->id) == 0)
            return all[i].value;
    return "";
}

/* The member as the record has it now; NULL: not there. */
static const struct member *member_read(struct member_page *p, struct db *db)
{
    list_free(&p->all);
    if (db_members(db, &p->all) != DB_OK)
        return NULL;
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].id == p->id)
            return &p->all.v[i];
    return NULL;
}

/* What was shown, again when nobody has typed yet. */
static bool member_load(struct screen *s)
{
    struct member_page *p = (struct member_page *)s;
    if (!model_refresh(s->app))
        return false;
    if (p->id == 0 || p->base.form.changed)
        return true;
    p->asked = model_of(s->app)->session.events;
    const struct member *m = member_read(p, model_of(s->app)->db);
    if (m)
        form_take(&p->base.form, member_value, m);
    return m != NULL;
}

static void member_draw(const struct screen *s, struct canvas *c)
{
    const struct member_page *p = (const struct member_page *)s;
    model_title(s->app, c, p->id ? _("SỬA THÀNH VIÊN") : _("THÊM THÀNH VIÊN"), NULL);
    form_page_draw(&p->base, c, 2, 0);
}

static enum role role_chosen(const char *word)
{
    for (int r = ROLE_CHAIR; r <= ROLE_OBSERVER; r++)
        if (strcmp(role_word((enum role)r), word) == 0)
            return (enum role)r;
    return ROLE_MEMBER;
}

/* For db_expect: what was shown stands; what is not shown goes on as it is. */
static bool member_same(struct db *db, void *arg)
{
    struct member_page *p = arg;
    const struct member *m = member_read(p, db);
    if (!m || !form_stands(&p->base.form, member_value, m))
        return false;
    p->keep->present = m->present;
    p->keep->reason = m->reason;
    return true;
}

static enum db_rc member_put(struct member_page *p, struct member *m)
{
    struct db *db = model_of(p->base.screen.app)->db;
    p->keep = m;
    if (p->id)
        db_expect(db, (struct db_expect){.seq = p->asked, .same = member_same, .arg = p});
    enum db_rc rc = db_member_put(db, m, ACTOR_SECRETARY, NULL);
    p->keep = NULL;
    return rc;
}

/* Another hand was here: its values beside what was typed. */
static void member_renew(struct member_page *p)
{
    struct model *model = model_of(p->base.screen.app);
    if (!model_refresh(p->base.screen.app))
        return;
    p->asked = model->session.events;
    const struct member *m = member_read(p, model->db);
    if (m)
        form_renew(&p->base.form, member_value, m);
}

static enum react member_keep(struct member_page *p)
{
    struct app *app = p->base.screen.app;
    const struct form *f = &p->base.form;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    struct member m = {.present = true, .reason = ""};
    for (size_t i = 0; i < p->all.n; i++)
        if (p->all.v[i].id == p->id)
            m = p->all.v[i];
    m.id = p->id;
    m.no = atoi(form_kept(f, "no"));
    m.name = form_kept(f, "name");
    m.honorific = form_kept(f, "honorific");
    m.title = form_kept(f, "title");
    m.agency = form_kept(f, "agency");
    m.role = role_chosen(form_kept(f, "role"));
    m.secretary = strcmp(form_kept(f, "secretary"), "yes") == 0;
    m.scoring = strcmp(form_kept(f, "scoring"), "yes") == 0;
    enum db_rc rc = member_put(p, &m);
    char *done = xasprintf(p->id ? _("Đã ghi: %s.") : _("Đã thêm: %s."), m.name);
    enum react r = model_did(app, rc, done);
    free(done);
    if (rc == DB_REFUSED && model_outdated(model_of(app)->db))
        member_renew(p);
    return rc == DB_OK ? r | REACT_POP : r;
}

static enum react member_act(struct screen *s, enum action a)
{
    struct member_page *p = (struct member_page *)s;
    if (a == ACT_FORM_KEEP)
        return member_keep(p);
    return a == ACT_BACK ? form_page_leave(&p->base) : REACT_DEFAULT;
}

static enum react member_key(struct screen *s, const struct key *k)
{
    struct member_page *p = (struct member_page *)s;
    enum react after = form_page_key(s, k);
    /* Who advises or visits does not score, unless someone says so after. */
    if (p->id == 0 && p->base.form.row[p->base.form.at].kind == FORM_CHOICE) {
        enum role r = role_chosen(form_value(&p->base.form, "role"));
        bool scores = r == ROLE_CHAIR || r == ROLE_VICE || r == ROLE_MEMBER;
        form_assign(&p->base.form, "scoring", scores ? "yes" : "no");
    }
    return after;
}

static void member_done(struct screen *s)
{
    struct member_page *p = (struct member_page *)s;
    form_page_done(s);
    list_free(&p->all);
}

static const struct screen_ops member_ops = {
    .scope = SCOPE_FORM,
    .size = sizeof(struct member_page),
    .load = member_load,
    .draw = member_draw,
    .holds = model_holds_row,
    .act = member_act,
    .key = member_key,
    .typing = form_page_typing,
    .answer = form_page_answer,
    .done = member_done,
};

void page_member_open(struct app *app, int member)
{
    struct member_page *p = (struct member_page *)screen_new(app, &member_ops);
    p->base.at_end = N_("Điền xong thì bấm {FORM_KEEP} để ghi.");
    p->id = member;
    form_init(&p->base.form, rows, ROWS, NULL, NULL);
    const struct member new = {.name = "",
                               .honorific = "",
                               .title = "",
                               .agency = "",
                               .role = ROLE_MEMBER,
                               .scoring = true};
    form_take(&p->base.form, member_value, &new);
    app_push(app, &p->base.screen);
}
