/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda.c - the products of the session: a list with search and marks, from which
 * a product is edited, given its set, postponed or scored. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"

struct agenda_page {
    struct screen base;
    struct products all;
    int *shown; /* those that the search lets through, by index in .all */
    int n;
    int *mark; /* ids of marked products */
    size_t marks;
    int asked_one; /* the question stands: the product then chosen, and all those then shown */
    int *asked, n_asked, n_bare; /* ids; those without a set first */
    struct list list;
    struct field find;
    bool typing; /* the search line has the keys */
};

static int agenda_count(const void *data)
{
    return ((const struct agenda_page *)data)->n;
}

static const struct product *agenda_at(const struct agenda_page *p, int i)
{
    return i >= 0 && i < p->n ? &p->all.v[p->shown[i]] : NULL;
}

static const struct product *agenda_chosen(const struct agenda_page *p)
{
    return agenda_at(p, p->list.selected);
}

static bool is_marked(const struct agenda_page *p, int id)
{
    for (size_t i = 0; i < p->marks; i++)
        if (p->mark[i] == id)
            return true;
    return false;
}

/* Columns of a row; name and owner share what is left. */
struct columns {
    int name, owner, set, ballots, state, name_cols, owner_cols;
};
static struct columns agenda_columns(const struct canvas *c)
{
    struct columns k = {.name = 6};
    int rest = row_columns(c) - 6 - 4 - 9 - 15;
    k.name_cols = rest * 3 / 5;
    k.owner_cols = rest - k.name_cols;
    k.owner = k.name + k.name_cols;
    k.set = k.owner + k.owner_cols;
    k.ballots = k.set + 4;
    k.state = k.ballots + 9;
    return k;
}

static const char *product_state(const struct product *p, enum style *style)
{
    *style = STYLE_DIM;
    if (p->withdrawn)
        return _("rút hồ sơ");
    if (p->postponed)
        return _("hoãn");
    *style = STYLE_WARN;
    if (p->knocked_out)
        return _("loại");
    if (!*p->set)
        return _("chưa có bộ");
    if (!p->set_known)
        return _("thiếu tiêu chí");
    *style = STYLE_NORMAL;
    if (p->expected && p->closed >= p->expected) {
        *style = STYLE_GOOD;
        return _("đủ phiếu");
    }
    return p->closed || p->open ? _("đang chấm") : _("chưa chấm");
}

static void agenda_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct agenda_page *p = data;
    const struct product *v = agenda_at(p, i);
    struct columns k = agenda_columns(c);
    enum style style;
    char set[8];
    const char *state = product_state(v, &style);
    (void)selected;
    canvas_text(c, 0, 0, 1, STYLE_STAR, is_marked(p, v->id) ? "●" : " ");
    canvas_printf(c, 0, 1, 4, STYLE_NORMAL, "%4d", v->no);
    canvas_text(c, 0, k.name, k.name_cols - 1, STYLE_BOLD, v->name);
    canvas_text(c, 0, k.owner, k.owner_cols - 1, STYLE_NORMAL, v->owner);
    canvas_text(c, 0, k.set, 3, *v->set ? STYLE_NORMAL : STYLE_WARN, set_number(v, set));
    if (v->expected)
        canvas_printf(c, 0, k.ballots, 8, STYLE_NORMAL, "%d/%d", v->closed, v->expected);
    canvas_text(c, 0, k.state, -1, style, state);
}

static const struct list_ops agenda_lines = {.count = agenda_count, .row = agenda_row};

/* ---- drawing ---- */

static void draw_find(const struct agenda_page *p, struct canvas *c)
{
    bool any = *field_get(&p->find) != '\0';
    if (!any && !p->typing) {
        canvas_text(c, 1, 1, -1, STYLE_DIM,
                    _("Gõ chữ để tìm: mam tom, mt, hoặc số thứ tự. Dấu cách: đánh dấu dòng."));
    } else {
        int col = 1 + canvas_text(c, 1, 1, -1, STYLE_BOLD, _("Tìm:")) + 1;
        field_draw(&p->find, c, 1, col, 36, p->typing);
        canvas_printf(c, 1, col + 38, -1, p->n ? STYLE_NORMAL : STYLE_WARN,
                      _("thấy %d/%zu; Esc: bỏ"), p->n, p->all.n);
    }
    if (p->marks) {
        char text[64];
        snprintf(text, sizeof text, _("● %zu dòng"), p->marks);
        canvas_right(c, 1, c->cols - 14, 13, STYLE_STAR, text);
    }
}

