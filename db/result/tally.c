/* SPDX-License-Identifier: MIT */
/* Results as the views have them (db/sql/views.sql), as plain values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/product.h"
#include "db/council/setting.h"
#include "db/record/store.h"
#include "db/result/tally.h"

const char *status_word(enum status s)
{
    static const char *const words[] = {
#define X(id, word) word,
        STATUS_LIST(X)
#undef X
    };
    return words[s];
}

static enum status status_of(const char *word)
{
    for (int s = STATUS_WITHDRAWN; s <= STATUS_BELOW; s++)
        if (strcmp(status_word((enum status)s), word) == 0)
            return (enum status)s;
    return STATUS_WAITING;
}

enum result_group result_group(const struct result *r)
{
    switch (r->status) {
    case STATUS_FORWARD:
        return GROUP_FORWARD;
    case STATUS_PROPOSED:
        return r->star == 4 ? GROUP_FOUR : GROUP_THREE;
    case STATUS_BELOW:
    case STATUS_FAILED:
    case STATUS_KNOCKED_OUT:
        return GROUP_FAILED;
    case STATUS_POSTPONED:
    case STATUS_WITHDRAWN:
        return GROUP_LATER;
    case STATUS_WAITING:
    case STATUS_UNDECIDED:
        break;
    }
    return GROUP_OPEN;
}

bool result_stays(const struct result *r)
{
    return result_group(r) != GROUP_LATER;
}

bool result_judged(const struct result *r)
{
    return result_stays(r) && r->status != STATUS_KNOCKED_OUT;
}

bool result_listed(const struct result *r)
{
    return r->status == STATUS_PROPOSED || r->status == STATUS_FORWARD;
}

void mean_text(int64_t sum, int64_t n, bool banded, char out[16])
{
    out[0] = '\0';
    if (n <= 0)
        return;
    int hundredths = (int)((sum * 200 + n) / (2 * n)); /* half up */
    for (int band = 2; banded && band <= 5; band++) {
        int64_t floor = band_floor(band);
        if (hundredths == floor * 100 && sum < floor * n)
            hundredths--; /* 69,996 of 250 ballots is not 70,00 */
    }
    snprintf(out, 16, "%d,%02d", hundredths / 100, hundredths % 100);
}

static enum met met_of(sqlite3_stmt *s, int col)
{
    if (sqlite3_column_type(s, col) == SQLITE_NULL)
        return MET_UNKNOWN;
    return sqlite3_column_int(s, col) ? MET_YES : MET_NO;
}

static int int_or(sqlite3_stmt *s, int col, int fallback)
{
    return sqlite3_column_type(s, col) == SQLITE_NULL ? fallback : sqlite3_column_int(s, col);
}

static void read_result(struct arena *a, sqlite3_stmt *s, struct result *r)
{
    *r = (struct result){
        .product = sqlite3_column_int(s, 0),
        .no = sqlite3_column_int(s, 1),
        .code = col_text(a, s, 2),
        .name = col_text(a, s, 3),
        .owner = col_text(a, s, 4),
        .set = col_text(a, s, 5),
        .expected = sqlite3_column_int(s, 6),
        .closed = sqlite3_column_int(s, 7),
        .sum = sqlite3_column_int(s, 8),
        .part = {sqlite3_column_int(s, 9), sqlite3_column_int(s, 10), sqlite3_column_int(s, 11)},
        .band = int_or(s, 12, 0),
        .max = int_or(s, 13, -1),
        .min = int_or(s, 14, -1),
        .entry = {{.met = met_of(s, 15)}, {.met = met_of(s, 16)}, {.met = met_of(s, 17)}},
        .exceeds = sqlite3_column_int(s, 18),
        .settled = sqlite3_column_int(s, 19),
        .knocked_out = sqlite3_column_int(s, 20),
        .knock_criterion = col_text(a, s, 21),
        .knock_reason = col_text(a, s, 22),
        .knock_ground = "",
        .stop_criterion = "",
        .stop_ground = "",
        .star = int_or(s, 23, -1),
        .status = status_of(col_str(s, 24)),
        .present = sqlite3_column_int(s, 25),
        .base = sqlite3_column_int(s, 26),
        .needed = sqlite3_column_int(s, 27),
        .quorum = sqlite3_column_int(s, 28),
        .too_few = sqlite3_column_int(s, 29),
        .no_lead = sqlite3_column_int(s, 30),
        .forward = met_of(s, 31),
        .forward_stays = sqlite3_column_int(s, 32)};
}

