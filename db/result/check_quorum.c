/* SPDX-License-Identifier: MIT */
/* Who has to be there, and who presides. */
#include "db/council/setting.h"
#include "db/result/check_part.h"
#include "db/result/tally.h"

/* The chair and the vice-chairs of a product, who are there but do not score (@idle), and who do
 * score and may preside (@able), where the rule counts those who score. */
static enum db_rc read_leaders(struct check *c, int product, const char **idle, const char **able)
{
    bool row;
    *idle = *able = "";
    if (c->rules.quorum_of != QUORUM_OF_SCORING)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(c->db, Q_check_leaders);
    bind_int(s, ":product", product);
    enum db_rc rc;
    while ((rc = stmt_step(c->db, s, &row)) == DB_OK && row) {
        const char *name = col_text(c->a, s, 0);
        if (sqlite3_column_int(s, 1))
            *able = check_list(c, *able, name);
        else if (sqlite3_column_int(s, 2))
            *idle = check_list(c, *idle, name);
    }
    if (!**able)
        *able = N_("chưa ai");
    return rc;
}

/* Nobody presides over @r; @all: nor over any other product. */
static enum db_rc check_leader(struct check *c, const struct result *r, bool all)
{
    const char *no = check_int(c, r->no), *idle, *able;
    int product = all ? 0 : r->product;
    enum db_rc rc = read_leaders(c, r->product, &idle, &able);
    if (*idle && all)
        check_add(c, false, 0, 0, NULL, F_QUORUM_LEADER_ALL, idle, able, NULL, NULL);
    else if (*idle)
        check_add(c, false, product, 0, NULL, F_QUORUM_LEADER, no, idle, able, NULL);
    else
        check_add(c, false, product, 0, NULL, all ? F_QUORUM_CHAIR_ALL : F_QUORUM_CHAIR,
                  all ? NULL : no, NULL, NULL, NULL);
    return rc;
}

static void check_present(struct check *c, const struct result *r, bool all)
{
    const char *no = check_int(c, r->no), *present = check_int(c, r->present);
    const char *base = check_int(c, r->base), *needed = check_int(c, r->needed);
    if (all)
        check_add(c, false, 0, 0, NULL, F_QUORUM_SHORT_ALL, present, base, needed, NULL);
    else
        check_add(c, false, r->product, 0, NULL, F_QUORUM_SHORT, no, present, base, needed);
}

enum db_rc check_quorum(struct check *c, const struct tally *t)
{
    size_t living = 0, shortfall = 0, headless = 0;
    const struct result *one = NULL;
    enum db_rc rc = DB_OK;
    for (size_t i = 0; i < t->n; i++) {
        const struct result *r = &t->v[i];
        if (!result_stays(r))
            continue;
        living++;
        one = r;
        shortfall += r->too_few;
        headless += r->no_lead;
    }
    if (one && one->too_few && one->base == 0) { /* who is counted is the same everywhere */
        check_add(c, false, 0, 0, NULL, F_QUORUM_NOBODY, NULL, NULL, NULL, NULL);
        return DB_OK;
    }
    if (one && shortfall == living)
        check_present(c, one, true);
    if (one && headless == living)
        rc = check_leader(c, one, true);
    for (size_t i = 0; i < t->n && rc == DB_OK; i++) {
        const struct result *r = &t->v[i];
        if (!result_stays(r))
            continue;
        if (shortfall < living && r->too_few)
            check_present(c, r, false);
        if (headless < living && r->no_lead)
            rc = check_leader(c, r, false);
    }
    return rc;
}
