/* SPDX-License-Identifier: MIT */
/* What the ballots of a product lack, and what in them is worth a look. */
#include <string.h>

#include "db/agenda/set.h"
#include "db/council/setting.h"
#include "db/result/check_part.h"
#include "db/result/tally.h"

/* Expected ballots that are not closed, unless the council goes on without them. */
static enum db_rc check_missing(struct check *c, const struct tally *t)
{
    if (c->rules.ballots_missing == BALLOTS_MISSING_IGNORE)
        return DB_OK;
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_ballots);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        int product = sqlite3_column_int(s, 0), member = sqlite3_column_int(s, 2);
        const struct result *r = check_result_of(t, product);
        if (!r || !result_judged(r) || r->status == STATUS_WAITING)
            continue;
        const char *name = col_text(c->a, s, 3);
        bool begun = sqlite3_column_type(s, 4) != SQLITE_NULL;
        check_add(c, false, product, member, NULL, begun ? F_BALLOT_UNFINISHED : F_BALLOT_MISSING,
                  check_int(c, r->no), name, begun ? check_int(c, sqlite3_column_int(s, 5)) : NULL,
                  NULL);
    }
    return rc;
}

/* One "depends" note of a set: points there beside 0 in what it depends on are worth a look
 * (5.2 where 5.1 has no story; the points stay as the member gave them). */
static enum db_rc check_dependent(struct check *c, const struct tally *t, const char *set,
                                  const char *code, const char *needs)
{
    bool row;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_depends);
    bind_text(s, ":set_id", set);
    bind_text(s, ":criterion", code);
    bind_text(s, ":needs", needs);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        const struct result *r = check_result_of(t, sqlite3_column_int(s, 0));
        if (r && result_stays(r))
            check_add(c, true, r->product, sqlite3_column_int(s, 1), code, F_DEPENDS,
                      check_int(c, r->no), col_text(c->a, s, 2), code, needs);
    }
    return rc;
}

/* Whether a product before the one at @at has the same set. */
static bool set_seen(const struct tally *t, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(t->v[i].set, t->v[at].set) == 0)
            return true;
    return false;
}

static enum db_rc check_depends(struct check *c, const struct tally *t)
{
    enum db_rc rc = DB_OK;
    for (size_t p = 0; p < t->n; p++) {
        const struct crit_set *set = set_seen(t, p) ? NULL : db_criteria(c->db, t->v[p].set);
        for (size_t i = 0; set && i < set->n_nodes; i++)
            for (size_t k = 0; k < set->node[i].n_notes && rc == DB_OK; k++)
                if (set->node[i].note[k].kind == CRIT_NOTE_DEPENDS)
                    rc =
                        check_dependent(c, t, set->id, set->node[i].code, set->node[i].note[k].ref);
    }
    return rc;
}

enum db_rc check_ballots(struct check *c, const struct tally *t)
{
    enum db_rc rc = check_missing(c, t);
    return rc == DB_OK ? check_depends(c, t) : rc;
}
