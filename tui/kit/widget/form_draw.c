/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form_draw.c - a form into cells. */
#include <string.h>

#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/form.h"
#include "tui/kit/widget/form_part.h"

/* Under the rows: a line, two rows of hint, one of citation or complaint. */
enum { FOOT = 4, GAP = 2 };

static int label_columns(const struct form *f, int cols)
{
    int widest = 0;
    for (size_t i = 0; i < f->n; i++) {
        int n = (int)text_columns(_(f->row[i].label)) + (f->row[i].required ? 2 : 0);
        if (!form_is_words(f->row[i].kind) && !f->row[i].before && n > widest)
            widest = n;
    }
    return widest > cols / 2 ? cols / 2 : widest;
}

static const char *choice_name(const struct form *f, size_t i)
{
    const struct form_row *row = &f->row[i];
    int k = f->v[i].choice;
    if (row->kind == FORM_YESNO)
        return k ? _("có") : _("không");
    return row->names ? _(row->names[k]) : row->values[k] ? row->values[k] : "";
}

/* The columns that the value has taken. */
static int draw_value(const struct form *f, size_t i, struct canvas *c, int row, int col)
{
    const struct form_value *v = &f->v[i];
    bool active = i == f->at;
    int room = c->cols - col - 1;
    if (form_is_text(f->row[i].kind)) {
        int width = (int)v->field.max + 1 < room ? (int)v->field.max + 1 : room;
        field_draw(&v->field, c, row, col, width, active);
        if (v->locked)
            canvas_restyle(c, row, col, 1, width, STYLE_DIM);
        return width;
    }
    enum style style = active ? STYLE_SELECTED : v->locked ? STYLE_DIM : STYLE_NORMAL;
    if (active) {
        int used = canvas_text(c, row, col, room, style, "◂ ");
        used += canvas_text(c, row, col + used, room - used, style, choice_name(f, i));
        return used + canvas_text(c, row, col + used, room - used, style, " ▸");
    }
    return canvas_text(c, row, col, room, style, choice_name(f, i));
}

/* "Họp hợp lệ khi có mặt ít nhất [3/4] số thành viên." */
static void draw_sentence(const struct form *f, size_t i, struct canvas *c, int row)
{
    const struct form_row *r = &f->row[i];
    bool active = i == f->at;
    enum style style = active ? STYLE_BOLD : f->v[i].locked ? STYLE_DIM : STYLE_NORMAL;
    canvas_text(c, row, 0, 1, active ? STYLE_KEY : STYLE_WARN,
                active           ? "▶"
                : form_why(f, i) ? "!"
                                 : " ");
    int col = 2 + canvas_text(c, row, 2, -1, style, _(r->before)) + 1;
    if (active)
        col += draw_value(f, i, c, row, col);
    else
        col += canvas_text(c, row, col, c->cols - col, f->v[i].locked ? STYLE_DIM : STYLE_BOLD,
                           form_is_text(r->kind) ? form_get(f, i) : choice_name(f, i));
    if (r->after)
        canvas_text(c, row, col, -1, style, _(r->after));
}

static void draw_row(const struct form *f, size_t i, struct canvas *c, int row, int labels)
{
    const struct form_row *r = &f->row[i];
    if (r->kind == FORM_HEADING) {
        canvas_text(c, row, 0, -1, STYLE_HEADING, _(r->label));
        return;
    }
    if (r->kind == FORM_NOTE) {
        canvas_text(c, row, 4, -1, STYLE_DIM, _(r->label));
        return;
    }
    if (r->before) {
        draw_sentence(f, i, c, row);
        return;
    }
    bool active = i == f->at;
    enum style style = active ? STYLE_BOLD : f->v[i].locked ? STYLE_DIM : STYLE_NORMAL;
    canvas_text(c, row, 0, 1, STYLE_KEY, active ? "▶" : " ");
    int used = canvas_text(c, row, 2, labels, style, _(r->label));
    if (r->required && used + 2 <= labels)
        canvas_text(c, row, 2 + used + 1, 1, STYLE_WARN, "*");
    draw_value(f, i, c, row, 2 + labels + GAP);
    if (!active && form_why(f, i))
        canvas_text(c, row, 2 + labels, 1, STYLE_WARN, "!");
}

static void draw_foot(const struct form *f, struct canvas *c)
{
    if (f->at >= f->n)
        return;
    const struct form_row *row = &f->row[f->at];
    const char *why = form_why(f, f->at);
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    int value = form_is_text(row->kind) ? 0 : (int)text_columns(choice_name(f, f->at));
    int label = row->before ? (int)text_columns(_(row->before)) : label_columns(f, c->cols);
    if (value > c->cols - 2 - label - GAP - 5)
        canvas_wrap(c, 1, 0, c->cols, 2, STYLE_BOLD, choice_name(f, f->at)); /* cut above */
    else if (row->hint)
        canvas_wrap(c, 1, 0, c->cols, 2, STYLE_NORMAL, _(row->hint));
    /* What others do helps more with an empty row than that it is empty. */
    if (why && (*form_get(f, f->at) || !row->note))
        canvas_text(c, 3, 0, -1, STYLE_WARN, why);
    else if (row->note)
        canvas_text(c, 3, 0, -1, STYLE_DIM, _(row->note));
    else if (row->cite)
        canvas_text(c, 3, 0, -1, STYLE_DIM, row->cite);
}

/* As in list.c: forms live in pages, which are never const objects. */
static void note_seen(const struct form *f, const struct canvas *c, int top)
{
    struct form *cache = (struct form *)f;
    cache->seen.row = c->row;
    cache->seen.col = c->col;
    cache->seen.rows = c->rows;
    cache->seen.cols = c->cols;
    cache->seen.top = top;
}

void form_draw(const struct form *f, struct canvas *c)
{
    struct canvas rows = canvas_sub(c, 0, 0, c->rows - FOOT, c->cols);
    struct canvas foot = canvas_sub(c, c->rows - FOOT, 0, FOOT, c->cols);
    int n = (int)f->n, at = f->at < f->n ? (int)f->at : 0, labels = label_columns(f, c->cols);
    int top = f->seen.top, last = n > rows.rows ? n - rows.rows : 0;
    int end = at; /* the words under the active row come into view with it */
    while (end + 1 < n && f->row[end + 1].kind == FORM_NOTE && end - at < rows.rows - 2)
        end++;
    top = end >= top + rows.rows ? end - rows.rows + 1 : top;
    /* A heading above the active row comes into view with it. */
    int first = at > 0 && f->row[at - 1].kind == FORM_HEADING ? at - 1 : at;
    top = first < top ? first : top;
    top = top > last ? last : top;
    note_seen(f, &rows, top);
    for (int row = 0; row < rows.rows && top + row < n; row++)
        draw_row(f, (size_t)(top + row), &rows, row, labels);
    if (top > 0)
        canvas_text(&rows, 0, rows.cols - 1, 1, STYLE_KEY, "↑");
    if (top < last)
        canvas_text(&rows, rows.rows - 1, rows.cols - 1, 1, STYLE_KEY, "↓");
    draw_foot(f, &foot);
}
