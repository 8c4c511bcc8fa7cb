/* SPDX-License-Identifier: MIT */
#include "db/base/regular.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/base/mem.h"

enum { FIRST_BYTES = 256 << 10 };

/* 0, or the errno of what is no regular file. */
static int kind_of(const struct stat *st)
{
    return S_ISREG(st->st_mode) ? 0 : S_ISDIR(st->st_mode) ? EISDIR : NOT_REGULAR;
}

/* Asked before opening, because opening a device can act; asked again after, because the name may
 * have changed hands; never waits for the other end of a pipe. */
int regular_open(const char *path)
{
    struct stat st;
    int why = stat(path, &st) != 0 ? errno : kind_of(&st);
    int fd = why ? -1 : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (!why)
        why = fd < 0 || fstat(fd, &st) != 0 ? errno : kind_of(&st);
    if (why && fd >= 0) {
        close(fd);
        fd = -1;
    }
    errno = why;
    return fd;
}

FILE *regular_stream(const char *path)
{
    int fd = regular_open(path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
    if (fd >= 0 && !f)
        close(fd);
    return f;
}

char *regular_read(const char *path, size_t most, size_t *len)
{
    int fd = regular_open(path), why = 0;
    if (fd < 0)
        return NULL;
    size_t cap = FIRST_BYTES, n = 0;
    char *data = xmalloc(cap);
    for (ssize_t k = 1; k != 0 && !why;) {
        if (n + 1 == cap)
            data = xrealloc(data, cap *= 2);
        k = read(fd, data + n, cap - n - 1);
        n += k > 0 ? (size_t)k : 0;
        if (k < 0 && errno != EINTR)
            why = errno;
        else if (n > most)
            why = EFBIG;
    }
    close(fd);
    if (why) {
        free(data);
        errno = why;
        return NULL;
    }
    data[n] = '\0';
    *len = n;
    return data;
}
