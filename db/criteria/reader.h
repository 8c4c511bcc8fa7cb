/* SPDX-License-Identifier: MIT */
/* db/criteria/reader.h - reading a criteria set.  Nobody outside its readers includes it.
 *
 * yaml.c   a YAML text to a document
 * book.c   a workbook to a document (cells.h)
 * value.c  typed values out of a document
 * read.c   the document to a struct crit_set
 * check.c  what the Decision's own arithmetic asks of it
 * index.c  the sets of the Decision, whom a copy of theirs is compared with */
#ifndef DB_CRITERIA_READER_H
#define DB_CRITERIA_READER_H

#include "db/base/arena.h"
#include "db/criteria/criteria.h"

enum {
    CRIT_BYTES = 1 << 20,  /* of a file */
    CRIT_NESTING = 16,     /* lists and mappings inside one another */
    CRIT_NODES = 500,      /* parts, sections and criteria; a set has about 50 */
    CRIT_LEVELS = 20,      /* of one criterion; the most printed is 5 */
    CRIT_FAULTS = 500,     /* reported in one run, so that a hostile file cannot fill memory */
    CRIT_TEXT_COLUMNS = 72 /* of a level */
};

/* A set and the memory that it is made of.  The set stands first: a pointer to it is one to
 * the allocation, which is how crit_free finds the rest. */
struct crit_owner {
    struct crit_set set;
    struct arena *mem;
};

/* A document: what both forms of a set come to before anything is asked of it.  Each value knows
 * where it was written. */
enum value_kind { VALUE_TEXT, VALUE_LIST, VALUE_MAP };
struct value {
    enum value_kind kind;
    bool plain; /* of a text: not quoted, so it may be a number or true */
    long row, col;
    const char *sheet; /* of a workbook; else NULL */
    const char *text;
    size_t len; /* of the text: it may hold a 0 byte */
    size_t n;   /* items of a list; pairs of a map, whose .item is key, value, key, value ... */
    struct value **item;
};

/* A code that must be one of a leaf, looked up once all are known. */
struct crit_ref {
    const char *code;
    const char *self; /* the criterion that refers; it may not mean itself */
    const struct value *at;
    struct crit_ref *next;
};

/* The set of the Decision that is called @name, or NULL (index.c). */
typedef const struct crit_set *crit_sister(const char *name);

struct reader {
    struct faults *f;
    enum fault_place place;                   /* of its faults: AT_TEXT, AT_CELL */
    size_t reported;                          /* errors of this run */
    struct arena *mem;                        /* of the set */
    struct arena *doc;                        /* of the document, which ends with the run */
    bool partial;                             /* a sheet of it could not be read, which was said */
    const char *(*key_name)(const char *key); /* how its form calls a key; NULL: as YAML does */
    struct crit_set *set;
    struct crit_node *node; /* grows while the tree is read; copied into the arena at the end */
    size_t cap;
    struct crit_ref *refs;
    crit_sister *sister_of;        /* finds it; NULL: nobody asks */
    const struct crit_set *sister; /* the set of the Decision of the same name, of another; NULL */
};

/* Where the values of a level stand, for the faults found in them. */
struct level_at {
    const struct value *self, *points, *star, *text;
};

/* ---- read.c ---- */

/* Opens a document in r->doc; NULL after a fault. */
typedef const struct value *crit_document(struct reader *r, const void *from);
/* The set of the document that @open makes of @from, as crit_parse says. */
struct crit_set *crit_build(struct faults *f, enum fault_place place, crit_document *open,
                            const void *from, crit_sister *sister_of);

/* ---- index.c ---- */

crit_sister crit_sister_of;

/* ---- value.c ---- */

/* Record a fault (a warning) at a value.  @a and @b are its arguments, or NULL. */
void crit_report(struct reader *r, bool warning, enum fault_id id, const struct value *at,
                 const char *a, const char *b);
void crit_fault(struct reader *r, const struct value *at, enum fault_id id, const char *a,
                const char *b);

/* A mapping's keys: each at most once, no others. */
struct value_key {
    const char *name;
    bool required;
};
/* The value of keys[i] into out[i], NULL where it is missing.  False when @map is no mapping. */
bool crit_keys(struct reader *r, const struct value *map, const struct value_key *keys, size_t n,
               const struct value **out);

/* The values.  NULL, false or -1 for a fault, which is recorded; a missing node (NULL) gives the
 * same without one. */
const char *crit_maybe(struct reader *r, const struct value *n); /* the same; may be "" */
int crit_number(struct reader *r, const struct value *n, int min, int max);
bool crit_bool(struct reader *r, const struct value *n);
/* Index of the word in @words (ended by NULL), or -1. */
int crit_word(struct reader *r, const struct value *n, const char *const *words);

/* ---- check.c ---- */

/* The form of a code and its place under @parent (NULL: a part); @alone: the only child. */
void crit_check_code(struct reader *r, const struct crit_node *n, const struct crit_node *parent,
                     bool alone, const struct value *at);
/* The levels of a leaf: points, star marks, wordings, cases. */
void crit_check_levels(struct reader *r, const struct crit_node *n, const struct level_at *at,
                       const struct value *self, const struct value *max);
/* That the children of @n add up to it; @sum is -1 when one of them has no maximum. */
void crit_check_sum(struct reader *r, int max, int sum, const struct value *at);
/* id, number and date. */
void crit_check_head(struct reader *r, const struct value *id, const struct value *in_force);
/* The set as a whole: each star asks for something (else a warning at the list of parts),
 * references to other criteria are to ones that are there, corrections to ones that were read. */
void crit_check_set(struct reader *r, const struct value *parts, const struct value *corrections);

#endif
