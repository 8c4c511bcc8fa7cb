/* SPDX-License-Identifier: MIT */
/* Acts on ballots, and what the council concludes. */
#include "tests/oracle/acts.h"

/* ---- ballots ---- */

static void step(struct or_ballot *b, int on, int was)
{
    b->begun = true;
    b->step[b->steps].on = (short)on;
    b->step[b->steps++].was = (short)was;
}

static bool may_write(const struct or_model *m, const struct or_act *a)
{
    const struct or_product *p = &m->product[a->product];
    return !m->closed && or_expected(m, p, a->member) && !p->ballot[a->member].closed &&
           p->ballot[a->member].steps < OR_STEPS;
}

enum or_answer or_act_mark(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    struct or_ballot *b = &p->ballot[a->member];
    const struct or_set *s = or_set_of(p);
    if (!s || a->leaf >= s->leaves || a->value >= s->leaf[a->leaf].levels ||
        (a->value == OR_NONE && or_prints_zero(&s->leaf[a->leaf])))
        return OR_REFUSED;
    if (b->level[a->leaf] == a->value)
        return OR_DONE; /* it stands already, whatever else may be so */
    if (!may_write(m, a) || or_stopped(m, p))
        return OR_REFUSED;
    step(b, a->leaf, b->level[a->leaf]);
    b->level[a->leaf] = (short)a->value;
    return or_event(m);
}

enum or_answer or_act_note(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    struct or_ballot *b = &p->ballot[a->member];
    const struct or_set *s = or_set_of(p);
    int at = a->leaf < 0 ? OR_LEAVES : a->leaf;
    if (m->closed || !s || a->leaf >= s->leaves)
        return OR_REFUSED;
    if (b->note[at] == a->text)
        return OR_DONE;
    if (!may_write(m, a) || or_stopped(m, p))
        return OR_REFUSED;
    step(b, OR_LEAVES + at, b->note[at]);
    b->note[at] = (short)a->text;
    return or_event(m);
}

enum or_answer or_act_undo(struct or_model *m, const struct or_act *a)
{
    struct or_ballot *b = &m->product[a->product].ballot[a->member];
    if (m->closed || b->closed || b->steps == 0 || or_stopped(m, &m->product[a->product]) ||
        !or_expected(m, &m->product[a->product], a->member))
        return OR_REFUSED;
    int on = b->step[--b->steps].on, was = b->step[b->steps].was;
    if (on < OR_LEAVES)
        b->level[on] = (short)was;
    else
        b->note[on - OR_LEAVES] = (short)was;
    return or_event(m);
}

enum or_answer or_act_close_ballot(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    struct or_ballot *b = &p->ballot[a->member];
    const struct or_set *s = or_set_of(p);
    if (m->closed || !s)
        return OR_REFUSED;
    if (b->closed)
        return OR_DONE;
    if (!or_expected(m, p, a->member) || or_marks(b) < s->leaves || or_stopped(m, p))
        return OR_REFUSED;
    b->closed = true;
    return or_event(m);
}

enum or_answer or_act_reopen_ballot(struct or_model *m, const struct or_act *a)
{
    struct or_ballot *b = &m->product[a->product].ballot[a->member];
    if (m->closed || !b->closed)
        return OR_REFUSED;
    b->closed = false;
    return or_event(m);
}

int or_ballot_acts(const struct or_model *m, const struct or_act *a, struct or_act *out)
{
    const struct or_set *s = or_set_of(&m->product[a->product]);
    int n = 0;
    for (int i = 0; s && i < s->leaves; i++)
        if (a->level[i] != OR_BLANK)
            out[n++] = (struct or_act){.kind = OR_MARK,
                                       .product = a->product,
                                       .member = a->member,
                                       .leaf = i,
                                       .value = a->level[i]};
    if (a->value)
        out[n++] = (struct or_act){.kind = OR_CLOSE, .product = a->product, .member = a->member};
    return n;
}

