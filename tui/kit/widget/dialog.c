/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/dialog.c - message, yes or no, choice, and one line of text. */
#include "tui/kit/widget/dialog.h"

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog_part.h"
#include "tui/kit/widget/list.h"

enum { WIDEST = 70, NARROWEST = 36 };

int frame_columns(const struct canvas *area, int want)
{
    int most = area->cols - 8 < WIDEST ? area->cols - 8 : WIDEST;
    want = want < NARROWEST ? NARROWEST : want;
    return want > most ? most : want;
}

struct canvas frame_draw(struct canvas *area, int rows, int cols, const char *title)
{
    rows = rows > area->rows - 2 ? area->rows - 2 : rows;
    int row = (area->rows - rows - 2) / 2, col = (area->cols - cols - 4) / 2;
    struct canvas frame = canvas_sub(area, row, col, rows + 2, cols + 4);
    canvas_fill(&frame, 0, 0, frame.rows, frame.cols, STYLE_NORMAL);
    canvas_box(&frame, 0, 0, frame.rows, frame.cols, STYLE_NORMAL);
    if (title && *title) {
        int used = canvas_text(&frame, 0, 3, frame.cols - 6, STYLE_BOLD, title);
        canvas_text(&frame, 0, 2, 1, STYLE_BOLD, " ");
        canvas_text(&frame, 0, 3 + used, 1, STYLE_BOLD, " ");
    }
    return canvas_sub(&frame, 1, 2, rows, cols);
}

enum kind { MESSAGE, CONFIRM, CHOICE };

struct dialog {
    struct screen base;
    enum kind kind;
    int tag;
    char *title, *text;
    char **line; /* CHOICE */
    int n;
    bool digits; /* CHOICE: lines have numbers that choose them */
    struct list list;
    bool yes; /* CONFIRM: which button is chosen */
    int top;  /* MESSAGE: rows of the text scrolled away */
};

static int line_count(const void *data)
{
    return ((const struct dialog *)data)->n;
}

static void line_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct dialog *d = data;
    (void)selected;
    if (i < 9 && d->digits)
        canvas_printf(c, 0, 0, 2, STYLE_KEY, "%d", i + 1);
    canvas_text(c, 0, d->digits ? 3 : 1, -1, STYLE_NORMAL, d->line[i]);
}

static const struct list_ops lines = {.count = line_count, .row = line_row};

/* Rows and columns the whole of it asks for. */
static int dialog_columns(const struct dialog *d, const struct canvas *area)
{
    int want = (int)text_columns(d->title) + 4;
    for (const char *s = d->text; *s;) {
        size_t n = strcspn(s, "\n");
        int cols = (int)text_columns_n(s, n);
        want = cols > want ? cols : want;
        s += n + (s[n] == '\n');
    }
    for (int i = 0; i < d->n; i++) {
        int cols = (int)text_columns(d->line[i]) + 4;
        want = cols > want ? cols : want;
    }
    return frame_columns(area, want);
}

static void draw_buttons(const struct dialog *d, struct canvas *in)
{
    const char *const label[] = {_("Có"), _("Không")};
    int width = (int)(text_columns(label[0]) + text_columns(label[1])) + 8 + 4;
    int col = (in->cols - width) / 2;
    for (int i = 0; i < 2; i++) {
        bool chosen = d->yes == (i == 0);
        int end = col;
        end += canvas_text(in, in->rows - 1, end, -1, STYLE_NORMAL, "[ ");
        end += canvas_text(in, in->rows - 1, end, -1, STYLE_NORMAL, label[i]);
        end += canvas_text(in, in->rows - 1, end, -1, STYLE_NORMAL, " ]");
        if (chosen)
            canvas_restyle(in, in->rows - 1, col, 1, end - col, STYLE_SELECTED);
        col = end + 4;
    }
}

