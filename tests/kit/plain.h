/* SPDX-License-Identifier: MIT */
/* tests/kit/plain.h - what most tests on a session need: acts that must go through, members and
 * products of which a test says only what it is about, and finding them again. */
#ifndef TESTS_KIT_PLAIN_H
#define TESTS_KIT_PLAIN_H

#include "db/db.h"

/* Present and scoring; every text that is not given is "". */
struct member plain_member(const char *name, enum role role);
struct product plain_product(const char *name, const char *owner, const char *set);

/* The act went through; what it said else is printed. */
void plain_ok(struct db *db, enum db_rc rc);
bool plain_said(const struct faults *f, enum fault_id id);
/* Events in the journal. */
int64_t plain_events(struct db *db);
/* Every event there is was made by an actor that its row in db/event.def names. */
void plain_actors(struct db *db);

/* A second hand on the same file: another process that opens it and does @act, which must go
 * through. */
typedef enum db_rc plain_act(struct db *db, void *arg);
void plain_elsewhere(const char *path, plain_act *act, void *arg);

/* Their ids by stt; the test fails when there is none. */
int plain_find_member(struct db *db, int no);
int plain_find_product(struct db *db, int no);

#endif
