/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/dialog_part.h - the frame that dialogs and the menu share. */
#ifndef TUI_KIT_WIDGET_DIALOG_PART_H
#define TUI_KIT_WIDGET_DIALOG_PART_H

#include "tui/kit/canvas/canvas.h"

/* Columns inside a frame that should hold @want, on this area. */
int frame_columns(const struct canvas *area, int want);
/* Draw a frame in the middle of @area around @rows x @cols cells, with a title; returns the
 * inside, blank, cut to what the area can hold. */
struct canvas frame_draw(struct canvas *area, int rows, int cols, const char *title);

#endif
