/* SPDX-License-Identifier: MIT */
/* tui/page/council/setup_pin.c - the chair's PIN: three questions one after another. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/model.h"
#include "db/base/mem.h"
#include "tui/page/council/setup.h"

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
    if (!a->ok)
        return REACT_POP;
    switch (a->tag) {
    case TAG_OLD:
        p->old = xstrdup(a->text);
        if (!db_pin_matches(model_of(s->app)->db, p->old)) {
            app_say(s->app, SAY_ERROR, _("Mã PIN không đúng. Mã PIN cũ còn nguyên."));
            return REACT_POP;
        }
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

void page_pin_open(struct app *app)
{
    app_push(app, screen_new(app, &pin_ops));
    if (model_of(app)->session.has_pin)
        pin_ask(app, TAG_OLD, _("Mã PIN đang dùng."));
    else
        ask_new(app);
}
