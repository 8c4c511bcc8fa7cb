/* SPDX-License-Identifier: MIT */
/* export/docx/zip.h - bytes that grow, and parts put into a zip. */
#ifndef EXPORT_DOCX_ZIP_H
#define EXPORT_DOCX_ZIP_H

#include <stdbool.h>
#include <stddef.h>

struct bytes { /* in memory; free data */
    char *data;
    size_t len;
};

struct buf {
    char *s; /* a NUL follows the last; NULL while empty */
    size_t n, cap;
};
void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
/* As the text of an element: NFC, escaped, without what XML cannot hold. */
void buf_text(struct buf *b, const char *s);

struct docx_file {
    const char *name;
    const char *data;
    size_t len;
};
/* A zip of @file in this order, with one fixed time for all; data NULL: no memory. */
struct bytes docx_zip(const struct docx_file *file, size_t n);

#endif
