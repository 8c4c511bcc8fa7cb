/* SPDX-License-Identifier: MIT */
/* tui/model.c - the open session, and what became of an act. */
#include "tui/model.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/recent.h"

enum { MESSAGE_COLS = 78, MANY_FAULTS = 12 };

struct model *model_of(const struct app *app)
{
    return app->model;
}

/* ---- opening and closing ---- */

static enum db_rc take_lead(struct model *m, const char *path, char **why)
{
    char holder[96];
    switch (lead_take(&m->lead, path, holder)) {
    case LEAD_OK:
        return DB_OK;
    case LEAD_HELD:
        *why = xasprintf(_("Một cửa sổ khác đang điều hành phiên này (%s). Làm tiếp ở đó, hoặc "
                           "thoát ở đó rồi mở lại."),
                         holder);
        return DB_REFUSED;
    default:
        *why = xasprintf(_("Không giữ được quyền điều hành phiên: %s."), _(reason_text(errno)));
        return DB_FAULT;
    }
}

/* @db is ours from here on, the lead is held. */
static void adopt(struct model *m, struct db *db)
{
    m->db = db;
    m->path = xstrdup(db_path(db));
    m->seen = db_data_version(db);
    m->backed_up = 0;
    recent_note(m->path);
}

char *session_name(const struct rules *r, const char *path)
{
    const char *round = r->text[SETTING_ROUND], *year = r->text[SETTING_YEAR];
    const char *slash = strrchr(path, '/');
    return *round && *year ? xasprintf(_("Đợt %s/%s"), round, year)
           : *round        ? xasprintf(_("Đợt %s"), round)
           : *year         ? xasprintf(_("Năm %s"), year)
                           : text_safe(slash ? slash + 1 : path, 0);
}

static enum db_rc read_session(struct model *m)
{
    list_free(&m->rules);
    free(m->name);
    enum db_rc rc = db_rules(m->db, &m->rules);
    m->name = session_name(&m->rules, m->path);
    return rc == DB_OK ? db_session(m->db, &m->session) : rc;
}

bool model_refresh(struct app *app)
{
    struct model *m = model_of(app);
    if (!m->db)
        return false;
    if (read_session(m) == DB_OK)
        return true;
    char *text = faults_lines(db_faults(m->db), MANY_FAULTS);
    app_alarm(app, _("KHÔNG ĐỌC ĐƯỢC TỆP"), text);
    free(text);
    return false;
}

/* Those who look at all products say how many there are; here it is asked once. */
static enum db_rc count_products(struct model *m)
{
    struct products all;
    enum db_rc rc = db_products(m->db, &all);
    m->products = (int)all.n;
    list_free(&all);
    return rc;
}

/* What must not be missed before the first mark. */
static void alarm_behind(struct app *app)
{
    struct model *m = model_of(app);
    struct faults f = {0};
    remember_begin(&m->remember, m->db, &f);
    if (f.n) {
        char *text = faults_lines(&f, 0);
        app_alarm(app, _("TỆP CŨ HƠN LẦN TRƯỚC"), text);
        free(text);
    }
    faults_free(&f);
}

enum db_rc model_open(struct app *app, const char *path, char **why)
{
    struct model *m = model_of(app);
    struct faults f = {0};
    struct db *db = NULL;
    *why = NULL;
    model_close(app);
    /* A file that is not ours is refused for that, whoever else may look at it. */
    enum db_rc rc = db_is_session(path) ? take_lead(m, path, why) : DB_OK;
    if (rc != DB_OK)
        return rc;
    rc = db_open(&db, path, DB_OPEN, &f);
    if (rc == DB_OK) {
        adopt(m, db);
        rc = read_session(m);
        if (rc == DB_OK)
            rc = count_products(m);
    }
    if (rc == DB_OK)
        alarm_behind(app);
    if (rc != DB_OK && m->db) {
        *why = faults_lines(db_faults(m->db), MANY_FAULTS);
        model_close(app);
    } else if (rc != DB_OK) {
        *why = faults_lines(&f, MANY_FAULTS);
        lead_drop(&m->lead);
    }
    faults_free(&f);
    return rc;
}

