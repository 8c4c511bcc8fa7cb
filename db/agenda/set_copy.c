/* SPDX-License-Identifier: MIT */
/* The session's own copy of a criteria set: taken when a product first gets the set, and
 * not changed by a later version of the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/base/mem.h"
#include "db/agenda/set_part.h"

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

char *criteria_held(struct db *db, const char *set)
{
    bool row;
    char *yaml = NULL;
    sqlite3_stmt *s = stmt_get(db, Q_criteria_get);
    bind_text(s, ":id", set);
    if (stmt_step(db, s, &row) == DB_OK && row) {
        yaml = xstrdup((const char *)sqlite3_column_text(s, 0));
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

enum db_rc criteria_append(struct db *db, const struct crit_set *c, const char *yaml,
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
