/* SPDX-License-Identifier: MIT */
/* tests/screens/other_hand.h - another process that writes into the kit's session while a page of
 * it stands. */
#ifndef TESTS_SCREENS_OTHER_HAND_H
#define TESTS_SCREENS_OTHER_HAND_H

#include "tests/kit/plain.h"
#include "tests/screens/setup_kit.h"

typedef void member_change(struct member *m);
typedef void product_change(struct product *p);

/* What another act may need; for plain_elsewhere. */
struct other {
    int id;
    member_change *member;
    product_change *product;
    const char *set, *reason;
    const struct db_pair *pair;
};

void other_member(struct kit *k, int id, member_change *change);
void other_product(struct kit *k, int id, product_change *change);
/* @reason NULL: none is needed. */
void other_sets(struct kit *k, int id, const char *set, const char *reason);
void other_fact(struct kit *k, const char *key, const char *value);

/* What the record has now. */
void other_set_is(struct kit *k, int product, const char *set);

#endif
