/* SPDX-License-Identifier: MIT */
/* tui/page/result/results.c - the result of every product: found by typing, filtered, ordered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/words/outcome.h"

enum results_filter {
    FILTER_ALL,
    FILTER_TO_DO,
    FILTER_FORWARDED,
    FILTER_FOUR,
    FILTER_THREE,
    FILTER_UNDER,
    FILTERS
};

struct results_page {
    struct screen base;
    struct tally tally;
    struct edges edges; /* of the tally's products, in its order */
    int *shown;         /* by index in tally */
    int n;
    struct list list;
    struct field find;
    bool typing;
    enum results_filter filter;
    bool by_mean;
};

enum { FIXED = 35 };

static int results_count(const void *data)
{
    return ((const struct results_page *)data)->n;
}

static const struct result *results_at(const struct results_page *p, int i)
{
    return i >= 0 && i < p->n ? &p->tally.v[p->shown[i]] : NULL;
}

static bool results_exceeds(const struct result *r)
{
    return r->exceeds && !r->settled && result_judged(r);
}

static bool results_near(const struct results_page *p, const struct result *r)
{
    size_t i = (size_t)(r - p->tally.v);
    return i < p->edges.n && (p->edges.v[i].one || p->edges.v[i].less);
}

/* Columns of the name and of the outcome; the rest is numbers. */
static void widths(int cols, int *name, int *outcome)
{
    *outcome = 24 + (cols - 80) / 3;
    *name = cols - FIXED - *outcome;
}

static void results_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct results_page *p = data;
    const struct result *r = results_at(p, i);
    int name, outcome;
    char mean[16], text[16];
    enum style style;
    widths(c->cols, &name, &outcome);
    canvas_printf(c, 0, 0, 4, STYLE_NORMAL, "%3d", r->no);
    canvas_text(c, 0, 4, name, selected ? STYLE_BOLD : STYLE_NORMAL, r->name);
    int col = 5 + name;
    snprintf(text, sizeof text, "%d/%d", r->closed, r->expected);
    canvas_right(c, 0, col, 7, r->closed < r->expected ? STYLE_WARN : STYLE_NORMAL, text);
    mean_text(r->sum, r->closed, true, mean);
    canvas_right(c, 0, col + 7, 8, STYLE_BOLD, mean);
    if (r->closed) {
        snprintf(text, sizeof text, "%d", r->max - r->min);
        canvas_right(c, 0, col + 15, 7, results_exceeds(r) ? STYLE_ERROR : STYLE_NORMAL, text);
    }
    canvas_text(c, 0, col + 23, 5, STYLE_STAR, stars_text(r->band));
    if (results_near(p, r))
        canvas_text(c, 0, col + 28, 1, STYLE_WARN, "±");
    char *words = outcome_text(r, &style);
    if (r->claims && result_stays(r)) {
        free(words);
        words = xstrdup(_("CÓ ĐỀ NGHỊ LOẠI"));
        style = STYLE_WARN;
    }
    canvas_text(c, 0, col + 30, outcome, style, words);
    free(words);
}

static const struct list_ops results_rows = {.count = results_count, .row = results_row};

static void results_draw_head(const struct results_page *p, struct canvas *c)
{
    static const char *const filters[] = {
        [FILTER_ALL] = N_("Mọi sản phẩm"),    [FILTER_TO_DO] = N_("Còn phải xử lý"),
        [FILTER_FORWARDED] = N_("Trình Bộ"),  [FILTER_FOUR] = N_("Đề nghị 4 sao"),
        [FILTER_THREE] = N_("Đề nghị 3 sao"), [FILTER_UNDER] = N_("Dưới 3 sao, không đạt, loại"),
    };
    int col = canvas_text(c, 1, 1, -1, STYLE_BOLD, _(filters[p->filter])) + 2;
    col += canvas_printf(c, 1, col, -1, STYLE_NORMAL, "%d/%zu", p->n, p->tally.n) + 3;
    if (p->by_mean)
        col += canvas_text(c, 1, col, -1, STYLE_NORMAL, _("xếp theo điểm")) + 3;
    if (p->typing || *field_get(&p->find)) {
        col += canvas_text(c, 1, col, -1, STYLE_NORMAL, _("Tìm:")) + 1;
        field_draw(&p->find, c, 1, col, 24, p->typing);
    }
    bool near = false;
    for (size_t i = 0; i < p->tally.n; i++)
        near |= results_near(p, &p->tally.v[i]);
    if (near)
        canvas_text(c, 1, col, c->cols - col - 16, STYLE_WARN, _("± một phiếu có thể đổi hạng"));
    if (!model_of(p->base.app)->session.closed)
        canvas_right(c, 1, 0, c->cols, STYLE_WARN, _("[CHƯA CÔNG BỐ]"));
    int name, outcome;
    struct canvas head = canvas_sub(c, 2, 1, 1, c->cols - 2);
    widths(head.cols, &name, &outcome);
    canvas_text(&head, 0, 1, 3, STYLE_DIM, _("TT"));
    canvas_text(&head, 0, 4, name, STYLE_DIM, _("Tên sản phẩm"));
    col = 5 + name;
    canvas_right(&head, 0, col, 7, STYLE_DIM, _("Phiếu"));
    canvas_right(&head, 0, col + 7, 8, STYLE_DIM, _("Điểm TB"));
    canvas_right(&head, 0, col + 15, 7, STYLE_DIM, _("Chênh"));
    canvas_text(&head, 0, col + 23, 5, STYLE_DIM, _("Hạng"));
    canvas_text(&head, 0, col + 30, outcome, STYLE_DIM, _("Kết quả"));
}

