/* SPDX-License-Identifier: MIT */
/* Members of the council. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/text.h"
#include "db/council/member.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/list.h"

const char *role_word(enum role r)
{
    static const char *const words[] = {
#define X(id, word) word,
        ROLE_LIST(X)
#undef X
    };
    return words[r];
}

static enum role role_of(const char *word)
{
    for (int r = ROLE_CHAIR; r <= ROLE_OBSERVER; r++)
        if (strcmp(role_word((enum role)r), word) == 0)
            return (enum role)r;
    return ROLE_OBSERVER;
}

static void read_member(struct arena *a, sqlite3_stmt *s, void *row)
{
    struct member *m = row;
    *m = (struct member){.id = sqlite3_column_int(s, 0),
                         .no = sqlite3_column_int(s, 1),
                         .name = col_text(a, s, 2),
                         .honorific = col_text(a, s, 3),
                         .title = col_text(a, s, 4),
                         .agency = col_text(a, s, 5),
                         .role = role_of(col_text(a, s, 6)),
                         .secretary = sqlite3_column_int(s, 7),
                         .scoring = sqlite3_column_int(s, 8),
                         .present = sqlite3_column_int(s, 9),
                         .reason = col_text(a, s, 10)};
}

enum db_rc db_members(struct db *db, struct members *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_member};
    enum db_rc rc = list_read(db, stmt_get(db, Q_member_all), &l);
    *out = (struct members){l.n, l.v, l.mem};
    return rc;
}

/* The member as it stands, or all zeroes for a new one. */
static enum db_rc read_old(struct db *db, struct arena *a, int id, struct member *old)
{
    bool row;
    *old = (struct member){0};
    if (id == 0)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_member_get);
    bind_int(s, ":id", id);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        read_member(a, s, old);
        sqlite3_reset(s);
    }
    return rc;
}

static bool same_member(const struct member *a, const struct member *b)
{
    return a->no == b->no && a->role == b->role && a->secretary == b->secretary &&
           a->scoring == b->scoring && a->present == b->present && strcmp(a->name, b->name) == 0 &&
           strcmp(a->honorific, b->honorific) == 0 && strcmp(a->title, b->title) == 0 &&
           strcmp(a->agency, b->agency) == 0 && strcmp(a->reason, b->reason) == 0;
}

/* Number and id of a new member, and whether @no is free. */
static enum db_rc settle_member(struct db *db, struct member *m)
{
    bool row;
    char no[16], limit[16];
    sqlite3_stmt *s = stmt_get(db, Q_member_next);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return DB_FAULT;
    int next_id = sqlite3_column_int(s, 0), next_no = sqlite3_column_int(s, 1),
        count = sqlite3_column_int(s, 2);
    sqlite3_reset(s);
    snprintf(limit, sizeof limit, "%d", MAX_MEMBERS);
    if (m->id == 0 && count >= MAX_MEMBERS)
        return db_refuse(db, F_TOO_MANY_MEMBERS, limit, NULL);
    m->id = m->id ? m->id : next_id;
    m->no = m->no ? m->no : next_no;
    snprintf(no, sizeof no, "%d", m->no);
    if (m->no < 1 || m->no > MAX_NUMBER)
        return db_refuse(db, F_NUMBER_BAD, no, NULL);
    int64_t taken;
    s = stmt_get(db, Q_member_by_no);
    bind_int(s, ":no", m->no);
    rc = stmt_one(db, s, 0, &taken);
    if (rc == DB_OK && taken != 0 && taken != m->id)
        return db_refuse(db, F_NUMBER_TAKEN, no, NULL);
    return rc;
}

static enum db_rc clean_member(struct db *db, struct arena *a, struct member *m)
{
    const struct {
        const char *what, **field;
    } texts[] = {{N_("Họ tên"), &m->name},
                 {N_("Danh xưng"), &m->honorific},
                 {N_("Chức vụ"), &m->title},
                 {N_("Cơ quan"), &m->agency},
                 {N_("Lý do vắng"), &m->reason}};
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && rc == DB_OK; i++)
        rc = clean_field(db, a, texts[i].what, texts[i].field);
    if (rc == DB_OK && !*m->name)
        rc = db_refuse(db, F_TEXT_EMPTY, N_("Họ tên"), NULL);
    return rc;
}

