/* SPDX-License-Identifier: MIT */
/* db/db.h - the record of a session and its rules.  No SQL, no sqlite3 type, no finished
 * sentence and no terminal crosses this header.
 *
 * A session is one file.  Its journal is the truth: every act is one appended event, and
 * every table is the fold of the journal (db/FORMAT.md).  Every number that a screen, a
 * paper or --json shows comes from the views of db/sql/views.sql through the lists below.
 *
 * Each act is one transaction: when it returns DB_OK it is on the disk, else nothing is
 * changed and db_faults says why.  Lists own their strings; one _free ends a list. */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/criteria.h"
#include "db/fault.h"

#define MUST_CHECK __attribute__((warn_unused_result))

struct db; /* opaque: one open session */

/* The values are the exit statuses of the command line. */
enum db_rc {
    DB_OK = 0,
    DB_REFUSED = 1, /* by a rule, or a list with faults; nothing was changed */
    DB_USAGE = 2,   /* a key or value that cannot be */
    DB_FAULT = 3    /* not ours, newer, damaged, or cannot be read or written */
};

/* ---- opening ---------------------------------------------------------------------------- */

struct db_pair {
    const char *key, *value;
};

/* A new session at @path with the given facts and rules; an existing file is refused, and a
 * refusal leaves no file.  On failure *out is NULL and @f has the reason. */
enum db_rc db_create(struct db **out, const char *path, const struct db_pair *set, size_t n,
                     struct faults *f) MUST_CHECK;

enum db_open_how {
    DB_OPEN,       /* kind, version, schema text, chain and fold are checked first */
    DB_OPEN_VERIFY /* chain and fold are left to db_verify */
};
/* Open the session at @path.  A file that is not ours, newer or damaged is refused and left
 * byte for byte as it was.  Never call it for a file this process already has open: closing
 * the second descriptor would drop the locks of the first. */
enum db_rc db_open(struct db **out, const char *path, enum db_open_how how,
                   struct faults *f) MUST_CHECK;
void db_close(struct db *db); /* NULL is fine */

/* Faults and warnings of the last call that did not merely read. */
const struct faults *db_faults(const struct db *db);
const char *db_path(const struct db *db);
/* A number that changes when another process has committed; for polling. */
int64_t db_data_version(struct db *db);
/* The clock of the journal, for tests: milliseconds since 1970, UTC.  NULL: the system's. */
void db_set_clock(struct db *db, int64_t (*now_ms)(void *), void *arg);
/* Whether @path looks like one of our files, without opening it as a database. */
bool db_is_session(const char *path);

/* ---- the session, its facts and rules ----------------------------------------------------- */

struct session {
    char id[33];            /* 128 random bits, hex */
    bool closed;            /* chốt: frozen */
    int version;            /* 1; each reopening or late correction adds one */
    bool rehearsal;         /* DIỄN TẬP, for ever */
    bool written;           /* mode=written: opinions in writing, no presence quorum */
    bool any_mark;          /* rules now need a reason to change */
    bool has_pin;           /* the chair's PIN is asked at sign-off */
    int64_t events;         /* in the journal */
    char head[65];          /* hash of the last event, hex */
    char closing[65];       /* hash of the closing event in force; "" while open */
    int64_t closing_events; /* events up to and with it */
    char closed_at[32];     /* time of the closing event, UTC; "" while open */
    char last_time[32];     /* time of the last event, UTC */
};
enum db_rc db_session(struct db *db, struct session *out) MUST_CHECK;

/* Facts and rules as contract: one table makes the form, the defaults and the checks. */
enum setting_kind {
    SETTING_FACT,
    SETTING_RULE,
    SETTING_PAPER /* what only papers say: the secretary's, after sign-off too */
};
struct setting_def {
    const char *key;
    enum setting_kind kind;
    const char *fallback; /* value when nothing is set; NULL: none */
    const char *values;   /* "a|b" for a choice; NULL: free */
};
const struct setting_def *setting_defs(size_t *n);
const struct setting_def *setting_find(const char *key);
/* The value in force, or its fallback, or NULL.  "KEY.cite" for the citation of a rule.
 * Valid until the next call of the same session that writes. */
