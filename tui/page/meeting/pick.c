/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/pick.c - choose a ballot: the product for a member, or the member for a product.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/list.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/page.h"

struct pick_page {
    struct screen base;
    int member, product; /* one of them is 0: that is chosen here */
    struct seats seats;
    char **name;   /* of each seat's product or member */
    bool *stopped; /* the scoring of its product */
    char *middle;
    struct list list;
};

static int pick_count(const void *data)
{
    return (int)((const struct pick_page *)data)->seats.n;
}

/* "đã nộp", "đang nhập 12/32", "vắng" ... and how it looks. */
static enum style pick_state_of(const struct seat *s, bool stopped, char *out, size_t size)
{
    if (s->ignored) {
        snprintf(out, size, "%s", _("bỏ qua theo kết luận"));
        return STYLE_DIM;
    }
    if (!s->expected && s->ballot == BALLOT_NONE) {
        snprintf(out, size, "%s",
                 s->panel == PANEL_SCORES ? _("không chấm điểm") : panel_name(s->panel));
        return STYLE_DIM;
    }
    if (s->ballot == BALLOT_CLOSED) {
        snprintf(out, size, "%s%s", ballot_name(s->ballot), s->counted ? "" : _(", không tính"));
        return STYLE_GOOD;
    }
    if (stopped) {
        snprintf(out, size, "%s", _("đã dừng đánh giá"));
        return STYLE_WARN;
    }
    if (s->criteria == 0)
        snprintf(out, size, "%s", _("chưa có bộ tiêu chí"));
    else if (s->ballot == BALLOT_OPEN)
        snprintf(out, size, "%s %d/%d", ballot_name(s->ballot), s->marks, s->criteria);
    else
        snprintf(out, size, "%s", ballot_name(s->ballot));
    return s->ballot == BALLOT_OPEN ? STYLE_WARN : STYLE_NORMAL;
}

enum { STATE_COLS = 26, POINTS_COLS = 24 };

static void pick_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct pick_page *p = data;
    const struct seat *s = &p->seats.v[i];
    char state[96];
    enum style style = pick_state_of(s, p->stopped[i], state, sizeof state);
    int points = p->product ? POINTS_COLS : 0, name = c->cols - STATE_COLS - points - 3;
    canvas_text(c, 0, 1, name, selected ? STYLE_BOLD : STYLE_NORMAL, p->name[i]);
    if (points && s->ballot == BALLOT_CLOSED)
        canvas_printf(c, 0, 2 + name, points, STYLE_NORMAL, "%5d %5d %5d %6d", s->part[0],
                      s->part[1], s->part[2], s->total);
    canvas_text(c, 0, 3 + name + points, STATE_COLS, style, state);
}

static const struct list_ops seats_list = {.count = pick_count, .row = pick_row};

static void free_names(struct pick_page *p)
{
    for (size_t i = 0; p->name && i < p->seats.n; i++)
        free(p->name[i]);
    free(p->name);
    free(p->stopped);
    p->name = NULL;
    p->stopped = NULL;
}

static char *pick_name_of(const struct pick_page *p, const struct seat *s,
                          const struct members *members, const struct products *products)
{
    for (size_t i = 0; p->product && i < members->n; i++)
        if (members->v[i].id == s->member)
            return member_label(&members->v[i]);
    for (size_t i = 0; p->member && i < products->n; i++)
        if (products->v[i].id == s->product)
            return product_label_text(products->v[i].no, 0, products->v[i].name);
    return xstrdup("?");
}

static void find_middle(struct pick_page *p, const struct members *members,
                        const struct products *products)
{
    free(p->middle);
    p->middle = NULL;
    for (size_t i = 0; p->member && i < members->n; i++)
        if (members->v[i].id == p->member)
            p->middle = member_label(&members->v[i]);
    for (size_t i = 0; p->product && i < products->n; i++)
        if (products->v[i].id == p->product)
            p->middle =
                product_label_text(products->v[i].no, (int)products->n, products->v[i].name);
}

/* Members who are not asked for ballots at all are no rows. */
static void keep_scoring(struct seats *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].expected || v->v[i].panel != PANEL_SCORES || v->v[i].ballot != BALLOT_NONE)
            v->v[n++] = v->v[i];
    v->n = n;
}

