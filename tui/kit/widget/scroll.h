/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/scroll.h - a text that is higher than its window. */
#ifndef TUI_KIT_WIDGET_SCROLL_H
#define TUI_KIT_WIDGET_SCROLL_H

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/key.h"

/* The first row to show when @top was wanted: @all rows of text, @rows of window. */
int scroll_top(int top, int all, int rows);
/* Move *top as an arrow, a page key, Home or End says; false for any other key. */
bool scroll_key(int *top, const struct key *k, int all, int rows);
/* Arrows at the right edge, where there is more above and below; @end: row behind the last one. */
void scroll_marks(struct canvas *c, int top, int end);

#endif
