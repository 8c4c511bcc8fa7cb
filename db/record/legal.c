/* SPDX-License-Identifier: MIT */
#include "db/record/legal.h"

#include <stdlib.h>
#include <string.h>

#include "db/record/connect.h"
#include "db/record/file.h"
#include "db/record/fold.h"
#include "db/record/upper.h"

enum { MOST_WARNINGS = 20 };

struct trial {
    struct db *db, *then; /* whose journal; the record as it was */
    struct allowed now;
    enum db_rc rc;
    size_t warned;
};

/* The refusal of an act as what is wrong with an event: of a rule that is younger than the event
 * only said. */
static void take_faults(struct trial *t, bool older)
{
    for (size_t i = 0; i < t->then->faults.n; i++) {
        struct fault f = t->then->faults.v[i]; /* its words stay with their list */
        f.warning = f.warning || older;
        if (!f.warning || (older && t->warned++ < MOST_WARNINGS))
            fault_again(&t->db->faults, &f);
    }
}

/* The program that wrote the event knew at least this version. */
static int64_t known_version(const struct event *e)
{
    enum event_kind k = event_kind(e->kind);
    bool third = event_get(e, "judged") || event_get(e, "gender");
    int64_t since = k < EV_COUNT ? event_defs[k].since : 1;
    const char *format = k == EV_NEW ? event_get(e, "format") : NULL;
    int64_t born = format ? strtoll(format, NULL, 10) : 1;
    since = third && since < 3 ? 3 : since;
    return born > since ? born : since;
}

static bool try_one(const struct event *e, void *arg)
{
    struct trial *t = arg;
    int64_t version = known_version(e);
    t->now.version = version > t->now.version ? version : t->now.version;
    t->now.since = 1;
    faults_free(&t->then->faults);
    t->then->place = AT_EVENT;
    t->then->row = (long)e->seq;
    t->rc = t->then->upper->allowed(t->then, e, &t->now);
    bool older = t->rc == DB_REFUSED && t->now.since > t->now.version;
    if (t->rc == DB_REFUSED)
        take_faults(t, older);
    if (older)
        t->rc = DB_OK;
    if (t->rc == DB_OK)
        t->rc = fold_apply(t->then, e);
    return t->rc == DB_OK;
}

static enum db_rc trial_open(struct trial *t)
{
    t->then = store_new(":memory:");
    t->then->upper = t->db->upper;
    if (store_memory(&t->then->h, SCHEMA_NOW) != SQLITE_OK ||
        store_views(t->then->h, t->then->upper) != SQLITE_OK)
        return DB_FAULT;
    return DB_OK;
}

enum db_rc record_legal(struct db *db)
{
    struct trial t = {.db = db, .now = {.version = 1, .file = db->version, .counted = -1}};
    enum db_rc rc = db->upper ? trial_open(&t) : DB_OK;
    if (rc == DB_OK && db->upper)
        rc = db_journal(db, 1, try_one, &t);
    db_close(t.then);
    return rc == DB_OK ? t.rc : rc;
}
