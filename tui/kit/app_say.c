/* SPDX-License-Identifier: MIT */
/* tui/kit/app_say.c - the message line, and the alarm that must be seen. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/base/mem.h"
#include "tui/kit/app_part.h"

void app_say(struct app *app, enum say kind, const char *text)
{
    char *copy = xstrdup(text);
    free(app->said);
    app->said = copy;
    app->said_kind = kind;
    app->dirty = true;
}

void app_sayf(struct app *app, enum say kind, const char *fmt, ...)
{
    char text[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    app_say(app, kind, text);
}

void app_silence(struct app *app)
{
    free(app->alarm_title);
    free(app->alarm_text);
    app->alarm_title = app->alarm_text = NULL;
    app->dirty = true;
}

void app_alarm(struct app *app, const char *title, const char *text)
{
    char *new_title = xstrdup(title), *new_text = xstrdup(text);
    app_silence(app);
    app->alarm_title = new_title;
    app->alarm_text = new_text;
    app->drop_keys = true;
}
