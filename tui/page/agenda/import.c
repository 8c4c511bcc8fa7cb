/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/import.c - take a list into the session: file, sheet, a look, then all of it or
 * nothing. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "db/sheet/sheet.h"
#include "tui/kit/app.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/list.h"
#include "tui/kit/widget/picker.h"
#include "tui/model.h"
#include "tui/page/page.h"

enum { IMPORT_FIRST = 8 };

/* One fault or warning of the list. */
struct import_line {
    char *text;
    bool warning;
};

struct import_page {
    struct screen base;
    enum list_kind kind;
    char *path, *sheet; /* NULL: none chosen yet; the first visible one */
    char **sheets;      /* names of the visible ones, ended by NULL; NULL: not known */
    bool old_encoding;  /* read as windows-1258 */
    bool same_products; /* rows of another name and owner are the products of their stt */
    bool tried, ready;  /* the dry run is done; it found nothing wrong */
    struct import_report report;
    struct import_line *line;
    int n, errors;
    char *first[IMPORT_FIRST]; /* the first rows of the file, to see that it is the right one */
    struct list list;
};

static int import_count(const void *data)
{
    return ((const struct import_page *)data)->n;
}

static void import_draw_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct import_line *l = &((const struct import_page *)data)->line[i];
    (void)selected;
    int used = canvas_text(c, 0, 1, -1, l->warning ? STYLE_WARN : STYLE_ERROR,
                           l->warning ? _("nhắc") : _("LỖI"));
    canvas_text(c, 0, 1 + (used < 5 ? 5 : used + 1), -1, STYLE_NORMAL, l->text);
}

static const struct list_ops import_lines = {.count = import_count, .row = import_draw_row};

static const char *import_title(enum list_kind kind)
{
    static const char *const titles[] = {
        [LIST_MEMBERS] = N_("NẠP THÀNH VIÊN"),     [LIST_PRODUCTS] = N_("NẠP SẢN PHẨM"),
        [LIST_PANEL] = N_("NẠP NGƯỜI CHẤM"),       [LIST_BALLOTS] = N_("NẠP PHIẾU"),
        [LIST_FINDINGS] = N_("NẠP KẾT LUẬN"),      [LIST_DOSSIER] = N_("NẠP HỒ SƠ"),
        [LIST_SCORES] = N_("NẠP ĐIỂM CHẤM TRƯỚC"),
    };
    return _(titles[kind]);
}

static char *import_counts(enum list_kind kind, const struct import_report *r)
{
    char *text = xasprintf(_("thêm %zu, đổi %zu, giữ nguyên %zu, bỏ qua %zu"), r->added, r->changed,
                           r->same, r->skipped);
    if (kind != LIST_BALLOTS)
        return text;
    char *longer =
        xasprintf(_("%s; phiếu đủ %zu, phiếu dở %zu"), text, r->ballots_closed, r->ballots_open);
    free(text);
    return longer;
}

static void import_draw_head(const struct import_page *p, struct canvas *c)
{
    char *path = text_safe(p->path, 0);
    canvas_printf(c, 1, 1, -1, STYLE_NORMAL, p->sheet ? _("Tệp: %s, trang tính %s") : _("Tệp: %s"),
                  path, p->sheet);
    free(path);
    if (!p->tried) {
        bool which = p->sheets && p->sheets[0] && p->sheets[1] && !p->sheet;
        canvas_text(c, 2, 1, -1, STYLE_BOLD,
                    which ? _("Tệp có nhiều trang tính.") : _("Đang đọc…"));
        return;
    }
    char *counts = import_counts(p->kind, &p->report);
    if (p->ready)
        canvas_printf(c, 2, 1, -1, STYLE_NORMAL, _("Đọc được %zu dòng: %s."), p->report.rows,
                      counts);
    free(counts);
    if (!p->ready)
        canvas_printf(
            c, 2, 1, -1, STYLE_ERROR,
            P_("%d LỖI: chưa nạp gì. Sửa tệp rồi bấm {IMPORT_AGAIN} để đọc lại.", p->errors),
            p->errors);
    else if (p->report.added + p->report.changed == 0)
        canvas_text(c, 3, 1, -1, STYLE_GOOD,
                    _("Danh sách này đã có đủ trong phiên. Bấm Esc để về."));
    else if (p->n > 0)
        canvas_text(c, 3, 1, -1, STYLE_GOOD,
                    _("Chưa nạp. Xem những điều nhắc dưới đây rồi bấm Enter để nạp."));
    else
        canvas_text(c, 3, 1, -1, STYLE_GOOD, _("Chưa nạp. Không có lỗi: bấm Enter để nạp."));
}

