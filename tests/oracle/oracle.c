/* SPDX-License-Identifier: MIT */
/* What follows from the record: who counts, sums, gates, stars, status, quorum, sign-off. */
#include "tests/oracle/oracle.h"

#include <string.h>

const struct or_set *or_set_of(const struct or_product *p)
{
    return or_set(p->set);
}

int or_points(const struct or_set *set, const struct or_ballot *b, int leaf)
{
    int level = b->level[leaf];
    return level < 0 ? 0 : set->leaf[leaf].level[level].points;
}

int or_total(const struct or_set *set, const struct or_ballot *b)
{
    int total = 0;
    for (int i = 0; i < set->leaves; i++)
        total += or_points(set, b, i);
    return total;
}

static enum or_panel panel_of(const struct or_model *m, const struct or_product *p, int member)
{
    const struct or_member *k = &m->member[member];
    if (p->own[member] >= 0)
        return (enum or_panel)p->own[member];
    if (k->every >= 0)
        return (enum or_panel)k->every;
    return k->present ? OR_SCORES : OR_ABSENT;
}

bool or_expected(const struct or_model *m, const struct or_product *p, int member)
{
    enum or_panel state = panel_of(m, p, member);
    if (!m->member[member].there || !m->member[member].scoring)
        return false;
    bool admitted = m->value[OR_MODE] == 1 || m->value[OR_ABSENT_BALLOTS] == 1;
    return state == OR_SCORES || (state == OR_WRITTEN && admitted);
}

/* When the council last lifted all knock-outs at once. */
static int lifted(const struct or_product *p)
{
    for (int i = 0; i < p->findings; i++)
        if (p->finding[i].kind == OR_KNOCKOUT && p->finding[i].leaf < 0 && !p->finding[i].verdict)
            return p->finding[i].when;
    return 0;
}

/* The latest knock-out that is neither taken back nor lifted with the whole; @stops: of those on
 * a criterion where a ground ends the scoring. */
static int latest_knockout(const struct or_model *m, const struct or_product *p, bool stops)
{
    int at = -1;
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *f = &p->finding[i];
        if (f->kind != OR_KNOCKOUT || !f->verdict || f->when < lifted(p) || !or_holds(m, p, f) ||
            (stops && (f->leaf < 0 || !or_set_of(p)->leaf[f->leaf].stops)))
            continue;
        if (at < 0 || f->when > p->finding[at].when)
            at = i;
    }
    return at;
}

int or_stop(const struct or_model *m, const struct or_product *p)
{
    return latest_knockout(m, p, true);
}

bool or_stopped(const struct or_model *m, const struct or_product *p)
{
    return or_stop(m, p) >= 0;
}

/* Claims that no knock-out came after, and no word on their criterion or on the whole. */
static int claims(const struct or_model *m, const struct or_product *p)
{
    int n = 0;
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *c = &p->finding[i];
        bool waits = c->kind == OR_CLAIM && c->verdict;
        for (int k = 0; k < p->findings; k++) {
            const struct or_finding *f = &p->finding[k];
            if (f->kind == OR_KNOCKOUT && f->when > c->when && or_holds(m, p, f) &&
                (f->verdict || f->leaf < 0 || f->leaf == c->leaf))
                waits = false;
        }
        n += waits;
    }
    return n;
}

/* ---- sums ---- */

static void sums(const struct or_model *m, const struct or_product *p, struct or_result *out)
{
    const struct or_set *set = or_set_of(p);
    out->max = out->min = -1;
    for (int k = 1; k <= OR_MEMBERS; k++) {
        bool expected = or_expected(m, p, k);
        out->expected += expected;
        out->counts[k] = expected && p->ballot[k].closed;
        if (!out->counts[k])
            continue;
        int total = or_total(set, &p->ballot[k]);
        out->n++;
        out->sum += total;
        out->max = out->max < 0 || total > out->max ? total : out->max;
        out->min = out->min < 0 || total < out->min ? total : out->min;
        for (int i = 0; i < set->leaves; i++)
            out->part[set->leaf[i].part - 'A'] += or_points(set, &p->ballot[k], i);
    }
    if (out->n == 0)
        return;
    const int floors[] = {30, 50, 70, 90};
    out->band = 1;
    for (int i = 0; i < 4; i++)
        out->band += out->sum >= floors[i] * out->n;
    int spread = out->max - out->min, limit = m->value[OR_SPREAD_MAX];
    out->exceeds =
        spread > limit || (m->value[OR_SPREAD_EQUAL] == 1 && spread > 0 && spread == limit);
}

/* ---- minimums ---- */

/* The latest conclusion that settles a leaf at a star: 1, 0, or -1. */
static int concluded(const struct or_model *m, const struct or_product *p, int leaf, int star)
{
    const struct or_finding *last = NULL;
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *f = &p->finding[i];
        if (f->kind != OR_MINIMUM || f->leaf != leaf || (last && last->when > f->when) ||
            !or_holds(m, p, f))
            continue;
        if (f->star == star || (f->verdict ? f->star > star : f->star < star))
            last = f;
    }
    return last ? last->verdict : -1;
}

