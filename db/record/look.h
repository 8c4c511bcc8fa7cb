/* SPDX-License-Identifier: MIT */
/* db/record/look.h - what a file is, before SQLite sees it. */
#ifndef DB_RECORD_LOOK_H
#define DB_RECORD_LOOK_H

#include "db/base/fault.h"
#include "db/rc.h"

/* Whether @path looks like one of our files, without opening it as a database. */
bool db_is_session(const char *path);
/* The version of a file that opening to write (DB_OPEN) would bring to today's, so that programs
 * before this one can no longer read it: ask, or say so, before.  0: it stays as it is. */
int db_older(const char *path);

struct bytes;

/* For db/ alone: refuses what is not a session file of ours by its first 100 bytes, its kind, size
 * and file system. */
enum db_rc file_look(const char *path, struct faults *f) MUST_CHECK;
/* The same of a file that was read whole into memory: by its first 100 bytes and its size.  What
 * was read may be another file than the one that was looked at. */
enum db_rc bytes_look(const struct bytes *b, struct faults *f) MUST_CHECK;

#endif
