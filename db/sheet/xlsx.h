/* SPDX-License-Identifier: MIT */
/* db/sheet/xlsx.h - for the reader of workbooks only: container, XML, numbers, cells. */
#ifndef DB_SHEET_XLSX_H
#define DB_SHEET_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/sheet/build.h"

/* ---- the container (zip.c) ---- */

struct part {
    char *name;
    uint64_t size;     /* inflated, as the directory says; checked when read */
    uint64_t from, to; /* bytes of the file it takes, its own header included */
    bool read;
};

struct package {
    struct zip *zip;
    size_t n;
    struct part *part; /* in the order of the directory */
    struct faults *f;
};

/* Open a zip of @len bytes and check its directory: names, sizes, places.  @data must stay.
 * False with a fault.  Close in either case. */
bool package_open(struct package *p, const char *data, size_t len, struct faults *f);
void package_close(struct package *p);

/* The index of a part (case does not matter), or -1. */
long package_find(const struct package *p, const char *name);

/* Read part @i whole through @piece, which returns false to stop.  False with a fault when
 * the part is damaged, or silently when @piece stopped it. */
bool package_read(struct package *p, size_t i,
                  bool (*piece)(void *arg, const char *s, size_t n, bool last), void *arg);

/* Read every part that was not, to see that it is sound and declares no DOCTYPE. */
bool package_check_rest(struct package *p);

/* The central directory of a zip (zipdir.c), checked on its own: this is what a zip
 * library does not do.  Fills p->part; false with a fault. */
bool package_directory(struct package *p, const char *data, size_t len);

/* ---- one part as XML (xml.c) ---- */

enum {
    XML_MAX_TEXT = 256 << 10, /* bytes of text kept of one element */
    XML_MAX_SHARED = 1 << 20  /* shared strings */
};

struct xml {
    /* Names come without a prefix ("x:row" as "row"); attributes as they stand. */
    void (*start)(struct xml *x, const char *name, const char **attr);
    void (*end)(struct xml *x, const char *name);
    bool keep; /* gather character data in text */
    char *text;
    size_t len;

    void *parser; /* the rest is its own */
    struct faults *f;
    const char *part;
    size_t cap, fed, seen;
    int depth;
    bool stopped;
};

/* Parse part @i.  False with a fault, or after xml_stop (by a handler that has recorded
 * one).  x->text is freed. */
bool package_parse(struct package *p, size_t i, struct xml *x);
void xml_stop(struct xml *x);
void xml_clear(struct xml *x); /* empties text */
/* The value of an attribute by its exact name, or NULL. */
const char *xml_attr(const char **attr, const char *name);
bool xml_is(const char *name, const char *want);
bool xml_true(const char *value); /* "1" or "true" */
/* Resolve _xHHHH_ escapes in place; returns the new length (0 bytes may be in it). */
size_t xml_unescape(char *s, size_t len);

/* ---- numbers and dates (number.c) ---- */

enum { FORMAT_DATE = 1, FORMAT_TIME = 2 };

/* What a number format shows: FORMAT_ bits, 0 for a plain number. */
unsigned format_kind(const char *code);
unsigned format_kind_builtin(unsigned long id);
const char *format_builtin(unsigned long id); /* its code; "" is General */

enum number { NUMBER_FINE, NUMBER_LONG /* digits were lost */, NUMBER_BAD };
enum { NUMBER_ROOM = 340 };
/* A stored number as a person would type it: at most 15 digits, no exponent. */
enum number number_text(const char *raw, char out[NUMBER_ROOM]);
/* A stored date as YYYY-MM-DD, " HH:MM[:SS]" added or alone.  False if it is none. */
bool date_text(const char *raw, bool from_1904, unsigned kind, char out[32]);
/* The same of a date stored as ISO 8601. */
bool date_text_iso(const char *raw, char out[32]);

/* ---- the workbook (xlsx.c) ---- */

struct shared {        /* a shared string */
    size_t at, len;    /* in the pool */
    const char *clean; /* as build_text made it, where that needed no word; else NULL */
};

struct workbook {
    struct package p;
    struct sheet_build *b;
    bool from_1904;
    enum sheet_formulas formulas;
    unsigned char *kind; /* format_kind of each cell style */
    const char **format; /* and the code, when looks were asked for; else NULL */
    size_t n_kinds;
    char *pool;
    size_t pool_len, pool_cap, n_shared, shared_cap;
    struct shared *shared;
};

/* strings.c: the shared strings in part @i. */
bool read_shared(struct workbook *w, size_t i);
enum { LAST_ROW = 1048576, LAST_COL = 16384 };
/* look.c: all of @s as a number from 1 to @last, or 0. */
long count_of(const char *s, long last);
/* The column (from 1) that "BC12" names, if its row is @row; else 0. */
long column_of(const char *ref, long row);
/* cells.c: the rows of the worksheet in part @i, into w->b. */
bool read_cells(struct workbook *w, size_t i);
/* look.c: the drawings of that worksheet; what <row>, <col> and <mergeCell> hide or join. */
bool read_drawings(struct workbook *w, size_t i);
void look_row(struct workbook *w, long row, const char **attr);
void look_column(struct workbook *w, const char **attr);
void look_merged(struct workbook *w, const char **attr);
/* styles.c: which cell styles show dates. */
bool read_styles(struct workbook *w, size_t i);

#endif
