/* SPDX-License-Identifier: MIT */
/* db/result/allowed.c - what each kind of event asks, on the record as it was just before it.  A
 * rule that came later than the file says its version in since: an older event that breaks it is
 * told, not refused (db/record/legal.c). */
#include "db/result/allowed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/council/need.h"
#include "db/council/session.h"
#include "db/council/setting.h"
#include "db/result/signoff.h"
#include "db/result/tally.h"

/* An event on its way through the needs. */
struct asked {
    struct db *db;
    const struct event *e;
    struct allowed *now;
    enum event_kind kind;
    int product, member;
    struct product_of of;
    struct arena *a;
};

static const char *text_of(const struct asked *q, const char *name)
{
    const char *v = event_get(q->e, name);
    return v ? v : "";
}

static int number_of(const struct asked *q, const char *name)
{
    return atoi(text_of(q, name));
}

/* What is asked from here on came with version @since. */
static enum db_rc from_version(struct asked *q, int64_t since, enum db_rc rc)
{
    q->now->since = rc == DB_REFUSED ? since : q->now->since;
    return rc;
}

static enum db_rc need_reason(struct asked *q)
{
    return *text_of(q, "reason") ? DB_OK : db_refuse(q->db, F_REASON_MISSING, NULL);
}

/* ---- who, and when ---- */

/* A member speaks on the member's own ballot only. */
static enum db_rc need_actor(struct asked *q)
{
    const struct event_def *def = &event_defs[q->kind];
    const char *actor = q->e->actor;
    char id[16], spelt[24];
    int member = strncmp(actor, "member ", 7) == 0 ? atoi(actor + 7) : 0;
    snprintf(spelt, sizeof spelt, "member %d", member);
    unsigned by = strcmp(actor, "secretary") == 0           ? BY_SECRETARY
                  : strcmp(actor, "chair") == 0             ? BY_CHAIR
                  : member > 0 && strcmp(actor, spelt) == 0 ? BY_MEMBER
                                                            : 0;
    if (q->kind == EV_CRITERIA && by) /* whoever's act is the first to need the set takes it in */
        return by == BY_MEMBER ? need_member(q->db, member) : DB_OK;
    if (!(by & def->by))
        return db_refuse(q->db, F_EVENT_ACTOR, actor, def->name, NULL);
    if (by != BY_MEMBER)
        return DB_OK;
    snprintf(id, sizeof id, "%d", q->member);
    enum db_rc rc = need_member(q->db, member);
    return rc == DB_OK && member != q->member
               ? db_refuse(q->db, F_EVENT_OTHER_BALLOT, actor, id, NULL)
               : rc;
}

static enum db_rc need_known(struct asked *q)
{
    char since[16], file[24];
    int64_t born = q->kind == EV_NEW ? number_of(q, "format") : 0;
    int64_t want = event_defs[q->kind].since > born ? event_defs[q->kind].since : born;
    snprintf(since, sizeof since, "%d", (int)want);
    snprintf(file, sizeof file, "%d", (int)q->now->file);
    return want > q->now->file
               ? db_refuse(q->db, F_EVENT_LATER, event_defs[q->kind].name, since, file, NULL)
               : DB_OK;
}

/* ---- ballots ---- */

static enum db_rc need_scored(struct asked *q)
{
    enum db_rc rc = need_product_of(q->db, q->product, q->a, &q->of);
    if (rc == DB_OK)
        rc = need_member(q->db, q->member);
    if (rc == DB_OK)
        rc = need_set(q->db, &q->of);
    if (rc == DB_OK)
        rc = need_ballot_open(q->db, q->product, q->member);
    return rc;
}

static enum db_rc need_asked(struct asked *q)
{
    enum db_rc rc = from_version(q, 2, need_scoring(q->db, q->product, q->of.no));
    return rc == DB_OK ? need_seat(q->db, q->product, q->of.no, q->member) : rc;
}

static enum db_rc ask_mark(struct asked *q)
{
    enum db_rc rc = need_scored(q);
    if (rc == DB_OK)
        rc = need_level(q->db, q->of.set, text_of(q, "criterion"), text_of(q, "level"));
    return rc == DB_OK ? need_asked(q) : rc;
}

static enum db_rc ask_note(struct asked *q)
{
    enum db_rc rc = need_scored(q);
    if (rc == DB_OK)
        rc = need_criterion(q->db, q->of.set, text_of(q, "criterion"));
    return rc == DB_OK ? need_asked(q) : rc;
}

