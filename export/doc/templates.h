/* SPDX-License-Identifier: MIT */
/* export/doc/templates.h - the help for those who word documents: the templates that ship, and
 * every name they may use. */
#ifndef EXPORT_DOC_TEMPLATES_H
#define EXPORT_DOC_TEMPLATES_H

#include "db/db.h"

/* The documents that people may word themselves: names of the templates that ship ("bien-ban"; NULL
 * behind the last), and the text of one (static; NULL: there is none of that name). */
const char *export_template_name(size_t i);
const char *export_template_text(const char *name);
/* Write one that there is to @path, which must not exist: as text, or for Word. */
enum db_rc export_template(const char *name, bool word, const char *path,
                           struct faults *f) MUST_CHECK;
/* Call @each for every field and list that a template may name, with its present text; what is
 * in the items of a list is @depth deeper, shown by the first of them; of an empty one those that
 * our templates ask for are named. */
enum db_rc export_fields(struct db *db,
                         void (*each)(void *arg, int depth, const char *name, const char *text,
                                      bool list),
                         void *arg, struct faults *f) MUST_CHECK;

#endif
