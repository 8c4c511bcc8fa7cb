/* SPDX-License-Identifier: MIT */
#include "tests/kit/feed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/kit/dump.h"
#include "tests/kit/golden.h"
#include "tui/kit/key.h"
#include "tui/kit/utf8.h"

void feed_keys(struct app *app, const char *keys)
{
    char word[KEY_NAME];
    while (key_word(&keys, word)) {
        struct key k;
        if (!key_parse(word, &k))
            fail_msg("no key is named %s", word);
        app_key(app, &k);
    }
}

static void feed(struct app *app, const char *text, bool pasted)
{
    size_t used;
    for (uint32_t cp; (cp = utf8_get(text, &used)) != 0; text += used)
        app_key(app, &(struct key){.code = K_CHAR, .ch = cp, .pasted = pasted});
}

void feed_text(struct app *app, const char *text)
{
    feed(app, text, false);
}

void feed_paste(struct app *app, const char *text)
{
    feed(app, text, true);
}

void feed_click(struct app *app, int row, int col)
{
    app_key(app, &(struct key){.code = K_CLICK, .row = row, .col = col});
}

char *feed_screen(struct app *app, bool styles)
{
    app_draw(app);
    return grid_dump(&app->grid, styles);
}

bool feed_shows(struct app *app, const char *text)
{
    char *screen = feed_screen(app, false);
    bool shows = strstr(screen, text) != NULL;
    free(screen);
    return shows;
}

void feed_golden(struct app *app, const char *name)
{
    char *screen = feed_screen(app, true);
    golden(name, screen);
    free(screen);
}