static void dialog_draw(const struct screen *s, struct canvas *c)
{
    const struct dialog *d = (const struct dialog *)s;
    int cols = dialog_columns(d, c), text_rows = canvas_wrap_rows(d->text, cols);
    int below = d->kind == MESSAGE ? 0 : d->kind == CONFIRM ? 2 : d->n + (text_rows ? 1 : 0);
    struct canvas in = frame_draw(c, text_rows + below, cols, d->title);
    int room = in.rows - below > 1 ? in.rows - below : text_rows ? 1 : 0;
    struct canvas text = canvas_sub(&in, 0, 0, text_rows < room ? text_rows : room, in.cols);
    if (d->kind == MESSAGE)
        canvas_wrap(&text, -d->top, 0, in.cols, text_rows, STYLE_NORMAL, d->text);
    else
        canvas_wrap(&text, 0, 0, in.cols, text.rows, STYLE_NORMAL, d->text);
    if (d->kind == CONFIRM)
        draw_buttons(d, &in);
    if (d->kind == CHOICE) {
        int from = text.rows ? text.rows + 1 : 0;
        struct canvas rest = canvas_sub(&in, from, 0, in.rows - from, in.cols);
        list_draw(&d->list, &lines, d, &rest, true);
    }
}

static enum react dialog_finish(struct dialog *d, bool ok, int choice)
{
    return app_answer(&d->base, &(struct answer){.tag = d->tag, .ok = ok, .choice = choice});
}

static enum react dialog_act(struct screen *s, unsigned a)
{
    struct dialog *d = (struct dialog *)s;
    if (a == KIT_ACT_BACK)
        return dialog_finish(d, d->kind == MESSAGE, -1);
    if (a != KIT_ACT_DIALOG_OK)
        return REACT_DEFAULT;
    if (d->kind == CHOICE)
        return dialog_finish(d, d->n > 0, d->n > 0 ? d->list.selected : -1);
    return dialog_finish(d, d->kind == MESSAGE || d->yes, -1);
}

static enum react dialog_scroll(struct dialog *d, const struct key *k)
{
    struct canvas area = {.rows = d->base.rows, .cols = d->base.cols};
    int rows = canvas_wrap_rows(d->text, dialog_columns(d, &area));
    int last = rows > area.rows - 2 ? rows - (area.rows - 2) : 0;
    d->top += k->code == K_DOWN ? 1 : k->code == K_UP ? -1 : 0;
    d->top += k->code == K_PGDN ? area.rows - 3 : k->code == K_PGUP ? -(area.rows - 3) : 0;
    d->top = d->top > last ? last : d->top < 0 ? 0 : d->top;
    return REACT_DRAW;
}

/* Typed text means that the question was not seen. */
static enum react dialog_refuse(const struct dialog *d, const struct key *k)
{
    if (k->code != K_CHAR)
        return REACT_NONE;
    app_say(d->base.app, SAY_NOTE,
            d->kind == CONFIRM ? _("← → để chọn Có hay Không, rồi Enter. Esc: bỏ qua.")
            : d->digits ? _("↑ ↓ rồi Enter, hoặc bấm số của dòng. Esc: bỏ qua.")
                        : _("↑ ↓ rồi Enter để chọn. Esc: bỏ qua."));
    return REACT_DRAW;
}

static enum react dialog_key(struct screen *s, const struct key *k)
{
    struct dialog *d = (struct dialog *)s;
    if (d->kind == MESSAGE)
        return dialog_scroll(d, k);
    if (d->kind == CONFIRM) {
        bool turns = k->code == K_LEFT || k->code == K_RIGHT || k->code == K_TAB ||
                     k->code == K_SHIFT_TAB || k->code == K_UP || k->code == K_DOWN;
        d->yes = turns ? !d->yes : d->yes;
        return turns ? REACT_DRAW : dialog_refuse(d, k);
    }
    if (d->digits && k->code == K_CHAR && k->ch >= '1' && k->ch <= '9' && (int)(k->ch - '1') < d->n)
        return dialog_finish(d, true, (int)(k->ch - '1'));
    struct key as = *k;
    as.code = k->code == K_TAB ? K_DOWN : k->code == K_SHIFT_TAB ? K_UP : k->code;
    switch (list_key(&d->list, &lines, d, &as)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return dialog_finish(d, true, d->list.selected);
    case LIST_IGNORED:
        break;
    }
    return dialog_refuse(d, k);
}

