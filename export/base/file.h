/* SPDX-License-Identifier: MIT */
/* export/base/file.h - putting a finished file in its place, whole and on the disk. */
#ifndef EXPORT_BASE_FILE_H
#define EXPORT_BASE_FILE_H

#include "db/base/batch.h"
#include "db/db.h"
#include "export/base/options.h"

/* "tài liệu Đợt 2.ocop" -> "tai-lieu-dot-2": letters, digits, dot, dash and underline only.
 * The caller frees. */
char *file_stem(const char *path);
char *file_folder(const char *path); /* the folder of @path, "." for none; the caller frees */

/* An empty file in @dir to be filled and published; NULL, with errno, after recording why not. */
char *file_temp(const char *dir, const char *name, struct faults *f);
void file_drop(char *temp); /* remove and free it; NULL is fine */

/* Record that @path failed, by the name that people know: of a temporary file the one it would have
 * had, but for the words that tell drafts and versions apart.  @why may be NULL. */
void file_failed(struct faults *f, enum fault_id id, const char *path, const char *why);

/* Give the papers of @b their names: all of them, told in @out, or none; the sentence says what
 * stands.  DB_FAULT: none. */
enum db_rc file_publish(struct batch *b, struct export_files *out, struct faults *f) MUST_CHECK;

#endif
