/* SPDX-License-Identifier: MIT */
/* tui/page/papers/journal.c - everything that was done, in order. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/council/setup.h"
#include "tui/page/page.h"

enum { SUMMARY_COLS = 400 };

struct word {
    const char *raw, *name;
};

/* Values that stand for something, of the fields "state", "kind", "source" and "list". */
static const struct word values[] = {
    {"scores", N_("chấm")},
    {"absent", N_("vắng")},
    {"recused", N_("không tham gia chấm")},
    {"written", N_("gửi phiếu")},
    {"first", N_("lần đầu")},
    {"upgrade", N_("nâng hạng")},
    {"again", N_("đánh giá lại")},
    {"minimum", N_("yêu cầu tối thiểu")},
    {"knockout", N_("loại")},
    {"forward", N_("trình Bộ")},
    {"spread", N_("giữ nguyên điểm chênh")},
    {"ballot", N_("bỏ qua phiếu")},
    {"postponed", N_("hoãn")},
    {"withdrawn", N_("rút hồ sơ")},
    {"claim", N_("đề nghị loại")},
    {"difference", N_("lý do chênh")},
    {"self", N_("tự chấm")},
    {"adviser", N_("Tổ tư vấn")},
    {"yes", N_("có")},
    {"no", N_("không có")},
    {"unneeded", N_("không cần")},
    {"recognised", N_("công nhận")},
    {"forwarded", N_("trình Bộ")},
    {NULL, NULL},
};

static const char *name_of(const struct word *table, const char *raw)
{
    for (; table->raw; table++)
        if (strcmp(table->raw, raw) == 0)
            return table->name;
    return NULL;
}

/* ---- one event ---- */

static void add(char **all, const char *text)
{
    if (!text || !*text)
        return;
    char *more = *all ? xasprintf("%s · %s", *all, text) : xstrdup(text);
    free(*all);
    *all = more;
}

static void add_field(char **all, const struct event *e, const char *field)
{
    const char *v = event_get(e, field);
    const char *name = v ? name_of(values, v) : NULL;
    add(all, name ? _(name) : v);
}

static void add_who(char **all, const struct members *members, const struct products *products,
                    const struct event *e)
{
    const char *product = event_get(e, "product"), *member = event_get(e, "member");
    for (size_t i = 0; product && i < products->n; i++)
        if (products->v[i].id == atoi(product)) {
            char *no = xasprintf(_("SP %d"), products->v[i].no);
            add(all, no);
            free(no);
        }
    for (size_t i = 0; member && i < members->n; i++)
        if (members->v[i].id == atoi(member))
            add(all, members->v[i].name);
}

/* The citation of a rule goes by the name of the rule. */
static const char *setup_key_name(const char *key)
{
    size_t n;
    const struct setting_def *d = setting_defs(&n);
    for (size_t i = 0; i < n; i++)
        if (d[i].kind != SETTING_PAPER &&
            (strcmp(d[i].key, key) == 0 || (d[i].cite && strcmp(d[i].cite, key) == 0)))
            return _(d[i].title);
    return key;
}

static const char *setup_value_name(const char *key, const char *value)
{
    const struct setting_def *d = setting_find(key);
    if (d && d->type == TYPE_YESNO)
        return strcmp(value, "yes") == 0 ? _("có") : _("không");
    for (size_t i = 0; d && d->words && d->words[i]; i++)
        if (strcmp(d->words[i], value) == 0)
            return _(d->names[i]);
    return value;
}

static void add_setting(char **all, const struct event *e)
{
    const char *key = event_get(e, "key"), *value = event_get(e, "value");
    if (!key || !value)
        return;
    char *text = xasprintf("%s: %s", setup_key_name(key), setup_value_name(key, value));
    add(all, text + strspn(text, " "));
    free(text);
}

static void add_verdict(char **all, const struct event *e)
{
    const char *star = event_get(e, "star"), *verdict = event_get(e, "verdict");
    if (star && atoi(star) > 0) {
        char *text = xasprintf(_("%d sao"), atoi(star));
        add(all, text);
        free(text);
    }
    add(all, verdict && atoi(verdict) ? _("có") : _("không"));
}

