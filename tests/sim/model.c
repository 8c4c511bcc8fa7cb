/* SPDX-License-Identifier: MIT */
/* What was promised, and whether the file keeps it. */
#include "tests/sim/sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "db/base/mem.h"
#include "db/record/store.h"

/* An event bears a millisecond of 0..959: the task, and the last of its acts modulo 60. */
enum { ACTS = 60, EVENTS = 200000, OUTSIDE = 999 };

struct act {
    enum sim_act_end end;
    bool wrote; /* an event of it was seen in the file */
    bool early; /* said to be saved before it was */
    char code[16], label[8];
};
struct link {
    unsigned char hash[32], ack[32]; /* in the file; as it was acknowledged */
    bool seen, acked;
};

static struct {
    char path[256];
    struct link *link;   /* by seq */
    int64_t head, acked; /* last event seen in the file; last one acknowledged */
    struct act act[SIM_TASKS][ACTS];
    int acts[SIM_TASKS];
    struct seen known[SIM_TASKS];
} m;

static struct act *act_of(int task)
{
    return &m.act[task][m.acts[task] % ACTS];
}

int model_code(void)
{
    int t = sim_task();
    return t < 0 ? OUTSIDE : t * ACTS + m.acts[t] % ACTS;
}

void model_act(int task, const char *code, const char *label)
{
    m.acts[task]++;
    struct act *a = act_of(task);
    *a = (struct act){.end = ACT_RUNS};
    snprintf(a->code, sizeof a->code, "%s", code);
    snprintf(a->label, sizeof a->label, "%s", label);
    a->early = *code && sim_council()->plant == PLANT_EARLY;
}

/* ---- what a writer is told ---- */

static bool stands(const struct seen *s)
{
    const struct link *l = &m.link[s->seq];
    if (s->seq == 0)
        return true;
    return (l->seen && memcmp(l->hash, s->hash, 32) == 0) ||
           (!l->seen && l->acked && memcmp(l->ack, s->hash, 32) == 0);
}

static void acknowledged(int task, const struct seen *s)
{
    struct link *l = &m.link[s->seq];
    if (s->seq <= 0 || s->seq >= EVENTS)
        sim_fail("task %d: event %lld was acknowledged", task, (long long)s->seq);
    sim_alone(true);
    if (!stands(&m.known[task]) && model_look() && !stands(&m.known[task]))
        sim_fail("task %d knew event %lld, which is not in the file, and wrote event %lld into it",
                 task, (long long)m.known[task].seq, (long long)s->seq);
    if (l->acked || (l->seen && memcmp(l->hash, s->hash, 32) != 0))
        sim_fail("event %lld was acknowledged twice", (long long)s->seq);
    l->acked = true;
    memcpy(l->ack, s->hash, 32);
    if (s->seq > m.acked)
        m.acked = s->seq;
    m.known[task] = *s;
    sim_alone(false);
}

void model_end(int task, struct db *db, enum db_rc rc)
{
    struct act *a = act_of(task);
    struct sim_sum *sum = sim_sum();
    a->end = rc == DB_OK ? ACT_DONE : ACT_REFUSED;
    sum->refused += rc == DB_REFUSED || rc == DB_USAGE;
    sum->faults += rc == DB_FAULT;
    if (rc != DB_OK && a->wrote)
        sim_fail("task %d: the act was not done, and is in the file", task);
    if (rc != DB_OK || !db->added.seq)
        return;
    sum->acks++;
    acknowledged(task, &db->added);
}

void model_killed(int task)
{
    struct act *a = act_of(task);
    if (a->end == ACT_RUNS)
        a->end = ACT_KILLED;
    m.known[task].seq = 0;
}

void model_opened(int task, struct db *db)
{
    m.known[task] = db->seen;
    if (!stands(&db->seen) && m.link[db->seen.seq].seen)
        sim_fail("task %d opened a file with another event %lld", task, (long long)db->seen.seq);
}

void model_lost(int task)
{
    if (stands(&m.known[task]) && sim_sum()->copies == 0)
        sim_fail("task %d was told of a change of the file, and there was none", task);
}

/* ---- what the file says ---- */

/* The last event with that millisecond is of an act that may have written it. */
static void attribute(int64_t seq, const char *time, const char *kind, const char *body)
{
    size_t n = strlen(time);
    int code = n > 4 ? atoi(time + n - 4) : OUTSIDE;
    if (code == OUTSIDE)
        return;
    struct act *a = &m.act[code / ACTS][code % ACTS];
    a->wrote = true;
    if (a->end == ACT_REFUSED)
        sim_fail("event %lld (%s) is of task %d, which was told that it is not saved",
                 (long long)seq, kind, code / ACTS);
    if (strcmp(kind, "mark") == 0 && (!strstr(body, a->code) || !strstr(body, a->label)))
        sim_fail("event %lld is %s, and task %d marked %s %s", (long long)seq, body, code / ACTS,
                 a->code, a->label);
}

