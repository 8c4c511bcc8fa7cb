/* SPDX-License-Identifier: MIT */
/* export/docx/docx.h - documents for Word: a template made from a text template, and any template,
 * ours or one that a province has changed in Word or LibreOffice, filled with facts.
 *
 * A .docx is a zip of XML.  Paragraphs and rows of tables of the text, of headers and of footers
 * take fields and directives as export/doc/template.h has them: a directive is a paragraph of its
 * own, or a row of which nothing but its first cell is filled.  A field may be of any look, and may
 * be torn over several runs, as Word likes to do: its value takes the look of its first character.
 * What holds no field comes out byte for byte as it went in. */
#ifndef EXPORT_DOCX_DOCX_H
#define EXPORT_DOCX_DOCX_H

#include "export/doc/doc.h"

struct bytes { /* in memory; free data */
    char *data;
    size_t len;
};

/* @d as a Word template, its fields and directives in their places, by the page rules of Nghị
 * định 30/2020: A4, margins, Times New Roman, page numbers at the top but on the first page, the
 * state and check code at the foot of each.  A new page (DOC_BREAK) begins a section whose pages
 * count from 1. */
struct bytes docx_template(const struct doc *d);

/* Fill the template @data of @len bytes: equal facts give equal bytes.  False after recording all
 * faults (those of the template at their paragraphs): nothing is made then.  What is no sound .docx
 * is refused, and so is what would not be one once it is filled. */
bool docx_fill(const char *data, size_t len, const struct facts *facts, struct bytes *out,
               struct faults *f);

#endif
