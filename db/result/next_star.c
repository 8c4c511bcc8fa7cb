/* SPDX-License-Identifier: MIT */
/* To the next star: the minimums it asks for that are not met, then the cheapest points. */
#include <stdlib.h>
#include <string.h>

#include "db/record/store.h"
#include "db/result/next_star.h"

/* A level above the mean of a criterion (v_step), by criterion, then points. */
struct rung {
    const char *criterion, *name, *label;
    int sum, n, points;
};

struct climb {
    struct arena *a;
    struct rung *rung;
    size_t n, cap, step_cap;
    struct next_star *out;
};

/* The star above the one that is certain.  Under "fail" a product stands or falls with its band,
 * so the band is what it is short of.  Nothing below 3 is proposed, so 3 is the least. */
static int star_above(const struct result *r)
{
    if (r->status == STATUS_WITHDRAWN || r->status == STATUS_KNOCKED_OUT || r->closed == 0)
        return 0;
    if (r->status == STATUS_FAILED)
        return r->band < 3 ? 3 : r->band;
    int held = r->star;
    if (held < 0) {
        held = 2;
        for (int star = 3; star <= 5 && star <= r->band; star++)
            if (r->entry[star - 3].met == MET_YES)
                held = star;
    }
    return held >= 5 ? 0 : held < 3 ? 3 : held + 1;
}

int missed_from(const struct result *r)
{
    return r->status == STATUS_FAILED ? r->band : r->star < 3 ? 3 : r->star + 1;
}

static enum db_rc read_rungs(struct db *db, int product, struct climb *c)
{
    bool row;
    sqlite3_stmt *s = stmt_get(db, Q_step_all);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        c->rung = arena_grow(c->a, c->rung, c->n, &c->cap, sizeof *c->rung);
        c->rung[c->n++] = (struct rung){.criterion = col_text(c->a, s, 0),
                                        .name = col_text(c->a, s, 1),
                                        .sum = sqlite3_column_int(s, 2),
                                        .n = sqlite3_column_int(s, 3),
                                        .label = col_text(c->a, s, 4),
                                        .points = sqlite3_column_int(s, 5)};
    }
    return rc;
}

static struct step *step_of(struct climb *c, const char *criterion)
{
    for (size_t i = 0; i < c->out->n; i++)
        if (strcmp(c->out->step[i].criterion, criterion) == 0)
            return &c->out->step[i];
    return NULL;
}

static struct step *add(struct climb *c, const struct step *s)
{
    struct next_star *out = c->out;
    out->step = arena_grow(c->a, out->step, out->n, &c->step_cap, sizeof *out->step);
    out->step[out->n] = *s;
    out->gained += s->gain;
    return &out->step[out->n++];
}

/* A minimum that is not met: its level is to be reached by the council's own rule, so the gain
 * counts only where the mean is below it. */
static void add_minimum(struct climb *c, const struct gate *g)
{
    struct step s = {.criterion = arena_strdup(c->a, g->criterion),
                     .name = arena_strdup(c->a, g->name),
                     .minimum = true,
                     .divided = g->divided,
                     .sum = g->sum,
                     .n = g->n,
                     .label = "",
                     .points = g->points,
                     .gain = g->points * g->n > g->sum ? g->points * g->n - g->sum : 0};
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->rung[i].criterion, g->criterion) == 0 && c->rung[i].points == g->points)
            s.label = c->rung[i].label;
    add(c, &s);
}

/* The rung that costs least now; a criterion is climbed in the printed order. */
static const struct rung *cheapest(struct climb *c, int *cost)
{
    const struct rung *best = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const struct rung *r = &c->rung[i];
        const struct step *have = step_of(c, r->criterion);
        int from = have && have->points * r->n > r->sum ? have->points * r->n : r->sum;
        int gain = r->points * r->n - from;
        if (gain > 0 && (!best || gain < *cost)) {
            best = r;
            *cost = gain;
        }
    }
    return best;
}

static void add_points(struct climb *c)
{
    int cost = 0;
    const struct rung *r;
    while (c->out->gained < c->out->more && (r = cheapest(c, &cost))) {
        struct step *have = step_of(c, r->criterion);
        if (have) { /* the same criterion, a level higher */
            have->label = r->label;
            have->points = r->points;
            have->gain += cost;
            c->out->gained += cost;
        } else {
            add(c, &(struct step){.criterion = r->criterion,
                                  .name = r->name,
                                  .sum = r->sum,
                                  .n = r->n,
                                  .label = r->label,
                                  .points = r->points,
                                  .gain = cost});
        }
    }
}

enum db_rc db_next_star_of(struct db *db, const struct result *r, struct next_star *out)
{
    struct climb c = {.a = arena_new(), .out = out};
    *out = (struct next_star){.mem = c.a, .star = star_above(r)};
    enum db_rc rc = out->star ? read_rungs(db, r->product, &c) : DB_OK;
    if (rc == DB_OK && out->star) {
        const struct entry *e = &r->entry[out->star - 3];
        out->needed = band_floor(out->star) * r->closed;
        out->more = out->needed > r->sum ? out->needed - r->sum : 0;
        for (size_t i = 0; i < e->n; i++)
            if (e->gate[i].met != MET_YES)
                add_minimum(&c, &e->gate[i]);
        add_points(&c);
    }
    return rc;
}

enum db_rc db_next_star(struct db *db, int product, struct next_star *out)
{
    struct tally t = {0};
    *out = (struct next_star){0};
    enum db_rc rc = db_read_begin(db);
    if (rc == DB_OK)
        rc = db_tally(db, product, &t);
    if (rc == DB_OK && t.n == 1)
        rc = db_next_star_of(db, &t.v[0], out);
    list_free(&t);
    return db_read_end(db, rc);
}
