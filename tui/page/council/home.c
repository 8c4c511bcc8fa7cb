/* SPDX-License-Identifier: MIT */
/* tui/page/council/home.c - one session at a glance, and the way to everything else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"

enum { HOME_LINES = 8 };

struct home_facts {
    char *province, *council, *decision, *file;
    char *when;             /* "05/08/2026, Hội trường UBND tỉnh" */
    char *line[HOME_LINES]; /* beside each item of the menu: how far it is */
    char *hint;             /* what to do next */
    enum action next;       /* and the item that does it */
};

/* What all lists together say. */
struct counts {
    int members, present, scoring;
    int products, live, no_set, set_unknown;
    int expected, closed, open;
    int decided, undecided;
    size_t blocking;
};

static enum db_rc count_members(struct db *db, struct counts *n)
{
    struct members all;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; i < all.n; i++) {
        const struct member *m = &all.v[i];
        bool sits = m->role != ROLE_ADVISER && m->role != ROLE_OBSERVER;
        n->members += sits;
        n->present += sits && m->present;
        n->scoring += m->scoring;
    }
    list_free(&all);
    return rc;
}

static enum db_rc home_count_products(struct db *db, struct counts *n)
{
    struct products all;
    enum db_rc rc = db_products(db, &all);
    n->products = (int)all.n;
    for (size_t i = 0; i < all.n; i++) {
        const struct product *p = &all.v[i];
        if (p->withdrawn || p->postponed)
            continue;
        n->live++;
        n->no_set += !*p->set;
        n->set_unknown += *p->set && !p->set_known;
        /* Where there are no criteria no ballot can be typed: those are put off. */
        n->expected += p->set_known ? p->expected : 0;
        n->closed += p->set_known ? p->closed : 0;
        n->open += p->set_known ? p->open : 0;
    }
    list_free(&all);
    return rc;
}

static enum db_rc count_results(struct db *db, struct counts *n)
{
    struct tally t;
    enum db_rc rc = db_tally(db, 0, &t);
    for (size_t i = 0; i < t.n; i++) {
        const struct result *r = &t.v[i];
        bool whole = r->closed >= r->expected;
        n->decided += r->status == STATUS_KNOCKED_OUT || (whole && r->status >= STATUS_FAILED);
        n->undecided += whole && r->status == STATUS_UNDECIDED;
    }
    list_free(&t);
    struct blockers b;
    if (rc == DB_OK)
        rc = db_check(db, &b);
    else
        return rc;
    n->blocking = b.blocking;
    list_free(&b);
    return rc;
}

static char *products_line(const struct counts *n)
{
    if (n->products == 0)
        return xstrdup(_("chưa có danh sách"));
    char *text = xasprintf(P_("%d sản phẩm", n->products), n->products);
    if (n->no_set > 0) {
        char *more = xasprintf(_("%s, %d chưa có bộ sản phẩm"), text, n->no_set);
        free(text);
        text = more;
    }
    if (n->set_unknown > 0) {
        char *more = xasprintf(_("%s, %d thuộc bộ chưa có tiêu chí"), text, n->set_unknown);
        free(text);
        text = more;
    }
    return text;
}

static char *ballots_line(const struct counts *n)
{
    if (n->expected == 0)
        return xstrdup(_("chưa có phiếu nào phải nhập"));
    if (n->open > 0)
        return xasprintf(_("%d/%d phiếu đã nộp, %d đang nhập dở"), n->closed, n->expected, n->open);
    return xasprintf(_("%d/%d phiếu đã nộp"), n->closed, n->expected);
}

static char *results_line(const struct counts *n)
{
    if (n->undecided > 0)
        return xasprintf(_("%d/%d sản phẩm đã có kết quả, %d chờ kết luận"), n->decided, n->live,
                         n->undecided);
    return n->live ? xasprintf(_("%d/%d sản phẩm đã có kết quả"), n->decided, n->live)
                   : xstrdup(_("chưa có"));
}

static void fill_lines(const struct model *m, const struct counts *n, struct home_facts *f)
{
    char moment[20];
    bool closed = m->session.closed;
    bool named = *f->province && *f->council;
    f->line[0] = xstrdup(named ? _("thông tin và quy định theo Quy chế")
                               : _("chưa điền tỉnh hoặc tên hội đồng"));
    f->line[1] = n->members ? xasprintf(_("%d thành viên, có mặt %d, chấm điểm %d"), n->members,
                                        n->present, n->scoring)
                            : xstrdup(_("chưa có danh sách"));
    f->line[2] = products_line(n);
    f->line[3] = ballots_line(n);
    f->line[4] = results_line(n);
    f->line[5] = closed ? xasprintf(_("đã chốt %s"), moment_text(m->session.closed_at, moment))
                 : n->blocking ? xasprintf(P_("còn %zu việc phải xử lý", n->blocking), n->blocking)
                               : xstrdup(_("đủ điều kiện chốt"));
    f->line[6] = xstrdup(closed                ? _("bản chính thức, chờ ký")
                         : m->session.any_mark ? _("bản dự thảo")
                                               : _("phiếu trắng, nếu chấm trên giấy"));
    f->line[7] =
        xstrdup(m->backed_up ? _("đã sao trong lần mở này") : _("chưa sao trong lần mở này"));
}

