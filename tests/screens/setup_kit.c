/* SPDX-License-Identifier: MIT */
#include "tests/screens/setup_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tests/kit/plain.h"
#include "tui/page/page.h"

static const char *const members[][5] = {
    {"Ông", "Nguyễn Văn Mẫu", "Phó Chủ tịch", "UBND tỉnh", "chair"},
    {"Bà", "Trần Thị Ví Dụ", "Giám đốc", "Sở Nông nghiệp và Môi trường", "vice"},
    {"Ông", "Lê Văn Thử", "Phó Giám đốc", "Sở Công Thương", "member"},
    {"Bà", "Phạm Thị Giả Định", "Phó Giám đốc", "Sở Y tế", "member"},
    {"Ông", "Đỗ Văn Phỏng", "Chuyên viên", "Văn phòng Điều phối nông thôn mới", "secretary"},
    {"Bà", "Bùi Thị Minh Họa", "Tổ trưởng", "Tổ tư vấn", "adviser"},
};
static const char *const products[][4] = {
    {"Mắm tôm chua", "Cơ sở Giả Định", "96-001-1-2026", "qd26-2026/08"},
    {"Khô cá lóc một nắng không xương ướp gia vị truyền thống", "HTX Ví Dụ", "", "qd26-2026/08"},
    {"Tôm khô", "Cơ sở Giả Định", "96-001-2-2026", "qd26-2026/08"},
    {"Điểm du lịch vườn nhãn", "Tổ hợp tác Thử Nghiệm", "", "qd26-2026/26"},
    {"Muối ớt", "Hộ kinh doanh Mẫu", "", ""},
};
enum { MEMBERS = sizeof members / sizeof *members, PRODUCTS = sizeof products / sizeof *products };

static int64_t noon(const struct app *app)
{
    (void)app;
    return 1796270400; /* 3 December 2026, 11:00 in Viet Nam */
}

void kit_start(struct kit *k, int rows, int cols)
{
    *k = (struct kit){.app = {.poll = model_poll, .reading = model_reading, .now = noon}};
    const char *tmp = getenv("TMPDIR");
    snprintf(k->folder, sizeof k->folder, "%s/hoidong-kit-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(k->folder));
    snprintf(k->path, sizeof k->path, "%s/ocop.ocop", k->folder);
    k->model.pages = &all_pages;
    k->app.model = &k->model;
    app_init(&k->app, &actions, rows, cols);
}

void kit_session(struct kit *k)
{
    static const struct db_pair facts[] = {
        {"province", "Cà Mau"}, {"council", "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh"},
        {"round", "2"},         {"year", "2026"},
        {"date", "2026-12-05"}, {"place", "Hội trường UBND tỉnh"},
    };
    char *why = NULL;
    enum db_rc rc = model_create(&k->app, k->path, facts, sizeof facts / sizeof *facts, &why);
    if (rc != DB_OK)
        fail_msg("%s", why);
    free(why);
    /* What a page shows of the path must not depend on where the test runs. */
    free(k->model.path);
    k->model.path = xstrdup("/home/thuky/ocop-2026-dot-2.ocop");
}

static enum role role_of(const char *word)
{
    for (int r = ROLE_CHAIR; r < ROLE_OBSERVER; r++)
        if (strcmp(role_word((enum role)r), word) == 0)
            return (enum role)r;
    return ROLE_OBSERVER;
}

void kit_council(struct kit *k)
{
    struct db *db = k->model.db;
    for (int i = 0; i < MEMBERS; i++) {
        enum role r = role_of(members[i][4]);
        struct member m = plain_member(members[i][1], r);
        m.honorific = members[i][0];
        m.title = members[i][2];
        m.agency = members[i][3];
        m.scoring = r == ROLE_CHAIR || r == ROLE_VICE || r == ROLE_MEMBER;
        assert_int_equal(db_member_put(db, &m, ACTOR_SECRETARY, NULL), DB_OK);
    }
    for (int i = 0; i < PRODUCTS; i++) {
        struct product p = plain_product(products[i][0], products[i][1], products[i][3]);
        p.code = products[i][2];
        p.kind = KIND_FIRST;
        assert_int_equal(db_product_put(db, &p, ACTOR_SECRETARY, NULL), DB_OK);
    }
}

/* The first product: the chair's ballot handed in with the best levels, the vice-chair's begun. */
void kit_begun(struct kit *k)
{
    struct db *db = k->model.db;
    int product = kit_product(k, 1), chair = kit_member(k, 1), vice = kit_member(k, 2);
    struct ballot b;
    assert_int_equal(db_ballot(db, product, chair, &b), DB_OK);
    int marks = 0;
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind != CRIT_LEAF)
            continue;
        const char *best = n->level[n->n_levels - 1].label;
        assert_int_equal(db_mark(db, product, chair, n->code, best, ACTOR_SECRETARY, NULL, NULL),
                         DB_OK);
        if (marks++ < 4)
            assert_int_equal(db_mark(db, product, vice, n->code, best, ACTOR_SECRETARY, NULL, NULL),
                             DB_OK);
    }
    list_free(&b);
    assert_int_equal(db_ballot_close(db, product, chair, ACTOR_SECRETARY), DB_OK);
}

void kit_end(struct kit *k)
{
    if (k->model.db)
        plain_actors(k->model.db);
    app_free(&k->app);
    model_close(&k->app);
    free(k->model.lists);
    unlink(k->path);
    rmdir(k->folder);
}

int kit_product(struct kit *k, int no)
{
    return plain_find_product(k->model.db, no);
}

int kit_member(struct kit *k, int no)
{
    return plain_find_member(k->model.db, no);
}

void kit_press(struct kit *k, const char *keys)
{
    free(feed_screen(&k->app, false));
    feed_keys(&k->app, keys);
}

void kit_type(struct kit *k, const char *text)
{
    feed_text(&k->app, text);
}

struct found {
    const char *kind, *field;
    char value[200];
};

static bool look(const struct event *e, void *arg)
{
    struct found *f = arg;
    const char *v = strcmp(e->kind, f->kind) == 0 ? event_get(e, f->field) : NULL;
    if (v)
        snprintf(f->value, sizeof f->value, "%s", v);
    return true;
}

void kit_last_event(struct kit *k, const char *kind, const char *field, const char *value)
{
    struct found f = {.kind = kind, .field = field};
    assert_int_equal(db_journal(k->model.db, 1, look, &f), DB_OK);
    assert_string_equal(f.value, value);
}

struct seat kit_seat(struct kit *k, int product, int member)
{
    struct seats all;
    assert_int_equal(db_seats(k->model.db, kit_product(k, product), kit_member(k, member), &all),
                     DB_OK);
    assert_int_equal(all.n, 1);
    struct seat s = all.v[0];
    s.reason = NULL; /* goes with the list */
    list_free(&all);
    return s;
}

void kit_set_is(struct kit *k, int no, const char *set)
{
    struct products all;
    assert_int_equal(db_products(k->model.db, &all), DB_OK);
    assert_string_equal(all.v[no - 1].set, set);
    list_free(&all);
}

int kit_state(void **state)
{
    struct kit *k = xcalloc(1, sizeof *k);
    kit_start(k, 24, 80);
    kit_session(k);
    *state = k;
    return 0;
}

int kit_state_begun(void **state)
{
    kit_state(state);
    kit_council(*state);
    kit_begun(*state);
    return 0;
}

int kit_state_end(void **state)
{
    kit_end(*state);
    free(*state);
    return 0;
}
