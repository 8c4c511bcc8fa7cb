/* SPDX-License-Identifier: MIT */
/* db/record/legal.h - whether every event of the journal was one that might be: the chain and the
 * fold prove that the file agrees with itself, and a journal that was made anew does. */
#ifndef DB_RECORD_LEGAL_H
#define DB_RECORD_LEGAL_H

#include "db/record/store.h"

/* Go through the journal of @db from the start and ask of each event, with the record as it was
 * just before, what its act asks (struct upper, allowed).  The first that might not be is a fault
 * at its number; what an older program let through is a warning. */
enum db_rc record_legal(struct db *db) MUST_CHECK;

#endif
