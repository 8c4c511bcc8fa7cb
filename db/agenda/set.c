/* SPDX-License-Identifier: MIT */
/* db/agenda/set.c - the sets a session can use: those of the Decision, and sets of its own
 * (corrected, provincial) that were put into its record. */
#include "db/agenda/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/council/need.h"
#include "db/limits.h"
#include "db/record/store.h"

/* ---- the session's own copy of a set: taken when a product first gets it, and not changed by a
 * later version of the program ---- */

struct crit_copy {
    struct crit_copy *next;
    char *id, *yaml;
    struct crit_set *set;
};

void copies_free(struct db *db)
{
    for (struct crit_copy *c = db->copies; c;) {
        struct crit_copy *next = c->next;
        crit_free(c->set);
        free(c->id);
        free(c->yaml);
        free(c);
        c = next;
    }
}

/* The YAML of the session's copy of a set; NULL when it has none.  The caller frees. */
static char *criteria_held(struct db *db, const char *set)
{
    bool row;
    char *yaml = NULL;
    sqlite3_stmt *s = stmt_get(db, Q_criteria_get);
    bind_text(s, ":id", set);
    if (stmt_step(db, s, &row) == DB_OK && row) {
        yaml = xstrdup(col_str(s, 0));
        sqlite3_reset(s);
    }
    return yaml;
}

/* Takes @yaml over.  A copy that was replaced (by another terminal, maybe) is parsed anew; the
 * old one stays until the end, as pages may still look at it. */
static const struct crit_set *copy_of(struct db *db, const char *set, char *yaml)
{
    for (struct crit_copy *c = db->copies; c; c = c->next)
        if (strcmp(c->id, set) == 0 && strcmp(c->yaml, yaml) == 0) {
            free(yaml);
            return c->set;
        }
    struct faults f = {0};
    struct crit_set *parsed = crit_parse(yaml, strlen(yaml), &f);
    faults_free(&f);
    if (!parsed) {
        free(yaml);
        return NULL;
    }
    struct crit_copy *c = xcalloc(1, sizeof *c);
    *c = (struct crit_copy){.next = db->copies, .id = xstrdup(set), .yaml = yaml, .set = parsed};
    db->copies = c;
    return parsed;
}

const struct crit_set *db_criteria(struct db *db, const char *set)
{
    char *yaml = criteria_held(db, set);
    if (yaml)
        return copy_of(db, set, yaml);
    const struct crit_entry *e = *set ? crit_find(set) : NULL;
    return e ? crit_load(e) : NULL;
}

/* The part (A, B, C) a node belongs to. */
static const char *part_of(const struct crit_set *set, const struct crit_node *n)
{
    while (n->parent >= 0)
        n = &set->node[n->parent];
    return n->code;
}

static void add_levels(struct body *b, const struct crit_node *n)
{
    for (size_t i = 0; i < n->n_levels; i++) {
        const struct crit_level *l = &n->level[i];
        char *line = xasprintf("%s\t%s\t%d\t%d", n->code, l->label, l->points, l->star);
        body_text(b, "level", line);
        free(line);
    }
}

/* The event that makes @c, whose text is @yaml, the session's copy, inside a transaction. */
static enum db_rc criteria_append(struct db *db, const struct crit_set *c, const char *yaml,
                                  const char *actor)
{
    struct body b = {0};
    body_text(&b, "set", c->id);
    body_text(&b, "name", c->name);
    body_text(&b, "yaml", yaml);
    int ord = 0;
    for (size_t i = 0; i < c->n_nodes; i++) {
        const struct crit_node *n = &c->node[i];
        if (n->kind != CRIT_LEAF)
            continue;
        char *line =
            xasprintf("%d\t%s\t%s\t%d\t%s", ++ord, n->code, part_of(c, n), n->max, n->name);
        body_text(&b, "criterion", line);
        free(line);
        add_levels(&b, n);
    }
    return journal_append(db, EV_CRITERIA, actor, &b, NULL);
}

enum db_rc adopt_set(struct db *db, const char *set, const char *actor)
{
    int64_t criteria;
    sqlite3_stmt *s = stmt_get(db, Q_criterion_count);
    bind_text(s, ":set_id", set);
    enum db_rc rc = stmt_one(db, s, 0, &criteria);
    if (rc != DB_OK || criteria)
        return rc;
    const struct crit_entry *e = crit_find(set);
    const struct crit_set *c = e ? crit_load(e) : NULL;
    /* Listed, but not scored yet, where there is none: db_mark says so. */
    return c ? criteria_append(db, c, e->yaml, actor) : DB_OK;
}

/* ---- finding ---- */

