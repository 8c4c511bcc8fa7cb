/* SPDX-License-Identifier: MIT */
/* The grounds for knocking out that a sheet prints, and what the council may see of its members'
 * ballots when it concludes. */
#include "db/agenda/set_part.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/meeting/ground.h"
#include "db/record/list.h"

#include <stdio.h>
#include <string.h>

static void add_ground(struct arena *a, struct grounds *g, size_t *cap, const char *criterion,
                       const char *text, bool stops)
{
    g->v = arena_grow(a, g->v, g->n, cap, sizeof *g->v);
    g->v[g->n++] =
        (struct ground){arena_strdup(a, criterion), arena_strdup(a, text ? text : ""), stops};
}

static void read_notes(struct arena *a, const struct crit_node *n, struct grounds *g, size_t *cap)
{
    for (size_t i = 0; i < n->n_notes; i++) {
        enum crit_note_kind k = n->note[i].kind;
        bool stops =
            k == CRIT_NOTE_STOP || k == CRIT_NOTE_STOP_IF_ZERO || k == CRIT_NOTE_INELIGIBLE;
        if (stops || k == CRIT_NOTE_DISQUALIFY)
            add_ground(a, g, cap, n->code, n->note[i].text, stops);
    }
}

enum db_rc db_grounds(struct db *db, int product, struct grounds *out)
{
    struct arena *a = arena_new();
    struct product_of p;
    size_t cap = 0;
    *out = (struct grounds){.mem = a};
    enum db_rc rc = read_brief(db);
    if (rc == DB_OK)
        rc = need_product_of(db, product, a, &p);
    const struct crit_set *set = rc == DB_OK && *p.set ? db_criteria(db, p.set) : NULL;
    for (size_t i = 0; set && i < set->n_disqualifiers; i++)
        add_ground(a, out, &cap, "", set->disqualifier[i], false);
    for (size_t i = 0; set && i < set->n_nodes; i++)
        read_notes(a, &set->node[i], out, &cap);
    return db_read_end(db, rc);
}

/* ---- names ---- */

static void read_name(struct arena *a, sqlite3_stmt *s, void *row)
{
    *(struct gate_name *)row = (struct gate_name){.member = sqlite3_column_int(s, 0),
                                                  .label = col_text(a, s, 1),
                                                  .points = sqlite3_column_int(s, 2),
                                                  .reaches = sqlite3_column_int(s, 3)};
}

static enum db_rc read_names(struct db *db, int product, const char *criterion, int points,
                             struct gate_names *out)
{
    struct list l = {.size = sizeof *out->v, .row = read_name, .mem = out->mem};
    sqlite3_stmt *s = stmt_get(db, Q_gate_names);
    bind_int(s, ":product", product);
    bind_text(s, ":criterion", criterion);
    bind_int(s, ":points", points);
    enum db_rc rc = list_read(db, s, &l);
    *out = (struct gate_names){l.n, l.v, l.mem};
    return rc;
}

static enum db_rc note_names(struct db *db, int product, int star, const char *criterion,
                             const char *actor)
{
    struct body b = {0};
    body_int(&b, "product", product);
    body_int(&b, "star", star);
    body_text(&b, "criterion", criterion);
    return journal_append(db, EV_NAMES, actor, &b, NULL);
}

enum db_rc db_gate_names(struct db *db, int product, int star, const char *criterion,
                         const char *actor, struct gate_names *out)
{
    *out = (struct gate_names){.mem = arena_new()};
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct product_of p;
    int64_t points = -1;
    char of[8];
    rc = need_product_of(db, product, out->mem, &p);
    if (rc == DB_OK) {
        sqlite3_stmt *s = stmt_get(db, Q_minimum_known);
        bind_text(s, ":set_id", p.set);
        bind_int(s, ":star", star);
        bind_text(s, ":criterion", criterion);
        rc = stmt_one(db, s, -1, &points);
    }
    snprintf(of, sizeof of, "%d", star);
    if (rc == DB_OK && points < 0)
        rc = db_refuse(db, F_FINDING_CRITERION, criterion, of, p.set, NULL);
    if (rc == DB_OK)
        rc = read_names(db, product, criterion, (int)points, out);
    if (rc == DB_OK)
        rc = note_names(db, product, star, criterion, actor);
    return tx_end(db, rc);
}