enum or_answer or_act_ballot(struct or_model *m, const struct or_act *a)
{
    struct or_act one[OR_LEAVES + 1];
    int n = or_ballot_acts(m, a, one);
    enum or_answer worst = OR_DONE;
    for (int i = 0; i < n; i++)
        if (or_do(m, &one[i]) != OR_DONE)
            worst = OR_REFUSED;
    return worst;
}

/* ---- findings ---- */

static bool same_thing(const struct or_finding *a, const struct or_finding *b)
{
    return a->kind == b->kind && a->leaf == b->leaf && a->star == b->star && a->member == b->member;
}

/* Whether knock-out @k answers claim @c, which came before it. */
static bool answers(const struct or_finding *k, const struct or_finding *c)
{
    return k->verdict || k->leaf < 0 || k->leaf == c->leaf;
}

/* Whether @later, on something else, took the effect of @f away. */
static bool overrules(const struct or_finding *later, const struct or_finding *f)
{
    if (later->when < f->when)
        return false;
    if (f->kind == OR_CLAIM && later->kind == OR_KNOCKOUT)
        return answers(later, f);
    if (f->kind == OR_KNOCKOUT && later->kind == OR_CLAIM) /* claimed anew */
        return later->verdict && answers(f, later);
    if (later->kind != f->kind || later->verdict == f->verdict)
        return false;
    if (f->kind == OR_MINIMUM)
        return later->leaf == f->leaf &&
               (later->verdict ? later->star > f->star : later->star < f->star);
    if (f->kind == OR_KNOCKOUT) /* on a criterion, and lifted as a whole; or the other way */
        return f->verdict ? f->leaf >= 0 && later->leaf < 0 : f->leaf < 0 && later->leaf >= 0;
    return false;
}

static bool stands(const struct or_model *m, const struct or_product *p, const struct or_finding *f)
{
    const struct or_finding *old = NULL;
    for (int i = 0; i < p->findings; i++)
        if (same_thing(&p->finding[i], f))
            old = &p->finding[i];
    if (!old || old->verdict != f->verdict || old->votes != f->votes || old->of != f->of ||
        old->reason != f->reason || old->ground != f->ground || !or_holds(m, p, old))
        return false;
    for (int i = 0; i < p->findings; i++)
        if (or_holds(m, p, &p->finding[i]) && overrules(&p->finding[i], old))
            return false;
    return true;
}

enum or_answer or_act_conclude(struct or_model *m, const struct or_act *a)
{
    struct or_product *p = &m->product[a->product];
    const struct or_set *s = or_set_of(p);
    struct or_finding f = {.kind = (enum or_finding_kind)a->state,
                           .leaf = a->leaf,
                           .star = a->star,
                           .member = a->member,
                           .verdict = a->value,
                           .votes = a->votes,
                           .of = a->of,
                           .reason = a->reason,
                           .when = m->clock + 1};
    bool out = f.kind == OR_KNOCKOUT || f.kind == OR_CLAIM;
    bool by_member = f.kind == OR_GO_ON || f.kind == OR_CLAIM;
    f.leaf = out || f.kind == OR_MINIMUM || f.kind == OR_DIFFERENCE ? f.leaf : -1;
    f.ground = out ? a->text : 0;
    f.star = f.kind == OR_MINIMUM ? f.star : 0;
    f.member = by_member ? f.member : 0;
    if (m->closed || f.votes > f.of || (by_member && !m->member[f.member].there) ||
        (f.leaf >= 0 && (!s || f.leaf >= s->leaves)))
        return OR_REFUSED;
    if (f.kind == OR_MINIMUM &&
        (f.leaf < 0 || f.star < 3 || f.star > 5 || or_asked(&s->leaf[f.leaf], f.star) < 0))
        return OR_REFUSED;
    if (f.kind == OR_DIFFERENCE && (f.leaf < 0 || (f.verdict && !f.reason)))
        return OR_REFUSED;
    if (stands(m, p, &f))
        return OR_DONE;
    f.facts = or_facts(m, p, &f);
    m->clock++;
    for (int i = 0; i < p->findings; i++)
        if (same_thing(&p->finding[i], &f)) {
            p->finding[i] = f;
            return or_event(m);
        }
    p->finding[p->findings++] = f;
    return or_event(m);
}
