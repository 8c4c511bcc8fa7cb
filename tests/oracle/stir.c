/* SPDX-License-Identifier: MIT */
/* What happens in a council after the ballots: anything, and then what sign-off asks. */
#include <string.h>

#include "tests/oracle/make.h"

enum { REASON = 8 }; /* a phrase */

/* One of two reasons: so that the same is sometimes said again in the same words. */
static int reason(struct or_maker *k)
{
    return or_chance(k, 10) ? or_rnd(k, OR_PHRASES) : REASON + or_rnd(k, 2);
}

static int any_product(struct or_maker *k)
{
    return 1 + or_rnd(k, k->products + or_chance(k, 2));
}

static int any_member(struct or_maker *k)
{
    return 1 + or_rnd(k, k->members);
}

/* A criterion for a conclusion on @star: mostly one that is divided, else any. */
static int any_leaf(struct or_maker *k, int product, int star)
{
    const struct or_product *p = &k->m->product[product];
    const struct or_set *set = or_set_of(p);
    struct or_result r;
    int open[OR_LEAVES], n = 0;
    if (!set)
        return or_rnd(k, 3) - 1;
    or_tally(k->m, p, &r);
    for (int i = 0; i < set->leaves && star >= 3 && star <= 5; i++)
        if (r.divided[star - 3][i])
            open[n++] = i;
    if (n && or_chance(k, 60))
        return open[or_rnd(k, n)];
    for (int i = 0; i < p->findings; i++) /* one that was concluded before */
        if (p->finding[i].kind == OR_MINIMUM && or_chance(k, 30))
            return p->finding[i].leaf;
    return or_rnd(k, set->leaves);
}

/* One of the criteria where a ground ends the scoring, if the set has any; else @leaf. */
static int stopping(struct or_maker *k, int product, int leaf)
{
    const struct or_set *set = or_set_of(&k->m->product[product]);
    int n = 0;
    for (int i = 0; set && i < set->leaves; i++)
        if (set->leaf[i].stops && or_rnd(k, ++n) == 0)
            leaf = i;
    return leaf;
}

/* The scoring ended on every ground there is, in any words. */
static void stop_all(struct or_maker *k)
{
    int product = 1 + or_rnd(k, k->products);
    const struct or_set *set = or_set_of(&k->m->product[product]);
    for (int i = 0; set && i < set->leaves; i++)
        if (set->leaf[i].stops)
            or_add(k, (struct or_act){.kind = OR_FIND,
                                      .product = product,
                                      .state = OR_KNOCKOUT,
                                      .leaf = i,
                                      .value = 1,
                                      .reason = reason(k),
                                      .text = or_chance(k, 50) ? REASON + 1 : 0});
}

static void find(struct or_maker *k)
{
    static const enum or_finding_kind kinds[] = {
        OR_MINIMUM,   OR_MINIMUM,  OR_MINIMUM, OR_MINIMUM,   OR_MINIMUM, OR_KNOCKOUT,
        OR_KNOCKOUT,  OR_KNOCKOUT, OR_FORWARD, OR_FORWARD,   OR_SPREAD,  OR_POSTPONED,
        OR_WITHDRAWN, OR_GO_ON,    OR_CLAIM,   OR_DIFFERENCE};
    struct or_act a = {.kind = OR_FIND, .product = any_product(k), .leaf = -1};
    if (a.product > k->products)
        return;
    a.state = (int)kinds[or_rnd(k, 16)];
    a.reason = reason(k);
    a.value = or_chance(k, a.state == OR_WITHDRAWN || a.state == OR_POSTPONED ? 40 : 60);
    a.star = or_chance(k, 2) ? 2 + 4 * or_rnd(k, 2) : 3 + or_rnd(k, 3);
    a.member = any_member(k);
    if (a.state == OR_MINIMUM || a.state == OR_DIFFERENCE ||
        ((a.state == OR_KNOCKOUT || a.state == OR_CLAIM) && or_chance(k, 55)))
        a.leaf = any_leaf(k, a.product, a.star);
    if (a.state == OR_KNOCKOUT && a.leaf > 0 && or_chance(k, 70))
        a.leaf %= 3; /* few, so that they meet again */
    if (a.state == OR_KNOCKOUT && or_chance(k, 25))
        a.leaf = stopping(k, a.product, a.leaf);
    a.text = or_chance(k, 20) ? REASON + 1 : 0; /* a ground that no sheet prints */
    if (or_chance(k, 30)) {
        a.of = k->members;
        a.votes = or_rnd(k, a.of + 1) + or_chance(k, 2) * a.of;
    }
    or_add(k, a);
}

