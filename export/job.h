/* SPDX-License-Identifier: MIT */
/* export/job.h - one export under way: what is to be written, from which record, how far it is.
 * Inside of export/ only. */
#ifndef EXPORT_JOB_H
#define EXPORT_JOB_H

#include "export/doc/facts.h"
#include "export/export.h"
#include "export/record.h"

struct job {
    const struct record *r;
    const struct export_options *options;
    bool (*progress)(void *arg, size_t done, size_t total); /* may be NULL */
    void *progress_arg;
    size_t done, total;
    struct facts *facts; /* of r, notices included (docs_write.c); NULL: not asked for yet */
};

/* One step further; false when the caller wants to stop. */
bool job_step(struct job *j);
/* The fault of a file that was not written whole: DB_REFUSED means that the caller stopped. */
enum db_rc job_failed(enum db_rc rc, const char *path, const char *trouble, struct faults *f);

/* A file to be written: "STEM-NAME-v1.EXT". */
struct output {
    unsigned what; /* the flag that asks for it */
    const char *name, *ext;
    /* Steps that write takes, with @arg as below; none: there is nothing to be written. */
    size_t (*steps)(const struct record *r, size_t arg);
    /* Write to @path and make sure that it is there whole.  DB_REFUSED: stopped. */
    enum db_rc (*write)(struct job *j, const char *path, size_t arg, struct faults *f);
    size_t arg;
};
struct outputs {
    size_t n, cap;
    struct output *v;
};
/* The files that @o asks for, of a session by written opinions or not; free outputs.v. */
struct outputs outputs_of(const struct export_options *o, bool written);

/* ---- the writers ---- */
/* write.c: the workbook of results. */
size_t results_steps(const struct record *r, size_t unused);
enum db_rc results_write(struct job *j, const char *path, size_t unused,
                         struct faults *f) MUST_CHECK;
/* ballots.c: the members' ballots. */
size_t ballots_steps(const struct record *r, size_t unused);
enum db_rc ballots_write(struct job *j, const char *path, size_t unused,
                         struct faults *f) MUST_CHECK;
/* tables_write.c: one table (index in sheet_defs) as CSV, all as JSON. */
size_t table_steps(const struct record *r, size_t sheet);
enum db_rc csv_write(struct job *j, const char *path, size_t sheet, struct faults *f) MUST_CHECK;
enum db_rc json_write(struct job *j, const char *path, size_t unused, struct faults *f) MUST_CHECK;
/* docs_write.c: a document as text (UTF-8) and as a Word file. */
enum { DOCUMENT_MINUTES, DOCUMENT_COMMUNES, DOCUMENT_OWNERS };
size_t document_steps(const struct record *r, size_t which);
enum db_rc document_text(struct job *j, const char *path, size_t which,
                         struct faults *f) MUST_CHECK;
enum db_rc document_word(struct job *j, const char *path, size_t which,
                         struct faults *f) MUST_CHECK;

#endif
