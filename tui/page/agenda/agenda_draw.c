/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/agenda_draw.c - the products as rows, the search line, the chosen one below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/agenda/agenda.h"

static int agenda_count(const void *data)
{
    return ((const struct agenda_page *)data)->n;
}

const struct product *agenda_at(const struct agenda_page *p, int i)
{
    return i >= 0 && i < p->n ? &p->all.v[p->shown[i]] : NULL;
}

const struct product *agenda_chosen(const struct agenda_page *p)
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

const struct list_ops agenda_lines = {.count = agenda_count, .row = agenda_row};

const char *product_state(const struct product *p, enum style *style)
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

void agenda_draw(const struct screen *s, struct canvas *c)
{
    const struct agenda_page *p = (const struct agenda_page *)s;
    model_title(s->app, c, _("SẢN PHẨM"), NULL);
    struct canvas body = canvas_sub(c, 3, 0, c->rows - 3, c->cols);
    if (p->all.n == 0) {
        draw_empty(&body, _("Chưa có sản phẩm nào"),
                   _("Bấm F3 để nạp danh sách từ tệp .xlsx, .csv hoặc .tsv.\n"
                     "Bấm F2 để thêm từng sản phẩm.\n"
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
