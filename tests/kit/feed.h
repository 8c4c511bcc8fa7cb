/* SPDX-License-Identifier: MIT */
/* tests/kit/feed.h - drive pages without a terminal: keys into the app, its grid into goldens.
 *
 *     struct app app = {.model = m, .now = fixed_now};
 *     app_init(&app, &actions, 24, 80);
 *     members_open(&app);
 *     feed_keys(&app, "Down Down F4");
 *     feed_text(&app, "Nguyễn Văn A");
 *     feed_golden(&app, "members-absent");
 *     app_free(&app); */
#ifndef TESTS_KIT_FEED_H
#define TESTS_KIT_FEED_H

#include <stdbool.h>

#include "tui/kit/app.h"

/* Keys by name, divided by blanks, as in tui/action.def: "3 Down F8 Ctrl-z Space"; an unknown
 * name fails the running test. */
void feed_keys(struct app *app, const char *keys);
/* Characters as typed. */
void feed_text(struct app *app, const char *text);
void feed_paste(struct app *app, const char *text);
void feed_click(struct app *app, int row, int col);

/* Draw, and the whole grid as text; the caller frees. */
char *feed_screen(struct app *app, bool styles);
/* Whether some row of the screen holds @text. */
bool feed_shows(struct app *app, const char *text);
/* Draw and compare text and styles with tests/golden/NAME.txt (tests/kit/golden.h). */
void feed_golden(struct app *app, const char *name);

#endif
