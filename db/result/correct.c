/* SPDX-License-Identifier: MIT */
/* db/result/correct.c - corrections of what was mistyped: marks stay, the old value is kept in the
 * journal, and after sign-off the paper is made anew with its own closing hash. */
#include "db/result/correct.h"

#include <stdlib.h>
#include <string.h>

#include "db/agenda/product.h"
#include "db/base/text.h"
#include "db/council/need.h"
#include "db/council/session_part.h"
#include "db/limits.h"
#include "db/record/clean.h"
#include "db/result/signoff_part.h"

static const char *correctable(const struct product *p, const char *key)
{
    const struct {
        const char *key, *value;
    } keys[] = {{"name", p->name},
                {"owner", p->owner},
                {"address", p->address},
                {"phone", p->phone},
                {"code", p->code}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(keys[i].key, key) == 0)
            return keys[i].value;
    return NULL;
}

/* One KEY=VALUE; *revise is taken by the first that changes something after sign-off. */
static enum db_rc correct_one(struct db *db, const struct product *old, const struct db_pair *set,
                              const char *reason, bool *revise, bool *changed, const char *actor)
{
    const char *was = correctable(old, set->key);
    char *now = NULL;
    if (!was)
        return db_misuse(db, F_CORRECT_KEY, set->key, NULL);
    enum db_rc rc = clean_text(db, set->key, set->value, MAX_TEXT, &now);
    if (rc == DB_OK && !*now && strcmp(set->key, "name") == 0)
        rc = db_refuse(db, F_TEXT_EMPTY, N_("Tên sản phẩm"), NULL);
    if (rc == DB_OK && strcmp(set->key, "code") == 0)
        rc = need_free_code(db, now, old->id);
    if (rc == DB_OK && strcmp(was, now) != 0) {
        struct body b = {0};
        body_int(&b, "product", old->id);
        body_text(&b, "key", set->key);
        body_text(&b, "old", was);
        body_text(&b, "new", now);
        body_text(&b, "reason", reason);
        if (*revise)
            body_int(&b, "revise", 1);
        *revise = false;
        *changed = true;
        rc = journal_append(db, EV_CORRECT, actor, &b, NULL);
    }
    free(now);
    return rc;
}

enum db_rc db_correct(struct db *db, int product, const struct db_pair *set, size_t n,
                      const char *reason, const char *pin, const char *actor)
{
    enum db_rc rc = pin_begin(db, true, pin);
    if (rc != DB_OK)
        return rc;
    struct products all = {0};
    struct session session;
    const struct product *old = NULL;
    char *why = NULL;
    bool changed = false;
    rc = db_session(db, &session);
    bool revise = session.closed;
    if (rc == DB_OK)
        rc = need_product(db, product);
    if (rc == DB_OK)
        rc = db_products(db, &all);
    for (size_t i = 0; i < all.n; i++)
        if (all.v[i].id == product)
            old = &all.v[i];
    if (rc == DB_OK)
        rc = clean_text(db, N_("Lý do"), reason, MAX_TEXT, &why);
    if (rc == DB_OK && !*why)
        rc = db_refuse(db, F_REASON_MISSING, NULL);
    for (size_t i = 0; i < n && rc == DB_OK && old; i++)
        rc = correct_one(db, old, &set[i], why, &revise, &changed, actor);
    if (rc == DB_OK && session.closed && changed)
        rc = signoff_append(db, actor);
    free(why);
    list_free(&all);
    return tx_end(db, rc);
}
