/* SPDX-License-Identifier: MIT */
/* export/base/job.c - how an export goes on, and how it fails. */
#include "export/base/job.h"

#include "export/base/file.h"

bool job_step(struct job *j)
{
    if (j->done < j->total)
        j->done++;
    return !j->progress || j->progress(j->progress_arg, j->done, j->total);
}

enum db_rc job_failed(enum db_rc rc, const char *path, const char *trouble, struct faults *f)
{
    if (rc == DB_REFUSED) {
        fault_add(f, F_EXPORT_CANCELLED, NULL);
        return DB_REFUSED;
    }
    if (trouble)
        file_failed(f, F_EXPORT_WRITE, path, trouble);
    else
        fault_add(f, F_EXPORT_READ, NULL);
    return DB_FAULT;
}
