/* SPDX-License-Identifier: MIT */
/* tui/kit/widget/help.c - the help and menu screens, made from the table of actions. */
#include "tui/kit/widget/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/app_part.h"
#include "tui/kit/i18n.h"
#include "tui/kit/widget/dialog_part.h"
#include "tui/kit/widget/list.h"

/* ---- help ---- */

enum { KEYS_COLS = 26 };

struct help {
    struct screen base;
    unsigned about;
    int top; /* rows scrolled away */
};

/* Draw row by row from @top on into @c (NULL: only count); returns all rows there are. */
static int help_rows(const struct help *h, struct canvas *c, int cols, int top)
{
    unsigned list[KEYMAP_ROWS];
    size_t n = keymap_rows(h->about, false, list);
    int row = -top;
    for (size_t i = 0; i < n; i++) {
        const struct action_row *r = action_row(list[i]);
        if (i == 0 || r->scope != action_row(list[i - 1])->scope) {
            row += i ? 1 : 0;
            if (c)
                canvas_text(c, row, 1, -1, STYLE_HEADING, _(scope_title(r->scope)));
            row++;
        }
        char *keys = action_keys(list[i]);
        const char *shown = !*keys                         ? _("(thực đơn)")
                            : strcmp(r->keys, "Type") == 0 ? _("gõ chữ")
                                                           : keys;
        int rows = canvas_wrap_rows(_(r->help), cols - KEYS_COLS - 2);
        if (c) {
            canvas_text(c, row, 2, KEYS_COLS - 3, STYLE_KEY, shown);
            canvas_wrap(c, row, KEYS_COLS, cols - KEYS_COLS - 2, rows, STYLE_NORMAL, _(r->help));
        }
        free(keys);
        row += rows;
    }
    return row + top;
}

static void help_draw(const struct screen *s, struct canvas *c)
{
    const struct help *h = (const struct help *)s;
    canvas_title(c, 0, _("TRỢ GIÚP"), _(scope_title(h->about)), NULL);
    struct canvas text = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    int all = help_rows(h, &text, text.cols, h->top);
    if (h->top > 0)
        canvas_text(&text, 0, text.cols - 1, 1, STYLE_KEY, "↑");
    if (h->top + text.rows < all)
        canvas_text(&text, text.rows - 1, text.cols - 1, 1, STYLE_KEY, "↓");
}

static enum react help_key(struct screen *s, const struct key *k)
{
    struct help *h = (struct help *)s;
    int rows = s->rows - 2, all = help_rows(h, NULL, s->cols, 0), top = h->top;
    int last = all > rows ? all - rows : 0;
    top += k->code == K_DOWN ? 1 : k->code == K_UP ? -1 : 0;
    top += k->code == K_PGDN ? rows - 1 : k->code == K_PGUP ? 1 - rows : 0;
    top = k->code == K_HOME ? 0 : k->code == K_END ? last : top;
    top = top > last ? last : top < 0 ? 0 : top;
    if (top == h->top)
        return REACT_NONE;
    h->top = top;
    return REACT_DRAW;
}

static const struct screen_ops help_ops = {
    .scope = KIT_SCOPE_HELP,
    .size = sizeof(struct help),
    .draw = help_draw,
    .key = help_key,
};

void help_open(struct app *app)
{
    struct help *h = (struct help *)screen_new(app, &help_ops);
    h->about = app->top ? app->top->scope : KIT_SCOPE_ALL;
    app_push(app, &h->base);
}

/* ---- menu ---- */

enum { MENU_COLS = 70, LABEL_COLS = 22 };

struct menu {
    struct screen base;
    unsigned action[KEYMAP_ROWS];
    int n;
    unsigned about;
    unsigned holds;
    struct list list;
};

static int menu_count(const void *data)
{
    return ((const struct menu *)data)->n;
}

