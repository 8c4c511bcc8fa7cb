/* SPDX-License-Identifier: MIT */
/* tui/page/result/result_foot.c - what a result comes to, and on what rule. */
#include <stdlib.h>

#include "tui/kit/i18n.h"
#include "tui/page/result/result.h"
#include "tui/words/gate_text.h"
#include "tui/words/outcome.h"

static void draw_knock(const struct result *r, struct canvas *c)
{
    char *why = knock_text(r);
    canvas_printf(c, 2, 0, -1, STYLE_WARN,
                  r->stopped ? _("Loại, không đánh giá tiếp%s%s: %s") : _("Loại hồ sơ%s%s: %s"),
                  *r->knock_criterion ? _(" ở tiêu chí ") : "", r->knock_criterion, why);
    free(why);
}

/* The one thing most worth saying of it; else the rule it stands on. */
static void draw_worth(const struct result_page *p, struct canvas *c)
{
    const struct result *r = p->r;
    bool left = !result_stays(r);
    if (r->knocked_out)
        draw_knock(r, c);
    else if (r->claims && !left)
        canvas_printf(c, 2, 0, -1, STYLE_WARN,
                      P_("%d đề nghị loại chờ hội đồng kết luận (F6): chưa chốt được.", r->claims),
                      r->claims);
    else if (r->closed && r->closed < r->expected)
        canvas_text(c, 2, 0, -1, STYLE_WARN, _("Tạm tính: chưa đủ phiếu."));
    else if (r->exceeds && !r->settled && !left)
        canvas_printf(c, 2, 0, -1, STYLE_WARN,
                      _("Chênh quá mức (%s): chấm lại (F7) hoặc giữ nguyên (F6)."),
                      p->spread_basis);
    else if (r->status == STATUS_PROPOSED && r->star < r->band)
        canvas_printf(c, 2, 0, -1, STYLE_NORMAL, _("Điểm đủ %d sao, thiếu yêu cầu tối thiểu (%s)."),
                      r->band, p->missed_basis);
    else if (r->closed)
        canvas_printf(c, 2, 0, -1, STYLE_DIM, "%s", p->rule_basis);
}

void result_draw_foot(const struct result_page *p, struct canvas *c)
{
    const struct result *r = p->r;
    enum style style;
    char *outcome = outcome_text(r, &style);
    char *depends = depends_text(r, p->fail, result_forward_answered(p));
    if (result_group(r) == GROUP_OPEN) {
        int col = canvas_text(c, 1, 0, -1, STYLE_WARN, _("Đề nghị: CHƯA XÁC ĐỊNH")) + 3;
        canvas_text(c, 1, col, -1, STYLE_NORMAL,
                    depends            ? depends
                    : r->expected == 0 ? _("chưa có ai chấm sản phẩm này")
                                       : _("chưa có phiếu nào đã nộp"));
    } else {
        int col = canvas_text(c, 1, 0, -1, STYLE_NORMAL, _("Kết quả:")) + 1;
        col += canvas_text(c, 1, col, -1, style, outcome) + 2;
        canvas_text(c, 1, col, -1, STYLE_STAR, r->star >= 3 ? stars_text(r->star) : "");
    }
    draw_worth(p, c);
    free(outcome);
    free(depends);
    canvas_text(c, 3, 0, -1, STYLE_DIM,
                _("F2 vì sao  F3 phiếu  F4 che màn hình  F5 hồ sơ  F10 ai đạt  Enter kết luận"));
}
