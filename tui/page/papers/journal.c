/* SPDX-License-Identifier: MIT */
/* tui/page/papers/journal.c - everything that was done, in order. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/page/papers/journal.h"

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
