/* SPDX-License-Identifier: MIT */
#include "tests/oracle.h"

#include <string.h>

int or_points(const struct or_council *c, int member, int leaf)
{
    int level = c->level[member][leaf];
    return level < 0 ? 0 : c->leaf[leaf]->level[level].points;
}

int or_total(const struct or_council *c, int member)
{
    int total = 0;
    for (int i = 0; i < c->leaves; i++)
        total += or_points(c, member, i);
    return total;
}

static bool expected(const struct or_council *c, const struct or_rules *r, int m)
{
    int state = c->own[m] >= 0     ? c->own[m]
                : c->every[m] >= 0 ? c->every[m]
                : c->present[m]    ? PANEL_SCORES
                                   : PANEL_ABSENT;
    if (!c->scoring[m])
        return false;
    return state == PANEL_SCORES || (state == PANEL_WRITTEN && (r->written || r->absent_counted));
}

static char part_letter(const struct crit_set *set, const struct crit_node *n)
{
    while (n->parent >= 0)
        n = &set->node[n->parent];
    return n->code[0];
}

/* Points star @star asks of a leaf, lower stars included; -1: nothing. */
static int asked_points(const struct crit_node *leaf, int star)
{
    int points = -1;
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (leaf->level[i].star && leaf->level[i].star <= star && leaf->level[i].points > points)
            points = leaf->level[i].points;
    return points;
}

/* Whether a later conclusion is about the same leaf and star: then the earlier is gone. */
static bool replaced(const struct or_council *c, int at)
{
    for (int i = at + 1; i < c->findings; i++)
        if (c->finding[i].kind == FINDING_MINIMUM && c->finding[i].leaf == c->finding[at].leaf &&
            c->finding[i].star == c->finding[at].star)
            return true;
    return false;
}

/* The latest conclusion that settles leaf @leaf at @star: 1, 0, or -1. */
static int concluded(const struct or_council *c, int leaf, int star)
{
    int verdict = -1;
    for (int i = 0; i < c->findings; i++) {
        const struct or_finding *f = &c->finding[i];
        if (f->kind != FINDING_MINIMUM || f->leaf != leaf || replaced(c, i))
            continue;
        if (f->star == star || (f->verdict && f->star > star) || (!f->verdict && f->star < star))
            verdict = f->verdict;
    }
    return verdict;
}

static void gate(const struct or_council *c, const struct or_rules *r, const bool *counts,
                 struct or_result *out, int leaf, int star)
{
    int want = asked_points(c->leaf[leaf], star), yes = 0, sum = 0, s = star - 3;
    out->asked[s][leaf] = want >= 0;
    if (want < 0)
        return;
    for (int m = 0; m < c->members; m++)
        if (counts[m]) {
            yes += or_points(c, m, leaf) >= want;
            sum += or_points(c, m, leaf);
        }
    enum met met = MET_UNKNOWN;
    switch (r->minimum) {
    case OR_MAJORITY:
        met = yes > out->n - yes ? MET_YES : MET_NO;
        break;
    case OR_ALL:
        met = yes == out->n ? MET_YES : MET_NO;
        break;
    case OR_MEAN:
        met = sum >= want * out->n ? MET_YES : MET_NO;
        break;
    case OR_CONCLUDE:
        if (yes == out->n)
            met = MET_YES;
        else if (yes == 0)
            met = MET_NO;
        else if (concluded(c, leaf, star) >= 0)
            met = concluded(c, leaf, star) ? MET_YES : MET_NO;
        break;
    }
    out->gate[s][leaf] = met;
    out->divided[s][leaf] = met == MET_UNKNOWN;
}

static void entries(const struct or_council *c, const struct or_rules *r, const bool *counts,
                    struct or_result *out)
{
    for (int star = 3; star <= 5; star++) {
        enum met met = MET_YES;
        for (int leaf = 0; leaf < c->leaves; leaf++) {
            gate(c, r, counts, out, leaf, star);
            if (!out->asked[star - 3][leaf])
                continue;
            enum met one = out->gate[star - 3][leaf];
            if (one == MET_NO)
                met = MET_NO;
            else if (one == MET_UNKNOWN && met == MET_YES)
                met = MET_UNKNOWN;
        }
        out->met[star - 3] = met;
    }
}

