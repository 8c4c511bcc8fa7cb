/* SPDX-License-Identifier: MIT */
/* tui/page/council/sessions.c - the list of sessions and what it tells of each: open one, or begin
 * a new one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/db.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/field.h"
#include "tui/kit/widget/list.h"
#include "tui/kit/widget/picker.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/recent.h"

struct session_file {
    char *path;
    char *name;               /* "Đợt 2/2026", or the file's name */
    char *council, *province; /* "" when not given, or when the file cannot be read */
    char date[11];            /* "23/11/2026" or "" */
    char last[32];            /* time of the last event, UTC; "" when it cannot be read */
    int products;
    bool closed, rehearsal;
    char *fault; /* why it cannot be opened, or NULL */
};
struct session_files {
    size_t n;
    struct session_file *v; /* the latest first, those that cannot be read last */
};

static bool read_facts(struct db *db, struct session_file *out)
{
    struct session s;
    struct products all;
    struct rules rules;
    if (db_session(db, &s) != DB_OK)
        return false;
    bool read = db_rules(db, &rules) == DB_OK;
    read = db_products(db, &all) == DB_OK && read;
    out->products = (int)all.n;
    list_free(&all);
    out->closed = s.closed;
    out->rehearsal = s.rehearsal;
    snprintf(out->last, sizeof out->last, "%s", s.last_time);
    out->name = session_name(&rules, out->path);
    out->council = xstrdup(rules.text[SETTING_COUNCIL]);
    out->province = xstrdup(rules.text[SETTING_PROVINCE]);
    field_date_shown(rules.text[SETTING_DATE], out->date);
    list_free(&rules);
    return read;
}

/* The chain is left for when the file is really opened: the list must come at once. */
static void look(const char *path, struct session_file *out)
{
    struct faults f = {0};
    struct db *db = NULL;
    *out = (struct session_file){.path = xstrdup(path)};
    enum db_rc rc = db_open(&db, path, DB_LOOK_VERIFY, &f);
    if (rc == DB_OK && !read_facts(db, out))
        out->fault = faults_lines(db_faults(db), 1);
    else if (rc != DB_OK)
        out->fault = faults_lines(&f, 1);
    db_close(db);
    faults_free(&f);
    const char *slash = strrchr(path, '/');
    if (!out->name)
        out->name = text_safe(slash ? slash + 1 : path, 0);
    if (!out->council)
        out->council = xstrdup("");
    if (!out->province)
        out->province = xstrdup("");
}

static int latest_first(const void *a, const void *b)
{
    const struct session_file *x = a, *y = b;
    int order = strcmp(y->last, x->last);
    return order ? order : strcmp(x->path, y->path);
}

/* Look at every session file there is; each is opened for a moment.  Never while this process has
 * one of them open (db_open). */
static void session_files_read(struct session_files *out)
{
    struct paths p;
    sessions_find(&p);
    *out = (struct session_files){.v = xcalloc(p.n + 1, sizeof *out->v)};
    for (size_t i = 0; i < p.n; i++)
        look(p.v[i], &out->v[out->n++]);
    paths_free(&p);
    qsort(out->v, out->n, sizeof *out->v, latest_first);
}

static void session_files_free(struct session_files *f)
{
    for (size_t i = 0; i < f->n; i++) {
        free(f->v[i].path);
        free(f->v[i].name);
        free(f->v[i].council);
        free(f->v[i].province);
        free(f->v[i].fault);
    }
    free(f->v);
    *f = (struct session_files){0};
}

enum { TAG_FILE = 1, TAG_OLDER };

struct sessions_page {
    struct screen base;
    struct session_files files;
    struct list list;
    char *older; /* the file of an older version that is asked about, or NULL */
};

static int sessions_count(const void *data)
{
    return (int)((const struct sessions_page *)data)->files.n;
}

static const char *file_state(const struct session_file *f)
{
    struct session s = {.closed = f->closed, .rehearsal = f->rehearsal};
    return f->fault ? _("không mở được") : state_text(&s);
}

/* Columns of a row. */
struct columns {
    int council, date, products, state;
};
static struct columns sessions_columns(const struct canvas *c)
{
    struct columns k = {.council = 17, .state = row_columns(c) - 28};
    k.products = k.state - 6;
    k.date = k.products - 11;
    return k;
}

