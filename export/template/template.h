/* SPDX-License-Identifier: MIT */
/* export/template/template.h - a document that a province may word itself: paragraphs with named
 * fields, filled from the facts of a session (export/template/facts.h).
 *
 *   Căn cứ {{can_cu}};                a field; a dotted blank when it is empty
 *   {{chuc_vu?}}                      the same; nothing when it is empty
 *   {{@lap thanh_vien}} ... {{@het}}  the paragraphs between, once for each item of a list
 *   {{@neu ten}} ... {{@khac}} ... {{@het}}   where a field is not empty, or a list has items
 *
 * A list whose paragraphs end with a semicolon ends with a full stop.
 * A directive is a paragraph of its own.  The same interpreter serves text files, whose lines are
 * paragraphs, and Word files, whose paragraphs and table rows are: what a paragraph looks like is
 * the business of its source. */
#ifndef EXPORT_TEMPLATE_TEMPLATE_H
#define EXPORT_TEMPLATE_TEMPLATE_H

#include "db/base/arena.h"
#include "db/base/fault.h"
#include "export/template/facts.h"

struct template_part {
    const char *text; /* with fields */
    long line;        /* of the source, from 1; for faults */
    const void *look; /* the source's own: handed on untouched */
};

/* What a part is to the interpreter. */
enum template_kind {
    TEMPLATE_TEXT,
    TEMPLATE_EACH, /* @lap */
    TEMPLATE_WHEN, /* @neu */
    TEMPLATE_ELSE, /* @khac */
    TEMPLATE_END   /* @het */
};
enum template_kind template_kind(const char *text);

/* Run the @n parts over @facts: @emit is called for each paragraph that results, its fields
 * filled; the text is good during the call only.
 *
 * False, with all faults in @f at their lines (AT_TEXT), when the template names what there is
 * not, or a directive is not closed.  Nothing is emitted then. */
bool template_run(const struct template_part *part, size_t n, const struct facts *facts,
                  void (*emit)(void *arg, const char *text, const void *look), void *arg,
                  struct faults *f);

#endif
