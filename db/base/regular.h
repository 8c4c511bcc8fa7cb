/* SPDX-License-Identifier: MIT */
/* db/base/regular.h - the one way to read a file that a user names: nothing that is no regular file
 * is opened for long or waited for (a pipe waits for its other end, a device has no end). */
#ifndef DB_BASE_REGULAR_H
#define DB_BASE_REGULAR_H

#include <errno.h>
#include <stddef.h>
#include <stdio.h>

/* The errno of what is neither a regular file nor a folder (EISDIR): no open(2) gives it. */
enum { NOT_REGULAR = ESPIPE };

/* A descriptor to read @path from; -1 with errno. */
int regular_open(const char *path);
/* The same as a stream. */
FILE *regular_stream(const char *path);
/* The whole of @path, a 0 byte behind it, its length in *@len; the caller frees.  NULL with errno;
 * EFBIG: it has more than @most bytes, whatever fstat says of it (it may be growing). */
char *regular_read(const char *path, size_t most, size_t *len);

#endif
