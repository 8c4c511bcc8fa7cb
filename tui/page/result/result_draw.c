/* SPDX-License-Identifier: MIT */
/* tui/page/result/result_draw.c - the result of one product into cells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tui/kit/i18n.h"
#include "tui/page/result/result.h"
#include "tui/words/edge_words.h"
#include "tui/words/gate_text.h"
#include "tui/words/outcome.h"

const char *result_member(const struct result_page *p, int member)
{
    for (size_t i = 0; i < p->members.n; i++)
        if (p->members.v[i].id == member)
            return p->members.v[i].name;
    return "?";
}

bool result_forward_answered(const struct result_page *p)
{
    for (size_t i = 0; i < p->findings.n; i++)
        if (p->findings.v[i].kind == FINDING_FORWARD)
            return true;
    return false;
}

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
        canvas_printf(
            c, 2, 0, -1, STYLE_WARN,
            P_("%d đề nghị loại chờ hội đồng kết luận ({RESULT_CONCLUDE}): chưa chốt được.",
               r->claims),
            r->claims);
    else if (r->closed && r->closed < r->expected)
        canvas_text(c, 2, 0, -1, STYLE_WARN, _("Tạm tính: chưa đủ phiếu."));
    else if (r->exceeds && !r->settled && !left)
        canvas_printf(c, 2, 0, -1, STYLE_WARN,
                      _("Chênh quá mức (%s): chấm lại ({RESULT_RESCORE}) hoặc giữ nguyên "
                        "({RESULT_CONCLUDE})."),
                      p->spread_basis);
    else if (r->status == STATUS_PROPOSED && r->star < r->band)
        canvas_printf(c, 2, 0, -1, STYLE_NORMAL, _("Điểm đủ %d sao, thiếu yêu cầu tối thiểu (%s)."),
                      r->band, p->missed_basis);
    else if (r->closed)
        canvas_printf(c, 2, 0, -1, STYLE_DIM, "%s", p->rule_basis);
}

static void result_draw_foot(const struct result_page *p, struct canvas *c)
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
                _("{RESULT_EXPLAIN} vì sao  {RESULT_BALLOTS} phiếu  {RESULT_ANNOUNCE} che màn hình "
                  " {RESULT_DOSSIER} hồ sơ  {RESULT_NAMES} ai đạt  Enter kết luận"));
}

enum { VERDICT_COLS = 20, ADVISER_COLS = 11, WIDEST = 66, BODY = 8, FOOT = 4 };

/* ---- the minimums ---- */

static int result_count(const void *data)
{
    return ((const struct result_page *)data)->n;
}

static bool result_selectable(const void *data, int i)
{
    return ((const struct result_page *)data)->line[i].gate != NULL;
}

static void draw_star(const struct result_page *p, int star, struct canvas *c)
{
    const struct entry *e = &p->r->entry[star - 3];
    size_t met = 0, open = 0, missed = 0;
    for (size_t i = 0; i < e->n; i++) {
        met += e->gate[i].met == MET_YES;
        open += e->gate[i].divided;
        missed += !e->gate[i].divided && e->gate[i].met == MET_NO;
    }
    int col = canvas_printf(c, 0, 0, -1, STYLE_BOLD, _("%d sao"), star) + 3;
    if (p->r->closed == 0) {
        canvas_text(c, 0, col, -1, STYLE_DIM, _("chưa có phiếu"));
    } else if (p->r->band < star) {
        char *codes = gate_codes(e, GATES_DIVIDED);
        col += canvas_printf(c, 0, col, -1, STYLE_DIM, _("không xét: dưới %d điểm (Điều 3.3)"),
                             band_floor(star)) +
               2;
        if (*codes)
            canvas_printf(c, 0, col, -1, STYLE_DIM, _("chưa thống nhất %s"), codes);
        free(codes);
    } else {
        enum style style = e->met == MET_YES  ? STYLE_GOOD
                           : e->met == MET_NO ? STYLE_BOLD
                                              : STYLE_WARN;
        col += canvas_printf(c, 0, col, -1, style, _("%zu/%zu đạt"), met, e->n) + 2;
        if (missed)
            col += canvas_printf(c, 0, col, -1, STYLE_BOLD, _("%zu không đạt"), missed) + 2;
        if (open)
            canvas_printf(c, 0, col, -1, STYLE_WARN, _("%zu chưa thống nhất"), open);
    }
}

