/* SPDX-License-Identifier: MIT */
/* A random council from its rules to its last look. */
#include "tests/oracle/make.h"

#include <string.h>

int or_rnd(struct or_maker *k, int n)
{
    /* splitmix64: a seed means the same everywhere, and neighbours have nothing in common. */
    uint64_t z = k->random += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return n < 1 ? 0 : (int)((z ^ z >> 31) % (uint64_t)n);
}

bool or_chance(struct or_maker *k, int percent)
{
    return or_rnd(k, 100) < percent;
}

enum or_answer or_add(struct or_maker *k, struct or_act a)
{
    if (k->c->n == OR_ACTS)
        return OR_SKIPPED;
    k->c->act[k->c->n++] = a;
    return or_do(k->m, &a);
}

static void set(struct or_maker *k, enum or_key key, int value, int of)
{
    or_add(k, (struct or_act){.kind = OR_SET, .key = (int)key, .value = value, .of = of});
}

static void rules(struct or_maker *k)
{
    static const int quorums[][2] = {{3, 4}, {2, 3}, {1, 2}, {1, 1}, {1, 100}, {4, 5}, {99, 100}};
    static const int odds[OR_KEYS] = {
        [OR_MODE] = 12,         [OR_REHEARSAL] = 20,      [OR_QUORUM_OF] = 30,
        [OR_QUORUM_CHAIR] = 40, [OR_SPREAD_EQUAL] = 50,   [OR_ABSENT_BALLOTS] = 40,
        [OR_MINIMUM_RULE] = 60, [OR_MINIMUM_MISSED] = 35, [OR_BALLOTS_MISSING] = 35,
    };
    for (enum or_key key = 0; key <= OR_REGULATION; key++)
        if (or_chance(k, 12))
            set(k, key, 1 + or_rnd(k, OR_PHRASES - 1), 0);
    for (enum or_key key = OR_MODE; key < OR_QUORUM; key++)
        if (or_chance(k, odds[key]))
            set(k, key, key == OR_MINIMUM_RULE ? 1 + or_rnd(k, 3) : 1, 0);
    int q = or_rnd(k, 7);
    if (or_chance(k, 70))
        set(k, OR_QUORUM, quorums[q][0], quorums[q][1]);
    if (or_chance(k, 70))
        set(k, OR_SPREAD_MAX, or_chance(k, 10) ? 100 : or_rnd(k, 21), 0);
}

static void members(struct or_maker *k)
{
    int a = or_rnd(k, 13), b = or_rnd(k, 13);
    k->members = 3 + (a < b ? a : b);
    for (int i = 1; i <= k->members; i++) {
        enum or_role role = OR_MEMBER;
        if (i == 1 && or_chance(k, 85))
            role = OR_CHAIR;
        else if (i == 2 && or_chance(k, 60))
            role = OR_VICE;
        else if (i > 2 && or_chance(k, 20))
            role = (enum or_role)or_rnd(k, 6);
        or_add(k, (struct or_act){.kind = OR_PUT_MEMBER,
                                  .member = i,
                                  .state = (int)role,
                                  .scoring = or_chance(k, role <= OR_MEMBER ? 93 : 25),
                                  .present = or_chance(k, 90)});
    }
}

static void products(struct or_maker *k)
{
    int luck = or_rnd(k, 100);
    k->products = luck < 74 ? 1 : luck < 92 ? 2 : luck < 98 ? 3 : 4;
    for (int i = 1; i <= k->products; i++)
        or_add(k, (struct or_act){.kind = OR_PUT_PRODUCT,
                                  .product = i,
                                  .no = or_chance(k, 15) ? 1 + or_rnd(k, 9) : 0,
                                  .set = or_chance(k, 2) ? 0 : 1 + or_rnd(k, OR_SETS),
                                  .code = or_chance(k, 40) ? 1 + or_rnd(k, 9) : 0,
                                  .name = 1 + or_rnd(k, OR_PHRASES - 1),
                                  .owner = or_rnd(k, OR_PHRASES)});
}

static void seats(struct or_maker *k)
{
    for (int i = 1; i <= k->members; i++)
        for (int p = 0; p <= k->products; p++)
            if (or_chance(k, 7))
                or_add(k, (struct or_act){.kind = OR_PANEL,
                                          .product = p,
                                          .member = i,
                                          .state = or_rnd(k, 4),
                                          .reason = or_rnd(k, 2) * 8});
}

static void look(struct or_maker *k)
{
    or_add(k, (struct or_act){.kind = OR_LOOK});
}

void or_make(struct or_case *c, uint64_t seed, struct or_model *m)
{
    struct or_maker k = {.random = seed * 0x2545f4914f6cdd1du + 1, .c = c, .m = m};
    memset(c, 0, sizeof *c);
    or_begin(m);
    c->seed = seed;
    c->each_alone = or_chance(&k, 8);
    c->born = or_chance(&k, 8);
    rules(&k);
    members(&k);
    products(&k);
    seats(&k);
    for (int p = 1; p <= k.products; p++)
        if (!or_chance(&k, 2))
            or_make_ballots(&k, p);
    if (or_chance(&k, 10))
        look(&k);
    if (!or_chance(&k, 20))
        or_make_stir(&k, 2 + or_rnd(&k, 16));
    if (or_chance(&k, 28)) {
        or_make_settled(&k);
        or_add(&k, (struct or_act){.kind = OR_SIGN});
        look(&k);
        if (or_chance(&k, 60))
            or_make_stir(&k, 3 + or_rnd(&k, 8));
        if (or_chance(&k, 50)) {
            or_add(&k, (struct or_act){.kind = OR_UNSIGN, .reason = 8});
            or_make_stir(&k, or_rnd(&k, 8));
            or_make_settled(&k);
            or_add(&k, (struct or_act){.kind = OR_SIGN});
        }
    }
    look(&k);
}
