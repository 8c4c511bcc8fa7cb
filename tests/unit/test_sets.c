/* SPDX-License-Identifier: MIT */
/* Products and their sets: moving a scored product voids what was said under the old set; sets of
 * the session's own. */
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
#include "db/base/mem.h"
#include "tests/kit/plain.h"

enum { MEMBERS = 2, PRODUCTS = 2 };

struct room {
    struct db *db;
    char dir[200], path[216];
    int member[MEMBERS], product[PRODUCTS];
};

/* The act is refused with @id alone, and the journal has not grown. */
static void refused(struct room *r, enum db_rc rc, enum fault_id id, int64_t before)
{
    assert_int_equal(rc, DB_REFUSED);
    assert_true(db_faults(r->db)->n > 0);
    for (size_t i = 0; i < db_faults(r->db)->n; i++)
        assert_string_equal(fault_code(db_faults(r->db)->v[i].id), fault_code(id));
    assert_int_equal(plain_events(r->db), before);
}

/* Opening folds the whole journal again and compares every table. */
static void open_again(struct room *r)
{
    struct faults f = {0};
    struct verdict v;
    db_close(r->db);
    assert_int_equal(db_open(&r->db, r->path, DB_OPEN, &f), DB_OK);
    faults_free(&f);
    plain_ok(r->db, db_verify(r->db, &v));
}

static int setup(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    struct faults f = {0};
    const char *tmp = getenv("TMPDIR");
    assert_non_null(r);
    snprintf(r->dir, sizeof r->dir, "%s/sets.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(r->dir));
    snprintf(r->path, sizeof r->path, "%s/a.ocop", r->dir);
    assert_int_equal(db_create(&r->db, r->path, NULL, 0, &f), DB_OK);
    for (int i = 0; i < MEMBERS; i++) {
        struct member m =
            plain_member(i ? "Lê Văn Thử" : "Trần Thị Mẫu", i ? ROLE_MEMBER : ROLE_CHAIR);
        plain_ok(r->db, db_member_put(r->db, &m, "secretary", &r->member[i]));
    }
    for (int i = 0; i < PRODUCTS; i++) {
        struct product p = plain_product(i ? "Khô cá" : "Mắm tôm", "Cơ sở A", "8");
        plain_ok(r->db, db_product_put(r->db, &p, "secretary", &r->product[i]));
    }
    *state = r;
    return 0;
}

static int teardown(void **state)
{
    struct room *r = *state;
    db_close(r->db);
    unlink(r->path);
    rmdir(r->dir);
    free(r);
    return 0;
}

/* A whole ballot of the lowest levels, closed. */
static void ballot(struct room *r, int p, int m)
{
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, r->product[p], r->member[m], &b));
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind == CRIT_LEAF)
            plain_ok(r->db, db_mark(r->db, r->product[p], r->member[m], n->code, n->level[0].label,
                                    "secretary", NULL, NULL));
    }
    list_free(&b);
    plain_ok(r->db, db_ballot_close(r->db, r->product[p], r->member[m], "secretary"));
}

static void conclude(struct room *r, enum finding_kind kind, const char *code, int star, int member)
{
    struct finding f = {.product = r->product[0],
                        .kind = kind,
                        .criterion = code,
                        .star = star,
                        .member = member,
                        .verdict = true,
                        .reason = ""};
    plain_ok(r->db, db_conclude(r->db, &f, 1, "chair"));
}

/* One closed ballot, one begun with a note, every kind of conclusion. */
static void scored(struct room *r)
{
    ballot(r, 0, 0);
    plain_ok(r->db,
             db_mark(r->db, r->product[0], r->member[1], "1.1", "1", "secretary", NULL, NULL));
    plain_ok(r->db, db_note(r->db, r->product[0], r->member[1], "", "Cần xem lại", "secretary"));
    conclude(r, FINDING_MINIMUM, "1.1", 3, 0);
    conclude(r, FINDING_KNOCKOUT, "1.1", 0, 0);
    conclude(r, FINDING_FORWARD, "", 0, 0);
    conclude(r, FINDING_SPREAD, "", 0, 0);
    conclude(r, FINDING_BALLOT, "", 0, r->member[1]);
    conclude(r, FINDING_POSTPONED, "", 0, 0);
    plain_ok(r->db, db_assess(r->db, r->product[0], ASSESSED_SELF, "1.1", "2", "", "secretary"));
    ballot(r, 1, 0);
}

