/* SPDX-License-Identifier: MIT */
/* db/criteria_reader.h - reading a criteria set: what criteria_yaml.c, criteria_read.c and
 * criteria_check.c share.  Nobody else includes it.
 *
 * criteria_yaml.c   text to a YAML document
 * criteria_value.c  typed values out of the document
 * criteria_level.c  the levels and notes of a criterion
 * criteria_read.c   the document to a struct crit_set
 * criteria_check.c  what the Decision's own arithmetic asks of it */
#ifndef DB_CRITERIA_READER_H
#define DB_CRITERIA_READER_H

#include <yaml.h>

#include "db/arena.h"
#include "db/criteria.h"

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

/* A code that must be one of a leaf, looked up once all are known. */
struct crit_ref {
    const char *code;
    const char *self; /* the criterion that refers; it may not mean itself */
    const yaml_node_t *at;
    struct crit_ref *next;
};

struct reader {
    yaml_document_t doc;
    struct faults *f;
    size_t reported; /* errors of this run */
    struct arena *mem;
    struct crit_set *set;
    struct crit_node *node; /* grows while the tree is read; copied into the arena at the end */
    size_t cap;
    struct crit_ref *refs;
};

/* Where the YAML values of a level stand, for the faults found in them. */
struct level_at {
    const yaml_node_t *self, *points, *star, *text;
};

/* ---- criteria_yaml.c ---- */

/* Parse @text into r->doc.  False, with faults, for what is not one plain YAML document of
 * ours: bad syntax, anchors, aliases, tags, directives, too deep.  When true, the caller
 * deletes r->doc. */
bool yaml_load(struct reader *r, const char *text, size_t len);

/* Record a fault (a warning) at a value.  @a and @b are its arguments, or NULL. */
void crit_fault(struct reader *r, const yaml_node_t *at, enum fault_id id, const char *a,
                const char *b);
void crit_warn(struct reader *r, const yaml_node_t *at, enum fault_id id, const char *a,
               const char *b);
void crit_fault_mark(struct reader *r, yaml_mark_t at, enum fault_id id, const char *a);

/* ---- criteria_value.c ---- */

/* A mapping's keys: each at most once, no others. */
struct yaml_key {
    const char *name;
    bool required;
};
/* The value of keys[i] into out[i], NULL where it is missing.  False when @map is no mapping. */
bool yaml_keys(struct reader *r, const yaml_node_t *map, const struct yaml_key *keys, size_t n,
               const yaml_node_t **out);

/* The values.  NULL, false or -1 for a fault, which is recorded; a missing node (NULL) gives the
 * same without one. */
const char *yaml_text(struct reader *r, const yaml_node_t *n);  /* not blank, NFC, printable */
const char *yaml_maybe(struct reader *r, const yaml_node_t *n); /* the same; may be "" */
int yaml_number(struct reader *r, const yaml_node_t *n, int min, int max);
bool yaml_bool(struct reader *r, const yaml_node_t *n);
/* Index of the word in @words (ended by NULL), or -1. */
int yaml_word(struct reader *r, const yaml_node_t *n, const char *const *words);
/* The items of a list; 0 for a fault, which is recorded. */
size_t yaml_items(struct reader *r, const yaml_node_t *n);
const yaml_node_t *yaml_item(struct reader *r, const yaml_node_t *n, size_t i);

/* ---- criteria_level.c ---- */

/* The values of a part, a section or a criterion, by key; the last four are a criterion's. */
enum crit_key { K_CODE, K_NAME, K_MAX, K_KIDS, K_LEVELS, K_NOTES, K_CASES, K_IMPLIED, K_COUNT };
/* Into @n, from the list (NULL: none). */
void crit_read_notes(struct reader *r, const yaml_node_t *list, struct crit_node *n);
/* Into the leaf @n, from v[K_LEVELS] (not NULL) and what belongs to it; checked. */
void crit_read_levels(struct reader *r, struct crit_node *n, const yaml_node_t *self,
                      const yaml_node_t *const *v);

/* ---- criteria_check.c ---- */

/* Whether the corrections call a value of @code doubtful as printed. */
bool crit_suspect(const struct crit_set *s, const char *code, const char *field);
/* The form of a code and its place under @parent (NULL: a part); @alone: the only child. */
void crit_check_code(struct reader *r, const struct crit_node *n, const struct crit_node *parent,
                     bool alone, const yaml_node_t *at);
/* The levels of a leaf: points, star marks, wordings, cases. */
void crit_check_levels(struct reader *r, const struct crit_node *n, const struct level_at *at,
                       const yaml_node_t *self, const yaml_node_t *max);
/* That the children of @n add up to it; @sum is -1 when one of them has no maximum. */
void crit_check_sum(struct reader *r, int max, int sum, const yaml_node_t *at);
/* id, number and date. */
void crit_check_head(struct reader *r, const yaml_node_t *id, const yaml_node_t *in_force);
/* References to criteria, in notes and corrections. */
void crit_check_refs(struct reader *r);
void crit_check_corrections(struct reader *r, const yaml_node_t *list);

#endif
