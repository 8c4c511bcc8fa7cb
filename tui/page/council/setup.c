/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup.c - facts and rules of the session.
 *
 * It writes the rows that were typed over, all of them or none: every row must still have what was
 * shown (tui/kit/widget/form.h), as one rule is chosen beside another. */
#include "tui/page/council/setup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/form_page.h"
#include "tui/model.h"
#include "tui/page/page.h"

enum { TAG_OLD = 1, TAG_NEW, TAG_AGAIN, PIN_MAX = 64 };

/* Shows nothing of its own: the questions stand over the page below. */
struct pin_page {
    struct screen base;
    char *old, *pin;
};

static void pin_forget(char **secret)
{
    if (*secret)
        explicit_bzero(*secret, strlen(*secret));
    free(*secret);
    *secret = NULL;
}

static void pin_draw(const struct screen *s, struct canvas *c)
{
    (void)s;
    (void)c;
}

static void pin_ask(struct app *app, int tag, const char *text)
{
    dialog_input(
        app, tag,
        &(struct dialog_input){
            .title = _("Mã PIN của chủ tọa"), .text = text, .kind = FIELD_SECRET, .max = PIN_MAX});
}

static void ask_new(struct app *app)
{
    pin_ask(app, TAG_NEW,
            _("Mã PIN mới, từ 4 ký tự; để trống là bỏ mã PIN. Máy hỏi mã này khi chốt kết quả."));
}

static enum react set(struct pin_page *p)
{
    struct app *app = p->base.app;
    enum db_rc rc = db_pin_set(model_of(app)->db, p->old, p->pin);
    return model_did(app, rc,
                     *p->pin ? _("Đã đặt mã PIN của chủ tọa.") : _("Đã bỏ mã PIN của chủ tọa.")) |
           REACT_POP;
}

static enum react pin_answer(struct screen *s, const struct answer *a)
{
    struct pin_page *p = (struct pin_page *)s;
    enum db_rc rc;
    if (!a->ok)
        return REACT_POP;
    switch (a->tag) {
    case TAG_OLD:
        p->old = xstrdup(a->text);
        rc = db_pin_try(model_of(s->app)->db, p->old);
        if (rc != DB_OK)
            return model_did(s->app, rc, NULL) | REACT_POP;
        ask_new(s->app);
        return REACT_DRAW;
    case TAG_NEW:
        p->pin = xstrdup(a->text);
        if (!*p->pin)
            return set(p);
        pin_ask(s->app, TAG_AGAIN, _("Gõ lại mã PIN mới."));
        return REACT_DRAW;
    case TAG_AGAIN:
        if (strcmp(p->pin, a->text) == 0)
            return set(p);
        app_say(s->app, SAY_ERROR, _("Hai lần gõ không giống nhau. Mã PIN chưa đổi."));
        return REACT_POP;
    default:
        return REACT_POP;
    }
}

static void pin_done(struct screen *s)
{
    struct pin_page *p = (struct pin_page *)s;
    pin_forget(&p->old);
    pin_forget(&p->pin);
}

static const struct screen_ops pin_ops = {
    .scope = SCOPE_DIALOG,
    .size = sizeof(struct pin_page),
    .overlay = true,
    .draw = pin_draw,
    .answer = pin_answer,
    .done = pin_done,
};

/* Set or take away the PIN: asks for the old one, then twice for the new one. */
static void pin_open(struct app *app)
{
    app_push(app, screen_new(app, &pin_ops));
    if (model_of(app)->session.has_pin)
        pin_ask(app, TAG_OLD, _("Mã PIN đang dùng."));
    else
        ask_new(app);
}

enum { TAG_REASON = 1, TAG_REHEARSAL };

struct setup_page {
    struct form_page base;
    bool ready;
    int64_t asked; /* the last event when it was shown */
};

static const char *setup_value(const void *record, const struct form_row *row, char *spare)
{
    (void)spare;
    return rules_get(record, row->id);
}

