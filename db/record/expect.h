/* SPDX-License-Identifier: MIT */
/* db/record/expect.h - what an act rests on: that the record still says what a question showed when
 * it was asked.  Others may have written since. */
#ifndef DB_RECORD_EXPECT_H
#define DB_RECORD_EXPECT_H

#include <stdbool.h>
#include <stdint.h>

#include "db/rc.h"

struct db_expect {
    int64_t seq; /* db_last_event, read before what the question shows */
    /* Whether the record, as it is inside the transaction, still says what was shown; it only
     * reads.  Not asked while no event came after @seq. */
    bool (*same)(struct db *db, void *arg);
    void *arg; /* must last until the act returns */
};

/* The number of the last event; 0 when there is none or it cannot be read. */
int64_t db_last_event(struct db *db);
/* The next act is done only if what was shown still holds; else it is refused with F_ASKED_CHANGED
 * and nothing is written.  It holds for one transaction.  @same NULL: nothing is expected any
 * more; said after an act that may have refused before it began. */
void db_expect(struct db *db, struct db_expect e);

#endif
