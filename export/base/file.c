/* SPDX-License-Identifier: MIT */
/* export/base/file.c - names, temporary files, and the papers under their names. */
#include "export/base/file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/base/text.h"

/* ---- names --------------------------------------------------------------------------------- */

char *file_folder(const char *path)
{
    return batch_folder(path);
}

static bool plain_char(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '-' || c == '_';
}

char *file_stem(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    char *stem = dot && dot > name ? xstrndup(name, (size_t)(dot - name)) : xstrdup(name);
    size_t n = 0;
    while (plain_char(stem[n]))
        n++;
    if (stem[n]) { /* not plain: without accents, and what is left becomes dashes */
        char *fold = text_fold(stem);
        if (fold) {
            free(stem);
            stem = fold;
        }
    }
    size_t to = 0;
    for (size_t i = 0; stem[i]; i++)
        if (plain_char(stem[i]))
            stem[to++] = stem[i];
        else if (to && stem[to - 1] != '-')
            stem[to++] = '-';
    stem[to] = 0;
    if (!to || stem[0] == '.') {
        free(stem);
        return xstrdup("phien");
    }
    return stem;
}

/* ---- failures ------------------------------------------------------------------------------ */

#define WAITING ".tmp-" /* a temporary file is "DIR/.NAME.tmp-PROCESS" */

void file_failed(struct faults *f, enum fault_id id, const char *path, const char *why)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *end = strstr(name, WAITING);
    char *shown = *name == '.' && end ? xasprintf("%.*s%.*s", (int)(name - path), path,
                                                  (int)(end - name - 1), name + 1)
                                      : xstrdup(path);
    fault_add(f, id, shown, why, NULL);
    free(shown);
}

static enum db_rc fail(struct faults *f, const char *path, int e)
{
    file_failed(f, F_EXPORT_WRITE, path, reason_text(e));
    return DB_FAULT;
}

/* ---- the temporary file --------------------------------------------------------------------- */

char *file_temp(const char *dir, const char *name, struct faults *f)
{
    char *temp = xasprintf("%s/.%s" WAITING "%ld", dir, name, (long)getpid());
    unlink(temp); /* of a process of the same number that died */
    temp_begin(temp);
    int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        int e = errno;
        fail(f, dir, e);
        temp_end(temp);
        free(temp);
        errno = e;
        return NULL;
    }
    close(fd);
    return temp;
}

void file_drop(char *temp)
{
    if (temp) {
        unlink(temp);
        temp_end(temp);
    }
    free(temp);
}

/* ---- into place ------------------------------------------------------------------------------ */

/* What stands now, of a file that could not be put back. */
static void say_stuck(const struct batch_file *w, struct faults *f)
{
    if (w->stuck && w->kept)
        fault_add(f, F_EXPORT_STUCK_OLD, w->to, reason_text(w->stuck), w->aside, NULL);
    else if (w->stuck)
        fault_add(f, F_EXPORT_STUCK_NEW, w->to, reason_text(w->stuck), NULL);
}

static void tell(struct export_files *out, const char *path)
{
    out->path = xrealloc(out->path, (out->n + 1) * sizeof *out->path);
    out->path[out->n++] = xstrdup(path);
}

enum db_rc file_publish(struct batch *b, struct export_files *out, struct faults *f)
{
    int e = batch_publish(b);
    if (e == EEXIST)
        fault_add(f, F_EXPORT_NAMES, b->failed, NULL);
    else if (e)
        file_failed(f, b->stuck ? F_EXPORT_HALF : F_EXPORT_WRITE, b->failed, reason_text(e));
    for (size_t i = 0; i < b->n; i++)
        if (!e)
            tell(out, b->v[i].to);
        else
            say_stuck(&b->v[i], f);
    return e ? DB_FAULT : DB_OK;
}