static void results_draw(const struct screen *s, struct canvas *c)
{
    const struct results_page *p = (const struct results_page *)s;
    model_title(s->app, c, _("KẾT QUẢ"), NULL);
    if (p->tally.n == 0) {
        draw_empty(c, _("Chưa có sản phẩm nào"),
                   _("Kết quả có khi đã nạp sản phẩm và nộp phiếu. Esc: về trang chính."));
        return;
    }
    results_draw_head(p, c);
    canvas_hline(c, 3, 0, c->cols, STYLE_DIM);
    struct outcomes n;
    outcomes_count(&p->tally, &n);
    struct canvas foot = canvas_sub(c, c->rows - 2, 0, 2, c->cols);
    int used = outcomes_draw(&n, &foot, 0);
    canvas_hline(c, c->rows - 3, 0, c->cols, STYLE_DIM);
    (void)used;
    struct canvas body = canvas_sub(c, 4, 0, c->rows - 7, c->cols);
    /* The column of the scroll mark stays free in a short list too, so that heads fit. */
    struct canvas list =
        canvas_sub(&body, 0, 0, body.rows, p->n > body.rows ? body.cols : body.cols - 1);
    if (p->n)
        list_draw(&p->list, &results_rows, p, &list, true);
    else
        draw_empty(&body, _("Không có sản phẩm nào như thế"),
                   _("Esc: bỏ tìm. {RESULTS_FILTER}: lọc khác."));
}

enum { FIND_MAX = 60 };

/* ---- what is shown ---- */

static bool passes(const struct results_page *p, const struct result *r)
{
    switch (p->filter) {
    case FILTER_TO_DO:
        return result_group(r) == GROUP_OPEN || results_exceeds(r) || r->claims > 0 ||
               (r->closed < r->expected && result_judged(r));
    case FILTER_FORWARDED:
        return result_group(r) == GROUP_FORWARD;
    case FILTER_FOUR:
        return result_group(r) == GROUP_FOUR;
    case FILTER_THREE:
        return result_group(r) == GROUP_THREE;
    case FILTER_UNDER:
        return result_group(r) == GROUP_FAILED;
    default:
        return true;
    }
}

static bool found(const struct result *r, const char *want)
{
    char no[16];
    snprintf(no, sizeof no, "%d", r->no);
    return !*want || strcmp(no, want) == 0 || search_hit(want, r->name) ||
           search_hit(want, r->owner) || search_hit(want, r->code);
}

/* Exact means, highest first; those without a ballot last. */
static bool higher(const struct result *a, const struct result *b)
{
    if (!a->closed || !b->closed)
        return a->closed && !b->closed;
    return (int64_t)a->sum * b->closed > (int64_t)b->sum * a->closed;
}

static void results_sift(struct results_page *p, int id)
{
    char *want = text_fold(field_get(&p->find));
    int select = p->list.selected;
    free(p->shown);
    p->shown = xcalloc(p->tally.n + 1, sizeof *p->shown);
    p->n = 0;
    for (size_t i = 0; i < p->tally.n; i++) {
        const struct result *r = &p->tally.v[i];
        if (!passes(p, r) || (want && !found(r, want)))
            continue;
        int k = p->n++;
        for (; p->by_mean && k > 0 && higher(r, results_at(p, k - 1)); k--)
            p->shown[k] = p->shown[k - 1];
        p->shown[k] = (int)i;
    }
    for (int k = 0; k < p->n; k++)
        select = results_at(p, k)->product == id ? k : select;
    free(want);
    list_select(&p->list, &results_rows, p, select);
}

