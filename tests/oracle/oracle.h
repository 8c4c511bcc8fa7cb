/* SPDX-License-Identifier: MIT */
/* tests/oracle/oracle.h - the council again, another way: the acts on plain arrays, the results by
 * plain loops, fractions by cross-multiplication, its own reading of the sets; no SQL, nothing
 * of db/.  Made to be read beside the contract, line by line.
 *
 *     sets.c   points and marks of the 26 sets
 *     acts.c   what an act changes, and whether it is refused; marks.c: of
 *                     ballots and findings
 *     oracle.c        what follows: stars, status, quorum, whether it may be signed off
 *     json.c   the same as the lines that tally --json has to say
 *
 * Members and products have labels, 1 and up, given by whoever makes the acts: an act on a
 * label that is not there is skipped, so any act can be left out of a list of acts. */
#ifndef TESTS_ORACLE_ORACLE_H
#define TESTS_ORACLE_ORACLE_H

#include <stdbool.h>
#include <stdio.h>

enum {
    OR_SETS = 26,
    OR_LEAVES = 40,
    OR_LEVELS = 12,
    OR_MEMBERS = 200,
    OR_PRODUCTS = 4,
    OR_FINDINGS = 400,
    OR_STEPS = 200, /* of one ballot that undo can take back */
    OR_ACTS = 1000
};

/* ---- the sets ---- */

struct or_level {
    char label[16];
    int points, star;
};
struct or_leaf {
    char code[12], part;
    bool stops; /* a ground there ends the scoring */
    int levels;
    struct or_level level[OR_LEVELS];
};
struct or_set {
    int no, leaves;
    struct or_leaf leaf[OR_LEAVES]; /* in the law's order */
};
/* Set @no, 1 to 26, read from db/criteria below the present folder; NULL: there is none. */
const struct or_set *or_set(int no);
/* Points that @star asks of a leaf, lower stars included; -1: nothing. */
int or_asked(const struct or_leaf *leaf, int star);
bool or_prints_zero(const struct or_leaf *leaf);

/* ---- acts ---- */

enum { OR_BLANK = -2, OR_NONE = -1 }; /* no mark; "0", none reached; else index of the level */

enum or_panel { OR_SCORES, OR_ABSENT, OR_RECUSED, OR_WRITTEN };
enum or_role { OR_CHAIR, OR_VICE, OR_MEMBER, OR_SECRETARY, OR_ADVISER, OR_OBSERVER };
enum or_finding_kind {
    OR_MINIMUM,
    OR_KNOCKOUT,
    OR_FORWARD,
    OR_SPREAD,
    OR_GO_ON, /* without a member's ballot */
    OR_POSTPONED,
    OR_WITHDRAWN,
    OR_CLAIM,
    OR_DIFFERENCE
};

/* The settings, in the order of or_keys: facts of the council, then choices, then numbers. */
enum or_key {
    OR_PROVINCE,
    OR_COUNCIL,
    OR_ROUND,
    OR_YEAR,
    OR_PLACE,
    OR_DATE,
    OR_DECISION,
    OR_REGULATION,
    OR_MODE,
    OR_REHEARSAL,
    OR_QUORUM_OF,
    OR_QUORUM_CHAIR,
    OR_SPREAD_EQUAL,
    OR_ABSENT_BALLOTS,
    OR_BALLOTS_MISSING,
    OR_MINIMUM_RULE,
    OR_MINIMUM_MISSED,
    OR_QUORUM,
    OR_SPREAD_MAX,
    OR_DIFFERENCE_ASK,
    OR_REMARKS, /* what only papers say, after sign-off too */
    OR_KEYS
};
extern const struct or_key_def {
    const char *key;
    const char *choice[5]; /* of a choice, the default first; NULL ends */
} or_keys[OR_KEYS];
extern const char *const or_phrases[]; /* texts that acts give; the first is "" */
enum { OR_PHRASES = 14 };

enum or_act_kind {
    OR_SET,         /* key, value, of, text, reason */
    OR_PUT_MEMBER,  /* member, role, scoring, present: new or changed */
    OR_PUT_PRODUCT, /* product, no, set, code, name, owner: new or changed */
    OR_GIVE_SET,    /* product, set, reason */
    OR_CORRECT,     /* product, key: 0 name, 1 owner, 2 code; text, reason */
    OR_PANEL,       /* product (0: every), member, state, reason */
    OR_BALLOT,      /* product, member, level[]; then closed when value is not 0 */
    OR_MARK,        /* product, member, leaf, value */
    OR_NOTE,        /* product, member, leaf (-1: the opinion), text */
    OR_UNDO,        /* product, member */
    OR_CLOSE,       /* product, member */
    OR_REOPEN,      /* product, member, reason */
    OR_FIND,        /* product, state: the kind, leaf (-1: none), star, member, value, votes, of,
                     * reason, text: a ground */
    OR_SIGN,
    OR_UNSIGN, /* reason */
    OR_LOOK    /* compare everything now */
};
struct or_act {
    enum or_act_kind kind;
    int product, member, leaf, value, of, votes, star;
    int no, set, code; /* code: 0 none */
    int key, text, name, owner, reason;
    int state; /* panel, role or finding kind */
    bool scoring, present;
    short level[OR_LEAVES];
};