static void event_is_there(sqlite3_stmt *s)
{
    int64_t seq = sqlite3_column_int64(s, 0);
    struct link *l = &m.link[m.head + 1];
    if (seq != m.head + 1 || seq >= EVENTS)
        sim_fail("event %lld is missing", (long long)m.head + 1);
    if (sqlite3_column_bytes(s, 1) != 32 || sqlite3_column_bytes(s, 2) != 32)
        sim_fail("event %lld has no hash", (long long)seq);
    memcpy(l->hash, sqlite3_column_blob(s, 1), 32);
    l->seen = true;
    if (seq > 1 && memcmp(m.link[seq - 1].hash, sqlite3_column_blob(s, 2), 32) != 0)
        sim_fail("event %lld does not follow %lld", (long long)seq, (long long)seq - 1);
    if (l->acked && memcmp(l->ack, l->hash, 32) != 0)
        sim_fail("event %lld is not the one that was acknowledged", (long long)seq);
    attribute(seq, (const char *)sqlite3_column_text(s, 3), (const char *)sqlite3_column_text(s, 4),
              (const char *)sqlite3_column_text(s, 5));
    m.head = seq;
}

/* The last event seen is still there, then the new ones. */
static int look(sqlite3 *h)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(h,
                                "SELECT seq, hash, prev, time, kind, body FROM event"
                                " WHERE seq >= ? ORDER BY seq",
                                -1, &s, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_int64(s, 1, m.head);
        rc = sqlite3_step(s);
    }
    if (rc == SQLITE_ROW && m.head > 0) {
        if (sqlite3_column_int64(s, 0) != m.head ||
            memcmp(sqlite3_column_blob(s, 1), m.link[m.head].hash, 32) != 0)
            sim_fail("event %lld was in the file", (long long)m.head);
        rc = sqlite3_step(s);
    } else if (rc == SQLITE_DONE && m.head > 0) {
        sim_fail("event %lld was in the file", (long long)m.head);
    }
    for (; rc == SQLITE_ROW; rc = sqlite3_step(s))
        event_is_there(s);
    sqlite3_finalize(s);
    return rc;
}

static void nothing_early(void)
{
    for (int t = 0; t < SIM_TASKS; t++) {
        const struct act *a = act_of(t);
        if (a->early && a->end == ACT_KILLED && !a->wrote)
            sim_fail("task %d said that %s is saved, and it is not", t, a->code);
    }
}

bool model_look(void)
{
    sqlite3 *h = NULL;
    int rc = sqlite3_open_v2(m.path, &h, SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK)
        rc = look(h);
    sqlite3_close(h);
    if ((rc & 0xff) == SQLITE_BUSY || rc == SQLITE_READONLY_ROLLBACK)
        return false;
    if (rc != SQLITE_DONE)
        sim_fail("the file cannot be read: %s", sqlite3_errstr(rc));
    if (m.acked > m.head)
        sim_fail("event %lld was acknowledged, and the file ends with %lld", (long long)m.acked,
                 (long long)m.head);
    nothing_early();
    return true;
}

/* ---- the whole record ---- */

static void told(const struct faults *f, const char *what)
{
    char *text = f->n ? fault_text(&f->v[0], NULL) : xstrdup("nothing said");
    sim_fail("%s: %s", what, text);
}

static void closing_stands(const struct session *s)
{
    unsigned char hash[32];
    for (int i = 0; i < 32; i++) {
        unsigned v = 0;
        sscanf(s->closing + 2 * i, "%2x", &v);
        hash[i] = (unsigned char)v;
    }
    if (s->closing_events < 1 || s->closing_events > m.head ||
        memcmp(m.link[s->closing_events].hash, hash, 32) != 0)
        sim_fail("the hash of the closing is of no event");
}

void model_check(void)
{
    struct faults f = {0};
    struct db *db = NULL;
    struct verdict v;
    struct session s;
    if (db_open(&db, m.path, DB_LOOK, &f) != DB_OK)
        told(&f, "the record does not open");
    if (db_verify(db, &v) != DB_OK)
        told(db_faults(db), "the record does not verify");
    if (db_session(db, &s) != DB_OK)
        told(db_faults(db), "no session");
    if (!model_look())
        sim_fail("the file cannot be looked at, and nobody is in it");
    if (s.events != m.head || v.events != m.head)
        sim_fail("the record has %lld events, the file %lld", (long long)s.events,
                 (long long)m.head);
    if (s.closed)
        closing_stands(&s);
    db_close(db);
    sim_sum()->checks++;
}

int64_t model_head(void)
{
    return m.head;
}

void model_rewind(int64_t head)
{
    for (int64_t i = head + 1; i <= m.head || i <= m.acked; i++)
        m.link[i] = (struct link){0};
    m.head = head;
    if (m.acked > head)
        m.acked = head;
}

void model_blind(struct db *db)
{
    db->seen.seq = 0;
    db->left.ino = 0;
}

void model_begin(const char *path)
{
    snprintf(m.path, sizeof m.path, "%s", path);
    m.link = xcalloc(EVENTS, sizeof *m.link);
}
