/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/dialog_input.c - a window that asks for one line of text. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog.h"
#include "tui/kit/widget/dialog_part.h"

struct input {
    struct screen base;
    int tag;
    char *title, *text;
    bool required;
    const char *(*check)(const char *value);
    char *complaint; /* why Enter was refused, or NULL */
    struct field field;
};

/* Rows under the line that show a text longer than it. */
static int preview_rows(const struct input *in, int cols)
{
    if (in->field.kind == FIELD_SECRET || (int)text_columns(field_get(&in->field)) < cols)
        return 0;
    int rows = canvas_wrap_rows(field_get(&in->field), cols);
    return rows > 9 ? 9 : rows;
}

static void draw(const struct screen *s, struct canvas *c)
{
    const struct input *d = (const struct input *)s;
    int want = d->field.max < 60 ? (int)d->field.max + 1 : 66;
    int asked = (int)text_columns(d->text);
    int cols = frame_columns(c, asked > want ? asked : want);
    int text_rows = canvas_wrap_rows(d->text, cols), preview = preview_rows(d, cols);
    int rows = text_rows + (text_rows ? 1 : 0) + 1 + (preview ? preview + 1 : 0) + 2;
    struct canvas in = frame_draw(c, rows, cols, d->title);
    canvas_wrap(&in, 0, 0, cols, text_rows, STYLE_NORMAL, d->text);
    int row = text_rows ? text_rows + 1 : 0;
    field_draw(&d->field, &in, row, 0, want < cols ? want : cols, true);
    if (preview)
        canvas_wrap(&in, row + 2, 0, cols, preview, STYLE_DIM, field_get(&d->field));
    if (d->complaint)
        canvas_text(&in, in.rows - 1, 0, cols, STYLE_WARN, d->complaint);
}

static enum react complain(struct input *d, const char *why)
{
    char *copy = why ? xstrdup(why) : NULL;
    free(d->complaint);
    d->complaint = copy;
    return REACT_DRAW;
}

static enum react accept(struct input *d)
{
    char *value = xstrdup(field_get(&d->field));
    if (d->field.kind != FIELD_SECRET)
        text_squeeze(value);
    const char *why = NULL;
    if (!*value && d->required)
        why = _("Cần điền rồi mới bấm Enter; Esc để bỏ qua.");
    else if (d->check)
        why = d->check(value);
    enum react r =
        why ? complain(d, why)
            : app_answer(&d->base,
                         &(struct answer){.tag = d->tag, .ok = true, .choice = -1, .text = value});
    explicit_bzero(value, strlen(value));
    free(value);
    return r;
}

static enum react act(struct screen *s, unsigned a)
{
    struct input *d = (struct input *)s;
    if (a == KIT_ACT_INPUT_OK)
        return accept(d);
    if (a == KIT_ACT_BACK)
        return app_answer(s, &(struct answer){.tag = d->tag, .choice = -1});
    return REACT_DEFAULT;
}

static enum react key(struct screen *s, const struct key *k)
{
    struct input *d = (struct input *)s;
    switch (field_key(&d->field, k)) {
    case FIELD_CHANGED:
        return complain(d, NULL);
    case FIELD_MOVED:
        return REACT_DRAW;
    case FIELD_REFUSED:
        return complain(d, _("Không gõ được ký tự này ở đây, hoặc đã đủ độ dài."));
    case FIELD_IGNORED:
        break;
    }
    return REACT_NONE;
}

static bool typing(const struct screen *s)
{
    (void)s;
    return true;
}

static void done(struct screen *s)
{
    struct input *d = (struct input *)s;
    field_wipe(&d->field);
    free(d->title);
    free(d->text);
    free(d->complaint);
}

static const struct screen_ops input_ops = {
    .scope = KIT_SCOPE_INPUT,
    .size = sizeof(struct input),
    .overlay = true,
    .draw = draw,
    .act = act,
    .key = key,
    .typing = typing,
    .done = done,
};

void dialog_input(struct app *app, int tag, const struct dialog_input *in)
{
    struct input *d = (struct input *)screen_new(app, &input_ops);
    d->tag = tag;
    d->title = xstrdup(in->title ? in->title : "");
    d->text = xstrdup(in->text ? in->text : "");
    d->required = in->required;
    d->check = in->check;
    field_init(&d->field, in->kind, in->max > 0 ? (size_t)in->max : 0);
    if (in->start)
        field_set(&d->field, in->start);
    app_push(app, &d->base);
}
