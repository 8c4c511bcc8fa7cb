/* SPDX-License-Identifier: MIT */
/* A disk that can be full, fail, and lose its power: a VFS above SQLite's own. */
#include "tests/sim/sim.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "db/base/mem.h"
#include "tests/sim/dead.h"

enum { SECTOR = 512 };

/* A write, or (v NULL) a cut to @at bytes, that is not flushed yet. */
struct op {
    size_t at, n;
    unsigned char *v;
};
/* Of the file and of its journal: what a power cut cannot take. */
struct image {
    char path[PATH_MAX];
    bool exists;
    unsigned char *v;
    size_t n;
    struct op *op;
    size_t ops, room;
};
/* An open file; SQLite's own stands behind it. */
struct file {
    sqlite3_file base;
    struct image *image; /* NULL: not the session's */
    int owner, lock;
    struct file *next;
};

static struct {
    sqlite3_vfs vfs, *under;
    struct image image[2];
    struct file *files;
    bool full;
    int fail; /* calls until one fails; 0: none will */
    long ticks;
} d;

static sqlite3_file *under(sqlite3_file *f)
{
    return (sqlite3_file *)((char *)f + (sizeof(struct file) + 7) / 8 * 8);
}

/* ---- what is flushed ---- */

static void resize(struct image *im, size_t n)
{
    im->v = xrealloc(im->v, n + 1);
    if (n > im->n)
        memset(im->v + im->n, 0, n - im->n);
    im->n = n;
}

static void put(struct image *im, size_t at, const unsigned char *v, size_t n)
{
    if (at + n > im->n)
        resize(im, at + n);
    memcpy(im->v + at, v, n);
}

static void forget_ops(struct image *im)
{
    for (size_t i = 0; i < im->ops; i++)
        free(im->op[i].v);
    im->ops = 0;
}

static void apply(struct image *im, const struct op *o)
{
    if (o->v)
        put(im, o->at, o->v, o->n);
    else
        resize(im, o->at);
}

static void flush(struct image *im)
{
    for (size_t i = 0; i < im->ops; i++)
        apply(im, &im->op[i]);
    forget_ops(im);
    im->exists = true;
}

static void remember(struct image *im, size_t at, const void *v, size_t n)
{
    if (im->ops == im->room)
        im->op = xrealloc(im->op, (im->room = im->room * 2 + 16) * sizeof *im->op);
    struct op *o = &im->op[im->ops++];
    *o = (struct op){.at = at, .n = n, .v = v ? xmalloc(n) : NULL};
    if (v)
        memcpy(o->v, v, n);
}

static struct image *image_of(const char *path)
{
    for (int i = 0; path && i < 2; i++)
        if (strcmp(d.image[i].path, path) == 0)
            return &d.image[i];
    return NULL;
}

/* The kernel's times have steps of some milliseconds, which no test can count on: each change has
 * one of its own. */
static void touch(const char *path)
{
    struct timespec t[2] = {{.tv_sec = ++d.ticks}, {.tv_sec = d.ticks}};
    (void)utimensat(AT_FDCWD, path, t, 0);
}

/* ---- the methods ---- */

static bool fails(void)
{
    return d.fail > 0 && sim_task() >= 0 && --d.fail == 0;
}

static void leave(struct file *f)
{
    for (struct file **p = &d.files; *p; p = &(*p)->next)
        if (*p == f) {
            *p = f->next;
            break;
        }
}

static int x_close(sqlite3_file *s)
{
    struct file *f = (struct file *)s;
    leave(f);
    return under(s)->pMethods->xClose(under(s));
}

static int x_read(sqlite3_file *s, void *v, int n, sqlite3_int64 at)
{
    sim_point();
    return under(s)->pMethods->xRead(under(s), v, n, at);
}

static int x_write(sqlite3_file *s, const void *v, int n, sqlite3_int64 at)
{
    struct file *f = (struct file *)s;
    sqlite3_int64 size = 0;
    sim_point();
    if (fails())
        return SQLITE_IOERR_WRITE;
    if (d.full && under(s)->pMethods->xFileSize(under(s), &size) == SQLITE_OK && at + n > size)
        return SQLITE_FULL;
    if (f->image && sim_council()->plant == PLANT_DROP && f->image == &d.image[0] &&
        sim_task() >= 0 && sim_one_in(200))
        return SQLITE_OK;
    int rc = under(s)->pMethods->xWrite(under(s), v, n, at);
    if (f->image && rc == SQLITE_OK) {
        remember(f->image, (size_t)at, v, (size_t)n);
        touch(f->image->path);
    }
    return rc;
}

