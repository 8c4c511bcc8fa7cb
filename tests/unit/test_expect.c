/* SPDX-License-Identifier: MIT */
/* What an act rests on: it is refused when that has changed since it was asked, by whoever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/db.h"
#include "tests/kit/plain.h"

struct two {
    struct db *db;
    char path[240], dir[200];
    int product, member, asked; /* asked: how often it was looked at */
    char shown[64];             /* the product's name as the question shows it */
};

static int setup(void **state)
{
    struct two *t = calloc(1, sizeof *t);
    struct faults f = {0};
    const char *tmp = getenv("TMPDIR");
    assert_non_null(t);
    snprintf(t->dir, sizeof t->dir, "%s/expect.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(t->dir));
    snprintf(t->path, sizeof t->path, "%s/a.ocop", t->dir);
    assert_int_equal(db_create(&t->db, t->path, NULL, 0, &f), DB_OK);
    struct member m = plain_member("Bà Bảy", ROLE_CHAIR);
    struct product p = plain_product("Mắm tôm", "Cơ sở A", "8");
    plain_ok(t->db, db_member_put(t->db, &m, "secretary", &t->member));
    plain_ok(t->db, db_product_put(t->db, &p, "secretary", &t->product));
    snprintf(t->shown, sizeof t->shown, "Mắm tôm");
    *state = t;
    return 0;
}

static int teardown(void **state)
{
    struct two *t = *state;
    db_close(t->db);
    unlink(t->path);
    rmdir(t->dir);
    free(t);
    return 0;
}

static bool name_stands(struct db *db, void *arg)
{
    struct two *t = arg;
    struct products all;
    t->asked++;
    bool same =
        db_products(db, &all) == DB_OK && all.n == 1 && strcmp(all.v[0].name, t->shown) == 0;
    list_free(&all);
    return same;
}

static struct db_expect ask(struct two *t)
{
    t->asked = 0;
    return (struct db_expect){.seq = db_last_event(t->db), .same = name_stands, .arg = t};
}

static void rename_it(struct two *t, const char *name)
{
    struct product p = plain_product(name, "Cơ sở A", "8");
    p.id = t->product;
    p.no = 1;
    plain_ok(t->db, db_product_put(t->db, &p, "secretary", NULL));
}

static enum db_rc mark(struct two *t)
{
    return db_mark(t->db, t->product, t->member, "1.1", "1", "secretary", NULL, NULL);
}

static void nothing_since_is_not_looked_at(void **state)
{
    struct two *t = *state;
    db_expect(t->db, ask(t));
    plain_ok(t->db, mark(t));
    assert_int_equal(t->asked, 0);
}

static void what_it_does_not_show_may_change(void **state)
{
    struct two *t = *state;
    struct db_expect e = ask(t);
    plain_ok(t->db, db_set(t->db, &(struct db_pair){"place", "Hội trường"}, 1, NULL, "secretary"));
    db_expect(t->db, e);
    plain_ok(t->db, mark(t));
    assert_int_equal(t->asked, 1);
}

static void what_it_shows_may_not(void **state)
{
    struct two *t = *state;
    struct db_expect e = ask(t);
    rename_it(t, "Khô cá");
    int64_t events = plain_events(t->db);
    db_expect(t->db, e);
    assert_int_equal(mark(t), DB_REFUSED);
    assert_true(plain_said(db_faults(t->db), F_ASKED_CHANGED));
    assert_int_equal(db_faults(t->db)->n, 1);
    assert_int_equal(plain_events(t->db), events);
    /* It was expected once: the next act stands for itself. */
    plain_ok(t->db, mark(t));
    assert_int_equal(t->asked, 1);
}

static void what_is_not_expected_any_more_is_not_asked(void **state)
{
    struct two *t = *state;
    struct db_expect e = ask(t);
    rename_it(t, "Khô cá");
    db_expect(t->db, e);
    db_expect(t->db, (struct db_expect){0});
    plain_ok(t->db, mark(t));
    assert_int_equal(t->asked, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_since_is_not_looked_at, setup, teardown),
        cmocka_unit_test_setup_teardown(what_it_does_not_show_may_change, setup, teardown),
        cmocka_unit_test_setup_teardown(what_it_shows_may_not, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_not_expected_any_more_is_not_asked, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