const char *db_setting(struct db *db, const char *key);
/* The article a rule rests on ("Điều 8 Quy chế"), or a msgid that says there is none.  Valid as
 * db_setting is. */
const char *db_cite(struct db *db, const char *rule);
/* Change facts and rules in one transaction; @reason is needed for rules after the first
 * mark (NULL: none given).  DB_USAGE for an unknown key or a value that cannot be. */
enum db_rc db_set(struct db *db, const struct db_pair *set, size_t n, const char *reason,
                  const char *actor) MUST_CHECK;
/* The chair's PIN, kept as Argon2id: it tells who sits there, it protects nothing.
 * @pin NULL or "" takes it away; @old must match one that is set. */
enum db_rc db_pin_set(struct db *db, const char *old, const char *pin) MUST_CHECK;
bool db_pin_matches(struct db *db, const char *pin);

/* ---- members ------------------------------------------------------------------------------ */

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
void members_free(struct members *m);
/* Add (id 0) or change a member. */
enum db_rc db_member_put(struct db *db, const struct member *m, const char *actor,
                         int *id) MUST_CHECK;
/* By stt or name (case and blanks do not matter); a fault when none or several fit. */
enum db_rc db_find_member(struct db *db, const char *what, int *id) MUST_CHECK;

/* ---- products ----------------------------------------------------------------------------- */

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
void products_free(struct products *p);
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
/* Correct name, owner, address, phone or code; marks stay.  After sign-off this is a new
 * version with a new closing event. */
enum db_rc db_correct(struct db *db, int product, const struct db_pair *set, size_t n,
                      const char *reason, const char *actor) MUST_CHECK;

/* ---- criteria sets -------------------------------------------------------------------------- */

/* The sets that products of the session may be given: those of its own, put into its record by
 * db_set_add, then the 26 of the Decision. */
struct set_entry {
    const char *id; /* "qd26-2026/08", "ca-mau-2026/08" */
    const char *name, *group, *subgroup;
    int no;
    bool decision;              /* one of the 26 */
    const struct crit_set *set; /* NULL: not in this program */
};
struct sets {
    size_t n;
    struct set_entry *v;
    void *mem;
};
enum db_rc db_sets(struct db *db, struct sets *out) MUST_CHECK;
void sets_free(struct sets *s);
/* The id of the set that @what means in this session: an id, a number or name of the Decision's
 * (crit_find), or the name of one of its own; "" for "".  Refused when it means none, or two. */
enum { SET_ID = 64 };
enum db_rc db_find_set(struct db *db, const char *what, char id[SET_ID]) MUST_CHECK;
/* Put a checked set into the record.  Its id must be its own, not the Decision's.  The same again
 * changes nothing; another content takes the place of the old one until anything was said under
 * it, then it is refused: a new version is a new set. */
enum set_added { SET_ADDED, SET_SAME, SET_REPLACED };
enum db_rc db_set_add(struct db *db, const struct crit_set *c, const char *actor,
                      enum set_added *how) MUST_CHECK;

/* ---- panel: who scores which product -------------------------------------------------------- */

#define PANEL_LIST(X)                                                                              \
    X(SCORES, "scores")                                                                            \
    X(ABSENT, "absent")                                                                            \
    X(RECUSED, "recused")                                                                          \
    X(WRITTEN, "written")
enum panel_state {
#define X(id, word) PANEL_##id,
    PANEL_LIST(X)
#undef X
};
const char *panel_word(enum panel_state s); /* in the journal and JSON: "scores" */
/* @product 0: every product, those to come included; earlier states of the member go. */
enum db_rc db_panel_put(struct db *db, int product, int member, enum panel_state state,
                        const char *reason, const char *actor) MUST_CHECK;

/* Presence in one act: the member and the seats that follow from it.  Ballots handed in stand, and
 * a recusal is never touched. */
enum presence {
    PRESENCE_HERE,   /* here, or back again: scores wherever he was absent */
    PRESENCE_ABSENT, /* absent for the whole session */
    PRESENCE_LEFT    /* left early: absent where he has not scored; who scores nothing, where
                      * nobody has */
};
/* *moved (may be NULL): products whose panel has changed. */
enum db_rc db_presence(struct db *db, int member, enum presence what, const char *reason,
                       const char *actor, int *moved) MUST_CHECK;
