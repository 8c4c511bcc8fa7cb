/* SPDX-License-Identifier: MIT */
/* db/import/part.h - the inside of db_import: a list under way, its columns, rows and words.
 *
 * A list is read whole (db/sheet/sheet.h), its header row is found and its columns are named, and
 * then every row becomes acts of db/db.h inside one transaction.  The acts refuse for
 * themselves; db->row and db->col tell them which cell they came from.  One fault anywhere
 * and the transaction is rolled back, after all rows have been looked at. */
#ifndef DB_IMPORT_PART_H
#define DB_IMPORT_PART_H

#include "db/base/arena.h"
#include "db/db.h"
#include "db/record/store.h"
#include "db/sheet/sheet.h"

enum {
    LIST_MAX_ROWS = 100000, /* of ballots, and of the lists below them */
    LIST_MAX_COLUMNS = 24
};

/* The columns of each list, as indexes of its table. */
enum {
    MEMBER_NAME,
    MEMBER_NO,
    MEMBER_HONORIFIC,
    MEMBER_TITLE,
    MEMBER_AGENCY,
    MEMBER_ROLE,
    MEMBER_SCORING,
    MEMBER_PRESENT
};
enum {
    PRODUCT_NO,
    PRODUCT_CODE,
    PRODUCT_NAME,
    PRODUCT_OWNER,
    PRODUCT_REPRESENTATIVE,
    PRODUCT_BUSINESS,
    PRODUCT_ADDRESS,
    PRODUCT_PHONE,
    PRODUCT_EMAIL,
    PRODUCT_COMMUNE,
    PRODUCT_DISTRICT,
    PRODUCT_GROUP,
    PRODUCT_SET,
    PRODUCT_KIND,
    PRODUCT_STAR,
    PRODUCT_EXPIRES,
    PRODUCT_GENDER,
    PRODUCT_PEOPLE
};
enum { PANEL_PRODUCT, PANEL_MEMBER, PANEL_STATE, PANEL_REASON };
enum { MARK_PRODUCT, MARK_MEMBER, MARK_CRITERION, MARK_LEVEL, MARK_POINTS, MARK_NOTE };
enum {
    FOUND_PRODUCT,
    FOUND_KIND,
    FOUND_CRITERION,
    FOUND_STAR,
    FOUND_MEMBER,
    FOUND_VERDICT,
    FOUND_VOTES,
    FOUND_REASON,
    FOUND_GROUND
};
/* One row a product with a column for each paper, or (with DOSSIER_ITEM) one row a paper. */
enum {
    DOSSIER_PRODUCT,
    DOSSIER_SAMPLES,
    DOSSIER_NOTE,
    DOSSIER_ITEM,
    DOSSIER_STATE,
    DOSSIER_EXPIRES,
    DOSSIER_EVIDENCE /* of row 1 of Mẫu 02; the other 14 follow */
};
/* The other columns of scores are those of ballots, at the same places. */
enum { SCORE_SOURCE = MARK_MEMBER };

/* Headers are compared by text_key.  @same are as good as @name; @weak ones are believed
 * only where no better header gives the column ("STT" of a ballots list may well number its
 * rows).  Both hold headers as people write them, "|" between. */
struct list_column {
    const char *name; /* canonical, "ten_san_pham" */
    bool required;
    const char *same, *weak;
};
const struct list_column *import_columns(enum list_kind kind, size_t *n);

struct dict; /* text to number, in an arena */

struct import {
    struct db *db;
    enum list_kind kind;
    const char *actor;
    const struct import_options *opt;
    struct import_report *out;
    struct arena *arena; /* strings and tables, until the end of the import */
    struct sheet_rows *sheet;
    const struct list_column *column;
    size_t n_columns;
    int at[LIST_MAX_COLUMNS]; /* cell of each column in a row; -1: the list has none */
    const struct sheet_row *header;
    size_t n; /* rows of data, group rows left out */
    const struct sheet_row **row;
    bool broken;       /* storage failed: go no further */
    struct dict *sets; /* names of criteria sets that were understood before */
};

/* ---- rows and cells ---- */
/* Collect the rows of data; group rows are left out with a warning. */
bool import_rows(struct import *im);
/* The text of a cell with inner blanks squeezed, in the arena; "" when blank or no column. */
const char *import_cell(struct import *im, const struct sheet_row *row, int column);
bool import_has(const struct import *im, int column);
/* From here on faults are about this cell (@column -1: about the row). */
void import_at(struct import *im, const struct sheet_row *row, int column);
/* Refuse every blank cell of a required column; true when there is none. */
bool import_required(struct import *im, const struct sheet_row *row);
/* Take note of what an act returned; true when it was DB_OK. */
bool import_did(struct import *im, enum db_rc rc);
void import_progress(const struct import *im, size_t done);
/* digest.c: of the cells, the numbers and the faults, as struct import_report says. */
void import_digest(const struct import *im, unsigned char out[IMPORT_LOOK]);