static int x_truncate(sqlite3_file *s, sqlite3_int64 size)
{
    struct file *f = (struct file *)s;
    sim_point();
    int rc = under(s)->pMethods->xTruncate(under(s), size);
    if (f->image && rc == SQLITE_OK) {
        remember(f->image, (size_t)size, NULL, 0);
        touch(f->image->path);
    }
    return rc;
}

static int x_sync(sqlite3_file *s, int flags)
{
    struct file *f = (struct file *)s;
    (void)flags; /* the real disk needs none: a cut is ours */
    sim_point();
    if (fails()) {
        /* The kernel may drop what it could not write, and call the pages clean. */
        if (f->image)
            forget_ops(f->image);
        return SQLITE_IOERR_FSYNC;
    }
    if (f->image && sim_council()->plant != PLANT_LIE)
        flush(f->image);
    return SQLITE_OK;
}

static int x_size(sqlite3_file *s, sqlite3_int64 *n)
{
    return under(s)->pMethods->xFileSize(under(s), n);
}

static int x_lock(sqlite3_file *s, int level)
{
    sim_point();
    int rc = under(s)->pMethods->xLock(under(s), level);
    if (rc == SQLITE_OK)
        ((struct file *)s)->lock = level;
    return rc;
}

static int x_unlock(sqlite3_file *s, int level)
{
    int rc = under(s)->pMethods->xUnlock(under(s), level);
    if (rc == SQLITE_OK)
        ((struct file *)s)->lock = level;
    return rc;
}

static int x_reserved(sqlite3_file *s, int *out)
{
    return under(s)->pMethods->xCheckReservedLock(under(s), out);
}

static int x_control(sqlite3_file *s, int op, void *arg)
{
    return under(s)->pMethods->xFileControl(under(s), op, arg);
}

static int x_sector(sqlite3_file *s)
{
    return under(s)->pMethods->xSectorSize(under(s));
}

static int x_traits(sqlite3_file *s)
{
    return under(s)->pMethods->xDeviceCharacteristics(under(s));
}

static const sqlite3_io_methods methods = {.iVersion = 1,
                                           .xClose = x_close,
                                           .xRead = x_read,
                                           .xWrite = x_write,
                                           .xTruncate = x_truncate,
                                           .xSync = x_sync,
                                           .xFileSize = x_size,
                                           .xLock = x_lock,
                                           .xUnlock = x_unlock,
                                           .xCheckReservedLock = x_reserved,
                                           .xFileControl = x_control,
                                           .xSectorSize = x_sector,
                                           .xDeviceCharacteristics = x_traits};

static int x_open(sqlite3_vfs *v, const char *name, sqlite3_file *s, int flags, int *out)
{
    struct file *f = (struct file *)s;
    (void)v;
    *f = (struct file){.image = image_of(name), .owner = sim_task()};
    if (f->image)
        sim_point();
    int rc = d.under->xOpen(d.under, name, under(s), flags, out);
    if (rc != SQLITE_OK)
        return rc;
    f->base.pMethods = &methods;
    f->next = d.files;
    d.files = f;
    return rc;
}

/* With @sync the folder is flushed: the name is gone.  Else it may be back after a cut. */
static int x_delete(sqlite3_vfs *v, const char *name, int sync)
{
    struct image *im = image_of(name);
    (void)v;
    sim_point();
    if (fails())
        return SQLITE_IOERR_DELETE;
    int rc = d.under->xDelete(d.under, name, 0);
    if (!im || rc != SQLITE_OK)
        return rc;
    forget_ops(im);
    if (sync && sim_council()->plant != PLANT_LIE) {
        im->exists = false;
        resize(im, 0);
    }
    return rc;
}

static int x_random(sqlite3_vfs *v, int n, char *out)
{
    (void)v;
    for (int i = 0; i < n; i++)
        out[i] = (char)sim_below(256);
    return n;
}

static int x_sleep(sqlite3_vfs *v, int us)
{
    (void)v;
    sim_sleep(&(struct timespec){.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000});
    return us;
}