/* Whatever was concluded before: again in the same words, or the other way round. */
static void find_again(struct or_maker *k)
{
    int product = 1 + or_rnd(k, k->products);
    const struct or_product *p = &k->m->product[product];
    if (!p->findings)
        return;
    const struct or_finding *f = &p->finding[or_rnd(k, p->findings)];
    struct or_act a = {.kind = OR_FIND,
                       .product = product,
                       .state = (int)f->kind,
                       .leaf = f->leaf,
                       .star = f->star,
                       .member = f->member,
                       .value = f->verdict,
                       .votes = f->votes,
                       .of = f->of,
                       .reason = f->reason,
                       .text = f->ground};
    if (or_chance(k, 40))
        a.value = !a.value;
    else if (or_chance(k, 40) && a.state == OR_MINIMUM)
        a.star = 3 + or_rnd(k, 3);
    else if (or_chance(k, 40) && a.state == OR_KNOCKOUT)
        a.leaf = -1;
    or_add(k, a);
}

/* A closed ballot opened again, a mark or two changed, some taken back, and mostly closed. */
static void rescore(struct or_maker *k)
{
    struct or_act a = {.product = any_product(k), .member = any_member(k), .reason = REASON};
    const struct or_set *set =
        a.product <= k->products ? or_set_of(&k->m->product[a.product]) : NULL;
    if (!set)
        return;
    a.kind = OR_REOPEN;
    or_add(k, a);
    for (int n = 1 + or_rnd(k, 4); n > 0; n--) {
        a.leaf = or_rnd(k, set->leaves);
        a.value = or_chance(k, 3) ? OR_NONE : or_rnd(k, set->leaf[a.leaf].levels);
        a.kind = or_chance(k, 15) ? OR_NOTE : or_chance(k, 25) ? OR_UNDO : OR_MARK;
        a.text = or_rnd(k, 4);
        a.leaf = a.kind == OR_NOTE && or_chance(k, 30) ? -1 : a.leaf;
        or_add(k, a);
    }
    a.kind = OR_CLOSE;
    if (!or_chance(k, 15))
        or_add(k, a);
}

static void change_rule(struct or_maker *k)
{
    enum or_key key = (enum or_key)or_rnd(k, OR_KEYS);
    struct or_act a = {.kind = OR_SET, .key = (int)key, .reason = or_chance(k, 80) ? REASON : 0};
    int choices = 0;
    while (choices < 5 && or_keys[key].choice[choices])
        choices++;
    a.value = choices ? or_rnd(k, choices) : or_rnd(k, OR_PHRASES);
    if (key == OR_QUORUM) {
        a.of = 1 + or_rnd(k, 12);
        a.value = 1 + or_rnd(k, a.of);
    }
    or_add(k, a);
}

static void change_people(struct or_maker *k)
{
    struct or_act a = {.member = any_member(k), .state = or_rnd(k, 4), .reason = reason(k)};
    a.kind = OR_PANEL;
    a.product = or_chance(k, 30) ? 0 : any_product(k);
    if (or_chance(k, 25)) {
        const struct or_member *m = &k->m->member[a.member];
        a.kind = OR_PUT_MEMBER;
        a.state = or_chance(k, 80) ? (int)m->role : or_rnd(k, 6);
        a.scoring = or_chance(k, 20) ? !m->scoring : m->scoring;
        a.present = or_chance(k, 60) ? !m->present : m->present;
    }
    or_add(k, a);
}