/* A member of the session who is absent for some of its products. */
struct absence {
    int member;
    int from, n; /* number of the first such product, and how many there are */
    bool early;  /* left early: absent from there on, but where he handed in */
};
struct absences {
    size_t n;
    struct absence *v;
    void *mem;
};
enum db_rc db_absences(struct db *db, struct absences *out) MUST_CHECK;
void absences_free(struct absences *a);

/* One member's standing for one product: panel and ballot in one row. */
enum ballot_state { BALLOT_NONE, BALLOT_OPEN, BALLOT_CLOSED };
struct seat {
    int product, member;
    enum panel_state panel;
    const char *reason;
    bool expected; /* a ballot is asked for */
    enum ballot_state ballot;
    bool counted;        /* closed and expected: it is in the tally */
    bool ignored;        /* the council goes on without it (finding "ballot") */
    int marks, criteria; /* given, of how many */
    int total, part[3];  /* points given so far, and in parts A, B, C */
};
struct seats {
    size_t n;
    struct seat *v; /* by product no, then member no */
    void *mem;
};
/* @product, @member 0: all. */
enum db_rc db_seats(struct db *db, int product, int member, struct seats *out) MUST_CHECK;
void seats_free(struct seats *s);

/* ---- ballots ------------------------------------------------------------------------------- */

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
void ballot_free(struct ballot *b);

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
void ballot_notes_free(struct ballot_notes *n);

/* Tick level @label ("2", "a1", "0") of criterion @code.  A mark that already stands makes no
 * event.  *seq and hash (may be NULL) are those of the event the mark stands on. */
enum db_rc db_mark(struct db *db, int product, int member, const char *code, const char *label,
                   const char *actor, int64_t *seq, char hash[65]) MUST_CHECK;
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

/* ---- findings: what the council concludes -------------------------------------------------- */

#define FINDING_LIST(X)                                                                            \
    X(MINIMUM, "minimum")       /* criterion, star: đạt / không đạt */                      \
    X(KNOCKOUT, "knockout")     /* loại / không loại */                                       \
    X(FORWARD, "forward")       /* trình / không trình */                                       \
    X(SPREAD, "spread")         /* giữ nguyên */                                                \
    X(BALLOT, "ballot")         /* member: bỏ qua */                                             \
    X(POSTPONED, "postponed")   /* có / không */                                                 \
    X(WITHDRAWN, "withdrawn")   /* có / không */                                                 \
    X(CLAIM, "claim")           /* criterion, member: đề nghị loại / rút đề nghị */   \
    X(DIFFERENCE, "difference") /* criterion: why the council's points differ */
enum finding_kind {
#define X(id, word) FINDING_##id,
    FINDING_LIST(X)
#undef X
};
const char *finding_word(enum finding_kind k);

struct finding {
    int64_t seq; /* event */
    int product;
    enum finding_kind kind;
    const char *criterion; /* "" when none */
    int star;              /* 3, 4, 5; 0 when none */
    int member;            /* 0 when none */
    bool verdict;          /* đạt, loại, trình, giữ nguyên, bỏ qua, có: true */
    int votes, of;         /* 7/9; 0/0 when not given */
    const char *reason;
    const char *ground; /* of a knock-out or claim: as printed on the sheet; "" when not said */
    /* What follows is derived; db_conclude ignores it. */
    bool stops; /* a knock-out by "không đánh giá các bước tiếp theo": scoring has ended */
    bool waiting; /* a claim that the council has not answered */
};
struct findings {
    size_t n;
    struct finding *v; /* those in force, by product, then event */
    void *mem;
};
enum db_rc db_findings(struct db *db, int product, struct findings *out) MUST_CHECK;
void findings_free(struct findings *f);
/* All of @v in one transaction (a conclusion on several minimums is one act).  Nothing is knocked
 * out but by a FINDING_KNOCKOUT of the council; a FINDING_CLAIM only asks for one. */
enum db_rc db_conclude(struct db *db, const struct finding *v, size_t n,
                       const char *actor) MUST_CHECK;

