/* SPDX-License-Identifier: MIT */
/* tui/page/result/explain.c - why a product has its star, step by step, to be scrolled. */

#include <stdlib.h>

#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/scroll.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/words/explain.h"

struct explain_page {
    struct screen base;
    int product;
    struct explanation e;
    char *middle;
    bool producer; /* the page for the producer */
    int top;
};

static bool explain_load(struct screen *s)
{
    struct explain_page *p = (struct explain_page *)s;
    if (!model_refresh(s->app))
        return false;
    explain_free(&p->e);
    if (explain(model_of(s->app)->db, p->product, &p->e) != DB_OK)
        return false;
    free(p->middle);
    p->middle = product_label_text(p->e.r->no, model_of(s->app)->products, p->e.r->name);
    return true;
}

static int indent_of(const struct explain_line *l)
{
    return 1 + 2 * l->indent + (l->kind == EXPLAIN_HEAD ? 0 : 2);
}

static const char *sign_of(enum explain_kind kind)
{
    return kind == EXPLAIN_GOOD ? "✓" : kind == EXPLAIN_BAD ? "✗" : kind == EXPLAIN_OPEN ? "?" : "";
}

static int explain_rows_of(const struct explain_line *l, int cols)
{
    int rows = canvas_wrap_rows(l->text, cols - indent_of(l) - 1);
    return rows > 0 ? rows : 1;
}

static const struct explain_lines *explain_shown(const struct explain_page *p)
{
    return p->producer ? &p->e.producer : &p->e.lines;
}

static int explain_all_rows(const struct explain_page *p, int cols)
{
    int rows = 0;
    const struct explain_lines *l = explain_shown(p);
    for (size_t i = 0; i < l->n; i++)
        rows += explain_rows_of(&l->v[i], cols) + (i && l->v[i].kind == EXPLAIN_HEAD);
    return rows;
}

static void explain_draw(const struct screen *s, struct canvas *c)
{
    static const enum style style[] = {
        [EXPLAIN_HEAD] = STYLE_BOLD, [EXPLAIN_TEXT] = STYLE_NORMAL, [EXPLAIN_GOOD] = STYLE_GOOD,
        [EXPLAIN_BAD] = STYLE_WARN,  [EXPLAIN_OPEN] = STYLE_WARN,
    };
    const struct explain_page *p = (const struct explain_page *)s;
    model_title(s->app, c, p->producer ? _("CHO CHỦ THỂ") : _("VÌ SAO"), p->middle);
    struct canvas body = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    int top = scroll_top(p->top, explain_all_rows(p, body.cols), body.rows), row = -top;
    for (size_t i = 0; i < explain_shown(p)->n && row < body.rows; i++) {
        const struct explain_line *l = &explain_shown(p)->v[i];
        row += i && l->kind == EXPLAIN_HEAD;
        int col = indent_of(l), rows = explain_rows_of(l, body.cols);
        canvas_text(&body, row, col - 2 < 0 ? 0 : col - 2, 1, style[l->kind], sign_of(l->kind));
        canvas_wrap(&body, row, col, body.cols - col - 1, rows,
                    l->kind == EXPLAIN_HEAD ? STYLE_BOLD : style[l->kind], l->text);
        row += rows;
    }
    scroll_marks(&body, top, row);
}

static enum react explain_key(struct screen *s, const struct key *k)
{
    struct explain_page *p = (struct explain_page *)s;
    bool moved = scroll_key(&p->top, k, explain_all_rows(p, s->cols), s->rows - 2);
    return moved ? REACT_DRAW : REACT_NONE;
}

static enum react explain_act(struct screen *s, enum action a)
{
    struct explain_page *p = (struct explain_page *)s;
    if (a != ACT_EXPLAIN_PRODUCER)
        return REACT_DEFAULT;
    p->producer = !p->producer;
    p->top = 0;
    return REACT_DRAW;
}

static void explain_done(struct screen *s)
{
    struct explain_page *p = (struct explain_page *)s;
    explain_free(&p->e);
    free(p->middle);
}

static const struct screen_ops explain_ops = {
    .scope = SCOPE_EXPLAIN,
    .size = sizeof(struct explain_page),
    .load = explain_load,
    .draw = explain_draw,
    .act = explain_act,
    .key = explain_key,
    .done = explain_done,
};

void page_explain_open(struct app *app, int product)
{
    struct explain_page *p = (struct explain_page *)screen_new(app, &explain_ops);
    p->product = product;
    app_push(app, &p->base);
}
