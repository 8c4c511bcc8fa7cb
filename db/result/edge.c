/* SPDX-License-Identifier: MIT */
/* How near a star is to another: what it would be if one ballot said a level more or less, or
 * were not there.  The counts are those of the views, moved by that one ballot; what they make is
 * decided by db/result/star.c, as everywhere. */
#include <string.h>

#include "db/agenda/set.h"
#include "db/council/setting.h"
#include "db/record/store.h"
#include "db/result/edge.h"
#include "db/base/mem.h"
#include "db/result/star.h"

/* A mark that counts.  Members are told apart, never named. */
struct said {
    int product, member;
    const char *criterion, *label;
    int points;
};

struct ask {
    struct db *db;
    struct arena *a;
    enum minimum_rule rule;
    enum minimum_missed missed;
    struct said *all;
    size_t n_all;
    /* Of the product in hand: */
    const struct result *r;
    const struct said *mark;
    size_t n;
    struct edge *e;
};

static enum db_rc read_marks(struct ask *k, int product)
{
    size_t cap = 0;
    bool row;
    sqlite3_stmt *s = stmt_get(k->db, Q_edge_marks);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(k->db, s, &row)) == DB_OK && row) {
        k->all = arena_grow(k->a, k->all, k->n_all, &cap, sizeof *k->all);
        k->all[k->n_all++] = (struct said){.product = sqlite3_column_int(s, 0),
                                           .member = sqlite3_column_int(s, 1),
                                           .criterion = col_text(k->a, s, 2),
                                           .label = col_text(k->a, s, 3),
                                           .points = sqlite3_column_int(s, 4)};
    }
    return rc;
}

/* ---- one question ---------------------------------------------------------------------------- */

/* Ballots that leave (at most one), points that come or go, and marks that change. */
struct change {
    int ballots, points;
    int member;                 /* whose ballot leaves; or */
    const struct said *instead; /* the mark that is */
    int to;                     /* so many points */
};

/* What @star asks of the criterion of @g. */
static int asked_at(const struct ask *k, const struct gate *g, int star)
{
    const struct entry *e = &k->r->entry[star - 3];
    for (size_t i = 0; i < e->n; i++)
        if (strcmp(e->gate[i].criterion, g->criterion) == 0)
            return e->gate[i].points;
    return g->points;
}

/* What the council said of @g, unless the change takes away what it judged: who is counted, and
 * who meets the star that it spoke of. */
static enum met said_after(const struct ask *k, const struct gate *g, const struct change *c)
{
    if (g->said_at == 0)
        return g->said;
    int asked = asked_at(k, g, g->said_at);
    bool here = c->instead && strcmp(c->instead->criterion, g->criterion) == 0;
    bool other = here && (c->to >= asked) != (c->instead->points >= asked);
    return c->ballots || other ? MET_UNKNOWN : g->said;
}

/* The counts of gate @g after the change. */
static enum met gate_after(const struct ask *k, const struct gate *g, const struct change *c)
{
    int yes = g->yes, n = g->n - c->ballots, sum = g->sum;
    if (c->instead && strcmp(c->instead->criterion, g->criterion) == 0) {
        yes += (c->to >= g->points) - (c->instead->points >= g->points);
        sum += c->to - c->instead->points;
    }
    for (size_t i = 0; c->ballots && i < k->n; i++)
        if (k->mark[i].member == c->member && strcmp(k->mark[i].criterion, g->criterion) == 0) {
            yes -= k->mark[i].points >= g->points;
            sum -= k->mark[i].points;
        }
    enum met met = minimum_met(k->rule, g->points, yes, n, sum);
    return met == MET_UNKNOWN ? said_after(k, g, c) : met;
}

static int star_after(const struct ask *k, const struct change *c)
{
    const struct result *r = k->r;
    int band = band_of(r->sum - c->points, r->closed - c->ballots);
    enum met entry[3] = {MET_YES, MET_YES, MET_YES};
    for (int i = 0; i < 3 && i + 3 <= band; i++)
        for (size_t g = 0; g < r->entry[i].n && entry[i] != MET_NO; g++)
            entry[i] = met_and(entry[i], gate_after(k, &r->entry[i].gate[g], c));
    /* Its word on trình was about the sum, which any change changes. */
    return star_from(band, entry, r->forward_stays ? r->forward : MET_UNKNOWN, k->missed);
}

static void reach(int star, int *low, int *high, bool *open)
{
    *open |= star < 0;
    *low = star >= 0 && star < *low ? star : *low;
    *high = star > *high ? star : *high;
}

/* ---- one level more or less ------------------------------------------------------------------ */

/* The points next to @from among the levels of @leaf in the same case, upwards or downwards; -1
 * when there are none.  None reached is the lowest of either case. */
