/* SPDX-License-Identifier: MIT */
/* A mark whose product and member are told as people tell them. */
#include "db/agenda/product.h"
#include "db/council/member.h"
#include "db/meeting/ballot.h"
#include "db/record/store.h"

enum db_rc db_mark_named(struct db *db, const char *product, const char *member, const char *code,
                         const char *label, const char *actor, int64_t *seq, char hash[65])
{
    int p, m;
    enum db_rc rc = tx_begin(db);
    if (rc != DB_OK)
        return rc;
    rc = db_find_product(db, product, &p);
    if (rc == DB_OK)
        rc = db_find_member(db, member, &m);
    if (rc == DB_OK)
        rc = db_mark(db, p, m, code, label, actor, seq, hash);
    return tx_end(db, rc);
}
