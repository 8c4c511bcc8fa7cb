/* SPDX-License-Identifier: MIT */
/* tui/page_export.c - the papers: which ones, a look at them before, writing them, and holding a
 * workbook that came back against the record. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/dialog.h"
#include "tui/i18n.h"
#include "tui/model.h"
#include "tui/official.h"
#include "tui/page.h"
#include "tui/page_export.h"
#include "tui/page_text.h"
#include "tui/picker.h"

enum { TAG_FOLDER = 1, TAG_VIEW, TAG_BOOK, MANY_FAULTS = 8 };

const struct export_item export_items[EXPORT_ITEMS] = {
    {EXPORT_RESULTS, N_("Kết quả (Excel)"),
     N_("phụ lục quyết định, điểm, yêu cầu sao, thống kê...")},
    {EXPORT_MINUTES, N_("Biên bản (Word, văn bản)"), N_("để in và ký; phiên lấy ý kiến: báo cáo")},
    {EXPORT_NOTICES, N_("Thông báo (Word)"), N_("gửi xã, phường và từng chủ thể")},
    {EXPORT_BALLOTS, N_("Phiếu đã chấm (Excel)"), N_("mỗi thành viên một trang cho mỗi sản phẩm")},
    {EXPORT_BLANK_ITEM, N_("Phiếu trắng (Excel)"), N_("chấm trên giấy, mỗi thành viên một tệp")},
    {EXPORT_CSV | EXPORT_JSON, N_("Bảng cho máy (CSV, JSON)"), N_("cho phần mềm khác đọc")},
};

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash          ? xstrdup(".")
           : slash == path ? xstrdup("/")
                           : xstrndup(path, (size_t)(slash - path));
}

static int count(const void *data)
{
    (void)data;
    return EXPORT_ITEMS;
}

const struct list_ops export_list = {.count = count, .row = export_row};

static bool load(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    if (!model_refresh(s->app))
        return false;
    if (!p->dir) {
        p->dir = folder_of(model_of(s->app)->path);
        p->what = EXPORT_RESULTS | EXPORT_MINUTES | EXPORT_NOTICES;
    }
    list_fix(&p->list, &export_list, p);
    return true;
}

/* ---- exporting ---- */

static void forget_paths(struct export_page *p)
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
    return true;
}

static enum react start(struct export_page *p)
{
    forget_paths(p);
    if (!p->what) {
        app_say(p->base.app, SAY_WARN, _("Chưa đánh dấu văn bản nào. Enter: chọn hoặc bỏ."));
        return REACT_DRAW;
    }
    p->running = true;
    p->percent = 0;
    return REACT_DRAW | REACT_AFTER;
}

static void tell_failure(struct export_page *p, const struct faults *f)
{
    char *why = faults_lines(f, MANY_FAULTS);
    char *text =
        xasprintf(_("%s\n\nTệp cũ (nếu có) còn nguyên. F3: chọn thư mục khác rồi xuất lại."), why);
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

static enum react after(struct screen *s)
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
    if (rc != DB_OK)
        tell_failure(p, &f);
    else if (pages)
        app_sayf(s->app, SAY_GOOD, _("Đã xuất xong; phiếu trắng in hết %zu trang."), pages);
    else
        app_say(s->app, SAY_GOOD, _("Đã xuất xong."));
    export_files_free(&files);
    faults_free(&f);
    return REACT_DRAW;
}

/* ---- looking before, and afterwards ---- */

static enum react ask_view(struct app *app)
{
    const char *const line[] = {_("Biên bản"),
                                _("Phụ lục quyết định (3 và 4 sao)"),
                                _("Danh sách trình Bộ"),
                                _("Danh sách không đạt"),
                                _("Danh sách hoãn, rút, chưa xác định"),
                                _("Thống kê")};
    dialog_choice(app, TAG_VIEW, _("Xem trước"), _("Như sẽ xuất ra lúc này."), line,
                  sizeof line / sizeof *line, 0);
    return REACT_DRAW;
}

