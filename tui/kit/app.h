/* SPDX-License-Identifier: MIT */
/* tui/kit/app.h - the stack of pages and the loop that feeds it.
 *
 * The app knows no terminal by itself: app_key and app_draw work on a grid, so that pages are
 * tested without one (tests/kit/golden.h).  term_run (tui/kit/term.h) joins it to one. */
#ifndef TUI_KIT_APP_H
#define TUI_KIT_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/kit/canvas/canvas.h"
#include "tui/kit/screen.h"

enum { APP_MIN_ROWS = 24, APP_MIN_COLS = 80 };

enum say { SAY_NOTE, SAY_GOOD, SAY_WARN, SAY_ERROR };

struct alarm {
    char *title, *text;
    struct alarm *next;
};

struct app {
    void *model; /* the program's own; the app never looks at it */
    /* Called every 250 ms and after each batch of keys, to see what others did (PRAGMA
     * data_version).  True: every page reloads and is drawn.  NULL: never. */
    bool (*poll)(struct app *app);
    /* Called before pages load and after: what they read between is one state of the model, and
     * nothing waits or draws meanwhile.  NULL: it always is. */
    void (*reading)(struct app *app, bool begins);
    /* Seconds since 1970 for everything that shows or records a time; NULL: the clock. */
    int64_t (*now)(const struct app *app);
    /* Show the grid at once (tui/kit/term.c's; NULL in tests). */
    void (*flush)(struct app *app);
    /* For work that takes seconds, called often: true once Esc or Ctrl-C was typed since, or the
     * program is told to end.  Other keys are thrown away.  NULL (in tests): never. */
    bool (*stopped)(struct app *app);

    /* The app's own; read, do not write. */
    struct grid grid;
    struct screen *top;
    enum say said_kind;
    char *said;            /* message line, or NULL */
    struct alarm *alarm;   /* waits to be acknowledged, others behind it; or NULL */
    char *end_text;        /* why the app ends by itself, for whoever sees the end; or NULL */
    struct answer pending; /* answer on its way to the page below; .text is owned */
    bool has_pending;
    bool dirty; /* something must be drawn */
    bool quit;
    bool drop_keys; /* keys typed before an alarm are thrown away */
    bool redraw;    /* the terminal must be sent everything again */
};

/* Start from all zeroes, set model and hooks, then: the program's actions (keymap_use), and a
 * window of this size. */
void app_init(struct app *app, const struct action_table *actions, int rows, int cols);
/* Close every page (done is called from the top down) and free all. */
void app_free(struct app *app);

/* A new page of this kind, zeroed, not yet on the stack.  Set its arguments, then app_push. */
struct screen *screen_new(struct app *app, const struct screen_ops *ops);
/* Put it on top and load it.  If load fails it is popped at once. */
void app_push(struct app *app, struct screen *s);
/* Close @s and report to the page below: return app_answer(s, &answer); text is copied. */
enum react app_answer(struct screen *s, const struct answer *a);

/* The message line, shown until the next key.  @text is copied and may be anything. */
void app_say(struct app *app, enum say kind, const char *text);
void app_sayf(struct app *app, enum say kind, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A window over everything that only Enter closes, for what must not be missed: "CHƯA LƯU".
 * Keys typed before it was seen are thrown away.  It is the app's, not a page's: it outlives them.
 * A second alarm waits behind the first, unless one of its title or of its text waits
 * already: each page that reads may meet the same trouble.  When the last page is gone the alarms
 * still wait; Enter on the last of them ends the app (app_end_text). */
void app_alarm(struct app *app, const char *title, const char *text);

/* Why the app ended though nobody asked it to: what its alarms said when its last page was gone,
 * one or more lines.  NULL: it was asked to. */
const char *app_end_text(const struct app *app);

int64_t app_now(const struct app *app);

/* Feed one key; performs all that follows from it except the drawing. */
void app_key(struct app *app, const struct key *k);
/* The poll hook; reloads if it says so. */
void app_tick(struct app *app);
/* Every page loads again; those whose load fails are popped.  If that was the last, an alarm says
 * so (that of the page, or one of the app). */
void app_reload(struct app *app);
/* Another window size. */
void app_resize(struct app *app, int rows, int cols);
/* Draw all into app->grid. */
void app_draw(struct app *app);

#endif
