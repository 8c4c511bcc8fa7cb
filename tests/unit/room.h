/* SPDX-License-Identifier: MIT */
/* tests/unit/room.h - one product of set 08 and nine members, small enough to check by hand. */
#ifndef TESTS_ROOM_H
#define TESTS_ROOM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/db.h"
#include "tests/kit/plain.h"

enum { ROOM_MEMBERS = 9 };

struct room {
    struct db *db;
    char path[240];
    int member[ROOM_MEMBERS], product;
};

int room_setup(void **state);
int room_teardown(void **state);
/* One more product of set 08; its id. */
int room_product(struct room *r, const char *name);
/* Member @m gives every criterion its highest level, but @code (NULL: none) the level @label, and
 * hands in. */
void room_ballot(struct room *r, int m, const char *code, const char *label);
void room_rule(struct room *r, const char *key, const char *value);
void room_conclude(struct room *r, enum finding_kind kind, const char *code, int star, bool yes);
/* How near a product's star is to another, as its result alone says. */
struct edge room_edge(struct room *r, int product);
/* The product's star and status. */
void room_expect(struct room *r, int star, enum status status);

#endif
