/* SPDX-License-Identifier: MIT */
/* tui/page/council/home.c - one session at a glance, and the way to everything else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/council/home.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

struct home_page {
    struct screen base;
    struct home_facts facts;
    struct list list;
};

/* The menu; digits are the keys of tui/action.def. */
struct item {
    enum action act;
    const char *name; /* msgid */
};
static const struct item items[] = {
    {ACT_HOME_SETUP, N_("Thiết lập")},     {ACT_HOME_MEMBERS, N_("Thành viên")},
    {ACT_HOME_AGENDA, N_("Sản phẩm")},     {ACT_HOME_BALLOTS, N_("Chấm điểm")},
    {ACT_HOME_RESULTS, N_("Kết quả")},     {ACT_HOME_SIGNOFF, N_("Chốt kết quả")},
    {ACT_HOME_EXPORT, N_("Xuất văn bản")}, {ACT_HOME_BACKUP, N_("Sao lưu")},
};
enum { ITEMS = sizeof items / sizeof *items };

static int home_count(const void *data)
{
    (void)data;
    return ITEMS;
}

static void home_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct home_page *p = data;
    bool next = items[i].act == p->facts.next;
    (void)selected;
    canvas_printf(c, 0, 1, 1, STYLE_KEY, "%d", i + 1);
    canvas_text(c, 0, 3, 17, next ? STYLE_BOLD : STYLE_NORMAL, _(items[i].name));
    canvas_text(c, 0, 21, -1, STYLE_NORMAL, p->facts.line[i]);
}

static const struct list_ops lines = {.count = home_count, .row = home_row};

static bool home_load(struct screen *s)
{
    struct home_page *p = (struct home_page *)s;
    if (!model_refresh(s->app))
        return false;
    enum action before = p->facts.next;
    home_facts_free(&p->facts);
    if (!home_facts_read(s->app, &p->facts))
        return false;
    /* The menu stands on what is to be done next. */
    for (int i = 0; i < ITEMS && p->facts.next != before; i++)
        if (items[i].act == p->facts.next)
            p->list.selected = i;
    return true;
}

/* ---- drawing ---- */

static void draw_fact(struct canvas *c, int row, const char *label, const char *value)
{
    canvas_text(c, row, 1, 14, STYLE_DIM, label);
    canvas_text(c, row, 16, -1, *value ? STYLE_NORMAL : STYLE_DIM, *value ? value : _("chưa điền"));
}

static void home_draw_closed(const struct model *m, struct canvas *c, int row)
{
    char groups[72], at[20];
    hash_groups(m->session.closing, groups);
    canvas_printf(c, row, 1, -1, STYLE_GOOD,
                  _("Đã chốt %s, phiên bản %d. Mã chốt in trong biên bản:"),
                  moment_text(m->session.closed_at, at), m->session.version);
    canvas_text(c, row + 1, 1, -1, STYLE_BOLD, groups);
}

static void home_draw(const struct screen *s, struct canvas *c)
{
    const struct home_page *p = (const struct home_page *)s;
    const struct model *m = model_of(s->app);
    const struct home_facts *f = &p->facts;
    model_title(s->app, c, m->name, f->council);
    draw_fact(c, 2, _("Tỉnh"), f->province);
    draw_fact(c, 3, _("Ngày, nơi họp"), f->when);
    draw_fact(c, 4, _("QĐ thành lập"), f->decision);
    draw_fact(c, 5, _("Tệp"), f->file);
    canvas_hline(c, 6, 0, c->cols, STYLE_NORMAL);
    struct canvas menu = canvas_sub(c, 8, 1, ITEMS, c->cols - 2);
    list_draw(&p->list, &lines, p, &menu, true);
    canvas_hline(c, 9 + ITEMS, 0, c->cols, STYLE_NORMAL);
    int used = canvas_text(c, 10 + ITEMS, 1, -1, STYLE_HEADING, _("Bước tiếp:"));
    canvas_wrap(c, 10 + ITEMS, 2 + used, -1, 2, STYLE_BOLD, f->hint);
    if (m->session.closed)
        home_draw_closed(m, c, 12 + ITEMS);
    else
        canvas_text(c, 12 + ITEMS, 1, -1, STYLE_DIM,
                    _("Bấm số của mục, hoặc ↑ ↓ rồi Enter. Mọi việc được ghi ngay khi làm."));
}

