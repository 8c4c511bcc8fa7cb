/* SPDX-License-Identifier: MIT */
/* tui/page/papers/paper.c - what only the papers say and only the secretary knows: number, hours,
 * place, remarks, the order of members.  It changes no result, so it may be filled in after
 * sign-off.
 *
 * It writes the rows that were typed over, all of them or none: every row must still have what was
 * shown (tui/kit/widget/form.h), and a new order of members the numbers that stood under it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

static const struct form_row rows[] = {
    {.id = "paper.number",
     .label = N_("Số biên bản"),
     .kind = FORM_TEXT,
     .max = 60,
     .hint = N_("Như 12/BB-HĐ. Để trống thì in dấu chấm để ghi tay.")},
    {.id = "paper.start",
     .label = N_("Giờ bắt đầu"),
     .kind = FORM_TEXT,
     .max = 12,
     .hint = N_("Như 07:30 hay 7h30.")},
    {.id = "paper.end",
     .label = N_("Giờ kết thúc"),
     .kind = FORM_TEXT,
     .max = 12,
     .hint = N_("Như 11:15 hay 11h15.")},
    {.id = "paper.place",
     .label = N_("Nơi họp"),
     .kind = FORM_TEXT,
     .hint = N_("Để trống thì lấy địa điểm ở phần thiết lập.")},
    {.id = "paper.basis",
     .label = N_("Căn cứ khác"),
     .kind = FORM_TEXT,
     .hint = N_("Kế hoạch, giấy mời: số và ngày.")},
    {.id = "paper.remarks",
     .label = N_("Nhận xét, kết luận khác"),
     .kind = FORM_TEXT,
     .hint = N_("In ở phần kết luận của chủ tọa.")},
    {.id = "paper.order",
     .label = N_("Thứ tự thành viên"),
     .kind = FORM_TEXT,
     .hint = N_("Số thứ tự theo thứ tự muốn in, như 1, 3, 2; ai không ghi thì xếp sau. Để trống: "
                "như danh sách.")},
    {.id = "paper.copies",
     .label = N_("Nơi nhận"),
     .kind = FORM_TEXT,
     .hint = N_("Các nơi nhận, cách nhau bằng dấu chấm phẩy.")},
};
enum { ROWS = sizeof rows / sizeof *rows, NAME_COLS = 25 };

struct paper_page {
    struct form_page base;
    bool ready;
    int64_t asked; /* the last event when it was shown */
    struct members members;
};

static const char *paper_value(const void *record, const struct form_row *row, char *spare)
{
    (void)spare;
    return rules_get(record, row->id);
}

/* ---- what may be typed ---- */

/* "7h30", "7:30", "7 giờ 30", "07.30", "7h" -> "07:30"; false: no hour. */
static bool hour(const char *s, char out[6])
{
    unsigned h = 0, m = 0;
    int used = 0;
    if (sscanf(s, "%2u%n", &h, &used) != 1 || s[0] < '0' || s[0] > '9')
        return false;
    static const char *const marks[] = {":", ".", "h", "H", "g", "G", " giờ ", " giờ"};
    const char *rest = s + used;
    size_t n = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && n == 0; i++)
        n = strncmp(rest, marks[i], strlen(marks[i])) == 0 ? strlen(marks[i]) : 0;
    rest += n;
    size_t digits = strspn(rest, "0123456789");
    bool bare = digits == 0 && !*rest && n > 0 && rest[-1] != ':' && rest[-1] != '.';
    if (n == 0 || (!bare && (digits != 2 || strcmp(rest + digits, "") != 0)))
        return false;
    m = bare ? 0 : (unsigned)atoi(rest);
    return h < 24 && m < 60 && snprintf(out, 6, "%02u:%02u", h % 24, m % 60) == 5;
}

static bool known_order(const struct members *all, const char *s)
{
    bool *seen = xcalloc(all->n + 1, sizeof *seen), good = true;
    for (s += strspn(s, ", "); *s && good; s += strspn(s, ", ")) {
        size_t n = strspn(s, "0123456789"), i = 0;
        while (i < all->n && all->v[i].no != atoi(s))
            i++;
        good = n > 0 && n < 7 && i < all->n && !seen[i];
        seen[i] = true;
        s += n;
    }
    free(seen);
    return good;
}

/* "1 3,2" -> "1, 3, 2": the record keeps commas.  The caller frees. */
static char *with_commas(const char *s)
{
    char *out = xstrdup("");
    for (s += strspn(s, ", "); *s; s += strspn(s, ", ")) {
        int n = (int)strcspn(s, ", ");
        char *longer = xasprintf("%s%s%.*s", out, *out ? ", " : "", n, s);
        free(out);
        out = longer;
        s += n;
    }
    return out;
}

static bool is_hour(size_t i)
{
    return strcmp(rows[i].id, "paper.start") == 0 || strcmp(rows[i].id, "paper.end") == 0;
}

static const char *paper_check(void *data, size_t i, const char *value)
{
    const struct paper_page *p = data;
    char clock[6];
    if (is_hour(i) && *value && !hour(value, clock))
        return _("Cần giờ và phút, như 07:30 hay 7h30.");
    if (strcmp(rows[i].id, "paper.order") == 0 && !known_order(&p->members, value))
        return _("Chỉ ghi số thứ tự có trong danh sách thành viên, mỗi số một lần.");
    return NULL;
}

/* ---- reading ---- */