static struct result *result_of(struct tally *t, int product, size_t *hint)
{
    for (; *hint < t->n; ++*hint)
        if (t->v[*hint].product == product)
            return &t->v[*hint];
    return NULL;
}

/* The gates come in the order of the products, star by star, in the law's order. */
static enum db_rc read_gates(struct db *db, struct arena *a, int product, struct tally *t)
{
    bool row;
    size_t hint = 0, cap[3] = {0};
    struct result *last = NULL;
    sqlite3_stmt *s = stmt_get(db, Q_gate_all);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct result *r = result_of(t, sqlite3_column_int(s, 0), &hint);
        int star = sqlite3_column_int(s, 1);
        if (!r || star < 3 || star > 5)
            continue;
        if (r != last)
            memset(cap, 0, sizeof cap);
        last = r;
        struct entry *e = &r->entry[star - 3];
        e->gate = arena_grow(a, e->gate, e->n, &cap[star - 3], sizeof *e->gate);
        e->gate[e->n++] = (struct gate){.star = star,
                                        .criterion = col_text(a, s, 2),
                                        .name = col_text(a, s, 3),
                                        .points = sqlite3_column_int(s, 4),
                                        .yes = sqlite3_column_int(s, 5),
                                        .n = sqlite3_column_int(s, 6),
                                        .sum = sqlite3_column_int(s, 7),
                                        .met = met_of(s, 8),
                                        .divided = sqlite3_column_int(s, 9),
                                        .concluded = sqlite3_column_int(s, 10),
                                        .said = met_of(s, 11),
                                        .said_at = sqlite3_column_int(s, 12)};
    }
    return rc;
}

/* Knock-outs in their own words, stops, and claims that wait: few, and of few products. */
static enum db_rc read_grounds(struct db *db, struct arena *a, struct tally *t)
{
    bool row;
    size_t hint = 0;
    sqlite3_stmt *s = stmt_get(db, Q_ground_all);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        struct result *r = result_of(t, sqlite3_column_int(s, 0), &hint);
        if (!r) { /* not asked for */
            hint = 0;
            continue;
        }
        r->knock_ground = col_text(a, s, 1);
        r->stopped = sqlite3_column_int(s, 2);
        r->stop_criterion = col_text(a, s, 3);
        r->stop_ground = col_text(a, s, 4);
        r->claims = sqlite3_column_int(s, 5);
    }
    return rc;
}

/* What the council has still to say, where the star is undecided. */
static void mark_open(struct result *r, enum minimum_missed missed)
{
    const enum met entry[3] = {r->entry[0].met, r->entry[1].met, r->entry[2].met};
    if (r->status != STATUS_UNDECIDED)
        return;
    r->open = star_open(r->band, entry, r->forward, missed);
    for (int star = 3; star <= 5; star++) {
        struct entry *e = &r->entry[star - 3];
        for (size_t i = 0; star_matters(star, r->band, entry, missed) && i < e->n; i++)
            e->gate[i].matters = e->gate[i].divided;
    }
}

static enum db_rc tally(struct db *db, int product, struct tally *out)
{
    struct arena *a = out->mem;
    size_t cap = 0;
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_result_all);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(a, out->v, out->n, &cap, sizeof *out->v);
        read_result(a, s, &out->v[out->n++]);
    }
    if (rc == DB_OK)
        rc = read_gates(db, a, product, out);
    if (rc == DB_OK)
        rc = read_grounds(db, a, out);
    struct rules rules = {0};
    if (rc == DB_OK)
        rc = db_rules(db, &rules);
    for (size_t i = 0; i < out->n; i++)
        mark_open(&out->v[i], rules.minimum_missed);
    list_free(&rules);
    return rc;
}

enum db_rc db_tally(struct db *db, int product, struct tally *out)
{
    *out = (struct tally){.mem = arena_new()};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = tally(db, product, out);
    return db_read_end(db, rc);
}
