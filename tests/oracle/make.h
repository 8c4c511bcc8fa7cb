/* SPDX-License-Identifier: MIT */
/* tests/oracle/make.h - random councils, as lists of acts that can be told, cut down and
 * played again.
 *
 * A council is one session: rules, 3 to 15 members, 1 to 4 products (mostly one), who sits for
 * which, ballots, and then whatever may happen: findings, panel changes, reopened ballots,
 * undo, sign-off and reopening.  Half of the products have their ballots moved so that a band,
 * the spread rule or a minimum is hit exactly, or missed by the least there is. */
#ifndef TESTS_ORACLE_MAKE_H
#define TESTS_ORACLE_MAKE_H

#include <stdint.h>
#include <stdio.h>

#include "tests/oracle/oracle.h"

struct or_case {
    uint64_t seed;
    bool each_alone; /* every act its own transaction; else all in one */
    bool born;       /* the first settings are given at birth */
    int n;
    struct or_act act[OR_ACTS];
};

/* The council of @seed: the same one everywhere.  @m is working space. */
void or_make(struct or_case *c, uint64_t seed, struct or_model *m);
/* The acts in words, one a line. */
void or_show(const struct or_case *c, FILE *out);

/* ---- for make.c and its parts ---- */

struct or_maker {
    uint64_t random;
    struct or_case *c;
    struct or_model *m; /* how things stand after the acts made so far */
    int members, products;
};
/* 0 to n - 1. */
int or_rnd(struct or_maker *k, int n);
bool or_chance(struct or_maker *k, int percent);
enum or_answer or_add(struct or_maker *k, struct or_act a);
/* One ballot of every member on @product, steered or not. */
void or_make_ballots(struct or_maker *k, int product);
/* One ballot of every member, all expected, with this sum; false when that did not come out. */
bool or_make_sum(struct or_maker *k, int product, int target);
/* Full levels around @quality percent. */
void or_make_levels(struct or_maker *k, const struct or_set *set, int quality, short *level);
/* @n acts of any kind; what is refused is refused by both. */
void or_make_stir(struct or_maker *k, int n);
/* What it takes until sign-off is possible, mostly. */
void or_make_settled(struct or_maker *k);

#endif
