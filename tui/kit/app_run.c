/* SPDX-License-Identifier: MIT */
/* tui/kit/app_run.c - the loop: wait, drain the keys, draw once. */
#include "tui/kit/app.h"

#include "tui/kit/term.h"

enum { TICK_MS = 250 };

static void show(struct app *app)
{
    if (app->redraw)
        term_forget();
    app->redraw = false;
    term_show(&app->grid);
}

static void fit(struct app *app)
{
    int rows, cols;
    term_size(&rows, &cols);
    if (rows != app->grid.rows || cols != app->grid.cols)
        app_resize(app, rows, cols);
    app->redraw = app->dirty = true;
}

/* Everything that has already come; false when the terminal is gone or we are told to end. */
static bool drain(struct app *app, enum term_event first, struct key *k)
{
    for (enum term_event e = first; !app->quit; e = term_wait(k, 0)) {
        switch (e) {
        case TERM_KEY:
            app_key(app, k);
            if (app->drop_keys) {
                term_drop_typeahead();
                app->drop_keys = false;
                return true;
            }
            break;
        case TERM_RESIZE:
        case TERM_REDRAW:
            fit(app);
            break;
        case TERM_END:
            return false;
        case TERM_IDLE:
            return true;
        }
    }
    return true;
}

/* While work goes on nothing else is done with a key. */
static bool stopped(struct app *app)
{
    struct key k;
    bool stop = app->quit;
    for (;;) {
        switch (term_wait(&k, 0)) {
        case TERM_KEY:
            stop = stop || k.code == K_ESC || (k.code == K_CTRL && k.ch == 'c');
            break;
        case TERM_RESIZE:
        case TERM_REDRAW:
            fit(app);
            break;
        case TERM_END:
            app->quit = true;
            return true;
        case TERM_IDLE:
            return stop;
        }
    }
}

int app_run(struct app *app)
{
    int rc = term_start();
    if (rc != 0)
        return rc;
    app->flush = show;
    app->stopped = stopped;
    fit(app);
    for (struct key k; !app->quit && app->top;) {
        if (app->dirty) {
            app_draw(app);
            show(app);
        }
        if (!drain(app, term_wait(&k, TICK_MS), &k))
            break;
        app_tick(app);
    }
    app->flush = NULL;
    app->stopped = NULL;
    term_stop();
    return term_signal() ? 128 + term_signal() : 0;
}