/* Everything again from the record, unless something was typed and not yet kept. */
static bool setup_load(struct screen *s)
{
    struct setup_page *p = (struct setup_page *)s;
    struct model *m = model_of(s->app);
    if (!model_refresh(s->app))
        return false;
    size_t n;
    const struct form_row *row = setup_rows(&n);
    if (!p->ready)
        form_init(&p->base.form, row, n, setup_check, (void *)(uintptr_t)row);
    p->ready = true;
    if (!p->base.form.changed) {
        p->asked = m->session.events;
        form_take(&p->base.form, setup_value, &m->rules);
    }
    form_lock(&p->base.form, form_find(&p->base.form, "rehearsal"), m->session.rehearsal);
    form_lock(&p->base.form, form_find(&p->base.form, "criteria"), true);
    return true;
}

static void setup_draw(const struct screen *s, struct canvas *c)
{
    const struct setup_page *p = (const struct setup_page *)s;
    const struct model *m = model_of(s->app);
    model_title(s->app, c, _("THIẾT LẬP"), NULL);
    const char *note =
        m->session.closed      ? _("Phiên đã chốt: chỉ xem.")
        : p->base.form.changed ? _("Có thay đổi chưa ghi: {FORM_KEEP} để ghi.")
        : m->session.any_mark
            ? _("Đã có phiếu chấm: đổi quy định phải ghi lý do.")
            : _("Quy định theo Quy chế của hội đồng; ghi căn cứ để in vào biên bản.");
    canvas_text(c, 1, 0, -1, p->base.form.changed ? STYLE_WARN : STYLE_NORMAL, note);
    canvas_hline(c, 2, 0, c->cols, STYLE_NORMAL);
    form_page_draw(&p->base, c, 3, 0);
}

/* ---- keeping ---- */

/* The rows that were typed over as pairs for db_set; @rules: one asks for a reason. */
static size_t changes(const struct setup_page *p, struct db_pair *set, bool *rules)
{
    const struct form *f = &p->base.form;
    size_t n = 0;
    *rules = false;
    for (size_t i = 0; i < f->n; i++) {
        if (!f->row[i].id || !form_typed(f, i))
            continue;
        const struct setting_def *d = setting_find(f->row[i].id);
        *rules = *rules || (d && setting_asks(d));
        set[n++] = (struct db_pair){f->row[i].id, form_get(f, i)};
    }
    return n;
}

/* For db_expect: every fact and rule is as shown. */
static bool setup_same(struct db *db, void *arg)
{
    struct setup_page *p = arg;
    struct rules rules;
    bool same = db_rules(db, &rules) == DB_OK && form_stands(&p->base.form, setup_value, &rules);
    list_free(&rules);
    return same;
}

static enum react setup_keep(struct setup_page *p, const char *reason)
{
    struct app *app = p->base.screen.app;
    struct model *m = model_of(app);
    struct db_pair *set = xcalloc(p->base.form.n, sizeof *set);
    bool rules;
    size_t n = changes(p, set, &rules);
    db_expect(m->db, (struct db_expect){.seq = p->asked, .same = setup_same, .arg = p});
    enum db_rc rc = db_set(m->db, set, n, reason, ACTOR_SECRETARY);
    free(set);
    bool changed = rc == DB_REFUSED && model_outdated(m->db);
    if (rc == DB_OK)
        p->base.form.changed = false;
    enum react r = model_did(app, rc, _("Đã ghi thiết lập."));
    if (changed && model_refresh(app)) {
        p->asked = m->session.events;
        form_renew(&p->base.form, setup_value, &m->rules);
    }
    return r;
}

static void setup_ask_reason(struct app *app)
{
    dialog_input(
        app, TAG_REASON,
        &(struct dialog_input){
            .title = _("Lý do đổi quy định"),
            .text = _("Đã có phiếu chấm. Việc đổi quy định và lý do được ghi vào nhật ký."),
            .required = true});
}

