/* SPDX-License-Identifier: MIT */
/* What fifteen members and an app do with a session, each by a handle of its own. */
#include "tests/sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/kit/plain.h"

static struct {
    char dir[200], path[240], backup[240], list[240];
    struct db *db[SIM_TASKS];
    int member[SIM_MEMBERS], product[SIM_PRODUCTS];
} a;

/* ---- the session ---- */

static void must(struct db *db, enum db_rc rc)
{
    char *text =
        rc != DB_OK && db && db_faults(db)->n ? fault_text(&db_faults(db)->v[0], NULL) : NULL;
    if (rc != DB_OK)
        sim_fail("the session cannot be made: %s", text ? text : "?");
}

void acts_begin(const char *dir)
{
    static const struct db_pair rules[] = {
        {"minimum.rule", "majority"}, {"minimum.missed", "lower"}, {"place", "Cà Mau"}};
    struct faults f = {0};
    struct db *db;
    snprintf(a.dir, sizeof a.dir, "%s", dir);
    snprintf(a.path, sizeof a.path, "%s/a.ocop", dir);
    snprintf(a.backup, sizeof a.backup, "%s/b.ocop", dir);
    snprintf(a.list, sizeof a.list, "%s/list.csv", dir);
    disk_begin(a.path);
    model_begin(a.path);
    must(NULL, db_create(&db, a.path, rules, 3, &f));
    for (int i = 0; i < SIM_MEMBERS; i++) {
        char name[24];
        snprintf(name, sizeof name, "Bà %d", i + 1);
        struct member m = plain_member(name, i == 0   ? ROLE_CHAIR
                                             : i == 1 ? ROLE_VICE
                                                      : ROLE_MEMBER);
        must(db, db_member_put(db, &m, "secretary", &a.member[i]));
    }
    for (int i = 0; i < SIM_PRODUCTS; i++) {
        char name[24], code[24];
        snprintf(name, sizeof name, "Mắm %d", i + 1);
        snprintf(code, sizeof code, "96-3200%d-1-2026", i + 1);
        struct product p = plain_product(name, "Hộ A", "8");
        p.code = code;
        must(db, db_product_put(db, &p, "secretary", &a.product[i]));
    }
    db_close(db);
    disk_keep();
}

/* ---- an act: told to the model before and after ---- */

static const char *fault_of(struct db *db, enum db_rc rc)
{
    const struct faults *f = db_faults(db);
    for (size_t i = 0; rc != DB_OK && i < f->n; i++)
        if (!f->v[i].warning)
            return fault_code(f->v[i].id);
    return "";
}

static void begin(int id, const char *code, const char *label)
{
    model_act(id, code, label);
    if (sim_council()->plant == PLANT_BLIND)
        model_blind(a.db[id]);
}

static void end(int id, enum db_rc rc, const char *what, long one, long two)
{
    struct db *db = a.db[id];
    const char *why = fault_of(db, rc);
    sim_sum()->steps++;
    sim_tell("%2d %s %ld %ld: %d %s", id, what, one, two, (int)rc, why);
    model_end(id, db, rc);
    if (rc != DB_FAULT)
        return;
    bool lost = plain_said(db_faults(db), F_FILE_LOST);
    sim_sum()->lost += lost;
    if (lost)
        model_lost(id);
    if (lost || (strcmp(why, "busy") != 0 && sim_one_in(2))) {
        a.db[id] = NULL;
        db_close(db);
    }
}

static void read_ended(int id, enum db_rc rc, const char *what)
{
    sim_sum()->steps++;
    sim_tell("%2d %s: %d %s", id, what, (int)rc, fault_of(a.db[id], rc));
}

/* ---- a member ---- */

static const char *some_level(const struct crit_node *n)
{
    size_t k = sim_one_in(4) ? sim_below((uint32_t)n->n_levels) : (size_t)n->n_levels - 1;
    return n->level[k].label;
}

/* The next criterion that is blank, now and then any. */
static const struct crit_node *some_leaf(const struct ballot *b)
{
    const struct crit_node *any = NULL;
    bool wander = sim_one_in(6);
    uint32_t leaves = 0;
    for (size_t i = 0; i < b->n; i++) {
        const struct crit_node *n = b->line[i].node;
        if (n->kind != CRIT_LEAF || (!wander && b->line[i].label))
            continue;
        if (!wander)
            return n;
        if (sim_below(++leaves) == 0)
            any = n;
    }
    return any;
}

static void note_or_undo(int id, int product, int member, const char *actor)
{
    static const char *const notes[] = {"", "Thơm", "Nhãn thiếu hạn dùng"};
    char code[16];
    if (sim_one_in(2)) {
        begin(id, "", "");
        end(id, db_undo(a.db[id], product, member, actor, code), "undo", product, member);
    } else {
        begin(id, "", "");
        enum db_rc rc = db_note(a.db[id], product, member, "", notes[sim_below(3)], actor);
        end(id, rc, "note", product, member);
    }
}

