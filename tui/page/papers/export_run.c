/* SPDX-License-Identifier: MIT */
/* tui/page/papers/export_run.c - writing the papers: how far it is, stopping it, what came of it.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "tui/official.h"
#include "tui/page/page.h"
#include "db/base/mem.h"
#include "tui/page/papers/export.h"

void export_forget(struct export_page *p)
{
    for (size_t i = 0; p->path && p->path[i]; i++)
        free(p->path[i]);
    free(p->path);
    p->path = NULL;
}

/* Shown only when the number changes: drawing must not be what takes the time. */
static bool progress(void *arg, size_t done, size_t total)
{
    struct export_page *p = arg;
    struct app *app = p->base.app;
    int percent = total ? (int)(done * 100 / total) : 0;
    if (percent != p->percent) {
        p->percent = percent;
        app_draw(app);
        if (app->flush)
            app->flush(app);
    }
    p->stopped = p->stopped || (app->stopped && app->stopped(app));
    return !p->stopped;
}

enum react export_start(struct export_page *p)
{
    export_forget(p);
    if (!p->what) {
        app_say(p->base.app, SAY_WARN, _("Chưa đánh dấu văn bản nào. Enter: chọn hoặc bỏ."));
        return REACT_DRAW;
    }
    p->running = true;
    p->stopped = false;
    p->percent = 0;
    return REACT_DRAW | REACT_AFTER;
}

static void tell_failure(struct export_page *p, const struct faults *f)
{
    char *why = faults_lines(f, MANY_FAULTS);
    char *text = xasprintf(_("%s\n\nF3: chọn thư mục khác; F10: xuất lại."), why);
    dialog_message(p->base.app, TAG_TOLD, _("Không xuất được"), text);
    free(text);
    free(why);
}

static void keep_paths(struct export_page *p, const struct export_files *files)
{
    p->path = xcalloc(files->n + 1, sizeof *p->path);
    for (size_t i = 0; i < files->n; i++)
        p->path[i] = xstrdup(files->path[i]);
}

static void export_tell(struct export_page *p, enum db_rc rc, size_t n, size_t pages,
                        const struct faults *f)
{
    struct app *app = p->base.app;
    if (p->stopped)
        app_say(app, SAY_WARN,
                n ? _("Đã dừng: chỉ những tệp kể trên đã được ghi.")
                  : _("Đã dừng: không tệp nào được ghi. F10: xuất lại."));
    else if (rc != DB_OK)
        tell_failure(p, f);
    else if (pages)
        app_sayf(app, SAY_GOOD, _("Đã xuất xong; phiếu trắng in hết %zu trang."), pages);
    else if (model_of(app)->session.closed)
        app_say(app, SAY_GOOD,
                _("Đã xuất xong. In biên bản, so mã chốt rồi ký; F5: sao phiên ra USB."));
    else
        app_say(app, SAY_GOOD, _("Đã xuất xong."));
}

enum react export_after(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    struct db *db = model_of(s->app)->db;
    struct faults f = {0};
    struct export_files files = {0};
    struct export_options o = {.what = p->what & ~(unsigned)EXPORT_BLANK_ITEM,
                               .words = law_words()};
    size_t pages = 0;
    enum db_rc rc = DB_OK;
    if (o.what)
        rc = export_session(db, p->dir, &o, progress, p, &files, &f);
    if (rc == DB_OK && p->what & EXPORT_BLANK_ITEM)
        rc = export_blank(db, p->dir, &o, progress, p, &files, &pages, &f);
    p->running = false;
    if (files.n)
        keep_paths(p, &files);
    export_tell(p, rc, files.n, pages, &f);
    export_files_free(&files);
    faults_free(&f);
    return REACT_DRAW;
}
