/* SPDX-License-Identifier: MIT */
/* db/agenda/product.h - the products on the agenda. */
#ifndef DB_AGENDA_PRODUCT_H
#define DB_AGENDA_PRODUCT_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"
#include "db/rc.h"

#define KIND_LIST(X)                                                                               \
    X(UNKNOWN, "")                                                                                 \
    X(FIRST, "first")                                                                              \
    X(UPGRADE, "upgrade")                                                                          \
    X(AGAIN, "again")
enum product_kind {
#define X(id, word) KIND_##id,
    KIND_LIST(X)
#undef X
};
const char *kind_word(enum product_kind k);

struct product {
    int id; /* in the journal; 0 in a new one */
    int no; /* place on the agenda (stt) */
    const char *code, *name, *owner, *representative, *business, *address, *phone, *email, *commune,
        *district, *group; /* "" when not given */
    const char *set;       /* "qd26-2026/08", "" when not given yet; also a name or number of it
                            * when put */
    enum product_kind kind;
    int star_now;        /* held at present; 0: none or unknown */
    const char *expires; /* YYYY-MM-DD or "" */
    const char *gender;  /* of the representative: "", male, female */
    const char *people;  /* dân tộc of the representative */
    /* What follows is derived; db_product_put ignores it. */
    bool set_known;       /* the program (or the session) has the set's criteria */
    bool set_own;         /* it is the session's own, no set of the Decision */
    const char *set_name; /* "" when the set is unknown, or none is given */
    bool has_marks;
    bool withdrawn, postponed, knocked_out;
    bool stopped; /* knocked out by "không đánh giá các bước tiếp theo": takes no marks */
    int expected, closed, open; /* ballots: asked for; closed ones of these; begun, not closed */
};
struct products {
    size_t n;
    struct product *v; /* by no */
    void *mem;
};
enum db_rc db_products(struct db *db, struct products *out) MUST_CHECK;
enum db_rc db_product_put(struct db *db, const struct product *p, const char *actor,
                          int *id) MUST_CHECK;
/* By code or stt; a fault when none fits, or the two are of different products. */
enum db_rc db_find_product(struct db *db, const char *what, int *id) MUST_CHECK;
/* What products lose when they move to another set: their ballots, closed ones too, with marks
 * and notes, the conclusions that are about them (not postponed, withdrawn), and the points that
 * the producer and the Tổ tư vấn gave. */
struct set_loss {
    int products; /* those that lose anything */
    int ballots, closed, marks, notes, findings;
    int assessed; /* points given before the meeting */
};
enum db_rc db_set_loss(struct db *db, const int *ids, size_t n, const char *set,
                       struct set_loss *out) MUST_CHECK;
/* Give products a criteria set ("" takes it away).  One that would lose something (above) is
 * refused without a @reason (NULL: none given); with it, all that is lost is voided, for good:
 * it stays in the journal, and undo does not reach behind it. */
enum db_rc db_product_sets(struct db *db, const int *ids, size_t n, const char *set,
                           const char *reason, const char *actor) MUST_CHECK;

/* What the code of a product is: T-X-STT-20YY of the head of the sheets (T two digits, X five),
 * an old one of five parts, or neither. */
enum code_form { CODE_NONE, CODE_FOUR, CODE_FIVE, CODE_OTHER };
enum code_form product_code_form(const char *code);

#endif