static void member_acts(int id)
{
    struct ballot b;
    char actor[24];
    int product = a.product[sim_below(SIM_PRODUCTS)], member = a.member[id];
    snprintf(actor, sizeof actor, "member %d", member);
    if (sim_one_in(12)) {
        note_or_undo(id, product, member, actor);
        return;
    }
    enum db_rc rc = db_ballot(a.db[id], product, member, &b);
    const struct crit_node *n = rc == DB_OK ? some_leaf(&b) : NULL;
    if (rc != DB_OK) {
        read_ended(id, rc, "ballot");
    } else if (n) {
        const char *label = some_level(n);
        begin(id, n->code, label);
        rc = db_mark(a.db[id], product, member, n->code, label, actor, NULL, NULL);
        end(id, rc, "mark", product, member);
    } else {
        begin(id, "", "");
        end(id, db_ballot_close(a.db[id], product, member, actor), "close", product, member);
    }
    list_free(&b);
}

/* ---- the app ---- */

/* What its pages load, as one state. */
static void app_loads(int id)
{
    struct db *db = a.db[id];
    struct tally t = {0};
    struct blockers b = {0};
    struct seats s = {0};
    struct session before = {0}, after;
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = db_session(db, &before);
    if (rc == DB_OK)
        rc = db_tally(db, 0, &t);
    if (rc == DB_OK)
        rc = db_check(db, &b);
    if (rc == DB_OK)
        rc = db_seats(db, 0, 0, &s);
    if (rc == DB_OK && (rc = db_session(db, &after)) == DB_OK && after.events != before.events)
        sim_fail("one reading saw %lld events, then %lld", (long long)before.events,
                 (long long)after.events);
    rc = db_read_end(db, rc);
    read_ended(id, rc, "load");
    list_free(&t);
    list_free(&b);
    list_free(&s);
}

static void app_looks(int id)
{
    struct db *now = NULL;
    struct verdict v;
    enum db_rc rc = db_look(a.db[id], &now);
    if (rc == DB_OK && sim_one_in(8) && db_verify(now, &v) != DB_OK)
        sim_fail("a look does not verify: %s", fault_of(now, DB_FAULT));
    db_close(now);
    read_ended(id, rc, "look");
}

/* The first blocker that a conclusion answers. */
static void app_settles(int id)
{
    struct blockers b;
    struct finding f = {.criterion = "", .verdict = true, .reason = "Hội đồng thống nhất"};
    bool answer = false;
    enum db_rc rc = db_check(a.db[id], &b);
    for (size_t i = 0; rc == DB_OK && !answer && i < b.n; i++) {
        f.product = b.v[i].product;
        f.kind = b.v[i].fault.id == F_SPREAD ? FINDING_SPREAD : FINDING_FORWARD;
        answer = b.v[i].fault.id == F_SPREAD || b.v[i].fault.id == F_FORWARD_OPEN;
    }
    list_free(&b);
    if (rc != DB_OK || !answer) {
        read_ended(id, rc, "check");
        return;
    }
    begin(id, "", "");
    end(id, db_conclude(a.db[id], &f, 1, "chair"), "conclude", f.product, f.kind);
}

static void app_concludes(int id)
{
    struct finding f = {.criterion = "",
                        .product = a.product[sim_below(SIM_PRODUCTS)],
                        .kind = FINDING_POSTPONED,
                        .verdict = sim_one_in(3),
                        .reason = "Chờ hồ sơ"};
    begin(id, "", "");
    end(id, db_conclude(a.db[id], &f, 1, "chair"), "postpone", f.product, f.verdict);
}

static void app_seats(int id)
{
    int product = a.product[sim_below(SIM_PRODUCTS)], m = a.member[2 + sim_below(SIM_MEMBERS - 2)];
    enum panel_state s = sim_one_in(3) ? PANEL_RECUSED : PANEL_SCORES;
    begin(id, "", "");
    enum db_rc rc = db_panel_put(a.db[id], product, m, s, "Người nhà", "secretary");
    end(id, rc, "panel", m, s);
}

static void app_presence(int id)
{
    int m = a.member[2 + sim_below(SIM_MEMBERS - 2)], moved;
    enum presence p = sim_one_in(4) ? PRESENCE_LEFT : PRESENCE_HERE;
    begin(id, "", "");
    end(id, db_presence(a.db[id], m, p, "Việc riêng", "secretary", &moved), "presence", m, p);
}

