/* SPDX-License-Identifier: MIT */
/* db/official_part.h - the inside of db/official.h: the document as rows, and the words as
 * they are gathered. */
#ifndef DB_OFFICIAL_PART_H
#define DB_OFFICIAL_PART_H

#include "db/arena.h"
#include "db/official.h"

/* ---- the document, whatever it came as ---- */

/* A row of a table, or a paragraph between tables (one cell).  A table inside a cell comes
 * after what stood before it in that cell. */
struct doc_row {
    bool table;
    size_t n;    /* cells */
    char **cell; /* NFC, "\n" between lines, blanks squeezed, no empty lines; never NULL */
};

struct doc {
    struct arena *arena;
    size_t n, cap;
    struct doc_row *row;
};

/* A document in the making, driven by the readers below. */
struct doc_maker;
struct doc_maker *doc_start(struct doc *d, struct faults *f);
void doc_end(struct doc_maker *m); /* the last paragraph too */
/* All of these return false, after one fault, when a limit is passed; then stop. */
bool doc_table(struct doc_maker *m, bool begins);
bool doc_row(struct doc_maker *m, bool begins);
bool doc_cell(struct doc_maker *m, bool begins);
bool doc_text(struct doc_maker *m, const char *s, size_t n); /* UTF-8; may be cut anywhere */
bool doc_line(struct doc_maker *m);                          /* a line or paragraph ends */

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
    char branch;        /* 'a', 'b', or 0 */
    const char *text;   /* without box and stars */
    const char *points; /* as printed; "" where blank */
    int star;
};
/* Pair the levels of @leaf with the @n printed ones; adds their words.  @there: the criterion's
 * own row was found, which is all that a yes or no prints. */
void official_pair(struct reading *r, const struct crit_set *set, const struct crit_node *leaf,
                   const struct printed *v, size_t n, bool there);
/* Whether the set knows that the print has @printed there. */
bool official_known(const struct crit_set *set, const char *code, const char *label,
                    const char *field, const char *printed);

#endif
