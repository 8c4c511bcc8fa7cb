/* SPDX-License-Identifier: MIT */
/* export/doc/documents.h - documents as files of their own: text (UTF-8) and Word. */
#ifndef EXPORT_DOC_DOCUMENTS_H
#define EXPORT_DOC_DOCUMENTS_H

#include "export/base/job.h"

enum {
    DOCUMENT_MINUTES,
    DOCUMENT_COMMUNES,
    DOCUMENT_OWNERS,
    DOCUMENT_WORD = 8 /* flag: else text */
};
/* Steps that it takes; none: there is nothing to be written. */
size_t document_steps(const struct record *r, size_t what);
enum db_rc document_write(struct job *j, const char *path, size_t what,
                          struct faults *f) MUST_CHECK;

#endif