static void add_level(char **all, const struct event *e)
{
    const char *level = event_get(e, "level");
    level = level ? level : event_get(e, "label");
    char *text = level && *level ? xasprintf(_("mức %s"), level) : NULL;
    add(all, text);
    free(text);
}

/* A row of Mẫu 02, or samples received. */
static void add_paper(char **all, const struct event *e)
{
    const char *item = event_get(e, "item"), *samples = event_get(e, "samples");
    const char *name = item ? evidence_name(atoi(item)) : "";
    add(all, *name ? _(name) : NULL);
    const char *expires = item ? event_get(e, "expires") : NULL;
    if (expires && *expires) {
        char date[11];
        field_date_shown(expires, date);
        add(all, date);
    }
    if (samples && atoi(samples) >= 0) {
        char *text = xasprintf(_("%d mẫu"), atoi(samples));
        add(all, text);
        free(text);
    }
}

/* "SP 12 · Trần Văn N · 3.4 · mức 2": what people ask for first, safe to show.  The caller
 * frees. */
static char *journal_summary(const struct members *members, const struct products *products,
                             const struct event *e)
{
    char *all = NULL;
    add_who(&all, members, products, e);
    add_setting(&all, e);
    add_field(&all, e, "name");
    add_paper(&all, e);
    add_field(&all, e, "source");
    add_field(&all, e, "list");
    add_field(&all, e, "state");
    bool finding = strcmp(e->kind, "finding") == 0;
    if (finding)
        add_field(&all, e, "kind");
    /* The criteria of a set come as a table, which is too much for a line. */
    if (strcmp(e->kind, "criteria") != 0) {
        add_field(&all, e, "criterion");
        add_level(&all, e);
    }
    if (finding)
        add_verdict(&all, e);
    add_field(&all, e, "set");
    if (event_get(e, "void"))
        add(&all, _("hủy phiếu cũ"));
    add_field(&all, e, "text");
    add_field(&all, e, "reason");
    add_field(&all, e, "number");
    add_field(&all, e, "note");
    char *safe = text_safe(all ? all : "", SUMMARY_COLS);
    free(all);
    return safe;
}

enum { MAX_FIELDS = 30 };

/* One event as it is shown; the rest is read again when it is opened. */
struct line {
    int64_t seq;
    char moment[20];
    const char *kind; /* msgid, or .own */
    char *own, *what;
};

struct journal_page {
    struct screen base;
    struct line *line;
    size_t n, cap;
    int64_t wanted; /* event being opened */
    char *text;
    struct members members; /* for their names */
    struct products products;
    struct list list;
};

static int journal_count(const void *data)
{
    return (int)((const struct journal_page *)data)->n;
}

static void journal_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct line *l = &((const struct journal_page *)data)->line[i];
    (void)selected;
    canvas_printf(c, 0, 0, 7, STYLE_DIM, "%6" PRId64, l->seq);
    canvas_text(c, 0, 8, 17, STYLE_NORMAL, l->moment);
    canvas_text(c, 0, 26, 13, STYLE_BOLD, l->kind ? _(l->kind) : l->own);
    canvas_text(c, 0, 40, -1, STYLE_NORMAL, l->what);
}

static const struct list_ops lines = {.count = journal_count, .row = journal_row};

/* ---- reading ---- */

static bool journal_add(const struct event *e, void *arg)
{
    struct journal_page *p = arg;
    if (p->n == p->cap) {
        p->cap = p->cap ? p->cap * 2 : 256;
        p->line = xrealloc(p->line, p->cap * sizeof *p->line);
    }
    struct line *l = &p->line[p->n++];
    *l = (struct line){.seq = e->seq, .what = journal_summary(&p->members, &p->products, e)};
    moment_text(e->time, l->moment);
    enum event_kind k = event_kind(e->kind);
    l->kind = k < EV_COUNT ? event_defs[k].screen : NULL;
    l->own = l->kind ? NULL : text_safe(e->kind, 12);
    return true;
}

