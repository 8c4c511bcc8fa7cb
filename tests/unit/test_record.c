/* SPDX-License-Identifier: MIT */
/* The record through the interface of db/: what it refuses, what it takes back, what it finds
 * out about a file that was meddled with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/embed.h"
#include "db/db.h"
#include "db/limits.h"
#include "db/record/store.h"
#include "tests/kit/plain.h"

enum { MEMBERS = 3, PRODUCTS = 2 };

struct room {
    struct db *db;
    char dir[200], path[216];
    int member[MEMBERS], product[PRODUCTS];
};

static struct session look(struct db *db)
{
    struct session s;
    plain_ok(db, db_session(db, &s));
    return s;
}

/* The act is refused with @id, and the journal has not grown. */
static void refused(struct room *r, enum db_rc rc, enum fault_id id, int64_t events)
{
    assert_int_equal(rc, DB_REFUSED);
    assert_true(plain_said(db_faults(r->db), id));
    assert_int_equal(look(r->db).events, events);
}

static void open_again(struct room *r)
{
    struct faults f = {0};
    db_close(r->db);
    assert_int_equal(db_open(&r->db, r->path, DB_OPEN, &f), DB_OK);
    faults_free(&f);
}

static int setup(void **state)
{
    struct room *r = calloc(1, sizeof *r);
    struct faults f = {0};
    const char *tmp = getenv("TMPDIR");
    assert_non_null(r);
    snprintf(r->dir, sizeof r->dir, "%s/record.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(r->dir));
    snprintf(r->path, sizeof r->path, "%s/a.ocop", r->dir);
    assert_int_equal(db_create(&r->db, r->path, NULL, 0, &f), DB_OK);
    for (int i = 0; i < MEMBERS; i++) {
        char name[24];
        snprintf(name, sizeof name, "Thành viên %d", i + 1);
        struct member m = plain_member(name, i ? ROLE_MEMBER : ROLE_CHAIR);
        m.honorific = "Bà";
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
    char path[216];
    db_close(r->db);
    unlink(r->path);
    snprintf(path, sizeof path, "%s/copy.ocop", r->dir);
    unlink(path);
    rmdir(r->dir);
    free(r);
    return 0;
}

static enum db_rc tick(struct room *r, int m, const char *code, const char *label)
{
    return db_mark(r->db, r->product[0], r->member[m], code, label, "secretary", NULL, NULL);
}

/* A whole ballot of the highest levels, closed. */
static void ballot(struct room *r, int p, int m)
{
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, r->product[p], r->member[m], &b));
    for (size_t i = 0; i < b.n; i++) {
        const struct crit_node *n = b.line[i].node;
        if (n->kind == CRIT_LEAF)
            plain_ok(r->db, db_mark(r->db, r->product[p], r->member[m], n->code,
                                    n->level[n->n_levels - 1].label, "secretary", NULL, NULL));
    }
    list_free(&b);
    plain_ok(r->db, db_ballot_close(r->db, r->product[p], r->member[m], "secretary"));
}

static void fill_all(struct room *r)
{
    for (int p = 0; p < PRODUCTS; p++)
        for (int m = 0; m < MEMBERS; m++)
            ballot(r, p, m);
}

static void sign_off(struct room *r)
{
    fill_all(r);
    plain_ok(r->db, db_signoff(r->db, NULL, "chair"));
}

/* The level that stands, "" for a blank. */
static void level_of(struct room *r, int m, const char *code, char out[8])
{
    struct ballot b;
    plain_ok(r->db, db_ballot(r->db, r->product[0], r->member[m], &b));
    out[0] = '\0';
    for (size_t i = 0; i < b.n; i++)
        if (strcmp(b.line[i].node->code, code) == 0 && b.line[i].label)
            snprintf(out, 8, "%s", b.line[i].label);
    list_free(&b);
}

static void expect_level(struct room *r, int m, const char *code, const char *want)
{
    char have[8];
    level_of(r, m, code, have);
    assert_string_equal(have, want);
}

/* ---- marks and undo ---- */

