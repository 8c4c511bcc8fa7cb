/* SPDX-License-Identifier: MIT */
#include "db/record/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/mem.h"
#include "db/base/reason.h"
#include "db/record/connect.h"

enum { LOCK_TRIES = 25000, LOCK_STEP_NS = 200000 }; /* 5 s, as a writer waits */

/* What SQLite itself has open: a descriptor of our own would drop its locks when it is closed. */
static sqlite3_file *file_of(sqlite3 *h)
{
    sqlite3_file *f = NULL;
    sqlite3_file_control(h, "main", SQLITE_FCNTL_FILE_POINTER, &f);
    return f && f->pMethods ? f : NULL;
}

static int read_bytes(sqlite3_file *f, struct bytes *out)
{
    sqlite3_int64 size = 0;
    int rc = f->pMethods->xFileSize(f, &size);
    if (rc != SQLITE_OK)
        return rc;
    enum { STEP = 1 << 20 };
    out->n = (size_t)size;
    out->v = xmalloc(out->n ? out->n : 1);
    for (size_t at = 0; at < out->n && rc == SQLITE_OK; at += STEP) {
        size_t n = out->n - at < STEP ? out->n - at : STEP;
        rc = f->pMethods->xRead(f, out->v + at, (int)n, (sqlite3_int64)at);
    }
    return rc;
}

/* The journal has no locks: read as any file. */
static bool read_journal(const char *path, struct bytes *out)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool ok = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (ok) {
        out->n = (size_t)st.st_size;
        out->v = xmalloc(out->n ? out->n : 1);
        for (size_t at = 0; ok && at < out->n;) {
            ssize_t n = pread(fd, out->v + at, out->n - at, (off_t)at);
            ok = n > 0;
            at += ok ? (size_t)n : 0;
        }
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

/* A journal lies there that no living writer owns.  Both are read under a shared lock, so that
 * nobody plays it meanwhile. */
static enum db_rc read_hot(sqlite3 *h, const char *path, struct copy *out, struct faults *f)
{
    char name[PATH_MAX + 16];
    struct bytes journal = {0};
    sqlite3_file *file = file_of(h);
    snprintf(name, sizeof name, "%s-journal", path);
    int rc = file ? SQLITE_BUSY : SQLITE_CANTOPEN;
    for (int i = 0; rc == SQLITE_BUSY && i < LOCK_TRIES; i++) {
        if (i)
            nanosleep(&(struct timespec){.tv_nsec = LOCK_STEP_NS}, NULL);
        rc = file->pMethods->xLock(file, SQLITE_LOCK_SHARED);
    }
    if (rc != SQLITE_OK) {
        fault_add(f, rc == SQLITE_BUSY ? F_BUSY : F_FILE_OPEN, reason_text(EIO), NULL);
        return DB_FAULT;
    }
    rc = read_bytes(file, &out->bytes);
    bool there = read_journal(name, &journal);
    file->pMethods->xUnlock(file, SQLITE_LOCK_NONE);
    bool fits = rc == SQLITE_OK && there && hot_play(&journal, &out->bytes);
    free(journal.v);
    out->played = fits;
    if (fits)
        return DB_OK;
    const char *base = strrchr(name, '/');
    fault_add(f, F_JOURNAL_FOREIGN, base ? base + 1 : name, NULL);
    return DB_FAULT;
}

/* A connection that reads @bytes; they stay the caller's. */
static int read_from(const struct bytes *bytes, sqlite3 **h)
{
    int rc = store_connect(h, ":memory:", SQLITE_OPEN_READWRITE);
    store_heap(bytes->n);
    if (rc == SQLITE_OK)
        rc = sqlite3_deserialize(*h, "main", bytes->v, (sqlite3_int64)bytes->n,
                                 (sqlite3_int64)bytes->n, SQLITE_DESERIALIZE_READONLY);
    return rc;
}

static enum db_rc unreadable(int rc, struct faults *f)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
        fault_add(f, F_BUSY, NULL);
        break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        fault_add(f, F_DAMAGED, N_("nội dung không đọc được"), NULL);
        break;
    default:
        fault_add(f, F_FILE_OPEN, reason_text(errno), NULL);
    }
    return DB_FAULT;
}