static enum style verdict(const struct gate *g, char *out, size_t size)
{
    if (g->divided && !g->matters) {
        snprintf(out, size, "%s", _("không xét"));
        return STYLE_DIM;
    }
    if (g->divided) {
        snprintf(out, size, "%s", _("CHỜ KẾT LUẬN"));
        return STYLE_WARN;
    }
    snprintf(out, size, "%s%s", g->concluded ? _("kết luận ") : "",
             g->met == MET_YES ? _("đạt") : _("không đạt"));
    return g->met == MET_YES ? STYLE_GOOD : STYLE_BOLD;
}

/* Where the counts of ballots begin in a row of @cols columns. */
static int counts_column(int cols)
{
    int col = cols - VERDICT_COLS - ADVISER_COLS - 8;
    return col > WIDEST ? WIDEST : col;
}

static void result_row(const void *data, int i, struct canvas *c, bool selected)
{
    const struct result_page *p = data;
    const struct gate *g = p->line[i].gate;
    char text[96];
    if (!g) {
        draw_star(p, p->line[i].star, c);
        return;
    }
    snprintf(text, sizeof text, "≥ %d", g->points);
    int need = (int)text_columns(text) + 1;
    int wide = counts_column(c->cols);
    enum style at = selected ? STYLE_BOLD : STYLE_NORMAL;
    canvas_text(c, 0, 3, 6, at, g->criterion);
    int used = canvas_text(c, 0, 9, wide - 9 - need, at, g->name);
    canvas_text(c, 0, 9 + used + 1, -1, at, text);
    snprintf(text, sizeof text, "%d/%d", g->yes, g->n - g->yes);
    canvas_right(c, 0, wide, 6, STYLE_NORMAL, text);
    gate_adviser_text(gate_adviser(&p->given, g->criterion), g->points, text, sizeof text);
    canvas_text(c, 0, wide + 8, ADVISER_COLS - 1, STYLE_NORMAL, text);
    enum style style = verdict(g, text, sizeof text);
    canvas_text(c, 0, wide + 8 + ADVISER_COLS, VERDICT_COLS, style, text);
}

const struct list_ops result_list = {
    .count = result_count, .row = result_row, .selectable = result_selectable};

/* ---- the numbers above ---- */

static void draw_presence(const struct result_page *p, struct canvas *c, int row)
{
    const struct result *r = p->r;
    if (r->needed == 0)
        canvas_printf(c, row, 0, -1, STYLE_NORMAL, _("Có mặt %d/%d, lấy ý kiến bằng văn bản"),
                      r->present, r->base);
    else
        canvas_printf(c, row, 0, -1, r->quorum ? STYLE_NORMAL : STYLE_ERROR,
                      r->quorum                ? _("Có mặt %d/%d, cần %d: hợp lệ")
                      : r->present < r->needed ? _("Có mặt %d/%d, cần %d: KHÔNG ĐỦ")
                                               : _("Có mặt %d/%d, cần %d: KHÔNG CÓ NGƯỜI CHỦ TRÌ"),
                      r->present, r->base, r->needed);
    if (!model_of(p->base.app)->session.closed)
        canvas_right(c, row, 0, c->cols, STYLE_WARN, _("[CHƯA CÔNG BỐ]"));
}

/* "Phiếu 9/9 (1 không tham gia chấm)" and who is missing. */
static char *ballots_text(const struct result_page *p)
{
    int recused = 0, absent = 0, ignored = 0;
    for (size_t i = 0; i < p->seats.n; i++) {
        const struct seat *s = &p->seats.v[i];
        recused += s->panel == PANEL_RECUSED;
        absent += s->panel == PANEL_ABSENT && !s->expected;
        ignored += s->ignored;
    }
    char *text = xasprintf(_("Phiếu %d/%d"), p->r->closed, p->r->expected);
    int n[] = {recused, absent, ignored};
    bool any = false;
    for (int i = 0; i < 3; i++) {
        char one[64];
        if (!n[i])
            continue;
        snprintf(one, sizeof one,
                 i == 0   ? _("%d không tham gia chấm")
                 : i == 1 ? _("%d vắng")
                          : _("%d bỏ qua"),
                 n[i]);
        char *more = xasprintf("%s%s%s", text, any ? ", " : " (", one);
        free(text);
        text = more;
        any = true;
    }
    char *end = xasprintf("%s%s", text, any ? ")" : "");
    free(text);
    return end;
}

static char *missing_text(const struct result_page *p)
{
    char *all = NULL;
    for (size_t i = 0; i < p->seats.n; i++) {
        const struct seat *s = &p->seats.v[i];
        if (!s->expected || s->ignored || s->ballot == BALLOT_CLOSED)
            continue;
        char *more = all ? xasprintf("%s, %s", all, result_member(p, s->member))
                         : xasprintf(_("Còn thiếu phiếu: %s"), result_member(p, s->member));
        free(all);
        all = more;
    }
    return all;
}

