/* SPDX-License-Identifier: MIT */
/* What came of the council's lists: the decision that recognises or forwards, the products it
 * left out, the Ministry's result, the day a certificate ends (Điều 4, Điều 7). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/date.h"
#include "db/council/need.h"
#include "db/council/session.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/record/store.h"
#include "db/result/decide.h"
#include "db/result/tally.h"

enum { CERTIFICATE_MONTHS = 36 /* khoản 3 Điều 4 */ };

const char *decision_word(enum decision_list l)
{
    return l == DECISION_FORWARDED ? "forwarded" : "recognised";
}

static const struct decision no_decision = {"", "", "", 0};

static enum db_rc read_list(struct db *db, struct arena *a, enum decision_list l,
                            struct decision *out)
{
    bool row;
    *out = no_decision;
    sqlite3_stmt *s = stmt_get(db, Q_decision_get);
    bind_text(s, ":list", decision_word(l));
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        *out = (struct decision){col_text(a, s, 0), col_text(a, s, 1), col_text(a, s, 2),
                                 sqlite3_column_int(s, 3)};
        sqlite3_reset(s);
    }
    return rc;
}

/* Only a decision of another version can be off. */
static enum db_rc read_off(struct db *db, struct arena *a, struct decisions *d)
{
    size_t cap = 0;
    bool row, older = false;
    for (int l = DECISION_RECOGNISED; l <= DECISION_FORWARDED; l++)
        older = older || (d->list[l].version && d->list[l].version != d->version);
    if (!older)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_decision_off);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        d->off = arena_grow(a, d->off, d->n_off, &cap, sizeof *d->off);
        d->off[d->n_off++] = (struct decision_off){sqlite3_column_int(s, 0) ? DECISION_FORWARDED
                                                                            : DECISION_RECOGNISED,
                                                   sqlite3_column_int(s, 1)};
    }
    return rc;
}

static enum db_rc read_decisions(struct db *db, struct decisions *out)
{
    struct arena *a = out->mem;
    size_t cap = 0;
    bool row;
    struct session session;
    enum db_rc rc = db_session(db, &session);
    out->version = session.version;
    for (int l = DECISION_RECOGNISED; l <= DECISION_FORWARDED && rc == DB_OK; l++)
        rc = read_list(db, a, (enum decision_list)l, &out->list[l]);
    if (rc == DB_OK)
        rc = read_off(db, a, out);
    if (rc != DB_OK)
        return rc;
    sqlite3_stmt *s = stmt_get(db, Q_decided_all);
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        out->v[out->n++] = (struct decided){.product = sqlite3_column_int(s, 0),
                                            .left_out = sqlite3_column_int(s, 1),
                                            .central = sqlite3_column_int(s, 2),
                                            .number = col_text(a, s, 3),
                                            .date = col_text(a, s, 4),
                                            .reason = col_text(a, s, 5),
                                            .version = sqlite3_column_int(s, 6),
                                            .holds = sqlite3_column_int(s, 7)};
    }
    return rc;
}

enum db_rc db_decisions(struct db *db, struct decisions *out)
{
    *out = (struct decisions){.list = {no_decision, no_decision}, .mem = arena_new()};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = read_decisions(db, out);
    return db_read_end(db, rc);
}

struct decision decision_of(const struct decisions *d, enum decision_list l, int product)
{
    for (size_t i = 0; i < d->n_off; i++)
        if (d->off[i].list == l && d->off[i].product == product)
            return no_decision;
    return d->list[l];
}

struct decision decision_all(const struct decisions *d, enum decision_list l)
{
    for (size_t i = 0; i < d->n_off; i++)
        if (d->off[i].list == l)
            return no_decision;
    return d->list[l];
}

int decision_off(const struct decisions *d, int product)
{
    for (size_t i = 0; i < d->n_off; i++)
        if (d->off[i].product == product)
            return d->list[d->off[i].list].version;
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].product == product && !d->v[i].holds)
            return d->v[i].version;
    return 0;
}

const struct decided *decided_find(const struct decisions *d, int product)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].product == product && d->v[i].holds)
            return &d->v[i];
    return NULL;
}

struct decided decided_of(const struct decisions *d, int product)
{
    const struct decided *own = decided_find(d, product);
    return own ? *own
               : (struct decided){
                     .product = product, .central = -1, .number = "", .date = "", .reason = ""};
}

void decision_expiry(const struct decision *d, char out[11])
{
    const char *from = *d->issued ? d->issued : d->date;
    out[0] = '\0';
    if (date_iso(from))
        date_add_months(from, CERTIFICATE_MONTHS, out);
}

enum db_rc db_paper_day(struct db *db, char out[11])
{
    struct arena *a = arena_new();
    struct rules rules;
    enum db_rc rc = read_brief(db);
    *out = '\0';
    if (rc == DB_OK) {
        rc = db_rules(db, &rules);
        snprintf(out, 11, "%.10s", rules.text[SETTING_DATE]);
        list_free(&rules);
    }
    for (int l = DECISION_RECOGNISED; rc == DB_OK && l <= DECISION_FORWARDED; l++) {
        struct decision d;
        rc = read_list(db, a, (enum decision_list)l, &d);
        if (strcmp(d.date, out) > 0) /* ISO dates: the order of text is that of days */
            snprintf(out, 11, "%.10s", d.date);
    }
    arena_free(a);
    return db_read_end(db, rc);
}

