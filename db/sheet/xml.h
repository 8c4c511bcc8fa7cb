/* SPDX-License-Identifier: MIT */
/* db/sheet/xml.h - for the readers of packages only: one part as XML. */
#ifndef DB_SHEET_XML_H
#define DB_SHEET_XML_H

#include "db/sheet/zip.h"

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

#endif