static void a_mark_that_stands_makes_no_event(void **state)
{
    struct room *r = *state;
    int64_t first, again, other;
    char h1[65], h2[65];
    plain_ok(r->db,
             db_mark(r->db, r->product[0], r->member[0], "1.1", "2", "secretary", &first, h1));
    int64_t events = look(r->db).events;
    plain_ok(r->db, db_mark(r->db, r->product[0], r->member[0], "1.1", "2", "chair", &again, h2));
    assert_int_equal(first, again);
    assert_string_equal(h1, h2);
    assert_int_equal(look(r->db).events, events);
    plain_ok(r->db,
             db_mark(r->db, r->product[0], r->member[0], "1.1", "1", "secretary", &other, h2));
    assert_int_equal(other, events + 1);
    assert_string_equal(look(r->db).head, h2);
}

static void undo_brings_back_what_stood(void **state)
{
    struct room *r = *state;
    char code[16];
    int m = r->member[0], p = r->product[0];
    refused(r, db_undo(r->db, p, m, "secretary", code), F_NOTHING_TO_UNDO, look(r->db).events);
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    plain_ok(r->db, tick(r, 0, "1.2", "1"));
    plain_ok(r->db, tick(r, 0, "1.1", "2"));
    plain_ok(r->db, tick(r, 1, "1.1", "2")); /* another ballot is left alone */
    plain_ok(r->db, db_note(r->db, p, m, "1.2", "Xem lại", "secretary"));
    int64_t events = look(r->db).events;
    static const char *const back[] = {"1.2", "1.1", "1.2", "1.1"};
    static const char *const left[][2] = {{"2", "1"}, {"1", "1"}, {"1", ""}, {"", ""}};
    for (int i = 0; i < 4; i++) {
        plain_ok(r->db, db_undo(r->db, p, m, "secretary", code));
        assert_string_equal(code, back[i]);
        expect_level(r, 0, "1.1", left[i][0]);
        expect_level(r, 0, "1.2", left[i][1]);
        if (i == 1)
            open_again(r); /* what was undone is in the record, not in memory */
    }
    assert_int_equal(look(r->db).events, events + 4);
    refused(r, db_undo(r->db, p, m, "secretary", code), F_NOTHING_TO_UNDO, events + 4);
    expect_level(r, 1, "1.1", "2");
    plain_ok(r->db, tick(r, 0, "1.1", "3"));
    plain_ok(r->db, db_undo(r->db, p, m, "secretary", code));
    expect_level(r, 0, "1.1", "");
    open_again(r);
}

static void a_closed_ballot_is_not_touched(void **state)
{
    struct room *r = *state;
    char code[16];
    ballot(r, 0, 0);
    int64_t events = look(r->db).events;
    int m = r->member[0], p = r->product[0];
    refused(r, tick(r, 0, "1.1", "1"), F_BALLOT_CLOSED, events);
    refused(r, db_note(r->db, p, m, "", "Ý kiến", "secretary"), F_BALLOT_CLOSED, events);
    refused(r, db_undo(r->db, p, m, "secretary", code), F_BALLOT_CLOSED, events);
    plain_ok(r->db, db_ballot_reopen(r->db, p, m, "Nhầm", "secretary"));
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    refused(r, db_ballot_reopen(r->db, p, m, "Nhầm", "secretary"), F_BALLOT_NOT_CLOSED, events + 2);
}

static void levels_that_are_not_printed(void **state)
{
    struct room *r = *state;
    static const char *const bad[] = {"", "9", "-1", "01", "1 ", "a1", "2\n", "0x1"};
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    int64_t events = look(r->db).events;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(tick(r, 0, "1.1", bad[i]), DB_REFUSED);
        assert_int_equal(look(r->db).events, events);
    }
    refused(r, tick(r, 0, "9.9", "1"), F_NO_SUCH_CRITERION, events);
    refused(r, tick(r, 0, "1", "1"), F_NO_SUCH_CRITERION, events);
    expect_level(r, 0, "1.1", "1");
}

/* ---- settings ---- */

