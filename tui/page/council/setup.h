/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup.h - facts and rules as rows of a form: between the set-up pages and the
 * new session. */
#ifndef TUI_PAGE_COUNCIL_SETUP_H
#define TUI_PAGE_COUNCIL_SETUP_H

#include "tui/kit/app.h"
#include "tui/kit/widget/form.h"

/* Every fact and rule with its citation; the ids are the keys of db_set. */
extern const struct form_row setup_rows[];
extern const size_t setup_row_count;
/* What a new session is asked for; "file" is its name, the other ids are keys of db_set. */
extern const struct form_row new_rows[];
extern const size_t new_row_count;

/* What people call a key of db_set ("Tỷ lệ có mặt tối thiểu") and one of its values; the key and
 * the value themselves where there is no name for them. */
const char *setup_key_name(const char *key);
const char *setup_value_name(const char *key, const char *value);

/* A form's check (tui/kit/widget/form.h) for both; @data is the table of rows. */
const char *setup_check(void *data, size_t i, const char *value);

#endif
