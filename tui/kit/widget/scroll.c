/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/scroll.c - a text that is higher than its window. */
#include "tui/kit/widget/scroll.h"

int scroll_top(int top, int all, int rows)
{
    int last = all > rows ? all - rows : 0;
    return top < 0 ? 0 : top > last ? last : top;
}

bool scroll_key(int *top, const struct key *k, int all, int rows)
{
    int at = scroll_top(*top, all, rows), page = rows - 1;
    switch (k->code) {
    case K_UP:
        at--;
        break;
    case K_DOWN:
        at++;
        break;
    case K_PGUP:
        at -= page;
        break;
    case K_PGDN:
        at += page;
        break;
    case K_HOME:
        at = 0;
        break;
    case K_END:
        at = all;
        break;
    default:
        return false;
    }
    *top = scroll_top(at, all, rows);
    return true;
}

void scroll_marks(struct canvas *c, int top, int end)
{
    if (top > 0)
        canvas_text(c, 0, c->cols - 1, 1, STYLE_KEY, "↑");
    if (end > c->rows)
        canvas_text(c, c->rows - 1, c->cols - 1, 1, STYLE_KEY, "↓");
}
