/* SPDX-License-Identifier: MIT */
/* tui/page/papers/export.c - the papers: which ones, a look at them before, and holding a workbook
 * that came back against the record. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "export/export.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/kit/widget/picker.h"
#include "tui/model.h"
#include "tui/official.h"
#include "tui/page/page.h"

/* Blank ballots are written apart from the rest; they have no flag of export_session. */
enum { EXPORT_ITEMS = 6, EXPORT_BLANK_ITEM = 1 << 30, MANY_FAULTS = 8 };

struct export_item {
    unsigned what;
    const char *name, *about; /* msgids */
    const char *more;         /* msgid: what is in it, for the selected one */
};

struct export_page {
    struct screen base;
    char *dir;     /* where to */
    char *books;   /* where the last workbook to compare was; or NULL */
    unsigned what; /* marked: flags of export_items */
    struct list list;
    bool running, stopped; /* stopped: by Esc or Ctrl-C */
    int percent;
    char *decided; /* what the authority decided, in a line */
    char **path;   /* written last, ended by NULL; or NULL */
};

static const struct export_item export_items[] = {
    {EXPORT_RESULTS, N_("Kết quả (Excel)"), N_("phụ lục quyết định, điểm, thống kê..."),
     N_("Các trang tính: phụ lục quyết định, tiềm năng 5 sao, không đạt, hoãn, tổng hợp điểm, chi "
        "tiết tiêu chí, yêu cầu sao, chấm lại, thành viên, biên bản, thống kê và biểu đồ, giấy "
        "chứng nhận, nhật ký.")},
    {EXPORT_MINUTES, N_("Biên bản (Word, văn bản)"), N_("để in và ký"),
     N_("Mọi điều trong đó lấy từ hồ sơ; số biên bản, giờ, nơi họp: {EXPORT_PAPER}. Phiên lấy ý "
        "kiến bằng văn bản thì là báo cáo tổng hợp ý kiến.")},
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

enum { BAR = 40, ABOUT = 32 };

static int export_count(const void *data)
{
    (void)data;
    return EXPORT_ITEMS;
}

static void export_row(const void *data, int i, struct canvas *c, bool selected)
{
    (void)selected;
    const struct export_page *p = data;
    const struct export_item *e = &export_items[i];
    bool on = (p->what & e->what) == e->what;
    canvas_text(c, 0, 1, 3, on ? STYLE_GOOD : STYLE_DIM, on ? "[x]" : "[ ]");
    canvas_text(c, 0, 5, ABOUT - 6, on ? STYLE_BOLD : STYLE_NORMAL, _(e->name));
    canvas_text(c, 0, ABOUT, c->cols - ABOUT, STYLE_DIM, _(e->about));
}

static const struct list_ops export_list = {.count = export_count, .row = export_row};

static int draw_where(const struct export_page *p, struct canvas *c, int row)
{
    char *safe = text_safe(p->dir, 0);
    canvas_text(c, row, 1, -1, STYLE_HEADING, _("VÀO THƯ MỤC"));
    row += 1 + canvas_wrap(c, row + 1, 3, c->cols - 4, 2, STYLE_BOLD, safe);
    free(safe);
    return row;
}

static void draw_progress(const struct export_page *p, struct canvas *c, int row)
{
    canvas_printf(c, row, 1, -1, STYLE_BOLD, _("Đang xuất… %d%%"), p->percent);
    for (int i = 0; i < BAR; i++)
        canvas_text(c, row + 1, 1 + i, 1, STYLE_GOOD, i * 100 < p->percent * BAR ? "█" : "░");
    canvas_text(c, row + 3, 1, -1, STYLE_DIM, _("Esc: dừng; khi đó không tệp nào được ghi."));
}

/* The folder stands above; a long path would break a name over two lines. */
static char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_safe(slash ? slash + 1 : path, 0);
}

/* As many columns of names as the longest leaves room for. */
static void draw_written(const struct export_page *p, struct canvas *c, int row)
{
    int n = 0, longest = 1;
    for (; p->path[n]; n++) {
        char *name = file_name(p->path[n]);
        int cols = (int)text_columns(name);
        longest = cols > longest ? cols : longest;
        free(name);
    }
    canvas_printf(c, row++, 1, -1, STYLE_GOOD, P_("ĐÃ XUẤT %d TỆP", n), n);
    int across = (c->cols - 3) / (longest + 2), down = c->rows - row;
    across = across > 0 ? across : 1;
    int shown = across * down < n ? across * (down - 1) : n, rows = (n + across - 1) / across;
    rows = shown < n ? down - 1 : rows;
    for (int i = 0; i < shown && p->path[i]; i++) {
        char *name = file_name(p->path[i]);
        canvas_text(c, row + i % rows, 3 + i / rows * (longest + 2), longest, STYLE_BOLD, name);
        free(name);
    }
    if (shown < n)
        canvas_printf(c, row + rows, 3, -1, STYLE_NORMAL, P_("và %d tệp nữa", n - shown),
                      n - shown);
}

