/* SPDX-License-Identifier: MIT */
/* tui/kit/app_part.h - between app.c and help.c only. */
#ifndef TUI_KIT_APP_PART_H
#define TUI_KIT_APP_PART_H

#include "tui/kit/app.h"

/* Tags of the app's own windows; no page sees their answers. */
enum { TAG_QUIT = -1000, TAG_MENU = -1001 };

/* The NEED_x bits that hold on a page. */
unsigned app_holds(const struct screen *s);

#endif
