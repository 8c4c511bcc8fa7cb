/* SPDX-License-Identifier: MIT */
/* export/table/files.h - the tables as files of their own, for other programs. */
#ifndef EXPORT_TABLE_FILES_H
#define EXPORT_TABLE_FILES_H

#include "export/base/job.h"

/* One table (an enum table_id) as CSV, all of them as JSON. */
enum db_rc csv_write(struct job *j, const char *path, size_t id, struct faults *f) MUST_CHECK;
enum db_rc json_write(struct job *j, const char *path, size_t unused, struct faults *f) MUST_CHECK;

#endif
