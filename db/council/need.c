/* SPDX-License-Identifier: MIT */
/* db/council/need.c - what acts ask before anything is appended. */
#include "db/council/need.h"

#include <stdio.h>
#include <string.h>

#include "db/council/setting.h"
#include "db/limits.h"

/* ---- the session, a product, a member ---- */

enum db_rc need_open(struct db *db)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_session_get);
    enum db_rc rc = stmt_step(db, s, &row);
    if (!row)
        return rc == DB_OK ? DB_FAULT : rc;
    bool closed = sqlite3_column_int(s, 1);
    sqlite3_reset(s);
    return closed ? db_refuse(db, F_SESSION_CLOSED, NULL) : DB_OK;
}

static enum db_rc need_row(struct db *db, enum query q, int id, enum fault_id missing)
{
    bool row;
    char text[16];
    sqlite3_stmt *s = stmt_get(db, q);
    bind_int(s, ":id", id);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        sqlite3_reset(s);
        return DB_OK;
    }
    snprintf(text, sizeof text, "%d", id);
    return rc == DB_OK ? db_refuse(db, missing, text, NULL) : rc;
}

enum db_rc need_product(struct db *db, int product)
{
    return need_row(db, Q_product_get, product, F_NO_SUCH_PRODUCT);
}

enum db_rc need_member(struct db *db, int member)
{
    return need_row(db, Q_member_get, member, F_NO_SUCH_MEMBER);
}

enum db_rc need_product_of(struct db *db, int product, struct arena *a, struct product_of *out)
{
    bool row;
    char id[16];
    *out = (struct product_of){.set = ""};
    sqlite3_stmt *s = stmt_get(db, Q_product_of);
    bind_int(s, ":id", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK)
        return rc;
    snprintf(id, sizeof id, "%d", product);
    if (!row)
        return db_refuse(db, F_NO_SUCH_PRODUCT, id, NULL);
    snprintf(out->no, sizeof out->no, "%d", sqlite3_column_int(s, 0));
    out->set = col_text(a, s, 1);
    sqlite3_reset(s);
    return DB_OK;
}

/* A code belongs to one product; @id is allowed to have it. */
enum db_rc need_free_code(struct db *db, const char *code, int id)
{
    int64_t taken = 0;
    char no[24];
    if (!*code)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_product_by_code);
    bind_text(s, ":code", code);
    enum db_rc rc = stmt_one(db, s, 0, &taken);
    if (rc != DB_OK || taken == 0 || taken == id)
        return rc;
    snprintf(no, sizeof no, "%lld", (long long)taken);
    return db_refuse(db, F_CODE_TAKEN, code, no, NULL);
}

/* ---- the set and its levels ---- */

enum db_rc need_set(struct db *db, const struct product_of *p)
{
    int64_t criteria;
    if (!*p->set)
        return db_refuse(db, F_SET_MISSING, p->no, NULL);
    sqlite3_stmt *s = stmt_get(db, Q_criterion_count);
    bind_text(s, ":set_id", p->set);
    enum db_rc rc = stmt_one(db, s, 0, &criteria);
    return rc == DB_OK && !criteria ? db_refuse(db, F_SET_UNAVAILABLE, p->no, p->set, NULL) : rc;
}

/* Why @label is not a level of @code in @set. */
static enum db_rc no_level(struct db *db, const char *set, const char *code, const char *label)
{
    bool row;
    struct arena *a = arena_new();
    const char *labels = "";
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        labels = col_text(a, s, 0);
        sqlite3_reset(s);
    }
    if (rc == DB_OK && !*labels)
        rc = db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL);
    else if (rc == DB_OK && strcmp(label, "0") == 0)
        rc = db_refuse(db, F_ZERO_IS_PRINTED, code, NULL);
    else if (rc == DB_OK)
        rc = db_refuse(db, F_NO_SUCH_LEVEL, code, label, labels, NULL);
    arena_free(a);
    return rc;
}

enum db_rc need_level(struct db *db, const char *set, const char *code, const char *label)
{
    int64_t points;
    sqlite3_stmt *s = stmt_get(db, Q_level_known);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    bind_text(s, ":label", label);
    enum db_rc rc = stmt_one(db, s, -1, &points);
    return rc == DB_OK && points < 0 ? no_level(db, set, code, label) : rc;
}

enum db_rc need_criterion(struct db *db, const char *set, const char *code)
{
    bool row;
    if (!*code)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_level_labels);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_step(db, s, &row);
    bool known = row && sqlite3_column_type(s, 0) != SQLITE_NULL;
    if (row)
        sqlite3_reset(s);
    return rc == DB_OK && !known ? db_refuse(db, F_NO_SUCH_CRITERION, code, set, NULL) : rc;
}

/* ---- the ballot ---- */

sqlite3_stmt *seat_stmt(struct db *db, enum query q, int product, int member)
{
    sqlite3_stmt *s = stmt_get(db, q);
    bind_int(s, ":product", product);
    bind_int(s, ":member", member);
    return s;
}

enum db_rc need_scoring(struct db *db, int product, const char *no)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_stop_in_force);
    bind_int(s, ":product", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return rc;
    struct arena *a = arena_new();
    const char *ground = col_text(a, s, 1), *reason = col_text(a, s, 2);
    rc = db_refuse(db, F_STOPPED_BY, no, col_text(a, s, 0), *ground ? ground : reason, NULL);
    sqlite3_reset(s);
    arena_free(a);
    return rc;
}

