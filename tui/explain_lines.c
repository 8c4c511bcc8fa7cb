/* SPDX-License-Identifier: MIT */
/* tui/explain_lines.c - the sentences of an explanation, in the order a council argues: ballots,
 * mean, band, minimums, spread, star, and what the next star asks. */
#include "tui/explain_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/text.h"
#include "tui/gate_text.h"
#include "tui/i18n.h"

static void add(struct explanation *e, enum explain_kind kind, int indent, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static void add(struct explanation *e, enum explain_kind kind, int indent, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    char *text = xmalloc((size_t)(n < 0 ? 0 : n) + 1);
    *text = '\0';
    vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, fmt, ap);
    va_end(ap);
    e->line = xrealloc(e->line, (e->n + 1) * sizeof *e->line);
    e->line[e->n++] = (struct explain_line){kind, indent, text};
}

/* Where a rule of the council comes from, in brackets. */
static char *cited(const char *cite)
{
    return cite ? xasprintf(" (%s)", cite) : xstrdup(_(" (chưa ghi căn cứ trong Quy chế)"));
}

static void say_ballots(struct explanation *e)
{
    const struct result *r = e->r;
    add(e, EXPLAIN_HEAD, 0, _("Phiếu đánh giá: %d/%d phiếu được tính"), r->closed, r->expected);
    for (size_t i = 0; i < e->seats.n; i++) {
        const struct seat *s = &e->seats.v[i];
        const char *name = explain_member(e, s->member);
        if (s->counted)
            add(e, EXPLAIN_TEXT, 1, _("%s: %d điểm (A %d, B %d, C %d)"), name, s->total, s->part[0],
                s->part[1], s->part[2]);
        else if (s->panel == PANEL_RECUSED)
            add(e, EXPLAIN_TEXT, 1, _("%s: không tham gia chấm"), name);
        else if (s->ignored)
            add(e, EXPLAIN_TEXT, 1, _("%s: hội đồng kết luận bỏ qua phiếu"), name);
        else if (s->expected)
            add(e, EXPLAIN_OPEN, 1, _("%s: chưa nộp phiếu (%d/%d tiêu chí)"), name, s->marks,
                s->criteria);
        else if (s->panel == PANEL_ABSENT)
            add(e, EXPLAIN_TEXT, 1, _("%s: vắng mặt"), name);
    }
}

static void say_mean(struct explanation *e)
{
    const struct result *r = e->r;
    char mean[16], part[3][16];
    mean_text(r->sum, r->closed, true, mean);
    for (int i = 0; i < 3; i++)
        mean_text(r->part[i], r->closed, false, part[i]);
    add(e, EXPLAIN_HEAD, 0, _("Tổng điểm trung bình: %d/%d = %s"), r->sum, r->closed, mean);
    add(e, EXPLAIN_TEXT, 1, _("Phần A %s; phần B %s; phần C %s"), part[0], part[1], part[2]);
}

static void say_band(struct explanation *e)
{
    const struct result *r = e->r;
    int floor = band_floor(r->band);
    add(e, EXPLAIN_HEAD, 0, _("Theo điểm: %d sao (Điều 3.3 Quyết định 26/2026/QĐ-TTg)"), r->band);
    if (r->band == 1)
        add(e, EXPLAIN_TEXT, 1, "%d < %d × %d = %d", r->sum, band_floor(2), r->closed,
            band_floor(2) * r->closed);
    else if (r->band == 5)
        add(e, EXPLAIN_TEXT, 1, "%d ≥ %d × %d = %d", r->sum, band_floor(5), r->closed,
            band_floor(5) * r->closed);
    else
        add(e, EXPLAIN_TEXT, 1, "%d × %d = %d ≤ %d < %d × %d = %d", floor, r->closed,
            floor * r->closed, r->sum, band_floor(r->band + 1), r->closed,
            band_floor(r->band + 1) * r->closed);
}

/* ---- minimums ------------------------------------------------------------------------------- */

static const char *rule_text(const char *rule)
{
    static const struct {
        const char *word, *text;
    } rules[] = {
        {"conclude", N_("mọi phiếu thống nhất; khi không thống nhất, hội đồng kết luận")},
        {"majority", N_("quá nửa số phiếu đạt")},
        {"all", N_("mọi phiếu đều đạt")},
        {"mean", N_("điểm trung bình của tiêu chí đạt mức yêu cầu")},
    };
    for (size_t i = 0; rule && i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].word, rule) == 0)
            return _(rules[i].text);
    return rule ? rule : "";
}

static const char *missed_text(const char *rule)
{
    return rule && strcmp(rule, "fail") == 0
               ? _("thiếu yêu cầu tối thiểu của hạng theo điểm: không đạt")
               : _("thiếu yêu cầu tối thiểu: lấy hạng cao nhất có đủ điểm và đủ yêu cầu");
}