enum db_rc model_create(struct app *app, const char *path, const struct db_pair *set, size_t n,
                        char **why)
{
    struct faults f = {0};
    struct db *db = NULL;
    *why = NULL;
    model_close(app);
    enum db_rc rc = db_create(&db, path, set, n, &f);
    if (rc != DB_OK)
        *why = faults_lines(&f, MANY_FAULTS);
    faults_free(&f);
    db_close(db);
    return rc == DB_OK ? model_open(app, path, why) : rc;
}

void model_close(struct app *app)
{
    struct model *m = model_of(app);
    if (m->db)
        remember_note(&m->remember, m->db, true);
    m->remember = (struct remember){0};
    db_close(m->db);
    free(m->path);
    free(m->name);
    m->db = NULL;
    m->path = m->name = NULL;
    m->session = (struct session){0};
    list_free(&m->rules);
    m->products = 0;
    lead_drop(&m->lead);
}

void model_reading(struct app *app, bool begins)
{
    struct db *db = model_of(app)->db;
    if (db && !begins)
        db_read_end(db, DB_OK);
    else if (db && db_read_begin(db) != DB_OK)
        app->dirty = true; /* what the page reads fails as well, and says so */
}

bool model_poll(struct app *app)
{
    struct model *m = model_of(app);
    if (!m->db)
        return false;
    int64_t now = db_data_version(m->db);
    bool changed = now != m->seen;
    m->seen = now;
    return changed;
}

/* ---- what became of an act ---- */

/* Whether @line is one of @all. */
static bool has_line(const char *all, const char *line)
{
    size_t n = strlen(line);
    for (const char *s = all; s; s = strchr(s, '\n')) {
        s += *s == '\n';
        if (strncmp(s, line, n) == 0 && (s[n] == '\n' || !s[n]))
            return true;
    }
    return false;
}

/* Several reads that met one trouble tell it once. */
static void add_line(char **all, const char *line)
{
    if (has_line(*all, line))
        return;
    char *longer = *all ? xasprintf("%s\n%s", *all, line) : xstrdup(line);
    free(*all);
    *all = longer;
}

static size_t add_faults(char **all, const struct faults *f, bool warnings, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n && n < room; i++) {
        if (f->v[i].warning != warnings)
            continue;
        char *where = fault_where(&f->v[i], NULL, i18n), *text = fault_text(&f->v[i], i18n);
        char *line = xasprintf("%s%s", where, text);
        add_line(all, line);
        free(line);
        free(text);
        free(where);
        n++;
    }
    return n;
}

char *faults_lines(const struct faults *f, size_t max)
{
    char *all = NULL;
    size_t room = max ? max : f->n;
    size_t n = add_faults(&all, f, false, room);
    n += add_faults(&all, f, true, room - n);
    if (n < f->n) {
        char *more = xasprintf(P_("… và %zu điều nữa.", f->n - n), f->n - n);
        add_line(&all, more);
        free(more);
    }
    return all ? all : xstrdup(_("Không rõ nguyên nhân."));
}

static void say_refused(struct app *app, const struct faults *f)
{
    char *text = faults_lines(f, MANY_FAULTS);
    if (f->n > 1 || text_columns(text) > MESSAGE_COLS)
        dialog_message(app, TAG_TOLD, _("Không làm được"), text);
    else
        app_say(app, SAY_ERROR, text);
    free(text);
}