/* Whose it is: the council's own name is long and begins as all do. */
static const char *whose(const struct canvas *c, const struct session_file *f)
{
    return row_columns(c) < 110 && *f->province ? f->province : f->council;
}

static void sessions_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct session_file *f = &((const struct sessions_page *)data)->files.v[i];
    struct columns k = sessions_columns(c);
    (void)selected;
    canvas_text(c, 0, 1, k.council - 2, STYLE_BOLD, f->name);
    canvas_text(c, 0, k.council, k.date - k.council - 1, STYLE_NORMAL, whose(c, f));
    canvas_text(c, 0, k.date, 10, STYLE_NORMAL, f->date);
    if (!f->fault)
        canvas_printf(c, 0, k.products, 4, STYLE_NORMAL, "%4d", f->products);
    canvas_text(c, 0, k.state, -1, f->fault ? STYLE_WARN : STYLE_NORMAL, file_state(f));
}

static const struct list_ops lines = {.count = sessions_count, .row = sessions_row};

static const struct session_file *sessions_chosen(const struct sessions_page *p)
{
    return p->list.selected >= 0 && (size_t)p->list.selected < p->files.n
               ? &p->files.v[p->list.selected]
               : NULL;
}

/* A session that is open above this page must not be opened a second time.  The one that was
 * written last goes to the top; the mark goes with the file it was on. */
static bool sessions_load(struct screen *s)
{
    struct sessions_page *p = (struct sessions_page *)s;
    if (model_of(s->app)->db)
        return true;
    const struct session_file *chosen = sessions_chosen(p);
    char *was = chosen ? xstrdup(chosen->path) : NULL;
    session_files_free(&p->files);
    session_files_read(&p->files);
    for (size_t i = 0; was && i < p->files.n; i++)
        if (strcmp(p->files.v[i].path, was) == 0)
            p->list.selected = (int)i;
    free(was);
    list_fix(&p->list, &lines, p);
    return true;
}

static void sessions_draw_chosen(const struct sessions_page *p, struct canvas *c)
{
    const struct session_file *f = sessions_chosen(p);
    char moment[20];
    canvas_hline(c, 0, 0, c->cols, STYLE_NORMAL);
    if (!f)
        return;
    char *path = text_safe(f->path, 0);
    canvas_printf(c, 1, 0, -1, STYLE_NORMAL, _("Tệp: %s"), path);
    if (f->fault)
        canvas_wrap(c, 2, 0, -1, 2, STYLE_WARN, f->fault);
    else
        canvas_printf(c, 2, 0, -1, STYLE_NORMAL, _("Ghi lần cuối: %s. %s"),
                      moment_text(f->last, moment), f->council);
    free(path);
}

static void sessions_draw(const struct screen *s, struct canvas *c)
{
    const struct sessions_page *p = (const struct sessions_page *)s;
    canvas_title(c, 0, _("HỘI ĐỒNG OCOP"), _("Các phiên đánh giá, phân hạng sản phẩm"), NULL);
    struct canvas body = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    if (p->files.n == 0) {
        draw_empty(&body, _("Chưa có phiên nào trên máy này"),
                   _("Bấm {SESSIONS_NEW} để tạo phiên mới.\n"
                     "Bấm {SESSIONS_FIND} để mở một tệp .ocop có sẵn, như trên USB.\n"
                     "Muốn làm thử: tạo phiên mới và chọn Diễn tập: có."));
        return;
    }
    struct columns k = sessions_columns(c);
    canvas_text(c, 1, 2, -1, STYLE_HEADING, _("Phiên"));
    canvas_text(c, 1, 1 + k.council, k.date - k.council - 1, STYLE_HEADING, _("Hội đồng"));
    canvas_text(c, 1, 1 + k.date, 10, STYLE_HEADING, _("Ngày họp"));
    canvas_right(c, 1, 1 + k.products, 4, STYLE_HEADING, _("SP"));
    canvas_text(c, 1, 1 + k.state, -1, STYLE_HEADING, _("Trạng thái"));
    struct canvas list = canvas_sub(&body, 0, 0, body.rows - 4, body.cols);
    list_draw(&p->list, &lines, p, &list, true);
    struct canvas foot = canvas_sub(&body, body.rows - 4, 0, 4, body.cols);
    sessions_draw_chosen(p, &foot);
}