static bool pick_load(struct screen *s)
{
    struct pick_page *p = (struct pick_page *)s;
    struct model *m = model_of(s->app);
    struct members members;
    struct products products;
    if (!model_refresh(s->app))
        return false;
    bool first = !p->name;
    free_names(p);
    list_free(&p->seats);
    bool ok = db_seats(m->db, p->product, p->member, &p->seats) == DB_OK;
    ok = db_members(m->db, &members) == DB_OK && ok;
    ok = db_products(m->db, &products) == DB_OK && ok;
    keep_scoring(&p->seats);
    p->name = xcalloc(p->seats.n + 1, sizeof *p->name);
    p->stopped = xcalloc(p->seats.n + 1, sizeof *p->stopped);
    for (size_t i = 0; i < p->seats.n; i++)
        for (size_t k = 0; k < products.n; k++)
            if (products.v[k].id == p->seats.v[i].product)
                p->stopped[i] = products.v[k].stopped;
    for (size_t i = 0; i < p->seats.n; i++)
        p->name[i] = pick_name_of(p, &p->seats.v[i], &members, &products);
    find_middle(p, &members, &products);
    list_free(&members);
    list_free(&products);
    for (size_t i = 0; first && i < p->seats.n; i++) {
        const struct seat *x = &p->seats.v[i];
        if (x->expected && x->criteria && x->ballot != BALLOT_CLOSED && !p->product &&
            !p->stopped[i]) {
            list_select(&p->list, &seats_list, p, (int)i);
            break;
        }
    }
    list_fix(&p->list, &seats_list, p);
    return ok && p->middle;
}

static void pick_draw(const struct screen *s, struct canvas *c)
{
    const struct pick_page *p = (const struct pick_page *)s;
    model_title(s->app, c, p->product ? _("CÁC PHIẾU") : _("CHỌN SẢN PHẨM ĐỂ NHẬP PHIẾU"),
                p->middle);
    if (p->seats.n == 0) {
        draw_empty(c, _("Chưa có phiếu nào để mở"),
                   p->product ? _("Chưa có thành viên nào chấm sản phẩm này. Esc: về.")
                              : _("Thành viên này không chấm sản phẩm nào. Esc: về."));
        return;
    }
    size_t closed = 0, expected = 0;
    for (size_t i = 0; i < p->seats.n; i++) {
        expected += p->seats.v[i].expected && !p->seats.v[i].ignored;
        closed += p->seats.v[i].counted;
    }
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    bool scrolls = (int)p->seats.n > body.rows;
    int points = p->product ? POINTS_COLS : 0;
    int name = c->cols - 1 - scrolls - STATE_COLS - points - 3;
    canvas_printf(c, 1, 2, name, STYLE_DIM, _("Đã nộp %zu/%zu phiếu"), closed, expected);
    if (points)
        canvas_printf(c, 1, 3 + name, points, STYLE_DIM, "%5s %5s %5s %6s", "A", "B", "C",
                      _("Cộng"));
    canvas_text(c, 1, 4 + name + points, STATE_COLS, STYLE_DIM, _("Phiếu"));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    list_draw(&p->list, &seats_list, p, &body, true);
}

static enum react open_one(struct pick_page *p)
{
    int i = p->list.selected;
    if (i < 0 || i >= (int)p->seats.n)
        return REACT_NONE;
    pages_of(p->base.app)->ballot(p->base.app, p->seats.v[i].product, p->seats.v[i].member);
    return REACT_NONE;
}

static enum react pick_act(struct screen *s, enum action a)
{
    return a == ACT_PICK_OPEN ? open_one((struct pick_page *)s) : REACT_DEFAULT;
}

static enum react pick_key(struct screen *s, const struct key *k)
{
    struct pick_page *p = (struct pick_page *)s;
    switch (list_key(&p->list, &seats_list, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return open_one(p);
    default:
        return REACT_NONE;
    }
}

static unsigned pick_holds(const struct screen *s)
{
    return model_holds(s->app, ((const struct pick_page *)s)->seats.n > 0);
}

static void pick_done(struct screen *s)
{
    struct pick_page *p = (struct pick_page *)s;
    free_names(p);
    list_free(&p->seats);
    free(p->middle);
}

static const struct screen_ops pick_ops = {
    .scope = SCOPE_PICK,
    .size = sizeof(struct pick_page),
    .load = pick_load,
    .draw = pick_draw,
    .holds = pick_holds,
    .act = pick_act,
    .key = pick_key,
    .done = pick_done,
};

static void open_pick(struct app *app, int product, int member)
{
    struct pick_page *p = (struct pick_page *)screen_new(app, &pick_ops);
    p->product = product;
    p->member = member;
    app_push(app, &p->base);
}

void page_pick_product_open(struct app *app, int member)
{
    open_pick(app, 0, member);
}

void page_pick_member_open(struct app *app, int product)
{
    open_pick(app, product, 0);
}