static enum db_rc move(struct room *r, const char *set, const char *reason)
{
    return db_product_sets(r->db, r->product, 1, set, reason, "secretary");
}

static void a_scored_product_moves_with_a_reason(void **state)
{
    struct room *r = *state;
    struct set_loss loss;
    scored(r);
    plain_ok(r->db, db_set_loss(r->db, r->product, PRODUCTS, "26", &loss));
    assert_int_equal(loss.products, 2);
    assert_int_equal(loss.ballots, 3);
    assert_int_equal(loss.closed, 2);
    assert_int_equal(loss.findings, 5);
    assert_int_equal(loss.notes, 1);
    assert_int_equal(loss.marks, 65);
    assert_int_equal(loss.assessed, 1);
    plain_ok(r->db, db_set_loss(r->db, r->product, PRODUCTS, "8", &loss));
    assert_int_equal(loss.products, 0);

    int64_t before = plain_events(r->db);
    refused(r, move(r, "26", NULL), F_MOVE_LOSES_POINTS, before);
    refused(r, move(r, "26", "  "), F_MOVE_LOSES_POINTS, before);
    assert_int_equal(db_product_sets(r->db, r->product, PRODUCTS, "26", NULL, "secretary"),
                     DB_REFUSED);
    assert_int_equal(db_faults(r->db)->n, 2); /* both are named */
    assert_int_equal(db_faults(r->db)->v[1].id, F_MOVE_NEEDS_REASON);
    assert_int_equal(plain_events(r->db), before);
    plain_ok(r->db, move(r, "26", "Nộp nhầm bộ"));
    open_again(r);

    struct products all;
    struct findings f;
    plain_ok(r->db, db_products(r->db, &all));
    assert_string_equal(all.v[0].set, "qd26-2026/26");
    assert_false(all.v[0].has_marks);
    assert_int_equal(all.v[0].closed + all.v[0].open, 0);
    assert_true(all.v[0].postponed);
    assert_false(all.v[0].knocked_out);
    assert_true(all.v[1].has_marks); /* the other product is left alone */
    list_free(&all);
    plain_ok(r->db, db_findings(r->db, r->product[0], &f));
    assert_int_equal(f.n, 1);
    list_free(&f);
    struct assessment_sum given[2];
    plain_ok(r->db, db_assessment_sums(r->db, r->product[0], given));
    assert_int_equal(given[ASSESSED_SELF].marks, 0);
    struct seats seats;
    plain_ok(r->db, db_seats(r->db, r->product[0], 0, &seats));
    for (size_t i = 0; i < seats.n; i++)
        assert_int_equal(seats.v[i].ballot, BALLOT_NONE);
    list_free(&seats);
}

static void undo_does_not_reach_behind_a_move(void **state)
{
    struct room *r = *state;
    char code[16];
    int p = r->product[0], m = r->member[1];
    scored(r);
    plain_ok(r->db, move(r, "26", "Nộp nhầm bộ"));
    refused(r, db_undo(r->db, p, m, "secretary", code), F_NOTHING_TO_UNDO, plain_events(r->db));
    plain_ok(r->db, db_mark(r->db, p, m, "1.1", "1", "secretary", NULL, NULL));
    plain_ok(r->db, db_mark(r->db, p, m, "1.1", "2", "secretary", NULL, NULL));
    plain_ok(r->db, db_undo(r->db, p, m, "secretary", code));
    plain_ok(r->db, db_undo(r->db, p, m, "secretary", code)); /* to blank, not to set 08's level */
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, p, m, &b));
    for (size_t i = 0; i < b.n; i++)
        assert_null(b.line[i].label);
    list_free(&b);
    refused(r, db_undo(r->db, p, m, "secretary", code), F_NOTHING_TO_UNDO, plain_events(r->db));
    /* Back to the first set: what was voided stays so. */
    plain_ok(r->db, move(r, "8", "Nhầm lần nữa"));
    refused(r, db_undo(r->db, p, m, "secretary", code), F_NOTHING_TO_UNDO, plain_events(r->db));
    open_again(r);
}

