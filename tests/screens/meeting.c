/* SPDX-License-Identifier: MIT */
#include "tests/screens/meeting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/text.h"
#include "tests/kit/plain.h"
#include "tui/page/page.h"

static const char *const members[][4] = {
    {"Ông", "Nguyễn Văn An", "Chủ tịch", "UBND tỉnh"},
    {"Bà", "Trần Thị Bình", "Phó Giám đốc", "Sở Nông nghiệp và Môi trường"},
    {"Ông", "Lê Văn Cường", "Trưởng phòng", "Sở Công Thương"},
    {"Bà", "Võ Thị Dung", "Phó Chi cục trưởng", "Sở Y tế"},
    {"Ông", "Đỗ Hữu Em", "Chuyên viên", "Sở Khoa học và Công nghệ"},
    {"Ông", "Phạm Quốc Gấm", "Thư ký", "Văn phòng Điều phối"},
};
static const char *const products[][4] = {
    {"Mắm tôm Gành Hào", "HTX Thủy sản Gành Hào", "96-32001-1-2026", "qd26-2026/08"},
    {"Mật ong rừng U Minh", "Cơ sở Ba Khía", "96-32002-1-2026", "qd26-2026/08"},
    {"Chả cá thác lác", "Công ty TNHH Cá Việt", "96-32003-1-2026", "qd26-2026/08"},
    {"Du lịch cộng đồng Cồn Chim", "Tổ hợp tác Cồn Chim", "96-32004-1-2026", "qd26-2026/26"},
    {"Khô cá dứa một nắng loại thượng hạng đóng gói hút chân không", "Hộ Nguyễn Thị Bảy",
     "96-32005-1-2026", "qd26-2026/08"},
    {"Bánh pía", "Cơ sở Tân Hòa", "96-32006-1-2026", ""},
};
enum { MEMBERS = sizeof members / sizeof *members, PRODUCTS = sizeof products / sizeof *products };

enum { STILL = 1796270400 }; /* 3 December 2026, 11:00 in Viet Nam */

static bool all_still;

/* The C library's, for the whole program: a session has its first events before db_set_clock can
 * reach it.  Were they of today, its clock would go back from that December on: pages say so. */
static int still_clock(clockid_t clock, struct timespec *t)
{
    if (clock != CLOCK_REALTIME || !all_still)
        return (int)syscall(SYS_clock_gettime, clock, t);
    *t = (struct timespec){.tv_sec = STILL};
    return 0;
}
int clock_gettime(clockid_t, struct timespec *) __attribute__((alias("still_clock")));

static int64_t still(const struct app *app)
{
    (void)app;
    return STILL;
}

static int64_t still_ms(void *arg)
{
    (void)arg;
    return (int64_t)STILL * 1000;
}

static void fill(struct meeting *m)
{
    static const enum role roles[] = {ROLE_CHAIR,  ROLE_VICE,   ROLE_MEMBER,
                                      ROLE_MEMBER, ROLE_MEMBER, ROLE_SECRETARY};
    struct db *db = m->model.db;
    for (int i = 0; i < MEMBERS; i++) {
        struct member x = plain_member(members[i][1], roles[i]);
        x.honorific = members[i][0];
        x.title = members[i][2];
        x.agency = members[i][3];
        x.scoring = i < 5;
        assert_int_equal(db_member_put(db, &x, ACTOR_SECRETARY, NULL), DB_OK);
    }
    for (int i = 0; i < PRODUCTS; i++) {
        struct product x = plain_product(products[i][0], products[i][1], products[i][3]);
        x.code = products[i][2];
        assert_int_equal(db_product_put(db, &x, ACTOR_SECRETARY, NULL), DB_OK);
    }
    assert_int_equal(db_panel_put(db, meeting_product(m, 4), meeting_member(m, 5), PANEL_RECUSED,
                                  "người nhà của chủ thể", ACTOR_SECRETARY),
                     DB_OK);
}