static int chosen_id(const struct results_page *p)
{
    const struct result *r = results_at(p, p->list.selected);
    return r ? r->product : 0;
}

static bool results_load(struct screen *s)
{
    struct results_page *p = (struct results_page *)s;
    struct model *m = model_of(s->app);
    if (!model_refresh(s->app))
        return false;
    int id = chosen_id(p);
    list_free(&p->tally);
    list_free(&p->edges);
    p->n = 0;
    if (db_tally(m->db, 0, &p->tally) != DB_OK ||
        db_edges_of(m->db, &p->tally, &p->edges) != DB_OK) {
        model_did(s->app, DB_FAULT, NULL);
        return false;
    }
    m->products = (int)p->tally.n;
    results_sift(p, id);
    return true;
}

/* ---- keys ---- */

static enum react resift(struct results_page *p)
{
    results_sift(p, chosen_id(p));
    return REACT_DRAW;
}

static enum react results_back(struct results_page *p)
{
    if (!p->typing && !*field_get(&p->find))
        return REACT_POP;
    field_set(&p->find, "");
    p->typing = false;
    return resift(p);
}

static enum react results_act(struct screen *s, enum action a)
{
    struct results_page *p = (struct results_page *)s;
    switch (a) {
    case ACT_RESULTS_OPEN:
        pages_of(s->app)->result(s->app, chosen_id(p));
        return REACT_DRAW;
    case ACT_RESULTS_FILTER:
        p->filter = (enum results_filter)((p->filter + 1) % FILTERS);
        return resift(p);
    case ACT_RESULTS_ORDER:
        p->by_mean = !p->by_mean;
        return resift(p);
    case ACT_RESULTS_FIND:
        p->typing = true;
        return REACT_DRAW;
    case ACT_RESULTS_DRAFT:
        pages_of(s->app)->export(s->app);
        return REACT_DRAW;
    case ACT_RESULTS_SIGNOFF:
        pages_of(s->app)->signoff(s->app);
        return REACT_DRAW;
    case ACT_BACK:
        return results_back(p);
    default:
        return REACT_DEFAULT;
    }
}

static enum react results_type(struct results_page *p, const struct key *k)
{
    int id = chosen_id(p);
    if (field_key(&p->find, k) == FIELD_CHANGED)
        results_sift(p, id);
    return REACT_DRAW;
}

static enum react results_key(struct screen *s, const struct key *k)
{
    struct results_page *p = (struct results_page *)s;
    bool starts = k->code == K_CHAR || (k->code == K_BACKSPACE && *field_get(&p->find));
    if (!p->typing && starts && p->tally.n) {
        p->typing = true;
        return k->ch == '/' ? REACT_DRAW : results_type(p, k);
    }
    if (p->typing && field_searches(k))
        return results_type(p, k);
    switch (list_key(&p->list, &results_rows, p, k)) {
    case LIST_MOVED:
        p->typing = false;
        return REACT_DRAW;
    case LIST_OPEN:
        return results_act(s, ACT_RESULTS_OPEN);
    default:
        return REACT_NONE;
    }
}

static bool results_typing(const struct screen *s)
{
    return ((const struct results_page *)s)->typing;
}

static unsigned results_holds(const struct screen *s)
{
    return model_holds(s->app, chosen_id((const struct results_page *)s) != 0);
}

static void results_done(struct screen *s)
{
    struct results_page *p = (struct results_page *)s;
    list_free(&p->tally);
    list_free(&p->edges);
    free(p->shown);
}

static const struct screen_ops results_ops = {
    .scope = SCOPE_RESULTS,
    .size = sizeof(struct results_page),
    .load = results_load,
    .draw = results_draw,
    .holds = results_holds,
    .act = results_act,
    .key = results_key,
    .typing = results_typing,
    .done = results_done,
};

void page_results_open(struct app *app)
{
    struct results_page *p = (struct results_page *)screen_new(app, &results_ops);
    field_init(&p->find, FIELD_TEXT, FIND_MAX);
    app_push(app, &p->base);
}