static void without_ballots_no_reason_is_asked(void **state)
{
    struct room *r = *state;
    struct product p = plain_product("Mắm tôm", "Cơ sở A", "26");
    p.id = r->product[0];
    plain_ok(r->db, move(r, "26", NULL));
    plain_ok(r->db, move(r, "8", NULL));
    plain_ok(r->db, move(r, "", NULL));
    plain_ok(r->db, db_product_put(r->db, &p, "secretary", NULL));
    /* A conclusion under the set, and no ballot: a list may not drop it in passing. */
    conclude(r, FINDING_KNOCKOUT, "1.1", 0, 0);
    p.set = "8";
    refused(r, db_product_put(r->db, &p, "secretary", NULL), F_PRODUCT_SET_STAYS,
            plain_events(r->db));
    refused(r, move(r, "8", NULL), F_MOVE_NEEDS_REASON, plain_events(r->db));
    plain_ok(r->db, move(r, "8", "Nhầm"));
    open_again(r);
}

static void a_list_does_not_move_what_is_scored(void **state)
{
    struct room *r = *state;
    struct product p = plain_product("Mắm tôm", "Cơ sở A", "26");
    scored(r);
    p.id = r->product[0];
    refused(r, db_product_put(r->db, &p, "secretary", NULL), F_PRODUCT_SET_STAYS,
            plain_events(r->db));
}

/* ---- sets of the session's own ---- */

/* A copy of set 08 called @id, with @from replaced by @to in its text. */
static struct crit_set *own_set(const char *id, const char *from, const char *to)
{
    struct faults f = {0};
    char *text = crit_yaml(crit_load(crit_find("8")));
    const char *pairs[2][2] = {{"qd26-2026/08", id}, {from, to}};
    for (int i = 0; i < 2; i++) {
        char *at = strstr(text, pairs[i][0]);
        assert_non_null(at);
        char *more =
            xasprintf("%.*s%s%s", (int)(at - text), text, pairs[i][1], at + strlen(pairs[i][0]));
        free(text);
        text = more;
    }
    struct crit_set *s = crit_parse(text, strlen(text), &f);
    assert_non_null(s);
    faults_free(&f);
    free(text);
    return s;
}

static enum db_rc add(struct room *r, struct crit_set *s, enum set_added *how)
{
    enum db_rc rc = db_set_add(r->db, s, "secretary", how);
    crit_free(s);
    return rc;
}

/* Set 08 with less asked for: the first mark of 3 stars is gone. */
static struct crit_set *lighter(const char *id)
{
    return own_set(id, ", star: 3", "");
}