static void say_gate(struct explanation *e, const struct gate *g)
{
    const char *divided =
        g->star > e->r->band ? _("chưa thống nhất") : _("chưa thống nhất, chờ kết luận");
    enum explain_kind kind = g->divided          ? EXPLAIN_OPEN
                             : g->met == MET_YES ? EXPLAIN_GOOD
                             : g->met == MET_NO  ? EXPLAIN_BAD
                                                 : EXPLAIN_OPEN;
    const char *verdict = g->divided          ? divided
                          : g->met == MET_YES ? _("đạt")
                          : g->met == MET_NO  ? _("không đạt")
                                              : _("chưa có phiếu");
    add(e, kind, 2, _("%s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt (cộng %d/%d): %s%s"),
        g->criterion, g->name, g->points, g->yes, g->n - g->yes, g->sum, g->n, verdict,
        g->concluded ? _(" theo kết luận") : "");
}

/* A star shows every criterion of its own note, and those of lower stars only where they are
 * in its way: what is said once is not said again. */
static bool worth_a_line(const struct result *r, int star, const struct gate *g)
{
    if (g->met != MET_YES || g->concluded || star == 3)
        return true;
    const struct entry *below = &r->entry[star - 4];
    for (size_t i = 0; i < below->n; i++)
        if (strcmp(below->gate[i].criterion, g->criterion) == 0 &&
            below->gate[i].points == g->points)
            return false;
    return true;
}

static void say_minimums(struct explanation *e)
{
    const struct result *r = e->r;
    char *cite = cited(e->rule_cite);
    add(e, EXPLAIN_HEAD, 0, _("Yêu cầu tối thiểu (Phụ lục II, ghi chú về dấu sao)"));
    add(e, EXPLAIN_TEXT, 1, _("Cách xét: %s%s"), rule_text(e->rule), cite);
    free(cite);
    for (int star = 3; star <= 5; star++) {
        const struct entry *entry = &r->entry[star - 3];
        size_t yes = 0;
        for (size_t i = 0; i < entry->n; i++)
            yes += entry->gate[i].met == MET_YES;
        if (star > r->band)
            add(e, EXPLAIN_TEXT, 1, _("%d sao: %zu/%zu đạt; không xét (dưới %d điểm)"), star, yes,
                entry->n, band_floor(star));
        else
            add(e,
                entry->met == MET_YES  ? EXPLAIN_GOOD
                : entry->met == MET_NO ? EXPLAIN_BAD
                                       : EXPLAIN_OPEN,
                1, _("%d sao: %zu/%zu đạt"), star, yes, entry->n);
        if (star > r->band && star != e->next.star)
            continue;
        for (size_t i = 0; i < entry->n; i++)
            if (worth_a_line(r, star, &entry->gate[i]))
                say_gate(e, &entry->gate[i]);
    }
}

/* ---- conclusions ------------------------------------------------------------------------------
 */

static char *finding_text(const struct explanation *e, const struct finding *f)
{
    switch (f->kind) {
    case FINDING_MINIMUM:
        return xasprintf(f->verdict ? _("%s: đạt mức của %d sao")
                                    : _("%s: không đạt mức của %d sao"),
                         f->criterion, f->star);
    case FINDING_KNOCKOUT:
        return xstrdup(f->verdict ? _("loại hồ sơ") : _("không loại hồ sơ"));
    case FINDING_FORWARD:
        return xstrdup(f->verdict ? _("trình Bộ") : _("không trình Bộ"));
    case FINDING_SPREAD:
        return xstrdup(_("giữ nguyên điểm đã chấm"));
    case FINDING_BALLOT:
        return xasprintf(_("bỏ qua phiếu của %s"), explain_member(e, f->member));
    case FINDING_POSTPONED:
        return xstrdup(f->verdict ? _("hoãn") : _("không hoãn nữa"));
    case FINDING_WITHDRAWN:
        return xstrdup(f->verdict ? _("rút hồ sơ") : _("không rút nữa"));
    case FINDING_CLAIM:
        return xasprintf(f->verdict ? _("%s đề nghị loại hồ sơ") : _("%s rút đề nghị loại"),
                         explain_member(e, f->member));
    case FINDING_DIFFERENCE:
        return xasprintf(_("%s: lý do chênh với điểm chấm trước"), f->criterion);
    }
    return xstrdup("");
}

