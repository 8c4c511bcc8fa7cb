/* SPDX-License-Identifier: MIT */
/* A product gets a criteria set, or moves to another one and loses what was said under the
 * first: points of one ballot mean nothing on another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/agenda/product_part.h"
#include "db/agenda/set_part.h"
#include "db/council/session_part.h"
#include "db/limits.h"

enum db_rc set_loss_add(struct db *db, int product, const char *from, const char *to,
                        struct set_loss *out)
{
    bool row;
    /* Without a set there is no ballot; what the council said is then about the dossier. */
    if (!*from || strcmp(from, to) == 0)
        return DB_OK;
    sqlite3_stmt *s = stmt_get(db, Q_set_loss);
    bind_int(s, ":product", product);
    enum db_rc rc = stmt_step(db, s, &row);
    if (rc != DB_OK || !row)
        return rc;
    int ballots = sqlite3_column_int(s, 0), findings = sqlite3_column_int(s, 4);
    int assessed = sqlite3_column_int(s, 5);
    out->products += ballots || findings || assessed;
    out->ballots += ballots;
    out->closed += sqlite3_column_int(s, 1);
    out->marks += sqlite3_column_int(s, 2);
    out->notes += sqlite3_column_int(s, 3);
    out->findings += findings;
    out->assessed += assessed;
    sqlite3_reset(s);
    return DB_OK;
}

static enum db_rc refuse_loss(struct db *db, const struct product *old, const struct set_loss *loss)
{
    char no[16], ballots[16], findings[16];
    snprintf(no, sizeof no, "%d", old->no);
    snprintf(ballots, sizeof ballots, "%d", loss->ballots);
    snprintf(findings, sizeof findings, "%d", loss->findings);
    return db_refuse(db, loss->assessed ? F_MOVE_LOSES_POINTS : F_MOVE_NEEDS_REASON, no, old->set,
                     ballots, findings, NULL);
}

/* @reason "": none given. */
static enum db_rc give_set(struct db *db, struct arena *a, int id, const char *set,
                           const char *reason, const char *actor)
{
    struct product old = {0};
    struct set_loss loss = {0};
    enum db_rc rc = need_product(db, id);
    if (rc == DB_OK)
        rc = product_read(db, a, id, &old);
    if (rc != DB_OK || !old.set || strcmp(old.set, set) == 0)
        return rc;
    rc = set_loss_add(db, id, old.set, set, &loss);
    if (rc == DB_OK && loss.products && !*reason)
        return refuse_loss(db, &old, &loss);
    if (rc == DB_OK) {
        struct body b = {0};
        body_int(&b, "product", id);
        body_text(&b, "set", set);
        if (loss.products) {
            body_text(&b, "reason", reason);
            body_int(&b, "void", 1);
        }
        rc = journal_append(db, EV_PRODUCT_SET, actor, &b, NULL);
    }
    return rc == DB_OK && *set ? adopt_set(db, set, actor) : rc;
}

enum db_rc db_product_sets(struct db *db, const int *ids, size_t n, const char *set,
                           const char *reason, const char *actor)
{
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    struct arena *a = arena_new();
    char *why = NULL, id[SET_ID];
    rc = need_open(db);
    if (rc == DB_OK)
        rc = db_find_set(db, set, id);
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason ? reason : "", MAX_TEXT, &why);
    /* Every product that is in the way is named before all is taken back. */
    enum db_rc worst = rc;
    for (size_t i = 0; i < n && rc == DB_OK; i++) {
        enum db_rc one = give_set(db, a, ids[i], id, why, actor);
        worst = one > worst ? one : worst;
        rc = one == DB_REFUSED ? DB_OK : one;
    }
    free(why);
    arena_free(a);
    return tx_end(db, worst);
}

enum db_rc db_set_loss(struct db *db, const int *ids, size_t n, const char *set,
                       struct set_loss *out)
{
    struct arena *a = arena_new();
    struct set_found found;
    enum db_rc rc = set_resolve(db, a, set, &found);
    *out = (struct set_loss){0};
    for (size_t i = 0; i < n && rc == DB_OK; i++) {
        struct product old = {0};
        rc = product_read(db, a, ids[i], &old);
        if (rc == DB_OK && old.id)
            rc = set_loss_add(db, old.id, old.set, found.id ? found.id : "", out);
    }
    arena_free(a);
    return rc;
}