static bool paper_load(struct screen *s)
{
    struct paper_page *p = (struct paper_page *)s;
    const struct model *m = model_of(s->app);
    if (!model_refresh(s->app))
        return false;
    if (!p->ready)
        form_init(&p->base.form, rows, ROWS, paper_check, p);
    p->ready = true;
    if (p->base.form.changed)
        return true;
    p->asked = m->session.events;
    list_free(&p->members);
    if (db_members(m->db, &p->members) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    form_take(&p->base.form, paper_value, &m->rules);
    return true;
}

/* Who has which number, while the order is being typed. */
static void draw_members(const struct members *all, struct canvas *c)
{
    int across = c->cols / NAME_COLS, n = (int)all->n, down;
    if (across < 1 || n == 0)
        return;
    down = (n + across - 1) / across;
    for (int i = 0; i < n; i++)
        canvas_printf(c, i % down, 2 + i / down * NAME_COLS, NAME_COLS - 1, STYLE_DIM, "%2d %s",
                      all->v[i].no, all->v[i].name);
}

static void paper_draw(const struct screen *s, struct canvas *c)
{
    const struct paper_page *p = (const struct paper_page *)s;
    model_title(s->app, c, _("PHẦN CỦA THƯ KÝ"), NULL);
    canvas_text(c, 1, 0, -1, p->base.form.changed ? STYLE_WARN : STYLE_NORMAL,
                p->base.form.changed
                    ? _("Có thay đổi chưa ghi: {FORM_KEEP} để ghi.")
                    : _("Chỉ in trên giấy, không đổi kết quả; ghi được cả sau khi chốt."));
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    form_page_draw(&p->base, c, 3, 0);
    struct canvas names = canvas_sub(c, 4 + ROWS, 0, c->rows - 4 - ROWS - 4, c->cols);
    if (p->base.form.at < ROWS && strcmp(rows[p->base.form.at].id, "paper.order") == 0)
        draw_members(&p->members, &names);
}

/* What was typed as the record keeps it. */
static void paper_tidy(struct form *f)
{
    char clock[6];
    size_t order = form_find(f, "paper.order");
    for (size_t i = 0; i < ROWS; i++)
        if (is_hour(i) && form_typed(f, i) && hour(form_get(f, i), clock))
            form_set(f, i, clock);
    if (!form_typed(f, order))
        return;
    char *with = with_commas(form_get(f, order));
    form_set(f, order, with);
    free(with);
}

/* The numbers under a typed order are still those of the same members. */
static bool order_same(struct paper_page *p, struct db *db)
{
    struct members now;
    if (!form_typed(&p->base.form, form_find(&p->base.form, "paper.order")))
        return true;
    bool same = db_members(db, &now) == DB_OK && now.n == p->members.n;
    for (size_t i = 0; same && i < now.n; i++)
        same =
            now.v[i].no == p->members.v[i].no && strcmp(now.v[i].name, p->members.v[i].name) == 0;
    list_free(&now);
    return same;
}

/* For db_expect. */
static bool paper_same(struct db *db, void *arg)
{
    struct paper_page *p = arg;
    struct rules now;
    bool same = db_rules(db, &now) == DB_OK && form_stands(&p->base.form, paper_value, &now) &&
                order_same(p, db);
    list_free(&now);
    return same;
}

/* Another hand was here: its values beside what was typed. */
static void paper_renew(struct paper_page *p)
{
    struct app *app = p->base.screen.app;
    struct model *m = model_of(app);
    if (!model_refresh(app))
        return;
    p->asked = m->session.events;
    list_free(&p->members);
    if (db_members(m->db, &p->members) == DB_OK)
        form_renew(&p->base.form, paper_value, &m->rules);
}

static enum react paper_save(struct paper_page *p)
{
    struct app *app = p->base.screen.app;
    struct db *db = model_of(app)->db;
    struct form *f = &p->base.form;
    struct db_pair set[ROWS];
    size_t n = 0;
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    paper_tidy(f);
    for (size_t i = 0; i < ROWS; i++)
        if (form_typed(f, i))
            set[n++] = (struct db_pair){rows[i].id, form_get(f, i)};
    if (n == 0) {
        f->changed = false;
        app_say(app, SAY_NOTE, _("Không có gì thay đổi."));
        return REACT_RELOAD;
    }
    db_expect(db, (struct db_expect){.seq = p->asked, .same = paper_same, .arg = p});
    enum db_rc rc = db_set(db, set, n, NULL, ACTOR_SECRETARY);
    bool changed = rc == DB_REFUSED && model_outdated(db);
    if (rc == DB_OK)
        f->changed = false;
    enum react r = model_did(app, rc, _("Đã ghi phần của thư ký."));
    if (changed)
        paper_renew(p);
    return r;
}

static enum react paper_act(struct screen *s, enum action a)
{
    struct paper_page *p = (struct paper_page *)s;
    if (a == ACT_PAPER_SAVE)
        return paper_save(p);
    return a == ACT_BACK ? form_page_leave(&p->base) : REACT_DEFAULT;
}

static void paper_done(struct screen *s)
{
    struct paper_page *p = (struct paper_page *)s;
    form_page_done(s);
    list_free(&p->members);
}

static const struct screen_ops paper_ops = {
    .scope = SCOPE_PAPER,
    .size = sizeof(struct paper_page),
    .load = paper_load,
    .draw = paper_draw,
    .holds = model_holds_row,
    .act = paper_act,
    .key = form_page_key,
    .typing = form_page_typing,
    .answer = form_page_answer,
    .done = paper_done,
};

void page_paper_open(struct app *app)
{
    app_push(app, screen_new(app, &paper_ops));
}