static unsigned home_holds(const struct screen *s)
{
    return model_holds(s->app, true);
}

/* ---- acting ---- */

static enum react verify(struct app *app)
{
    struct verdict v = {0};
    enum db_rc rc = db_verify(model_of(app)->db, &v);
    if (rc != DB_OK) {
        char *why = faults_lines(db_faults(model_of(app)->db), 12);
        dialog_message(app, TAG_TOLD, _("Bản ghi KHÔNG khớp"), why);
        free(why);
        return REACT_DRAW;
    }
    char groups[72] = "";
    hash_groups(v.closed ? v.closing : v.head, groups);
    char *text = xasprintf(_("Đã đọc lại %lld sự kiện và tính lại mọi kết quả: khớp.\n\n%s\n%s"),
                           (long long)v.events,
                           v.closed ? _("Mã chốt, phải giống mã in trong biên bản:")
                                    : _("Chưa chốt. Mã của sự kiện cuối:"),
                           groups);
    dialog_message(app, TAG_TOLD, _("Kiểm tra bản ghi"), text);
    free(text);
    return REACT_DRAW;
}

/* Closing the record makes this page's load fail: it goes, and the list of sessions reads. */
static enum react home_leave(struct screen *s)
{
    if (!s->below)
        return REACT_DEFAULT;
    model_close(s->app);
    return REACT_RELOAD;
}

static enum react open_part(struct app *app, enum action a)
{
    switch (a) {
    case ACT_HOME_SETUP:
        page_setup_open(app);
        break;
    case ACT_HOME_MEMBERS:
        page_members_open(app);
        break;
    case ACT_HOME_AGENDA:
        page_agenda_open(app);
        break;
    case ACT_HOME_BALLOTS:
        page_scoring_open(app);
        break;
    case ACT_HOME_RESULTS:
        page_results_open(app);
        break;
    case ACT_HOME_SIGNOFF:
        page_signoff_open(app);
        break;
    case ACT_HOME_EXPORT:
        page_export_open(app);
        break;
    case ACT_HOME_BACKUP:
        page_backup_open(app);
        break;
    case ACT_HOME_JOURNAL:
        page_journal_open(app);
        break;
    case ACT_HOME_REOPEN:
        page_reopen_open(app);
        break;
    default:
        return REACT_DEFAULT;
    }
    return REACT_DRAW;
}

static enum react home_act(struct screen *s, enum action a)
{
    struct home_page *p = (struct home_page *)s;
    switch (a) {
    case ACT_HOME_OPEN:
        return open_part(s->app, items[p->list.selected].act);
    case ACT_HOME_VERIFY:
        app_say(s->app, SAY_NOTE, _("Đang kiểm tra…"));
        return REACT_AFTER;
    case ACT_BACK:
        return home_leave(s);
    default:
        return open_part(s->app, a);
    }
}

static enum react home_after(struct screen *s)
{
    app_say(s->app, SAY_NOTE, "");
    return verify(s->app);
}

static enum react home_key(struct screen *s, const struct key *k)
{
    struct home_page *p = (struct home_page *)s;
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return home_act(s, ACT_HOME_OPEN);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static void home_done(struct screen *s)
{
    home_facts_free(&((struct home_page *)s)->facts);
}

static const struct screen_ops home_ops = {
    .scope = SCOPE_HOME,
    .size = sizeof(struct home_page),
    .load = home_load,
    .draw = home_draw,
    .holds = home_holds,
    .act = home_act,
    .key = home_key,
    .after = home_after,
    .done = home_done,
};

void page_home_open(struct app *app)
{
    app_push(app, screen_new(app, &home_ops));
}
