/* SPDX-License-Identifier: MIT */
/* export/base/file.h - putting a finished file in its place, whole and on the disk. */
#ifndef EXPORT_BASE_FILE_H
#define EXPORT_BASE_FILE_H

#include "db/db.h"

/* "tài liệu Đợt 2.ocop" -> "tai-lieu-dot-2": letters, digits, dot, dash and underline only.
 * The caller frees. */
char *file_stem(const char *path);
char *file_folder(const char *path); /* the folder of @path, "." for none; the caller frees */

/* An empty file in @dir to be filled and published; NULL after recording why not. */
char *file_temp(const char *dir, const char *name, struct faults *f);
void file_drop(char *temp); /* remove and free it; NULL is fine */

/* Record that @path failed, by the name that people know: of a temporary file the one it would have
 * had, but for the words that tell drafts and versions apart.  @why may be NULL. */
void file_failed(struct faults *f, enum fault_id id, const char *path, const char *why);

/* Move the finished @temp to @dir/@name, replacing what is there.  Frees @temp and leaves
 * nothing of it behind in any case.  @path is where it went; the caller frees. */
enum db_rc file_replace(char *temp, const char *dir, const char *name, char **path,
                        struct faults *f) MUST_CHECK;
/* The same for what must never replace another: @dir/@stem.@ext, unless that is there with other
 * bytes; then @stem-2.@ext and so on.  One with the same bytes is kept and named. */
enum db_rc file_add(char *temp, const char *dir, const char *stem, const char *ext, char **path,
                    struct faults *f) MUST_CHECK;

#endif