static void draw_first(const struct import_page *p, struct canvas *c, int row_no)
{
    canvas_text(c, row_no, 1, -1, STYLE_HEADING, _("Vài dòng đầu của tệp"));
    for (int i = 0; i < IMPORT_FIRST && p->first[i]; i++)
        canvas_text(c, row_no + 1 + i, 3, -1, STYLE_NORMAL, p->first[i]);
}

static void import_draw(const struct screen *s, struct canvas *c)
{
    const struct import_page *p = (const struct import_page *)s;
    model_title(s->app, c, import_title(p->kind), NULL);
    if (!p->path)
        return;
    import_draw_head(p, c);
    canvas_hline(c, 4, 0, c->cols, STYLE_NORMAL);
    int room = c->rows - 9, first = p->first[0] ? IMPORT_FIRST + 1 : 0;
    struct canvas list = canvas_sub(c, 5, 0, room - first, c->cols);
    list_draw(&p->list, &import_lines, p, &list, true);
    if (first)
        draw_first(p, c, 5 + (p->n < list.rows ? p->n : list.rows));
    if (p->n == 0 || p->list.selected < 0)
        return;
    canvas_hline(c, c->rows - 4, 0, c->cols, STYLE_NORMAL);
    canvas_wrap(c, c->rows - 3, 0, -1, 3, STYLE_NORMAL, p->line[p->list.selected].text);
}

enum { TAG_FILE = 1, TAG_SHEET, TAG_ENCODING, TAG_SAME };

#define OLD_ENCODING "windows-1258"

/* ---- reading ---- */

static void forget_lines(struct import_page *p)
{
    for (int i = 0; i < p->n; i++)
        free(p->line[i].text);
    free(p->line);
    p->line = NULL;
    p->n = p->errors = 0;
}

static void import_take_lines(struct import_page *p, const struct faults *f)
{
    forget_lines(p);
    p->line = xcalloc(f->n + 1, sizeof *p->line);
    for (int warnings = 0; warnings < 2; warnings++)
        for (size_t i = 0; i < f->n; i++) {
            if (f->v[i].warning != (warnings == 1))
                continue;
            char *where = fault_where(&f->v[i], NULL, i18n), *text = fault_text(&f->v[i], i18n);
            p->line[p->n++] = (struct import_line){xasprintf("%s%s", where, text), warnings == 1};
            free(text);
            free(where);
        }
    p->errors = (int)f->errors;
    list_select(&p->list, &import_lines, p, 0);
}

/* What is taken is what was looked at: the same list, with the same outcome. */
static enum db_rc import_run(struct import_page *p, bool dry)
{
    unsigned char look[IMPORT_LOOK];
    memcpy(look, p->report.look, sizeof look);
    struct import_options opt = {.dry_run = dry,
                                 .look = dry ? NULL : look,
                                 .sheet = p->sheet,
                                 .encoding = p->old_encoding ? OLD_ENCODING : NULL,
                                 .actor = ACTOR_SECRETARY,
                                 .same_products = p->same_products};
    return db_import(model_of(p->base.app)->db, p->kind, p->path, &opt, &p->report);
}

/* A row of the file as "1 · Nguyễn Văn A · Sở Y tế". */
static char *row_text(const struct sheet_row *row)
{
    char *all = xstrdup("");
    for (size_t i = 0; i < row->n; i++) {
        if (!*row->cell[i])
            continue;
        char *more = xasprintf("%s%s%s", all, *all ? " · " : "", row->cell[i]);
        free(all);
        all = more;
    }
    return all;
}

static void forget_first(struct import_page *p)
{
    for (int i = 0; i < IMPORT_FIRST; i++) {
        free(p->first[i]);
        p->first[i] = NULL;
    }
}

