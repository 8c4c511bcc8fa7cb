/* SPDX-License-Identifier: MIT */
/* The rule of db/result/star.h as SQL functions, for db/sql/views.sql.  MET_UNKNOWN is NULL there.
 */
#include "db/result/star_sql.h"

#include "db/council/setting.h"
#include "db/result/star.h"

static enum met met_from(bool yes)
{
    return yes ? MET_YES : MET_NO;
}

static enum met value_met(sqlite3_value *v)
{
    if (sqlite3_value_type(v) == SQLITE_NULL)
        return MET_UNKNOWN;
    return met_from(sqlite3_value_int(v) != 0);
}

static void result_met(sqlite3_context *c, enum met m)
{
    if (m == MET_UNKNOWN)
        sqlite3_result_null(c);
    else
        sqlite3_result_int(c, m == MET_YES);
}

static bool any_null(int n, sqlite3_value **v)
{
    for (int i = 0; i < n; i++)
        if (sqlite3_value_type(v[i]) == SQLITE_NULL)
            return true;
    return false;
}

static void sql_band_of(sqlite3_context *c, int n, sqlite3_value **v)
{
    if (!any_null(n, v))
        sqlite3_result_int(c, band_of(sqlite3_value_int64(v[0]), sqlite3_value_int64(v[1])));
}

/* A rule's word as its enum. */
static int choice(enum setting rule, sqlite3_value *v)
{
    const char *word = (const char *)sqlite3_value_text(v);
    return word ? setting_choice(rule, word) : 0;
}

static void sql_minimum_met(sqlite3_context *c, int n, sqlite3_value **v)
{
    if (!any_null(n, v))
        result_met(c, minimum_met((enum minimum_rule)choice(SETTING_MINIMUM_RULE, v[0]),
                                  sqlite3_value_int(v[1]), sqlite3_value_int(v[2]),
                                  sqlite3_value_int(v[3]), sqlite3_value_int(v[4])));
}

static void sql_star_from(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    const enum met entry[3] = {value_met(v[1]), value_met(v[2]), value_met(v[3])};
    int star = star_from(sqlite3_value_int(v[0]), entry, value_met(v[4]),
                         (enum minimum_missed)choice(SETTING_MINIMUM_MISSED, v[5]));
    if (star >= 0)
        sqlite3_result_int(c, star);
}

/* SQLite gives the state zeroed, so it holds how far from met it is. */
struct all_met {
    int missed, unknown;
};

static void all_met_step(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    struct all_met *a = sqlite3_aggregate_context(c, sizeof *a);
    if (!a)
        return;
    enum met m = value_met(v[0]);
    a->missed += m == MET_NO;
    a->unknown += m == MET_UNKNOWN;
}

static void all_met_end(sqlite3_context *c)
{
    const struct all_met *a = sqlite3_aggregate_context(c, 0);
    enum met missed = met_from(!a || !a->missed);
    result_met(c, met_and(missed, a && a->unknown ? MET_UNKNOWN : MET_YES));
}

int star_functions(sqlite3 *h)
{
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } scalar[] = {
        {"band_of", 2, sql_band_of},
        {"minimum_met", 5, sql_minimum_met},
        {"star_from", 6, sql_star_from},
    };
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int rc = sqlite3_create_function_v2(h, "all_met", 1, flags, NULL, NULL, all_met_step,
                                        all_met_end, NULL);
    for (size_t i = 0; i < sizeof scalar / sizeof *scalar && rc == SQLITE_OK; i++)
        rc = sqlite3_create_function_v2(h, scalar[i].name, scalar[i].args, flags, NULL,
                                        scalar[i].call, NULL, NULL, NULL);
    return rc;
}