/* Events only grow: those already read stand. */
static bool journal_load(struct screen *s)
{
    struct journal_page *p = (struct journal_page *)s;
    struct db *db = model_of(s->app)->db;
    if (!model_refresh(s->app))
        return false;
    bool first = p->n == 0, at_end = p->list.selected + 1 >= (int)p->n;
    list_free(&p->members);
    list_free(&p->products);
    if (db_members(db, &p->members) != DB_OK || db_products(db, &p->products) != DB_OK ||
        db_journal(db, p->n ? p->line[p->n - 1].seq + 1 : 1, journal_add, p) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    if (first || at_end)
        list_select(&p->list, &lines, p, (int)p->n - 1);
    list_fix(&p->list, &lines, p);
    return true;
}

static void journal_draw(const struct screen *s, struct canvas *c)
{
    const struct journal_page *p = (const struct journal_page *)s;
    char *total = xasprintf(P_("%zu sự kiện, chỉ ghi thêm, không xóa được", p->n), p->n);
    model_title(s->app, c, _("NHẬT KÝ"), total);
    free(total);
    canvas_text(c, 1, 4, -1, STYLE_HEADING, _("Số"));
    canvas_text(c, 1, 9, -1, STYLE_HEADING, _("Lúc"));
    canvas_text(c, 1, 27, -1, STYLE_HEADING, _("Việc"));
    canvas_text(c, 1, 41, -1, STYLE_HEADING, _("Nội dung"));
    struct canvas list = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    list_draw(&p->list, &lines, p, &list, true);
}

static unsigned journal_holds(const struct screen *s)
{
    return model_holds(s->app, ((const struct journal_page *)s)->n > 0);
}

/* ---- one event in full ---- */

static const char *actor_name(const char *actor)
{
    return strcmp(actor, ACTOR_SECRETARY) == 0 ? _("thư ký")
           : strcmp(actor, ACTOR_CHAIR) == 0   ? _("chủ tọa")
                                               : actor;
}

static bool journal_tell(const struct event *e, void *arg)
{
    struct journal_page *p = arg;
    char groups[72];
    hash_groups(e->hash, groups);
    char here[20];
    p->text = xasprintf(_("%s (%s), người ghi: %s\nMã băm: %s\n"), moment_text(e->time, here),
                        e->time, actor_name(e->actor), groups);
    for (size_t i = 0; i < e->n && i < MAX_FIELDS; i++) {
        char *value = text_safe(e->field[i].value, 200);
        char *more = xasprintf("%s\n%s: %s", p->text, e->field[i].name, value);
        free(value);
        free(p->text);
        p->text = more;
    }
    return false;
}

static enum react open_event(struct journal_page *p)
{
    struct app *app = p->base.app;
    const struct line *l = &p->line[p->list.selected];
    enum db_rc rc = db_journal(model_of(app)->db, l->seq, journal_tell, p);
    if (rc != DB_OK || !p->text)
        return model_did(app, rc, NULL);
    char *title =
        xasprintf(_("Sự kiện %lld: %s"), (long long)l->seq, l->kind ? _(l->kind) : l->own);
    dialog_message(app, TAG_TOLD, title, p->text);
    free(title);
    free(p->text);
    p->text = NULL;
    return REACT_DRAW;
}

static enum react journal_act(struct screen *s, enum action a)
{
    return a == ACT_JOURNAL_OPEN ? open_event((struct journal_page *)s) : REACT_DEFAULT;
}

static enum react journal_key(struct screen *s, const struct key *k)
{
    struct journal_page *p = (struct journal_page *)s;
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return open_event(p);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static void journal_done(struct screen *s)
{
    struct journal_page *p = (struct journal_page *)s;
    for (size_t i = 0; i < p->n; i++) {
        free(p->line[i].own);
        free(p->line[i].what);
    }
    free(p->line);
    list_free(&p->members);
    list_free(&p->products);
}

static const struct screen_ops journal_ops = {
    .scope = SCOPE_JOURNAL,
    .size = sizeof(struct journal_page),
    .load = journal_load,
    .draw = journal_draw,
    .holds = journal_holds,
    .act = journal_act,
    .key = journal_key,
    .done = journal_done,
};

void page_journal_open(struct app *app)
{
    app_push(app, screen_new(app, &journal_ops));
}