/* What is asked before it is kept: rehearsal is for ever, a late rule needs a reason. */
static enum react setup_save(struct setup_page *p, bool sure)
{
    struct app *app = p->base.screen.app;
    const struct model *m = model_of(app);
    struct db_pair *set = xcalloc(p->base.form.n, sizeof *set);
    bool rules;
    size_t n = changes(p, set, &rules);
    free(set);
    if (!form_page_stands(&p->base))
        return REACT_DRAW;
    if (n == 0) {
        p->base.form.changed = false;
        app_say(app, SAY_NOTE, _("Không có gì thay đổi."));
        return REACT_RELOAD;
    }
    if (!sure && !m->session.rehearsal &&
        strcmp(form_value(&p->base.form, "rehearsal"), "yes") == 0) {
        dialog_confirm(app, TAG_REHEARSAL, _("Thành phiên diễn tập?"),
                       _("Phiên này sẽ mang chữ DIỄN TẬP mãi mãi, kết quả không dùng thật được."),
                       true);
    } else if (rules && m->session.any_mark) {
        setup_ask_reason(app);
    } else {
        return setup_keep(p, NULL);
    }
    return REACT_DRAW;
}

/* ---- the same article again ---- */

static bool is_cite(const char *id)
{
    size_t n = id ? strlen(id) : 0;
    return n > 5 && strcmp(id + n - 5, ".cite") == 0;
}

/* The article of the nearest rule above that has one, for the active rule. */
static enum react same_cite(struct setup_page *p)
{
    struct form *f = &p->base.form;
    size_t to = f->at < f->n && !is_cite(f->row[f->at].id) ? f->at + 1 : f->at, from = to;
    bool cites = to < f->n && is_cite(f->row[to].id), found = false;
    while (cites && from > 0 && !found) {
        from--;
        found = is_cite(f->row[from].id) && *form_get(f, from);
    }
    if (found) {
        form_set(f, to, form_get(f, from));
        f->changed = true;
    } else {
        app_say(p->base.screen.app, SAY_NOTE, _("Chưa có căn cứ nào ở các quy định trên."));
    }
    return REACT_DRAW;
}

static enum react setup_act(struct screen *s, enum action a)
{
    struct setup_page *p = (struct setup_page *)s;
    switch (a) {
    case ACT_SETUP_SAVE:
        return setup_save(p, false);
    case ACT_SETUP_SAME:
        return same_cite(p);
    case ACT_SETUP_PIN:
        pin_open(s->app);
        return REACT_NONE;
    case ACT_BACK:
        return form_page_leave(&p->base);
    default:
        return REACT_DEFAULT;
    }
}

/* After sign-off the cursor moves, and nothing can be typed. */
static bool moves(const struct key *k)
{
    return k->code == K_UP || k->code == K_DOWN || k->code == K_TAB || k->code == K_SHIFT_TAB ||
           k->code == K_ENTER || k->code == K_CLICK;
}

static enum react setup_key(struct screen *s, const struct key *k)
{
    struct setup_page *p = (struct setup_page *)s;
    struct key page = {.code = k->code == K_PGDN ? K_DOWN : K_UP};
    if (k->code == K_PGUP || k->code == K_PGDN) {
        for (int i = 0; i < 10; i++)
            form_key(&p->base.form, &page);
        return REACT_DRAW;
    }
    if (model_of(s->app)->session.closed && !moves(k))
        return REACT_NONE;
    return form_page_key(s, k);
}

static bool setup_typing(const struct screen *s)
{
    return !model_of(s->app)->session.closed && form_page_typing(s);
}

static enum react setup_answer(struct screen *s, const struct answer *a)
{
    struct setup_page *p = (struct setup_page *)s;
    if (!a->ok)
        return REACT_DRAW;
    switch (a->tag) {
    case TAG_REASON:
        return setup_keep(p, a->text);
    case TAG_REHEARSAL:
        return setup_save(p, true);
    default:
        return form_page_answer(s, a);
    }
}

static const struct screen_ops setup_ops = {
    .scope = SCOPE_SETUP,
    .size = sizeof(struct setup_page),
    .load = setup_load,
    .draw = setup_draw,
    .holds = model_holds_row,
    .act = setup_act,
    .key = setup_key,
    .typing = setup_typing,
    .answer = setup_answer,
    .done = form_page_done,
};

void page_setup_open(struct app *app)
{
    app_push(app, screen_new(app, &setup_ops));
}