/* A ground for knocking a product out, as its sheet prints it. */
struct ground {
    const char *criterion; /* "" for the head of the sheet ("hồ sơ bị loại khi") */
    const char *text;
    bool stops; /* "không đánh giá các bước tiếp theo" */
};
struct grounds {
    size_t n;
    struct ground *v; /* in the order of the sheet */
    void *mem;
};
enum db_rc db_grounds(struct db *db, int product, struct grounds *out) MUST_CHECK;
void grounds_free(struct grounds *g);

/* Who reaches a minimum and who does not.  Members' points are named only on request, and the
 * journal notes that they were. */
struct gate_name {
    int member;
    const char *label;
    int points;
    bool reaches;
};
struct gate_names {
    size_t n;
    struct gate_name *v; /* by member no */
    void *mem;
};
enum db_rc db_gate_names(struct db *db, int product, int star, const char *criterion,
                         const char *actor, struct gate_names *out) MUST_CHECK;
void gate_names_free(struct gate_names *g);

/* ---- tally --------------------------------------------------------------------------------- */

enum met { MET_NO = 0, MET_YES = 1, MET_UNKNOWN = 2 };

#define STATUS_LIST(X)                                                                             \
    X(WITHDRAWN, "withdrawn")                                                                      \
    X(POSTPONED, "postponed")                                                                      \
    X(KNOCKED_OUT, "knocked-out")                                                                  \
    X(WAITING, "waiting")                                                                          \
    X(UNDECIDED, "undecided")                                                                      \
    X(FAILED, "failed")                                                                            \
    X(FORWARD, "forward")                                                                          \
    X(PROPOSED, "proposed")                                                                        \
    X(BELOW, "below")
enum status {
#define X(id, word) STATUS_##id,
    STATUS_LIST(X)
#undef X
};
const char *status_word(enum status s);

/* What one star asks of one criterion, and how the counted ballots stand to it
 * (Điều 3, Phụ lục II: the note on stars; the council's rule minimum.rule). */
struct gate {
    int star;
    const char *criterion, *name;
    int points;     /* asked for */
    int yes, n;     /* ballots that reach it, of how many */
    int sum;        /* points the ballots give it */
    enum met met;   /* under the rule, conclusions included */
    bool divided;   /* under "conclude": ballots differ and no conclusion settles it */
    bool concluded; /* a conclusion of the council settled it */
    enum met said;  /* what a conclusion says; it holds only where the ballots differ */
    bool matters;   /* divided, and a conclusion on it can change the star: to be put to the
                     * council.  Elsewhere the star is the same whatever it says */
};
struct entry {    /* all that star 3, 4 or 5 asks */
    enum met met; /* MET_UNKNOWN also when there is no closed ballot */
    size_t n;
    struct gate *gate; /* in the law's order */
};
struct result {
    int product, no;
    const char *code, *name, *owner, *set; /* "" when not given */
    int expected, closed;
    int sum;               /* of the counted ballots' totals */
    int part[3];           /* the same by part A, B, C */
    int band;              /* 1..5; 0: no closed ballot */
    struct entry entry[3]; /* stars 3, 4, 5 */
    int max, min;          /* of the totals; -1: no closed ballot */
    bool exceeds, settled; /* spread beyond the rule; concluded "giữ nguyên" */
    bool knocked_out;
    const char *knock_criterion, *knock_reason; /* "" when none */
    const char *knock_ground;                   /* as the sheet prints it; "" when not told */
    bool stopped; /* by a ground that ends the scoring (Phụ lục II): it takes no marks */
    const char *stop_criterion, *stop_ground; /* "" when none; the reason where no ground is told */
    int claims;                               /* to knock it out, not answered by the council */
    enum met forward;                         /* trình, không trình; MET_UNKNOWN: not said */
    int star;                                 /* 0: không đạt or knocked out; -1: undecided */
    enum status status;
    int present, base, needed; /* quorum for this product; needed 0: none asked */
    bool lead;                 /* chair or vice-chair is present */
    bool quorum;               /* present and, where asked, led */
};
struct tally {
    size_t n;
    struct result *v; /* by no */
    void *mem;
};
/* @product 0: all. */
enum db_rc db_tally(struct db *db, int product, struct tally *out) MUST_CHECK;
void tally_free(struct tally *t);
/* What @product would come to if the council concluded @v as well.  Nothing is recorded. */
enum db_rc db_conclude_if(struct db *db, int product, const struct finding *v, size_t n,
                          struct tally *out) MUST_CHECK;

