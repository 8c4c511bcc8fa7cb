/* SPDX-License-Identifier: MIT */
/* db/base/batch.c - flush, keep aside, rename, flush the folder; or all of it back. */
#include "db/base/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/regular.h"

/* ---- on the disk ---- */

char *batch_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
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

int batch_sync(const char *path)
{
    return sync_path(path, O_RDONLY);
}

int batch_sync_folder(const char *dir)
{
    int e = sync_path(dir, O_RDONLY | O_DIRECTORY);
    return e == EINVAL || e == ENOTSUP || e == EACCES ? 0 : e;
}

/* ---- the files ---- */

/* "DIR/.NAME.old-PROCESS" */
static char *aside_of(const char *to)
{
    const char *slash = strrchr(to, '/'), *name = slash ? slash + 1 : to;
    return xasprintf("%.*s.%s.old-%ld", (int)(name - to), to, name, (long)getpid());
}

void batch_add(struct batch *b, enum batch_how how, char *temp, char *to, const char *ext)
{
    struct batch_file w = {.how = how, .temp = temp, .to = to};
    if (!b->dir)
        b->dir = batch_folder(to);
    if (how == BATCH_NEXT) {
        w.stem = to;
        w.ext = xstrdup(ext);
        w.to = xasprintf("%s-%d.%s", to, BATCH_COPIES, ext); /* room for every one before it */
    }
    w.aside = aside_of(w.to);
    b->v = mem_grow(b->v, b->n, &b->cap, sizeof *b->v);
    b->v[b->n++] = w;
}

void batch_free(struct batch *b)
{
    for (size_t i = 0; i < b->n; i++) {
        struct batch_file *w = &b->v[i];
        unlink(w->temp);
        temp_end(w->temp);
        free(w->temp);
        free(w->to);
        free(w->stem);
        free(w->ext);
        free(w->aside);
    }
    free(b->v);
    free(b->dir);
    *b = (struct batch){0};
}

/* ---- there ---- */

/* What stands in the place of @w gets a second name; where there are no hard links (memory sticks)
 * another one. */
static int keep(struct batch_file *w)
{
    struct stat st;
    if (w->how != BATCH_OVER)
        return 0;
    if (lstat(w->to, &st) != 0)
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(st.st_mode))
        return EISDIR;
    unlink(w->aside); /* of a process of the same number that died */
    if (link(w->to, w->aside) != 0) {
        if (rename(w->to, w->aside) != 0)
            return errno;
        w->away = true;
    }
    w->kept = true;
    return 0;
}

/* Give @w its name unless that is taken: EEXIST. */
static int take_name(const struct batch_file *w)
{
    struct stat st;
    if (link(w->temp, w->to) == 0)
        return 0;
    if (errno == EEXIST || lstat(w->to, &st) == 0)
        return EEXIST;
    return rename(w->temp, w->to) == 0 ? 0 : errno;
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

static int take_next(struct batch_file *w)
{
    size_t room = strlen(w->to) + 1;
    int e = EEXIST;
    for (int i = 1; e == EEXIST && i <= BATCH_COPIES; i++) {
        if (i == 1)
            snprintf(w->to, room, "%s.%s", w->stem, w->ext);
        else
            snprintf(w->to, room, "%s-%d.%s", w->stem, i, w->ext);
        e = take_name(w);
        w->there = e == 0;
        if (e == EEXIST && same_bytes(w->temp, w->to))
            return batch_sync(w->to);
    }
    return e;
}

static int put(struct batch_file *w)
{
    int e;
    if (w->how == BATCH_NEXT)
        return take_next(w);
    if (w->how == BATCH_NEW)
        e = take_name(w);
    else
        e = rename(w->temp, w->to) == 0 ? 0 : errno;
    w->there = e == 0;
    return e;
}

/* ---- and back ---- */

static void put_back(struct batch *b)
{
    for (size_t i = b->n; i-- > 0;) {
        struct batch_file *w = &b->v[i];
        int rc = 0;
        if (w->kept && (w->there || w->away))
            rc = rename(w->aside, w->to);
        else if (w->kept)
            unlink(w->aside); /* it has its own name too */
        else if (w->there)
            rc = unlink(w->to);
        if (rc != 0) {
            w->stuck = errno;
            b->stuck++;
        }
    }
    (void)batch_sync_folder(b->dir); /* the failure is told already */
}

int batch_publish(struct batch *b)
{
    static int (*const step[])(struct batch_file * w) = {keep, put};
    int e = 0;
    for (size_t i = 0; i < b->n && !e; i++) {
        b->failed = b->v[i].to;
        e = batch_sync(b->v[i].temp);
    }
    for (size_t s = 0; s < sizeof step / sizeof *step; s++)
        for (size_t i = 0; i < b->n && !e; i++) {
            b->failed = b->v[i].to;
            e = step[s](&b->v[i]);
        }
    if (!e && b->n) {
        b->failed = b->dir;
        e = batch_sync_folder(b->dir);
    }
    if (e) {
        put_back(b);
        return e;
    }
    for (size_t i = 0; i < b->n; i++)
        if (b->v[i].kept)
            unlink(b->v[i].aside);
    return 0;
}
