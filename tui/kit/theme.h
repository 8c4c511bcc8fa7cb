/* SPDX-License-Identifier: MIT */
/* tui/kit/theme.h - how each role of canvas.h looks: foreground and background as the eight colours
 * of curses by number (-1: the terminal's own), flags b bold, d dim, r reverse, u underline with
 * colours, and without (there the flags alone must do). */
#ifndef TUI_KIT_THEME_H
#define TUI_KIT_THEME_H

#include "tui/kit/canvas/canvas.h"

struct look {
    signed char fg, bg;
    const char *flags; /* with colours */
    const char *mono;  /* without */
};

static const struct look theme[STYLE_COUNT] = {
    [STYLE_NORMAL] = {-1, -1, "", ""},  [STYLE_DIM] = {-1, -1, "d", "d"},
    [STYLE_BOLD] = {-1, -1, "b", "b"},  [STYLE_TITLE] = {7, 4, "b", "br"},
    [STYLE_BAR] = {0, 6, "", "r"},      [STYLE_KEY] = {6, -1, "b", "b"},
    [STYLE_SELECTED] = {0, 6, "", "r"}, [STYLE_WARN] = {3, -1, "b", "b"},
    [STYLE_ERROR] = {7, 1, "b", "br"},  [STYLE_GOOD] = {2, -1, "b", "b"},
    [STYLE_STAR] = {3, -1, "b", "b"},   [STYLE_PENDING] = {5, -1, "u", "u"},
    [STYLE_INPUT] = {-1, -1, "u", "u"}, [STYLE_HEADING] = {6, -1, "b", "bu"},
};

#endif