static void agenda_draw_chosen(const struct agenda_page *p, struct canvas *c)
{
    const struct product *v = agenda_chosen(p);
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    if (!v)
        return;
    char *set = set_label(v);
    char *name = xasprintf("%d. %s%s%s", v->no, v->name, *v->owner ? " · " : "", v->owner);
    int used = canvas_wrap(c, 1, 0, -1, 2, STYLE_BOLD, name);
    char *more = xasprintf("%s%s%s%s%s", set, *v->code ? _(" · mã ") : "", v->code,
                           v->kind ? " · " : "", kind_name(v->kind));
    canvas_wrap(c, 1 + used, 0, -1, 3 - used, v->set_known ? STYLE_NORMAL : STYLE_WARN, more);
    free(more);
    free(name);
    free(set);
}

static void agenda_draw(const struct screen *s, struct canvas *c)
{
    const struct agenda_page *p = (const struct agenda_page *)s;
    model_title(s->app, c, _("SẢN PHẨM"), NULL);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    if (p->all.n == 0) {
        draw_empty(&body, _("Chưa có sản phẩm nào"),
                   _("Bấm {AGENDA_IMPORT} để nạp danh sách từ tệp .xlsx, .csv hoặc .tsv.\n"
                     "Bấm {AGENDA_ADD} để thêm từng sản phẩm.\n"
                     "Danh sách cần cột Tên sản phẩm và Chủ thể; nên có Mã số, Bộ sản phẩm."));
        return;
    }
    draw_find(p, c);
    struct columns k = agenda_columns(c);
    canvas_text(c, 2, 2, -1, STYLE_HEADING, _(" STT"));
    canvas_text(c, 2, 1 + k.name, -1, STYLE_HEADING, _("Tên sản phẩm"));
    canvas_text(c, 2, 1 + k.owner, k.owner_cols - 1, STYLE_HEADING, _("Chủ thể"));
    canvas_text(c, 2, 1 + k.set, 3, STYLE_HEADING, _("Bộ"));
    canvas_text(c, 2, 1 + k.ballots, 8, STYLE_HEADING, _("Phiếu"));
    canvas_text(c, 2, 1 + k.state, -1, STYLE_HEADING, _("Tình trạng"));
    struct canvas list = canvas_sub(&body, 0, 0, body.rows - 4, body.cols);
    if (p->n == 0)
        draw_empty(&list, _("Không có sản phẩm nào như thế"), _("Esc: bỏ tìm."));
    list_draw(&p->list, &agenda_lines, p, &list, true);
    struct canvas foot = canvas_sub(&body, body.rows - 4, 0, 4, body.cols);
    agenda_draw_chosen(p, &foot);
}

enum { TAG_WHICH = 1, TAG_POSTPONE, FIND_MAX = 60 };

/* ---- what is shown ---- */

static bool shows(const struct product *v, const char *want)
{
    char no[16];
    snprintf(no, sizeof no, "%d", v->no);
    return !*want || strcmp(no, want) == 0 || search_hit(want, v->name) ||
           search_hit(want, v->owner) || search_hit(want, v->code) || search_hit(want, v->commune);
}

/* Apply the search; the selected product stays selected while it is shown. */
static void agenda_sift(struct agenda_page *p, int selected_id)
{
    char *want = text_fold(field_get(&p->find));
    free(p->shown);
    p->shown = xcalloc(p->all.n + 1, sizeof *p->shown);
    p->n = 0;
    int select = p->list.selected;
    for (size_t i = 0; i < p->all.n; i++) {
        if (want && !shows(&p->all.v[i], want))
            continue;
        if (p->all.v[i].id == selected_id)
            select = p->n;
        p->shown[p->n++] = (int)i;
    }
    free(want);
    list_select(&p->list, &agenda_lines, p, select);
}

