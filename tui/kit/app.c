/* SPDX-License-Identifier: MIT */
/* tui/kit/app.c - the stack of pages: keys in, reactions carried out, all drawn into the grid.  The
 * loop is in term.c. */
#include "tui/kit/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/base/mem.h"
#include "tui/kit/app_part.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
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

/* The alarm was seen; the next one is. */
static void silence(struct app *app)
{
    struct alarm *a = app->alarm;
    app->alarm = a->next;
    app->drop_keys = app->drop_keys || a->next; /* typed before it was seen */
    app->dirty = true;
    free(a->title);
    free(a->text);
    free(a);
}

void app_free(struct app *app)
{
    while (app->top) {
        struct screen *s = app->top;
        app->top = s->below;
        destroy(s);
    }
    grid_free(&app->grid);
    while (app->alarm)
        silence(app);
    free(app->said);
    free(app->end_text);
    free((char *)(uintptr_t)app->pending.text);
    app->said = app->end_text = NULL;
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
}

/* The last page is gone: the app ends, but not before its alarms were seen. */
static void last_gone(struct app *app)
{
    app->quit = !app->alarm;
    for (const struct alarm *a = app->alarm; a; a = a->next) {
        bool said = strncmp(a->text, a->title, strlen(a->title)) == 0; /* "CHƯA LƯU: ..." */
        char *longer =
            xasprintf("%s%s%s%s%s", app->end_text ? app->end_text : "", app->end_text ? "\n" : "",
                      said ? "" : a->title, said ? "" : ": ", a->text);
        free(app->end_text);
        app->end_text = longer;
    }
}

/* The pages from @s down to @end load, from one state; what cannot goes. */
static void load(struct app *app, struct screen *s, const struct screen *end)
{
    bool any = app->top != NULL;
    app->dirty = true;
    if (app->reading)
        app->reading(app, true);
    for (struct screen *below; s != end; s = below) {
        below = s->below;
        if (s->ops->load && !s->ops->load(s))
            pop(app, s);
    }
    if (app->reading)
        app->reading(app, false);
    if (!any || app->top)
        return;
    if (!app->alarm)
        app_alarm(
            app, _("KHÔNG CÒN ĐỌC ĐƯỢC"),
            _("Không đọc lại được màn hình cuối cùng, chương trình phải dừng. Kiểm tra tệp và "
              "ổ đĩa rồi mở lại."));
    last_gone(app);
}

void app_push(struct app *app, struct screen *s)
{
    s->below = app->top;
    app->top = s;
    load(app, s, s->below);
}

void app_reload(struct app *app)
{
    load(app, app->top, NULL);
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

/* Check the needs of @a on page @s, let the page perform it, carry out its reaction. */
static void app_perform(struct app *app, struct screen *s, unsigned a);

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

static void app_react(struct app *app, struct screen *s, enum react r)
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
            if (!app->top)
                last_gone(app);
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

static void app_perform(struct app *app, struct screen *s, unsigned a)
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
    if (app->alarm) {
        if (k->code == K_ENTER && !k->pasted)
            silence(app);
        app->quit = app->quit || (!app->alarm && !app->top);
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

/* ---- the message line, and the alarm that must be seen ---- */

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
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    app_say(app, kind, text);
    free(text);
}

void app_alarm(struct app *app, const char *title, const char *text)
{
    struct alarm **end = &app->alarm;
    for (; *end; end = &(*end)->next)
        if (strcmp((*end)->title, title) == 0 || strcmp((*end)->text, text) == 0)
            return;
    *end = xcalloc(1, sizeof **end);
    (*end)->title = xstrdup(title);
    (*end)->text = xstrdup(text);
    app->dirty = true;
    app->drop_keys = true;
}

const char *app_end_text(const struct app *app)
{
    return app->end_text;
}

/* ---- drawing ---- */

static void draw_too_small(struct app *app, struct canvas *c)
{
    char text[200];
    snprintf(text, sizeof text, _("Cửa sổ quá nhỏ: cần %d x %d, đang có %d x %d."), APP_MIN_COLS,
             APP_MIN_ROWS, app->grid.cols, app->grid.rows);
    int rows = canvas_wrap(c, 0, 0, -1, c->rows, STYLE_BOLD, text);
    rows += canvas_wrap(c, rows, 0, -1, c->rows - rows, STYLE_NORMAL,
                        _("Hãy kéo cửa sổ rộng ra hoặc thu nhỏ cỡ chữ. Không mất gì cả."));
    canvas_wrap(c, rows, 0, -1, c->rows - rows, STYLE_DIM, _("{QUIT}: thoát"));
}

/* Draw @s over what is below it; a page that is no overlay hides that. */
static void draw_screen(struct screen *s, struct canvas *area)
{
    if (s->ops->overlay && s->below) {
        draw_screen(s->below, area);
        canvas_restyle(area, 0, 0, area->rows, area->cols, STYLE_DIM);
        area->grid->cursor_row = -1;
    }
    s->rows = area->rows;
    s->cols = area->cols;
    s->ops->draw(s, area);
}

static void draw_message(const struct app *app, struct canvas *c, int row)
{
    static const enum style style[] = {
        [SAY_NOTE] = STYLE_BOLD,
        [SAY_GOOD] = STYLE_GOOD,
        [SAY_WARN] = STYLE_WARN,
        [SAY_ERROR] = STYLE_ERROR,
    };
    if (app->said)
        canvas_text(c, row, 0, -1, style[app->said_kind], app->said);
}

static void draw_alarm(const struct app *app, struct canvas *c)
{
    canvas_restyle(c, 0, 0, c->rows, c->cols, STYLE_DIM);
    c->grid->cursor_row = -1;
    int cols = c->cols - 4 > 70 ? 70 : c->cols - 4;
    int text_rows = canvas_wrap_rows(app->alarm->text, cols - 4);
    int rows = text_rows + 6 > c->rows ? c->rows : text_rows + 6;
    struct canvas box = canvas_sub(c, (c->rows - rows) / 2, (c->cols - cols) / 2, rows, cols);
    canvas_fill(&box, 0, 0, box.rows, box.cols, STYLE_ERROR);
    canvas_box(&box, 0, 0, box.rows, box.cols, STYLE_ERROR);
    canvas_center(&box, 1, 1, box.cols - 2, STYLE_ERROR, app->alarm->title);
    canvas_wrap(&box, 3, 2, box.cols - 4, box.rows - 5, STYLE_ERROR, app->alarm->text);
    canvas_center(&box, box.rows - 2, 1, box.cols - 2, STYLE_ERROR,
                  app->top || app->alarm->next ? _("Đọc xong, bấm Enter để tiếp tục")
                                               : _("Đọc xong, bấm Enter để kết thúc"));
}

void app_draw(struct app *app)
{
    struct canvas all = grid_canvas(&app->grid);
    canvas_clear(&all);
    app->dirty = false;
    if (app->grid.rows < APP_MIN_ROWS || app->grid.cols < APP_MIN_COLS) {
        draw_too_small(app, &all);
    } else if (app->top) {
        struct canvas area = canvas_sub(&all, 0, 0, all.rows - 2, all.cols);
        draw_screen(app->top, &area);
        draw_message(app, &all, all.rows - 2);
        keymap_bar(app->top->scope, app_holds(app->top), &all, all.rows - 1);
    }
    if (app->alarm)
        draw_alarm(app, &all);
}
