/* SPDX-License-Identifier: MIT */
/* What a file is, before SQLite sees it: a foreign file is left as it was, a journal beside
 * it too. */
#include "db/record/look.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "db/base/reason.h"
#include "db/limits.h"
#include "db/record/hot.h"
#include "db/record/store.h"

enum { LOOKS = 100, HEADER = 100 };

struct header {
    bool ours;
    uint32_t application, version;
    off_t bytes; /* that the file says it has */
};

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* @n bytes from the beginning of @fd: all of them, or what there is; false with errno. */
static bool read_start(int fd, unsigned char *b, size_t n, size_t *got)
{
    for (*got = 0; *got < n;) {
        ssize_t k = pread(fd, b + *got, n - *got, (off_t)*got);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return k == 0;
        *got += (size_t)k;
    }
    return true;
}

static void header_of(const unsigned char b[HEADER], struct header *out)
{
    out->application = be32(b + 68);
    out->version = be32(b + 60);
    uint32_t page = (uint32_t)b[16] << 8 | b[17];
    out->bytes = (off_t)(page == 1 ? 65536 : page) * (off_t)be32(b + 28);
    /* 18, 19: read and write version 1, that is, no WAL. */
    out->ours = memcmp(b, "SQLite format 3", 16) == 0 && b[18] == 1 && b[19] == 1 &&
                out->application == DB_APPLICATION_ID;
}

/* Read the first 100 bytes.  Returns false with errno when the file cannot be read. */
static bool read_header(const char *path, struct header *out, struct stat *st)
{
    *out = (struct header){0};
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    unsigned char b[HEADER] = {0};
    size_t got = 0;
    bool ok = fstat(fd, st) == 0;
    if (ok && S_ISREG(st->st_mode))
        ok = read_start(fd, b, sizeof b, &got);
    if (ok && got == sizeof b)
        header_of(b, out);
    int e = errno;
    close(fd);
    errno = e;
    return ok;
}

bool db_is_session(const char *path)
{
    struct header h;
    struct stat st;
    return read_header(path, &h, &st) && h.ours;
}

int db_older(const char *path)
{
    struct header h;
    struct stat st;
    bool older = read_header(path, &h, &st) && h.ours && h.version >= 1 &&
                 h.version < DB_USER_VERSION && access(path, W_OK) == 0;
    return older ? (int)h.version : 0;
}

/* File systems whose locks cannot be trusted (or NULL). */
static const char *share_kind(const char *path)
{
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return NULL;
    switch ((unsigned long)fs.f_type & 0xffffffffUL) {
    case 0x6969:
        return "NFS";
    case 0x517b:
    case 0xfe534d42:
    case 0xff534d42:
        return "SMB";
    default:
        return NULL;
    }
}

/* Whether a file @path@suffix lies there; its name in @name. */
static bool beside(const char *path, const char *suffix, char *name, size_t n, struct stat *st)
{
    snprintf(name, n, "%s%s", path, suffix);
    return lstat(name, st) == 0;
}

/* SQLite would play a -wal that somebody put there into our file, and we never make one; and would
 * wait for ever for the other end of a pipe called -journal. */
static bool foreign_beside(const char *path, char *name, size_t n)
{
    struct stat st;
    return beside(path, "-wal", name, n, &st) ||
           (beside(path, "-journal", name, n, &st) && !S_ISREG(st.st_mode));
}

static enum db_rc size_look(off_t has, off_t says, struct faults *f)
{
    if (has == says)
        return DB_OK;
    fault_add(f, F_DAMAGED, N_("tệp bị cắt hoặc bị nối thêm"), NULL);
    return DB_FAULT;
}

/* A header of ours, of a version that we know, of a file that is not too large. */
static enum db_rc header_look(const struct header *h, off_t has, struct faults *f)
{
    char number[16];
    if (has > (off_t)MAX_FILE_MB << 20) {
        snprintf(number, sizeof number, "%d", MAX_FILE_MB);
        fault_add(f, F_FILE_TOO_BIG, number, NULL);
    } else if (!h->ours || h->version < 1) {
        fault_add(f, F_NOT_OURS, NULL);
    } else if (h->version > DB_USER_VERSION) {
        snprintf(number, sizeof number, "%u", (unsigned)h->version);
        fault_add(f, F_NEWER, number, NULL);
    } else {
        return DB_OK;
    }
    return DB_FAULT;
}

static enum db_rc look_beside(const char *path, const struct header *h, const struct stat *st,
                              struct faults *f)
{
    char name[PATH_MAX + 16];
    struct stat journal;
    if (foreign_beside(path, name, sizeof name)) {
        const char *base = strrchr(name, '/');
        fault_add(f, F_WAL_BESIDE, base ? base + 1 : name, NULL);
        return DB_FAULT;
    }
    /* A commit that was cut off may leave the file longer or shorter: its journal mends it.
     * One that another program is making now is over in a moment: look again. */
    struct header now = *h;
    struct stat size = *st;
    for (int tries = 0; tries < LOOKS && size.st_size != now.bytes; tries++) {
        if (beside(path, "-journal", name, sizeof name, &journal))
            return DB_OK;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        if (!read_header(path, &now, &size))
            break;
    }
    return size_look(size.st_size, now.bytes, f);
}

enum db_rc file_look(const char *path, struct faults *f)
{
    struct header h;
    struct stat st;
    if (!read_header(path, &h, &st)) {
        if (errno == ENOENT)
            fault_add(f, F_FILE_MISSING, NULL);
        else
            fault_add(f, F_FILE_OPEN, reason_text(errno), NULL);
    } else if (!S_ISREG(st.st_mode)) {
        fault_add(f, F_FILE_KIND, NULL);
    } else if (header_look(&h, st.st_size, f) == DB_OK) {
        if (!share_kind(path))
            return look_beside(path, &h, &st, f);
        fault_add(f, F_FILE_SHARE, share_kind(path), NULL);
    }
    return DB_FAULT;
}

enum db_rc bytes_look(const struct bytes *b, struct faults *f)
{
    struct header h = {0};
    if (b->n >= HEADER)
        header_of(b->v, &h);
    enum db_rc rc = header_look(&h, (off_t)b->n, f);
    return rc == DB_OK ? size_look((off_t)b->n, h.bytes, f) : rc;
}