static void say_findings(struct explanation *e)
{
    if (e->findings.n == 0)
        return;
    add(e, EXPLAIN_HEAD, 0, _("Kết luận của hội đồng"));
    for (size_t i = 0; i < e->findings.n; i++) {
        const struct finding *f = &e->findings.v[i];
        char *text = finding_text(e, f), *votes = NULL;
        if (f->of > 0)
            votes = xasprintf(_(", biểu quyết %d/%d"), f->votes, f->of);
        add(e, EXPLAIN_TEXT, 1, "%s%s%s%s", text, votes ? votes : "", *f->reason ? ": " : "",
            f->reason);
        free(votes);
        free(text);
    }
}

static void say_spread(struct explanation *e)
{
    const struct result *r = e->r;
    char *cite = cited(e->spread_cite);
    add(e, EXPLAIN_HEAD, 0, _("Chênh lệch giữa các thành viên: cao %d, thấp %d, chênh %d"), r->max,
        r->min, r->max - r->min);
    add(e,
        !r->exceeds  ? EXPLAIN_GOOD
        : r->settled ? EXPLAIN_TEXT
                     : EXPLAIN_OPEN,
        1, "%s %s%s%s", _("Mức cho phép"), e->spread ? e->spread : "?", cite,
        !r->exceeds  ? _(": trong mức")
        : r->settled ? _(": vượt mức, hội đồng kết luận giữ nguyên")
                     : _(": vượt mức, phải chấm lại hoặc kết luận giữ nguyên"));
    free(cite);
}

/* ---- the star, and the one above --------------------------------------------------------------
 */

static void say_star(struct explanation *e)
{
    const struct result *r = e->r;
    char *status = status_text(r);
    enum explain_kind kind = r->status == STATUS_PROPOSED || r->status == STATUS_FORWARD
                                 ? EXPLAIN_GOOD
                             : r->star < 0 ? EXPLAIN_OPEN
                                           : EXPLAIN_BAD;
    add(e, EXPLAIN_HEAD, 0, _("Kết quả: %s"), status);
    free(status);
    if (r->knocked_out) {
        char *why = knock_text(r);
        add(e, EXPLAIN_BAD, 1, _("Bị loại%s%s: %s"), *r->knock_criterion ? _(" ở tiêu chí ") : "",
            r->knock_criterion, why);
        free(why);
    }
    if (r->stopped)
        add(e, EXPLAIN_BAD, 1, _("Không đánh giá các bước tiếp theo (Phụ lục II, %s): %s"),
            r->stop_criterion, r->stop_ground);
    if (r->claims)
        add(e, EXPLAIN_OPEN, 1, P_("%d đề nghị loại chờ hội đồng kết luận", r->claims), r->claims);
    if (r->band >= 3 && r->star != r->band && !r->knocked_out) {
        char *cite = cited(e->missed_cite);
        add(e, kind, 1, "%s%s", missed_text(e->missed), cite);
        free(cite);
    }
    if (r->status == STATUS_UNDECIDED && r->band == 5 && r->entry[2].met == MET_NO)
        add(e, EXPLAIN_OPEN, 1,
            _("Từ 90 điểm mà thiếu yêu cầu 5 sao: hội đồng kết luận trình hay "
              "không trình Bộ"));
    if (e->session.rehearsal)
        add(e, EXPLAIN_TEXT, 1, _("DIỄN TẬP: không có giá trị đánh giá"));
}

static void say_next(struct explanation *e)
{
    const struct explain_next *next = &e->next;
    if (next->star == 0)
        return;
    size_t missing = 0;
    add(e, EXPLAIN_HEAD, 0, _("Để được %d sao"), next->star);
    for (size_t i = 0; i < next->entry->n; i++) {
        const struct gate *g = &next->entry->gate[i];
        if (g->met == MET_YES)
            continue;
        missing++;
        add(e, g->divided ? EXPLAIN_OPEN : EXPLAIN_BAD, 1,
            g->divided ? _("Chưa thống nhất %s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt")
                       : _("Thiếu yêu cầu %s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt"),
            g->criterion, g->name, g->points, g->yes, g->n - g->yes);
    }
    if (next->more > 0)
        add(e, EXPLAIN_BAD, 1, _("Thiếu %d điểm: cần tổng %d (%d × %d), có %d"), next->more,
            next->needed, band_floor(next->star), e->r->closed, e->r->sum);
    else
        add(e, EXPLAIN_GOOD, 1, _("Đủ điểm: cần tổng %d, có %d"), next->needed, e->r->sum);
    if (missing == 0)
        add(e, EXPLAIN_GOOD, 1, _("Đủ yêu cầu tối thiểu"));
}

void explain_lines(struct explanation *e)
{
    say_ballots(e);
    if (e->r->closed > 0) {
        say_mean(e);
        say_band(e);
        say_minimums(e);
        say_spread(e);
    }
    say_findings(e);
    say_star(e);
    say_next(e);
}