enum or_answer { OR_SKIPPED, OR_REFUSED, OR_DONE };

/* ---- the record ---- */

/* No mark anywhere. */
void or_blank(short level[OR_LEAVES]);

struct or_ballot {
    bool begun, closed;
    short level[OR_LEAVES];
    short note[OR_LEAVES + 1]; /* phrases; the last is the opinion */
    int steps;                 /* marks and notes, each with what stood before it */
    struct {
        short on, was; /* leaf; OR_LEAVES and up: note */
    } step[OR_STEPS];
};
struct or_member {
    bool there, scoring, present;
    enum or_role role;
    int every; /* panel state for every product; -1: none */
    int every_reason;
};
struct or_finding {
    enum or_finding_kind kind;
    int leaf, star, member, verdict, votes, of, reason, ground;
    int when; /* later ones have more */
    unsigned long long facts; /* what it rested on: or_facts of then */
};
struct or_product {
    bool there;
    int no, set, code, name, owner; /* set 0: none */
    int own[OR_MEMBERS + 1], own_reason[OR_MEMBERS + 1];
    struct or_ballot ballot[OR_MEMBERS + 1];
    int findings;
    struct or_finding finding[OR_FINDINGS]; /* one for each thing, the latest said of it */
};
struct or_model {
    int value[OR_KEYS], of[OR_KEYS]; /* index of a choice or phrase; a number, "value/of" */
    int events, version;
    bool closed;
    bool adopted[OR_SETS + 1];
    int clock; /* of findings */
    struct or_member member[OR_MEMBERS + 1];
    struct or_product product[OR_PRODUCTS + 2]; /* the last is never there */
};

/* A new session with default rules and no event yet but its own birth. */
void or_begin(struct or_model *m);
/* Do @a; an OR_BALLOT counts as done when its marks and its closing were.  OR_LOOK is done. */
enum or_answer or_do(struct or_model *m, const struct or_act *a);
/* The acts that a ballot consists of: marks, then the closing.  Returns how many (at most
 * OR_LEAVES + 1). */
int or_ballot_acts(const struct or_model *m, const struct or_act *a, struct or_act *out);
/* The text of a fact or the value of a rule, as --set has it. */
void or_setting(const struct or_model *m, enum or_key key, char out[64]);
const char *or_code(int code, char out[24]);

/* ---- what follows ---- */

enum or_met { OR_NO, OR_YES, OR_OPEN };
struct or_result {
    bool counts[OR_MEMBERS + 1];
    int expected, n, sum, part[3], band, max, min, star; /* star -1: null; band 0: none */
    bool exceeds, settled;
    enum or_met met[3];
    bool missed[3][OR_LEAVES], divided[3][OR_LEAVES];
    int knocked, stop; /* index of the knock-out that is shown, of the one that ends the scoring;
                        * -1: none */
    int claims;        /* that the council has not answered */
    const char *status;
    int present, base, needed;
    bool held;
};
const struct or_set *or_set_of(const struct or_product *p);
int or_points(const struct or_set *set, const struct or_ballot *b, int leaf);
int or_total(const struct or_set *set, const struct or_ballot *b);
/* Whether the council has ended the scoring of the product ("không đánh giá các bước tiếp theo").
 */
int or_stop(const struct or_model *m, const struct or_product *p); /* the latest finding that does;
                                                                    * -1: none */
bool or_stopped(const struct or_model *m, const struct or_product *p);
/* What a conclusion rests on, as one number: for a minimum who is counted and who meets it, for a
 * spread each total, for a knock-out on a criterion each level, for trình the sum, the ballots and
 * the entry of five stars, for a ballot that it is not handed in, for a difference the sum. */
unsigned long long or_facts(const struct or_model *m, const struct or_product *p,
                            const struct or_finding *f);
/* Whether it still rests on that; one that does not counts as not made. */
bool or_holds(const struct or_model *m, const struct or_product *p, const struct or_finding *f);
bool or_expected(const struct or_model *m, const struct or_product *p, int member);
void or_tally(const struct or_model *m, const struct or_product *p, struct or_result *out);
/* Whether nothing stands in the way of sign-off. */
bool or_ready(const struct or_model *m);

/* The lines of tally --json as json_flat has them, in new memory.  @id, @hash, @closing: those
 * of the session, which nobody can foretell. */
char *or_lines(const struct or_model *m, const char *id, const char *hash, const char *closing);

#endif