static void say_done(struct app *app, const struct faults *f, const char *done)
{
    if (f->n == 0) {
        if (done && *done)
            app_say(app, SAY_GOOD, done);
        return;
    }
    char *text = faults_lines(f, MANY_FAULTS);
    if (f->n > 1 || text_columns(text) > MESSAGE_COLS)
        dialog_message(app, TAG_TOLD, done && *done ? done : _("Lưu ý"), text);
    else
        app_say(app, SAY_WARN, text);
    free(text);
}

bool model_outdated(const struct db *db)
{
    const struct faults *f = db_faults(db);
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == F_ASKED_CHANGED)
            return true;
    return false;
}

/* What became of the act, above why. */
static const char *alarm_title(const struct faults *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].id == F_SAVED_BADLY)
            return _("ĐÃ LƯU, Ổ ĐĨA BÁO LỖI");
        else if (f->v[i].id == F_NOT_KNOWN)
            return _("KHÔNG RÕ ĐÃ LƯU HAY CHƯA");
    return _("CHƯA LƯU");
}

enum react model_did(struct app *app, enum db_rc rc, const char *done)
{
    struct model *m = model_of(app);
    const struct faults *f = db_faults(m->db);
    db_expect(m->db, (struct db_expect){0}); /* it was of this act, even if that never began */
    if (rc == DB_OK) {
        say_done(app, f, done);
        remember_note(&m->remember, m->db, false);
        return REACT_RELOAD;
    }
    if (rc != DB_FAULT) {
        say_refused(app, f);
        return model_outdated(m->db) ? REACT_RELOAD : REACT_DRAW;
    }
    char *text = faults_lines(f, MANY_FAULTS);
    app_alarm(app, alarm_title(f), text);
    free(text);
    return REACT_RELOAD;
}

unsigned model_holds(const struct app *app, bool row)
{
    const struct model *m = model_of(app);
    unsigned holds = row ? NEED_ROW : 0;
    if (m->lead.fd > 0)
        holds |= NEED_LEAD;
    return holds | (m->session.closed ? (unsigned)NEED_SIGNED : (unsigned)NEED_WRITE);
}

unsigned model_holds_row(const struct screen *s)
{
    return model_holds(s->app, true);
}

/* ---- words ---- */

const char *role_name(enum role r)
{
    static const char *const names[] = {
        [ROLE_CHAIR] = N_("Chủ tịch"),    [ROLE_VICE] = N_("Phó Chủ tịch"),
        [ROLE_MEMBER] = N_("Ủy viên"),    [ROLE_SECRETARY] = N_("Thư ký"),
        [ROLE_ADVISER] = N_("Tổ tư vấn"), [ROLE_OBSERVER] = N_("Khách mời"),
    };
    return _(names[r]);
}

const char *panel_name(enum panel_state s)
{
    static const char *const names[] = {
        [PANEL_SCORES] = N_("chấm"),
        [PANEL_ABSENT] = N_("vắng"),
        [PANEL_RECUSED] = N_("không tham gia chấm"),
        [PANEL_WRITTEN] = N_("gửi phiếu"),
    };
    return _(names[s]);
}

const char *kind_name(enum product_kind k)
{
    static const char *const names[] = {
        [KIND_FIRST] = N_("lần đầu"),
        [KIND_UPGRADE] = N_("nâng hạng"),
        [KIND_AGAIN] = N_("đánh giá lại"),
    };
    return k == KIND_UNKNOWN ? "" : _(names[k]);
}

const char *ballot_name(enum ballot_state s)
{
    static const char *const names[] = {
        [BALLOT_NONE] = N_("chưa nhập"),
        [BALLOT_OPEN] = N_("đang nhập"),
        [BALLOT_CLOSED] = N_("đã nộp"),
    };
    return _(names[s]);
}

const char *stars_text(int star)
{
    static const char *const stars[] = {"", "★", "★★", "★★★", "★★★★", "★★★★★"};
    return star > 0 && star <= 5 ? stars[star] : "";
}

