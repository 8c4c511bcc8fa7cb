/* SPDX-License-Identifier: MIT */
/* db_edge_of against brute force: every mark of small random councils is really moved, every ballot
 * really left out, and the stars that the record then has are compared.  EDGE_COUNCILS: how many.
 */
#include "tests/unit/room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/record/store.h"

/* A generator of our own, so that a seed means the same everywhere. */
static uint64_t seed = 20261124;
static int rnd(int n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    if (n < 1)
        abort();
    return (int)((seed >> 20) % (unsigned)n);
}

enum { LEAVES = 40, VOTERS = 4 };

struct council {
    struct room *r;
    const struct crit_node *leaf[LEAVES];
    int leaves, voters, level[VOTERS][LEAVES]; /* -1: none reached */
};

static const struct crit_node *leaf_of(const struct council *c, int i)
{
    if (!c->leaf[i])
        abort();
    return c->leaf[i];
}

static int points_at(const struct council *c, int m, int i)
{
    int at = c->level[m][i];
    return at < 0 ? 0 : leaf_of(c, i)->level[at].points;
}

/* Levels around a quality, then moved one by one until the sum is at a band or next to it. */
static void random_marks(struct council *c)
{
    static const int floors[] = {30, 50, 70, 70, 90, 90};
    int quality = 40 + rnd(60), sum = 0, target = floors[rnd(6)] * c->voters + rnd(5) - 2;
    for (int i = 0; i < c->leaves; i++) {
        int n = (int)leaf_of(c, i)->n_levels, usual = rnd(100) < quality ? n - 1 : rnd(n);
        for (int m = 0; m < c->voters; m++) {
            bool none = rnd(40) == 0 && crit_allows_none(c->leaf[i]);
            c->level[m][i] = none ? -1 : rnd(5) ? usual : rnd(n);
            sum += points_at(c, m, i);
        }
    }
    for (int tries = 0; tries < 500 && sum != target; tries++) {
        int m = rnd(c->voters), i = rnd(c->leaves), was = c->level[m][i];
        int before = points_at(c, m, i);
        c->level[m][i] = rnd((int)leaf_of(c, i)->n_levels);
        int now = sum + points_at(c, m, i) - before;
        if (abs(now - target) > abs(sum - target))
            c->level[m][i] = was;
        else
            sum = now;
    }
}

static void say(struct council *c, int m, int i, const char *label)
{
    struct room *r = c->r;
    plain_ok(r->db, db_mark(r->db, r->product, r->member[m], c->leaf[i]->code, label, "secretary",
                            NULL, NULL));
}

static const char *label_at(const struct council *c, int m, int i)
{
    return c->level[m][i] < 0 ? "0" : c->leaf[i]->level[c->level[m][i]].label;
}

static void random_room(struct council *c)
{
    static const char *const sets[] = {"8", "26", "26", "1", "14", "23"};
    static const char *const rules[] = {"conclude", "conclude", "majority", "all", "mean"};
    struct room *r = c->r;
    const struct crit_set *set = crit_load(crit_find(sets[rnd(6)]));
    plain_ok(r->db, db_product_sets(r->db, &r->product, 1, set->id, NULL, "secretary"));
    for (size_t i = 0; i < set->n_nodes; i++)
        if (set->node[i].kind == CRIT_LEAF)
            c->leaf[c->leaves++] = &set->node[i];
    room_rule(r, "minimum.rule", rules[rnd(5)]);
    room_rule(r, "minimum.missed", rnd(3) ? "lower" : "fail");
    c->voters = 1 + rnd(VOTERS);
    random_marks(c);
    for (int m = 0; m < c->voters; m++) {
        for (int i = 0; i < c->leaves; i++)
            say(c, m, i, label_at(c, m, i));
        plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
    }
    for (int i = 0; i < c->leaves; i++)
        for (int star = 3; star <= 5; star++)
            if (crit_minimum(c->leaf[i], star) >= 0 && rnd(2))
                room_conclude(r, FINDING_MINIMUM, c->leaf[i]->code, star, rnd(5) > 0);
    if (rnd(2))
        room_conclude(r, FINDING_FORWARD, "", 0, rnd(2));
}