/* Only what the council has signed off can have been decided upon; *@version is its version. */
static enum db_rc need_closed(struct db *db, int *version)
{
    struct session s;
    enum db_rc rc = db_session(db, &s);
    *version = s.version;
    return rc == DB_OK && !s.closed ? db_refuse(db, F_DECIDE_OPEN, NULL) : rc;
}

static enum db_rc need_date(struct db *db, const char *date)
{
    return !*date || date_iso(date) ? DB_OK : db_refuse(db, F_DATE_BAD, date, NULL);
}

static enum db_rc decide(struct db *db, struct arena *a, enum decision_list list,
                         const struct decision *d, const char *actor)
{
    struct decision old;
    char *number = NULL;
    int version;
    enum db_rc rc = need_closed(db, &version);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Số quyết định"), d->number, 100, &number);
    if (rc == DB_OK)
        rc = need_date(db, d->date);
    if (rc == DB_OK)
        rc = need_date(db, d->issued);
    if (rc == DB_OK && *d->issued && strcmp(d->issued, d->date) < 0)
        rc = db_refuse(db, F_ISSUED_EARLY, d->issued, d->date, NULL);
    if (rc == DB_OK)
        rc = read_list(db, a, list, &old);
    bool same = rc == DB_OK && strcmp(old.number, number) == 0 && strcmp(old.date, d->date) == 0 &&
                strcmp(old.issued, d->issued) == 0;
    bool empty = same && !*number && !*d->date && !*d->issued;
    /* Said again, it is of this version; that there is none needs no saying. */
    if (rc == DB_OK && (!same || (!empty && old.version != version))) {
        struct body b = {0};
        body_text(&b, "list", decision_word(list));
        body_text(&b, "number", number);
        body_text(&b, "date", d->date);
        body_text(&b, "issued", d->issued);
        rc = journal_append(db, EV_DECIDE, actor, &b, NULL);
    }
    free(number);
    return rc;
}

enum db_rc db_decide(struct db *db, enum decision_list list, const struct decision *d,
                     const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    rc = decide(db, a, list, d, actor);
    arena_free(a);
    return tx_end(db, rc);
}

enum db_rc db_decide_both(struct db *db, const struct decision d[], const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = db_decide(db, DECISION_RECOGNISED, &d[DECISION_RECOGNISED], actor);
    if (rc == DB_OK)
        rc = db_decide(db, DECISION_FORWARDED, &d[DECISION_FORWARDED], actor);
    return tx_end(db, rc);
}

/* A product can be left out of a list it was in, and the Ministry answers for those it got. */
static enum db_rc need_listed(struct db *db, const struct decided *d)
{
    struct tally t;
    char no[16] = "";
    enum db_rc rc = db_tally(db, d->product, &t);
    bool forwarded = false, listed = false;
    if (rc == DB_OK && t.n == 1) {
        snprintf(no, sizeof no, "%d", t.v[0].no);
        forwarded = t.v[0].status == STATUS_FORWARD;
        listed = result_listed(&t.v[0]);
    }
    list_free(&t);
    if (rc == DB_OK && !listed)
        return db_refuse(db, F_DECIDED_UNLISTED, no, NULL);
    return rc == DB_OK && d->central >= 0 && !forwarded
               ? db_refuse(db, F_DECIDED_UNFORWARDED, no, NULL)
               : rc;
}

static enum db_rc stands(struct db *db, const struct decided *d, const char *number,
                         const char *reason, bool *out)
{
    struct decisions now;
    enum db_rc rc = db_decisions(db, &now);
    /* Nothing recorded stands for itself, too. */
    bool nothing = !d->left_out && d->central < 0 && !*number && !*d->date && !*reason;
    *out = nothing;
    for (size_t i = 0; i < now.n; i++) {
        const struct decided *v = &now.v[i];
        if (v->product == d->product)
            *out = (v->version == now.version || nothing) && v->left_out == d->left_out &&
                   v->central == d->central && strcmp(v->number, number) == 0 &&
                   strcmp(v->date, d->date) == 0 && strcmp(v->reason, reason) == 0;
    }
    list_free(&now);
    return rc;
}

static enum db_rc put_decided(struct db *db, const struct decided *d, const char *actor)
{
    char *number = NULL, *reason = NULL;
    bool there = false;
    int version;
    enum db_rc rc = need_closed(db, &version);
    if (rc == DB_OK)
        rc = need_product(db, d->product);
    if (rc == DB_OK)
        rc = need_listed(db, d);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Số quyết định"), d->number, 100, &number);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), d->reason, MAX_NOTE, &reason);
    if (rc == DB_OK)
        rc = need_date(db, d->date);
    if (rc == DB_OK && (d->central < -1 || d->central > 5))
        rc = db_refuse(db, F_CENTRAL_STAR, NULL);
    if (rc == DB_OK)
        rc = stands(db, d, number, reason, &there);
    if (rc == DB_OK && !there) {
        struct body b = {0};
        body_int(&b, "product", d->product);
        body_int(&b, "left_out", d->left_out);
        body_int(&b, "central", d->central);
        body_text(&b, "number", number);
        body_text(&b, "date", d->date);
        body_text(&b, "reason", reason);
        rc = journal_append(db, EV_DECIDED, actor, &b, NULL);
    }
    free(number);
    free(reason);
    return rc;
}

enum db_rc db_decided_put(struct db *db, const struct decided *d, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    return tx_end(db, put_decided(db, d, actor));
}
