/* SPDX-License-Identifier: MIT */
/* tui/page_export_draw.c - what can be written, where it goes, and what was written. */
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/i18n.h"
#include "tui/model.h"
#include "tui/page_export.h"

enum { BAR = 40, ABOUT = 32 };

void export_row(const void *data, int i, struct canvas *c, bool selected)
{
    (void)selected;
    const struct export_page *p = data;
    const struct export_item *e = &export_items[i];
    bool on = (p->what & e->what) == e->what;
    canvas_text(c, 0, 1, 3, on ? STYLE_GOOD : STYLE_DIM, on ? "[x]" : "[ ]");
    canvas_text(c, 0, 5, ABOUT - 6, on ? STYLE_BOLD : STYLE_NORMAL, _(e->name));
    canvas_text(c, 0, ABOUT, c->cols - ABOUT, STYLE_DIM, _(e->about));
}

static void draw_progress(const struct export_page *p, struct canvas *c, int row)
{
    canvas_printf(c, row, 1, -1, STYLE_BOLD, _("Đang xuất… %d%%"), p->percent);
    for (int i = 0; i < BAR; i++)
        canvas_text(c, row + 1, 1 + i, 1, STYLE_GOOD, i * 100 < p->percent * BAR ? "█" : "░");
}

/* The folder stands above; a long path would break a name over two lines. */
static void draw_written(const struct export_page *p, struct canvas *c, int row)
{
    size_t n = 0;
    while (p->path[n])
        n++;
    canvas_printf(c, row++, 1, -1, STYLE_GOOD, _("ĐÃ XUẤT %zu TỆP"), n);
    for (size_t i = 0; i < n && row < c->rows; i++) {
        const char *slash = strrchr(p->path[i], '/');
        char *name = text_safe(slash ? slash + 1 : p->path[i], 0);
        if (row == c->rows - 1 && i + 1 < n)
            canvas_printf(c, row++, 3, -1, STYLE_NORMAL, _("và %zu tệp nữa"), n - i);
        else
            canvas_text(c, row++, 3, c->cols - 4, STYLE_BOLD, name);
        free(name);
    }
}

void export_draw(const struct screen *s, struct canvas *c)
{
    const struct export_page *p = (const struct export_page *)s;
    const struct session *session = &model_of(s->app)->session;
    model_title(s->app, c, _("XUẤT VĂN BẢN"), NULL);
    canvas_wrap(c, 1, 0, c->cols, 1, session->closed ? STYLE_GOOD : STYLE_WARN,
                session->closed
                    ? _("Kết quả đã chốt: văn bản in được để ký, có mã chốt.")
                    : _("Kết quả chưa chốt: mỗi trang mang chữ DỰ THẢO, để xem trước, không ký."));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    struct canvas items = canvas_sub(c, 3, 0, EXPORT_ITEMS, c->cols);
    list_draw(&p->list, &export_list, p, &items, true);
    int row = 4 + EXPORT_ITEMS;
    char *safe = text_safe(p->dir, 0);
    canvas_text(c, row, 1, -1, STYLE_HEADING, _("VÀO THƯ MỤC"));
    row += 1 + canvas_wrap(c, row + 1, 3, c->cols - 4, 2, STYLE_BOLD, safe);
    free(safe);
    if (p->running)
        draw_progress(p, c, row + 1);
    else if (p->path && p->path[0])
        draw_written(p, c, row);
    else
        canvas_text(c, row, 3, -1, STYLE_DIM,
                    _("Enter: chọn hoặc bỏ. F2: xem trước. F10: xuất tất cả đã chọn."));
}
