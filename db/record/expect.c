/* SPDX-License-Identifier: MIT */
#include "db/record/expect.h"

#include "db/record/store.h"

int64_t db_last_event(struct db *db)
{
    int64_t seq;
    unsigned char hash[32];
    return journal_head(db, &seq, hash) == DB_OK ? seq : 0;
}

void db_expect(struct db *db, struct db_expect e)
{
    db->expect = e;
}

enum db_rc expect_holds(struct db *db)
{
    const struct db_expect e = db->expect;
    int64_t seq;
    unsigned char hash[32];
    db->expect = (struct db_expect){0};
    if (!e.same)
        return DB_OK;
    enum db_rc rc = journal_head(db, &seq, hash);
    if (rc != DB_OK || seq == e.seq)
        return rc;
    bool same = e.same(db, e.arg);
    if (db->broken)
        return DB_FAULT;
    /* A thing that is gone may have been refused while it was read. */
    faults_free(&db->faults);
    return same ? DB_OK : db_refuse(db, F_ASKED_CHANGED, NULL);
}
