/* SPDX-License-Identifier: MIT */
/* db/record/copy.h - a session file as a copy in memory: one state of it, read in milliseconds, so
 * that whoever looks, checks or prints holds no lock while he does.  Not for other layers. */
#ifndef DB_RECORD_COPY_H
#define DB_RECORD_COPY_H

#include <sqlite3.h>
#include <stdint.h>

#include "db/base/fault.h"
#include "db/rc.h"
#include "db/record/hot.h"

struct copy {
    sqlite3 *h; /* reads the bytes; nothing can be written */
    struct bytes bytes;
    bool played; /* a journal that a power cut left was played into the copy, not into the file */
};

/* Read the file at @path, which is on the disk as a session of ours.  A writer is waited for.  The
 * file and its journal stay as they are.  A journal that cannot be this file's is refused with its
 * name; what the copy holds is not judged here. */
enum db_rc copy_read(const char *path, struct copy *out, struct faults *f) MUST_CHECK;
/* The same of @n bytes that are in memory already; they are copied. */
enum db_rc copy_bytes(const void *bytes, size_t n, struct copy *out, struct faults *f) MUST_CHECK;
/* The same of a connection that is open, as it stands now, or as its transaction reads it. */
enum db_rc copy_live(sqlite3 *h, struct copy *out, struct faults *f) MUST_CHECK;
/* The same, and what is in the copy may change; @out->bytes stays empty. */
enum db_rc copy_scratch(sqlite3 *h, struct copy *out, struct faults *f) MUST_CHECK;
/* Bytes of a connection's file; 0: it has none, or is in memory. */
int64_t copy_size(sqlite3 *h);
void copy_free(struct copy *c); /* one that was zeroed or read */

#endif
