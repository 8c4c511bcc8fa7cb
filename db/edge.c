/* SPDX-License-Identifier: MIT */
/* How near a star is to another, and the cheapest way to the next.  The star is never computed
 * here: the views answer for a ballot that says otherwise (temp.what_if_mark) or is not there
 * (temp.what_if_out), and nothing of the file is touched. */
#include <stdlib.h>
#include <string.h>

#include "db/store.h"

static enum db_rc star_of(struct db *db, int product, int *band, int *star)
{
    bool row;
    *band = 0;
    *star = -1;
    sqlite3_stmt *s = stmt_get(db, Q_star_of);
    bind_int(s, ":product", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (row) {
        *band = sqlite3_column_int(s, 0);
        *star = sqlite3_column_type(s, 1) == SQLITE_NULL ? -1 : sqlite3_column_int(s, 1);
        sqlite3_reset(s);
    }
    return rc;
}

/* What stands in the way of asking: put the question, ask, take it back. */
struct what_if {
    int member;
    char *criterion, *label; /* NULL: the whole ballot is left out */
};

static enum db_rc ask(struct db *db, int product, const struct what_if *w, int *star)
{
    int band;
    sqlite3_stmt *s = stmt_get(db, w->label ? Q_what_if_mark : Q_what_if_out);
    bind_int(s, ":product", product);
    bind_int(s, ":member", w->member);
    if (w->label) {
        bind_text(s, ":criterion", w->criterion);
        bind_text(s, ":label", w->label);
    }
    enum db_rc rc = stmt_run(db, s);
    if (rc == DB_OK)
        rc = star_of(db, product, &band, star);
    enum db_rc end = stmt_run(db, stmt_get(db, w->label ? Q_what_if_mark_end : Q_what_if_out_end));
    return rc == DB_OK ? end : rc;
}

/* The questions worth asking, in the arena. */
static enum db_rc read_questions(struct db *db, struct arena *a, int product, enum query q,
                                 struct what_if **v, size_t *n)
{
    size_t cap = 0;
    bool row;
    *v = NULL;
    *n = 0;
    sqlite3_stmt *s = stmt_get(db, q);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        *v = arena_grow(a, *v, *n, &cap, sizeof **v);
        (*v)[*n] = (struct what_if){.member = sqlite3_column_int(s, 0)};
        if (q == Q_edge_levels) {
            (*v)[*n].criterion = arena_strdup(a, col_text(a, s, 1));
            (*v)[*n].label = arena_strdup(a, col_text(a, s, 3));
        }
        ++*n;
    }
    return rc;
}

static enum db_rc reach(struct db *db, struct arena *a, int product, enum query q, int *low,
                        int *high)
{
    struct what_if *v;
    size_t n;
    enum db_rc rc = read_questions(db, a, product, q, &v, &n);
    if (q == Q_edge_ballots && n == 1)
        n = 0; /* without its only ballot a product has no star to speak of */
    for (size_t i = 0; i < n && rc == DB_OK; i++) {
        int star = -1;
        rc = ask(db, product, &v[i], &star);
        *low = star < *low ? star : *low;
        *high = star > *high ? star : *high;
    }
    return rc;
}

static enum db_rc read_edge(struct db *db, struct arena *a, const struct result *r,
                            struct edge *out)
{
    *out = (struct edge){.star = r->star};
    if (r->star < 0 || r->band == 0 || r->status == STATUS_KNOCKED_OUT) {
        out->star = -1;
        return DB_OK;
    }
    out->up = r->band == 5 ? 0 : band_floor(r->band + 1) * r->closed - r->sum;
    out->down = r->sum - band_floor(r->band) * r->closed;
    out->one_low = out->one_high = out->less_low = out->less_high = r->star;
    enum db_rc rc = reach(db, a, r->product, Q_edge_levels, &out->one_low, &out->one_high);
    if (rc == DB_OK)
        rc = reach(db, a, r->product, Q_edge_ballots, &out->less_low, &out->less_high);
    out->one = out->one_low != r->star || out->one_high != r->star;
    out->less = out->less_low != r->star || out->less_high != r->star;
    return rc;
}

enum db_rc db_edge(struct db *db, int product, struct edge *out)
{
    struct tally t;
    struct arena *a = arena_new();
    *out = (struct edge){.star = -1};
    enum db_rc rc = db_tally(db, product, &t);
    if (rc == DB_OK && t.n == 1)
        rc = read_edge(db, a, &t.v[0], out);
    tally_free(&t);
    arena_free(a);
    return rc;
}
