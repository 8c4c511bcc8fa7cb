/* SPDX-License-Identifier: MIT */
/* db/criteria/criteria.h - a criteria set of the Decision (Phụ lục II): the ballot, as data.
 *
 * A set is a tree in the law's order: part > section > criterion (up to three levels) >
 * levels.  Only leaves are scored; a leaf has one level ticked and the level carries its
 * points.  A level may carry a star: the least level a product of that star must reach.
 * The YAML form is described in db/criteria/README.md. */
#ifndef DB_CRITERIA_CRITERIA_H
#define DB_CRITERIA_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/fault.h"

enum crit_kind { CRIT_PART, CRIT_SECTION, CRIT_GROUP, CRIT_LEAF };

#define CRIT_NOTE_LIST(X)                                                                          \
    X(REQUIREMENT, "requirement")   /* precondition of the set or the criterion */                 \
    X(DISQUALIFY, "disqualify")     /* "bị loại nếu" */                                      \
    X(STOP, "stop")                 /* "không đánh giá các bước tiếp theo" */            \
    X(STOP_IF_ZERO, "stop_if_zero") /* any criterion of the scope at 0 */                          \
    X(INELIGIBLE, "ineligible")     /* "không đánh giá" */                                     \
    X(DEPENDS, "depends")           /* counts only where criterion "on" is above 0 */              \
    X(GUIDANCE, "guidance")                                                                        \
    X(EVIDENCE, "evidence")
enum crit_note_kind {
#define X(id, word) CRIT_NOTE_##id,
    CRIT_NOTE_LIST(X)
#undef X
};
const char *crit_note_word(enum crit_note_kind kind);

struct crit_note {
    enum crit_note_kind kind;
    const char *text;
    const char *ref; /* "on" of depends, "scope" of stop_if_zero ("6.1 6.2": codes of leaves,
                      * one blank between); else NULL */
};

struct crit_level {
    char label[8];    /* "1", "2" in the printed order; "a1", "b2" in a two-case criterion */
    char which_case;  /* 'a', 'b', or 0 */
    int points;       /* whole */
    int star;         /* 3, 4, 5: least level for that star; 0: none */
    const char *text; /* our own short wording, at most 72 columns */
};

struct crit_node {
    enum crit_kind kind;
    const char *code; /* "A", "1", "1.1", "6.1.1" */
    const char *name;
    int max;
    int depth;                /* 0 for a part */
    int parent;               /* index of the node above; -1 for a part */
    const char *case_name[2]; /* of a two-case criterion: cases a and b; else NULL */
    bool levels_implied;      /* the sheet prints no levels: yes or no */
    size_t n_levels, n_notes;
    struct crit_level *level;
    struct crit_note *note;
};

struct crit_correction {        /* a doubtful printed value: regulation note of the set */
    const char *criterion;      /* code of a part, section or criterion */
    const char *level;          /* the label of the level, or NULL */
    const char *field;          /* "points", "star", "max", "name", "heading" */
    const char *printed, *used; /* "" where nothing is printed or used */
    const char *why;            /* the reason, in a few words; or NULL */
    bool forced; /* the printed value cannot be right; else kept as printed, and doubtful */
};

struct crit_set {
    const char *id;      /* "qd26-2026/08" */
    const char *version; /* "qd26-2026" */
    int no;
    const char *name;
    const char *name_in_list; /* as the list of sets spells it, where it differs; else NULL */
    const char *source;       /* what the values were read from; or NULL */
    const char *legal;        /* the decision and its appendix */
    const char *article;
    const char *in_force;                    /* YYYY-MM-DD */
    const char *industry, *group, *subgroup; /* subgroup may be NULL */
    int samples;                             /* sample products asked for */
    bool star_note;                          /* the note on stars is printed under the sheet */
    size_t n_nodes, n_disqualifiers, n_corrections, n_agencies;
    struct crit_node *node;    /* in the law's order, a parent before its children */
    const char **disqualifier; /* "hồ sơ bị loại khi" */
    struct crit_correction *correction;
    const char **agency;
};

/* Read a set from YAML text.  Every fault of content is reported in one run, at its line
 * and column; NULL when there is an error.  A set with warnings is returned.  One
 * allocation owns all: free with crit_free. */
struct crit_set *crit_parse(const char *yaml, size_t len, struct faults *f);
/* The same from the workbook (.xlsx) at @path: every fault at its sheet and cell. */
struct crit_set *crit_workbook(const char *path, struct faults *f);
void crit_free(struct crit_set *s);

/* The set as YAML that crit_parse reads back as the same set; the same for the same content.
 * The caller frees. */
char *crit_yaml(const struct crit_set *s);

/* The points that star @star (3, 4, 5) asks of a leaf, those of lower stars included
 * (Phụ lục II, note on stars); -1 when it asks nothing. */
int crit_minimum(const struct crit_node *leaf, int star);

/* The level with @label, or NULL. */
const struct crit_level *crit_level(const struct crit_node *leaf, const char *label);
/* Whether "0", none reached, may be recorded: no level of 0 points is printed. */
bool crit_allows_none(const struct crit_node *leaf);
/* The leaf with @code, or NULL. */
const struct crit_node *crit_leaf(const struct crit_set *s, const char *code);

/* What is noted of a printed value of criterion @code (a leaf) at level @label, or, for NULL, of
 * any value of it: one that cannot be right and was replaced (.forced), or that is doubtful and
 * was kept.  NULL: nothing. */
const struct crit_correction *crit_doubt(const struct crit_set *s, const char *code,
                                         const char *label);

/* ---- the sets of the Decision ---- */
struct crit_entry {
    const char *id; /* "qd26-2026/08" */
    int no;
    const char *name;
    const char *industry, *group, *subgroup; /* Phụ lục I, with its number; subgroup: or NULL */
    const char *yaml;                        /* the text, NULL: not in this program yet */
    size_t len;
};
/* The 26 sets of QĐ 26/2026, in order; *@n is 26. */
const struct crit_entry *crit_index(size_t *n);
/* By "8", "08", "Bộ 8", "bộ số 08", "qd26-2026/08" or the set's name, also as the list of sets
 * or Phụ lục I spells it (accents, case and punctuation do not matter); NULL when there is no
 * such set. */
const struct crit_entry *crit_find(const char *what);
/* Whether @id is of the Decision ("qd26-2026/..."): no other set may call itself so. */
bool crit_is_decision(const char *id);
/* The parsed set of an entry, kept for the life of the program; NULL if entry->yaml is. */
const struct crit_set *crit_load(const struct crit_entry *e);

#endif