/* 82 points, and every minimum of 4 stars. */
#define FAIR "1.2:0 4.1:3 4.3:2 5.3:1 7:3 8:4 9:3 11:1"

static void score(struct meeting *m)
{
    for (int i = 1; i <= 5; i++) {
        meeting_ballot(m, 1, i, 6, i <= 2 ? FAIR " 3.4:1 5.1:3" : i == 3 ? FAIR " 3.4:1" : FAIR);
        meeting_ballot(m, 2, i, 6, "4.1:3");
        meeting_ballot(m, 3, i, i == 4 ? 6 : 4, i == 4 ? "" : "3.3:1");
    }
    meeting_begin(m, 5, 1, 12);
}

void meeting_start(struct meeting *m, int rows, int cols, bool ballots)
{
    static const struct db_pair facts[] = {{"province", "Cà Mau"},
                                           {"council", "Hội đồng OCOP tỉnh Cà Mau"},
                                           {"round", "2"},
                                           {"year", "2026"},
                                           {"place", "Hội trường"}};
    *m = (struct meeting){.app = {.poll = model_poll, .reading = model_reading, .now = still}};
    const char *tmp = getenv("TMPDIR");
    snprintf(m->folder, sizeof m->folder, "%s/hoidong-meeting-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(m->folder));
    snprintf(m->path, sizeof m->path, "%s/ocop.ocop", m->folder);
    m->model.pages = &all_pages;
    m->app.model = &m->model;
    app_init(&m->app, &actions, rows, cols);
    char *why = NULL;
    all_still = true;
    enum db_rc rc = model_create(&m->app, m->path, facts, sizeof facts / sizeof *facts, &why);
    all_still = false;
    if (rc != DB_OK)
        fail_msg("%s", why);
    free(why);
    db_set_clock(m->model.db, still_ms, NULL);
    /* What a page shows of the path must not depend on where the test runs. */
    free(m->model.path);
    m->model.path = xstrdup("/home/thuky/ocop-2026-dot-2.ocop");
    fill(m);
    if (ballots)
        score(m);
    assert_true(model_refresh(&m->app));
}

void meeting_end(struct meeting *m)
{
    if (m->model.db)
        plain_actors(m->model.db);
    app_free(&m->app);
    model_close(&m->app);
    free(m->model.lists);
    unlink(m->path);
    rmdir(m->folder);
}

int meeting_product(struct meeting *m, int no)
{
    return plain_find_product(m->model.db, no);
}

int meeting_member(struct meeting *m, int no)
{
    return plain_find_member(m->model.db, no);
}

/* ---- ballots ---- */

/* The points @but names for @code, or -1. */
static int exception(const char *but, const char *code)
{
    size_t n = strlen(code);
    for (const char *p = but; p; p = strchr(p, ' ') ? strchr(p, ' ') + 1 : NULL)
        if (strncmp(p, code, n) == 0 && p[n] == ':')
            return atoi(p + n + 1);
    return -1;
}

static const char *label_for(const struct crit_node *leaf, int star, const char *but)
{
    int points = exception(but, leaf->code);
    int least = star <= 5 ? crit_minimum(leaf, star) : leaf->max;
    if (points < 0 && least < 0)
        points = leaf->level[leaf->n_levels / 2].points;
    for (size_t i = 0; i < leaf->n_levels; i++)
        if (leaf->level[i].points == (points >= 0 ? points : least))
            return leaf->level[i].label;
    fail_msg("%s has no level of %d points", leaf->code, points >= 0 ? points : least);
    return NULL;
}

static void mark_all(struct meeting *m, int product, int member, int star, const char *but,
                     int most)
{
    struct db *db = m->model.db;
    int p = meeting_product(m, product), x = meeting_member(m, member);
    struct ballot b;
    assert_int_equal(db_ballot(db, p, x, &b), DB_OK);
    for (size_t i = 0; i < b.n && most > 0; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind != CRIT_LEAF)
            continue;
        assert_int_equal(
            db_mark(db, p, x, n->code, label_for(n, star, but), ACTOR_SECRETARY, NULL, NULL),
            DB_OK);
        most--;
    }
    list_free(&b);
}

