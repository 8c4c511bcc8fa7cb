/* SPDX-License-Identifier: MIT */
/* What random councils came across, so that a test can tell when something stops coming up. */
#include <string.h>

#include "tests/oracle/play.h"

const char *const or_cover_words[OR_COVERS] = {
#define X(id, words) words,
    OR_COVER_LIST(X)
#undef X
};

static void sums(const struct or_model *m, const struct or_result *r, struct or_count *count)
{
    static const int floors[] = {30, 50, 70, 90};
    for (int i = 0; i < 4; i++) {
        count->n[COVER_AT_30 + i] += r->sum == floors[i] * r->n;
        count->n[COVER_BELOW_30 + i] += r->sum == floors[i] * r->n - 1;
    }
    int over = r->max - r->min - m->value[OR_SPREAD_MAX];
    count->n[m->value[OR_SPREAD_EQUAL] ? COVER_SPREAD_REFUSED : COVER_SPREAD_ALLOWED] += over == 0;
    count->n[COVER_SPREAD_OVER] += over == 1;
    count->n[COVER_FIVE_MISSED] += r->band == 5 && r->met[2] == OR_NO;
}

static void gate(const struct or_model *m, const struct or_product *p, const struct or_result *r,
                 int leaf, int star, struct or_count *count)
{
    const struct or_set *set = or_set_of(p);
    int want = or_asked(&set->leaf[leaf], star), yes = 0, sum = 0, rule = m->value[OR_MINIMUM_RULE];
    bool here = false, above = false, met = false, missed = false;
    if (want < 0)
        return;
    for (int k = 1; k <= OR_MEMBERS; k++)
        if (r->counts[k]) {
            yes += or_points(set, &p->ballot[k], leaf) >= want;
            sum += or_points(set, &p->ballot[k], leaf);
        }
    count->n[COVER_HALF] += rule == 1 && 2 * yes == r->n;
    count->n[COVER_MEAN_AT] += rule == 3 && sum == want * r->n && yes < r->n;
    count->n[COVER_MEAN_BELOW] += rule == 3 && sum == want * r->n - 1;
    if (rule != 0 || yes == 0 || yes == r->n || r->divided[star - 3][leaf])
        return;
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *f = &p->finding[i];
        if (f->kind != OR_MINIMUM || f->leaf != leaf)
            continue;
        here |= f->star == star;
        above |= f->star != star;
        met |= f->verdict && f->star >= star;
        missed |= !f->verdict && f->star <= star;
    }
    count->n[r->missed[star - 3][leaf] ? COVER_CONCLUDE_MISSED : COVER_CONCLUDE_MET]++;
    count->n[COVER_CONCLUDE_FAR] += above && !here;
    count->n[COVER_CONCLUDE_OVER] += met && missed;
}

static void ballots(const struct or_model *m, const struct or_product *p, const struct or_result *r,
                    struct or_count *count)
{
    const struct or_set *set = or_set_of(p);
    for (int i = 0; i < set->leaves; i++) {
        bool a = false, b = false;
        for (int k = 1; k <= OR_MEMBERS; k++) {
            int level = p->ballot[k].level[i];
            if (!r->counts[k])
                continue;
            count->n[COVER_NONE_REACHED] += level == OR_NONE;
            a |= level >= 0 && set->leaf[i].level[level].label[0] == 'a';
            b |= level >= 0 && set->leaf[i].level[level].label[0] == 'b';
        }
        count->n[COVER_TWO_CASES] += a && b;
    }
    for (int k = 1; k <= OR_MEMBERS; k++) {
        count->n[COVER_WRITTEN] += r->counts[k] && (p->own[k] < 0 ? m->member[k].every == OR_WRITTEN
                                                                  : p->own[k] == OR_WRITTEN);
    }
}

static void findings(const struct or_model *m, const struct or_product *p, struct or_count *count)
{
    const struct or_set *set = or_set_of(p);
    int knocked = 0, stops = 0;
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *f = &p->finding[i];
        count->n[COVER_STALE] += !or_holds(m, p, f);
        knocked += f->kind == OR_KNOCKOUT && f->verdict;
        stops += f->kind == OR_KNOCKOUT && f->verdict && f->leaf >= 0 && set->leaf[f->leaf].stops;
        count->n[COVER_KNOCK_LIFTED] += f->kind == OR_KNOCKOUT && !f->verdict;
        count->n[COVER_CAME_BACK] +=
            (f->kind == OR_POSTPONED || f->kind == OR_WITHDRAWN) && !f->verdict;
    }
    count->n[COVER_KNOCK_MANY] += knocked > 1;
    count->n[COVER_STOPPED] += or_stopped(m, p);
    count->n[COVER_STOPPED_TWICE] += or_stopped(m, p) && stops > 1;
}

static void product(const struct or_model *m, const struct or_product *p, struct or_count *count)
{
    struct or_result r;
    or_tally(m, p, &r);
    for (int c = COVER_WITHDRAWN; c <= COVER_BELOW; c++)
        count->n[c] += strcmp(or_cover_words[c] + strlen("status "), r.status) == 0;
    count->n[COVER_PRODUCTS]++;
    count->n[COVER_BALLOTS] += r.n;
    count->n[COVER_NO_QUORUM] += !r.held;
    count->set[p->set]++;
    count->minimum_rule[m->value[OR_MINIMUM_RULE]]++;
    if (r.star >= 0)
        count->star[r.star]++;
    count->n[COVER_CLAIMED] += r.claims > 0;
    findings(m, p, count);
    if (r.n == 0)
        return;
    sums(m, &r, count);
    ballots(m, p, &r, count);
    for (int star = 3; star <= 5; star++)
        for (int i = 0; i < or_set_of(p)->leaves; i++)
            gate(m, p, &r, i, star, count);
}

void or_cover(const struct or_model *m, struct or_count *count)
{
    int members = 0;
    for (int k = 1; k <= OR_MEMBERS; k++)
        members += m->member[k].there;
    count->members[members < 15 ? members : 15]++;
    for (int i = 1; i <= OR_PRODUCTS; i++)
        if (m->product[i].there)
            product(m, &m->product[i], count);
    count->n[COVER_SIGNED] += m->closed;
    count->n[COVER_VERSIONS] += m->version > 1;
    count->n[COVER_EVENTS] += m->events;
}
