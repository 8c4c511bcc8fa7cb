/* SPDX-License-Identifier: MIT */
/* tui/words/explain.c - why the star is what it is: the facts behind it, and its sentences in the
 * order a council argues: ballots, mean, band, minimums; then what it concluded, the star, and what
 * the next one asks (explain_next.c). */
#include "tui/words/explain.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "tui/kit/i18n.h"
#include "tui/words/edge_words.h"
#include "tui/words/explain_part.h"
#include "tui/words/finding.h"
#include "tui/words/gate_text.h"

void explain_add(struct explain_lines *l, enum explain_kind kind, int indent, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = xvasprintf(fmt, ap);
    va_end(ap);
    l->v = xrealloc(l->v, (l->n + 1) * sizeof *l->v);
    l->v[l->n++] =
        (struct explain_line){.kind = kind, .indent = indent, .text = text, .rule = SETTING_NONE};
}

void explain_basis(struct explanation *e, const char *article, enum setting rule)
{
    struct explain_line *l = &e->lines.v[e->lines.n - 1];
    bool rules = rule != SETTING_NONE;
    l->article = article;
    l->rule = rule;
    if (l->kind != EXPLAIN_HEAD && !rules)
        return;
    char *text =
        xasprintf("%s (%s%s%s)", l->text, article ? _(article) : "", article && rules ? "; " : "",
                  rules ? _(rules_cite(&e->rules, rule)) : "");
    free(l->text);
    l->text = text;
}

/* A line without a basis of its own rests on that of the head it stands under. */
static void inherit(struct explain_lines *l)
{
    const struct explain_line *head = NULL;
    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].kind == EXPLAIN_HEAD)
            head = &l->v[i];
        if (!l->v[i].article && l->v[i].rule == SETTING_NONE && head) {
            l->v[i].article = head->article;
            l->v[i].rule = head->rule;
        }
    }
}

static void say_ballots(struct explanation *e)
{
    const struct result *r = e->r;
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Phiếu đánh giá: %d/%d phiếu được tính"), r->closed,
                r->expected);
    explain_basis(e, N_("Phụ lục II"), SETTING_NONE);
    for (size_t i = 0; i < e->seats.n; i++) {
        const struct seat *s = &e->seats.v[i];
        const char *name = explain_member(e, s->member);
        if (s->counted)
            explain_add(&e->lines, EXPLAIN_TEXT, 1, _("%s: %d điểm (A %d, B %d, C %d)"), name,
                        s->total, s->part[0], s->part[1], s->part[2]);
        else if (s->panel == PANEL_RECUSED)
            explain_add(&e->lines, EXPLAIN_TEXT, 1, _("%s: không tham gia chấm"), name);
        else if (s->ignored)
            explain_add(&e->lines, EXPLAIN_TEXT, 1, _("%s: hội đồng kết luận bỏ qua phiếu"), name);
        else if (s->expected)
            explain_add(&e->lines, EXPLAIN_OPEN, 1, _("%s: chưa nộp phiếu (%d/%d tiêu chí)"), name,
                        s->marks, s->criteria);
        else if (s->panel == PANEL_ABSENT)
            explain_add(&e->lines, EXPLAIN_TEXT, 1, _("%s: vắng mặt"), name);
    }
}

static void say_mean(struct explanation *e)
{
    const struct result *r = e->r;
    char mean[16], part[3][16];
    mean_text(r->sum, r->closed, true, mean);
    for (int i = 0; i < 3; i++)
        mean_text(r->part[i], r->closed, false, part[i]);
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Tổng điểm trung bình: %d/%d = %s"), r->sum,
                r->closed, mean);
    explain_basis(e, N_("Điều 3.3"), SETTING_NONE);
    explain_add(&e->lines, EXPLAIN_TEXT, 1, _("Phần A %s; phần B %s; phần C %s"), part[0], part[1],
                part[2]);
    explain_basis(e, N_("Điều 3.1"), SETTING_NONE);
}