static void draw_keys(const struct export_page *p, struct canvas *c, int row)
{
    static const struct {
        enum action action;
        const char *text; /* msgid; NULL: the decision */
    } lines[] = {{ACT_EXPORT_RUN, N_("xuất mọi văn bản có dấu [x]")},
                 {ACT_EXPORT_VIEW, N_("xem trước biên bản, phụ lục quyết định, các danh sách")},
                 {ACT_EXPORT_FOLDER, N_("xuất vào thư mục khác, như USB")},
                 {ACT_EXPORT_PAPER, N_("số biên bản, giờ, nơi họp, nhận xét, thứ tự thành viên")},
                 {ACT_EXPORT_CHECK, N_("đối chiếu tệp Excel gửi về với hồ sơ")},
                 {ACT_EXPORT_DECIDE, NULL}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++, row++) {
        char *key = action_keys(lines[i].action);
        canvas_text(c, row, 3, 4, STYLE_KEY, key);
        free(key);
        canvas_text(c, row, 8, -1, STYLE_NORMAL, lines[i].text ? _(lines[i].text) : p->decided);
    }
}

static void export_draw(const struct screen *s, struct canvas *c)
{
    const struct export_page *p = (const struct export_page *)s;
    const struct session *session = &model_of(s->app)->session;
    model_title(s->app, c, _("XUẤT VĂN BẢN"), NULL);
    canvas_wrap(c, 1, 0, c->cols, 1, session->closed ? STYLE_GOOD : STYLE_WARN,
                session->closed
                    ? _("Kết quả đã chốt: văn bản in được để ký, có mã chốt.")
                    : _("Kết quả chưa chốt: mỗi trang mang chữ DỰ THẢO, để xem trước, không ký."));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    struct canvas items = canvas_sub(c, 3, 0, EXPORT_ITEMS, c->cols);
    list_draw(&p->list, &export_list, p, &items, true);
    int row = 3 + EXPORT_ITEMS;
    bool written = !p->running && p->path && p->path[0];
    if (!written && !p->running && p->list.selected >= 0)
        row += canvas_wrap(c, row, 5, c->cols - 6, 3, STYLE_DIM,
                           _(export_items[p->list.selected].more));
    row = draw_where(p, c, row + 1);
    if (p->running)
        draw_progress(p, c, row + 1);
    else if (written)
        draw_written(p, c, row);
    else
        draw_keys(p, c, c->rows - 6);
}

static void export_forget(struct export_page *p)
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

static enum react export_start(struct export_page *p)
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
    char *text = xasprintf(_("%s\n\n"
                             "{EXPORT_FOLDER}: chọn thư mục khác; {EXPORT_RUN}: xuất lại."),
                           why);
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
                  : _("Đã dừng: không tệp nào được ghi. {EXPORT_RUN}: xuất lại."));
    else if (rc != DB_OK)
        tell_failure(p, f);
    else if (pages)
        app_sayf(app, SAY_GOOD, _("Đã xuất xong; phiếu trắng in hết %zu trang."), pages);
    else if (model_of(app)->session.closed)
        app_say(
            app, SAY_GOOD,
            _("Đã xuất xong. In biên bản, so mã chốt rồi ký; {EXPORT_BACKUP}: sao phiên ra USB."));
    else
        app_say(app, SAY_GOOD, _("Đã xuất xong."));
}

static enum react export_after(struct screen *s)
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

enum { TAG_FOLDER = 1, TAG_VIEW, TAG_BOOK };

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return !slash          ? xstrdup(".")
           : slash == path ? xstrdup("/")
                           : xstrndup(path, (size_t)(slash - path));
}

/* Before the first mark there is only paper to score on; what is signed off goes out whole; a
 * draft is looked at. */
static unsigned all_of(const struct session *s)
{
    unsigned draft = EXPORT_RESULTS | EXPORT_MINUTES | EXPORT_NOTICES;
    if (s->closed)
        return draft | EXPORT_BALLOTS | EXPORT_CSV | EXPORT_JSON;
    return s->any_mark ? draft : EXPORT_BLANK_ITEM;
}

/* "quyết định 12/QĐ-UBND ngày 05/08/2026", for the page that leads there; into new memory, NULL
 * when it cannot be read (the alarm is up). */
static char *decision_line(struct app *app)
{
    struct decisions d;
    char shown[11];
    if (!model_of(app)->session.closed)
        return xstrdup(_("số, ngày quyết định: ghi sau khi chốt"));
    if (db_decisions(model_of(app)->db, &d) != DB_OK) {
        model_did(app, DB_FAULT, NULL);
        return NULL;
    }
    const struct decision *v = &d.list[DECISION_RECOGNISED];
    field_date_shown(v->date, shown);
    char *line = d.n_off
                     ? xasprintf(_("quyết định %s ghi cho phiên bản %d: không áp dụng đủ; xem lại"),
                                 *v->number ? v->number : "……", v->version)
                 : !*v->number && !*v->date
                     ? xstrdup(_("khi có quyết định: ghi số, ngày, sản phẩm không được ghi"))
                     : xasprintf(_("quyết định %s ngày %s; sửa, ghi tiếp"),
                                 *v->number ? v->number : "……", *v->date ? shown : "……");
    list_free(&d);
    return line;
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
        pages_of(app)->text(app, _("XEM TRƯỚC"), text);
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
    pages_of(app)->text(app, _("ĐỐI CHIẾU TỆP EXCEL"), text);
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
        pages_of(s->app)->paper(s->app);
        return REACT_DRAW;
    case ACT_EXPORT_DECIDE:
        pages_of(s->app)->decide(s->app);
        return REACT_DRAW;
    case ACT_EXPORT_CHECK:
        pick_book(p);
        return REACT_DRAW;
    case ACT_EXPORT_BACKUP:
        pages_of(s->app)->backup(s->app);
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
    .holds = model_holds_row,
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