static void take_first(struct import_page *p)
{
    struct faults told = {0}; /* by the dry run */
    struct sheet_options so = {.sheet = p->sheet,
                               .encoding = p->old_encoding ? OLD_ENCODING : NULL};
    struct sheet_rows *sheet = sheet_read(p->path, &so, &told);
    for (size_t i = 0; sheet && i < sheet->n && i < IMPORT_FIRST; i++)
        p->first[i] = row_text(&sheet->row[i]);
    sheet_free(sheet);
    faults_free(&told);
}

static bool import_not_utf8(const struct faults *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == F_SHEET_NOT_UTF8)
            return true;
    return false;
}

/* Whether nothing is wrong but rows that may be other products than those with a code. */
static bool import_only_others(const struct faults *f)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->v[i].id == F_LIST_CODE_OTHER;
    return n > 0 && n == f->errors;
}

static void import_ask_same(struct import_page *p)
{
    char *text = xasprintf(
        P_("%d dòng không có mã, khác tên và chủ thể với sản phẩm có mã cùng số thứ tự. Nếu vẫn "
           "là các sản phẩm đó, mã được giữ và tên, chủ thể đổi theo danh sách. Nếu là sản phẩm "
           "khác thì chọn Không, rồi ghi mã vào danh sách.",
           p->errors),
        p->errors);
    dialog_confirm(p->base.app, TAG_SAME, _("Vẫn là các sản phẩm đã có mã?"), text, true);
    free(text);
}

static void import_look(struct import_page *p)
{
    struct app *app = p->base.app;
    const struct faults *f = db_faults(model_of(app)->db);
    p->ready = import_run(p, true) == DB_OK;
    p->tried = true;
    import_take_lines(p, f);
    forget_first(p);
    if (p->ready)
        take_first(p);
    if (!p->ready && import_only_others(f))
        import_ask_same(p);
    if (!p->ready && !p->old_encoding && import_not_utf8(f))
        dialog_confirm(
            app, TAG_ENCODING, _("Đọc theo bảng mã cũ?"),
            _("Tệp không phải UTF-8. Đọc theo bảng mã cũ của Windows (windows-1258), rồi "
              "xem lại dấu trong tên trước khi nạp?"),
            false);
}

static enum react import_begin(struct import_page *p)
{
    p->tried = p->ready = false;
    forget_lines(p);
    forget_first(p);
    return REACT_DRAW | REACT_AFTER;
}

static enum react import_after(struct screen *s)
{
    import_look((struct import_page *)s);
    return REACT_DRAW;
}

/* ---- choosing ---- */

static void pick(struct import_page *p)
{
    static const char *const titles[] = {
        [LIST_MEMBERS] = N_("Tệp danh sách thành viên"),
        [LIST_PRODUCTS] = N_("Tệp danh sách sản phẩm"),
        [LIST_PANEL] = N_("Tệp người chấm"),
        [LIST_BALLOTS] = N_("Tệp phiếu đã chấm"),
        [LIST_FINDINGS] = N_("Tệp kết luận"),
        [LIST_DOSSIER] = N_("Tệp hồ sơ sản phẩm"),
        [LIST_SCORES] = N_("Tệp điểm tự chấm và Tổ tư vấn"),
    };
    const char *last = model_of(p->base.app)->lists;
    /* The folder the program was started in is where the secretary put the lists. */
    picker_open(p->base.app, TAG_FILE,
                &(struct picker_want){
                    .title = _(titles[p->kind]), .dir = last ? last : ".", .ext = picker_lists});
}

static void choose_sheet(struct import_page *p)
{
    int n = 0;
    while (p->sheets && p->sheets[n])
        n++;
    if (n < 2)
        app_say(p->base.app, SAY_NOTE, _("Tệp này chỉ có một bảng để đọc."));
    else
        dialog_choice(p->base.app, TAG_SHEET, _("Đọc trang tính nào?"), NULL,
                      (const char *const *)p->sheets, n, 0);
}

/* The folder is where the next list will be looked for. */
static void note_folder(struct model *m, const char *path)
{
    const char *slash = strrchr(path, '/');
    free(m->lists);
    m->lists = slash ? xstrndup(path, (size_t)(slash - path) + (slash == path)) : NULL;
}

