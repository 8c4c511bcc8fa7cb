/* SPDX-License-Identifier: MIT */
#include "tests/unit/room.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int room_product(struct room *r, const char *name)
{
    int id;
    struct product p = plain_product(name, "Hộ A", "8");
    plain_ok(r->db, db_product_put(r->db, &p, "secretary", &id));
    return id;
}

int room_setup(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    struct faults f = {0};
    const char *dir = getenv("TMPDIR");
    snprintf(r->path, sizeof r->path, "%s/room-%ld.ocop", dir ? dir : "/tmp", (long)getpid());
    unlink(r->path);
    assert_int_equal(db_create(&r->db, r->path, NULL, 0, &f), DB_OK);
    for (int i = 0; i < ROOM_MEMBERS; i++) {
        char name[16];
        snprintf(name, sizeof name, "Bà %d", i + 1);
        struct member m = plain_member(name, i ? ROLE_MEMBER : ROLE_CHAIR);
        plain_ok(r->db, db_member_put(r->db, &m, "secretary", &r->member[i]));
    }
    r->product = room_product(r, "Mắm tôm");
    *state = r;
    return 0;
}

int room_teardown(void **state)
{
    struct room *r = *state;
    db_close(r->db);
    unlink(r->path);
    free(r);
    return 0;
}

void room_ballot(struct room *r, int m, const char *code, const char *label)
{
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, r->product, r->member[m], &b));
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind != CRIT_LEAF)
            continue;
        const char *l = n->level[n->n_levels - 1].label;
        if (code && strcmp(n->code, code) == 0)
            l = label;
        plain_ok(r->db,
                 db_mark(r->db, r->product, r->member[m], n->code, l, "secretary", NULL, NULL));
    }
    list_free(&b);
    plain_ok(r->db, db_ballot_close(r->db, r->product, r->member[m], "secretary"));
}

void room_rule(struct room *r, const char *key, const char *value)
{
    struct db_pair p = {key, value};
    plain_ok(r->db, db_set(r->db, &p, 1, "thử", "secretary"));
}

void room_conclude(struct room *r, enum finding_kind kind, const char *code, int star, bool yes)
{
    struct finding f = {.product = r->product,
                        .kind = kind,
                        .criterion = code,
                        .star = star,
                        .verdict = yes,
                        .reason = ""};
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
}

struct edge room_edge(struct room *r, int product)
{
    struct tally t;
    struct edge e;
    plain_ok(r->db, db_tally(r->db, product, &t));
    assert_int_equal(t.n, 1);
    plain_ok(r->db, db_edge_of(r->db, &t.v[0], &e));
    list_free(&t);
    return e;
}

void room_expect(struct room *r, int star, enum status status)
{
    struct tally t;
    plain_ok(r->db, db_tally(r->db, 0, &t));
    assert_int_equal(t.n, 1);
    assert_int_equal(t.v[0].star, star);
    assert_int_equal(t.v[0].status, status);
    list_free(&t);
}
