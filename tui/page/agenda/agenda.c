/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda.c - the products: found by typing, marked, and the way to each one's
 * ballots. */
#include "tui/page/agenda/agenda.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"

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
    products_free(&p->all);
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
        page_postpone_open(app, ids[0]);
    else
        page_postpone_many_open(app, ids, n);
}

/* Those shown; without a set only, when @bare. */
static enum react for_shown(struct agenda_page *p, for_products *act_on, bool bare)
{
    int *ids = xcalloc((size_t)p->n + 1, sizeof *ids);
    size_t n = 0;
    for (int i = 0; i < p->n; i++)
        if (!bare || !*agenda_at(p, i)->set)
            ids[n++] = agenda_at(p, i)->id;
    if (n)
        act_on(p->base.app, ids, n);
    free(ids);
    return REACT_DRAW;
}

static int count_bare(const struct agenda_page *p)
{
    int n = 0;
    for (int i = 0; i < p->n; i++)
        n += !*agenda_at(p, i)->set;
    return n;
}

static enum react for_some(struct agenda_page *p, int tag, const char *title, for_products *act_on)
{
    struct app *app = p->base.app;
    if (p->marks) {
        act_on(app, p->mark, p->marks);
    } else if (*field_get(&p->find) && p->n > 1) {
        int bare = tag == TAG_WHICH ? count_bare(p) : 0;
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
    if ((a->tag == TAG_SETS || a->tag == TAG_STATE) && a->ok)
        p->marks = 0;
    if ((a->tag != TAG_WHICH && a->tag != TAG_POSTPONE) || !a->ok)
        return REACT_DRAW;
    if (a->choice > 0)
        return for_shown(p, act_on, a->choice == 2);
    act_on(s->app, &agenda_chosen(p)->id, 1);
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
        page_panel_open(s->app, v->id, 0);
        return REACT_DRAW;
    case ACT_AGENDA_ADD:
        page_product_open(s->app, 0);
        return REACT_DRAW;
    case ACT_AGENDA_EDIT:
        page_product_open(s->app, v->id);
        return REACT_DRAW;
    case ACT_AGENDA_IMPORT:
        page_import_open(s->app, LIST_PRODUCTS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_BALLOTS:
        page_import_open(s->app, LIST_BALLOTS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_PANELS:
        page_import_open(s->app, LIST_PANEL, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_FINDINGS:
        page_import_open(s->app, LIST_FINDINGS, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_DOSSIERS:
        page_import_open(s->app, LIST_DOSSIER, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_EARLY:
        page_import_open(s->app, LIST_SCORES, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_DOSSIER:
        page_dossier_open(s->app, v->id, true, NULL);
        return REACT_DRAW;
    case ACT_AGENDA_SETS:
        return for_some(p, TAG_WHICH, _("Cho bộ"), page_sets_open);
    case ACT_AGENDA_RESULT:
        page_result_open(s->app, v->id);
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
    products_free(&p->all);
    free(p->shown);
    free(p->mark);
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
