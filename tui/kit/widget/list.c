/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/list.c - a scrolling list with one selected row. */
#include "tui/kit/widget/list.h"

static bool can(const struct list_ops *ops, const void *data, int i)
{
    return !ops->selectable || ops->selectable(data, i);
}

/* The nearest selectable row at or after @i in direction @step, -1 if there is none. */
static int seek(const struct list_ops *ops, const void *data, int i, int step)
{
    int n = ops->count(data);
    for (; i >= 0 && i < n; i += step)
        if (can(ops, data, i))
            return i;
    return -1;
}

/* The first row to show so that the selected one is in view of @rows rows. */
static int top_for(const struct list *l, int n, int rows)
{
    int top = l->top, last = n > rows ? n - rows : 0;
    if (l->selected >= 0 && l->selected >= top + rows)
        top = l->selected - rows + 1;
    if (l->selected >= 0 && l->selected < top)
        top = l->selected;
    top = top > last ? last : top;
    return top < 0 ? 0 : top;
}

void list_select(struct list *l, const struct list_ops *ops, const void *data, int i)
{
    int n = ops->count(data);
    i = i >= n ? n - 1 : i < 0 ? 0 : i;
    int at = seek(ops, data, i, 1);
    l->selected = at >= 0 ? at : seek(ops, data, i, -1);
    if (l->seen.rows > 0)
        l->top = top_for(l, n, l->seen.rows);
}

void list_fix(struct list *l, const struct list_ops *ops, const void *data)
{
    list_select(l, ops, data, l->selected);
}

static enum list_event move_to(struct list *l, const struct list_ops *ops, const void *data, int i,
                               int step)
{
    int n = ops->count(data);
    i = i >= n ? n - 1 : i < 0 ? 0 : i;
    int at = seek(ops, data, i, step);
    if (at < 0)
        at = seek(ops, data, i, -step);
    if (at >= 0)
        l->selected = at;
    int rows = l->seen.rows > 0 ? l->seen.rows : n;
    l->top = top_for(l, n, rows);
    /* Headings above the first selectable row come into view with it. */
    if (at >= 0 && seek(ops, data, 0, 1) == at && at < rows)
        l->top = 0;
    return LIST_MOVED;
}

static enum list_event click(struct list *l, const struct list_ops *ops, const void *data,
                             const struct key *k)
{
    int row = k->row - l->seen.row, col = k->col - l->seen.col;
    int i = l->seen.top + row;
    if (row < 0 || row >= l->seen.rows || col < 0 || col >= l->seen.cols || i >= ops->count(data) ||
        !can(ops, data, i))
        return LIST_IGNORED;
    if (i == l->selected)
        return LIST_OPEN;
    l->selected = i;
    return LIST_MOVED;
}

enum list_event list_key(struct list *l, const struct list_ops *ops, const void *data,
                         const struct key *k)
{
    int page = l->seen.rows > 1 ? l->seen.rows - 1 : 1;
    switch (k->code) {
    case K_UP: {
        /* When nothing selectable is above, stay where we are. */
        int at = seek(ops, data, l->selected - 1, -1);
        return move_to(l, ops, data, at < 0 ? l->selected : at, -1);
    }
    case K_DOWN: {
        int at = seek(ops, data, l->selected + 1, 1);
        return move_to(l, ops, data, at < 0 ? l->selected : at, 1);
    }
    case K_PGUP:
        return move_to(l, ops, data, l->selected - page, -1);
    case K_PGDN:
        return move_to(l, ops, data, l->selected + page, 1);
    case K_HOME:
        return move_to(l, ops, data, 0, 1);
    case K_END:
        return move_to(l, ops, data, ops->count(data) - 1, -1);
    case K_CLICK:
        return click(l, ops, data, k);
    default:
        return LIST_IGNORED;
    }
}

/* The only thing drawing notes.  Lists live in pages, which are never const objects, so taking
 * the const away is defined; and what is noted changes no output. */
static void note_seen(const struct list *l, const struct canvas *c, int top)
{
    struct list *cache = (struct list *)l;
    cache->seen.row = c->row;
    cache->seen.col = c->col;
    cache->seen.rows = c->rows;
    cache->seen.cols = c->cols;
    cache->seen.top = top;
}

void list_draw(const struct list *l, const struct list_ops *ops, const void *data, struct canvas *c,
               bool focused)
{
    int n = ops->count(data), top = top_for(l, n, c->rows);
    bool scrolls = n > c->rows && c->cols > 2;
    note_seen(l, c, top);
    for (int row = 0; row < c->rows && top + row < n; row++) {
        int i = top + row;
        bool selected = i == l->selected;
        struct canvas line = canvas_sub(c, row, 1, 1, c->cols - 1 - (scrolls ? 1 : 0));
        ops->row(data, i, &line, selected);
        if (selected)
            canvas_text(c, row, 0, 1, focused ? STYLE_BOLD : STYLE_DIM, "▶");
    }
    if (scrolls && top > 0)
        canvas_text(c, 0, c->cols - 1, 1, STYLE_KEY, "↑");
    if (scrolls && top + c->rows < n)
        canvas_text(c, c->rows - 1, c->cols - 1, 1, STYLE_KEY, "↓");
}
