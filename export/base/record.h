/* SPDX-License-Identifier: MIT */
/* export/base/record.h - all that the papers need from a session, read once and looked up. */
#ifndef EXPORT_BASE_RECORD_H
#define EXPORT_BASE_RECORD_H

#include "db/base/arena.h"
#include "db/db.h"

struct log_entry { /* one event of the journal */
    int64_t seq;
    const char *time, *actor, *kind;
    char hash[17]; /* its first 16 digits */
    size_t n;
    const struct event_field *field; /* long values are left out (NULL) */
};

struct record {
    struct db *db; /* a copy in memory: papers take long, and are of one state */
    struct session session;
    struct members members;
    struct products products;
    struct seats seats;
    struct tally tally;
    struct findings findings;
    struct decisions decisions;
    struct ballot_notes notes; /* of the ballots that count */
    size_t n_log;
    struct log_entry *log;
    bool points;      /* the annex of the decision shows points; provinces do not publish them */
    size_t n_columns; /* members who have a column in the tables: those who score */
    const struct member **column;
    struct rules rules;
    struct arena *arena;
};

/* Read everything from a copy of @db (db_look).  Start from all zeroes; end with record_free, also
 * after a failure. */
enum db_rc record_load(struct record *r, struct db *db) MUST_CHECK;
void record_free(struct record *r);

/* A fact or rule in force; NULL when it is not given. */
const char *record_fact(const struct record *r, enum setting fact);
const struct member *record_member(const struct record *r, int id);   /* NULL: none */
const struct product *record_product(const struct record *r, int id); /* NULL: none */
const struct seat *record_seat(const struct record *r, int product, int member);
const struct result *record_result(const struct record *r, int product);
/* Whether the decision on the list it was proposed for does not name it. */
bool record_left_out(const struct record *r, int product);
/* The product's conclusion of this kind that counts; NULL: none, or it is to be looked at again. */
const struct finding *record_finding(const struct record *r, int product, enum finding_kind kind);

/* Who presides: the chair if present, else the first vice-chair present; NULL: nobody is
 * known to. */
const struct member *record_president(const struct record *r);
const struct member *record_secretary(const struct record *r);
/* Whether a member belongs to the council, as advisers and guests do not. */
bool in_council(const struct member *m);
/* "Ông Trần Văn N"; owned by the record. */
const char *full_name(const struct record *r, const struct member *m);

/* A field of an event, "" when it has none. */
const char *log_get(const struct log_entry *e, const char *name);
long log_number(const struct log_entry *e, const char *name);

#endif