/* ---- words and numbers ---- */
struct word {
    const char *keys; /* as text_key gives them, "|" between; NULL ends a table */
    int value;
};
/* The value of the word in @cell, -1 when it is none of them. */
int import_word(const struct word *table, const char *cell);
/* A whole number from 0 to @max, digits only; -1 when it is not. */
long import_number(const char *s, long max);
/* The stt in a cell, "7" or "7."; -1 when it is not from 1 to MAX_NUMBER. */
int import_no(const char *s);
/* 0 .. 5 from "3", "3 sao" or "★★★"; -1 when it is not. */
int import_star(const char *s);
/* YYYY-MM-DD from itself or from day/month/year; false when there is no such day. */
bool import_date(const char *s, char out[11]);
/* The code of a criterion as its set has it: "1,1" and "1.1." are "1.1".  In the arena. */
const char *import_code(struct import *im, const char *s);
/* Decimal text of @v in the arena. */
const char *import_text(struct import *im, long v);

/* ---- looking up ---- */
struct dict *dict_new(struct arena *a);
/* The number of @key, 0 when it is new; the pointer is good until the next call. */
size_t *dict_slot(struct dict *d, const char *key);
/* The number of @key, 0 when it is not there. */
size_t dict_get(const struct dict *d, const char *key);
/* text_match in the arena: names that match are equal strings. */
const char *import_match(struct import *im, const char *s);

/* What rows of the lists after products refer to. */
struct roll {
    struct products products;
    struct members members;
    struct dict *code, *name; /* index + 1 */
    struct dict *product_no, *member_no;
    struct dict *product_as, *member_as; /* cells as written that were understood before */
};
bool roll_load(struct import *im, struct roll *r);
void roll_free(struct roll *r);
/* By code or stt, and by name or stt.  NULL after recording a fault at the cell. */
const struct product *roll_product(struct import *im, const struct roll *r,
                                   const struct sheet_row *row, int column);
const struct member *roll_member(struct import *im, const struct roll *r,
                                 const struct sheet_row *row, int column);
/* "3 (Mắm cá)" for messages. */
const char *found_product_label(struct import *im, const struct product *p);

/* Writing rows whose stt may change hands (two products that swap places): an stt is taken
 * only after whoever holds it has moved, by way of a spare one where they go in a circle. */
struct mover {
    struct import *im;
    size_t n;
    int *from, *to;    /* stt now (0: a new one), and as the list wants it */
    bool *write;       /* rows to write; the others stay as they are */
    struct dict *held; /* stt: index of the row + 1, or SIZE_MAX for one not in the list */
    bool (*put)(void *arg, size_t i, int no);
    void *arg;
    unsigned char *state; /* set up by mover_run */
};
/* All zeroes for the rows of the list, to be filled in; @put writes row @i under @no, false:
 * refused. */
struct mover mover_new(struct import *im, bool (*put)(void *arg, size_t i, int no), void *arg);
void mover_run(struct mover *m);

/* ---- the lists ---- */
void import_members(struct import *im);
void import_products(struct import *im);
void import_panel(struct import *im);
void import_ballots(struct import *im);
void import_findings(struct import *im);
void import_dossier(struct import *im);
void import_scores(struct import *im);

/* The leaves of a criteria set, in the law's order. */
struct leaves {
    const struct crit_set *set;
    size_t n;
    const struct crit_node **v;
    struct dict *by_code; /* index + 1 */
};
/* The leaves of the sets that the rows of a list need. */
struct sheets {
    struct dict *sets; /* set id: index in leaves + 1 */
    struct leaves **leaves;
    size_t n, cap;
    bool *refused; /* by product: its set was found wanting, told once */
};
void sheets_init(struct import *im, struct sheets *s, const struct roll *r);
/* Those of @p, the product in the cell MARK_PRODUCT of @row; NULL after a fault. */
const struct leaves *sheets_leaves(struct import *im, struct sheets *s, const struct roll *r,
                                   const struct sheet_row *row, const struct product *p);
/* The index in v of the criterion in the cell; "1,1" and "1.1." are "1.1" as people type it.
 * False after a fault. */
bool leaves_find(struct import *im, const struct sheet_row *row, const struct leaves *leaves,
                 size_t *at);
/* The level a ballot row means, "2", "a1" or "0", in @label; false after a fault. */
bool import_level(struct import *im, const struct sheet_row *row, const struct crit_node *leaf,
                  char label[8]);

#endif