/* How near the star is to another (points, Điều 3.3).  Names nobody. */
struct edge {
    int product;
    int star;     /* as it stands; -1: undecided or out, then the stars below do not hold */
    int up, down; /* of the sum: missing to the next band (0: it is 5); above its floor */
    int one_low, one_high;    /* least and highest star that one level more or less on one ballot
                               * would give */
    int less_low, less_high;  /* the same when one of the counted ballots were not there */
    bool one, less;           /* whether either would give another star */
    bool one_open, less_open; /* whether either would leave a minimum to the council */
};
struct edges {
    size_t n;
    struct edge *v; /* by product no, one for every product */
    void *mem;
};
/* @product 0: all. */
enum db_rc db_edges(struct db *db, int product, struct edges *out) MUST_CHECK;
/* The same from a tally of all products, or the result of one, that is at hand. */
enum db_rc db_edges_of(struct db *db, const struct tally *t, struct edges *out) MUST_CHECK;
enum db_rc db_edge_of(struct db *db, const struct result *r, struct edge *out) MUST_CHECK;
void edges_free(struct edges *e);
enum db_rc db_edge(struct db *db, int product, struct edge *out) MUST_CHECK;

/* The cheapest way to the next star, for the producer: minimums first, then points. */
struct step {
    const char *criterion, *name;
    bool minimum;      /* the star asks for it, and the council has not found it met */
    bool divided;      /* such a one that the council has yet to conclude on */
    int sum, n;        /* what the ballots give now */
    const char *label; /* level to reach */
    int points;        /* of it */
    int gain;          /* points * n - sum; a minimum may already have them: 0 */
};
struct next_star {
    int star;         /* 3, 4 or 5; 0: there is none above, or nothing is counted yet */
    int needed, more; /* the least sum, and how much of it is missing (0: none) */
    int gained;       /* by the steps; less than @more where the sheet has no more */
    size_t n;
    struct step *step; /* minimums in the law's order, then the smallest gains */
    void *mem;
};
enum db_rc db_next_star(struct db *db, int product, struct next_star *out) MUST_CHECK;
/* The same from what db_tally said of it just now. */
enum db_rc db_next_star_of(struct db *db, const struct result *r, struct next_star *out) MUST_CHECK;
void next_star_free(struct next_star *s);

/* The mean @sum / @n with two decimals, half up, decimal comma: the one place that prints a
 * mean.  @banded: a total, never shown as a band's floor that the exact mean does not
 * reach.  "" when n is 0. */
void mean_text(int64_t sum, int64_t n, bool banded, char out[16]);
/* The mean a band begins at: 90, 70, 50, 30, 0 for 5 .. 1 (Điều 3.3). */
int band_floor(int band);

/* ---- dossier ------------------------------------------------------------------------------- */

/* Points given before the council met: by the producer (Mẫu 02, Phần III) and by the Tổ tư
 * vấn.  They are beside the council's, never in them. */
enum assessment_source { ASSESSED_SELF, ASSESSED_ADVISER };
const char *assessment_word(enum assessment_source s); /* "self", "adviser" */

struct assessed { /* one criterion of one product */
    int product;
    const char *criterion;
    const char *label[2]; /* by source; NULL: none given */
    int points[2];        /* of it; -1: none */
    const char *note[2];
    int sum, n;      /* of the counted ballots */
    int compared;    /* points compared with: the Tổ tư vấn's, else the producer's; -1: none */
    int difference;  /* |sum - compared * n| */
    bool asked;      /* difference.ask or more on the mean: a word of reason is asked for */
    bool answered;   /* and was given (FINDING_DIFFERENCE) */
    const char *why; /* that */
};
struct assessments {
    size_t n;
    struct assessed *v; /* by product no, then the law's order */
    void *mem;
};
/* Those criteria that have such points; @product 0: of all. */
enum db_rc db_assessments(struct db *db, int product, struct assessments *out) MUST_CHECK;
/* Every criterion of one product, given or not. */
enum db_rc db_scoresheet(struct db *db, int product, struct assessments *out) MUST_CHECK;
void assessments_free(struct assessments *a);
/* What @source found of a minimum of @points on a criterion of @product; MET_UNKNOWN: it gave
 * none.  @a may be of several products. */
