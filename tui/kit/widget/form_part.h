/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form_part.h - between form.c and form_draw.c only. */
#ifndef TUI_KIT_WIDGET_FORM_PART_H
#define TUI_KIT_WIDGET_FORM_PART_H

#include "tui/kit/widget/form.h"

bool form_is_text(enum form_kind kind);
bool form_is_words(enum form_kind kind);
/* Why the value of row @i cannot stand; NULL: it can. */
const char *form_why(const struct form *f, size_t i);

#endif