static bool agenda_load(struct screen *s)
{
    struct agenda_page *p = (struct agenda_page *)s;
    struct model *m = model_of(s->app);
    if (!model_refresh(s->app))
        return false;
    const struct product *was = agenda_chosen(p);
    int id = was ? was->id : 0;
    list_free(&p->all);
    p->n = 0;
    if (db_products(m->db, &p->all) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    m->products = (int)p->all.n;
    agenda_sift(p, id);
    return true;
}

static unsigned agenda_holds(const struct screen *s)
{
    return model_holds(s->app, agenda_chosen((const struct agenda_page *)s) != NULL);
}

/* ---- many products at once: those marked, those the search shows, or the one chosen ---- */

typedef void for_products(struct app *app, const int *ids, size_t n);

static void postpone(struct app *app, const int *ids, size_t n)
{
    if (n == 1)
        pages_of(app)->postpone(app, ids[0]);
    else
        pages_of(app)->postpone_many(app, ids, n);
}

/* What a question is about is noted when it is asked: the list may be another by its answer. */
static void note_asked(struct agenda_page *p)
{
    free(p->asked);
    p->asked = xcalloc((size_t)p->n + 1, sizeof *p->asked);
    p->n_asked = 0;
    p->asked_one = agenda_chosen(p)->id;
    for (int bare = 1; bare >= 0; bare--) {
        for (int i = 0; i < p->n; i++)
            if ((bare == 1) == !*agenda_at(p, i)->set)
                p->asked[p->n_asked++] = agenda_at(p, i)->id;
        p->n_bare = bare ? p->n_asked : p->n_bare;
    }
}

static enum react for_some(struct agenda_page *p, int tag, const char *title, for_products *act_on)
{
    struct app *app = p->base.app;
    if (p->marks) {
        act_on(app, p->mark, p->marks);
    } else if (*field_get(&p->find) && p->n > 1) {
        note_asked(p);
        int bare = tag == TAG_WHICH ? p->n_bare : 0;
        char *every = xasprintf(_("Cả %d sản phẩm đang hiện"), p->n);
        char *some = xasprintf(P_("Chỉ %d sản phẩm chưa có bộ", bare), bare);
        const char *line[] = {_("Chỉ sản phẩm đang chọn"), every, some};
        dialog_choice(app, tag, title, NULL, line, bare && bare < p->n ? 3 : 2, 0);
        free(every);
        free(some);
    } else {
        act_on(app, &agenda_chosen(p)->id, 1);
    }
    return REACT_DRAW;
}

static enum react agenda_answer(struct screen *s, const struct answer *a)
{
    struct agenda_page *p = (struct agenda_page *)s;
    for_products *act_on = a->tag == TAG_POSTPONE ? postpone : page_sets_open;
    if ((a->tag == TAG_GIVEN || a->tag == TAG_POSTPONED) && a->ok)
        p->marks = 0;
    if ((a->tag != TAG_WHICH && a->tag != TAG_POSTPONE) || !a->ok)
        return REACT_DRAW;
    if (a->choice > 0)
        act_on(s->app, p->asked, (size_t)(a->choice == 2 ? p->n_bare : p->n_asked));
    else
        act_on(s->app, &p->asked_one, 1);
    return REACT_DRAW;
}

/* ---- keys ---- */

static enum react clear_find(struct agenda_page *p)
{
    const struct product *v = agenda_chosen(p);
    int id = v ? v->id : 0;
    field_set(&p->find, "");
    p->typing = false;
    agenda_sift(p, id);
    return REACT_DRAW;
}

/* Esc takes back one thing at a time: the search, the marks, the page. */
static enum react agenda_back(struct agenda_page *p)
{
    if (p->typing || *field_get(&p->find))
        return clear_find(p);
    if (!p->marks)
        return REACT_POP;
    p->marks = 0;
    return REACT_DRAW;
}

static enum react agenda_act(struct screen *s, enum action a)
{
    struct agenda_page *p = (struct agenda_page *)s;
    const struct product *v = agenda_chosen(p);
    switch (a) {
    case ACT_AGENDA_SCORE:
        pages_of(s->app)->panel(s->app, v->id, 0);
        return REACT_DRAW;
    case ACT_AGENDA_ADD:
        pages_of(s->app)->product(s->app, 0);
        return REACT_DRAW;
    case ACT_AGENDA_EDIT:
        pages_of(s->app)->product(s->app, v->id);
        return REACT_DRAW;
    case ACT_AGENDA_IMPORT:
        pages_of(s->app)->import(s->app, LIST_PRODUCTS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_BALLOTS:
        pages_of(s->app)->import(s->app, LIST_BALLOTS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_PANELS:
        pages_of(s->app)->import(s->app, LIST_PANEL, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_FINDINGS:
        pages_of(s->app)->import(s->app, LIST_FINDINGS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_DOSSIERS:
        pages_of(s->app)->import(s->app, LIST_DOSSIER, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_EARLY:
        pages_of(s->app)->import(s->app, LIST_SCORES, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_DOSSIER:
        pages_of(s->app)->dossier(s->app, v->id, true, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_SETS:
        return for_some(p, TAG_WHICH, _("Cho bộ"), page_sets_open);
    case ACT_AGENDA_RESULT:
        pages_of(s->app)->result(s->app, v->id);
        return REACT_DRAW;
    case ACT_AGENDA_POSTPONE:
        return for_some(p, TAG_POSTPONE, _("Hoãn hoặc rút"), postpone);
    case ACT_AGENDA_FIND:
        p->typing = true;
        return REACT_DRAW;
    case ACT_BACK:
        return agenda_back(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react turn_mark(struct agenda_page *p)
{
    const struct product *v = agenda_chosen(p);
    if (!v)
        return REACT_NONE;
    size_t i = 0;
    while (i < p->marks && p->mark[i] != v->id)
        i++;
    if (i < p->marks) {
        p->mark[i] = p->mark[--p->marks];
    } else {
        p->mark = xrealloc(p->mark, (p->marks + 1) * sizeof *p->mark);
        p->mark[p->marks++] = v->id;
    }
    struct key down = {.code = K_DOWN};
    list_key(&p->list, &agenda_lines, p, &down);
    return REACT_DRAW;
}

static enum react agenda_type(struct agenda_page *p, const struct key *k)
{
    const struct product *v = agenda_chosen(p);
    int id = v ? v->id : 0;
    if (field_key(&p->find, k) == FIELD_CHANGED)
        agenda_sift(p, id);
    return REACT_DRAW;
}

static enum react agenda_key(struct screen *s, const struct key *k)
{
    struct agenda_page *p = (struct agenda_page *)s;
    if (k->code == K_INSERT || (!p->typing && k->code == K_CHAR && k->ch == ' '))
        return turn_mark(p);
    bool starts = k->code == K_CHAR || (k->code == K_BACKSPACE && *field_get(&p->find));
    if (!p->typing && starts && p->all.n) {
        p->typing = true;
        /* "/" only says that a search begins, as in a pager. */
        return k->ch == '/' ? REACT_DRAW : agenda_type(p, k);
    }
    if (p->typing && field_searches(k))
        return agenda_type(p, k);
    switch (list_key(&p->list, &agenda_lines, p, k)) {
    case LIST_MOVED:
        p->typing = false;
        return REACT_DRAW;
    case LIST_OPEN:
        return agenda_act(s, ACT_AGENDA_SCORE);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static bool agenda_typing(const struct screen *s)
{
    return ((const struct agenda_page *)s)->typing;
}

static void agenda_done(struct screen *s)
{
    struct agenda_page *p = (struct agenda_page *)s;
    list_free(&p->all);
    free(p->shown);
    free(p->mark);
    free(p->asked);
}

static const struct screen_ops agenda_ops = {
    .scope = SCOPE_AGENDA,
    .size = sizeof(struct agenda_page),
    .load = agenda_load,
    .draw = agenda_draw,
    .holds = agenda_holds,
    .act = agenda_act,
    .key = agenda_key,
    .typing = agenda_typing,
    .answer = agenda_answer,
    .done = agenda_done,
};

void page_agenda_open(struct app *app)
{
    struct agenda_page *p = (struct agenda_page *)screen_new(app, &agenda_ops);
    field_init(&p->find, FIELD_TEXT, FIND_MAX);
    app_push(app, &p->base);
}