static void dialog_done(struct screen *s)
{
    struct dialog *d = (struct dialog *)s;
    free(d->title);
    free(d->text);
    for (int i = 0; i < d->n; i++)
        free(d->line[i]);
    free(d->line);
}

static const struct screen_ops dialog_ops = {
    .scope = KIT_SCOPE_DIALOG,
    .size = sizeof(struct dialog),
    .overlay = true,
    .draw = dialog_draw,
    .act = dialog_act,
    .key = dialog_key,
    .done = dialog_done,
};

static struct dialog *dialog_new(struct app *app, enum kind kind, int tag, const char *title,
                                 const char *text)
{
    struct dialog *d = (struct dialog *)screen_new(app, &dialog_ops);
    d->kind = kind;
    d->tag = tag;
    d->title = xstrdup(title ? title : "");
    d->text = xstrdup(text ? text : "");
    return d;
}

void dialog_message(struct app *app, int tag, const char *title, const char *text)
{
    app_push(app, &dialog_new(app, MESSAGE, tag, title, text)->base);
}

void dialog_confirm(struct app *app, int tag, const char *title, const char *text, bool safe)
{
    struct dialog *d = dialog_new(app, CONFIRM, tag, title, text);
    d->yes = !safe;
    app_push(app, &d->base);
}

static void choice_open(struct app *app, int tag, const char *title, const char *text,
                        const char *const *line, int n, int selected, bool digits)
{
    struct dialog *d = dialog_new(app, CHOICE, tag, title, text);
    d->digits = digits;
    d->line = xcalloc((size_t)n + 1, sizeof *d->line);
    for (int i = 0; i < n; i++)
        d->line[i] = xstrdup(line[i]);
    d->n = n;
    list_select(&d->list, &lines, d, selected);
    app_push(app, &d->base);
}

void dialog_choice(struct app *app, int tag, const char *title, const char *text,
                   const char *const *line, int n, int selected)
{
    choice_open(app, tag, title, text, line, n, selected, true);
}

void dialog_choice_slow(struct app *app, int tag, const char *title, const char *text,
                        const char *const *line, int n, int selected)
{
    choice_open(app, tag, title, text, line, n, selected, false);
}

/* ---- a line of text ---- */

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

static void input_draw(const struct screen *s, struct canvas *c)
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

static enum react input_complain(struct input *d, const char *why)
{
    char *copy = why ? xstrdup(why) : NULL;
    free(d->complaint);
    d->complaint = copy;
    return REACT_DRAW;
}

static enum react input_accept(struct input *d)
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
        why ? input_complain(d, why)
            : app_answer(&d->base,
                         &(struct answer){.tag = d->tag, .ok = true, .choice = -1, .text = value});
    explicit_bzero(value, strlen(value));
    free(value);
    return r;
}

static enum react input_act(struct screen *s, unsigned a)
{
    struct input *d = (struct input *)s;
    if (a == KIT_ACT_INPUT_OK)
        return input_accept(d);
    if (a == KIT_ACT_BACK)
        return app_answer(s, &(struct answer){.tag = d->tag, .choice = -1});
    return REACT_DEFAULT;
}

static enum react input_key(struct screen *s, const struct key *k)
{
    struct input *d = (struct input *)s;
    switch (field_key(&d->field, k)) {
    case FIELD_CHANGED:
        return input_complain(d, NULL);
    case FIELD_MOVED:
        return REACT_DRAW;
    case FIELD_REFUSED:
        return input_complain(d, _("Không gõ được ký tự này ở đây, hoặc đã đủ độ dài."));
    case FIELD_IGNORED:
        break;
    }
    return REACT_NONE;
}

static bool input_typing(const struct screen *s)
{
    (void)s;
    return true;
}

static void input_done(struct screen *s)
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
    .draw = input_draw,
    .act = input_act,
    .key = input_key,
    .typing = input_typing,
    .done = input_done,
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
