/* SPDX-License-Identifier: MIT */
/* tui/kit/app.c - the stack of pages: keys in, reactions carried out. Drawing is app_draw.c, the
 * loop app_run.c. */
#include "tui/kit/app.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tui/kit/app_part.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "db/base/mem.h"
#include "tui/kit/widget/help.h"

void app_init(struct app *app, const struct action_table *actions, int rows, int cols)
{
    keymap_use(actions);
    grid_resize(&app->grid, rows, cols);
    app->dirty = true;
}

static void destroy(struct screen *s)
{
    if (s->ops->done)
        s->ops->done(s);
    free(s);
}

void app_free(struct app *app)
{
    while (app->top) {
        struct screen *s = app->top;
        app->top = s->below;
        destroy(s);
    }
    grid_free(&app->grid);
    free(app->said);
    free(app->alarm_title);
    free(app->alarm_text);
    free((char *)(uintptr_t)app->pending.text);
    app->said = app->alarm_title = app->alarm_text = NULL;
    app->pending.text = NULL;
}

struct screen *screen_new(struct app *app, const struct screen_ops *ops)
{
    struct screen *s = xcalloc(1, ops->size);
    s->ops = ops;
    s->app = app;
    s->scope = ops->scope;
    s->rows = app->grid.rows - 2;
    s->cols = app->grid.cols;
    return s;
}

static bool on_stack(const struct app *app, const struct screen *s)
{
    for (const struct screen *i = app->top; i; i = i->below)
        if (i == s)
            return true;
    return false;
}

static void pop(struct app *app, struct screen *s)
{
    struct screen **link = &app->top;
    while (*link != s)
        link = &(*link)->below;
    *link = s->below;
    destroy(s);
    app->dirty = true;
    if (!app->top)
        app->quit = true;
}

void app_push(struct app *app, struct screen *s)
{
    s->below = app->top;
    app->top = s;
    app->dirty = true;
    if (s->ops->load && !s->ops->load(s))
        pop(app, s);
}

void app_reload(struct app *app)
{
    app->dirty = true;
    for (struct screen *s = app->top, *below; s; s = below) {
        below = s->below;
        if (s->ops->load && !s->ops->load(s))
            pop(app, s);
    }
}

enum react app_answer(struct screen *s, const struct answer *a)
{
    struct app *app = s->app;
    char *text = xstrdup(a->text ? a->text : "");
    free((char *)(uintptr_t)app->pending.text);
    app->pending = *a;
    app->pending.text = text;
    app->has_pending = true;
    return REACT_POP;
}

/* Give the answer that waits to @to; what it returns is @to's own reaction. */
static enum react deliver(struct app *app, struct screen *to)
{
    struct answer a = app->pending;
    enum react r = REACT_NONE;
    app->has_pending = false;
    app->pending.text = NULL;
    if (a.tag == TAG_QUIT)
        r = a.ok ? REACT_QUIT : REACT_NONE;
    else if (a.tag == TAG_MENU && a.ok && to)
        app_perform(app, to, (unsigned)a.choice);
    else if (a.tag != TAG_MENU && to && to->ops->answer)
        r = to->ops->answer(to, &a);
    char *text = (char *)(uintptr_t)a.text;
    if (text)
        explicit_bzero(text, strlen(text)); /* it may be a PIN */
    free(text);
    return r;
}

void app_react(struct app *app, struct screen *s, enum react r)
{
    while (r != REACT_NONE) {
        if (r & REACT_DRAW)
            app->dirty = true;
        if (r & REACT_RELOAD)
            app_reload(app);
        if (r & REACT_QUIT)
            app->quit = true;
        if (!on_stack(app, s)) /* a reload may have popped it */
            return;
        enum react next = REACT_NONE;
        if (r & REACT_AFTER && s->ops->after) {
            app_draw(app);
            if (app->flush)
                app->flush(app);
            app->dirty = true;
            next = s->ops->after(s);
        }
        if (r & REACT_POP) {
            struct screen *below = s->below;
            pop(app, s);
            if (!app->has_pending)
                return;
            next = deliver(app, below);
            s = below;
        }
        r = next;
        if (!s)
            break;
    }
    if (r & REACT_QUIT)
        app->quit = true;
}