/* Some ballots of one product, from one member on. */
static void app_reopens(int id)
{
    int product = a.product[sim_below(SIM_PRODUCTS)], m[SIM_MEMBERS] = {0};
    size_t n = 1 + sim_below(4);
    uint32_t first = sim_below(SIM_MEMBERS);
    for (uint32_t i = 0; i < n; i++)
        m[i] = a.member[(first + i) % SIM_MEMBERS];
    begin(id, "", "");
    end(id, db_ballots_reopen(a.db[id], product, m, n, "Chấm lại", "chair"), "again", product,
        m[0]);
}

static void app_imports(int id)
{
    struct import_options opt = {.actor = "secretary"};
    struct import_report r;
    FILE *f = fopen(a.list, "w");
    if (f) {
        fprintf(f, "stt,ten_san_pham,chu_the,ma_san_pham,dien_thoai\n");
        for (int i = 1; i <= SIM_PRODUCTS; i++)
            fprintf(f, "%d,Mắm %d,Hộ A,96-3200%d-1-2026,09%08u\n", i, i, i, sim_below(100000000));
        fclose(f);
    }
    begin(id, "", "");
    end(id, db_import(a.db[id], LIST_PRODUCTS, a.list, &opt, &r), "import", SIM_PRODUCTS, 0);
}

static void app_backs_up(int id)
{
    begin(id, "", "");
    enum db_rc rc = db_backup(a.db[id], a.backup);
    sim_sum()->steps++;
    sim_tell("%2d backup: %d %s", id, (int)rc, fault_of(a.db[id], rc));
    /* One of an older time is not replaced by a fork of it. */
    if (rc != DB_OK && plain_said(db_faults(a.db[id]), F_BACKUP_EXISTS))
        unlink(a.backup);
}

static void app_signs_off(int id)
{
    begin(id, "", "");
    enum db_rc rc = db_signoff(a.db[id], NULL, "chair");
    sim_sum()->closings += rc == DB_OK;
    end(id, rc, "sign off", 0, 0);
}

static void app_closed(int id)
{
    struct db_pair name = {"phone", sim_one_in(2) ? "0912" : "0913"};
    int product = a.product[sim_below(SIM_PRODUCTS)];
    begin(id, "", "");
    if (sim_one_in(2))
        end(id, db_correct(a.db[id], product, &name, 1, "Gõ sai", NULL, "secretary"), "correct",
            product, 0);
    else
        end(id, db_reopen(a.db[id], "Có đơn", NULL, "chair"), "reopen", 0, 0);
}

static void app_sets(int id)
{
    struct db_pair p = {"place", sim_one_in(2) ? "Cà Mau" : "Bạc Liêu"};
    begin(id, "", "");
    end(id, db_set(a.db[id], &p, 1, "Sửa", "secretary"), "set", 0, 0);
}

static void app_acts(int id)
{
    static void (*const often[])(int) = {app_loads,   app_looks,     app_settles,
                                         app_settles, app_signs_off, app_signs_off};
    static void (*const rare[])(int) = {app_concludes, app_seats, app_presence, app_reopens,
                                        app_reopens,   app_sets,  app_imports,  app_backs_up};
    struct session s;
    if (sim_one_in(3) && db_session(a.db[id], &s) == DB_OK && s.closed)
        app_closed(id);
    else if (sim_one_in(4))
        rare[sim_below(sizeof rare / sizeof *rare)](id);
    else
        often[sim_below(sizeof often / sizeof *often)](id);
}

/* ---- a task ---- */

/* A sound file opens, but while the disk is full, fails, or is held by others. */
static void may_not_open(const struct faults *f)
{
    static const enum fault_id never[] = {F_DAMAGED, F_NOT_OURS,     F_NEWER,
                                          F_CHAIN,   F_FOLD_DIFFERS, F_FOLD_ROWS,
                                          F_SCHEMA,  F_FILE_MISSING, F_JOURNAL_FOREIGN};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (plain_said(f, never[i])) {
            char *text = fault_text(&f->v[0], NULL);
            sim_fail("the session does not open: %s", text);
        }
}

static void open_it(int id)
{
    struct faults f = {0};
    enum db_rc rc = db_open(&a.db[id], a.path, DB_OPEN, &f);
    sim_tell("%2d open: %d %s", id, (int)rc, f.n ? fault_code(f.v[0].id) : "");
    if (rc == DB_OK)
        model_opened(id, a.db[id]);
    else
        may_not_open(&f);
    faults_free(&f);
}

void acts_of(int id)
{
    for (;;) {
        sim_enter();
        if (a.db[id] && sim_one_in(200)) {
            struct db *db = a.db[id];
            a.db[id] = NULL;
            db_close(db);
        }
        if (!a.db[id])
            open_it(id);
        else if (id == SIM_APP)
            app_acts(id);
        else
            member_acts(id);
        sim_leave();
        sim_think();
    }
}

void acts_killed(int id)
{
    /* Not within an act its memory can be had back. */
    if (!sim_within(id))
        db_close(a.db[id]);
    a.db[id] = NULL;
}