/* What the record says of a fact or rule now. */
static const char *kept(struct db *db, const char *key)
{
    static char value[200];
    struct rules rules;
    assert_int_equal(db_rules(db, &rules), DB_OK);
    snprintf(value, sizeof value, "%s", rules_get(&rules, key));
    list_free(&rules);
    return value;
}

static void settings_are_one_act(void **state)
{
    struct room *r = *state;
    struct db_pair mixed[] = {{"place", "Phòng 2"}, {"quorum", "9"}};
    struct db_pair rule = {"spread.max", "5"}, fact = {"place", "Hội trường"};
    struct db_pair mode = {"mode", "written"};
    int64_t events = look(r->db).events;
    assert_int_equal(db_set(r->db, mixed, 2, NULL, "secretary"), DB_USAGE);
    assert_string_equal(kept(r->db, "place"), "");
    assert_int_equal(look(r->db).events, events);
    plain_ok(r->db, db_set(r->db, &rule, 1, NULL, "secretary"));
    plain_ok(r->db, db_set(r->db, &rule, 1, NULL, "secretary"));
    assert_int_equal(look(r->db).events, events + 1);
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    events = look(r->db).events;
    rule.value = "7";
    refused(r, db_set(r->db, &rule, 1, NULL, "secretary"), F_RULE_NEEDS_REASON, events);
    refused(r, db_set(r->db, &rule, 1, "  ", "secretary"), F_RULE_NEEDS_REASON, events);
    refused(r, db_set(r->db, &mode, 1, NULL, "secretary"), F_RULE_NEEDS_REASON, events);
    plain_ok(r->db, db_set(r->db, &mode, 1, "Chủ tịch quyết định", "secretary"));
    plain_ok(r->db, db_set(r->db, &rule, 1, "Hội đồng thống nhất", "secretary"));
    plain_ok(r->db, db_set(r->db, &fact, 1, NULL, "secretary"));
    open_again(r);
    assert_string_equal(kept(r->db, "spread.max"), "7");
    assert_string_equal(kept(r->db, "quorum"), "3/4");
    struct db_pair yes = {"rehearsal", "yes"}, no = {"rehearsal", "no"};
    plain_ok(r->db, db_set(r->db, &yes, 1, NULL, "secretary"));
    refused(r, db_set(r->db, &no, 1, "x", "secretary"), F_REHEARSAL_STAYS, look(r->db).events);
    assert_true(look(r->db).rehearsal);
}

/* ---- sign-off ---- */

