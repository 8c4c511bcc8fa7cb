/* SPDX-License-Identifier: MIT */
/* tui/page/result/signoff_draw.c - sign-off into cells. */
#include "tui/page/result/signoff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"

enum { WAY_COLS = 20 };

/* ---- lines ---- */

static int signoff_count(const void *data)
{
    return ((const struct signoff_page *)data)->n;
}

static bool signoff_selectable(const void *data, int i)
{
    return ((const struct signoff_page *)data)->line[i].blocker != NULL;
}

static void signoff_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct signoff_line *l = &((const struct signoff_page *)data)->line[i];
    if (!l->blocker) {
        canvas_text(c, 0, 0, -1, l->warning ? STYLE_HEADING : STYLE_WARN, l->text);
        return;
    }
    /* What is wrong; what to do about it stands below for the selected one. */
    const char *end = strstr(l->text, ". ");
    char *first = end ? xstrndup(l->text, (size_t)(end - l->text) + 1) : xstrdup(l->text);
    canvas_text(c, 0, 1, c->cols - WAY_COLS - 2, selected ? STYLE_BOLD : STYLE_NORMAL, first);
    free(first);
    canvas_text(c, 0, c->cols - WAY_COLS, WAY_COLS, STYLE_KEY, signoff_way(l->blocker));
}

const struct list_ops signoff_list = {
    .count = signoff_count, .row = signoff_row, .selectable = signoff_selectable};

/* ---- drawing ---- */

static void signoff_draw_closed(const struct signoff_page *p, struct canvas *c)
{
    const struct session *s = &model_of(p->base.app)->session;
    char groups[72], at[20];
    hash_groups(s->closing, groups);
    moment_text(s->closed_at, at);
    canvas_printf(c, 1, 0, -1, STYLE_GOOD, _("ĐÃ CHỐT (chờ ký) lúc %s, phiên bản %d, %lld sự kiện"),
                  at, s->version, (long long)s->closing_events);
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    canvas_text(c, 4, 2, -1, STYLE_BOLD,
                _("MÃ CHỐT (in trong biên bản, đọc lên cho hội đồng nghe)"));
    char half[40];
    snprintf(half, sizeof half, "%.35s", groups);
    canvas_text(c, 6, 4, -1, STYLE_BOLD, half);
    canvas_text(c, 7, 4, -1, STYLE_BOLD, strlen(groups) > 36 ? groups + 36 : "");
    canvas_text(c, 9, 2, -1, STYLE_HEADING, _("VIỆC TIẾP THEO"));
    static const char *const steps[] = {
        N_("1. F3: xuất biên bản, bảng điểm ra tệp; in ra giấy."),
        N_("2. So mã chốt trên biên bản với mã ở trên, rồi chủ tọa và thư ký ký."),
        N_("3. F5: sao tệp phiên ra USB, lưu cùng hồ sơ."),
        N_("4. Khi có quyết định: F7 ghi số, ngày; rồi F3 xuất lại để văn bản mang số, ngày đó."),
        N_("Muốn sửa điểm hay kết luận: F9 mở lại, có lý do; thành phiên bản mới, bản này còn "
           "trong "
           "nhật ký."),
    };
    int at_row = 11;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        at_row += canvas_wrap(c, at_row, 4, c->cols - 8, 2, STYLE_NORMAL, _(steps[i])) + (i == 3);
}

static void draw_selected(const struct signoff_page *p, struct canvas *c, int row)
{
    int i = p->list.selected;
    if (i >= 0 && i < p->n && p->line[i].blocker)
        canvas_wrap(c, row, 0, c->cols, 2, STYLE_NORMAL, p->line[i].text);
}

void signoff_draw(const struct screen *s, struct canvas *c)
{
    const struct signoff_page *p = (const struct signoff_page *)s;
    const struct model *m = model_of(s->app);
    char *middle = xasprintf(P_("%s, %d sản phẩm", p->outcomes.all), m->name, p->outcomes.all);
    model_title(s->app, c, _("CHỐT KẾT QUẢ"), middle);
    free(middle);
    struct canvas foot = canvas_sub(c, c->rows - 3, 0, 3, c->cols);
    canvas_hline(&foot, 0, 0, foot.cols, STYLE_DIM);
    outcomes_draw(&p->outcomes, &foot, 1);
    if (m->session.closed) {
        signoff_draw_closed(p, c);
        return;
    }
    if (p->all.blocking)
        canvas_printf(c, 1, 0, -1, STYLE_WARN,
                      _("CHƯA CHỐT ĐƯỢC: còn %zu việc. Enter: đến đúng chỗ."), p->all.blocking);
    else
        canvas_text(c, 1, 0, -1, STYLE_GOOD,
                    p->all.n ? _("Chốt được (F10). Xem qua các lưu ý trước khi chốt.")
                             : _("Chốt được (F10)."));
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    if (p->all.n == 0) {
        struct canvas body = canvas_sub(c, 3, 0, c->rows - 6, c->cols);
        draw_empty(&body, _("Không còn gì phải xử lý"),
                   _("F10: chốt kết quả; mọi điểm và kết luận được khóa lại.\n"
                     "F3: in dự thảo để hội đồng xem trước."));
        return;
    }
    int rows = c->rows - 3 - 3 - 3;
    struct canvas body = canvas_sub(c, 3, 0, rows, c->cols);
    list_draw(&p->list, &signoff_list, p, &body, true);
    canvas_hline(c, 3 + rows, 0, c->cols, STYLE_DIM);
    draw_selected(p, c, 4 + rows);
}
