/* SPDX-License-Identifier: MIT */
/* export/docx/part.h - between the docx_*.c files. */
#ifndef EXPORT_DOCX_PART_H
#define EXPORT_DOCX_PART_H

#include "export/docx/docx.h"

/* ---- bytes that grow (zip.c) ---- */

struct buf {
    char *s; /* a NUL follows the last; NULL while empty */
    size_t n, cap;
};
void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* As the text of an element: NFC, escaped, without what XML cannot hold. */
void buf_text(struct buf *b, const char *s);

/* ---- the container (zip.c) ---- */

struct docx_file {
    const char *name;
    const char *data;
    size_t len;
};
/* A zip of @file in this order, with one fixed time for all; data NULL: no memory. */
struct bytes docx_zip(const struct docx_file *file, size_t n);

/* ---- one part to be filled (read.c) ---- */

struct docx_text { /* a <w:t> element */
    size_t from, to;
    char *text; /* NULL until it has ended */
};
struct docx_piece { /* a stretch of the part's bytes */
    size_t from, to;
    size_t first, n; /* of its texts, which the filled text goes to; n 0: bytes as they are */
    char *text;      /* as template_run gets it: texts with DOCX_SEAM between them */
    long paragraph;  /* where it stands: number from 1 */
};
enum { DOCX_SEAM = '\1' };
struct docx_read {
    struct docx_piece *piece;
    size_t n, cap;
    struct docx_text *text;
    size_t n_texts, cap_texts;
    bool fields; /* whether there is a field or directive at all */
};
enum docx_trouble { DOCX_FINE, DOCX_BROKEN, DOCX_DOCTYPE };
enum docx_trouble docx_read(const char *xml, size_t len, struct docx_read *out);
void docx_read_free(struct docx_read *r);

/* Mend what filling may have emptied (mend.c): a cell or a header must end with a paragraph,
 * a table needs a row.  DOCX_BROKEN: @b is not well-formed. */
enum docx_trouble docx_mend(struct buf *b);

#endif