static void say_band(struct explanation *e)
{
    const struct result *r = e->r;
    int floor = band_floor(r->band);
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Theo điểm: %d sao"), r->band);
    explain_basis(e, N_("Điều 3.3 Quyết định 26/2026/QĐ-TTg"), SETTING_NONE);
    if (r->band == 1)
        explain_add(&e->lines, EXPLAIN_TEXT, 1, "%d < %d × %d = %d", r->sum, band_floor(2),
                    r->closed, band_floor(2) * r->closed);
    else if (r->band == 5)
        explain_add(&e->lines, EXPLAIN_TEXT, 1, "%d ≥ %d × %d = %d", r->sum, band_floor(5),
                    r->closed, band_floor(5) * r->closed);
    else
        explain_add(&e->lines, EXPLAIN_TEXT, 1, "%d × %d = %d ≤ %d < %d × %d = %d", floor,
                    r->closed, floor * r->closed, r->sum, band_floor(r->band + 1), r->closed,
                    band_floor(r->band + 1) * r->closed);
}

/* How far from another star: points, and what one ballot could change. */
static void say_edge(struct explanation *e)
{
    char *distance = edge_distance(e->r, &e->edge, true), *alert = edge_alert(&e->edge);
    if (distance)
        explain_add(&e->lines, EXPLAIN_TEXT, 1, "%s", distance);
    if (alert)
        explain_add(&e->lines, EXPLAIN_OPEN, 1, _("Sát mốc, %s"), alert);
    free(distance);
    free(alert);
}

/* ---- minimums ------------------------------------------------------------------------------- */

