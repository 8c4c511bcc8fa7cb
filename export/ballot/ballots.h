/* SPDX-License-Identifier: MIT */
/* export/ballot/ballots.h - the workbook of the members' ballots, filled, as one of the outputs of
 * an export. */
#ifndef EXPORT_BALLOT_BALLOTS_H
#define EXPORT_BALLOT_BALLOTS_H

#include "export/base/job.h"

/* "3. Trần Văn Nghĩa" as a sheet can be named: at most 31 units of UTF-16, nothing of []:*?/\,
 * no apostrophe at an end.  Unlike for unlike @no.  The caller frees. */
char *ballot_sheet_name(int no, const char *name);

size_t ballots_steps(const struct record *r, size_t unused);
enum db_rc ballots_write(struct job *j, const char *path, size_t unused,
                         struct faults *f) MUST_CHECK;

#endif
