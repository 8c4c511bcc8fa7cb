/* SPDX-License-Identifier: MIT */
/* The journal: appended events, chained by SHA-256 (db/FORMAT.md). */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/record/fold.h"
#include "db/record/store.h"

/* ---- hash ---- */

static void feed(crypto_hash_sha256_state *h, const void *p, size_t n)
{
    unsigned char size[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16),
                             (unsigned char)(n >> 8), (unsigned char)n};
    crypto_hash_sha256_update(h, size, sizeof size);
    crypto_hash_sha256_update(h, p, n);
}

static void feed_text(crypto_hash_sha256_state *h, const char *s)
{
    feed(h, s, strlen(s));
}

static void feed_int(crypto_hash_sha256_state *h, int64_t v)
{
    char t[24];
    snprintf(t, sizeof t, "%lld", (long long)v);
    feed_text(h, t);
}

void event_hash(int64_t seq, const char *time, int64_t mono, const char *boot, const char *actor,
                const char *kind, const char *body, size_t body_len, const unsigned char prev[32],
                unsigned char out[32])
{
    static const char tag[] = "HOIDONG-EVENT-1"; /* its NUL is hashed too */
    crypto_hash_sha256_state h;
    crypto_hash_sha256_init(&h);
    crypto_hash_sha256_update(&h, (const unsigned char *)tag, sizeof tag);
    feed(&h, prev, 32);
    feed_int(&h, seq);
    feed_text(&h, time);
    feed_int(&h, mono);
    feed_text(&h, boot);
    feed_text(&h, actor);
    feed_text(&h, kind);
    size_t at = 0, nn, vn;
    const char *name, *value;
    while (at < body_len && body_field(body, body_len, &at, &name, &nn, &value, &vn)) {
        feed(&h, name, nn);
        feed(&h, value, vn);
    }
    /* A body that stops being well formed is hashed to its end, so that no byte is free. */
    feed(&h, body + at, body_len - at);
    crypto_hash_sha256_final(&h, out);
}

/* ---- append ---- */

struct moment {
    char time[32];
    int64_t mono;
    char boot[40];
};

int64_t journal_now(const struct db *db)
{
    struct timespec wall;
    if (db->now_ms)
        return db->now_ms(db->now_arg);
    clock_gettime(CLOCK_REALTIME, &wall);
    return (int64_t)wall.tv_sec * 1000 + wall.tv_nsec / 1000000;
}

static void now(const struct db *db, struct moment *m)
{
    struct timespec mono;
    clock_gettime(CLOCK_MONOTONIC, &mono);
    int64_t ms = journal_now(db);
    int64_t part = (ms % 1000 + 1000) % 1000; /* before 1970 too */
    time_t s = (time_t)((ms - part) / 1000);
    struct tm tm;
    char day[24];
    gmtime_r(&s, &tm);
    strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(m->time, sizeof m->time, "%s.%03dZ", day, (int)part);
    m->mono = (int64_t)mono.tv_sec * 1000 + mono.tv_nsec / 1000000;
    static char boot[40]; /* does not change while we run */
    if (!boot[0]) {
        FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
        if (!f || !fgets(boot, sizeof boot, f))
            snprintf(boot, sizeof boot, "-");
        if (f)
            fclose(f);
        boot[strcspn(boot, "\n")] = '\0';
    }
    memcpy(m->boot, boot, sizeof m->boot);
}

enum db_rc journal_head(struct db *db, int64_t *seq, unsigned char hash[32])
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_event_head);
    enum db_rc rc = stmt_step(db, s, &row);
    *seq = 0;
    memset(hash, 0, 32);
    if (row) {
        *seq = sqlite3_column_int64(s, 0);
        if (sqlite3_column_bytes(s, 1) == 32)
            memcpy(hash, sqlite3_column_blob(s, 1), 32);
        sqlite3_reset(s);
    }
    return rc;
}

/* An event as it stands in the file, rehashed; false when it is not what its hash says. */
static bool row_holds(sqlite3_stmt *s, const unsigned char prev[32], unsigned char hash[32])
{
    if (sqlite3_column_bytes(s, 7) != 32 || sqlite3_column_bytes(s, 8) != 32)
        return false;
    /* What stands behind a NUL would be neither hashed nor seen. */
    static const int texts[] = {1, 3, 4, 5, 6};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *t = col_str(s, texts[i]);
        if (!t || strlen(t) != (size_t)sqlite3_column_bytes(s, texts[i]))
            return false;
    }
    event_hash(sqlite3_column_int64(s, 0), col_str(s, 1), sqlite3_column_int64(s, 2), col_str(s, 3),
               col_str(s, 4), col_str(s, 5), col_str(s, 6), (size_t)sqlite3_column_bytes(s, 6),
               prev, hash);
    return memcmp(sqlite3_column_blob(s, 7), prev, 32) == 0 &&
           memcmp(sqlite3_column_blob(s, 8), hash, 32) == 0;
}