static enum or_met gate(const struct or_model *m, const struct or_product *p,
                        const struct or_result *r, int leaf, int star)
{
    const struct or_set *set = or_set_of(p);
    int want = or_asked(&set->leaf[leaf], star), yes = 0, sum = 0;
    for (int k = 1; k <= OR_MEMBERS; k++)
        if (r->counts[k]) {
            yes += or_points(set, &p->ballot[k], leaf) >= want;
            sum += or_points(set, &p->ballot[k], leaf);
        }
    switch (m->value[OR_MINIMUM_RULE]) {
    case 1: /* majority: more than half */
        return yes > r->n - yes ? OR_YES : OR_NO;
    case 2: /* all */
        return yes == r->n ? OR_YES : OR_NO;
    case 3: /* mean */
        return sum >= want * r->n ? OR_YES : OR_NO;
    default:
        break;
    }
    if (yes == r->n)
        return OR_YES;
    if (yes == 0)
        return OR_NO;
    int verdict = concluded(m, p, leaf, star);
    return verdict < 0 ? OR_OPEN : verdict ? OR_YES : OR_NO;
}

static void entry(const struct or_model *m, const struct or_product *p, struct or_result *r,
                  int star)
{
    const struct or_set *set = or_set_of(p);
    bool missed = false, divided = false;
    for (int i = 0; i < set->leaves; i++) {
        if (or_asked(&set->leaf[i], star) < 0)
            continue;
        enum or_met met = gate(m, p, r, i, star);
        r->missed[star - 3][i] = met == OR_NO;
        r->divided[star - 3][i] = met == OR_OPEN;
        missed |= met == OR_NO;
        divided |= met == OR_OPEN;
    }
    r->met[star - 3] = missed ? OR_NO : divided ? OR_OPEN : OR_YES;
}

/* ---- findings, star, status ---- */

/* The last word on a kind that is about nothing in particular: 1, 0, or -1. */
static int said(const struct or_model *m, const struct or_product *p, enum or_finding_kind kind)
{
    for (int i = 0; i < p->findings; i++)
        if (p->finding[i].kind == kind && or_holds(m, p, &p->finding[i]))
            return p->finding[i].verdict;
    return -1;
}

static int star_of(const struct or_model *m, const struct or_product *p, const struct or_result *r)
{
    int band = r->band;
    bool fail = m->value[OR_MINIMUM_MISSED] == 1;
    if (band <= 2)
        return band;
    if (band == 5 && r->met[2] == OR_NO) {
        int forward = said(m, p, OR_FORWARD);
        if (forward != 0)
            return forward < 0 ? -1 : 5;
    }
    for (; band >= 3; band--) {
        if (r->met[band - 3] == OR_YES)
            return band;
        if (r->met[band - 3] == OR_OPEN)
            return -1;
        if (fail)
            return 0;
    }
    return 2;
}

static const char *status_of(const struct or_model *m, const struct or_product *p,
                             const struct or_result *r)
{
    if (said(m, p, OR_WITHDRAWN) == 1)
        return "withdrawn";
    if (said(m, p, OR_POSTPONED) == 1)
        return "postponed";
    if (r->knocked >= 0)
        return "knocked-out";
    if (r->n == 0)
        return "waiting";
    if (r->star < 0)
        return "undecided";
    if (r->star == 0)
        return "failed";
    if (r->star == 5)
        return "forward";
    return r->star >= 3 ? "proposed" : "below";
}

static void quorum(const struct or_model *m, const struct or_product *p, struct or_result *r)
{
    bool led = false;
    for (int k = 1; k <= OR_MEMBERS; k++) {
        const struct or_member *one = &m->member[k];
        bool of = m->value[OR_QUORUM_OF] == 1 ? one->scoring : one->role <= OR_SECRETARY;
        if (!one->there || !of)
            continue;
        enum or_panel state = panel_of(m, p, k);
        bool here = state == OR_SCORES || state == OR_RECUSED;
        r->base++;
        r->present += here;
        led |= here && one->role <= OR_VICE;
    }
    int share = m->value[OR_QUORUM], of = m->of[OR_QUORUM];
    if (m->value[OR_MODE] == 1) {
        r->held = true;
        return;
    }
    while (r->needed * of < share * r->base)
        r->needed++;
    r->held = r->base > 0 && r->present >= r->needed && (led || m->value[OR_QUORUM_CHAIR] == 1);
}

/* ---- what a conclusion rests on ---- */

static void mix(unsigned long long *h, int v)
{
    *h = (*h ^ (unsigned)(v + 2)) * 1099511628211ULL;
}

static void mix_forward(const struct or_model *m, const struct or_product *p, unsigned long long *h)
{
    struct or_result r = {0};
    sums(m, p, &r);
    r.met[2] = OR_OPEN;
    if (r.n > 0)
        entry(m, p, &r, 5);
    mix(h, r.sum);
    mix(h, r.n);
    mix(h, (int)r.met[2]);
}