static enum react take_file(struct import_page *p, const char *path)
{
    struct faults unread = {0}; /* the dry run will find and tell them */
    free(p->path);
    free(p->sheet);
    sheet_names_free(p->sheets);
    p->path = xstrdup(path);
    p->sheet = NULL;
    p->old_encoding = p->same_products = false;
    note_folder(model_of(p->base.app), path);
    p->sheets = sheet_names(path, false, &unread);
    faults_free(&unread);
    if (p->sheets && p->sheets[0] && p->sheets[1]) {
        p->tried = p->ready = false;
        forget_lines(p);
        forget_first(p);
        choose_sheet(p);
        return REACT_DRAW;
    }
    return import_begin(p);
}

static enum react import_answer(struct screen *s, const struct answer *a)
{
    struct import_page *p = (struct import_page *)s;
    switch (a->tag) {
    case TAG_FILE:
        if (a->ok)
            return take_file(p, a->text);
        return p->path ? REACT_DRAW : REACT_POP;
    case TAG_SHEET:
        if (!a->ok)
            return p->tried ? REACT_DRAW : REACT_POP;
        free(p->sheet);
        p->sheet = xstrdup(p->sheets[a->choice]);
        return import_begin(p);
    case TAG_ENCODING:
        if (!a->ok)
            return REACT_DRAW;
        p->old_encoding = true;
        return import_begin(p);
    case TAG_SAME:
        if (!a->ok)
            return REACT_DRAW;
        p->same_products = true;
        return import_begin(p);
    default:
        return REACT_DRAW;
    }
}

/* ---- taking ---- */

static enum react import_take(struct import_page *p)
{
    struct app *app = p->base.app;
    enum db_rc rc = import_run(p, false);
    if (rc == DB_REFUSED && model_outdated(model_of(app)->db)) {
        enum react r = model_did(app, rc, NULL);
        import_look(p);
        return r;
    }
    if (rc != DB_OK) {
        p->ready = false;
        import_take_lines(p, db_faults(model_of(app)->db));
        return model_did(app, rc, NULL);
    }
    char *counts = import_counts(p->kind, &p->report);
    app_sayf(app, SAY_GOOD, _("Đã nạp %zu dòng: %s."), p->report.rows, counts);
    free(counts);
    return REACT_RELOAD | REACT_POP;
}

static unsigned import_holds(const struct screen *s)
{
    const struct import_page *p = (const struct import_page *)s;
    return model_holds(s->app, p->n > 0) | (p->ready ? (unsigned)NEED_READY : 0);
}

static enum react import_act(struct screen *s, enum action a)
{
    struct import_page *p = (struct import_page *)s;
    switch (a) {
    case ACT_IMPORT_RUN:
        return import_take(p);
    case ACT_IMPORT_AGAIN:
        p->same_products = false;
        return p->path ? import_begin(p) : REACT_NONE;
    case ACT_IMPORT_OTHER:
        pick(p);
        return REACT_DRAW;
    case ACT_IMPORT_SHEET:
        choose_sheet(p);
        return REACT_DRAW;
    default:
        return REACT_DEFAULT;
    }
}

static enum react import_key(struct screen *s, const struct key *k)
{
    struct import_page *p = (struct import_page *)s;
    return list_key(&p->list, &import_lines, p, k) == LIST_IGNORED ? REACT_NONE : REACT_DRAW;
}

static void import_done(struct screen *s)
{
    struct import_page *p = (struct import_page *)s;
    forget_lines(p);
    forget_first(p);
    sheet_names_free(p->sheets);
    free(p->path);
    free(p->sheet);
}

static const struct screen_ops import_ops = {
    .scope = SCOPE_IMPORT,
    .size = sizeof(struct import_page),
    .draw = import_draw,
    .holds = import_holds,
    .act = import_act,
    .key = import_key,
    .answer = import_answer,
    .after = import_after,
    .done = import_done,
};

void page_import_open(struct app *app, enum list_kind kind, const char *path)
{
    struct import_page *p = (struct import_page *)screen_new(app, &import_ops);
    p->kind = kind;
    app_push(app, &p->base);
    if (!path)
        pick(p);
    else if (take_file(p, path) & REACT_AFTER)
        import_look(p);
}
