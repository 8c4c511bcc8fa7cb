/* SPDX-License-Identifier: MIT */
/* db/council/member.h - the members of the council and who else sits with it.  Who of them scores
 * which product, and who is here: db/council/panel.h. */
#ifndef DB_COUNCIL_MEMBER_H
#define DB_COUNCIL_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

#define ROLE_LIST(X)                                                                               \
    X(CHAIR, "chair")                                                                              \
    X(VICE, "vice")                                                                                \
    X(MEMBER, "member")                                                                            \
    X(SECRETARY, "secretary")                                                                      \
    X(ADVISER, "adviser")                                                                          \
    X(OBSERVER, "observer")
enum role {
#define X(id, word) ROLE_##id,
    ROLE_LIST(X)
#undef X
};
const char *role_word(enum role r);

struct member {
    int id;                                        /* in the journal; 0 in a new one */
    int no;                                        /* stt */
    const char *name, *honorific, *title, *agency; /* "" when not given */
    enum role role;
    bool secretary; /* also of a member who is secretary (ủy viên kiêm thư ký) */
    bool scoring;
    bool present;
    const char *reason; /* of absence */
};
struct members {
    size_t n;
    struct member *v; /* by no */
    void *mem;
};
enum db_rc db_members(struct db *db, struct members *out) MUST_CHECK;
/* Add (id 0) or change a member. */
enum db_rc db_member_put(struct db *db, const struct member *m, const char *actor,
                         int *id) MUST_CHECK;
/* By stt or name (case and blanks do not matter); a fault when none or several fit. */
enum db_rc db_find_member(struct db *db, const char *what, int *id) MUST_CHECK;

#endif
