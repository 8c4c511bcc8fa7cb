/* SPDX-License-Identifier: MIT */
/* The sets a session can use: those of the Decision, and sets of its own (corrected, provincial)
 * that were put into its record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/set_part.h"
#include "db/base/text.h"
#include "db/council/session_part.h"
#include "db/record/store.h"

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

void sets_free(struct sets *s)
{
    arena_free(s->mem);
    *s = (struct sets){0};
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

static enum db_rc add(struct db *db, const struct crit_set *c, const char *actor,
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
    return rc == DB_OK ? tx_end(db, add(db, c, actor, how)) : rc;
}
