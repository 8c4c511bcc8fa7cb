/* SPDX-License-Identifier: MIT */
/* tui/words/explain_council.c - the sentences of an explanation about what the council concluded,
 * how far members lie apart, and the star. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/words/explain_lines.h"
#include "db/base/mem.h"
#include "tui/words/gate_text.h"

static const char *missed_text(enum minimum_missed missed)
{
    return missed == MINIMUM_MISSED_FAIL
               ? _("thiếu yêu cầu tối thiểu của hạng theo điểm: không đạt")
               : _("thiếu yêu cầu tối thiểu: lấy hạng cao nhất có đủ điểm và đủ yêu cầu");
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

static void finding_basis(struct explanation *e, enum finding_kind kind)
{
    static const struct {
        const char *article;
        enum setting rule;
    } basis[] = {
        [FINDING_MINIMUM] = {N_("Phụ lục II, ghi chú về dấu sao"), SETTING_MINIMUM_RULE},
        [FINDING_KNOCKOUT] = {N_("Phụ lục II"), SETTING_NONE},
        [FINDING_FORWARD] = {N_("Điều 7.3"), SETTING_NONE},
        [FINDING_SPREAD] = {NULL, SETTING_SPREAD_MAX},
        [FINDING_BALLOT] = {NULL, SETTING_BALLOTS_MISSING},
        [FINDING_POSTPONED] = {N_("Điều 7.3.b"), SETTING_NONE},
        [FINDING_WITHDRAWN] = {N_("Điều 7.3.b"), SETTING_NONE},
        [FINDING_CLAIM] = {N_("Phụ lục II"), SETTING_NONE},
        [FINDING_DIFFERENCE] = {NULL, SETTING_DIFFERENCE_ASK},
    };
    explain_basis(e, basis[kind].article, basis[kind].rule);
}

void explain_findings(struct explanation *e)
{
    if (e->findings.n == 0)
        return;
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Kết luận của hội đồng"));
    explain_basis(e, N_("Điều 7.3.b"), SETTING_NONE);
    for (size_t i = 0; i < e->findings.n; i++) {
        const struct finding *f = &e->findings.v[i];
        char *text = finding_text(e, f), *votes = NULL;
        if (f->of > 0)
            votes = xasprintf(_(", biểu quyết %d/%d"), f->votes, f->of);
        explain_add(&e->lines, f->waiting ? EXPLAIN_OPEN : EXPLAIN_TEXT, 1, "%s%s%s%s%s%s", text,
                    votes ? votes : "", *f->ground ? ": " : "", f->ground, *f->reason ? ": " : "",
                    f->reason);
        finding_basis(e, f->kind);
        free(votes);
        free(text);
    }
}

void explain_spread(struct explanation *e)
{
    const struct result *r = e->r;
    explain_add(&e->lines, EXPLAIN_HEAD, 0,
                _("Chênh lệch giữa các thành viên: cao %d, thấp %d, chênh %d"), r->max, r->min,
                r->max - r->min);
    explain_basis(e, NULL, SETTING_SPREAD_MAX);
    explain_add(&e->lines,
                !r->exceeds  ? EXPLAIN_GOOD
                : r->settled ? EXPLAIN_TEXT
                             : EXPLAIN_OPEN,
                1, "%s %s%s%s", _("Mức cho phép"),
                e->rules.spread_equal == SPREAD_EQUAL_REFUSED ? "< " : "",
                e->rules.text[SETTING_SPREAD_MAX],
                !r->exceeds  ? _(": trong mức")
                : r->settled ? _(": vượt mức, hội đồng kết luận giữ nguyên")
                             : _(": vượt mức, phải chấm lại hoặc kết luận giữ nguyên"));
}

/* ---- the star, and the one above --------------------------------------------------------------
 */

void explain_star(struct explanation *e)
{
    const struct result *r = e->r;
    char *status = status_text(r);
    enum explain_kind kind = result_listed(r) ? EXPLAIN_GOOD
                             : r->star < 0    ? EXPLAIN_OPEN
                                              : EXPLAIN_BAD;
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Kết quả: %s"), status);
    explain_basis(e, N_("Điều 3.3"), SETTING_NONE);
    free(status);
    if (r->knocked_out) {
        char *why = knock_text(r);
        explain_add(&e->lines, EXPLAIN_BAD, 1, _("Bị loại%s%s: %s"),
                    *r->knock_criterion ? _(" ở tiêu chí ") : "", r->knock_criterion, why);
        explain_basis(e, N_("Phụ lục II"), SETTING_NONE);
        free(why);
    }
    if (r->stopped)
        explain_add(&e->lines, EXPLAIN_BAD, 1,
                    _("Không đánh giá các bước tiếp theo (Phụ lục II, %s): %s"), r->stop_criterion,
                    r->stop_ground);
    if (r->claims)
        explain_add(&e->lines, EXPLAIN_OPEN, 1,
                    P_("%d đề nghị loại chờ hội đồng kết luận", r->claims), r->claims);
    if (r->band >= 3 && r->star != r->band && !r->knocked_out) {
        explain_add(&e->lines, kind, 1, "%s", missed_text(e->rules.minimum_missed));
        explain_basis(e, NULL, SETTING_MINIMUM_MISSED);
    }
    if (r->status == STATUS_UNDECIDED && r->band == 5 && r->entry[2].met == MET_NO)
        explain_add(&e->lines, EXPLAIN_OPEN, 1,
                    _("Từ 90 điểm mà thiếu yêu cầu 5 sao: hội đồng kết luận trình hay "
                      "không trình Bộ"));
    if (e->lines.v[e->lines.n - 1].kind == EXPLAIN_OPEN && r->band == 5 && r->star < 0)
        explain_basis(e, N_("Điều 7.3"), SETTING_NONE);
    if (e->session.rehearsal)
        explain_add(&e->lines, EXPLAIN_TEXT, 1, _("DIỄN TẬP: không có giá trị đánh giá"));
}
