/* SPDX-License-Identifier: MIT */
/* export/docx/read.h - one part of a Word file, taken apart for filling. */
#ifndef EXPORT_DOCX_READ_H
#define EXPORT_DOCX_READ_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
