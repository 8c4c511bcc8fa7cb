/* SPDX-License-Identifier: MIT */
/* tui/words/explain_next.c - to the next star, and the page that is given to the producer: what was
 * found and what it takes, without members, and without any single ballot. */
#include <stdlib.h>
#include <string.h>

#include "tui/kit/i18n.h"
#include "tui/words/explain_part.h"
#include "tui/words/gate_text.h"

/* The set's own words of the level of criterion @code with these points; "" when none. */
const char *explain_level(const struct explanation *e, const char *code, int points)
{
    const struct crit_node *leaf = e->set ? crit_leaf(e->set, code) : NULL;
    for (size_t i = 0; leaf && i < leaf->n_levels; i++)
        if (leaf->level[i].points == points)
            return leaf->level[i].text;
    return "";
}

const struct crit_correction *explain_doubt(const struct explanation *e, const char *code)
{
    return e->set ? crit_doubt(e->set, code, NULL) : NULL;
}

/* A printed value of a criterion that decides is in doubt. */
static void say_doubt(struct explanation *e, struct explain_lines *l, const char *code)
{
    const struct crit_correction *d = explain_doubt(e, code);
    if (!d)
        return;
    explain_add(l, EXPLAIN_OPEN, 2,
                _("Giá trị in của tiêu chí %s còn nghi vấn: in \"%s\", dùng "
                  "\"%s\"%s%s. Đối chiếu với bản ký của Quyết định."),
                code, d->printed, d->used, d->why ? ": " : "", d->why ? d->why : "");
}

static const struct gate *gate_of(const struct explanation *e, const struct step *s)
{
    const struct entry *entry = &e->r->entry[e->next.star - 3];
    for (size_t i = 0; i < entry->n; i++)
        if (strcmp(entry->gate[i].criterion, s->criterion) == 0)
            return &entry->gate[i];
    return NULL;
}

static void say_minimum(struct explanation *e, const struct step *s)
{
    const struct gate *g = gate_of(e, s);
    char mean[16];
    mean_text(s->sum, s->n, false, mean);
    explain_add(&e->lines, s->divided ? EXPLAIN_OPEN : EXPLAIN_BAD, 1,
                s->divided
                    ? _("Chưa thống nhất %s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt")
                    : _("Thiếu yêu cầu %s %s, từ %d điểm: %d phiếu đạt, %d phiếu không đạt"),
                s->criterion, s->name, s->points, g ? g->yes : 0, g ? g->n - g->yes : 0);
    explain_add(&e->lines, EXPLAIN_TEXT, 2, _("Mức cần đạt: %s (%d điểm); đang trung bình %s"),
                explain_level(e, s->criterion, s->points), s->points, mean);
    say_doubt(e, &e->lines, s->criterion);
}

static void say_step(const struct explanation *e, struct explain_lines *l, const struct step *s)
{
    char from[16], gain[16];
    mean_text(s->sum, s->n, false, from);
    mean_text(s->gain, s->n, false, gain);
    explain_add(l, EXPLAIN_TEXT, 1, _("%s %s, từ %s lên %d điểm (%s): thêm %s điểm trung bình"),
                s->criterion, s->name, from, s->points, explain_level(e, s->criterion, s->points),
                gain);
}

/* What all steps together come to. */
static void say_then(const struct explanation *e, struct explain_lines *l)
{
    const struct next_star *n = &e->next;
    char mean[16];
    mean_text(e->r->sum + n->gained, e->r->closed, true, mean);
    if (n->gained >= n->more)
        explain_add(l, EXPLAIN_GOOD, 1,
                    _("Được những điều trên: tổng điểm trung bình %s, đủ điều kiện %d sao"), mean,
                    n->star);
    else
        explain_add(l, EXPLAIN_BAD, 1, _("Được những điều trên: %s, vẫn chưa đủ điểm của %d sao"),
                    mean, n->star);
}

static size_t missing(const struct next_star *n)
{
    size_t k = 0;
    for (size_t i = 0; i < n->n; i++)
        k += n->step[i].minimum;
    return k;
}