static enum db_rc ask_undo(struct asked *q)
{
    const char *code = text_of(q, "criterion"), *level = text_of(q, "level");
    enum db_rc rc = need_scored(q);
    if (rc == DB_OK)
        rc = *level ? need_level(q->db, q->of.set, code, level)
                    : need_criterion(q->db, q->of.set, code);
    return rc == DB_OK ? from_version(q, 2, need_scoring(q->db, q->product, q->of.no)) : rc;
}

static enum db_rc ask_close_ballot(struct asked *q)
{
    enum db_rc rc = need_scored(q);
    if (rc == DB_OK)
        rc = need_ballot_complete(q->db, q->product, q->member);
    return rc == DB_OK ? need_asked(q) : rc;
}

static enum db_rc ask_reopen_ballot(struct asked *q)
{
    bool closed = false;
    enum db_rc rc = need_product(q->db, q->product);
    if (rc == DB_OK)
        rc = need_member(q->db, q->member);
    if (rc == DB_OK)
        rc = ballot_closed(q->db, q->product, q->member, &closed);
    return rc == DB_OK && !closed ? db_refuse(q->db, F_BALLOT_NOT_CLOSED, NULL) : rc;
}

/* ---- the council and its agenda ---- */

static enum db_rc ask_set(struct asked *q)
{
    struct session s;
    const char *key = text_of(q, "key");
    const struct setting_def *d = setting_find(key);
    enum db_rc rc = DB_OK;
    if (d && !setting_fits(d, text_of(q, "value")))
        rc = from_version(q, 3, db_refuse(q->db, F_VALUE_BAD, key, text_of(q, "value"), "", NULL));
    if (rc == DB_OK && d && d->kind == SETTING_RULE && !*text_of(q, "reason")) {
        rc = db_session(q->db, &s);
        if (rc == DB_OK && s.any_mark)
            rc = db_refuse(q->db, F_RULE_NEEDS_REASON, key, NULL);
    }
    return rc;
}

static enum db_rc ask_member(struct asked *q)
{
    int id = number_of(q, "id");
    bool stays = number_of(q, "scoring") && number_of(q, "present");
    struct uncounting u = {
        .member = id, .state = "absent", .follows_presence = number_of(q, "scoring") != 0};
    return stays ? DB_OK : from_version(q, 3, need_counted(q->db, &u));
}

static enum db_rc counted_ballots(struct asked *q, int64_t *out)
{
    return stmt_one(q->db, stmt_get(q->db, Q_counted_ballots), 0, out);
}

/* A list says "every product" first, and then what else: only after all of it must what was handed
 * in count still. */
static enum db_rc need_run_counted(struct asked *q)
{
    int64_t before = q->now->counted, after;
    q->now->counted = -1;
    enum db_rc rc = counted_ballots(q, &after);
    return rc == DB_OK && after < before
               ? from_version(q, 3, db_refuse(q->db, F_EVENT_UNCOUNTED, NULL))
               : rc;
}

static enum db_rc ask_panel(struct asked *q)
{
    struct uncounting u = {
        .product = q->product, .member = q->member, .state = text_of(q, "state")};
    enum db_rc rc = q->product ? need_product(q->db, q->product) : DB_OK;
    if (rc == DB_OK)
        rc = need_member(q->db, q->member);
    if (rc == DB_OK)
        rc = written_admitted(q->db, &u.admitted);
    if (rc == DB_OK && !q->product && q->now->counted < 0)
        rc = counted_ballots(q, &q->now->counted);
    return rc == DB_OK && q->now->counted < 0 ? from_version(q, 3, need_counted(q->db, &u)) : rc;
}

/* Marks are about the set they were given under. */
static enum db_rc need_no_marks(struct asked *q, int product, const char *set)
{
    int64_t marked;
    bool row;
    sqlite3_stmt *s = stmt_get(q->db, Q_product_of);
    bind_int(s, ":id", product);
    enum db_rc rc = stmt_step(q->db, s, &row);
    if (rc != DB_OK || !row)
        return rc;
    char no[16];
    const char *had = col_text(q->a, s, 1);
    snprintf(no, sizeof no, "%d", sqlite3_column_int(s, 0));
    sqlite3_reset(s);
    s = stmt_get(q->db, Q_product_marked);
    bind_int(s, ":product", product);
    rc = stmt_one(q->db, s, 0, &marked);
    return rc == DB_OK && marked && strcmp(had, set) != 0
               ? db_refuse(q->db, F_PRODUCT_SET_STAYS, no, had, NULL)
               : rc;
}

static enum db_rc ask_product(struct asked *q)
{
    enum db_rc rc = need_free_code(q->db, text_of(q, "code"), number_of(q, "id"));
    return rc == DB_OK ? need_no_marks(q, number_of(q, "id"), text_of(q, "set_id")) : rc;
}

