/* SPDX-License-Identifier: MIT */
/* db/official/part.h - the inside of db/official/official.h: the document as rows, and the words as
 * they are gathered. */
#ifndef DB_OFFICIAL_PART_H
#define DB_OFFICIAL_PART_H

#include "db/base/arena.h"
#include "db/official/official.h"

/* ---- the document, whatever it came as ---- */

/* A row of a table, or a paragraph between tables (one cell).  A table inside a cell comes
 * after what stood before it in that cell. */
struct doc_line {
    bool table;
    size_t n;    /* cells */
    char **cell; /* NFC, "\n" between lines, blanks squeezed, no empty lines; never NULL */
};

struct doc {
    struct arena *arena;
    size_t n, cap;
    struct doc_line *row;
};

/* A document in the making, driven by the readers below. */
struct maker;

/* @data ends in a 0 byte.  False with a fault. */
bool doc_read_html(struct doc *d, const char *data, size_t len, struct faults *f);
bool doc_read_docx(struct doc *d, const char *data, size_t len, struct faults *f);

/* ---- the words ---- */

enum official_kind { WORD_DISQUALIFIER, WORD_NAME, WORD_NOTE, WORD_LEVEL, WORD_KINDS };

struct official_word {
    const char *set;
    enum official_kind kind;
    const char *code, *label; /* "" where there is none */
    size_t seq;               /* among those that are equal in all of the above */
    const char *text;
};

struct official {
    struct arena *arena;
    const char *source;
    size_t n, cap;
    struct official_word *word; /* sorted once it is finished */
};

struct official *official_new(const char *path);
/* Takes copies.  The text is made printable and cut at OFFICIAL_MAX_CELL. */
void official_add(struct official *o, enum official_kind kind, const char *set, const char *code,
                  const char *label, const char *text);
void official_finish(struct official *o); /* sort */

/* ---- matching ---- */

struct reading { /* one official_read */
    const struct doc *doc;
    const struct crit_set *const *set;
    size_t n;
    struct official *o;
    struct official_report *out;
    struct faults *f;
    size_t warned;
};
void official_match(struct reading *r);
/* A warning with its four arguments, within the limit of them. */
void official_warn(struct reading *r, enum fault_id id, const char *set, const char *code,
                   const char *label, const char *stands);

/* A level as the file has it. */
struct printed {
    char which_case;    /* 'a', 'b', or 0 */
    const char *text;   /* without box and stars */
    const char *points; /* as printed; "" where blank */
    int star;
};
/* Pair the levels of @leaf with the @n printed ones; adds their words.  @there: the criterion's
 * own row was found, which is all that a yes or no prints. */
void official_pair(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                   const struct printed *v, size_t n, bool there);

/* ---- one line of a sheet (line.c) ---- */

struct line {
    char *text;         /* first line of the text cell, without box */
    char *rest;         /* the lines below it; "" when there is none */
    const char *points; /* as printed; "" */
    bool box;
};

/* The folded text begins with @prefix and no letter follows. */
bool line_begins(const char *s, const char *prefix);
/* "1.1", "6.1.1" or "8" at the start; *@skip is where the name begins.  "" when there is none. */
void line_code(const char *s, char code[16], size_t *skip);

/* ---- a sheet under way (row.c, sheet.c) ---- */

enum { MAX_LEVELS = 64 }; /* of one criterion in the file; more is no sheet */

struct sheet_reader {
    struct reading *r;
    const struct crit_set *set; /* NULL: outside of a sheet, or in one that nobody asked for */
    bool *done;                 /* by index of r->set */
    bool *seen;                 /* by node: its row was there */
    int node;                   /* the row we are below; -1 */
    char which_case;
    bool lost; /* below a criterion that is not ours: nothing there is our business */
    struct printed level[MAX_LEVELS];
    size_t n_levels;
    const struct crit_entry *heading; /* of the next sheet; NULL: none was seen */
    int last_no;
    size_t outs; /* disqualifiers before the next sheet */
    const char *out[8];
};

/* Take a line in. */
void sheet_line(struct sheet_reader *s, const struct line *l);
/* The criterion in hand is complete. */
void sheet_flush(struct sheet_reader *s);

#endif
