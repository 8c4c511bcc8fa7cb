/* SPDX-License-Identifier: MIT */
/* tui/page/result/explain.h - why a product has its star, from its result. */
#ifndef TUI_PAGE_RESULT_EXPLAIN_H
#define TUI_PAGE_RESULT_EXPLAIN_H

struct app;

void page_explain_open(struct app *app, int product);

#endif