static void change_product(struct or_maker *k)
{
    struct or_act a = {.kind = OR_CORRECT,
                       .product = any_product(k),
                       .key = or_rnd(k, 3),
                       .reason = or_chance(k, 5) ? 0 : REASON};
    a.text = a.key == 2 ? or_rnd(k, 9) : or_rnd(k, OR_PHRASES);
    if (or_chance(k, 15))
        a = (struct or_act){.kind = OR_GIVE_SET,
                            .product = a.product,
                            .set = or_rnd(k, 27),
                            .reason = or_chance(k, 60) ? REASON : 0};
    else if (or_chance(k, 15))
        a = (struct or_act){.kind = OR_PUT_PRODUCT,
                            .product = 1 + or_rnd(k, k->products),
                            .no = or_rnd(k, 6),
                            .set = k->m->product[1].set,
                            .code = or_rnd(k, 9),
                            .name = 1 + or_rnd(k, OR_PHRASES - 1),
                            .owner = or_rnd(k, 3)};
    or_add(k, a);
}

void or_make_stir(struct or_maker *k, int n)
{
    for (; n > 0; n--) {
        int way = or_rnd(k, 100);
        if (way < 1)
            stop_all(k);
        else if (way < 42)
            find(k);
        else if (way < 57)
            find_again(k);
        else if (way < 70)
            rescore(k);
        else if (way < 84)
            change_people(k);
        else if (way < 91)
            change_rule(k);
        else if (way < 97)
            change_product(k);
        else if (way < 99)
            or_add(k, (struct or_act){.kind = OR_SIGN});
        else
            or_add(k, (struct or_act){.kind = OR_UNSIGN, .reason = or_rnd(k, 2) * REASON});
    }
}

/* ---- until sign-off is possible ---- */

static void hand_in(struct or_maker *k, int product)
{
    const struct or_product *p = &k->m->product[product];
    const struct or_set *set = or_set_of(p);
    for (int i = 1; set && i <= k->members; i++) {
        if (p->ballot[i].closed || !or_expected(k->m, p, i))
            continue;
        struct or_act a = {.kind = OR_BALLOT, .product = product, .member = i, .value = 1};
        or_make_levels(k, set, or_rnd(k, 100), a.level);
        if (or_chance(k, 30))
            a = (struct or_act){.kind = OR_FIND,
                                .product = product,
                                .state = OR_GO_ON,
                                .leaf = -1,
                                .member = i,
                                .value = 1,
                                .reason = REASON};
        or_add(k, a);
    }
}

static void settle(struct or_maker *k, int product)
{
    const struct or_product *p = &k->m->product[product];
    const struct or_set *set = or_set_of(p);
    struct or_act a = {.kind = OR_FIND, .product = product, .leaf = -1, .reason = REASON};
    struct or_result r;
    or_tally(k->m, p, &r);
    if (r.exceeds && !r.settled) {
        a.state = OR_SPREAD;
        a.value = 1;
        or_add(k, a);
    }
    for (int star = r.band; set && star >= 3; star--)
        for (int i = 0; i < set->leaves; i++)
            if (r.divided[star - 3][i]) {
                a.state = OR_MINIMUM;
                a.leaf = i;
                a.star = star;
                a.value = or_chance(k, 60);
                or_add(k, a);
            }
    or_tally(k->m, p, &r);
    a.state = OR_FORWARD;
    a.leaf = -1;
    a.value = or_chance(k, 50);
    if (r.band == 5 && r.met[2] == OR_NO)
        or_add(k, a);
    a.state = OR_POSTPONED;
    a.value = 1;
    if (r.n == 0 || !set)
        or_add(k, a);
}

void or_make_settled(struct or_maker *k)
{
    if (or_chance(k, 70)) { /* a quorum that is there */
        or_add(k, (struct or_act){
                      .kind = OR_SET, .key = OR_QUORUM, .value = 1, .of = 100, .reason = REASON});
        or_add(k, (struct or_act){
                      .kind = OR_SET, .key = OR_QUORUM_CHAIR, .value = 1, .reason = REASON});
    }
    for (int p = 1; p <= k->products; p++) {
        hand_in(k, p);
        settle(k, p);
    }
}