static enum react view(struct app *app, int choice)
{
    struct faults f = {0};
    char *text = NULL;
    if (export_preview(model_of(app)->db, (enum export_view)choice, &text, &f) == DB_OK) {
        page_text_open(app, _("XEM TRƯỚC"), text);
    } else {
        char *why = faults_lines(&f, MANY_FAULTS);
        dialog_message(app, TAG_TOLD, _("Không xem được"), why);
        free(why);
    }
    free(text);
    faults_free(&f);
    return REACT_DRAW;
}

static enum react compare(struct app *app, const char *path)
{
    enum { ALL = 10000 };
    struct faults f = {0};
    enum db_rc rc = export_verify(path, model_of(app)->db, &f);
    char *lines = faults_lines(&f, ALL);
    char *text = xasprintf("%s\n\n%s",
                           rc == DB_OK ? _("KHỚP: mọi ô của chương trình đúng như hồ sơ.")
                           : rc == DB_REFUSED
                               ? _("KHÁC HỒ SƠ: những chỗ sau đây không đúng như hồ sơ của phiên.")
                               : _("Không đối chiếu được tệp này."),
                           lines);
    page_text_open(app, _("ĐỐI CHIẾU TỆP EXCEL"), text);
    free(text);
    free(lines);
    faults_free(&f);
    return REACT_DRAW;
}

static void pick_book(struct export_page *p)
{
    static const char *const books[] = {".xlsx", NULL};
    picker_open(p->base.app, TAG_BOOK,
                &(struct picker_want){.title = _("Tệp Excel gửi về"), .dir = p->dir, .ext = books});
}

static enum react act(struct screen *s, enum action a)
{
    struct export_page *p = (struct export_page *)s;
    switch (a) {
    case ACT_EXPORT_RUN:
        return start(p);
    case ACT_EXPORT_TOGGLE:
        p->what ^= export_items[p->list.selected].what;
        forget_paths(p);
        return REACT_DRAW;
    case ACT_EXPORT_VIEW:
        return ask_view(s->app);
    case ACT_EXPORT_FOLDER:
        picker_open(s->app, TAG_FOLDER,
                    &(struct picker_want){
                        .title = _("Xuất vào thư mục nào"), .dir = p->dir, .folder = true});
        return REACT_DRAW;
    case ACT_EXPORT_PAPER:
        page_paper_open(s->app);
        return REACT_DRAW;
    case ACT_EXPORT_CHECK:
        pick_book(p);
        return REACT_DRAW;
    case ACT_EXPORT_BACKUP:
        page_backup_open(s->app);
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react key(struct screen *s, const struct key *k)
{
    struct export_page *p = (struct export_page *)s;
    switch (list_key(&p->list, &export_list, p, k)) {
    case LIST_OPEN:
        return act(s, ACT_EXPORT_TOGGLE);
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static enum react answer(struct screen *s, const struct answer *a)
{
    struct export_page *p = (struct export_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    if (a->tag == TAG_VIEW)
        return view(s->app, a->choice);
    if (a->tag == TAG_BOOK)
        return compare(s->app, a->text);
    if (a->tag == TAG_FOLDER) {
        char *dir = xstrdup(a->text);
        free(p->dir);
        p->dir = dir;
        forget_paths(p);
    }
    return REACT_DRAW;
}

static unsigned holds(const struct screen *s)
{
    return model_holds(s->app, true);
}

static void done(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    forget_paths(p);
    free(p->dir);
}

static const struct screen_ops export_ops = {
    .scope = SCOPE_EXPORT,
    .size = sizeof(struct export_page),
    .load = load,
    .draw = export_draw,
    .holds = holds,
    .act = act,
    .key = key,
    .answer = answer,
    .after = after,
    .done = done,
};

void page_export_open(struct app *app)
{
    app_push(app, screen_new(app, &export_ops));
}