/* One that may grow, with bytes of its own. */
static int write_from(const struct bytes *bytes, sqlite3 **h)
{
    int rc = store_connect(h, ":memory:", SQLITE_OPEN_READWRITE);
    store_heap(bytes->n);
    unsigned char *own = rc == SQLITE_OK ? sqlite3_malloc64(bytes->n) : NULL;
    if (rc == SQLITE_OK && !own)
        rc = SQLITE_NOMEM;
    if (rc == SQLITE_OK)
        rc = sqlite3_deserialize(*h, "main", memcpy(own, bytes->v, bytes->n),
                                 (sqlite3_int64)bytes->n, (sqlite3_int64)bytes->n,
                                 SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    return rc;
}

/* What @h reads now. */
static int read_now(sqlite3 *h, struct bytes *out)
{
    sqlite3_file *file = file_of(h);
    bool begun = file && sqlite3_get_autocommit(h);
    int rc = file ? SQLITE_OK : SQLITE_CANTOPEN;
    if (begun)
        rc = store_run(h, "BEGIN; SELECT 1 FROM main.sqlite_schema LIMIT 1");
    if (rc == SQLITE_OK)
        rc = read_bytes(file, out);
    if (begun)
        store_run(h, "COMMIT");
    return rc;
}

enum db_rc copy_live(sqlite3 *h, struct copy *out, struct faults *f)
{
    *out = (struct copy){0};
    int rc = read_now(h, &out->bytes);
    if (rc == SQLITE_OK)
        rc = read_from(&out->bytes, &out->h);
    return rc == SQLITE_OK ? DB_OK : unreadable(rc, f);
}

enum db_rc copy_scratch(sqlite3 *h, struct copy *out, struct faults *f)
{
    struct bytes now = {0};
    *out = (struct copy){0};
    int rc = read_now(h, &now);
    if (rc == SQLITE_OK)
        rc = write_from(&now, &out->h);
    free(now.v);
    return rc == SQLITE_OK ? DB_OK : unreadable(rc, f);
}

int64_t copy_size(sqlite3 *h)
{
    const char *name = sqlite3_db_filename(h, "main"); /* "" in memory */
    sqlite3_file *file = name && *name ? file_of(h) : NULL;
    sqlite3_int64 size = 0;
    return file && file->pMethods->xFileSize(file, &size) == SQLITE_OK ? size : 0;
}

enum db_rc copy_read(const char *path, struct copy *out, struct faults *f)
{
    *out = (struct copy){0};
    sqlite3 *h = NULL;
    enum db_rc rc = DB_OK;
    int got = store_connect(&h, path, SQLITE_OPEN_READONLY);
    if (got == SQLITE_OK)
        got = store_run(h, "BEGIN; SELECT 1 FROM main.sqlite_schema LIMIT 1");
    if (got == SQLITE_READONLY_ROLLBACK) {
        rc = read_hot(h, path, out, f);
        got = SQLITE_OK;
    } else if (got == SQLITE_OK) {
        got = read_bytes(file_of(h), &out->bytes);
    }
    sqlite3_close_v2(h);
    if (rc == DB_OK && got == SQLITE_OK)
        got = read_from(&out->bytes, &out->h);
    return got == SQLITE_OK ? rc : unreadable(got, f);
}

enum db_rc copy_bytes(const void *bytes, size_t n, struct copy *out, struct faults *f)
{
    *out = (struct copy){.bytes = {xmalloc(n ? n : 1), n}};
    if (n)
        memcpy(out->bytes.v, bytes, n);
    int rc = read_from(&out->bytes, &out->h);
    return rc == SQLITE_OK ? DB_OK : unreadable(rc, f);
}

void copy_free(struct copy *c)
{
    sqlite3_close_v2(c->h);
    free(c->bytes.v);
    *c = (struct copy){0};
}