void meeting_ballot(struct meeting *m, int product, int member, int star, const char *but)
{
    mark_all(m, product, member, star, but, 1000);
    assert_int_equal(db_ballot_close(m->model.db, meeting_product(m, product),
                                     meeting_member(m, member), ACTOR_SECRETARY),
                     DB_OK);
}

void meeting_begin(struct meeting *m, int product, int member, int marks)
{
    mark_all(m, product, member, 6, "", marks);
}

static void conclude(struct meeting *m, struct finding f, int product)
{
    f.product = meeting_product(m, product);
    f.criterion = f.criterion ? f.criterion : "";
    f.reason = "Hội đồng thảo luận";
    assert_int_equal(db_conclude(m->model.db, &f, 1, ACTOR_CHAIR), DB_OK);
}

void meeting_settle(struct meeting *m)
{
    conclude(m, (struct finding){.kind = FINDING_MINIMUM, .criterion = "3.4", .star = 4}, 1);
    conclude(m,
             (struct finding){.kind = FINDING_MINIMUM,
                              .criterion = "5.1",
                              .star = 4,
                              .verdict = true,
                              .votes = 4,
                              .of = 5},
             1);
    conclude(m, (struct finding){.kind = FINDING_FORWARD, .verdict = true}, 2);
    conclude(m, (struct finding){.kind = FINDING_SPREAD, .verdict = true}, 3);
    for (int i = 4; i <= 6; i++)
        conclude(m, (struct finding){.kind = FINDING_POSTPONED, .verdict = true}, i);
}

/* ---- another process ---- */

void meeting_elsewhere(struct meeting *m, enum db_rc (*act)(struct db *db, const int *id),
                       const int *id)
{
    pid_t child = fork();
    if (child == 0) {
        struct db *db;
        struct faults f = {0};
        bool done = db_open(&db, m->path, DB_OPEN, &f) == DB_OK;
        if (done)
            db_set_clock(db, still_ms, NULL);
        _exit(done && act(db, id) == DB_OK ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* ---- what stands in the record ---- */

int meeting_points(struct meeting *m, int product, int member, const char *code)
{
    struct ballot b;
    int points = -2;
    assert_int_equal(
        db_ballot(m->model.db, meeting_product(m, product), meeting_member(m, member), &b), DB_OK);
    for (size_t i = 0; i < b.n; i++)
        if (b.line[i].node->kind == CRIT_LEAF && strcmp(b.line[i].node->code, code) == 0)
            points = b.line[i].label ? b.line[i].points : -1;
    list_free(&b);
    return points;
}

enum ballot_state meeting_state(struct meeting *m, int product, int member)
{
    struct seats s;
    assert_int_equal(
        db_seats(m->model.db, meeting_product(m, product), meeting_member(m, member), &s), DB_OK);
    enum ballot_state state = s.n == 1 ? s.v[0].ballot : BALLOT_NONE;
    list_free(&s);
    return state;
}

struct result meeting_result(struct meeting *m, int product)
{
    struct tally t;
    assert_int_equal(db_tally(m->model.db, meeting_product(m, product), &t), DB_OK);
    assert_int_equal(t.n, 1);
    struct result r = t.v[0];
    list_free(&t);
    /* Strings and lists died with the tally. */
    r.code = r.name = r.owner = r.set = r.knock_criterion = r.knock_reason = NULL;
    r.knock_ground = r.stop_criterion = r.stop_ground = NULL;
    memset(r.entry, 0, sizeof r.entry);
    return r;
}

int64_t meeting_events(struct meeting *m)
{
    struct session s;
    assert_int_equal(db_session(m->model.db, &s), DB_OK);
    return s.events;
}