static void ask_to_quit(struct app *app)
{
    dialog_confirm(app, TAG_QUIT, _("Thoát chương trình?"),
                   _("Mọi việc đã ghi vẫn còn; lần sau mở lại đúng chỗ đang dở."), false);
}

/* What the app itself does for an action that a page left to it. */
static void by_default(struct app *app, struct screen *s, unsigned a)
{
    switch (a) {
    case KIT_ACT_BACK:
        if (s->below)
            app_react(app, s, REACT_POP);
        else
            ask_to_quit(app);
        break;
    case KIT_ACT_QUIT:
        ask_to_quit(app);
        break;
    case KIT_ACT_HELP:
        if (s->scope != KIT_SCOPE_HELP)
            help_open(app);
        break;
    case KIT_ACT_MENU:
        if (s->scope == KIT_SCOPE_MENU)
            app_react(app, s, REACT_POP);
        else
            menu_open(app);
        break;
    case KIT_ACT_LANGUAGE:
        i18n_set(strcmp(i18n_lang(), "vi") == 0 ? "en" : "vi");
        app_reload(app);
        break;
    case KIT_ACT_REDRAW:
        app->redraw = true;
        app->dirty = true;
        break;
    default:
        break;
    }
}

unsigned app_holds(const struct screen *s)
{
    return s->ops->holds ? s->ops->holds(s) : (unsigned)NEED_ALL;
}

void app_perform(struct app *app, struct screen *s, unsigned a)
{
    const char *refusal = keymap_refusal(a, app_holds(s));
    if (refusal) {
        app_say(app, SAY_WARN, _(refusal));
        return;
    }
    bool own = s->ops->act && a != KIT_ACT_HELP && a != KIT_ACT_MENU && a != KIT_ACT_QUIT;
    enum react r = own ? s->ops->act(s, a) : REACT_DEFAULT;
    if (r & REACT_DEFAULT)
        by_default(app, s, a);
    else
        app_react(app, s, r);
}

/* Keys that belong to a text being typed, whatever is bound to them. */
static bool edits(const struct key *k)
{
    switch (k->code) {
    case K_CHAR:
    case K_LEFT:
    case K_RIGHT:
    case K_HOME:
    case K_END:
    case K_BACKSPACE:
    case K_DELETE:
        return true;
    default:
        return k->pasted;
    }
}

static unsigned action_of(const struct app *app, const struct screen *s, const struct key *k)
{
    if (k->code == K_CLICK && k->row == app->grid.rows - 1)
        return keymap_bar_at(s->scope, app->grid.cols, k->col);
    return keymap_find(s->scope, k);
}

static void to_page(struct app *app, struct screen *s, const struct key *k)
{
    bool typing = s->ops->typing && s->ops->typing(s);
    if (k->pasted && !typing)
        return;
    unsigned a = typing && edits(k) ? KIT_ACT_NONE : action_of(app, s, k);
    if (a != KIT_ACT_NONE)
        app_perform(app, s, a);
    else if (s->ops->key)
        app_react(app, s, s->ops->key(s, k));
}

static bool too_small(const struct app *app)
{
    return app->grid.rows < APP_MIN_ROWS || app->grid.cols < APP_MIN_COLS;
}

static void hear(struct app *app)
{
    if (!app->said)
        return;
    free(app->said);
    app->said = NULL;
    app->dirty = true;
}

void app_key(struct app *app, const struct key *k)
{
    if (app->alarm_text) {
        if (k->code == K_ENTER && !k->pasted)
            app_silence(app);
        return;
    }
    if (!app->top || app->quit)
        return;
    if (too_small(app)) {
        if (keymap_find(KIT_SCOPE_ALL, k) == KIT_ACT_QUIT)
            app->quit = true;
        return;
    }
    hear(app);
    to_page(app, app->top, k);
}

void app_tick(struct app *app)
{
    if (app->poll && app->poll(app))
        app_reload(app);
}

void app_resize(struct app *app, int rows, int cols)
{
    grid_resize(&app->grid, rows, cols);
    app->dirty = true;
}

int64_t app_now(const struct app *app)
{
    return app->now ? app->now(app) : (int64_t)time(NULL);
}
