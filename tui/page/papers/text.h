/* SPDX-License-Identifier: MIT */
/* tui/page/papers/text.h - a text to be read and scrolled. */
#ifndef TUI_PAGE_PAPERS_TEXT_H
#define TUI_PAGE_PAPERS_TEXT_H

struct app;

/* @title and @text are copied; lines of @text longer than the window are wrapped. */
void page_text_open(struct app *app, const char *title, const char *text);

#endif
