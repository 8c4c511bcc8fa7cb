/* SPDX-License-Identifier: MIT */
/* Grounds for knocking out that await the council: claimed by somebody, or given by the ballots
 * themselves (Phụ lục II: "không đánh giá các bước tiếp theo"). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set.h"
#include "db/result/check_part.h"
#include "db/base/mem.h"
#include "db/result/tally.h"

/* ---- claims ---- */

static enum db_rc check_claims(struct check *c, const struct tally *t)
{
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_claims);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        const struct result *r = check_result_of(t, sqlite3_column_int(s, 0));
        if (!r || !result_judged(r))
            continue; /* one that is out needs no further answer */
        const char *code = col_text(c->a, s, 2), *ground = col_text(c->a, s, 3);
        char *what =
            xasprintf("%s%s%s", code, *code ? " " : "", *ground ? ground : col_text(c->a, s, 4));
        check_add(c, false, r->product, sqlite3_column_int(s, 1), code, F_CLAIM_OPEN,
                  check_int(c, r->no), what, NULL, NULL);
        free(what);
    }
    return rc;
}

/* ---- zeros that end the scoring ---- */

/* A criterion to which every counted ballot of a product gives 0. */
struct zero {
    int product;
    const char *criterion;
};
struct zeros {
    struct zero *v;
    size_t n, cap;
};

static enum db_rc read_zeros(struct check *c, struct zeros *out)
{
    bool row;
    *out = (struct zeros){0};
    sqlite3_stmt *s = stmt_get(c->db, Q_check_zeros);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        out->v = arena_grow(c->a, out->v, out->n, &out->cap, sizeof *out->v);
        out->v[out->n++] = (struct zero){sqlite3_column_int(s, 0), col_text(c->a, s, 1)};
    }
    return rc;
}

static bool is_zero(const struct zeros *z, int product, const char *code)
{
    size_t lo = 0, hi = z->n; /* they come by product */
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (z->v[mid].product < product)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < z->n && z->v[lo].product == product; lo++)
        if (strcmp(z->v[lo].criterion, code) == 0)
            return true;
    return false;
}

/* The first criterion of the blank-divided list @scope that is 0; "" when none is. */
static const char *zero_in(struct check *c, const struct zeros *z, int product, const char *scope)
{
    for (const char *p = scope; *p;) {
        size_t n = strcspn(p, " ");
        char code[16];
        snprintf(code, sizeof code, "%.*s", (int)n, p);
        if (n && is_zero(z, product, code))
            return arena_strdup(c->a, code);
        p += n + (p[n] == ' ');
    }
    return "";
}

/* @node, or all that is below it. */
static bool all_zero(const struct zeros *z, int product, const struct crit_set *set,
                     const struct crit_node *node)
{
    size_t n = strlen(node->code);
    bool any = false;
    for (size_t i = 0; i < set->n_nodes; i++) {
        const struct crit_node *leaf = &set->node[i];
        bool below = strncmp(leaf->code, node->code, n) == 0 &&
                     (leaf->code[n] == '\0' || leaf->code[n] == '.');
        if (leaf->kind != CRIT_LEAF || !below)
            continue;
        if (!is_zero(z, product, leaf->code))
            return false;
        any = true;
    }
    return any;
}

/* Whether the council has concluded on this criterion, one way or the other. */
static enum db_rc answered(struct check *c, int product, const char *code, bool *out)
{
    int64_t v;
    sqlite3_stmt *s = stmt_get(c->db, Q_knockout_answered);
    bind_int(s, ":product", product);
    bind_text(s, ":criterion", code);
    enum db_rc rc = stmt_one(c->db, s, 0, &v);
    *out = v != 0;
    return rc;
}

static enum db_rc check_note(struct check *c, const struct zeros *z, const struct result *r,
                             const struct crit_set *set, const struct crit_node *node,
                             const struct crit_note *note)
{
    const char *code = "";
    if (note->kind == CRIT_NOTE_STOP_IF_ZERO)
        code = zero_in(c, z, r->product, note->ref);
    else if (note->kind == CRIT_NOTE_STOP && all_zero(z, r->product, set, node))
        code = node->code;
    bool told = false;
    enum db_rc rc = *code ? answered(c, r->product, node->code, &told) : DB_OK;
    if (rc == DB_OK && *code && !told)
        check_add(c, true, r->product, 0, node->code, F_ZERO_STOPS, check_int(c, r->no), code,
                  note->text, NULL);
    return rc;
}

static enum db_rc check_zeros(struct check *c, const struct tally *t)
{
    struct zeros z;
    enum db_rc rc = read_zeros(c, &z);
    for (size_t p = 0; p < t->n && z.n; p++) {
        const struct result *r = &t->v[p];
        bool open = result_judged(r) && r->closed && *r->set;
        const struct crit_set *set = open ? db_criteria(c->db, r->set) : NULL;
        for (size_t i = 0; set && i < set->n_nodes; i++)
            for (size_t k = 0; k < set->node[i].n_notes && rc == DB_OK; k++)
                rc = check_note(c, &z, r, set, &set->node[i], &set->node[i].note[k]);
    }
    return rc;
}

enum db_rc check_grounds(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_claims(c, t);
    return rc == DB_OK ? check_zeros(c, t) : rc;
}
