/* SPDX-License-Identifier: MIT */
/* How near a star is to another, and what the next one takes, checked by hand on set 08. */
#include "tests/unit/room.h"

#include <string.h>

/* Take @points off a full ballot of member @m, criterion by criterion from the end, but keep
 * whatever a star asks for. */
static void ballot_of(struct room *r, int m, int total, bool keep)
{
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, r->product, r->member[m], &b));
    int less = 100 - total;
    for (size_t i = b.n; i-- > 0;) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind != CRIT_LEAF)
            continue;
        size_t level = n->n_levels - 1;
        int least = keep ? crit_minimum(n, 5) : -1;
        while (level > 0 && n->level[level - 1].points >= least &&
               less >= n->max - n->level[level - 1].points)
            level--;
        less -= n->max - n->level[level].points;
        plain_ok(r->db, db_mark(r->db, r->product, r->member[m], n->code, n->level[level].label,
                                "secretary", NULL, NULL));
    }
    assert_int_equal(less, 0);
    list_free(&b);
    plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
}

static struct edge edge(struct room *r)
{
    return room_edge(r, r->product);
}

static void nothing_counted_has_no_edge(void **state)
{
    struct edge e = edge(*state);
    assert_int_equal(e.star, -1);
    assert_false(e.one || e.less);
}

/* 90 x 3 exactly, all minimums met: one point less on one ballot and it is no five stars. */
static void at_the_floor_one_level_decides(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 3; m++)
        ballot_of(r, m, 90, true);
    room_expect(r, 5, STATUS_FORWARD);
    struct edge e = edge(r);
    assert_int_equal(e.star, 5);
    assert_int_equal(e.up, 0);
    assert_int_equal(e.down, 0);
    assert_true(e.one);
    assert_int_equal(e.one_high, 5);
    assert_int_not_equal(e.one_low, 5);
    assert_false(e.less); /* any two of the three are at 90 too */
}

static void full_ballots_are_far_from_it(void **state)
{
    struct room *r = *state;
    for (int m = 0; m < 5; m++)
        room_ballot(r, m, NULL, NULL);
    struct edge e = edge(r);
    assert_int_equal(e.down, 50);
    /* No band is near; but a single ballot below a minimum would leave it divided. */
    assert_true(e.one_open);
    assert_false(e.one || e.less);
    room_rule(r, "minimum.rule", "majority");
    e = edge(r);
    assert_false(e.one || e.less || e.one_open || e.less_open);
}

/* Under a majority three of five carry a minimum: without one of them it is two of four. */
static void one_ballot_may_carry_a_minimum(void **state)
{
    struct room *r = *state;
    room_rule(r, "minimum.rule", "majority");
    for (int m = 0; m < 5; m++)
        room_ballot(r, m, m < 3 ? NULL : "7", "3");
    room_expect(r, 5, STATUS_FORWARD);
    struct edge e = edge(r);
    assert_true(e.less_open && e.one_open); /* trình hay không trình would be asked */
    assert_false(e.less || e.one);
    room_conclude(r, FINDING_FORWARD, "", 0, false);
    room_expect(r, 5, STATUS_FORWARD); /* as long as the minimum is met */
    e = edge(r);
    assert_true(e.less_open && e.one_open); /* and what was said judged other ballots */
    assert_false(e.less || e.one);
}

/* The question is never left in the room. */
static void asking_changes_nothing(void **state)
{
    struct room *r = *state;
    one_ballot_may_carry_a_minimum(state);
    struct session before, after;
    plain_ok(r->db, db_session(r->db, &before));
    edge(r);
    plain_ok(r->db, db_session(r->db, &after));
    assert_string_equal(before.head, after.head);
    room_expect(r, 5, STATUS_FORWARD);
}

static void the_next_star_names_minimums_first(void **state)
{
    struct room *r = *state;
    struct next_star n;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, "7", "3"); /* 5 is asked for five stars, 3 points given */
    room_conclude(r, FINDING_FORWARD, "", 0, false);
    room_expect(r, 4, STATUS_PROPOSED);
    plain_ok(r->db, db_next_star(r->db, r->product, &n));
    assert_int_equal(n.star, 5);
    assert_int_equal(n.more, 0);
    assert_int_equal(n.n, 1);
    assert_true(n.step[0].minimum);
    assert_string_equal(n.step[0].criterion, "7");
    assert_int_equal(n.step[0].points, 5);
    assert_int_equal(n.step[0].gain, 6);
    list_free(&n);
}

static void then_the_cheapest_points(void **state)
{
    struct room *r = *state;
    struct next_star n;
    for (int m = 0; m < 3; m++)
        ballot_of(r, m, 88, true); /* every minimum of five stars holds; 6 points missing */
    plain_ok(r->db, db_next_star(r->db, r->product, &n));
    assert_int_equal(n.star, 5);
    assert_int_equal(n.needed, 270);
    assert_int_equal(n.more, 6);
    assert_true(n.gained >= 6);
    assert_true(n.n >= 1);
    for (size_t i = 0; i < n.n; i++) {
        assert_false(n.step[i].minimum);
        assert_int_equal(n.step[i].gain, n.step[i].points * 3 - n.step[i].sum);
        assert_true(i == 0 || n.step[i - 1].gain <= n.step[i].gain);
    }
    list_free(&n);
}

static void five_stars_have_none_above(void **state)
{
    struct room *r = *state;
    struct next_star n;
    for (int m = 0; m < 3; m++)
        room_ballot(r, m, NULL, NULL);
    plain_ok(r->db, db_next_star(r->db, r->product, &n));
    assert_int_equal(n.star, 0);
    assert_int_equal(n.n, 0);
    list_free(&n);
}

/* One product without a ballot stands between two with some. */
static void all_at_once_is_one_by_one(void **state)
{
    struct room *r = *state;
    int first = r->product, other[2];
    ballot_of(r, 0, 70, true);
    for (int i = 0; i < 2; i++)
        other[i] = room_product(r, "Mắm ruốc");
    r->product = other[1];
    ballot_of(r, 0, 90, true);
    ballot_of(r, 1, 90, true);
    const int id[3] = {first, other[0], other[1]};
    struct tally t;
    struct edges all;
    plain_ok(r->db, db_tally(r->db, 0, &t));
    plain_ok(r->db, db_edges_of(r->db, &t, &all));
    assert_int_equal(all.n, 3);
    for (int i = 0; i < 3; i++) {
        struct edge e = room_edge(r, id[i]);
        assert_memory_equal(&e, &all.v[i], offsetof(struct edge, one));
        assert_true(e.one == all.v[i].one && e.less == all.v[i].less);
        assert_true(e.one_open == all.v[i].one_open && e.less_open == all.v[i].less_open);
    }
    assert_true(all.v[0].one && all.v[2].one);
    assert_int_equal(all.v[1].star, -1);
    list_free(&all);
    list_free(&t);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, room_setup, room_teardown)
    const struct CMUnitTest all[] = {
        T(nothing_counted_has_no_edge),  T(at_the_floor_one_level_decides),
        T(full_ballots_are_far_from_it), T(one_ballot_may_carry_a_minimum),
        T(asking_changes_nothing),       T(the_next_star_names_minimums_first),
        T(then_the_cheapest_points),     T(five_stars_have_none_above),
        T(all_at_once_is_one_by_one),
    };
    return cmocka_run_group_tests_name("edge", all, NULL, NULL);
}
