/* SPDX-License-Identifier: MIT */
/* export/template/doc.h - documents from templates: a text template (export/templates/, or a
 * province's own) run over the facts of a session, as plain text, over the columns of a sheet
 * (export/sheet/minutes.h) or for Word (export/docx/).
 *
 * How a line begins says what it looks like; export/templates/bien-ban.txt explains it. */
#ifndef EXPORT_TEMPLATE_DOC_H
#define EXPORT_TEMPLATE_DOC_H

#include <stdio.h>

#include "db/base/arena.h"
#include "export/template/template.h"

enum doc_look {
    DOC_TEXT,
    DOC_BOLD,          /* "! " */
    DOC_TITLE,         /* "= " */
    DOC_CENTER_BOLD,   /* "== " */
    DOC_CENTER,        /* "> " */
    DOC_CENTER_ITALIC, /* "/ " */
    DOC_PAIR,          /* "|| a | b": two columns */
    DOC_PAIR_BOLD,     /* "||! " */
    DOC_PAIR_ITALIC,   /* "||/ " */
    DOC_ROW,           /* "| a | b | c": a row of a table */
    DOC_ROW_HEAD,      /* "|! " */
    DOC_SPACE,         /* "~": room to sign in; what stands around it is one signature block */
    DOC_BREAK,         /* "=====": a new page */
    DOC_BLANK
};

/* A template that was read: parts for template_run, whose look points to an enum doc_look. */
struct doc {
    size_t n;
    struct template_part *part;
    struct arena *mem; /* owns all of it */
};

/* A template that is built in: "bien-ban", "bao-cao-y-kien", "thong-bao-xa" ... */
void doc_builtin(struct doc *d, const char *name);
/* From a text of the user's; false after recording a fault. */
bool doc_parse(struct doc *d, const char *text, struct faults *f);

/* Cells of a DOC_PAIR or DOC_ROW, trimmed, at most @max; the text is copied into @a. */
size_t doc_cells(struct arena *a, const char *text, const char **out, size_t max);

/* As plain text (UTF-8, lines of at most 78 columns, tables as rows).  False after recording
 * faults of the template. */
bool doc_plain(const struct doc *d, const struct facts *facts, FILE *out, struct faults *f);

#endif
