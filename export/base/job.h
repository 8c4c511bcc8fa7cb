/* SPDX-License-Identifier: MIT */
/* export/base/job.h - one export under way: from which record, how far it is. */
#ifndef EXPORT_BASE_JOB_H
#define EXPORT_BASE_JOB_H

#include "export/base/options.h"
#include "export/base/record.h"

struct job {
    const struct record *r;
    const struct export_options *options;
    bool (*progress)(void *arg, size_t done, size_t total); /* may be NULL */
    void *progress_arg;
    size_t done, total;
    struct facts *facts; /* of r, notices included (documents.c); NULL: not asked for yet */
};

/* One step further; false when the caller wants to stop. */
bool job_step(struct job *j);
/* The fault of a file that was not written whole: DB_REFUSED means that the caller stopped. */
enum db_rc job_failed(enum db_rc rc, const char *path, const char *trouble, struct faults *f);

#endif
