/* SPDX-License-Identifier: MIT */
/* tui/page/meeting/gates_ask.c - who reaches a minimum, on request; votes and a reason of one row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/page/meeting/gates.h"
#include "db/base/mem.h"
#include "tui/words/gate_names.h"

struct asked *gates_at(struct gates_page *p)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].row == p->form.at)
            return &p->asked[i];
    app_say(p->base.app, SAY_NOTE, _("Chọn dòng của một tiêu chí trước."));
    return NULL;
}

enum react gates_ask_names(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    return a ? gate_names_ask(p->base.app, TAG_NAMES, a->criterion, a->points) : REACT_DRAW;
}

enum react gates_show_names(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    return a ? gate_names_show(p->base.app, p->product, a->hi, a->criterion) : REACT_DRAW;
}

/* ---- one row's own votes and reason ---- */

static const char *check_votes(const char *value)
{
    int votes, of, used = 0;
    if (!*value)
        return NULL;
    bool form = sscanf(value, "%4d/%4d%n", &votes, &of, &used) == 2 && !value[used];
    return form && votes >= 0 && of >= 1 && votes <= of ? NULL : _("Gõ như 7/9, hoặc để trống.");
}

enum react gates_ask_votes(struct gates_page *p)
{
    const struct asked *a = gates_at(p);
    if (!a)
        return REACT_DRAW;
    char start[32] = "";
    if (a->of)
        snprintf(start, sizeof start, "%d/%d", a->votes, a->of);
    char *title = xasprintf(_("Biểu quyết riêng cho %s"), a->criterion);
    p->own = a->row;
    dialog_input(p->base.app, TAG_VOTES,
                 &(struct dialog_input){.title = title,
                                        .text = _("Gõ như 7/9. Để trống: dùng số chung."),
                                        .start = start,
                                        .kind = FIELD_SHARE,
                                        .max = 9,
                                        .check = check_votes});
    free(title);
    return REACT_DRAW;
}

static struct asked *owner(struct gates_page *p)
{
    for (size_t i = 0; i < p->n_asked; i++)
        if (p->asked[i].row == p->own)
            return &p->asked[i];
    return NULL;
}

enum react gates_take_votes(struct gates_page *p, const char *text)
{
    struct asked *a = owner(p);
    if (!a)
        return REACT_DRAW;
    a->votes = a->of = 0;
    if (*text && sscanf(text, "%4d/%4d", &a->votes, &a->of) != 2)
        a->votes = a->of = 0;
    p->form.changed = true;
    char *title = xasprintf(_("Lý do riêng cho %s"), a->criterion);
    dialog_input(p->base.app, TAG_REASON,
                 &(struct dialog_input){.title = title,
                                        .text = _("Để trống: dùng lý do chung."),
                                        .start = a->reason ? a->reason : ""});
    free(title);
    return REACT_DRAW;
}

enum react gates_take_reason(struct gates_page *p, const char *text)
{
    struct asked *a = owner(p);
    if (!a)
        return REACT_DRAW;
    char *copy = *text ? xstrdup(text) : NULL;
    free(a->reason);
    a->reason = copy;
    p->form.changed = true;
    app_sayf(p->base.app, SAY_NOTE,
             copy || a->of ? _("%s có biểu quyết hoặc lý do riêng; chưa ghi.")
                           : _("%s dùng biểu quyết và lý do chung."),
             a->criterion);
    return REACT_DRAW;
}