static int next_points(const struct crit_node *leaf, char which_case, int from, bool up)
{
    int best = crit_allows_none(leaf) && !up && from > 0 ? 0 : -1;
    for (size_t i = 0; i < leaf->n_levels; i++) {
        int p = leaf->level[i].points;
        if (which_case && leaf->level[i].which_case != which_case)
            continue;
        if (up ? p > from && (best < 0 || p < best) : p < from && p > best)
            best = p;
    }
    return best;
}

/* Ballots with the same level of the same criterion ask the same. */
static bool asked(const struct ask *k, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(k->mark[i].criterion, k->mark[at].criterion) == 0 &&
            strcmp(k->mark[i].label, k->mark[at].label) == 0)
            return true;
    return false;
}

static void ask_next(struct ask *k, const struct said *m, const struct crit_node *leaf,
                     char which_case)
{
    for (int up = 0; up < 2; up++) {
        int to = next_points(leaf, which_case, m->points, up);
        struct change c = {.points = m->points - to, .instead = m, .to = to};
        if (to >= 0)
            reach(star_after(k, &c), &k->e->one_low, &k->e->one_high, &k->e->one_open);
    }
}

static void ask_levels(struct ask *k, const struct crit_set *set)
{
    for (size_t i = 0; i < k->n; i++) {
        const struct said *m = &k->mark[i];
        const struct crit_node *leaf = asked(k, i) ? NULL : crit_leaf(set, m->criterion);
        const struct crit_level *level = leaf ? crit_level(leaf, m->label) : NULL;
        if (!leaf || leaf->n_levels == 0)
            continue;
        char which_case = level ? level->which_case : leaf->level[0].which_case;
        ask_next(k, m, leaf, which_case);
        if (!level && which_case) /* from none reached, either case */
            ask_next(k, m, leaf, 'b');
    }
}

/* ---- one ballot less ------------------------------------------------------------------------- */

/* Without its only ballot a product has no star to speak of. */
static void ask_ballots(struct ask *k)
{
    for (size_t i = 0; k->r->closed > 1 && i < k->n; i++) {
        struct change c = {.ballots = 1, .member = k->mark[i].member};
        bool again = false;
        for (size_t j = 0; j < k->n; j++) {
            again |= j < i && k->mark[j].member == c.member;
            c.points += k->mark[j].member == c.member ? k->mark[j].points : 0;
        }
        if (!again)
            reach(star_after(k, &c), &k->e->less_low, &k->e->less_high, &k->e->less_open);
    }
}

static void ask_all(struct ask *k)
{
    const struct result *r = k->r;
    struct edge *e = k->e;
    *e = (struct edge){.product = r->product, .star = -1};
    if (r->band == 0)
        return;
    e->up = r->band == 5 ? 0 : band_floor(r->band + 1) * r->closed - r->sum;
    e->down = r->sum - band_floor(r->band) * r->closed;
    const struct crit_set *set = db_criteria(k->db, r->set);
    if (r->star < 0 || r->status == STATUS_KNOCKED_OUT || !set)
        return;
    e->star = e->one_low = e->one_high = e->less_low = e->less_high = r->star;
    ask_levels(k, set);
    ask_ballots(k);
    e->one = e->one_low != r->star || e->one_high != r->star;
    e->less = e->less_low != r->star || e->less_high != r->star;
}

/* Marks come in the order of the products; one may have none. */
static void take_marks(struct ask *k, int product, size_t *at)
{
    size_t from = *at;
    while (*at < k->n_all && k->all[*at].product == product)
        ++*at;
    k->n = *at - from;
    k->mark = k->n ? k->all + from : NULL;
}

static enum db_rc edges_from(struct db *db, const struct result *v, size_t n, int product,
                             struct edges *out)
{
    struct ask k = {.db = db, .a = arena_new()};
    *out = (struct edges){.mem = k.a};
    enum db_rc rc = db_read_begin(db);
    struct rules rules = {0};
    if (rc == DB_OK)
        rc = read_marks(&k, product);
    if (rc == DB_OK)
        rc = db_rules(db, &rules);
    k.rule = rules.minimum_rule;
    k.missed = rules.minimum_missed;
    list_free(&rules);
    out->n = rc == DB_OK ? n : 0;
    out->v = arena_alloc(k.a, (out->n + 1) * sizeof *out->v);
    size_t at = 0;
    for (size_t i = 0; i < out->n; i++) {
        k.r = &v[i];
        k.e = &out->v[i];
        take_marks(&k, k.r->product, &at);
        ask_all(&k);
    }
    return db_read_end(db, rc);
}

enum db_rc db_edges_of(struct db *db, const struct tally *t, struct edges *out)
{
    return edges_from(db, t->v, t->n, 0, out);
}

enum db_rc db_edge_of(struct db *db, const struct result *r, struct edge *out)
{
    struct edges one;
    enum db_rc rc = edges_from(db, r, 1, r->product, &one);
    *out = rc == DB_OK ? one.v[0] : (struct edge){.star = -1};
    list_free(&one);
    return rc;
}