static enum db_rc ask_product_set(struct asked *q)
{
    enum db_rc rc = need_product(q->db, q->product);
    if (rc == DB_OK && number_of(q, "void") == 1)
        return need_reason(q);
    return rc == DB_OK ? need_no_marks(q, q->product, text_of(q, "set")) : rc;
}

static enum db_rc ask_criteria(struct asked *q)
{
    int64_t used;
    const char *set = text_of(q, "set");
    sqlite3_stmt *s = stmt_get(q->db, Q_criteria_used);
    bind_text(s, ":id", set);
    enum db_rc rc = stmt_one(q->db, s, 0, &used);
    s = stmt_get(q->db, Q_criterion_count);
    bind_text(s, ":set_id", set);
    int64_t had = 0;
    if (rc == DB_OK)
        rc = stmt_one(q->db, s, 0, &had);
    return rc == DB_OK && used && had ? db_refuse(q->db, F_SET_FROZEN, set, NULL) : rc;
}

static enum db_rc ask_of_product(struct asked *q)
{
    return need_product(q->db, q->product);
}

static enum db_rc ask_assessment(struct asked *q)
{
    enum db_rc rc = need_product_of(q->db, q->product, q->a, &q->of);
    if (rc == DB_OK && *text_of(q, "label"))
        rc = need_level(q->db, q->of.set, text_of(q, "criterion"), text_of(q, "label"));
    return rc;
}

/* ---- conclusions ---- */

static enum db_rc ask_finding(struct asked *q)
{
    const char *kind = text_of(q, "kind"), *votes = text_of(q, "votes");
    bool of_member = strcmp(kind, "claim") == 0 || strcmp(kind, "ballot") == 0;
    int64_t points = 0;
    enum db_rc rc = need_product_of(q->db, q->product, q->a, &q->of);
    if (rc == DB_OK && (atoi(votes) < 0 || atoi(votes) > number_of(q, "votes_of")))
        rc = db_refuse(q->db, F_FINDING_VOTES, votes, text_of(q, "votes_of"), NULL);
    if (rc == DB_OK && of_member)
        rc = need_member(q->db, q->member);
    if (rc != DB_OK || strcmp(kind, "minimum") != 0)
        return rc;
    sqlite3_stmt *s = stmt_get(q->db, Q_minimum_known);
    bind_text(s, ":set_id", q->of.set);
    bind_int(s, ":star", number_of(q, "star"));
    bind_text(s, ":criterion", text_of(q, "criterion"));
    rc = stmt_one(q->db, s, -1, &points);
    return rc == DB_OK && points < 0
               ? db_refuse(q->db, F_FINDING_CRITERION, text_of(q, "criterion"), text_of(q, "star"),
                           q->of.set, NULL)
               : rc;
}

/* ---- the end ---- */

static enum db_rc need_number(struct asked *q, const char *field, int64_t want)
{
    char now[24];
    snprintf(now, sizeof now, "%lld", (long long)want);
    return strcmp(text_of(q, field), now) == 0
               ? DB_OK
               : db_refuse(q->db, F_EVENT_NUMBER, text_of(q, field), now, NULL);
}

/* The results that the closing says are those of the ballots and conclusions of that moment. */
static enum db_rc need_results(struct asked *q)
{
    struct tally t;
    char line[96], no[16];
    size_t at = 0;
    enum db_rc rc = db_tally(q->db, 0, &t);
    for (size_t i = 0; i < q->e->n && rc == DB_OK; i++) {
        if (strcmp(q->e->field[i].name, "result") != 0)
            continue;
        const struct result *r = at < t.n ? &t.v[at] : NULL;
        at++;
        if (!r)
            break;
        snprintf(line, sizeof line, "%d %d %d %d %s", r->product, r->sum, r->closed, r->star,
                 status_word(r->status));
        snprintf(no, sizeof no, "%d", r->no);
        if (strcmp(line, q->e->field[i].value) != 0)
            rc = db_refuse(q->db, F_RESULT_DIFFERS, no, q->e->field[i].value, line, NULL);
    }
    if (rc == DB_OK && at != t.n)
        rc = db_refuse(q->db, F_EVENT_RESULTS, NULL);
    list_free(&t);
    return rc;
}

/* What stood in the way of the closing; a rule that came later is no fault of an older program. */
static enum db_rc need_no_blockers(struct asked *q)
{
    struct blockers b = {0};
    enum db_rc rc = db_check(q->db, &b);
    for (size_t i = 0; i < b.n && rc != DB_FAULT; i++) {
        struct fault f = b.v[i].fault; /* its words stay with their list */
        f.place = AT_EVENT;
        f.row = (long)q->e->seq;
        if (!b.v[i].warning) {
            fault_again(&q->db->faults, &f);
            rc = DB_REFUSED;
        }
    }
    list_free(&b);
    return rc;
}

