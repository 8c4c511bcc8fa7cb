/* SPDX-License-Identifier: MIT */
/* export/base/file.c - temporary file, fsync, rename, fsync of the folder. */
#include "export/base/file.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/base/regular.h"
#include "db/base/mem.h"
#include "db/base/text.h"

enum { MOST_COPIES = 99 };

/* ---- names --------------------------------------------------------------------------------- */

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
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
        fail(f, dir, errno);
        temp_end(temp);
        free(temp);
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

static int sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int e = fsync(fd) == 0 ? 0 : errno;
    close(fd);
    return e;
}

/* Some file systems cannot sync a folder; the file itself is on the disk then. */
static int sync_folder(const char *dir)
{
    int e = sync_path(dir, O_RDONLY | O_DIRECTORY);
    return e == EINVAL || e == ENOTSUP || e == EACCES ? 0 : e;
}

/* ---- into place ------------------------------------------------------------------------------ */

enum db_rc file_replace(char *temp, const char *dir, const char *name, char **path,
                        struct faults *f)
{
    char *to = xasprintf("%s/%s", dir, name);
    int e = sync_path(temp, O_RDONLY);
    if (!e && rename(temp, to) != 0)
        e = errno;
    if (!e)
        e = sync_folder(dir);
    enum db_rc rc = e ? fail(f, to, e) : DB_OK;
    file_drop(temp);
    if (rc != DB_OK) {
        free(to);
        to = NULL;
    }
    *path = to;
    return rc;
}

static bool same_bytes(const char *a, const char *b)
{
    FILE *x = regular_stream(a), *y = regular_stream(b);
    bool same = x && y;
    while (same) {
        char p[8192], q[8192];
        size_t n = fread(p, 1, sizeof p, x), m = fread(q, 1, sizeof q, y);
        same = n == m && memcmp(p, q, n) == 0 && !ferror(x) && !ferror(y);
        if (n == 0)
            break;
    }
    if (x)
        fclose(x);
    if (y)
        fclose(y);
    return same;
}

/* Give @temp the name @to unless it is taken: EEXIST.  Where there are no hard links (memory
 * sticks) a rename has to do. */
static int take_name(const char *temp, const char *to)
{
    if (link(temp, to) == 0)
        return 0;
    if (errno == EEXIST)
        return EEXIST;
    struct stat st;
    if (lstat(to, &st) == 0)
        return EEXIST;
    return rename(temp, to) == 0 ? 0 : errno;
}

enum db_rc file_add(char *temp, const char *dir, const char *stem, const char *ext, char **path,
                    struct faults *f)
{
    int synced = sync_path(temp, O_RDONLY), e = synced ? synced : EEXIST;
    char *to = NULL;
    for (int i = 1; !synced && e == EEXIST && i <= MOST_COPIES; i++) {
        free(to);
        to = i == 1 ? xasprintf("%s/%s.%s", dir, stem, ext)
                    : xasprintf("%s/%s-%d.%s", dir, stem, i, ext);
        e = take_name(temp, to);
        if (e == EEXIST && same_bytes(temp, to))
            e = 0;
    }
    if (!e)
        e = sync_folder(dir);
    enum db_rc rc = DB_OK;
    if (e == EEXIST) {
        fault_add(f, F_EXPORT_NAMES, stem, NULL);
        rc = DB_FAULT;
    } else if (e) {
        rc = fail(f, to ? to : dir, e);
    }
    file_drop(temp);
    if (rc != DB_OK) {
        free(to);
        to = NULL;
    }
    *path = to;
    return rc;
}