void explain_next(struct explanation *e)
{
    const struct next_star *n = &e->next;
    if (n->star == 0)
        return;
    explain_add(&e->lines, EXPLAIN_HEAD, 0, _("Để được %d sao"), n->star);
    explain_basis(e, N_("Điều 3.3; Phụ lục II, ghi chú về dấu sao"), SETTING_NONE);
    for (size_t i = 0; i < n->n; i++)
        if (n->step[i].minimum)
            say_minimum(e, &n->step[i]);
    if (missing(n) == 0)
        explain_add(&e->lines, EXPLAIN_GOOD, 1, _("Đủ yêu cầu tối thiểu"));
    if (n->more > 0)
        explain_add(&e->lines, EXPLAIN_BAD, 1, _("Thiếu %d điểm: cần tổng %d (%d × %d), có %d"),
                    n->more, n->needed, band_floor(n->star), e->r->closed, e->r->sum);
    else
        explain_add(&e->lines, EXPLAIN_GOOD, 1, _("Đủ điểm: cần tổng %d, có %d"), n->needed,
                    e->r->sum);
    for (size_t i = 0; i < n->n; i++)
        if (!n->step[i].minimum)
            say_step(e, &e->lines, &n->step[i]);
    if (n->n)
        say_then(e, &e->lines);
}

/* ---- for the producer ------------------------------------------------------------------------ */

static void producer_missed(struct explanation *e)
{
    const struct result *r = e->r;
    for (int star = missed_from(r); star <= r->band; star++) {
        const struct entry *asked = &r->entry[star - 3];
        for (size_t i = 0; i < asked->n; i++) {
            const struct gate *g = &asked->gate[i];
            if (g->met == MET_NO)
                explain_add(&e->producer, EXPLAIN_BAD, 1,
                            _("Không đạt yêu cầu tối thiểu của %d sao: %s %s, cần từ %d điểm"),
                            star, g->criterion, g->name, g->points);
        }
    }
}

static void producer_next(struct explanation *e)
{
    const struct next_star *n = &e->next;
    struct explain_lines *l = &e->producer;
    if (n->star == 0)
        return;
    explain_add(l, EXPLAIN_HEAD, 0, _("Để được %d sao"), n->star);
    for (size_t i = 0; i < n->n; i++)
        if (n->step[i].minimum) {
            const struct step *s = &n->step[i];
            explain_add(l, EXPLAIN_BAD, 1, _("Phải đạt: %s %s, từ %d điểm (%s)"), s->criterion,
                        s->name, s->points, explain_level(e, s->criterion, s->points));
            say_doubt(e, l, s->criterion);
        }
    char more[16];
    mean_text(n->more, e->r->closed, false, more);
    if (n->more > 0)
        explain_add(l, EXPLAIN_BAD, 1,
                    _("Thiếu %s điểm trung bình để đến mốc %d điểm; ít nhất là:"), more,
                    band_floor(n->star));
    for (size_t i = 0; i < n->n; i++)
        if (!n->step[i].minimum)
            say_step(e, l, &n->step[i]);
    if (n->n)
        say_then(e, l);
}

void explain_producer(struct explanation *e)
{
    const struct result *r = e->r;
    struct explain_lines *l = &e->producer;
    char mean[16], part[3][16];
    explain_add(l, EXPLAIN_HEAD, 0, "%s%s%s", r->name, *r->owner ? " - " : "", r->owner);
    if (e->session.rehearsal)
        explain_add(l, EXPLAIN_TEXT, 1, _("DIỄN TẬP: không có giá trị đánh giá"));
    else if (!e->session.closed)
        explain_add(l, EXPLAIN_OPEN, 1, _("DỰ THẢO: hội đồng chưa chốt kết quả"));
    char *status = status_text(r);
    explain_add(l, EXPLAIN_HEAD, 0, _("Kết quả: %s"), status);
    free(status);
    mean_text(r->sum, r->closed, true, mean);
    for (int i = 0; i < 3; i++)
        mean_text(r->part[i], r->closed, false, part[i]);
    if (r->closed)
        explain_add(
            l, EXPLAIN_TEXT, 1,
            _("Tổng điểm trung bình %s (phần A %s; phần B %s; phần C %s): %d sao theo điểm, "
              "Điều 3.3"),
            mean, part[0], part[1], part[2], r->band);
    char *why = r->knocked_out ? knock_text(r) : NULL;
    if (why)
        explain_add(l, EXPLAIN_BAD, 1, _("Bị loại%s%s: %s"),
                    *r->knock_criterion ? _(" ở tiêu chí ") : "", r->knock_criterion, why);
    else if (r->star >= 0)
        producer_missed(e);
    free(why);
    producer_next(e);
    explain_add(l, EXPLAIN_TEXT, 0, _("Căn cứ: %s%s%s"),
                e->set ? e->set->legal : _("Quyết định 26/2026/QĐ-TTg"), e->set ? "; " : "",
                e->set ? e->set->name : "");
}
