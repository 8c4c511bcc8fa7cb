/* SPDX-License-Identifier: MIT */
#include "tests/screens/other_hand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "db/base/mem.h"

static enum db_rc do_member(struct db *db, void *arg)
{
    const struct other *o = arg;
    struct members all;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; i < all.n && rc == DB_OK; i++)
        if (all.v[i].id == o->id) {
            struct member m = all.v[i];
            o->member(&m);
            rc = db_member_put(db, &m, ACTOR_SECRETARY, NULL);
        }
    list_free(&all);
    return rc;
}

void other_member(struct kit *k, int id, member_change *change)
{
    plain_elsewhere(k->path, do_member, &(struct other){.id = id, .member = change});
}

static enum db_rc do_product(struct db *db, void *arg)
{
    const struct other *o = arg;
    struct products all;
    enum db_rc rc = db_products(db, &all);
    for (size_t i = 0; i < all.n && rc == DB_OK; i++)
        if (all.v[i].id == o->id) {
            struct product p = all.v[i];
            o->product(&p);
            rc = db_product_put(db, &p, ACTOR_SECRETARY, NULL);
        }
    list_free(&all);
    return rc;
}

void other_product(struct kit *k, int id, product_change *change)
{
    plain_elsewhere(k->path, do_product, &(struct other){.id = id, .product = change});
}

static enum db_rc do_sets(struct db *db, void *arg)
{
    const struct other *o = arg;
    return db_product_sets(db, &o->id, 1, o->set, o->reason, ACTOR_SECRETARY);
}

void other_sets(struct kit *k, int id, const char *set, const char *reason)
{
    plain_elsewhere(k->path, do_sets, &(struct other){.id = id, .set = set, .reason = reason});
}

static enum db_rc do_fact(struct db *db, void *arg)
{
    return db_set(db, ((const struct other *)arg)->pair, 1, "vì thế", ACTOR_SECRETARY);
}

void other_fact(struct kit *k, const char *key, const char *value)
{
    const struct db_pair pair = {key, value};
    plain_elsewhere(k->path, do_fact, &(struct other){.pair = &pair});
}

static char *set_now(struct kit *k, int id)
{
    struct products all;
    char *set = NULL;
    plain_ok(k->model.db, db_products(k->model.db, &all));
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == id)
            set = xstrdup(all.v[i].set);
    list_free(&all);
    return set;
}

void other_set_is(struct kit *k, int id, const char *set)
{
    char *now = set_now(k, id);
    assert_string_equal(now, set);
    free(now);
}
