/* SPDX-License-Identifier: MIT */
/* tui/kit/app_draw.c - the pages, the message line, the key bar and the alarm into the grid. */
#include "tui/kit/app.h"

#include <stdio.h>
#include <string.h>

#include "tui/kit/app_part.h"
#include "tui/kit/i18n.h"

static void draw_too_small(struct app *app, struct canvas *c)
{
    char text[200];
    snprintf(text, sizeof text, _("Cửa sổ quá nhỏ: cần %d x %d, đang có %d x %d."), APP_MIN_COLS,
             APP_MIN_ROWS, app->grid.cols, app->grid.rows);
    int rows = canvas_wrap(c, 0, 0, -1, c->rows, STYLE_BOLD, text);
    rows += canvas_wrap(c, rows, 0, -1, c->rows - rows, STYLE_NORMAL,
                        _("Hãy kéo cửa sổ rộng ra hoặc thu nhỏ cỡ chữ. Không mất gì cả."));
    canvas_wrap(c, rows, 0, -1, c->rows - rows, STYLE_DIM, _("{QUIT}: thoát"));
}

/* Draw @s over what is below it; a page that is no overlay hides that. */
static void draw_screen(struct screen *s, struct canvas *area)
{
    if (s->ops->overlay && s->below) {
        draw_screen(s->below, area);
        canvas_restyle(area, 0, 0, area->rows, area->cols, STYLE_DIM);
        area->grid->cursor_row = -1;
    }
    s->rows = area->rows;
    s->cols = area->cols;
    s->ops->draw(s, area);
}

static void draw_message(const struct app *app, struct canvas *c, int row)
{
    static const enum style style[] = {
        [SAY_NOTE] = STYLE_BOLD,
        [SAY_GOOD] = STYLE_GOOD,
        [SAY_WARN] = STYLE_WARN,
        [SAY_ERROR] = STYLE_ERROR,
    };
    if (app->said)
        canvas_text(c, row, 0, -1, style[app->said_kind], app->said);
}

static void draw_alarm(const struct app *app, struct canvas *c)
{
    canvas_restyle(c, 0, 0, c->rows, c->cols, STYLE_DIM);
    c->grid->cursor_row = -1;
    int cols = c->cols - 4 > 70 ? 70 : c->cols - 4;
    int text_rows = canvas_wrap_rows(app->alarm_text, cols - 4);
    int rows = text_rows + 6 > c->rows ? c->rows : text_rows + 6;
    struct canvas box = canvas_sub(c, (c->rows - rows) / 2, (c->cols - cols) / 2, rows, cols);
    canvas_fill(&box, 0, 0, box.rows, box.cols, STYLE_ERROR);
    canvas_box(&box, 0, 0, box.rows, box.cols, STYLE_ERROR);
    canvas_center(&box, 1, 1, box.cols - 2, STYLE_ERROR, app->alarm_title);
    canvas_wrap(&box, 3, 2, box.cols - 4, box.rows - 5, STYLE_ERROR, app->alarm_text);
    canvas_center(&box, box.rows - 2, 1, box.cols - 2, STYLE_ERROR,
                  _("Đọc xong, bấm Enter để tiếp tục"));
}

void app_draw(struct app *app)
{
    struct canvas all = grid_canvas(&app->grid);
    canvas_clear(&all);
    app->dirty = false;
    if (app->grid.rows < APP_MIN_ROWS || app->grid.cols < APP_MIN_COLS) {
        draw_too_small(app, &all);
    } else if (app->top) {
        struct canvas area = canvas_sub(&all, 0, 0, all.rows - 2, all.cols);
        draw_screen(app->top, &area);
        draw_message(app, &all, all.rows - 2);
        keymap_bar(app->top->scope, app_holds(app->top), &all, all.rows - 1);
    }
    if (app->alarm_text)
        draw_alarm(app, &all);
}