/* The last word on a kind: 1, 0, or -1 when nothing was said. */
static int said(const struct or_council *c, enum finding_kind kind)
{
    int verdict = -1;
    for (int i = 0; i < c->findings; i++)
        if (c->finding[i].kind == kind)
            verdict = c->finding[i].verdict;
    return verdict;
}

static bool knocked_out(const struct or_council *c)
{
    bool whole = false, on[OR_LEAVES] = {false}, any = false;
    for (int i = 0; i < c->findings; i++) {
        const struct or_finding *f = &c->finding[i];
        if (f->kind != FINDING_KNOCKOUT)
            continue;
        if (f->leaf >= 0) {
            on[f->leaf] = f->verdict;
        } else {
            whole = f->verdict;
            if (!f->verdict) /* lifting the whole lifts all that came before */
                memset(on, 0, sizeof on);
        }
    }
    for (int i = 0; i < c->leaves; i++)
        any |= on[i];
    return whole || any;
}

static int star_of(const struct or_council *c, const struct or_rules *r,
                   const struct or_result *out)
{
    int band = out->band;
    if (band <= 2)
        return band;
    if (band == 5) {
        if (out->met[2] == MET_YES)
            return 5;
        if (out->met[2] == MET_UNKNOWN || said(c, FINDING_FORWARD) < 0)
            return -1;
        if (said(c, FINDING_FORWARD) == 1)
            return 5;
        if (r->fail)
            return 0;
        band = 4;
    }
    for (; band >= 3; band--) {
        if (out->met[band - 3] == MET_YES)
            return band;
        if (out->met[band - 3] == MET_UNKNOWN)
            return -1;
        if (r->fail)
            return 0;
    }
    return 2;
}

static enum status status_now(const struct or_council *c, const struct or_result *out)
{
    if (said(c, FINDING_WITHDRAWN) == 1)
        return STATUS_WITHDRAWN;
    if (said(c, FINDING_POSTPONED) == 1)
        return STATUS_POSTPONED;
    if (knocked_out(c))
        return STATUS_KNOCKED_OUT;
    if (out->n == 0)
        return STATUS_WAITING;
    switch (out->star) {
    case -1:
        return STATUS_UNDECIDED;
    case 0:
        return STATUS_FAILED;
    case 5:
        return STATUS_FORWARD;
    case 4:
    case 3:
        return STATUS_PROPOSED;
    default:
        return STATUS_BELOW;
    }
}

static void sums(const struct or_council *c, const bool *counts, struct or_result *out)
{
    out->max = out->min = -1;
    for (int m = 0; m < c->members; m++) {
        if (!counts[m])
            continue;
        int total = or_total(c, m);
        out->n++;
        out->sum += total;
        out->max = out->max < 0 || total > out->max ? total : out->max;
        out->min = out->min < 0 || total < out->min ? total : out->min;
        for (int i = 0; i < c->leaves; i++)
            out->part[part_letter(c->set, c->leaf[i]) - 'A'] += or_points(c, m, i);
    }
}

void or_tally(const struct or_council *c, const struct or_rules *r, struct or_result *out)
{
    bool counts[OR_MEMBERS] = {false};
    memset(out, 0, sizeof *out);
    for (int m = 0; m < c->members; m++) {
        out->expected += expected(c, r, m);
        counts[m] = expected(c, r, m) && c->closed[m];
    }
    sums(c, counts, out);
    for (int s = 0; s < 3; s++)
        out->met[s] = MET_UNKNOWN;
    out->star = -1;
    if (out->n > 0) {
        const int floors[] = {30, 50, 70, 90};
        out->band = 1;
        for (int i = 0; i < 4; i++)
            out->band += out->sum >= floors[i] * out->n;
        int spread = out->max - out->min;
        out->exceeds = r->spread_refused ? spread >= r->spread : spread > r->spread;
        entries(c, r, counts, out);
        out->star = star_of(c, r, out);
    }
    out->status = status_now(c, out);
    if (out->status == STATUS_KNOCKED_OUT)
        out->star = 0;
    if (out->status == STATUS_WITHDRAWN || out->status == STATUS_POSTPONED)
        out->star = -1;
}