static enum db_rc ask_close(struct asked *q)
{
    struct session s;
    bool revising = q->now->revising;
    q->now->revising = false;
    enum db_rc rc = db_session(q->db, &s);
    if (rc == DB_OK && s.closed && !revising)
        rc = db_refuse(q->db, F_SESSION_CLOSED, NULL);
    if (rc == DB_OK)
        rc = need_number(q, "version", s.version);
    if (rc == DB_OK)
        rc = need_number(q, "events", q->e->seq);
    if (rc == DB_OK)
        rc = need_results(q);
    return rc == DB_OK && !revising ? from_version(q, 3, need_no_blockers(q)) : rc;
}

static enum db_rc ask_reopen(struct asked *q)
{
    struct session s;
    enum db_rc rc = db_session(q->db, &s);
    if (rc == DB_OK && !s.closed)
        rc = db_refuse(q->db, F_SESSION_OPEN, NULL);
    if (rc == DB_OK)
        rc = need_number(q, "version", s.version + 1);
    return rc == DB_OK ? need_reason(q) : rc;
}

static enum db_rc ask_correct(struct asked *q)
{
    struct session s;
    bool revise = number_of(q, "revise") == 1;
    enum db_rc rc = need_product(q->db, q->product);
    if (rc == DB_OK)
        rc = db_session(q->db, &s);
    if (rc == DB_OK && s.closed != (revise || q->now->revising))
        rc = db_refuse(q->db, F_EVENT_REVISION, NULL);
    q->now->revising = q->now->revising || revise;
    return rc == DB_OK ? need_reason(q) : rc;
}

static enum db_rc ask_decide(struct asked *q)
{
    struct session s;
    enum db_rc rc = q->kind == EV_DECIDED ? need_product(q->db, q->product) : DB_OK;
    if (rc == DB_OK)
        rc = db_session(q->db, &s);
    return rc == DB_OK && !s.closed ? db_refuse(q->db, F_DECIDE_OPEN, NULL) : rc;
}

static enum db_rc ask_nothing(struct asked *q)
{
    (void)q;
    return DB_OK;
}

static enum db_rc ask_kind(struct asked *q)
{
    static enum db_rc (*const asks[EV_COUNT])(struct asked *) = {
        [EV_NEW] = ask_nothing,
        [EV_SET] = ask_set,
        [EV_PIN] = ask_nothing,
        [EV_PIN_TRY] = ask_nothing,
        [EV_MEMBER] = ask_member,
        [EV_PRODUCT] = ask_product,
        [EV_PRODUCT_SET] = ask_product_set,
        [EV_CRITERIA] = ask_criteria,
        [EV_PANEL] = ask_panel,
        [EV_MARK] = ask_mark,
        [EV_NOTE] = ask_note,
        [EV_UNDO] = ask_undo,
        [EV_CLOSE_BALLOT] = ask_close_ballot,
        [EV_REOPEN_BALLOT] = ask_reopen_ballot,
        [EV_FINDING] = ask_finding,
        [EV_NAMES] = ask_of_product,
        [EV_ASSESSMENT] = ask_assessment,
        [EV_DOSSIER] = ask_of_product,
        [EV_EVIDENCE] = ask_of_product,
        [EV_PAPER] = ask_nothing,
        [EV_DECIDE] = ask_decide,
        [EV_DECIDED] = ask_decide,
        [EV_CORRECT] = ask_correct,
        [EV_CLOSE] = ask_close,
        [EV_REOPEN] = ask_reopen,
    };
    return asks[q->kind](q);
}

enum db_rc event_allowed(struct db *db, const struct event *e, struct allowed *now)
{
    struct asked q = {.db = db, .e = e, .now = now, .kind = event_kind(e->kind), .a = arena_new()};
    enum db_rc rc = q.kind < EV_COUNT ? DB_OK : DB_FAULT;
    q.product = number_of(&q, "product");
    q.member = number_of(&q, "member");
    if (rc == DB_OK)
        rc = need_known(&q);
    if (rc == DB_OK)
        rc = need_actor(&q);
    if (rc == DB_OK && e->seq > 1 && !event_defs[q.kind].late)
        rc = need_open(db);
    if (rc == DB_OK && now->revising && q.kind != EV_CORRECT && q.kind != EV_CLOSE)
        rc = db_refuse(db, F_EVENT_REVISION, NULL);
    if (rc == DB_OK && now->counted >= 0 && q.kind != EV_PANEL)
        rc = need_run_counted(&q);
    if (rc == DB_OK)
        rc = ask_kind(&q);
    arena_free(q.a);
    return rc;
}