/* How far the bands are; and, where all ballots are in, whether one of them could change the star.
 */
static void draw_edge(const struct result_page *p, struct canvas *c, int col, bool missing)
{
    char *distance = edge_distance(p->r, &p->edge, false), *alert = edge_alert(&p->edge);
    if (distance)
        canvas_right(c, 5, col, c->cols - col, STYLE_DIM, distance);
    if (alert && !missing)
        canvas_printf(c, 6, 0, -1, STYLE_WARN, _("± Sát mốc, %s"), alert);
    free(distance);
    free(alert);
}

static void draw_numbers(const struct result_page *p, struct canvas *c)
{
    const struct result *r = p->r;
    char mean[16];
    char *ballots = ballots_text(p), *missing = missing_text(p);
    canvas_text(c, 3, 0, 44, missing ? STYLE_WARN : STYLE_NORMAL, ballots);
    free(ballots);
    if (r->closed == 0) {
        canvas_text(c, 4, 0, -1, STYLE_DIM, _("Chưa có phiếu nào đã nộp."));
    } else {
        bool wrong = r->exceeds && !r->settled;
        char *spread =
            xasprintf(_("Cao %d  Thấp %d  Chênh %d, mức %s%s"), r->max, r->min, r->max - r->min,
                      model_of(p->base.app)->rules.text[SETTING_SPREAD_MAX],
                      wrong        ? _(": QUÁ MỨC")
                      : r->settled ? _(": giữ nguyên")
                                   : "");
        canvas_right(c, 3, 37, c->cols - 37, wrong ? STYLE_ERROR : STYLE_NORMAL, spread);
        free(spread);
        mean_text(r->sum, r->closed, true, mean);
        int col = canvas_printf(c, 4, 0, -1, STYLE_BOLD, _("Tổng điểm trung bình %s (%d/%d)"), mean,
                                r->sum, r->closed) +
                  3;
        for (int i = 0; i < 3; i++) {
            mean_text(r->part[i], r->closed, false, mean);
            col += canvas_printf(c, 4, col, -1, STYLE_NORMAL, "%c %s", 'A' + i, mean) + 2;
        }
        col = canvas_printf(c, 5, 0, -1, STYLE_NORMAL, _("Theo điểm: %d sao"), r->band) + 2;
        col += canvas_text(c, 5, col, -1, STYLE_STAR, stars_text(r->band)) + 2;
        draw_edge(p, c, col, missing != NULL);
    }
    if (missing)
        canvas_text(c, 6, 0, -1, STYLE_WARN, missing);
    free(missing);
}

void result_draw(const struct screen *s, struct canvas *c)
{
    const struct result_page *p = (const struct result_page *)s;
    const struct result *r = p->r;
    char *title = product_label_text(r->no, (int)p->tally.n, r->name);
    model_title(s->app, c, _("KẾT QUẢ"), title);
    free(title);
    if (p->covered) {
        draw_empty(c, r->name,
                   _("Kết quả đang được che trên màn hình chiếu.\n"
                     "{RESULT_ANNOUNCE}: hiện lại."));
        return;
    }
    draw_presence(p, c, 1);
    canvas_hline(c, 2, 0, c->cols, STYLE_DIM);
    draw_numbers(p, c);
    struct canvas body = canvas_sub(c, BODY, 0, c->rows - BODY - FOOT, c->cols);
    int wide = 1 + counts_column(c->cols - 1 - (p->n > body.rows));
    canvas_text(c, 7, 0, -1, STYLE_HEADING, _("YÊU CẦU TỐI THIỂU"));
    canvas_right(c, 7, wide - 6, 12, STYLE_DIM, _("đạt/không"));
    canvas_text(c, 7, wide + 8, ADVISER_COLS, STYLE_DIM, _("Tổ tư vấn"));
    canvas_text(c, 7, wide + 8 + ADVISER_COLS, VERDICT_COLS, STYLE_DIM,
                p->by_conclusion ? _("Hội đồng") : _("Theo quy định"));
    list_draw(&p->list, &result_list, p, &body, true);
    struct canvas foot = canvas_sub(c, c->rows - FOOT, 0, FOOT, c->cols);
    canvas_hline(&foot, 0, 0, foot.cols, STYLE_DIM);
    result_draw_foot(p, &foot);
}