/* The order in which a meeting is prepared and held. */
static void choose_next(const struct model *m, const struct counts *n, struct home_facts *f)
{
    const char *hint;
    if (m->session.closed) {
        f->next = m->backed_up ? ACT_HOME_EXPORT : ACT_HOME_BACKUP;
        hint = m->backed_up
                   ? _("xuất văn bản để trình ký; khi có quyết định thì ghi số, ngày ở đó.")
                   : _("sao lưu ra USB, rồi xuất văn bản để trình ký.");
    } else if (!*f->province || !*f->council) {
        f->next = ACT_HOME_SETUP;
        hint = _("điền thông tin và quy định của hội đồng.");
    } else if (n->members == 0) {
        f->next = ACT_HOME_MEMBERS;
        hint = _("nạp danh sách thành viên.");
    } else if (n->products == 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("nạp danh sách sản phẩm.");
    } else if (n->no_set > 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("cho bộ những sản phẩm chưa có bộ.");
    } else if (n->closed < n->expected) {
        f->next = ACT_HOME_BALLOTS;
        hint = n->closed + n->open == 0 ? _("ghi có mặt ở mục Thành viên, rồi nhập phiếu đánh giá.")
                                        : _("nhập tiếp phiếu đánh giá.");
    } else if (n->set_unknown > 0) {
        f->next = ACT_HOME_AGENDA;
        hint = _("hoãn những sản phẩm thuộc bộ chưa có tiêu chí ({AGENDA_POSTPONE}).");
    } else if (n->undecided > 0) {
        f->next = ACT_HOME_RESULTS;
        hint = _("ghi kết luận của chủ tọa cho những sản phẩm chờ kết luận.");
    } else {
        f->next = ACT_HOME_SIGNOFF;
        hint = n->blocking ? _("xử lý những việc còn lại, rồi chốt kết quả.") : _("chốt kết quả.");
    }
    f->hint = xstrdup(hint);
}

static char *when_and_where(const struct rules *r)
{
    char shown[11];
    const char *place = r->text[SETTING_PLACE];
    field_date_shown(r->text[SETTING_DATE], shown);
    return xasprintf("%s%s%s", shown, *shown && *place ? ", " : "", place);
}

static bool home_facts_read(struct app *app, struct home_facts *out)
{
    struct model *m = model_of(app);
    struct counts n = {0};
    enum db_rc rc = count_members(m->db, &n);
    if (rc == DB_OK)
        rc = home_count_products(m->db, &n);
    if (rc == DB_OK)
        rc = count_results(m->db, &n);
    if (rc != DB_OK) {
        model_did(app, DB_FAULT, NULL);
        return false;
    }
    m->products = n.products;
    *out = (struct home_facts){.province = xstrdup(m->rules.text[SETTING_PROVINCE]),
                               .council = xstrdup(m->rules.text[SETTING_COUNCIL]),
                               .decision = xstrdup(m->rules.text[SETTING_DECISION]),
                               .when = when_and_where(&m->rules),
                               .file = text_safe(m->path, 0)};
    fill_lines(m, &n, out);
    choose_next(m, &n, out);
    return true;
}

static void home_facts_free(struct home_facts *f)
{
    free(f->province);
    free(f->council);
    free(f->decision);
    free(f->file);
    free(f->when);
    for (int i = 0; i < HOME_LINES; i++)
        free(f->line[i]);
    free(f->hint);
    *f = (struct home_facts){0};
}

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
        pages_of(app)->setup(app);
        break;
    case ACT_HOME_MEMBERS:
        pages_of(app)->members(app);
        break;
    case ACT_HOME_AGENDA:
        pages_of(app)->agenda(app);
        break;
    case ACT_HOME_BALLOTS:
        pages_of(app)->scoring(app);
        break;
    case ACT_HOME_RESULTS:
        pages_of(app)->results(app);
        break;
    case ACT_HOME_SIGNOFF:
        pages_of(app)->signoff(app);
        break;
    case ACT_HOME_EXPORT:
        pages_of(app)->export(app);
        break;
    case ACT_HOME_BACKUP:
        pages_of(app)->backup(app);
        break;
    case ACT_HOME_JOURNAL:
        pages_of(app)->journal(app);
        break;
    case ACT_HOME_REOPEN:
        pages_of(app)->reopen(app);
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
    .holds = model_holds_row,
    .act = home_act,
    .key = home_key,
    .after = home_after,
    .done = home_done,
};

void page_home_open(struct app *app)
{
    app_push(app, screen_new(app, &home_ops));
}
