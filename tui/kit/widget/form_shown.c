/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/form_shown.c - what a form showed of a record, and what stands there now. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/form.h"

/* Row @i has @value in the record; what stands in the row is given back when it is @kept. */
static void show(struct form *f, size_t i, const char *value, bool kept)
{
    struct form_value *v = &f->v[i], typed = *v;
    char *shown = xstrdup(value);
    free(v->shown);
    free(v->began);
    v->shown = shown;
    form_set(f, i, shown);
    v->began = xstrdup(form_get(f, i));
    if (kept) {
        v->field = typed.field;
        v->choice = typed.choice;
        memcpy(v->date, typed.date, sizeof v->date);
    }
}

void form_take(struct form *f, form_record_fn of, const void *record)
{
    char spare[FORM_SPARE];
    for (size_t i = 0; i < f->n; i++)
        if (f->row[i].id) {
            show(f, i, of(record, &f->row[i], spare), false);
            f->v[i].news = false;
        }
    f->changed = false;
}

static bool differs(const struct form *f, size_t i, form_record_fn of, const void *record)
{
    char spare[FORM_SPARE];
    return f->row[i].id && f->v[i].shown &&
           strcmp(f->v[i].shown, of(record, &f->row[i], spare)) != 0;
}

bool form_stands(const struct form *f, form_record_fn of, const void *record)
{
    for (size_t i = 0; i < f->n; i++)
        if (differs(f, i, of, record))
            return false;
    return true;
}

void form_renew(struct form *f, form_record_fn of, const void *record)
{
    char spare[FORM_SPARE];
    size_t first = f->n;
    for (size_t i = 0; i < f->n; i++) {
        if (!differs(f, i, of, record))
            continue;
        bool typed = form_typed(f, i);
        show(f, i, of(record, &f->row[i], spare), typed);
        /* Where both hands wrote the same nothing is left to look at. */
        f->v[i].news = !typed || form_typed(f, i);
        first = first == f->n && f->v[i].news && !f->v[i].locked ? i : first;
    }
    if (first < f->n) {
        f->at = first;
        f->arrived = true;
    }
}

bool form_typed(const struct form *f, size_t i)
{
    const char *began = f->v[i].began;
    return strcmp(form_get(f, i), began ? began : "") != 0;
}

const char *form_kept(const struct form *f, const char *id)
{
    size_t i = form_find(f, id);
    if (i >= f->n)
        return "";
    return f->v[i].shown && !form_typed(f, i) ? f->v[i].shown : form_get(f, i);
}

const char *form_name(const struct form *f, size_t i, const char *value)
{
    const struct form_row *row = &f->row[i];
    if (row->kind == FORM_YESNO)
        return strcmp(value, "yes") == 0 ? _("có") : _("không");
    for (int k = 0; row->kind == FORM_CHOICE && row->values[k]; k++)
        if (strcmp(row->values[k], value) == 0)
            return row->names ? _(row->names[k]) : value;
    return value;
}