unsigned long long or_facts(const struct or_model *m, const struct or_product *p,
                            const struct or_finding *f)
{
    const struct or_set *set = or_set_of(p);
    unsigned long long h = 14695981039346656037ULL;
    bool each =
        f->kind == OR_MINIMUM || f->kind == OR_SPREAD || (f->kind == OR_KNOCKOUT && f->leaf >= 0);
    int sum = 0, n = 0;
    if (f->kind == OR_FORWARD)
        mix_forward(m, p, &h);
    if (f->kind == OR_GO_ON)
        mix(&h, p->ballot[f->member].closed);
    for (int k = 1; (each || f->kind == OR_DIFFERENCE) && k <= OR_MEMBERS; k++) {
        const struct or_ballot *b = &p->ballot[k];
        if (!b->closed || !or_expected(m, p, k))
            continue;
        n++;
        sum += f->kind == OR_DIFFERENCE ? or_points(set, b, f->leaf) : 0;
        if (!each)
            continue;
        mix(&h, k);
        if (f->kind == OR_MINIMUM)
            mix(&h, or_points(set, b, f->leaf) >= or_asked(&set->leaf[f->leaf], f->star));
        else
            mix(&h, f->kind == OR_SPREAD ? or_total(set, b) : b->level[f->leaf]);
    }
    mix(&h, n);
    mix(&h, sum);
    return h;
}

bool or_holds(const struct or_model *m, const struct or_product *p, const struct or_finding *f)
{
    return f->facts == or_facts(m, p, f);
}

void or_tally(const struct or_model *m, const struct or_product *p, struct or_result *out)
{
    memset(out, 0, sizeof *out);
    out->star = -1;
    out->knocked = latest_knockout(m, p, false);
    out->stop = or_stop(m, p);
    out->claims = out->knocked < 0 ? claims(m, p) : 0;
    out->settled = said(m, p, OR_SPREAD) == 1;
    for (int s = 0; s < 3; s++)
        out->met[s] = OR_OPEN;
    sums(m, p, out);
    quorum(m, p, out);
    if (out->n > 0) {
        for (int star = 3; star <= 5; star++)
            entry(m, p, out, star);
        out->star = star_of(m, p, out);
    }
    out->status = status_of(m, p, out);
    if (strcmp(out->status, "knocked-out") == 0)
        out->star = 0;
    if (strcmp(out->status, "withdrawn") == 0 || strcmp(out->status, "postponed") == 0)
        out->star = -1;
}

/* ---- sign-off ---- */

/* Whether every expected ballot is closed, or the council goes on without it. */
static bool ballots_in(const struct or_model *m, const struct or_product *p)
{
    for (int k = 1; k <= OR_MEMBERS; k++) {
        bool without = p->ballot[k].closed || !or_expected(m, p, k);
        for (int i = 0; i < p->findings; i++) {
            const struct or_finding *f = &p->finding[i];
            without |= f->kind == OR_GO_ON && f->member == k && f->verdict && or_holds(m, p, f);
        }
        if (!without)
            return false;
    }
    return true;
}

/* Whether a later conclusion speaks of all that @f speaks of: then it is that one which counts, and
 * nobody looks at @f again. */
static bool taken_over(const struct or_product *p, const struct or_finding *f)
{
    for (int i = 0; i < p->findings; i++) {
        const struct or_finding *later = &p->finding[i];
        if (later->kind != f->kind || later->when <= f->when)
            continue;
        if (f->kind == OR_KNOCKOUT && !later->verdict && later->leaf < 0)
            return true;
        if (f->kind == OR_MINIMUM && later->leaf == f->leaf &&
            (later->verdict ? later->star > f->star : later->star < f->star))
            return true;
    }
    return false;
}

static bool product_ready(const struct or_model *m, const struct or_product *p)
{
    struct or_result r;
    or_tally(m, p, &r);
    if (strcmp(r.status, "withdrawn") == 0 || strcmp(r.status, "postponed") == 0)
        return true;
    if (!r.held && r.needed > 0) /* nobody to count is told elsewhere */
        return false;
    if (strcmp(r.status, "knocked-out") == 0)
        return true;
    if (!p->set || r.n == 0 || r.star < 0 || (r.exceeds && !r.settled) || r.claims)
        return false;
    for (int i = 0; i < p->findings; i++) /* to be looked at again */
        if (!or_holds(m, p, &p->finding[i]) && !taken_over(p, &p->finding[i]))
            return false;
    return m->value[OR_BALLOTS_MISSING] == 1 || ballots_in(m, p);
}

bool or_ready(const struct or_model *m)
{
    int members = 0, products = 0;
    for (int k = 1; k <= OR_MEMBERS; k++)
        members += m->member[k].there;
    for (int i = 1; i <= OR_PRODUCTS; i++) {
        products += m->product[i].there;
        if (m->product[i].there && !product_ready(m, &m->product[i]))
            return false;
    }
    return members > 0 && products > 0;
}