static void what_is_signed_stays(void **state)
{
    struct room *r = *state;
    char code[16];
    int id = 0;
    sign_off(r);
    struct session s = look(r->db);
    assert_true(s.closed);
    assert_string_equal(s.head, s.closing);
    int64_t n = s.events;
    int p = r->product[0], m = r->member[0];
    struct db_pair place = {"place", "x"};
    struct finding f = {
        .product = p, .kind = FINDING_POSTPONED, .criterion = "", .verdict = true, .reason = ""};
    struct member more = plain_member("Ai", ROLE_MEMBER);
    more.scoring = more.present = false;
    refused(r, tick(r, 0, "1.1", "1"), F_SESSION_CLOSED, n);
    refused(r, db_note(r->db, p, m, "", "x", "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_undo(r->db, p, m, "secretary", code), F_SESSION_CLOSED, n);
    refused(r, db_ballot_close(r->db, p, m, "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_ballot_reopen(r->db, p, m, "x", "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_set(r->db, &place, 1, "x", "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_conclude(r->db, &f, 1, "chair"), F_SESSION_CLOSED, n);
    refused(r, db_panel_put(r->db, p, m, PANEL_ABSENT, "", "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_member_put(r->db, &more, "secretary", &id), F_SESSION_CLOSED, n);
    refused(r, db_product_sets(r->db, &p, 1, "26", "x", "secretary"), F_SESSION_CLOSED, n);
    refused(r, db_pin_set(r->db, NULL, "2468"), F_SESSION_CLOSED, n);
    refused(r, db_signoff(r->db, NULL, "chair"), F_SESSION_CLOSED, n);
    refused(r, db_reopen(r->db, " ", NULL, "chair"), F_REASON_MISSING, n);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
    assert_string_equal(v.closing, s.closing);
}

static void a_correction_after_sign_off(void **state)
{
    struct room *r = *state;
    struct db_pair name = {"name", "Mắm tôm chua"}, bad = {"set", "9"};
    struct tally t;
    sign_off(r);
    struct session before = look(r->db);
    assert_int_equal(db_correct(r->db, r->product[0], &bad, 1, "x", NULL, "secretary"), DB_USAGE);
    refused(r, db_correct(r->db, r->product[0], &name, 1, "", NULL, "secretary"), F_REASON_MISSING,
            before.events);
    plain_ok(r->db, db_correct(r->db, r->product[0], &name, 1, "Sai tên", NULL, "secretary"));
    struct session after = look(r->db);
    assert_true(after.closed);
    assert_int_equal(after.version, 2);
    assert_string_not_equal(after.closing, before.closing);
    open_again(r);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
    assert_string_equal(v.closing, after.closing);
    plain_ok(r->db, db_tally(r->db, r->product[0], &t));
    assert_string_equal(t.v[0].name, "Mắm tôm chua");
    assert_int_equal(t.v[0].closed, MEMBERS);
    list_free(&t);
    plain_ok(r->db, db_reopen(r->db, "Xem lại", NULL, "chair"));
    assert_int_equal(look(r->db).version, 3);
    assert_string_equal(look(r->db).closing, "");
    refused(r, db_reopen(r->db, "Xem lại", NULL, "chair"), F_SESSION_OPEN, look(r->db).events);
    plain_ok(r->db, db_signoff(r->db, NULL, "chair"));
    plain_ok(r->db, db_verify(r->db, &v));
    assert_int_equal(v.version, 3);
}

/* ---- meddling ---- */

/* The file, changed by @edit at the @nth place that holds @what; false when there is none. */
static bool patch(const char *path, const char *what, size_t at, char byte, int nth)
{
    struct stat st;
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(fstat(fd, &st), 0);
    size_t size = (size_t)st.st_size, n = strlen(what);
    char *data = malloc(size);
    assert_non_null(data);
    assert_int_equal(read(fd, data, size), (ssize_t)size);
    bool done = false;
    for (size_t i = 0; i + n <= size && !done; i++)
        if (memcmp(data + i, what, n) == 0 && nth-- == 0)
            done = pwrite(fd, &byte, 1, (off_t)(i + at)) == 1;
    free(data);
    assert_int_equal(close(fd), 0);
    return done;
}

/* Opening refuses the file, db_verify says why, and neither writes to it. */
static void found_out(struct room *r, enum fault_id id)
{
    struct faults f = {0};
    struct verdict v;
    struct stat before, after;
    struct db *db = NULL;
    assert_int_equal(stat(r->path, &before), 0);
    assert_int_equal(db_open(&db, r->path, DB_OPEN, &f), DB_FAULT);
    assert_null(db);
    assert_true(f.errors > 0);
    faults_free(&f);
    assert_int_equal(db_open(&db, r->path, DB_LOOK_VERIFY, &f), DB_OK);
    assert_int_not_equal(db_verify(db, &v), DB_OK);
    assert_true(plain_said(db_faults(db), id));
    db_close(db);
    faults_free(&f);
    assert_int_equal(stat(r->path, &after), 0);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void meddling_is_found_out(void **state)
{
    struct room *r = *state;
    static const struct {
        const char *what;
        size_t at;
        char byte;
        enum fault_id id;
    } edits[] = {
        {"level 1 1\n", 8, '2', F_CHAIN},           /* a mark in the journal */
        {"criterion 3 1.2\n", 14, '3', F_CHAIN},    /* what it was on */
        {"secretarymark", 0, 'S', F_CHAIN},         /* who did it */
        {"reason 5 thử", 9, 'T', F_CHAIN},          /* why */
        {"Thành viên 1Bà", 0, 'X', F_FOLD_DIFFERS}, /* a table that is not the journal's fold */
    };
    struct db_pair rule = {"spread.max", "5"};
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    plain_ok(r->db, tick(r, 0, "1.2", "1"));
    plain_ok(r->db, db_set(r->db, &rule, 1, "thử", "secretary"));
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        db_close(r->db);
        r->db = NULL;
        assert_true(patch(r->path, edits[i].what, edits[i].at, edits[i].byte, 0));
        found_out(r, edits[i].id);
        char edited[64];
        snprintf(edited, sizeof edited, "%s", edits[i].what);
        edited[edits[i].at] = edits[i].byte;
        assert_true(patch(r->path, edited, edits[i].at, edits[i].what[edits[i].at], 0));
        struct faults f = {0};
        assert_int_equal(db_open(&r->db, r->path, DB_OPEN, &f), DB_OK);
    }
}

/* ---- copies, clocks ---- */

static void a_backup_is_the_same_record(void **state)
{
    struct room *r = *state;
    char dest[216];
    struct faults f = {0};
    struct db *copy = NULL;
    struct verdict v;
    snprintf(dest, sizeof dest, "%s/copy.ocop", r->dir);
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    plain_ok(r->db, db_backup(r->db, dest));
    plain_ok(r->db, tick(r, 0, "1.1", "2"));
    plain_ok(r->db, db_backup(r->db, dest)); /* its own older copy may be replaced */
    assert_int_equal(db_open(&copy, dest, DB_OPEN, &f), DB_OK);
    assert_int_equal(db_verify(copy, &v), DB_OK);
    assert_string_equal(v.head, look(r->db).head);
    db_close(copy);
    assert_int_equal(db_backup(r->db, r->path), DB_REFUSED);
    assert_int_equal(db_create(&copy, dest, NULL, 0, &f), DB_REFUSED);
    assert_true(plain_said(&f, F_FILE_EXISTS));
    assert_null(copy);
    faults_free(&f);
}

static int64_t clock_at(void *arg)
{
    return *(int64_t *)arg;
}

static void order_is_seq_not_time(void **state)
{
    struct room *r = *state;
    int64_t now = INT64_C(1795000000000);
    struct blockers b;
    db_set_clock(r->db, clock_at, &now);
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    now -= 86400000;
    plain_ok(r->db, tick(r, 0, "1.1", "2"));
    expect_level(r, 0, "1.1", "2");
    plain_ok(r->db, db_check(r->db, &b));
    bool told = false;
    for (size_t i = 0; i < b.n; i++)
        told = told || (b.v[i].fault.id == F_CLOCK_BACK && b.v[i].warning);
    list_free(&b);
    assert_true(told);
    db_set_clock(r->db, NULL, NULL);
    open_again(r);
    expect_level(r, 0, "1.1", "2");
}

/* The time of the last event. */
static void last_time(struct room *r, const char *want)
{
    assert_string_equal(look(r->db).last_time, want);
}

static void times_before_1970(void **state)
{
    struct room *r = *state;
    static const struct {
        int64_t ms;
        const char *time;
    } at[] = {{-603, "1969-12-31T23:59:59.397Z"},
              {-1, "1969-12-31T23:59:59.999Z"},
              {0, "1970-01-01T00:00:00.000Z"},
              {-1000, "1969-12-31T23:59:59.000Z"},
              {-86400001, "1969-12-30T23:59:59.999Z"},
              {INT64_C(1795000000123), "2026-11-18T11:06:40.123Z"}};
    int64_t now;
    db_set_clock(r->db, clock_at, &now);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        now = at[i].ms;
        plain_ok(r->db, tick(r, 0, "1.1", i % 2 ? "1" : "2"));
        last_time(r, at[i].time);
    }
    open_again(r);
}

/* How often the fault is among what check says. */
static int times_said(struct room *r, enum fault_id id)
{
    struct blockers b;
    int n = 0;
    plain_ok(r->db, db_check(r->db, &b));
    for (size_t i = 0; i < b.n; i++)
        n += b.v[i].fault.id == id && b.v[i].warning;
    list_free(&b);
    return n;
}

static void a_jump_of_the_clock_is_told(void **state)
{
    struct room *r = *state;
    const int64_t day = INT64_C(86400000);
    struct session s = look(r->db);
    struct tm tm = {0};
    assert_int_equal(sscanf(s.last_time, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday), 3);
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    int64_t now = (int64_t)timegm(&tm) * 1000;
    db_set_clock(r->db, clock_at, &now);
    /* Decisions follow after months: honest. */
    now += 2 * day;
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    now += 300 * day;
    plain_ok(r->db, tick(r, 0, "1.1", "2"));
    assert_int_equal(times_said(r, F_CLOCK_AHEAD), 0);
    now += 400 * day;
    plain_ok(r->db, tick(r, 0, "1.1", "1"));
    assert_int_equal(times_said(r, F_CLOCK_AHEAD), 1);
    assert_int_equal(times_said(r, F_CLOCK_BACK), 0);
    now -= 400 * day;
    plain_ok(r->db, tick(r, 0, "1.1", "2"));
    assert_int_equal(times_said(r, F_CLOCK_AHEAD), 1);
    assert_int_equal(times_said(r, F_CLOCK_BACK), 1);
}

/* ---- size ---- */

static int64_t pragma(struct db *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    assert_int_equal(sqlite3_prepare_v2(db->h, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t v = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return v;
}

/* What may be written may be opened: one number says both. */
static void one_size_for_writing_and_opening(void **state)
{
    struct room *r = *state;
    struct faults f = {0};
    struct db *db = NULL;
    assert_int_equal(pragma(r->db, "PRAGMA max_page_count") * pragma(r->db, "PRAGMA page_size"),
                     (int64_t)MAX_FILE_MB << 20);
    db_close(r->db);
    r->db = NULL;
    assert_int_equal(truncate(r->path, ((off_t)MAX_FILE_MB << 20) + 1), 0);
    assert_int_equal(db_open(&db, r->path, DB_OPEN, &f), DB_FAULT);
    assert_true(plain_said(&f, F_FILE_TOO_BIG));
    faults_free(&f);
    /* As large as may be is judged by what is in it. */
    assert_int_equal(truncate(r->path, (off_t)MAX_FILE_MB << 20), 0);
    assert_int_equal(db_open(&db, r->path, DB_OPEN, &f), DB_FAULT);
    assert_false(plain_said(&f, F_FILE_TOO_BIG));
    assert_true(plain_said(&f, F_DAMAGED));
    faults_free(&f);
}

/* The limit brought near: a write is refused before, whole, and the next opening finds all. */
static void a_write_that_would_pass_the_size(void **state)
{
    struct room *r = *state;
    char sql[80], note[3600];
    int64_t limit = pragma(r->db, "PRAGMA page_count") + 6, events = 0;
    enum db_rc rc = DB_OK;
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %lld", (long long)limit);
    assert_int_equal(sqlite3_exec(r->db->h, sql, NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < 100 && rc == DB_OK; i++) {
        memset(note, 'a' + i % 26, 900);
        note[900] = '\0';
        events = look(r->db).events;
        rc = db_note(r->db, r->product[0], r->member[0], "1.1", note, "secretary");
    }
    refused(r, rc, F_FILE_FULL, events);
    assert_true(pragma(r->db, "PRAGMA page_count") <= limit);
    /* And again: it is no fault of the disk, nothing needs to be opened anew. */
    rc = db_note(r->db, r->product[0], r->member[0], "1.1", note, "secretary");
    refused(r, rc, F_FILE_FULL, events);
    events = look(r->db).events;
    open_again(r);
    assert_int_equal(look(r->db).events, events);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
    plain_ok(r->db, tick(r, 0, "1.2", "1")); /* the limit is far again */
}

static void the_pin_tells_who_sits_there(void **state)
{
    struct room *r = *state;
    plain_ok(r->db, db_pin_set(r->db, NULL, "2468"));
    assert_true(look(r->db).has_pin);
    assert_int_equal(db_pin_try(r->db, "2468"), DB_OK);
    assert_int_equal(db_pin_try(r->db, "2469"), DB_REFUSED);
    assert_int_equal(db_pin_try(r->db, ""), DB_REFUSED);
    int64_t events = look(r->db).events;
    refused(r, db_pin_set(r->db, "1", "1357"), F_PIN_WRONG, events + 1); /* the try is kept */
    refused(r, db_pin_set(r->db, "2468", "1"), F_PIN_FORM, events + 1);
    refused(r, db_pin_set(r->db, NULL, "1357"), F_PIN_WRONG, events + 1); /* no guess */
    plain_ok(r->db, db_pin_set(r->db, "2468", ""));
    assert_false(look(r->db).has_pin);
    open_again(r);
}

/* Nothing that makes or changes a signed state goes without it, whoever calls. */
static void the_pin_guards_a_signed_state(void **state)
{
    struct room *r = *state;
    struct db_pair name = {"name", "Mắm tôm chua"}, phone = {"phone", "0912"};
    plain_ok(r->db, db_pin_set(r->db, NULL, "2468"));
    plain_ok(r->db, db_correct(r->db, r->product[0], &phone, 1, "Thiếu", NULL, "secretary"));
    refused(r, db_signoff(r->db, NULL, "chair"), F_PIN_WRONG, look(r->db).events);
    refused(r, db_signoff(r->db, "1", "chair"), F_PIN_WRONG, look(r->db).events + 1);
    assert_false(look(r->db).closed);
    fill_all(r);
    plain_ok(r->db, db_signoff(r->db, "2468", "chair"));
    int64_t n = look(r->db).events;
    refused(r, db_reopen(r->db, "Xem lại", NULL, "chair"), F_PIN_WRONG, n);
    refused(r, db_reopen(r->db, "Xem lại", "2469", "chair"), F_PIN_WRONG, n + 1);
    refused(r, db_correct(r->db, r->product[0], &name, 1, "Sai", "2469", "secretary"), F_PIN_WRONG,
            n + 2);
    assert_true(look(r->db).closed);
    assert_int_equal(look(r->db).version, 1);
    plain_ok(r->db, db_correct(r->db, r->product[0], &name, 1, "Sai", "2468", "secretary"));
    struct decision d = {"12/QĐ-UBND", "2026-12-20", "", 0};
    plain_ok(r->db, db_decide(r->db, DECISION_RECOGNISED, &d, "secretary")); /* clerical */
    plain_ok(r->db, db_reopen(r->db, "Xem lại", "2468", "chair"));
    open_again(r);
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

static void wrong_pins_ask_to_wait(void **state)
{
    struct room *r = *state;
    int64_t now = 1800000000000;
    plain_ok(r->db, db_pin_set(r->db, NULL, "2468"));
    db_set_clock(r->db, clock_at, &now);
    for (int i = 0; i < PIN_TRIES; i++)
        assert_int_equal(db_pin_try(r->db, "1111"), DB_REFUSED);
    assert_true(plain_said(db_faults(r->db), F_PIN_WAIT)); /* of the next one */
    for (int64_t wait = PIN_WAIT; wait <= 8 * PIN_WAIT; wait *= 2) {
        int64_t n = look(r->db).events;
        now += wait * 1000 - 1;
        refused(r, db_pin_try(r->db, "2468"), F_PIN_WAIT, n); /* the right one waits too */
        now -= 86400000;
        refused(r, db_pin_try(r->db, "2468"), F_PIN_WAIT, n); /* a clock set back */
        now += 86400001;
        refused(r, db_pin_try(r->db, "1111"), F_PIN_WRONG, n + 1);
    }
    open_again(r);
    db_set_clock(r->db, clock_at, &now);
    refused(r, db_pin_set(r->db, "2468", "1357"), F_PIN_WAIT, look(r->db).events);
    now += 16 * PIN_WAIT * 1000;
    plain_ok(r->db, db_pin_set(r->db, "2468", "1357"));
    refused(r, db_pin_try(r->db, "2468"), F_PIN_WRONG, look(r->db).events + 1);
    assert_int_equal(db_pin_try(r->db, "1357"), DB_OK); /* counted anew */
    struct verdict v;
    plain_ok(r->db, db_verify(r->db, &v));
}

static void a_lost_pin_has_a_way_back(void **state)
{
    struct room *r = *state;
    refused(r, db_pin_lost(r->db, "Quên"), F_PIN_NONE, look(r->db).events);
    plain_ok(r->db, db_pin_set(r->db, NULL, "2468"));
    fill_all(r);
    plain_ok(r->db, db_signoff(r->db, "2468", "chair"));
    struct session before = look(r->db);
    refused(r, db_pin_lost(r->db, " "), F_REASON_MISSING, before.events);
    plain_ok(r->db, db_pin_lost(r->db, "Chủ tọa nghỉ hưu"));
    assert_false(look(r->db).has_pin);
    assert_string_equal(look(r->db).closing, before.closing);
    open_again(r);
    plain_ok(r->db, db_reopen(r->db, "Xem lại", NULL, "chair"));
}

/* What db/event.def says of a kind after chốt is what the guard does. */
static void a_closed_session_takes_what_event_def_says(void **state)
{
    struct room *r = *state;
    struct body b = {0};
    body_int(&b, "version", 1);
    body_int(&b, "ballots", 0);
    assert_int_equal(tx_begin(r->db), DB_OK);
    plain_ok(r->db, tx_end(r->db, journal_append(r->db, EV_CLOSE, "chair", &b, NULL)));
    int64_t events = look(r->db).events;
    for (enum event_kind k = 0; k < EV_COUNT; k++) {
        body_text(&b, "key", "paper.number"); /* the one setting that may still be set */
        assert_int_equal(tx_begin(r->db), DB_OK);
        enum db_rc rc = journal_append(r->db, k, "chair", &b, NULL);
        assert_int_not_equal(tx_end(r->db, rc == DB_OK ? DB_REFUSED : rc), DB_OK);
        if (plain_said(db_faults(r->db), F_SESSION_CLOSED) == event_defs[k].late)
            fail_msg("%s", event_defs[k].name);
        assert_int_equal(look(r->db).events, events);
    }
}

/* ---- fields ---- */

/* The table of products has the fields of db/product.def, each of its type, and no others. */
static void a_product_is_its_list_of_fields(void **state)
{
    static const char *const field[][2] = {
#define PRODUCT_NUMBER(name, field) {#name, "INTEGER"},
#define PRODUCT_TEXT(name, field, label, column) {#name, "TEXT"},
#define PRODUCT_WORD(name, field, column) {#name, "TEXT"},
#include "db/product.def"
    };
    const size_t n = sizeof field / sizeof *field;
    size_t columns = 0;
    sqlite3 *h;
    sqlite3_stmt *s;
    (void)state;
    assert_int_equal(sqlite3_open(":memory:", &h), SQLITE_OK);
    const char *schema = (const char *)db_embedded("sql/schema.sql")->data;
    assert_int_equal(sqlite3_exec(h, schema, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(h, "PRAGMA table_info(product)", -1, &s, NULL), SQLITE_OK);
    for (; sqlite3_step(s) == SQLITE_ROW; columns++) {
        const char *name = (const char *)sqlite3_column_text(s, 1);
        size_t i = 0;
        while (i < n && strcmp(field[i][0], name) != 0)
            i++;
        if (i == n)
            fail_msg("%s is not in db/product.def", name);
        assert_string_equal((const char *)sqlite3_column_text(s, 2), field[i][1]);
    }
    assert_int_equal(columns, n);
    sqlite3_finalize(s);
    sqlite3_close(h);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(a_mark_that_stands_makes_no_event),
        T(undo_brings_back_what_stood),
        T(a_closed_ballot_is_not_touched),
        T(levels_that_are_not_printed),
        T(settings_are_one_act),
        T(what_is_signed_stays),
        T(a_correction_after_sign_off),
        T(meddling_is_found_out),
        T(a_backup_is_the_same_record),
        T(order_is_seq_not_time),
        T(times_before_1970),
        T(a_jump_of_the_clock_is_told),
        T(one_size_for_writing_and_opening),
        T(a_write_that_would_pass_the_size),
        T(the_pin_tells_who_sits_there),
        T(the_pin_guards_a_signed_state),
        T(wrong_pins_ask_to_wait),
        T(a_lost_pin_has_a_way_back),
        T(a_closed_session_takes_what_event_def_says),
        cmocka_unit_test(a_product_is_its_list_of_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