void disk_begin(const char *path)
{
    /* The memory of the killed stays theirs: db/record/connect.c would count it. */
    sqlite3_hard_heap_limit64((sqlite3_int64)8 << 30);
    d.under = sqlite3_vfs_find(NULL);
    d.vfs = *d.under;
    d.vfs.zName = "sim";
    d.vfs.szOsFile = (int)(sizeof(struct file) + 8) + d.under->szOsFile;
    d.vfs.pNext = NULL;
    d.vfs.xOpen = x_open;
    d.vfs.xDelete = x_delete;
    d.vfs.xRandomness = x_random;
    d.vfs.xSleep = x_sleep;
    if (sqlite3_vfs_register(&d.vfs, 1) != SQLITE_OK)
        sim_fail("no vfs");
    snprintf(d.image[0].path, PATH_MAX, "%s", path);
    snprintf(d.image[1].path, PATH_MAX, "%.*s-journal", PATH_MAX - 16, path);
}

const char *disk_path(void)
{
    return d.image[0].path;
}

/* ---- what happens to it ---- */

void disk_full(bool full)
{
    d.full = full;
}

void disk_fail_once(void)
{
    d.fail = 1 + (int)sim_below(60);
}

void disk_kill(int task)
{
    for (struct file *f = d.files, *next; f; f = next) {
        next = f->next;
        if (f->owner != task)
            continue;
        sqlite3_file *u = under(&f->base);
        u->pMethods->xUnlock(u, SQLITE_LOCK_NONE);
        u->pMethods->xClose(u);
        leave(f);
        f->base.pMethods = &dead_methods;
    }
}

bool disk_quiet(void)
{
    for (struct file *f = d.files; f; f = f->next)
        if (f->owner >= 0 && f->lock != SQLITE_LOCK_NONE)
            return false;
    return true;
}

/* Of a write that was under way, some sectors. */
static void tear(struct image *im, const struct op *o)
{
    for (size_t at = 0; at < o->n; at += SECTOR)
        if (sim_one_in(2))
            put(im, o->at + at, o->v + at, o->n - at < SECTOR ? o->n - at : SECTOR);
}

static void write_file(const char *path, const unsigned char *v, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0;
    for (size_t at = 0; ok && at < n;) {
        ssize_t k = write(fd, v + at, n - at);
        ok = k > 0;
        at += ok ? (size_t)k : 0;
    }
    if (!ok || close(fd) != 0)
        sim_fail("cannot write %s", path);
    touch(path);
}

static void cut(struct image *im)
{
    uint32_t how = sim_below(4); /* nothing, everything, some, torn */
    bool there = im->exists || (im->ops && how && sim_one_in(2));
    for (size_t i = 0; there && i < im->ops; i++) {
        const struct op *o = &im->op[i];
        if (how == 3 && o->v && sim_one_in(2))
            tear(im, o);
        else if (how == 1 || (how > 1 && sim_one_in(2)))
            apply(im, o);
    }
    sim_tell("  %zu writes not flushed, %s of them kept: %zu bytes", im->ops,
             how == 0   ? "none"
             : how == 1 ? "all"
             : how == 2 ? "some"
                        : "torn",
             there ? im->n : 0);
    forget_ops(im);
    im->exists = there;
    if (there)
        write_file(im->path, im->v, im->n);
    else
        unlink(im->path);
}

void disk_cut(void)
{
    if (d.files)
        sim_fail("a file is open after the cut");
    cut(&d.image[0]);
    cut(&d.image[1]);
}

unsigned char *disk_take(size_t *n)
{
    struct stat st;
    int fd = open(d.image[0].path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0)
        sim_fail("the file is gone");
    unsigned char *v = xmalloc((size_t)st.st_size + 1);
    if (read(fd, v, (size_t)st.st_size) != st.st_size)
        sim_fail("the file cannot be read");
    close(fd);
    *n = (size_t)st.st_size;
    return v;
}

void disk_keep(void)
{
    struct image *im = &d.image[0];
    forget_ops(im);
    free(im->v);
    im->v = disk_take(&im->n);
    im->exists = true;
}

void disk_put(const unsigned char *v, size_t n, bool renamed)
{
    struct image *im = &d.image[0];
    char other[PATH_MAX];
    snprintf(other, sizeof other, "%.*s.other", PATH_MAX - 16, im->path);
    write_file(renamed ? other : im->path, v, n);
    if (renamed && rename(other, im->path) != 0)
        sim_fail("cannot rename");
    disk_keep();
}