enum met assessed_reaches(const struct assessments *a, int product, enum assessment_source source,
                          const char *criterion, int points);
/* Sums of one product by source: marks given, total and parts A, B, C. */
struct assessment_sum {
    int marks, total, part[3];
};
enum db_rc db_assessment_sums(struct db *db, int product, struct assessment_sum out[2]) MUST_CHECK;
/* Give a level, "" to take it away.  What stands already makes no event. */
enum db_rc db_assess(struct db *db, int product, enum assessment_source source, const char *code,
                     const char *label, const char *note, const char *actor) MUST_CHECK;

/* The evidence list of Mẫu 02, Phần III. */
enum { EVIDENCE_ITEMS = 15 };
const char *evidence_name(int item); /* 1 .. 15: "Giấy đăng ký kinh doanh" ... a msgid */
#define EVIDENCE_LIST(X)                                                                           \
    X(UNKNOWN, "")                                                                                 \
    X(YES, "yes")                                                                                  \
    X(NO, "no")                                                                                    \
    X(UNNEEDED, "unneeded")
enum evidence_state {
#define X(id, word) EVIDENCE_##id,
    EVIDENCE_LIST(X)
#undef X
};
const char *evidence_word(enum evidence_state s);
struct evidence {
    enum evidence_state state;
    const char *expires; /* YYYY-MM-DD or "" */
    const char *note;
};
struct dossier {
    int product;
    int samples; /* received; -1: not told.  The set says how many are asked for */
    const char *note;
    struct evidence item[EVIDENCE_ITEMS];
};
struct dossiers {
    size_t n;
    struct dossier *v; /* by product no; one for every product */
    void *mem;
};
enum db_rc db_dossiers(struct db *db, int product, struct dossiers *out) MUST_CHECK;
void dossiers_free(struct dossiers *d);
enum db_rc db_dossier_put(struct db *db, int product, int samples, const char *note,
                          const char *actor) MUST_CHECK;
/* @item 1 .. 15.  EVIDENCE_UNKNOWN takes the row away. */
enum db_rc db_evidence_put(struct db *db, int product, int item, const struct evidence *e,
                           const char *actor) MUST_CHECK;
/* The day on which papers must still be good: that of the session, or of a decision where that is
 * later; "" while neither is known. */
enum db_rc db_paper_day(struct db *db, char out[11]) MUST_CHECK;
/* What the code of a product is: T-X-STT-20YY of the head of the sheets (T two digits, X five),
 * an old one of five parts, or neither. */
enum code_form { CODE_NONE, CODE_FOUR, CODE_FIVE, CODE_OTHER };
enum code_form product_code_form(const char *code);

/* ---- what the authority decided ----------------------------------------------------------------
 */

/* After sign-off, and without a new version: nothing of the council's result changes.
 * Recognised are those proposed for 3 and 4 stars; forwarded those sent to the Ministry. */
enum decision_list { DECISION_RECOGNISED, DECISION_FORWARDED };
const char *decision_word(enum decision_list l); /* "recognised", "forwarded" */
struct decision {
    const char *number, *date; /* "" and "": none yet */
    const char *issued;        /* day the certificates were issued; "": not told */
};
struct decided { /* one product */
    int product;
    bool left_out;             /* the decision does not name it */
    int central;               /* the Ministry's star, 0: không đạt; -1: not told */
    const char *number, *date; /* of the Ministry's decision */
    const char *reason;
};
struct decisions {
    struct decision list[2];
    size_t n;
    struct decided *v; /* by product no */
    void *mem;
};
enum db_rc db_decisions(struct db *db, struct decisions *out) MUST_CHECK;
void decisions_free(struct decisions *d);
enum db_rc db_decide(struct db *db, enum decision_list list, const struct decision *d,
                     const char *actor) MUST_CHECK;