static void an_own_set_is_scored_and_then_frozen(void **state)
{
    struct room *r = *state;
    static const char id[] = "ca-mau-2026/08";
    enum set_added how;
    int64_t before = plain_events(r->db);
    refused(r, add(r, own_set("qd26-2026/09", "no: 8", "no: 9"), &how), F_SET_IS_DECISION, before);
    plain_ok(r->db, add(r, own_set(id, "no: 8", "no: 8"), &how));
    assert_int_equal(how, SET_ADDED);
    plain_ok(r->db, add(r, own_set(id, "no: 8", "no: 8"), &how));
    assert_int_equal(how, SET_SAME);
    assert_int_equal(plain_events(r->db), before + 1);
    const struct crit_set *first = db_criteria(r->db, id);
    assert_int_equal(crit_minimum(crit_leaf(first, "1.1"), 3), 1);
    plain_ok(r->db, move(r, id, NULL));
    plain_ok(r->db, add(r, lighter(id), &how)); /* nobody has said anything under it */
    assert_int_equal(how, SET_REPLACED);
    assert_int_equal(crit_minimum(crit_leaf(db_criteria(r->db, id), "1.1"), 3), -1);
    assert_int_equal(crit_minimum(crit_leaf(first, "1.1"), 3), 1); /* pages may still show it */
    open_again(r);
    assert_int_equal(crit_minimum(crit_leaf(db_criteria(r->db, id), "1.1"), 3), -1);

    ballot(r, 0, 0);
    before = plain_events(r->db);
    refused(r, add(r, own_set(id, "no: 8", "no: 8"), &how), F_SET_FROZEN, before);
    plain_ok(r->db, add(r, lighter(id), &how)); /* the same content is still the same */
    assert_int_equal(how, SET_SAME);
    plain_ok(r->db, add(r, own_set("ca-mau-2027/08", "no: 8", "no: 8"), &how));
    plain_ok(r->db, move(r, "ca-mau-2027/08", "Bản sửa"));
    open_again(r);
    struct tally t;
    ballot(r, 0, 0);
    plain_ok(r->db, db_tally(r->db, r->product[0], &t));
    assert_string_equal(t.v->set, "ca-mau-2027/08");
    assert_true(t.v->entry[0].n > 0);
    list_free(&t);
}

static void an_own_set_is_found_by_id_and_name(void **state)
{
    struct room *r = *state;
    enum set_added how;
    char id[SET_ID];
    plain_ok(r->db, add(r, own_set("ca-mau-2026/08", "no: 8", "no: 8"), &how));
    plain_ok(
        r->db,
        add(r, own_set("ca-mau-2026/27", "no: 8\nname: \"", "no: 27\nname: \"Ba khía: "), &how));
    static const struct {
        const char *what, *id;
    } want[] = {
        {"8", "qd26-2026/08"},
        {"Bộ 8", "qd26-2026/08"},
        {"ca-mau-2026/08", "ca-mau-2026/08"},
        {" CA-MAU-2026/27 ", "ca-mau-2026/27"},
        {"BA KHÍA: Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và "
         "nông sản thực phẩm khác",
         "ca-mau-2026/27"},
        {"Hoa", "qd26-2026/23"},
        {"", ""}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        plain_ok(r->db, db_find_set(r->db, want[i].what, id));
        assert_string_equal(id, want[i].id);
    }
    assert_int_equal(db_find_set(r->db, "ca-mau-2026/28", id), DB_REFUSED);
    assert_int_equal(db_find_set(r->db, crit_find("8")->name, id), DB_REFUSED); /* two have it */

    struct sets all;
    struct products products;
    plain_ok(r->db, move(r, "ca-mau-2026/27", NULL));
    plain_ok(r->db, db_sets(r->db, &all));
    assert_int_equal(all.n, 28);
    assert_false(all.v[0].decision);
    assert_string_equal(all.v[1].id, "ca-mau-2026/27");
    assert_int_equal(all.v[1].no, 27);
    assert_non_null(all.v[27].set);
    list_free(&all);
    plain_ok(r->db, db_products(r->db, &products));
    assert_true(products.v[0].set_own && products.v[0].set_known);
    assert_int_equal(strncmp(products.v[0].set_name, "Ba khía", strlen("Ba khía")), 0);
    assert_false(products.v[1].set_own);
    assert_string_equal(products.v[1].set_name, crit_find("8")->name);
    list_free(&products);
    open_again(r);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(a_scored_product_moves_with_a_reason), T(undo_does_not_reach_behind_a_move),
        T(without_ballots_no_reason_is_asked),   T(a_list_does_not_move_what_is_scored),
        T(an_own_set_is_scored_and_then_frozen), T(an_own_set_is_found_by_id_and_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
