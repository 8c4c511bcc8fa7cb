/* SPDX-License-Identifier: MIT */
/* tui/page/papers/export_draw.c - what can be written, where it goes, and what was written. */
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "tui/page/papers/export.h"

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

static int draw_where(const struct export_page *p, struct canvas *c, int row)
{
    char *safe = text_safe(p->dir, 0);
    canvas_text(c, row, 1, -1, STYLE_HEADING, _("VÀO THƯ MỤC"));
    row += 1 + canvas_wrap(c, row + 1, 3, c->cols - 4, 2, STYLE_BOLD, safe);
    free(safe);
    return row;
}

static void draw_progress(const struct export_page *p, struct canvas *c, int row)
{
    canvas_printf(c, row, 1, -1, STYLE_BOLD, _("Đang xuất… %d%%"), p->percent);
    for (int i = 0; i < BAR; i++)
        canvas_text(c, row + 1, 1 + i, 1, STYLE_GOOD, i * 100 < p->percent * BAR ? "█" : "░");
    canvas_text(c, row + 3, 1, -1, STYLE_DIM, _("Esc: dừng; khi đó không tệp nào được ghi."));
}

/* The folder stands above; a long path would break a name over two lines. */
static char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_safe(slash ? slash + 1 : path, 0);
}

/* As many columns of names as the longest leaves room for. */
static void draw_written(const struct export_page *p, struct canvas *c, int row)
{
    int n = 0, longest = 1;
    for (; p->path[n]; n++) {
        char *name = file_name(p->path[n]);
        int cols = (int)text_columns(name);
        longest = cols > longest ? cols : longest;
        free(name);
    }
    canvas_printf(c, row++, 1, -1, STYLE_GOOD, P_("ĐÃ XUẤT %d TỆP", n), n);
    int across = (c->cols - 3) / (longest + 2), down = c->rows - row;
    across = across > 0 ? across : 1;
    int shown = across * down < n ? across * (down - 1) : n, rows = (n + across - 1) / across;
    rows = shown < n ? down - 1 : rows;
    for (int i = 0; i < shown && p->path[i]; i++) {
        char *name = file_name(p->path[i]);
        canvas_text(c, row + i % rows, 3 + i / rows * (longest + 2), longest, STYLE_BOLD, name);
        free(name);
    }
    if (shown < n)
        canvas_printf(c, row + rows, 3, -1, STYLE_NORMAL, P_("và %d tệp nữa", n - shown),
                      n - shown);
}

static void draw_keys(const struct export_page *p, struct canvas *c, int row)
{
    static const struct {
        const char *key, *text; /* text: msgid; NULL: the decision */
    } lines[] = {{"F10", N_("xuất mọi văn bản có dấu [x]")},
                 {"F2", N_("xem trước biên bản, phụ lục quyết định, các danh sách")},
                 {"F3", N_("xuất vào thư mục khác, như USB")},
                 {"F4", N_("số biên bản, giờ, nơi họp, nhận xét, thứ tự thành viên")},
                 {"F6", N_("đối chiếu tệp Excel gửi về với hồ sơ")},
                 {"F7", NULL}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++, row++) {
        canvas_text(c, row, 3, 4, STYLE_KEY, lines[i].key);
        canvas_text(c, row, 8, -1, STYLE_NORMAL, lines[i].text ? _(lines[i].text) : p->decided);
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
    int row = 3 + EXPORT_ITEMS;
    bool written = !p->running && p->path && p->path[0];
    if (!written && !p->running && p->list.selected >= 0)
        row += canvas_wrap(c, row, 5, c->cols - 6, 3, STYLE_DIM,
                           _(export_items[p->list.selected].more));
    row = draw_where(p, c, row + 1);
    if (p->running)
        draw_progress(p, c, row + 1);
    else if (written)
        draw_written(p, c, row);
    else
        draw_keys(p, c, c->rows - 6);
}
