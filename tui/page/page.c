/* SPDX-License-Identifier: MIT */
/* tui/page/page.c - the table of all pages. */
#include "tui/page/page.h"

const struct pages all_pages = {
#define PAGE(name, parameters) .name = page_##name##_open,
#include "tui/page/page.def"
#undef PAGE
};