static void menu_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct menu *m = data;
    const struct action_row *r = action_row(m->action[i]);
    bool off = keymap_refusal(m->action[i], m->holds) != NULL;
    enum style style = off ? STYLE_DIM : STYLE_NORMAL;
    char *keys = action_keys(m->action[i]);
    keys[strcspn(keys, " ")] = '\0'; /* the first will do here */
    (void)selected;
    if (i < 9)
        canvas_printf(c, 0, 0, 2, off ? STYLE_DIM : STYLE_KEY, "%d", i + 1);
    int used = (int)text_columns(keys);
    canvas_text(c, 0, 3, LABEL_COLS, style, _(r->label));
    canvas_text(c, 0, 3 + LABEL_COLS + 1, c->cols - 3 - LABEL_COLS - 1 - used - 3, style,
                _(r->help));
    canvas_right(c, 0, c->cols - used - 1, used, off ? STYLE_DIM : STYLE_KEY, keys);
    free(keys);
}

static const struct list_ops menu_lines = {.count = menu_count, .row = menu_row};

static void menu_draw(const struct screen *s, struct canvas *c)
{
    const struct menu *m = (const struct menu *)s;
    int rows = m->n + 3 > c->rows - 2 ? c->rows - 2 : m->n + 3;
    char *title = xasprintf("%s: %s", _("Thực đơn"), _(scope_title(m->about)));
    struct canvas in = frame_draw(c, rows, frame_columns(c, MENU_COLS), title);
    free(title);
    struct canvas lines = canvas_sub(&in, 0, 0, in.rows - 3, in.cols);
    list_draw(&m->list, &menu_lines, m, &lines, true);
    if (m->list.selected < 0 || m->list.selected >= m->n)
        return;
    unsigned a = m->action[m->list.selected];
    const char *why = keymap_refusal(a, m->holds);
    canvas_hline(&in, in.rows - 3, 0, in.cols, STYLE_NORMAL);
    canvas_wrap(&in, in.rows - 2, 0, in.cols, 2, why ? STYLE_WARN : STYLE_NORMAL,
                why ? _(why) : _(action_row(a)->help));
}

static enum react menu_take(struct menu *m, int i)
{
    unsigned a = m->action[i];
    const char *why = keymap_refusal(a, m->holds);
    if (why) {
        app_say(m->base.app, SAY_WARN, _(why));
        m->list.selected = i;
        return REACT_DRAW;
    }
    return app_answer(&m->base, &(struct answer){.tag = TAG_MENU, .ok = true, .choice = (int)a});
}

static enum react menu_act(struct screen *s, unsigned a)
{
    struct menu *m = (struct menu *)s;
    return a == KIT_ACT_MENU_DO ? menu_take(m, m->list.selected) : REACT_DEFAULT;
}

static unsigned menu_holds(const struct screen *s)
{
    const struct menu *m = (const struct menu *)s;
    return m->list.selected >= 0 && m->n > 0 ? NEED_ALL
                                             : (unsigned)NEED_ALL & ~(unsigned)KIT_NEED_ROW;
}

static enum react menu_key(struct screen *s, const struct key *k)
{
    struct menu *m = (struct menu *)s;
    if (k->code == K_CHAR && k->ch >= '1' && k->ch <= '9' && (int)(k->ch - '1') < m->n)
        return menu_take(m, (int)(k->ch - '1'));
    switch (list_key(&m->list, &menu_lines, m, k)) {
    case LIST_MOVED:
        return REACT_DRAW;
    case LIST_OPEN:
        return menu_take(m, m->list.selected);
    case LIST_IGNORED:
        break;
    }
    return REACT_NONE;
}

static const struct screen_ops menu_ops = {
    .scope = KIT_SCOPE_MENU,
    .size = sizeof(struct menu),
    .overlay = true,
    .draw = menu_draw,
    .holds = menu_holds,
    .act = menu_act,
    .key = menu_key,
};

void menu_open(struct app *app)
{
    struct screen *below = app->top;
    if (!below)
        return;
    struct menu *m = (struct menu *)screen_new(app, &menu_ops);
    m->about = below->scope;
    m->holds = app_holds(below);
    unsigned all[KEYMAP_ROWS];
    size_t n = keymap_rows(below->scope, true, all);
    for (size_t i = 0; i < n; i++)
        if (all[i] != KIT_ACT_MENU) /* it is open */
            m->action[m->n++] = all[i];
    app_push(app, &m->base);
}
