/* SPDX-License-Identifier: MIT */
/* export/template/facts.h - what the record says, by name, for the documents that people word
 * themselves: fields ("tinh": "Cà Mau") and lists of such ("thanh_vien_co_mat").  A template names
 * them; it holds no rule and no number of its own. */
#ifndef EXPORT_TEMPLATE_FACTS_H
#define EXPORT_TEMPLATE_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "db/base/arena.h"

struct facts; /* names and values of one scope; in an arena */

/* A scope; names that it lacks are looked for in @outer (NULL: none). */
struct facts *facts_new(struct arena *a, const struct facts *outer);
/* A field.  The text is copied; NULL is "". */
void facts_set(struct facts *f, const char *name, const char *text);
void facts_take(struct facts *f, const char *name, char *text); /* and free it */
void facts_format(struct facts *f, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void facts_number(struct facts *f, const char *name, long n);
/* The next item of the list @name, which it begins when there is none: a scope within @f. */
struct facts *facts_add(struct facts *f, const char *name);
/* An empty list, so that the name is known. */
void facts_list(struct facts *f, const char *name);

/* The field's text; NULL when no scope has it. */
const char *facts_get(const struct facts *f, const char *name);
/* The list's items; false when no scope has such a list. */
bool facts_items(const struct facts *f, const char *name, struct facts *const **items, size_t *n);
/* Call @each for every name of this scope, in the order made; lists with their items' names too,
 * @depth deeper: the help for those who write a template. */
void facts_walk(const struct facts *f, int depth,
                void (*each)(void *arg, int depth, const char *name, const char *text, bool list),
                void *arg);

#endif
