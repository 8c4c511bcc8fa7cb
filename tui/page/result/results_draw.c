/* SPDX-License-Identifier: MIT */
/* tui/page/result/results_draw.c - the results of all products into cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/model.h"
#include "tui/page/result/results.h"
#include "db/base/mem.h"
#include "tui/words/outcome.h"

enum { FIXED = 35 };

static int results_count(const void *data)
{
    return ((const struct results_page *)data)->n;
}

/* Columns of the name and of the outcome; the rest is numbers. */
static void widths(int cols, int *name, int *outcome)
{
    *outcome = 24 + (cols - 80) / 3;
    *name = cols - FIXED - *outcome;
}

static void results_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct results_page *p = data;
    const struct result *r = results_at(p, i);
    int name, outcome;
    char mean[16], text[16];
    enum style style;
    widths(c->cols, &name, &outcome);
    canvas_printf(c, 0, 0, 4, STYLE_NORMAL, "%3d", r->no);
    canvas_text(c, 0, 4, name, selected ? STYLE_BOLD : STYLE_NORMAL, r->name);
    int col = 5 + name;
    snprintf(text, sizeof text, "%d/%d", r->closed, r->expected);
    canvas_right(c, 0, col, 7, r->closed < r->expected ? STYLE_WARN : STYLE_NORMAL, text);
    mean_text(r->sum, r->closed, true, mean);
    canvas_right(c, 0, col + 7, 8, STYLE_BOLD, mean);
    if (r->closed) {
        snprintf(text, sizeof text, "%d", r->max - r->min);
        canvas_right(c, 0, col + 15, 7, results_exceeds(r) ? STYLE_ERROR : STYLE_NORMAL, text);
    }
    canvas_text(c, 0, col + 23, 5, STYLE_STAR, stars_text(r->band));
    if (results_near(p, r))
        canvas_text(c, 0, col + 28, 1, STYLE_WARN, "±");
    char *words = outcome_text(r, &style);
    if (r->claims && result_stays(r)) {
        free(words);
        words = xstrdup(_("CÓ ĐỀ NGHỊ LOẠI"));
        style = STYLE_WARN;
    }
    canvas_text(c, 0, col + 30, outcome, style, words);
    free(words);
}

const struct list_ops results_rows = {.count = results_count, .row = results_row};

static void results_draw_head(const struct results_page *p, struct canvas *c)
{
    static const char *const filters[] = {
        [FILTER_ALL] = N_("Mọi sản phẩm"),    [FILTER_TO_DO] = N_("Còn phải xử lý"),
        [FILTER_FORWARDED] = N_("Trình Bộ"),  [FILTER_FOUR] = N_("Đề nghị 4 sao"),
        [FILTER_THREE] = N_("Đề nghị 3 sao"), [FILTER_UNDER] = N_("Dưới 3 sao, không đạt, loại"),
    };
    int col = canvas_text(c, 1, 1, -1, STYLE_BOLD, _(filters[p->filter])) + 2;
    col += canvas_printf(c, 1, col, -1, STYLE_NORMAL, "%d/%zu", p->n, p->tally.n) + 3;
    if (p->by_mean)
        col += canvas_text(c, 1, col, -1, STYLE_NORMAL, _("xếp theo điểm")) + 3;
    if (p->typing || *field_get(&p->find)) {
        col += canvas_text(c, 1, col, -1, STYLE_NORMAL, _("Tìm:")) + 1;
        field_draw(&p->find, c, 1, col, 24, p->typing);
    }
    bool near = false;
    for (size_t i = 0; i < p->tally.n; i++)
        near |= results_near(p, &p->tally.v[i]);
    if (near)
        canvas_text(c, 1, col, c->cols - col - 16, STYLE_WARN, _("± một phiếu có thể đổi hạng"));
    if (!model_of(p->base.app)->session.closed)
        canvas_right(c, 1, 0, c->cols, STYLE_WARN, _("[CHƯA CÔNG BỐ]"));
    int name, outcome;
    struct canvas head = canvas_sub(c, 2, 1, 1, c->cols - 2);
    widths(head.cols, &name, &outcome);
    canvas_text(&head, 0, 1, 3, STYLE_DIM, _("TT"));
    canvas_text(&head, 0, 4, name, STYLE_DIM, _("Tên sản phẩm"));
    col = 5 + name;
    canvas_right(&head, 0, col, 7, STYLE_DIM, _("Phiếu"));
    canvas_right(&head, 0, col + 7, 8, STYLE_DIM, _("Điểm TB"));
    canvas_right(&head, 0, col + 15, 7, STYLE_DIM, _("Chênh"));
    canvas_text(&head, 0, col + 23, 5, STYLE_DIM, _("Hạng"));
    canvas_text(&head, 0, col + 30, outcome, STYLE_DIM, _("Kết quả"));
}

void results_draw(const struct screen *s, struct canvas *c)
{
    const struct results_page *p = (const struct results_page *)s;
    model_title(s->app, c, _("KẾT QUẢ"), NULL);
    if (p->tally.n == 0) {
        draw_empty(c, _("Chưa có sản phẩm nào"),
                   _("Kết quả có khi đã nạp sản phẩm và nộp phiếu. Esc: về trang chính."));
        return;
    }
    results_draw_head(p, c);
    canvas_hline(c, 3, 0, c->cols, STYLE_DIM);
    struct outcomes n;
    outcomes_count(&p->tally, &n);
    struct canvas foot = canvas_sub(c, c->rows - 2, 0, 2, c->cols);
    int used = outcomes_draw(&n, &foot, 0);
    canvas_hline(c, c->rows - 3, 0, c->cols, STYLE_DIM);
    (void)used;
    struct canvas body = canvas_sub(c, 4, 0, c->rows - 7, c->cols);
    /* The column of the scroll mark stays free in a short list too, so that heads fit. */
    struct canvas list =
        canvas_sub(&body, 0, 0, body.rows, p->n > body.rows ? body.cols : body.cols - 1);
    if (p->n)
        list_draw(&p->list, &results_rows, p, &list, true);
    else
        draw_empty(&body, _("Không có sản phẩm nào như thế"), _("Esc: bỏ tìm. F2: lọc khác."));
}