const char *state_text(const struct session *s)
{
    if (s->rehearsal)
        return s->closed ? _("DIỄN TẬP · ĐÃ CHỐT (chờ ký)") : _("DIỄN TẬP · DỰ THẢO");
    return s->closed ? _("ĐÃ CHỐT (chờ ký)") : _("DỰ THẢO");
}

const char *set_number(const struct product *p, char out[8])
{
    const char *slash = strrchr(p->set, '/');
    snprintf(out, 8, "%.4s%s", slash ? slash + 1 : "--", p->set_own ? "*" : "");
    return out;
}

char *set_label(const struct product *p)
{
    if (!*p->set)
        return xstrdup(_("chưa có bộ sản phẩm"));
    if (p->set_own)
        return xasprintf(_("Bộ riêng %s: %s (không phải bộ của Quyết định 26)"), p->set,
                         p->set_name);
    const char *slash = strrchr(p->set, '/');
    return *p->set_name && slash ? xasprintf(_("Bộ %s: %s"), slash + 1, p->set_name)
                                 : xstrdup(p->set);
}

char *doubt_text(const struct crit_correction *c)
{
    const char *why = c->why ? c->why : "", *dash = *why ? ": " : "";
    if (!c->forced)
        return *why ? xasprintf(_("Giữ như bản in: %s"), why)
                    : xstrdup(_("Giữ như bản in, cần đối chiếu với bản ký số"));
    if (!*c->printed)
        return xasprintf(_("Bản in để trống, dùng \"%s\"%s%s"), c->used, dash, why);
    return xasprintf(_("Bản in ghi \"%s\", dùng \"%s\"%s%s"), c->printed, c->used, dash, why);
}

char *member_label(const struct member *m)
{
    return xasprintf("%s%s%s, %s%s%s", m->honorific, *m->honorific ? " " : "", m->name,
                     *m->title ? m->title : role_name(m->role), *m->agency ? ", " : "", m->agency);
}

char *product_label_text(int no, int of, const char *name)
{
    return of ? xasprintf(_("SP %d/%d %s"), no, of, name) : xasprintf(_("SP %d %s"), no, name);
}

/* ---- times ---- */

static bool local_time(const char *utc, struct tm *out)
{
    int64_t at;
    return date_utc(utc, &at) && date_local(at, out);
}

const char *clock_text(const char *utc, char out[8])
{
    struct tm tm;
    out[0] = '\0';
    if (local_time(utc, &tm))
        strftime(out, 8, "%H:%M", &tm);
    return out;
}

const char *moment_text(const char *utc, char out[20])
{
    struct tm tm;
    out[0] = '\0';
    if (local_time(utc, &tm))
        strftime(out, 20, "%d/%m/%Y %H:%M", &tm);
    return out;
}

/* ---- drawing ---- */

void model_title(const struct app *app, struct canvas *c, const char *left, const char *middle)
{
    const struct model *m = model_of(app);
    canvas_title(c, 0, left, middle ? middle : m->name, m->db ? state_text(&m->session) : NULL);
}

int row_columns(const struct canvas *c)
{
    return c->grid->cols - 2;
}

void draw_empty(struct canvas *c, const char *title, const char *text)
{
    int width = c->cols - 20 > 40 ? c->cols - 20 : c->cols, left = (c->cols - width) / 2;
    int rows = canvas_wrap_rows(text, width), row = (c->rows - rows - 2) / 2;
    row = row < 0 ? 0 : row;
    canvas_center(c, row, 0, c->cols, STYLE_BOLD, title);
    for (const char *line = text; *line; row++) {
        size_t n = strcspn(line, "\n");
        char *one = xstrndup(line, n);
        int used = canvas_wrap_rows(one, width);
        if (used == 1)
            canvas_center(c, row + 2, left, width, STYLE_NORMAL, one);
        else
            canvas_wrap(c, row + 2, left, width, used, STYLE_NORMAL, one);
        row += used - 1;
        free(one);
        line += n + (line[n] == '\n');
    }
}