static const char *rule_text(enum minimum_rule rule)
{
    static const char *const rules[] = {
        [MINIMUM_RULE_CONCLUDE] =
            N_("mọi phiếu thống nhất; khi không thống nhất, hội đồng kết luận"),
        [MINIMUM_RULE_MAJORITY] = N_("quá nửa số phiếu đạt"),
        [MINIMUM_RULE_ALL] = N_("mọi phiếu đều đạt"),
        [MINIMUM_RULE_MEAN] = N_("điểm trung bình của tiêu chí đạt mức yêu cầu"),
    };
    return _(rules[rule]);
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
    explain_add(&e->lines, kind, 2,
                _("%s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt (cộng %d/%d): %s%s"),
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
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Yêu cầu tối thiểu"));
    explain_basis(e, N_("Phụ lục II, ghi chú về dấu sao"), SETTING_NONE);
    explain_add(&e->lines, EXPLAIN_TEXT, 1, _("Cách xét: %s"), rule_text(e->rules.minimum_rule));
    explain_basis(e, NULL, SETTING_MINIMUM_RULE);
    for (int star = 3; star <= 5; star++) {
        const struct entry *entry = &r->entry[star - 3];
        size_t yes = 0;
        for (size_t i = 0; i < entry->n; i++)
            yes += entry->gate[i].met == MET_YES;
        if (star > r->band)
            explain_add(&e->lines, EXPLAIN_TEXT, 1,
                        _("%d sao: %zu/%zu đạt; không xét (dưới %d điểm)"), star, yes, entry->n,
                        band_floor(star));
        else
            explain_add(&e->lines,
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

static const char *missed_text(enum minimum_missed missed)
{
    return missed == MINIMUM_MISSED_FAIL
               ? _("thiếu yêu cầu tối thiểu của hạng theo điểm: không đạt")
               : _("thiếu yêu cầu tối thiểu: lấy hạng cao nhất có đủ điểm và đủ yêu cầu");
}

/* ---- what the council concluded ---- */

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

static void explain_stale(struct explanation *e, const struct finding *f)
{
    char *changed = finding_changed(f);
    explain_add(&e->lines, EXPLAIN_OPEN, 2, _("kết luận cần xem lại: %s"), changed);
    free(changed);
}

static void explain_findings(struct explanation *e)
{
    if (e->findings.n == 0)
        return;
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Kết luận của hội đồng"));
    explain_basis(e, N_("Điều 7.3.b"), SETTING_NONE);
    for (size_t i = 0; i < e->findings.n; i++) {
        const struct finding *f = &e->findings.v[i];
        char *text = finding_sentence(f, f->member ? explain_member(e, f->member) : ""), *votes = NULL;
        if (f->of > 0)
            votes = xasprintf(_(", biểu quyết %d/%d"), f->votes, f->of);
        explain_add(&e->lines, f->waiting || f->stale ? EXPLAIN_OPEN : EXPLAIN_TEXT, 1,
                    "%s%s%s%s%s%s", text, votes ? votes : "", *f->ground ? ": " : "", f->ground,
                    *f->reason ? ": " : "", f->reason);
        finding_basis(e, f->kind);
        if (f->stale)
            explain_stale(e, f);
        free(votes);
        free(text);
    }
}

static void explain_spread(struct explanation *e)
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

/* ---- the star ---- */

static void explain_star(struct explanation *e)
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

/* Fill e->lines from the facts that explain() has read. */
static void explain_lines(struct explanation *e)
{
    say_ballots(e);
    if (e->r->closed > 0) {
        say_mean(e);
        say_band(e);
        say_edge(e);
        say_minimums(e);
        explain_spread(e);
    }
    explain_findings(e);
    explain_star(e);
    explain_next(e);
    inherit(&e->lines);
}

/* ---- the whole ---- */

char *status_text(const struct result *r)
{
    switch (r->status) {
    case STATUS_WITHDRAWN:
        return xstrdup(_("rút"));
    case STATUS_POSTPONED:
        return xstrdup(_("hoãn"));
    case STATUS_KNOCKED_OUT:
        return xstrdup(_("bị loại"));
    case STATUS_WAITING:
        return xstrdup(_("chưa chấm"));
    case STATUS_UNDECIDED:
        return xstrdup(_("chờ kết luận"));
    case STATUS_FAILED:
        return xstrdup(_("không đạt"));
    case STATUS_FORWARD:
        return xstrdup(_("trình Bộ"));
    case STATUS_PROPOSED:
        return xasprintf(_("đề nghị phân hạng %d sao"), r->star);
    case STATUS_BELOW:
        return xasprintf(_("dưới 3 sao: %d sao"), r->star);
    }
    return xstrdup("");
}

enum db_rc explain(struct db *db, int product, struct explanation *out)
{
    *out = (struct explanation){0};
    enum db_rc rc = db_session(db, &out->session);
    if (rc == DB_OK)
        rc = db_rules(db, &out->rules);
    if (rc == DB_OK)
        rc = db_tally(db, product, &out->tally);
    if (rc == DB_OK)
        rc = db_members(db, &out->members);
    if (rc == DB_OK)
        rc = db_seats(db, product, 0, &out->seats);
    if (rc == DB_OK)
        rc = db_findings(db, product, &out->findings);
    if (rc == DB_OK)
        rc = db_next_star(db, product, &out->next);
    if (rc != DB_OK)
        return rc;
    if (out->tally.n != 1)
        return DB_FAULT;
    out->r = &out->tally.v[0];
    out->set = db_criteria(db, out->r->set);
    rc = db_edge_of(db, out->r, &out->edge);
    explain_lines(out);
    explain_producer(out);
    return rc;
}

static void lines_free(struct explain_lines *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->v[i].text);
    free(l->v);
}

void explain_free(struct explanation *e)
{
    lines_free(&e->lines);
    lines_free(&e->producer);
    list_free(&e->next);
    list_free(&e->rules);
    list_free(&e->findings);
    list_free(&e->seats);
    list_free(&e->members);
    list_free(&e->tally);
    *e = (struct explanation){0};
}

const char *explain_member(const struct explanation *e, int member)
{
    for (size_t i = 0; i < e->members.n; i++)
        if (e->members.v[i].id == member)
            return e->members.v[i].name;
    return "?";
}
