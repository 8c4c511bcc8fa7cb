/* SPDX-License-Identifier: MIT */
/* tui/page_export.c - the papers: what is written, where, and how far it is. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "export/export.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/i18n.h"
#include "tui/model.h"
#include "tui/official.h"
#include "tui/page.h"
#include "tui/picker.h"

enum { TAG_FOLDER = 1, MANY_FAULTS = 8, BAR = 40 };

struct export_page {
    struct screen base;
    char *dir;    /* where to */
    bool ballots; /* the members' ballots too */
    bool running;
    int percent;
    char **path; /* written last, ended by NULL; or NULL */
};

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash          ? xstrdup(".")
           : slash == path ? xstrdup("/")
                           : xstrndup(path, (size_t)(slash - path));
}

static bool load(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    if (!model_refresh(s->app))
        return false;
    if (!p->dir)
        p->dir = folder_of(model_of(s->app)->path);
    return true;
}

/* ---- drawing ---- */

static int draw_sheets(struct canvas *c, int row)
{
    static const char *const sheets[][2] = {
        {N_("Tổng hợp điểm"), N_("mỗi sản phẩm một dòng: các điểm, trung bình, hạng")},
        {N_("Chi tiết tiêu chí"), N_("điểm từng tiêu chí của từng thành viên")},
        {N_("Thành viên"), N_("có mặt, vắng mặt, không tham gia chấm")},
        {N_("Biên bản"), N_("biên bản cuộc họp, để in và ký")},
        {N_("Nhật ký"), N_("mọi việc đã ghi, với mã kiểm tra")},
    };
    canvas_text(c, row++, 1, -1, STYLE_HEADING, _("MỘT TỆP EXCEL (.xlsx) CÓ NĂM TRANG"));
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++, row++) {
        canvas_text(c, row, 3, 20, STYLE_BOLD, _(sheets[i][0]));
        canvas_text(c, row, 23, c->cols - 24, STYLE_NORMAL, _(sheets[i][1]));
    }
    return row;
}

static int draw_ballots(const struct export_page *p, struct canvas *c, int row)
{
    canvas_text(c, row, 1, -1, p->ballots ? STYLE_BOLD : STYLE_DIM,
                p->ballots ? _("✓ VÀ MỘT TỆP PHIẾU: mỗi thành viên một trang (F4: không xuất)")
                           : _("F4: xuất thêm phiếu của từng thành viên, một tệp riêng"));
    return row + 2;
}

static void draw_progress(const struct export_page *p, struct canvas *c, int row)
{
    canvas_printf(c, row, 1, -1, STYLE_BOLD, _("Đang xuất… %d%%"), p->percent);
    for (int i = 0; i < BAR; i++)
        canvas_text(c, row + 1, 1 + i, 1, STYLE_GOOD, i * 100 < p->percent * BAR ? "█" : "░");
}

static void draw(const struct screen *s, struct canvas *c)
{
    const struct export_page *p = (const struct export_page *)s;
    const struct session *session = &model_of(s->app)->session;
    model_title(s->app, c, _("XUẤT VĂN BẢN"), NULL);
    canvas_wrap(c, 1, 0, c->cols, 1, session->closed ? STYLE_GOOD : STYLE_WARN,
                session->closed
                    ? _("Kết quả đã chốt: văn bản in được để ký, có mã chốt.")
                    : _("Kết quả chưa chốt: mỗi trang mang chữ DỰ THẢO, để xem trước, không ký."));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    int row = draw_ballots(p, c, draw_sheets(c, 4));
    char *safe = text_safe(p->dir, 0);
    canvas_text(c, row, 1, -1, STYLE_HEADING, _("VÀO THƯ MỤC"));
    row += 1 + canvas_wrap(c, row + 1, 3, c->cols - 4, 2, STYLE_BOLD, safe);
    free(safe);
    canvas_text(c, row++, 3, -1, STYLE_DIM, _("F3: chọn thư mục khác, như USB. F10: xuất."));
    if (p->running) {
        draw_progress(p, c, row + 1);
    } else if (p->path && p->path[0]) {
        canvas_text(c, ++row, 1, -1, STYLE_GOOD, _("ĐÃ XUẤT"));
        for (size_t i = 0; p->path[i] && row < c->rows - 1; i++) {
            /* The folder stands above; a long path would break the name over two lines. */
            const char *slash = strrchr(p->path[i], '/');
            char *name = text_safe(slash ? slash + 1 : p->path[i], 0);
            row += canvas_wrap(c, row + 1, 3, c->cols - 4, 2, STYLE_BOLD, name);
            free(name);
        }
    }
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
    p->running = true;
    p->percent = 0;
    return REACT_DRAW | REACT_AFTER;
}

static enum react after(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    struct faults f = {0};
    struct export_files files = {0};
    struct export_options o = {.what = EXPORT_RESULTS};
    if (p->ballots) {
        o.what |= EXPORT_BALLOTS;
        o.words = law_words();
    }
    enum db_rc rc = export_session(model_of(s->app)->db, p->dir, &o, progress, p, &files, &f);
    p->running = false;
    if (rc == DB_OK) {
        p->path = xcalloc(files.n + 1, sizeof *p->path);
        for (size_t i = 0; i < files.n; i++)
            p->path[i] = xstrdup(files.path[i]);
        app_say(s->app, SAY_GOOD, _("Đã xuất xong."));
    } else {
        char *why = faults_lines(&f, MANY_FAULTS);
        char *text = xasprintf(
            _("%s\n\nTệp cũ (nếu có) còn nguyên. F3: chọn thư mục khác rồi xuất lại."), why);
        dialog_message(s->app, TAG_TOLD, _("Không xuất được"), text);
        free(text);
        free(why);
    }
    export_files_free(&files);
    faults_free(&f);
    return REACT_DRAW;
}

static enum react act(struct screen *s, enum action a)
{
    struct export_page *p = (struct export_page *)s;
    switch (a) {
    case ACT_EXPORT_RUN:
        return start(p);
    case ACT_EXPORT_FOLDER:
        picker_open(s->app, TAG_FOLDER,
                    &(struct picker_want){
                        .title = _("Xuất vào thư mục nào"), .dir = p->dir, .folder = true});
        return REACT_DRAW;
    case ACT_EXPORT_BALLOTS:
        p->ballots = !p->ballots;
        forget_paths(p);
        return REACT_DRAW;
    case ACT_EXPORT_BACKUP:
        page_backup_open(s->app);
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react answer(struct screen *s, const struct answer *a)
{
    struct export_page *p = (struct export_page *)s;
    if (a->tag == TAG_FOLDER && a->ok) {
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
    .draw = draw,
    .holds = holds,
    .act = act,
    .answer = answer,
    .after = after,
    .done = done,
};

void page_export_open(struct app *app)
{
    app_push(app, screen_new(app, &export_ops));
}
