/* SPDX-License-Identifier: MIT */
/* db/base/batch.h - finished files of one folder that are given their names together: all of them,
 * and on the disk, or none.
 *
 * Each file was written whole beside its place, under a name nobody looks at.  All are flushed
 * first; what stands in a place is kept aside until the last has its name and the folder is
 * flushed; on any failure it is put back and nothing new is left. */
#ifndef DB_BASE_BATCH_H
#define DB_BASE_BATCH_H

#include <stdbool.h>
#include <stddef.h>

enum batch_how {
    BATCH_OVER, /* replaces what is there, but for a folder */
    BATCH_NEW,  /* nothing may be there: EEXIST */
    /* Never replaces: STEM.EXT, unless that is there with other bytes; then STEM-2.EXT and so on up
     * to BATCH_COPIES, EEXIST behind them.  One with the same bytes is kept and named. */
    BATCH_NEXT
};
enum { BATCH_COPIES = 99 };

struct batch_file {
    enum batch_how how;
    char *temp, *to;  /* @to of BATCH_NEXT is settled by batch_publish */
    char *stem, *ext; /* of BATCH_NEXT */
    char *aside;      /* what stood there is kept under this name meanwhile */
    bool kept;        /* it is */
    bool away;        /* ... and no longer stands in its place */
    bool there;       /* the new one stands in its place */
    int stuck;        /* the errno that kept it from being put back; 0: as it was before */
};
struct batch {
    char *dir;
    size_t n, cap;
    struct batch_file *v;
    const char *failed; /* what the error of batch_publish was about */
    size_t stuck;       /* how many files are not as they were; see batch_file.stuck */
};

/* Add the finished file @temp, which the batch removes in the end, to be named @to.  Both are the
 * batch's from here on.  BATCH_NEXT: @to.@ext, and so on. */
void batch_add(struct batch *b, enum batch_how how, char *temp, char *to, const char *ext);
/* Give all their names.  0, or the errno of what failed, about b->failed; all is then as it was,
 * but for b->stuck files.  Allocates nothing. */
int batch_publish(struct batch *b);
/* Remove what has not got its name, free all. */
void batch_free(struct batch *b);

char *batch_folder(const char *path); /* the folder of @path, "." for none; the caller frees */
/* Flush a file, or the entries of a folder: 0 or an errno.  Some file systems cannot flush a
 * folder; that is none. */
int batch_sync(const char *path);
int batch_sync_folder(const char *dir);

#endif
