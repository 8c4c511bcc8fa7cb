/* SPDX-License-Identifier: MIT */
/* tui/page/council/members_form.c - one member as a form. */
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
    int id; /* 0: a new one */
    bool present;
    char *reason; /* of absence: presence is changed elsewhere */
};

static void member_fill(struct member_page *p, const struct member *m)
{
    char no[16] = "";
    if (m->no)
        snprintf(no, sizeof no, "%d", m->no);
    form_assign(&p->base.form, "name", m->name);
    form_assign(&p->base.form, "honorific", m->honorific);
    form_assign(&p->base.form, "title", m->title);
    form_assign(&p->base.form, "agency", m->agency);
    form_assign(&p->base.form, "role", role_word(m->role));
    form_assign(&p->base.form, "secretary", m->secretary ? "yes" : "no");
    form_assign(&p->base.form, "scoring", m->scoring ? "yes" : "no");
    form_assign(&p->base.form, "no", no);
    p->present = m->present;
    free(p->reason);
    p->reason = xstrdup(m->reason);
}

static bool member_load(struct screen *s)
{
    struct member_page *p = (struct member_page *)s;
    struct members all;
    bool found = p->id == 0;
    if (!model_refresh(s->app))
        return false;
    if (found || p->base.form.changed)
        return true;
    if (db_members(model_of(s->app)->db, &all) == DB_OK)
        for (size_t i = 0; i < all.n; i++)
            if (all.v[i].id == p->id) {
                member_fill(p, &all.v[i]);
                found = true;
            }
    list_free(&all);
    return found;
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

static enum react member_keep(struct member_page *p)
{
    struct app *app = p->base.screen.app;
    const struct form *f = &p->base.form;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    struct member m = {
        .id = p->id,
        .no = atoi(form_value(f, "no")),
        .name = form_value(f, "name"),
        .honorific = form_value(f, "honorific"),
        .title = form_value(f, "title"),
        .agency = form_value(f, "agency"),
        .role = role_chosen(form_value(f, "role")),
        .secretary = strcmp(form_value(f, "secretary"), "yes") == 0,
        .scoring = strcmp(form_value(f, "scoring"), "yes") == 0,
        .present = p->present,
        .reason = p->reason,
    };
    enum db_rc rc = db_member_put(model_of(app)->db, &m, ACTOR_SECRETARY, NULL);
    char *done = xasprintf(p->id ? _("Đã ghi: %s.") : _("Đã thêm: %s."), m.name);
    enum react r = model_did(app, rc, done);
    free(done);
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
    free(p->reason);
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
    member_fill(p, &(struct member){.name = "",
                                    .honorific = "",
                                    .title = "",
                                    .agency = "",
                                    .role = ROLE_MEMBER,
                                    .scoring = true,
                                    .present = true,
                                    .reason = ""});
    app_push(app, &p->base.screen);
}