static int star_now(struct room *r)
{
    struct tally t;
    plain_ok(r->db, db_tally(r->db, r->product, &t));
    int star = t.v[0].star;
    list_free(&t);
    return star;
}

struct range {
    int low, high;
    bool open;
};

static void widen(int star, struct range *g)
{
    g->open |= star < 0;
    g->low = star >= 0 && star < g->low ? star : g->low;
    g->high = star > g->high ? star : g->high;
}

/* Levels of the same case with nothing between them; none reached (-1) belongs to both cases. */
static bool neighbours(const struct crit_node *n, int a, int b)
{
    int pa = a < 0 ? 0 : n->level[a].points, pb = b < 0 ? 0 : n->level[b].points;
    char ca = a < 0 ? 0 : n->level[a].which_case, cb = b < 0 ? 0 : n->level[b].which_case;
    if (pa == pb || (a >= 0 && b >= 0 && ca != cb))
        return false;
    for (int k = 0; k < (int)n->n_levels; k++) {
        int p = n->level[k].points;
        if (n->level[k].which_case == (a < 0 ? cb : ca) && (p - pa) * (p - pb) < 0)
            return false;
    }
    return true;
}

/* Each mark one level up and down, in the record itself. */
static void change_marks(struct council *c, int m, struct range *one)
{
    struct room *r = c->r;
    for (int i = 0; i < c->leaves; i++)
        for (int to = crit_allows_none(c->leaf[i]) ? -1 : 0; to < (int)leaf_of(c, i)->n_levels;
             to++) {
            if (!neighbours(c->leaf[i], c->level[m][i], to))
                continue;
            plain_ok(r->db, db_ballot_reopen(r->db, r->product, r->member[m], "thử", "secretary"));
            say(c, m, i, to < 0 ? "0" : c->leaf[i]->level[to].label);
            plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
            widen(star_now(r), one);
            plain_ok(r->db, db_ballot_reopen(r->db, r->product, r->member[m], "thử", "secretary"));
            say(c, m, i, label_at(c, m, i));
            plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
        }
}

static int less_star(struct room *r, int m)
{
    plain_ok(r->db, db_ballot_reopen(r->db, r->product, r->member[m], "thử", "secretary"));
    int star = star_now(r);
    plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
    return star;
}

/* Whether the star was near another, for the count at the end. */
static bool one_council(struct room *r)
{
    struct council c = {.r = r};
    random_room(&c);
    struct edge e = room_edge(r, r->product);
    assert_int_equal(e.star, star_now(r));
    if (e.star < 0)
        return false;
    struct range one = {e.star, e.star, false}, less = one;
    for (int m = 0; m < c.voters; m++) {
        change_marks(&c, m, &one);
        if (c.voters > 1)
            widen(less_star(r, m), &less);
    }
    assert_int_equal(e.one_low, one.low);
    assert_int_equal(e.one_high, one.high);
    assert_int_equal(e.one_open, one.open);
    assert_int_equal(e.less_low, less.low);
    assert_int_equal(e.less_high, less.high);
    assert_int_equal(e.less_open, less.open);
    assert_int_equal(e.one, one.low != e.star || one.high != e.star);
    assert_int_equal(e.less, less.low != e.star || less.high != e.star);
    return e.one || e.less;
}

static void brute_force_agrees(void **unused)
{
    (void)unused;
    const char *want = getenv("EDGE_COUNCILS");
    int n = want ? atoi(want) : 12, near = 0;
    for (int i = 0; i < n; i++) {
        void *state;
        room_setup(&state);
        struct room *r = state;
        plain_ok(r->db, tx_begin(r->db)); /* nothing of it needs to reach the disk */
        near += one_council(r);
        assert_int_equal(tx_end(r->db, DB_REFUSED), DB_REFUSED);
        room_teardown(&state);
    }
    assert_true(near > 0);
    print_message("%d random councils, %d near another star\n", n, near);
}

int main(void)
{
    const struct CMUnitTest all[] = {cmocka_unit_test(brute_force_agrees)};
    return cmocka_run_group_tests_name("edge against the record", all, NULL, NULL);
}
