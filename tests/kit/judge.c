/* SPDX-License-Identifier: MIT */
#include "tests/kit/judge.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "db/db.h"
#include "db/record/store.h"
#include "tests/fuzz/fuzz.h"
#include "tests/kit/mutate.h"

static void hash_rows(crypto_hash_sha256_state *h, sqlite3_stmt *s)
{
    must(s);
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(s); c++) {
            const void *v = sqlite3_column_blob(s, c);
            int n[2] = {sqlite3_column_type(s, c), sqlite3_column_bytes(s, c)};
            crypto_hash_sha256_update(h, (const unsigned char *)n, sizeof n);
            if (v)
                crypto_hash_sha256_update(h, v, (unsigned long long)n[1]);
        }
    sqlite3_finalize(s);
}

/* Every value of every table. */
static void content(struct db *db, unsigned char out[32])
{
    crypto_hash_sha256_state h;
    crypto_hash_sha256_init(&h);
    for (const struct fuzz_table *t = fuzz_tables; t->name; t++) {
        char sql[160];
        sqlite3_stmt *s = NULL;
        snprintf(sql, sizeof sql, "SELECT * FROM main.%s ORDER BY %s", t->name, t->key);
        sqlite3_prepare_v2(db->h, sql, -1, &s, NULL);
        hash_rows(&h, s);
    }
    crypto_hash_sha256_final(&h, out);
}

/* The hash that a closing prints covers all before it: no two contents have one. */
static void one_content(struct db *db, const char *head)
{
    enum { HEADS = 4096 };
    static struct {
        char head[65];
        unsigned char content[32];
    } seen[HEADS];
    unsigned char now[32];
    size_t at = (size_t)strtoul((char[5]){head[0], head[1], head[2], head[3], 0}, NULL, 16) % HEADS;
    content(db, now);
    must(strcmp(seen[at].head, head) != 0 || memcmp(seen[at].content, now, sizeof now) == 0);
    snprintf(seen[at].head, sizeof seen[at].head, "%s", head);
    memcpy(seen[at].content, now, sizeof now);
}

/* What opens was found to hold: verify finds only what could not have been done. */
static enum judged verify(struct db *db, const char *head)
{
    struct verdict v;
    enum db_rc rc = db_verify(db, &v);
    must(rc == DB_OK || rc == DB_REFUSED);
    const struct faults *f = db_faults(db);
    must((rc == DB_OK) == (f->errors == 0));
    for (size_t i = 0; i < f->n; i++)
        must(f->v[i].place == AT_EVENT || f->v[i].id == F_RESULT_DIFFERS);
    must(rc != DB_OK || strcmp(v.head, head) == 0);
    return rc == DB_OK ? JUDGED_SOUND : JUDGED_ILLEGAL;
}

enum judged session_judge(const uint8_t *data, size_t size, bool whole)
{
    struct faults f = {0};
    struct db *db = NULL;
    enum judged told = JUDGED_REFUSED;
    enum db_rc rc = db_look_bytes(&db, data, size, &f);
    must((rc == DB_OK) == (db != NULL));
    if (db) {
        struct session s;
        must(db_session(db, &s) == DB_OK && strlen(s.head) == 64);
        /* By the hash, so that the same bytes are always judged the same. */
        told = whole || s.head[0] == '0' ? verify(db, s.head) : JUDGED_OPENED;
        if (db->version == DB_USER_VERSION)
            one_content(db, s.head);
    }
    fuzz_faults(&f, rc != DB_OK);
    db_close(db);
    return told;
}
