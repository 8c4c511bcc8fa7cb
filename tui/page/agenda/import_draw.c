/* SPDX-License-Identifier: MIT */
/* tui/page/agenda/import_draw.c - what a list would change, and what is wrong with it. */
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "tui/page/agenda/import.h"

static int import_count(const void *data)
{
    return ((const struct import_page *)data)->n;
}

static void import_draw_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct import_line *l = &((const struct import_page *)data)->line[i];
    (void)selected;
    int used = canvas_text(c, 0, 1, -1, l->warning ? STYLE_WARN : STYLE_ERROR,
                           l->warning ? _("nhắc") : _("LỖI"));
    canvas_text(c, 0, 1 + (used < 5 ? 5 : used + 1), -1, STYLE_NORMAL, l->text);
}

const struct list_ops import_lines = {.count = import_count, .row = import_draw_row};

static const char *title(enum list_kind kind)
{
    static const char *const titles[] = {
        [LIST_MEMBERS] = N_("NẠP THÀNH VIÊN"),     [LIST_PRODUCTS] = N_("NẠP SẢN PHẨM"),
        [LIST_PANEL] = N_("NẠP NGƯỜI CHẤM"),       [LIST_BALLOTS] = N_("NẠP PHIẾU"),
        [LIST_FINDINGS] = N_("NẠP KẾT LUẬN"),      [LIST_DOSSIER] = N_("NẠP HỒ SƠ"),
        [LIST_SCORES] = N_("NẠP ĐIỂM CHẤM TRƯỚC"),
    };
    return _(titles[kind]);
}

char *import_counts(enum list_kind kind, const struct import_report *r)
{
    char *text = xasprintf(_("thêm %zu, đổi %zu, giữ nguyên %zu, bỏ qua %zu"), r->added, r->changed,
                           r->same, r->skipped);
    if (kind != LIST_BALLOTS)
        return text;
    char *longer =
        xasprintf(_("%s; phiếu đủ %zu, phiếu dở %zu"), text, r->ballots_closed, r->ballots_open);
    free(text);
    return longer;
}

static void import_draw_head(const struct import_page *p, struct canvas *c)
{
    char *path = text_safe(p->path, 0);
    canvas_printf(c, 1, 1, -1, STYLE_NORMAL, p->sheet ? _("Tệp: %s, trang tính %s") : _("Tệp: %s"),
                  path, p->sheet);
    free(path);
    if (!p->tried) {
        bool which = p->sheets && p->sheets[0] && p->sheets[1] && !p->sheet;
        canvas_text(c, 2, 1, -1, STYLE_BOLD,
                    which ? _("Tệp có nhiều trang tính.") : _("Đang đọc…"));
        return;
    }
    char *counts = import_counts(p->kind, &p->report);
    if (p->ready)
        canvas_printf(c, 2, 1, -1, STYLE_NORMAL, _("Đọc được %zu dòng: %s."), p->report.rows,
                      counts);
    free(counts);
    if (!p->ready)
        canvas_printf(c, 2, 1, -1, STYLE_ERROR,
                      P_("%d LỖI: chưa nạp gì. Sửa tệp rồi bấm F2 để đọc lại.", p->errors),
                      p->errors);
    else if (p->report.added + p->report.changed == 0)
        canvas_text(c, 3, 1, -1, STYLE_GOOD,
                    _("Danh sách này đã có đủ trong phiên. Bấm Esc để về."));
    else if (p->n > 0)
        canvas_text(c, 3, 1, -1, STYLE_GOOD,
                    _("Chưa nạp. Xem những điều nhắc dưới đây rồi bấm Enter để nạp."));
    else
        canvas_text(c, 3, 1, -1, STYLE_GOOD, _("Chưa nạp. Không có lỗi: bấm Enter để nạp."));
}

static void draw_first(const struct import_page *p, struct canvas *c, int row_no)
{
    canvas_text(c, row_no, 1, -1, STYLE_HEADING, _("Vài dòng đầu của tệp"));
    for (int i = 0; i < IMPORT_FIRST && p->first[i]; i++)
        canvas_text(c, row_no + 1 + i, 3, -1, STYLE_NORMAL, p->first[i]);
}

void import_draw(const struct screen *s, struct canvas *c)
{
    const struct import_page *p = (const struct import_page *)s;
    model_title(s->app, c, title(p->kind), NULL);
    if (!p->path)
        return;
    import_draw_head(p, c);
    canvas_hline(c, 4, 0, c->cols, STYLE_NORMAL);
    int room = c->rows - 9, first = p->first[0] ? IMPORT_FIRST + 1 : 0;
    struct canvas list = canvas_sub(c, 5, 0, room - first, c->cols);
    list_draw(&p->list, &import_lines, p, &list, true);
    if (first)
        draw_first(p, c, 5 + (p->n < list.rows ? p->n : list.rows));
    if (p->n == 0 || p->list.selected < 0)
        return;
    canvas_hline(c, c->rows - 4, 0, c->cols, STYLE_NORMAL);
    canvas_wrap(c, c->rows - 3, 0, -1, 3, STYLE_NORMAL, p->line[p->list.selected].text);
}
