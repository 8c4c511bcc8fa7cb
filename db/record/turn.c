/* SPDX-License-Identifier: MIT */
/* Numbers drawn from a small file outside the record, as at a counter. */
#include "db/record/turn.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/base/mem.h"

/* A folder that nobody else can write, made if need be; NULL with errno.  The caller frees. */
static char *turn_folder(void)
{
    const char *run = getenv("XDG_RUNTIME_DIR");
    char *dir = run && *run == '/' ? xasprintf("%s/hoidong", run)
                                   : xasprintf("/tmp/hoidong-%lu", (unsigned long)getuid());
    struct stat st;
    if (mkdir(dir, 0700) == 0 || errno == EEXIST) {
        if (lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == getuid() &&
            (st.st_mode & 022) == 0)
            return dir;
        errno = EACCES;
    }
    free(dir);
    return NULL;
}

int turn_file(const char *path, const char *kind)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return -1;
    char *dir = turn_folder();
    if (!dir)
        return -1;
    char *name = xasprintf("%s/%jx-%jx.%s", dir, (uintmax_t)st.st_dev, (uintmax_t)st.st_ino, kind);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    free(name);
    free(dir);
    return fd;
}

static int64_t mono_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* What the file says: the number that the next one who comes gets, and the one whose turn it is.
 * Numbers go round. */
struct desk {
    uint32_t next, serving;
};

/* Who is this far from his turn asks again so much later.  A number that nobody comes forward with
 * (its process was killed, or stopped) is passed over. */
enum { STEP_US = 200, STEPS = 10, STALLED_US = 250000, TURN_US = 5000000 };

static bool read_desk(int fd, struct desk *d)
{
    ssize_t n = pread(fd, d, sizeof *d, 0);
    if (n == 0)
        *d = (struct desk){0};
    return n == 0 || n == (ssize_t)sizeof *d;
}

/* For the time of a few instructions: who does not get it does without. */
static bool lock_desk(int fd)
{
    for (int i = 0; i < 50; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        nanosleep(&(struct timespec){.tv_nsec = 20000}, NULL);
    }
    return false;
}

static bool draw_number(struct turn *t, struct desk *d)
{
    if (!lock_desk(t->fd))
        return false;
    bool ok = read_desk(t->fd, d);
    t->number = d->next++;
    ok = ok && pwrite(t->fd, d, sizeof *d, 0) == (ssize_t)sizeof *d;
    flock(t->fd, LOCK_UN);
    return ok;
}

/* The turn goes to @number, unless it is further on.  Where that cannot be written those who wait
 * pass over it in the end. */
static void serve(const struct turn *t, uint32_t number)
{
    struct desk d;
    if (!lock_desk(t->fd))
        return;
    bool behind = read_desk(t->fd, &d) && (int32_t)(number - d.serving) > 0;
    d.serving = number;
    ssize_t n = behind ? pwrite(t->fd, &d, sizeof d, 0) : 0;
    (void)n;
    flock(t->fd, LOCK_UN);
}

void turn_take(struct turn *t, const char *path)
{
    struct desk d;
    if (!t->fd && !t->unable) {
        int fd = turn_file(path, "turn");
        t->fd = fd > 0 ? fd : 0;
        t->unable = fd <= 0;
    }
    t->drawn = t->fd && draw_number(t, &d);
    if (!t->drawn)
        return;
    int64_t begun = mono_us(), moved = begun, now = begun;
    uint32_t serving = d.serving;
    while ((int32_t)(t->number - d.serving) > 0 && now - begun < TURN_US) {
        uint32_t before = t->number - d.serving;
        long steps = before < STEPS ? (long)before : STEPS;
        nanosleep(&(struct timespec){.tv_nsec = steps * STEP_US * 1000}, NULL);
        now = mono_us();
        if (!read_desk(t->fd, &d))
            return;
        if (d.serving != serving) {
            serving = d.serving;
            moved = now;
        } else if (now - moved > STALLED_US) {
            serve(t, serving + 1);
            moved = now;
        }
    }
}

void turn_give(struct turn *t)
{
    if (t->drawn)
        serve(t, t->number + 1);
    t->drawn = false;
}

void turn_close(struct turn *t)
{
    if (t->fd)
        close(t->fd);
    *t = (struct turn){0};
}
