/* SPDX-License-Identifier: MIT */
/* export/docx/fill.h - documents for Word: a template made from a text template, and any template,
 * ours or one that a province has changed in Word or LibreOffice, filled with facts.
 *
 * A .docx is a zip of XML.  Paragraphs and rows of tables of the text, of headers and of footers
 * take fields and directives as export/template/template.h has them: a directive is a paragraph of
 * its own, or a row of which nothing but its first cell is filled.  A field may be of any look, and
 * may be torn over several runs, as Word likes to do: its value takes the look of its first
 * character. What holds no field comes out byte for byte as it went in. */
#ifndef EXPORT_DOCX_FILL_H
#define EXPORT_DOCX_FILL_H

#include "db/base/fault.h"
#include "export/docx/zip.h"
#include "export/template/facts.h"

/* Fill the template @data of @len bytes: equal facts give equal bytes.  False after recording all
 * faults (those of the template at their paragraphs): nothing is made then.  What is no sound .docx
 * is refused, and so is what would not be one once it is filled. */
bool docx_fill(const char *data, size_t len, const struct facts *facts, struct bytes *out,
               struct faults *f);

#endif