/* Refused for a product that was not in the list it is left out of, or not forwarded.  What
 * stands already makes no event. */
enum db_rc db_decided_put(struct db *db, const struct decided *d, const char *actor) MUST_CHECK;
/* Last day of a certificate of the @list: 36 months from the day of issue, or of the decision
 * where none is told (khoản 3 Điều 4); "" while there is neither. */
void decision_expiry(const struct decision *d, char out[11]);

/* ---- sign-off ------------------------------------------------------------------------------ */

struct blocker {
    struct fault fault;    /* the sentence: what stands in the way, and what to do */
    int product, member;   /* 0 when it is about the session */
    const char *criterion; /* "" or the codes, "3.4, 5.1" */
    bool warning;          /* worth a look, does not stand in the way */
};
struct blockers {
    size_t n, blocking;
    struct blocker *v; /* blocking ones first */
    void *mem;
};
enum db_rc db_check(struct db *db, struct blockers *out) MUST_CHECK;
void blockers_free(struct blockers *b);
/* Chốt: the blockers are the faults when refused.  The closing hash is in db_session. */
enum db_rc db_signoff(struct db *db, const char *actor) MUST_CHECK;
enum db_rc db_reopen(struct db *db, const char *reason, const char *actor) MUST_CHECK;
/* "0123abcd 4567ef01 ...": 64 hex in 8 groups, with a NUL; @out has room for 72. */
void hash_groups(const char hex[65], char out[72]);

/* ---- journal, verify, backup ---------------------------------------------------------------- */

struct event_field {
    const char *name, *value;
};
struct event {
    int64_t seq;
    const char *time; /* UTC, YYYY-MM-DDTHH:MM:SS.mmmZ */
    int64_t mono;     /* milliseconds of the machine's monotonic clock */
    const char *boot, *actor, *kind;
    size_t n;
    const struct event_field *field;
    char hash[65];
};
/* Call @each for every event from @from on, in order, until it returns false. */
enum db_rc db_journal(struct db *db, int64_t from, bool (*each)(const struct event *, void *),
                      void *arg) MUST_CHECK;
const char *event_get(const struct event *e, const char *name); /* NULL when absent */

struct verdict {
    int64_t events;
    bool closed;
    char head[65], closing[65];
    int version;
};
/* Refold the whole journal beside the file and compare every table; recompute every result
 * and compare with the closing event.  Every difference is a fault.  DB_REFUSED when the
 * record does not hold. */
enum db_rc db_verify(struct db *db, struct verdict *out) MUST_CHECK;

/* A consistent, verified copy at @dest (written aside, fsync, rename), while others work. */
enum db_rc db_backup(struct db *db, const char *dest) MUST_CHECK;

/* ---- import -------------------------------------------------------------------------------- */

enum list_kind {
    LIST_MEMBERS,
    LIST_PRODUCTS,
    LIST_PANEL,
    LIST_BALLOTS,
    LIST_FINDINGS,
    LIST_DOSSIER, /* samples and papers */
    LIST_SCORES   /* points given before the council met */
};
struct import_options {
    bool dry_run;
    const char *sheet, *encoding;
    const char *actor;
    /* Called now and then with rows done, of how many; may be NULL. */
    void (*progress)(void *arg, size_t done, size_t total);
    void *progress_arg;
};
struct import_report {
    size_t rows, added, changed, same, skipped; /* rows of the list, by what came of them */
    size_t ballots_closed, ballots_open;        /* of the ballots list */
};
/* The canonical name of column @i of a list, NULL past the last one. */
const char *list_column(enum list_kind kind, size_t i, bool *required);
/* Import a list, whole or not at all.  Faults have their row and column; warnings (unknown
 * columns, skipped group rows, an empty owner) come with DB_OK too. */
enum db_rc db_import(struct db *db, enum list_kind kind, const char *path,
                     const struct import_options *opt, struct import_report *out) MUST_CHECK;

/* ---- explain ------------------------------------------------------------------------------- */

/* The session's own copy of a set (NULL: not in it, nor in the program). */
const struct crit_set *db_criteria(struct db *db, const char *set);

#endif
