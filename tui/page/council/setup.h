/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup.h - facts and rules as rows of a form: between the set-up pages and the
 * new session. */
#ifndef TUI_PAGE_COUNCIL_SETUP_H
#define TUI_PAGE_COUNCIL_SETUP_H

#include "db/db.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/form.h"

/* The row of a fact or rule; its id is the key of db_set. */
struct form_row setup_row(enum setting id);
/* Every fact and rule with its citation. */
const struct form_row *setup_rows(size_t *n);

/* A form's check (tui/kit/widget/form.h) for such rows; @data is their table. */
const char *setup_check(void *data, size_t i, const char *value);

#endif