static bool same_text(const char *a, const char *b)
{
    char *x = text_match(a), *y = text_match(b);
    bool same = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

static bool same_letters(const char *a, const char *b)
{
    char *x = text_key(a), *y = text_key(b);
    bool same = x && y && *x && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

enum db_rc set_resolve(struct db *db, struct arena *a, const char *what, struct set_found *out)
{
    const struct crit_entry *e = *what ? crit_find(what) : NULL;
    bool row;
    enum db_rc rc;
    *out = (struct set_found){.id = e ? e->id : NULL};
    sqlite3_stmt *s = stmt_get(db, Q_criteria_all);
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row) {
        const char *id = col_text(a, s, 0);
        if (crit_is_decision(id))
            continue;
        if (same_text(what, id)) {
            *out = (struct set_found){.id = id};
            sqlite3_reset(s);
            return DB_OK;
        }
        if (!same_letters(what, col_text(a, s, 1)))
            continue;
        if (out->id)
            out->other = id;
        else
            out->id = id;
    }
    return rc;
}

enum db_rc db_find_set(struct db *db, const char *what, char id[SET_ID])
{
    struct arena *a = arena_new();
    struct set_found found;
    id[0] = '\0';
    enum db_rc rc = set_resolve(db, a, what, &found);
    if (rc == DB_OK && found.other)
        rc = db_refuse(db, F_SET_AMBIGUOUS, what, found.id, found.other, NULL);
    else if (rc == DB_OK && !found.id && *what)
        rc = db_refuse(db, F_SET_UNKNOWN, what, NULL);
    else if (rc == DB_OK && found.id)
        snprintf(id, SET_ID, "%s", found.id);
    arena_free(a);
    return rc;
}

/* ---- the list ---- */

static struct set_entry *next_entry(struct sets *out, size_t *cap)
{
    out->v = arena_grow(out->mem, out->v, out->n, cap, sizeof *out->v);
    return &out->v[out->n++];
}

enum db_rc db_sets(struct db *db, struct sets *out)
{
    struct arena *a = arena_new();
    size_t cap = 0, n;
    bool row;
    enum db_rc rc;
    *out = (struct sets){.mem = a};
    sqlite3_stmt *s = stmt_get(db, Q_criteria_all);
    while ((rc = stmt_step(db, s, &row)) == DB_OK && row)
        if (!crit_is_decision(col_text(a, s, 0)))
            *next_entry(out, &cap) =
                (struct set_entry){.id = col_text(a, s, 0), .name = col_text(a, s, 1)};
    for (size_t i = 0; i < out->n && rc == DB_OK; i++) {
        const struct crit_set *c = db_criteria(db, out->v[i].id);
        out->v[i].set = c;
        out->v[i].no = c ? c->no : 0;
        out->v[i].group = c ? c->group : "";
        out->v[i].subgroup = c && c->subgroup ? c->subgroup : "";
    }
    const struct crit_entry *e = crit_index(&n);
    for (size_t i = 0; i < n; i++)
        *next_entry(out, &cap) = (struct set_entry){.id = e[i].id,
                                                    .name = e[i].name,
                                                    .group = e[i].group,
                                                    .subgroup = e[i].subgroup ? e[i].subgroup : "",
                                                    .no = e[i].no,
                                                    .decision = true,
                                                    .set = db_criteria(db, e[i].id)};
    return rc;
}

/* ---- adding ---- */

static enum db_rc need_own(struct db *db, const struct crit_set *c)
{
    char most[16];
    snprintf(most, sizeof most, "%d", SET_ID - 1);
    if (crit_is_decision(c->id))
        return db_refuse(db, F_SET_IS_DECISION, c->id, NULL);
    return strlen(c->id) < SET_ID ? DB_OK : db_refuse(db, F_TEXT_LONG, N_("Mã bộ"), most, NULL);
}

/* A set is frozen once anything was said under it. */
static enum db_rc need_unused(struct db *db, const char *id)
{
    int64_t used;
    sqlite3_stmt *s = stmt_get(db, Q_criteria_used);
    bind_text(s, ":id", id);
    enum db_rc rc = stmt_one(db, s, 0, &used);
    return rc == DB_OK && used ? db_refuse(db, F_SET_FROZEN, id, NULL) : rc;
}

static enum db_rc add_set(struct db *db, const struct crit_set *c, const char *actor,
                          enum set_added *how)
{
    enum db_rc rc = need_open(db);
    if (rc == DB_OK)
        rc = need_own(db, c);
    if (rc != DB_OK)
        return rc;
    char *yaml = crit_yaml(c), *old = criteria_held(db, c->id);
    *how = !old ? SET_ADDED : strcmp(old, yaml) == 0 ? SET_SAME : SET_REPLACED;
    if (*how == SET_REPLACED)
        rc = need_unused(db, c->id);
    if (rc == DB_OK && *how != SET_SAME)
        rc = criteria_append(db, c, yaml, actor);
    free(old);
    free(yaml);
    return rc;
}

enum db_rc db_set_add(struct db *db, const struct crit_set *c, const char *actor,
                      enum set_added *how)
{
    enum db_rc rc = tx_begin(db);
    return rc == DB_OK ? tx_end(db, add_set(db, c, actor, how)) : rc;
}
