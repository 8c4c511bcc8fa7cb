/* SPDX-License-Identifier: MIT */
/* db/meeting/ballot.h - the ballots (phiếu đánh giá): what a member ticked and wrote on one
 * product. */
#ifndef DB_MEETING_BALLOT_H
#define DB_MEETING_BALLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/base/arena.h"
#include "db/council/panel.h"
#include "db/criteria/criteria.h"
#include "db/rc.h"

/* One line of a ballot.  Headings (part, section, group) are lines without levels. */
struct ballot_line {
    const struct crit_node *node;
    const char *label; /* level ticked, "0": none reached; NULL: blank.  A blank is never 0 */
    int points;        /* of it */
    const char *note;  /* "" when none */
};
struct ballot {
    int product, member;
    enum ballot_state state;
    bool expected;
    const struct crit_set *set; /* the session's own copy */
    size_t n;
    struct ballot_line *line; /* in the law's order */
    const char *opinion;      /* ý kiến của người đánh giá, "" when none */
    int blank;                /* leaves without a level */
    int total, part[3], part_max[3];
    int64_t last_seq; /* of the last mark; 0: none */
    int last_line;    /* its line; -1: none */
    void *mem;
};
enum db_rc db_ballot(struct db *db, int product, int member, struct ballot *out) MUST_CHECK;

/* What members wrote on the ballots that count. */
struct ballot_note {
    int product, member;
    const char *criterion; /* "": the opinion on the whole product */
    const char *text;
};
struct ballot_notes {
    size_t n;
    struct ballot_note *v; /* by product no, member no, then the law's order */
    void *mem;
};
enum db_rc db_ballot_notes(struct db *db, struct ballot_notes *out) MUST_CHECK;

/* Tick level @label ("2", "a1", "0") of criterion @code.  A mark that already stands makes no
 * event.  *seq and hash (may be NULL) are those of the event the mark stands on. */
enum db_rc db_mark(struct db *db, int product, int member, const char *code, const char *label,
                   const char *actor, int64_t *seq, char hash[65]) MUST_CHECK;
/* The same of a product and a member as db_find_product and db_find_member know them, in one act.
 */
enum db_rc db_mark_named(struct db *db, const char *product, const char *member, const char *code,
                         const char *label, const char *actor, int64_t *seq,
                         char hash[65]) MUST_CHECK;
/* A member's note on a criterion, or (@code "") the opinion of the whole ballot; "" clears. */
enum db_rc db_note(struct db *db, int product, int member, const char *code, const char *text,
                   const char *actor) MUST_CHECK;
/* Take back the last mark or note of an open ballot that is not taken back yet, by a new
 * event.  *code (room for 16) is the criterion it was on.  Refused when nothing is left. */
enum db_rc db_undo(struct db *db, int product, int member, const char *actor,
                   char code[16]) MUST_CHECK;
/* Nộp phiếu: refused while a criterion is blank. */
enum db_rc db_ballot_close(struct db *db, int product, int member, const char *actor) MUST_CHECK;
enum db_rc db_ballot_reopen(struct db *db, int product, int member, const char *reason,
                            const char *actor) MUST_CHECK;
/* Several ballots of one product, all or none, to be scored again. */
enum db_rc db_ballots_reopen(struct db *db, int product, const int *members, size_t n,
                             const char *reason, const char *actor) MUST_CHECK;

#endif
