/* SPDX-License-Identifier: MIT */
/* tui/page/papers/backup.c - a verified copy on a stick, and reopening after sign-off: questions
 * over the page they were asked from. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/picker.h"
#include "tui/model.h"
#include "tui/page/page.h"
#include "tui/question.h"

enum { TAG_FOLDER = 1, TAG_REASON, TAG_PIN };

struct task_page {
    struct screen base;
    char *dest, *reason;
    struct question q; /* of reopening: the state that was signed off */
};

static void backup_draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

/* FOLDER/NAME-20261123-094215.ocop: never the session's own name, never another copy's. */
static char *copy_name(struct app *app, const char *folder)
{
    const char *path = model_of(app)->path, *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    size_t n = strlen(base);
    n = n > 5 && strcmp(base + n - 5, ".ocop") == 0 ? n - 5 : n;
    char when[20] = "";
    struct tm tm;
    if (date_local(app_now(app), &tm))
        strftime(when, sizeof when, "%Y%m%d-%H%M%S", &tm);
    return xasprintf("%s/%.*s-%s.ocop", folder, (int)n, base, when);
}

static enum react backup_answer(struct screen *s, const struct answer *a)
{
    struct task_page *p = (struct task_page *)s;
    if (a->tag != TAG_FOLDER || !a->ok)
        return REACT_POP;
    p->dest = copy_name(s->app, a->text);
    app_say(s->app, SAY_NOTE, _("Đang sao lưu và kiểm tra bản sao…"));
    return REACT_AFTER;
}

static enum react backup_after(struct screen *s)
{
    struct task_page *p = (struct task_page *)s;
    struct model *m = model_of(s->app);
    enum db_rc rc = db_backup(m->db, p->dest);
    app_say(s->app, SAY_NOTE, "");
    if (rc != DB_OK) {
        /* The record itself is as it was: nothing to be alarmed about. */
        char *why = faults_lines(db_faults(m->db), 5);
        dialog_message(s->app, TAG_TOLD, _("Không sao lưu được"), why);
        free(why);
        return REACT_POP;
    }
    m->backed_up = 1;
    char *safe = text_safe(p->dest, 0);
    char *text = xasprintf(_("Đã sao một bản và kiểm tra: đúng như bản đang dùng.\n\n%s\n\nRút USB "
                             "an toàn trước khi tháo."),
                           safe);
    dialog_message(s->app, TAG_TOLD, _("Đã sao lưu"), text);
    free(text);
    free(safe);
    return REACT_RELOAD | REACT_POP;
}

static void backup_done(struct screen *s)
{
    free(((struct task_page *)s)->dest);
    free(((struct task_page *)s)->reason);
    question_free(&((struct task_page *)s)->q);
}

static const struct screen_ops backup_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct task_page),
    .overlay = true,
    .draw = backup_draw,
    .answer = backup_answer,
    .after = backup_after,
    .done = backup_done,
};

void page_backup_open(struct app *app)
{
    app_push(app, screen_new(app, &backup_ops));
    picker_open(app, TAG_FOLDER,
                &(struct picker_want){.title = _("Sao lưu vào thư mục nào"), .folder = true});
}

/* ---- reopening ---- */

/* Which of the versions is reopened. */
static bool reopen_show(struct db *db, const void *page, struct shown *out)
{
    struct session s;
    (void)page;
    if (db_session(db, &s) != DB_OK || !s.closed)
        return false;
    out->more = xasprintf("%d %s", s.version, s.closing);
    return true;
}

static enum react reopen_ask(struct task_page *p)
{
    static const char *const text =
        N_("Bản đã chốt vẫn lưu trong nhật ký; chốt lại sẽ có mã mới và phải in "
           "lại biên bản. Lý do mở lại:");
    const char *first = p->q.now.text ? p->q.now.text : "";
    char *all = xasprintf("%s%s%s", first, *first ? "\n\n" : "", _(text));
    dialog_input(
        p->base.app, TAG_REASON,
        &(struct dialog_input){
            .title = _("Mở lại phiên đã chốt"), .text = all, .start = p->reason, .required = true});
    free(all);
    return REACT_DRAW;
}

static enum react reopen(struct task_page *p, const char *pin)
{
    struct app *app = p->base.app;
    question_expect(&p->q, app);
    enum db_rc rc = db_reopen(model_of(app)->db, p->reason, pin, ACTOR_CHAIR);
    if (question_changed(&p->q, app, rc))
        return reopen_ask(p) | REACT_RELOAD;
    return model_did(app, rc, _("Đã mở lại thành phiên bản mới. Phiếu đã nộp vẫn đóng.")) |
           REACT_POP;
}

static enum react reopen_answer(struct screen *s, const struct answer *a)
{
    struct task_page *p = (struct task_page *)s;
    if (!a->ok)
        return REACT_POP;
    if (a->tag == TAG_PIN)
        return reopen(p, a->text);
    if (a->tag != TAG_REASON)
        return REACT_POP;
    free(p->reason);
    p->reason = xstrdup(a->text);
    if (!model_of(s->app)->session.has_pin)
        return reopen(p, NULL);
    dialog_input(s->app, TAG_PIN,
                 &(struct dialog_input){.title = _("Mã PIN của chủ tọa"),
                                        .text = _("Chủ tọa gõ mã PIN để mở lại phiên."),
                                        .kind = FIELD_SECRET,
                                        .max = 64,
                                        .required = true});
    return REACT_DRAW;
}

static const struct screen_ops reopen_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct task_page),
    .overlay = true,
    .draw = backup_draw,
    .answer = reopen_answer,
    .done = backup_done,
};

void page_reopen_open(struct app *app)
{
    struct task_page *p = (struct task_page *)screen_new(app, &reopen_ops);
    if (!question_ask(&p->q, app, reopen_show, p)) {
        free(p);
        return;
    }
    app_push(app, &p->base);
    reopen_ask(p);
}