/* Before an act may be called kept: what the file holds is what was meant. */
static enum db_rc reread(struct db *db, int64_t seq, const unsigned char prev[32])
{
    bool row;
    unsigned char hash[32];
    sqlite3_stmt *s = stmt_get(db, Q_event_get);
    bind_int(s, ":seq", seq);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc == DB_OK && (!row || !row_holds(s, prev, hash))) {
        db_refuse(db, F_DAMAGED, N_("sự kiện vừa ghi đọc lại khác"), NULL);
        rc = DB_FAULT;
    }
    if (row)
        sqlite3_reset(s);
    return rc;
}

static void bind_blob(sqlite3_stmt *s, const char *name, const void *v, size_t n)
{
    if (s)
        sqlite3_bind_blob64(s, sqlite3_bind_parameter_index(s, name), v, n, SQLITE_TRANSIENT);
}

enum db_rc journal_append(struct db *db, enum event_kind k, const char *actor, struct body *b,
                          int64_t *seq_out)
{
    const char *kind = event_defs[k].name;
    int64_t seq;
    unsigned char prev[32], hash[32];
    struct moment m;
    enum db_rc rc = journal_head(db, &seq, prev);
    seq++;
    now(db, &m);
    const char *text = b->text ? b->text : "";
    event_hash(seq, m.time, m.mono, m.boot, actor, kind, text, b->len, prev, hash);
    if (rc == DB_OK) {
        sqlite3_stmt *s = stmt_get(db, Q_event_insert);
        bind_int(s, ":seq", seq);
        bind_text(s, ":time", m.time);
        bind_int(s, ":mono", m.mono);
        bind_text(s, ":boot", m.boot);
        bind_text(s, ":actor", actor);
        bind_text(s, ":kind", kind);
        bind_text(s, ":body", text);
        bind_blob(s, ":prev", prev, 32);
        bind_blob(s, ":hash", hash, 32);
        rc = stmt_run(db, s);
    }
    if (rc == DB_OK)
        rc = reread(db, seq, prev);
    if (rc == DB_OK) {
        struct arena *a = arena_new();
        struct event e = {.seq = seq,
                          .time = m.time,
                          .mono = m.mono,
                          .boot = m.boot,
                          .actor = actor,
                          .kind = kind};
        body_decode(a, text, b->len, &e);
        rc = fold_apply(db, &e);
        arena_free(a);
        db->added.seq = seq;
        memcpy(db->added.hash, hash, sizeof hash);
    }
    body_free(b);
    if (seq_out)
        *seq_out = seq;
    return rc;
}

/* ---- walking ---- */

enum db_rc journal_check(struct db *db, int64_t *events, unsigned char head[32])
{
    bool row;
    unsigned char prev[32] = {0}, hash[32];
    sqlite3_stmt *s = stmt_get(db, Q_event_all);
    bind_int(s, ":from", 0);
    *events = 0;
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        char at[24];
        int64_t seq = sqlite3_column_int64(s, 0);
        snprintf(at, sizeof at, "%lld", (long long)(*events + 1));
        if (seq != *events + 1)
            rc = db_refuse(db, F_CHAIN, at, N_("thiếu sự kiện"), NULL);
        else if (!row_holds(s, prev, hash))
            rc = db_refuse(db, F_CHAIN, at, N_("nội dung khác với mã băm"), NULL);
        if (rc != DB_OK) {
            sqlite3_reset(s);
            return rc;
        }
        memcpy(prev, hash, 32);
        *events = seq;
    }
    if (rc == DB_OK && *events == 0)
        return DB_OK;
    memcpy(head, prev, 32);
    return rc;
}

static enum db_rc walk(struct db *db, int64_t from, bool (*each)(const struct event *, void *),
                       void *arg)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_event_all);
    bind_int(s, ":from", from);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct arena *a = arena_new();
        struct event e = {.seq = sqlite3_column_int64(s, 0),
                          .time = col_text(a, s, 1),
                          .mono = sqlite3_column_int64(s, 2),
                          .boot = col_text(a, s, 3),
                          .actor = col_text(a, s, 4),
                          .kind = col_text(a, s, 5)};
        const char *body = col_text(a, s, 6);
        bool fine = body_decode(a, body, strlen(body), &e);
        if (sqlite3_column_bytes(s, 8) == 32)
            sodium_bin2hex(e.hash, sizeof e.hash, sqlite3_column_blob(s, 8), 32);
        bool more = fine && each(&e, arg);
        arena_free(a);
        if (!more) {
            sqlite3_reset(s);
            if (!fine) {
                db_refuse(db, F_DAMAGED, N_("nhật ký"), NULL);
                rc = DB_FAULT;
            }
            break;
        }
    }
    return rc;
}

enum db_rc db_journal(struct db *db, int64_t from, bool (*each)(const struct event *, void *),
                      void *arg)
{
    enum { FEW = 200 };
    int64_t last = 0;
    unsigned char hash[32];
    enum db_rc rc = read_brief(db);
    if (rc == DB_OK)
        rc = journal_head(db, &last, hash);
    bool many = rc == DB_OK && last - from > FEW;
    if (many)
        rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = walk(db, from, each, arg);
    if (many)
        rc = db_read_end(db, rc);
    return db_read_end(db, rc);
}
