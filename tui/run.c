/* SPDX-License-Identifier: MIT */
/* tui/run.c - the full-screen app from start to end. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/term.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/say.h"
#include "tui/tui.h"

/* Several sentences come as several lines. */
static void complain(const char *file, char *why)
{
    char *next = NULL;
    for (char *line = strtok_r(why, "\n", &next); line; line = strtok_r(NULL, "\n", &next))
        say_error("%s: %s", file, line);
}

/* What cannot be opened is told as ever; the rest is asked on the screen. */
static enum db_rc open_older(struct app *app, const char *file)
{
    struct db *db = NULL;
    struct faults f = {0};
    char *why = NULL;
    enum db_rc rc = db_open(&db, file, DB_LOOK, &f);
    db_close(db);
    if (rc == DB_OK)
        page_older_open(app, file);
    else
        complain(file, why = faults_lines(&f, 0));
    free(why);
    faults_free(&f);
    return rc;
}

static enum db_rc open_first(struct app *app, const char *file, bool results)
{
    if (!file) {
        page_sessions_open(app);
        return DB_OK;
    }
    char *why = NULL;
    if (db_older(file))
        return open_older(app, file);
    enum db_rc rc = model_open(app, file, &why);
    if (rc != DB_OK)
        complain(file, why);
    free(why);
    if (rc != DB_OK)
        return rc;
    page_home_open(app);
    if (results && app->top)
        page_results_open(app);
    return DB_OK;
}

/* What ended the app was seen on its screen; it stays on the terminal as well. */
static int told_end(const struct app *app, const char *file, int rc)
{
    const struct model *m = app->model;
    if (!app_end_text(app))
        return rc;
    char *why = xstrdup(app_end_text(app));
    complain(m->path ? m->path : file ? file : "hoidong", why);
    free(why);
    return rc == 0 ? DB_FAULT : rc;
}

int tui_run(const char *file, bool rehearsal_results)
{
    struct model model = {.pages = &all_pages};
    struct app app = {.model = &model, .poll = model_poll, .reading = model_reading};
    app_init(&app, &actions, APP_MIN_ROWS, APP_MIN_COLS);
    int rc = (int)open_first(&app, file, rehearsal_results);
    if (rc == DB_OK)
        rc = told_end(&app, file, term_run(&app));
    app_free(&app);
    model_close(&app);
    free(model.lists);
    return rc;
}
