/* SPDX-License-Identifier: MIT */
/* tui/words/explain_lines.c - the sentences of an explanation, in the order a council argues:
 * ballots, mean, band, minimums; then what it concluded, the star (explain_council.c) and what the
 * next one asks (explain_next.c). */
#include "tui/words/explain_lines.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "db/base/mem.h"
#include "tui/words/edge_words.h"

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
    char *distance = edge_distance_said(e->r, &e->edge), *alert = edge_alert(&e->edge);
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

void explain_lines(struct explanation *e)
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