static enum db_rc seat_state(struct db *db, int product, int member, char state[16], bool *scoring)
{
    bool row;
    sqlite3_stmt *s = seat_stmt(db, Q_panel_state, product, member);
    enum db_rc rc = stmt_step(db, s, &row);
    state[0] = '\0';
    *scoring = false;
    if (row) {
        snprintf(state, 16, "%s", col_str(s, 0));
        *scoring = sqlite3_column_int(s, 1);
        sqlite3_reset(s);
    }
    return rc;
}

enum db_rc written_admitted(struct db *db, bool *out)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_panel_rules);
    enum db_rc rc = stmt_step(db, s, &row);
    *out = false;
    if (row) {
        *out = sqlite3_column_int(s, 0) || sqlite3_column_int(s, 1);
        sqlite3_reset(s);
    }
    return rc;
}

bool seat_counts(const char *state, bool admitted)
{
    return strcmp(state, "scores") == 0 || (strcmp(state, "written") == 0 && admitted);
}

enum db_rc ballot_expected(struct db *db, int product, int member, bool *out)
{
    char state[16];
    bool scoring, written = false;
    enum db_rc rc = seat_state(db, product, member, state, &scoring);
    if (rc == DB_OK && strcmp(state, "written") == 0)
        rc = written_admitted(db, &written);
    *out = scoring && seat_counts(state, written);
    return rc;
}

static enum db_rc refuse_written(struct db *db, const char *name, const char *no)
{
    struct rules rules;
    enum db_rc rc = db_rules(db, &rules);
    if (rc == DB_OK)
        rc = db_refuse(db, F_WRITTEN_REFUSED, name, no, "", "",
                       rules_cite(&rules, SETTING_ABSENT_BALLOTS), NULL);
    list_free(&rules);
    return rc;
}

enum db_rc need_seat(struct db *db, int product, const char *no, int member)
{
    char state[16];
    bool scoring, expected = false, row;
    enum db_rc rc = seat_state(db, product, member, state, &scoring);
    if (rc == DB_OK)
        rc = ballot_expected(db, product, member, &expected);
    if (rc != DB_OK || expected)
        return rc;
    struct arena *a = arena_new();
    const char *name = "?";
    sqlite3_stmt *s = stmt_get(db, Q_member_get);
    bind_int(s, ":id", member);
    rc = stmt_step(db, s, &row);
    if (row) {
        name = col_text(a, s, 2);
        sqlite3_reset(s);
    }
    if (rc == DB_OK && !scoring)
        rc = db_refuse(db, F_NOT_SCORING, name, NULL);
    else if (rc == DB_OK && strcmp(state, "recused") == 0)
        rc = db_refuse(db, F_IS_RECUSED, name, no, NULL);
    else if (rc == DB_OK && strcmp(state, "written") == 0)
        rc = refuse_written(db, name, no);
    else if (rc == DB_OK)
        rc = db_refuse(db, F_IS_ABSENT, name, no, NULL);
    arena_free(a);
    return rc;
}

enum db_rc ballot_closed(struct db *db, int product, int member, bool *out)
{
    int64_t v;
    sqlite3_stmt *s = seat_stmt(db, Q_ballot_get, product, member);
    enum db_rc rc = stmt_one(db, s, 0, &v);
    *out = v != 0;
    return rc;
}

/* One sentence a member, with the products. */
enum db_rc need_counted(struct db *db, const struct uncounting *u)
{
    enum { SHOWN = 12 };
    bool row;
    int of = 0, n = 0;
    char name[MAX_TEXT * 4 + 1] = "", nos[SHOWN * 8] = "";
    sqlite3_stmt *s = seat_stmt(db, Q_counted_of, u->product, u->member);
    enum db_rc rc, out = DB_OK;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *state = u->state ? u->state : col_str(s, 4);
        if (seat_counts(state, u->admitted) || (u->follows_presence && sqlite3_column_int(s, 5)))
            continue;
        if (of && of != sqlite3_column_int(s, 1)) {
            out = db_refuse(db, F_CLOSED_COUNTS, name, nos, NULL);
            nos[0] = '\0';
            n = 0;
        }
        of = sqlite3_column_int(s, 1);
        snprintf(name, sizeof name, "%s", col_str(s, 2));
        size_t len = strlen(nos);
        if (n++ < SHOWN)
            snprintf(nos + len, sizeof nos - len, "%s%d", len ? ", " : "",
                     sqlite3_column_int(s, 3));
        else if (n == SHOWN + 1)
            snprintf(nos + len, sizeof nos - len, "…");
    }
    if (of)
        out = db_refuse(db, F_CLOSED_COUNTS, name, nos, NULL);
    return rc == DB_OK ? out : rc;
}

enum db_rc need_ballot_open(struct db *db, int product, int member)
{
    bool closed = false;
    enum db_rc rc = ballot_closed(db, product, member, &closed);
    return rc == DB_OK && closed ? db_refuse(db, F_BALLOT_CLOSED, NULL) : rc;
}

enum db_rc need_ballot_complete(struct db *db, int product, int member)
{
    bool row;
    int n = 0;
    char codes[128] = "", count[16];
    sqlite3_stmt *s = seat_stmt(db, Q_ballot_blank, product, member);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *code = col_str(s, 0);
        size_t len = strlen(codes);
        if (n++ < 12)
            snprintf(codes + len, sizeof codes - len, "%s%s", len ? ", " : "", code);
        else if (n == 13)
            snprintf(codes + len, sizeof codes - len, "…");
    }
    snprintf(count, sizeof count, "%d", n);
    return rc == DB_OK && n ? db_refuse(db, F_BALLOT_BLANK, count, codes, NULL) : rc;
}
