/* SPDX-License-Identifier: MIT */
/* export/docx/write.h - a Word template made from a text template. */
#ifndef EXPORT_DOCX_WRITE_H
#define EXPORT_DOCX_WRITE_H

#include "export/docx/zip.h"
#include "export/template/doc.h"

/* @d as a Word template, its fields and directives in their places, by the page rules of Nghị
 * định 30/2020: A4, margins, Times New Roman, page numbers at the top but on the first page, the
 * state and check code at the foot of each.  A new page (DOC_BREAK) begins a section whose pages
 * count from 1. */
struct bytes docx_template(const struct doc *d);

#endif
