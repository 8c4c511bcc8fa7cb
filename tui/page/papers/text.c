/* SPDX-License-Identifier: MIT */
/* tui/page/papers/text.c - a text to be read and scrolled. */

#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/app.h"
#include "tui/kit/widget/scroll.h"
#include "tui/model.h"
#include "tui/page/page.h"

struct text_page {
    struct screen base;
    char *title, *text;
    char **line; /* of text */
    size_t n;
    int top;
};

static int text_page_rows_of(const char *line, int cols)
{
    int rows = canvas_wrap_rows(line, cols - 2);
    return rows > 0 ? rows : 1;
}

static int text_page_all_rows(const struct text_page *p, int cols)
{
    int rows = 0;
    for (size_t i = 0; i < p->n; i++)
        rows += text_page_rows_of(p->line[i], cols);
    return rows;
}

static void text_page_draw(const struct screen *s, struct canvas *c)
{
    const struct text_page *p = (const struct text_page *)s;
    model_title(s->app, c, p->title, NULL);
    struct canvas body = canvas_sub(c, 2, 0, c->rows - 2, c->cols);
    int top = scroll_top(p->top, text_page_all_rows(p, body.cols), body.rows), row = -top;
    for (size_t i = 0; i < p->n && row < body.rows; i++) {
        int rows = text_page_rows_of(p->line[i], body.cols);
        canvas_wrap(&body, row, 1, body.cols - 2, rows, STYLE_NORMAL, p->line[i]);
        row += rows;
    }
    scroll_marks(&body, top, row);
}

static enum react text_page_key(struct screen *s, const struct key *k)
{
    struct text_page *p = (struct text_page *)s;
    bool moved = scroll_key(&p->top, k, text_page_all_rows(p, s->cols), s->rows - 2);
    return moved ? REACT_DRAW : REACT_NONE;
}

static void text_page_done(struct screen *s)
{
    struct text_page *p = (struct text_page *)s;
    free(p->title);
    free(p->text);
    free(p->line);
}

static const struct screen_ops text_ops = {
    .scope = SCOPE_TEXT,
    .size = sizeof(struct text_page),
    .draw = text_page_draw,
    .key = text_page_key,
    .done = text_page_done,
};

void page_text_open(struct app *app, const char *title, const char *text)
{
    struct text_page *p = (struct text_page *)screen_new(app, &text_ops);
    p->title = xstrdup(title);
    p->text = xstrdup(text);
    for (char *line = p->text; line;) {
        char *end = strchr(line, '\n'), *next = end ? end + 1 : NULL;
        if (end)
            *end = '\0';
        p->line = xrealloc(p->line, (p->n + 1) * sizeof *p->line);
        if (next || *line)
            p->line[p->n++] = line;
        line = next;
    }
    app_push(app, &p->base);
}
