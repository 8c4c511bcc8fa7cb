/* SPDX-License-Identifier: MIT */
/* The fold of a criteria set: the session's own copy, with its criteria and levels. */
#include <stdlib.h>
#include <string.h>

#include "db/record/fold.h"

/* A line "A	B	C": its fields in @out; false when there are not exactly @n. */
static bool split(char *line, char **out, int n)
{
    for (int i = 0; i < n; i++) {
        out[i] = line;
        char *tab = strchr(line, '\t');
        if (!tab != (i == n - 1))
            return false;
        if (tab) {
            *tab = '\0';
            line = tab + 1;
        }
    }
    return true;
}

static enum db_rc fold_criterion(struct db *db, const char *set, char *line)
{
    char *f[5]; /* ord, code, part, max, name */
    if (!split(line, f, 5))
        return DB_FAULT;
    sqlite3_stmt *s = stmt_get(db, Q_criterion_put);
    bind_text(s, ":set_id", set);
    bind_int(s, ":ord", strtoll(f[0], NULL, 10));
    bind_text(s, ":code", f[1]);
    bind_text(s, ":part", f[2]);
    bind_int(s, ":max", strtoll(f[3], NULL, 10));
    bind_text(s, ":name", f[4]);
    return stmt_run(db, s);
}

static enum db_rc fold_level(struct db *db, const char *set, char *line)
{
    char *f[4]; /* criterion, label, points, star */
    if (!split(line, f, 4))
        return DB_FAULT;
    sqlite3_stmt *s = stmt_get(db, Q_level_put);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", f[0]);
    bind_text(s, ":label", f[1]);
    bind_int(s, ":points", strtoll(f[2], NULL, 10));
    bind_int(s, ":star", strtoll(f[3], NULL, 10));
    return stmt_run(db, s);
}

enum db_rc fold_criteria(struct db *db, const struct event *e)
{
    static const enum query drops[] = {Q_criteria_drop_levels, Q_criteria_drop};
    const char *set = fold_text(e, "set");
    enum db_rc rc = DB_OK;
    for (int i = 0; i < 2 && rc == DB_OK; i++) { /* of the copy that this one replaces */
        sqlite3_stmt *old = stmt_get(db, drops[i]);
        bind_text(old, ":id", set);
        rc = stmt_run(db, old);
    }
    sqlite3_stmt *s = stmt_get(db, Q_criteria_put);
    bind_text(s, ":id", set);
    bind_text(s, ":name", fold_text(e, "name"));
    bind_text(s, ":yaml", fold_text(e, "yaml"));
    if (rc == DB_OK)
        rc = stmt_run(db, s);
    struct arena *a = arena_new();
    for (size_t i = 0; i < e->n && rc == DB_OK; i++) {
        char *line = arena_strdup(a, e->field[i].value);
        if (strcmp(e->field[i].name, "criterion") == 0)
            rc = fold_criterion(db, set, line);
        else if (strcmp(e->field[i].name, "level") == 0)
            rc = fold_level(db, set, line);
    }
    arena_free(a);
    s = stmt_get(db, Q_level_none);
    bind_text(s, ":set_id", set);
    return rc == DB_OK ? stmt_run(db, s) : rc;
}
