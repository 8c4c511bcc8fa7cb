/* SPDX-License-Identifier: MIT */
/* db/sheet/text.h - for the reader of text tables only. */
#ifndef DB_SHEET_TEXT_H
#define DB_SHEET_TEXT_H

#include "db/base/fault.h"

/* @len bytes of a file as valid UTF-8 without a mark, controls still in it but no 0 byte
 * except the one after its end: as its byte order mark says, else as @encoding says (NULL:
 * UTF-8).  NULL with a fault.  The caller frees. */
char *sheet_text_utf8(const char *data, size_t len, const char *encoding, size_t *out_len,
                      struct faults *f);

/* What separates the cells of the text: ',' ';' or a tab.  *@skip is the length of a line
 * "sep=;" at its start, which names it; else 0. */
char sheet_text_delimiter(const char *s, size_t len, size_t *skip);

#endif
