/* SPDX-License-Identifier: MIT */
/* db/record/hot.h - the rollback journal that a power cut leaves beside a file, played into bytes
 * in memory, so that it can be judged before SQLite plays it into the file.  The format is SQLite's
 * (its page "Database File Format", The Rollback Journal). */
#ifndef DB_RECORD_HOT_H
#define DB_RECORD_HOT_H

#include <stdbool.h>
#include <stddef.h>

/* A file in memory: @n bytes at @v, malloc'd. */
struct bytes {
    unsigned char *v;
    size_t n;
};

/* Play @journal into @file, as SQLite would.  False, and @file is as it may be, when the journal
 * cannot be this file's: another page size, a name of a super-journal, a first page whose change
 * counter is neither the file's nor one less. */
bool hot_play(const struct bytes *journal, struct bytes *file);

#endif
