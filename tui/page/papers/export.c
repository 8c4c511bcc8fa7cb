/* SPDX-License-Identifier: MIT */
/* tui/page/papers/export.c - the papers: which ones, a look at them before, and holding a workbook
 * that came back against the record.  They are written by export_run.c. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/picker.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/page/papers/export.h"
#include "tui/page/papers/text.h"

enum { TAG_FOLDER = 1, TAG_VIEW, TAG_BOOK };

const struct export_item export_items[EXPORT_ITEMS] = {
    {EXPORT_RESULTS, N_("Kết quả (Excel)"), N_("phụ lục quyết định, điểm, thống kê..."),
     N_("Các trang tính: phụ lục quyết định, tiềm năng 5 sao, không đạt, hoãn, tổng hợp điểm, chi "
        "tiết tiêu chí, yêu cầu sao, chấm lại, thành viên, biên bản, thống kê và biểu đồ, giấy "
        "chứng nhận, nhật ký.")},
    {EXPORT_MINUTES, N_("Biên bản (Word, văn bản)"), N_("để in và ký"),
     N_("Mọi điều trong đó lấy từ hồ sơ; số biên bản, giờ, nơi họp: F4. Phiên lấy ý kiến bằng văn "
        "bản thì là báo cáo tổng hợp ý kiến.")},
    {EXPORT_NOTICES, N_("Thông báo (Word)"), N_("gửi xã, phường và từng chủ thể"),
     N_("Một văn bản gửi các xã, phường, một văn bản gửi các chủ thể; chừa chỗ ghi số, "
        "ngày.")},
    {EXPORT_BALLOTS, N_("Phiếu đã chấm (Excel)"), N_("của từng thành viên, để in và ký"),
     N_("Một tệp; mỗi thành viên một trang tính, phiếu theo mẫu Phụ lục II cho từng sản phẩm.")},
    {EXPORT_BLANK_ITEM, N_("Phiếu trắng (Excel)"), N_("in trước cuộc họp, chấm trên giấy"),
     N_("Mỗi thành viên một tệp, sản phẩm theo thứ tự danh sách; chưa đánh dấu mức nào.")},
    {EXPORT_CSV | EXPORT_JSON, N_("Bảng cho máy (CSV, JSON)"), N_("cho phần mềm khác đọc"),
     N_("Các bảng như trong tệp Excel kết quả, mỗi bảng một tệp CSV, và tất cả trong một tệp "
        "JSON.")},
};

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash          ? xstrdup(".")
           : slash == path ? xstrdup("/")
                           : xstrndup(path, (size_t)(slash - path));
}

static int export_count(const void *data)
{
    (void)data;
    return EXPORT_ITEMS;
}

const struct list_ops export_list = {.count = export_count, .row = export_row};

/* Before the first mark there is only paper to score on; what is signed off goes out whole; a
 * draft is looked at. */
static unsigned all_of(const struct session *s)
{
    unsigned draft = EXPORT_RESULTS | EXPORT_MINUTES | EXPORT_NOTICES;
    if (s->closed)
        return draft | EXPORT_BALLOTS | EXPORT_CSV | EXPORT_JSON;
    return s->any_mark ? draft : EXPORT_BLANK_ITEM;
}

static bool export_load(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    if (!model_refresh(s->app))
        return false;
    if (!p->dir) {
        p->dir = folder_of(model_of(s->app)->path);
        p->what = all_of(&model_of(s->app)->session);
        while (!(export_items[p->list.selected].what & p->what))
            p->list.selected++;
    }
    free(p->decided);
    p->decided = decision_line(s->app);
    list_fix(&p->list, &export_list, p);
    return p->decided != NULL;
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

/* What was changed, or that nothing was; the next one is looked for in the same folder. */
static enum react export_compare(struct export_page *p, const char *path)
{
    enum { ALL = 10000 };
    struct app *app = p->base.app;
    struct faults f = {0};
    enum db_rc rc = export_verify(path, model_of(app)->db, &f);
    char *lines = f.n ? faults_lines(&f, ALL) : xstrdup("");
    char *name = text_safe(path, 0);
    char *text = xasprintf("%s\n%s\n\n%s", name,
                           rc == DB_OK ? _("KHỚP: mọi ô của chương trình đúng như hồ sơ.")
                           : rc == DB_REFUSED
                               ? _("KHÁC HỒ SƠ: những chỗ sau đây không đúng như hồ sơ của phiên.")
                               : _("Không đối chiếu được tệp này."),
                           lines);
    page_text_open(app, _("ĐỐI CHIẾU TỆP EXCEL"), text);
    free(p->books);
    p->books = folder_of(path);
    free(text);
    free(name);
    free(lines);
    faults_free(&f);
    return REACT_DRAW;
}

static void pick_book(struct export_page *p)
{
    static const char *const books[] = {".xlsx", NULL};
    picker_open(p->base.app, TAG_BOOK,
                &(struct picker_want){.title = _("Tệp Excel gửi về"),
                                      .dir = p->books ? p->books : p->dir,
                                      .ext = books});
}

static enum react export_act(struct screen *s, enum action a)
{
    struct export_page *p = (struct export_page *)s;
    switch (a) {
    case ACT_EXPORT_RUN:
        return export_start(p);
    case ACT_EXPORT_TOGGLE:
        p->what ^= export_items[p->list.selected].what;
        export_forget(p);
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
    case ACT_EXPORT_DECIDE:
        page_decide_open(s->app);
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

static enum react export_key(struct screen *s, const struct key *k)
{
    struct export_page *p = (struct export_page *)s;
    switch (list_key(&p->list, &export_list, p, k)) {
    case LIST_OPEN:
        return export_act(s, ACT_EXPORT_TOGGLE);
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static enum react export_answer(struct screen *s, const struct answer *a)
{
    struct export_page *p = (struct export_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    if (a->tag == TAG_VIEW)
        return view(s->app, a->choice);
    if (a->tag == TAG_BOOK)
        return export_compare(p, a->text);
    if (a->tag == TAG_FOLDER) {
        char *dir = xstrdup(a->text);
        free(p->dir);
        p->dir = dir;
        export_forget(p);
    }
    return REACT_DRAW;
}

static unsigned export_holds(const struct screen *s)
{
    return model_holds(s->app, true);
}

static void export_done(struct screen *s)
{
    struct export_page *p = (struct export_page *)s;
    export_forget(p);
    free(p->dir);
    free(p->decided);
    free(p->books);
}

static const struct screen_ops export_ops = {
    .scope = SCOPE_EXPORT,
    .size = sizeof(struct export_page),
    .load = export_load,
    .draw = export_draw,
    .holds = export_holds,
    .act = export_act,
    .key = export_key,
    .answer = export_answer,
    .after = export_after,
    .done = export_done,
};

void page_export_open(struct app *app)
{
    app_push(app, screen_new(app, &export_ops));
}
