/* SPDX-License-Identifier: MIT */
/* Random ballots, and ballots moved to where a rule just holds or just does not. */
#include <stdlib.h>
#include <string.h>

#include "tests/oracle/make.h"

/* The ballots of one product, as acts that are not made yet. */
struct sheaf {
    const struct or_set *set;
    int n;
    struct or_act *act;
    bool fixed[OR_LEAVES]; /* a column that is where it should be */
};

static int points(const struct sheaf *s, int i, int leaf)
{
    int level = s->act[i].level[leaf];
    return level < 0 ? 0 : s->set->leaf[leaf].level[level].points;
}

static int total(const struct sheaf *s, int i)
{
    int sum = 0;
    for (int leaf = 0; leaf < s->set->leaves; leaf++)
        sum += points(s, i, leaf);
    return sum;
}

static int sum_of(const struct sheaf *s)
{
    int sum = 0;
    for (int i = 0; i < s->n; i++)
        sum += total(s, i);
    return sum;
}

/* Change one cell so that @delta points are made up as well as can be; what is left. */
static int nudge(struct sheaf *s, int i, int leaf, int delta)
{
    const struct or_leaf *l = &s->set->leaf[leaf];
    int was = points(s, i, leaf), best = delta, level = s->act[i].level[leaf];
    for (int k = 0; k < l->levels; k++) {
        int left = delta - (l->level[k].points - was);
        if (abs(left) < abs(best)) {
            best = left;
            level = k;
        }
    }
    s->act[i].level[leaf] = (short)level;
    return best;
}

/* Bring the total of ballot @i, or with -1 the sum of all, to @target. */
static void steer(struct or_maker *k, struct sheaf *s, int i, int target)
{
    int delta = target - (i < 0 ? sum_of(s) : total(s, i));
    for (int tries = 0; delta && tries < 60 * (i < 0 ? s->n : 2); tries++) {
        int leaf = or_rnd(k, s->set->leaves), at = i < 0 ? or_rnd(k, s->n) : i;
        if (!s->fixed[leaf])
            delta = nudge(s, at, leaf, delta);
    }
}

/* A band hit exactly, or missed by one point of one ballot: 1/n. */
static void to_band(struct or_maker *k, struct sheaf *s)
{
    static const int floors[] = {30, 50, 70, 90};
    steer(k, s, -1, floors[or_rnd(k, 4)] * s->n - or_rnd(k, 3) + 1 - or_chance(k, 40));
}

/* Totals that differ by the limit, or by one point more or less. */
static void to_spread(struct or_maker *k, struct sheaf *s)
{
    int limit = k->m->value[OR_SPREAD_MAX] + or_rnd(k, 3) - 1, low = 20 + or_rnd(k, 70);
    for (int i = 0; i < s->n; i++)
        steer(k, s, i, low + (i == 0 ? limit : i == 1 ? 0 : or_rnd(k, limit + 1)));
}

/* A minimum that just holds or just does not: by the mean, or by the number of ballots. */
static void to_minimum(struct or_maker *k, struct sheaf *s)
{
    int leaf = or_rnd(k, s->set->leaves), star = 3 + or_rnd(k, 3);
    const struct or_leaf *l = &s->set->leaf[leaf];
    int want = or_asked(l, star);
    if (want < 0)
        return;
    if (or_chance(k, 50)) {
        int delta = want * s->n - or_rnd(k, 3) + 1;
        for (int i = 0; i < s->n; i++)
            delta -= points(s, i, leaf);
        for (int tries = 0; delta && tries < 8 * s->n; tries++)
            delta = nudge(s, or_rnd(k, s->n), leaf, delta);
    } else {
        int yes = or_chance(k, 20) ? 1 : or_chance(k, 25) ? s->n - 1 : (s->n + or_rnd(k, 2)) / 2;
        for (int i = 0; i < s->n; i++)
            for (int level = 0; level < l->levels; level++)
                if ((l->level[level].points >= want) == (i < yes))
                    s->act[i].level[leaf] = (short)level;
    }
    s->fixed[leaf] = true;
}

void or_make_levels(struct or_maker *k, const struct or_set *set, int quality, short *level)
{
    or_blank(level);
    for (int i = 0; i < set->leaves; i++) {
        const struct or_leaf *l = &set->leaf[i];
        int best = l->levels - 1;
        if (l->level[best].label[0] == 'b' && or_chance(k, 50)) /* the best of case a */
            while (l->level[best].label[0] == 'b')
                best--;
        level[i] = (short)(or_chance(k, quality) ? best : or_rnd(k, l->levels));
        if (or_chance(k, 3) && !or_prints_zero(l))
            level[i] = OR_NONE;
    }
}

/* Sometimes a line is left blank, or asks for what cannot be. */
static void spoil(struct or_maker *k, const struct or_set *set, struct or_act *a)
{
    int leaf = or_rnd(k, set->leaves);
    if (or_chance(k, 4))
        a->level[leaf] = OR_BLANK;
    if (or_chance(k, 1))
        a->level[leaf] = OR_NONE;
    if (or_chance(k, 3))
        a->value = 0;
}

void or_make_ballots(struct or_maker *k, int product)
{
    struct or_act act[OR_MEMBERS];
    struct sheaf s = {.set = or_set_of(&k->m->product[product]), .act = act};
    int quality = or_rnd(k, 111), differ = or_rnd(k, 14);
    if (!s.set)
        return;
    for (int i = 1; i <= k->members; i++) {
        bool expected = or_expected(k->m, &k->m->product[product], i);
        struct or_act a = {.kind = OR_BALLOT, .product = product, .member = i, .value = 1};
        if (!expected && !or_chance(k, 5))
            continue;
        int q = quality + or_rnd(k, 2 * differ + 1) - differ;
        or_make_levels(k, s.set, q, a.level);
        if (expected)
            act[s.n++] = a;
        else
            or_add(k, a);
    }
    if (s.n && or_chance(k, 30))
        to_minimum(k, &s);
    int way = or_rnd(k, 100);
    if (s.n && way < 40)
        to_band(k, &s);
    else if (s.n && way < 55)
        to_spread(k, &s);
    for (int i = 0; i < s.n; i++) {
        if (way >= 40)
            spoil(k, s.set, &act[i]);
        or_add(k, act[i]);
    }
}

bool or_make_sum(struct or_maker *k, int product, int target)
{
    struct or_act act[OR_MEMBERS];
    struct sheaf s = {.set = or_set_of(&k->m->product[product]), .n = k->members, .act = act};
    for (int i = 0; i < s.n; i++) {
        act[i] =
            (struct or_act){.kind = OR_BALLOT, .product = product, .member = i + 1, .value = 1};
        or_make_levels(k, s.set, target / s.n, act[i].level);
    }
    steer(k, &s, -1, target);
    for (int i = 0; i < s.n; i++)
        or_add(k, act[i]);
    return sum_of(&s) == target;
}
