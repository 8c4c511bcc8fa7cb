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