static unsigned sessions_holds(const struct screen *s)
{
    unsigned all = (unsigned)NEED_ALL;
    return sessions_chosen((const struct sessions_page *)s) ? all : all & ~(unsigned)NEED_ROW;
}

static enum react sessions_open_file(struct screen *s, const char *path)
{
    char *why = NULL;
    if (model_open(s->app, path, &why) == DB_OK) {
        pages_of(s->app)->home(s->app);
    } else {
        char *safe = text_safe(path, 60), *text = xasprintf("%s\n\n%s", safe, why);
        dialog_message(s->app, TAG_TOLD, _("Không mở được"), text);
        free(text);
        free(safe);
    }
    free(why);
    return REACT_DRAW;
}

/* Opening brings an older file to today's version, and programs before this one read it no more:
 * asked first. */
static enum react sessions_open_asked(struct screen *s, const char *path)
{
    struct sessions_page *p = (struct sessions_page *)s;
    int version = db_older(path);
    if (!version)
        return sessions_open_file(s, path);
    free(p->older);
    p->older = xstrdup(path);
    char *safe = text_safe(path, 60);
    char *text = xasprintf(_("%s\n\nTệp do bản hoidong trước ghi (dạng %d). Mở để làm việc thì tệp "
                             "được chuyển sang dạng mới: bản cũ sẽ không mở được tệp này nữa. Nhật "
                             "ký và mã chốt giữ nguyên.\n\nMở tệp?"),
                           safe, version);
    dialog_confirm(s->app, TAG_OLDER, _("Tệp của bản trước"), text, true);
    free(text);
    free(safe);
    return REACT_DRAW;
}

static void pick_file(struct app *app)
{
    static const char *const ours[] = {".ocop", NULL};
    picker_open(app, TAG_FILE, &(struct picker_want){.title = _("Mở tệp phiên"), .ext = ours});
}

static enum react sessions_act(struct screen *s, enum action a)
{
    struct sessions_page *p = (struct sessions_page *)s;
    switch (a) {
    case ACT_SESSIONS_OPEN:
        return sessions_open_asked(s, sessions_chosen(p)->path);
    case ACT_SESSIONS_NEW:
        pages_of(s->app)->new (s->app);
        return REACT_NONE;
    case ACT_SESSIONS_FIND:
        pick_file(s->app);
        return REACT_NONE;
    case ACT_SESSIONS_FORGET:
        recent_forget(sessions_chosen(p)->path);
        app_say(s->app, SAY_NOTE,
                _("Đã bỏ khỏi danh sách gần đây. Tệp trong thư mục của chương trình vẫn hiện."));
        return REACT_RELOAD;
    default:
        return REACT_DEFAULT;
    }
}

static enum react sessions_key(struct screen *s, const struct key *k)
{
    struct sessions_page *p = (struct sessions_page *)s;
    switch (list_key(&p->list, &lines, p, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return sessions_act(s, ACT_SESSIONS_OPEN);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static enum react sessions_answer(struct screen *s, const struct answer *a)
{
    if (a->tag == TAG_FILE && a->ok)
        return sessions_open_asked(s, a->text);
    if (a->tag == TAG_OLDER && a->ok)
        return sessions_open_file(s, ((struct sessions_page *)s)->older);
    return REACT_NONE;
}

static void sessions_done(struct screen *s)
{
    struct sessions_page *p = (struct sessions_page *)s;
    session_files_free(&p->files);
    free(p->older);
}

static const struct screen_ops sessions_ops = {
    .scope = SCOPE_SESSIONS,
    .size = sizeof(struct sessions_page),
    .load = sessions_load,
    .draw = sessions_draw,
    .holds = sessions_holds,
    .act = sessions_act,
    .key = sessions_key,
    .answer = sessions_answer,
    .done = sessions_done,
};

void page_sessions_open(struct app *app)
{
    app_push(app, screen_new(app, &sessions_ops));
}

void page_older_open(struct app *app, const char *path)
{
    struct screen *s = screen_new(app, &sessions_ops);
    app_push(app, s);
    (void)sessions_open_asked(s, path);
}