static enum db_rc append_member(struct db *db, const struct member *m, const char *actor)
{
    struct body b = {0};
    body_int(&b, "id", m->id);
    body_int(&b, "no", m->no);
    body_text(&b, "name", m->name);
    body_text(&b, "honorific", m->honorific);
    body_text(&b, "title", m->title);
    body_text(&b, "agency", m->agency);
    body_text(&b, "role", role_word(m->role));
    body_int(&b, "secretary", m->secretary);
    body_int(&b, "scoring", m->scoring);
    body_int(&b, "present", m->present);
    body_text(&b, "reason", m->reason);
    return journal_append(db, EV_MEMBER, actor, &b, NULL);
}

/* Whoever has handed in goes on scoring, and is here but where the panel says so. */
static enum db_rc need_ballots_stay(struct db *db, const struct member *old, const struct member *m)
{
    bool scores_no_more = old->scoring && !m->scoring, leaves = old->present && !m->present;
    return scores_no_more || leaves
               ? need_counted(db, &(struct uncounting){.member = m->id,
                                                       .state = "absent",
                                                       .follows_presence = !scores_no_more})
               : DB_OK;
}

static enum db_rc put_member(struct db *db, struct arena *a, const struct member *given,
                             const char *actor, int *id)
{
    struct member m = *given, old = {0};
    enum db_rc rc = need_open(db);
    if (rc == DB_OK && m.id)
        rc = need_member(db, m.id);
    if (rc == DB_OK)
        rc = read_old(db, a, m.id, &old);
    if (rc == DB_OK)
        rc = clean_member(db, a, &m);
    if (rc == DB_OK && old.id && m.no == 0)
        m.no = old.no;
    if (rc == DB_OK)
        rc = settle_member(db, &m);
    if (rc == DB_OK && old.id)
        rc = need_ballots_stay(db, &old, &m);
    if (rc == DB_OK && old.id && old.scoring && !m.scoring) {
        int64_t marked;
        sqlite3_stmt *s = stmt_get(db, Q_member_marked);
        bind_int(s, ":member", m.id);
        rc = stmt_one(db, s, 0, &marked);
        if (rc == DB_OK && marked)
            rc = db_refuse(db, F_MEMBER_HAS_MARKS, m.name, NULL);
    }
    if (rc != DB_OK)
        return rc;
    if (id)
        *id = m.id;
    return old.id && same_member(&old, &m) ? DB_OK : append_member(db, &m, actor);
}

enum db_rc db_member_put(struct db *db, const struct member *m, const char *actor, int *id)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    rc = put_member(db, a, m, actor, id);
    arena_free(a);
    return tx_end(db, rc);
}

/* A plain number from 1 on, or 0. */
static int plain_number(const char *s)
{
    size_t n = strlen(s);
    return n && n <= 5 && strspn(s, "0123456789") == n ? atoi(s) : 0;
}

enum db_rc db_find_member(struct db *db, const char *what, int *id)
{
    struct members all;
    char *want = text_match(what);
    int no = want ? plain_number(want) : 0, hits = 0;
    *id = 0;
    enum db_rc rc = db_members(db, &all);
    for (size_t i = 0; i < all.n && rc == DB_OK && want; i++) {
        char *name = text_match(all.v[i].name);
        if (strcmp(name, want) == 0 || (no && all.v[i].no == no)) {
            *id = all.v[i].id;
            hits++;
        }
        free(name);
    }
    list_free(&all);
    free(want);
    if (rc == DB_OK && hits == 0)
        rc = db_refuse(db, F_NO_SUCH_MEMBER, what, NULL);
    else if (rc == DB_OK && hits > 1)
        rc = db_refuse(db, F_MEMBER_AMBIGUOUS, what, NULL);
    return rc;
}
