/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form_page.c - what all pages that are one form do alike. */
#include "tui/kit/widget/form_page.h"

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"

enum react form_page_key(struct screen *s, const struct key *k)
{
    struct form_page *p = (struct form_page *)s;
    enum form_event event = form_key(&p->form, k);
    if (event == FORM_SUBMIT && p->at_end)
        app_say(s->app, SAY_NOTE, _(p->at_end));
    return event == FORM_IGNORED ? REACT_NONE : REACT_DRAW;
}

bool form_page_typing(const struct screen *s)
{
    return form_typing(&((const struct form_page *)s)->form);
}

enum react form_page_answer(struct screen *s, const struct answer *a)
{
    (void)s;
    return a->tag == TAG_LEAVE && a->ok ? REACT_POP : REACT_DRAW;
}

void form_page_done(struct screen *s)
{
    form_free(&((struct form_page *)s)->form);
}

enum react form_page_leave(struct form_page *p)
{
    if (!p->form.changed)
        return REACT_DEFAULT;
    /* {FORM_KEEP} is the key of every form. */
    const char *title = p->leave_title ? p->leave_title : N_("Bỏ những gì vừa sửa?");
    const char *text =
        p->leave_title ? p->leave_text
                       : N_("Có thay đổi chưa ghi. Chọn Không để quay lại và bấm {FORM_KEEP} ghi.");
    dialog_confirm(p->screen.app, TAG_LEAVE, _(title), _(text), true);
    return REACT_NONE;
}

bool form_page_stands(struct form_page *p)
{
    const char *why = form_check(&p->form);
    if (why)
        app_say(p->screen.app, SAY_WARN, why);
    return !why;
}

void form_page_draw(const struct form_page *p, struct canvas *c, int top, int foot)
{
    struct canvas body = canvas_sub(c, top, 0, c->rows - top - foot, c->cols);
    form_draw(&p->form, &body);
}
