/* SPDX-License-Identifier: MIT */
/* tui/lead.c - an flock on a small file outside the record. */
#include "tui/lead.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "db/base/date.h"
#include "db/base/mem.h"
#include "db/base/text.h"
#include "db/record/turn.h"
#include "tui/kit/i18n.h"

/* "1234 pts/0 09:42": who we are, for the one who comes second. */
static void sign(int fd)
{
    char text[96], at[8] = "";
    time_t now = time(NULL);
    struct tm tm;
    if (date_local((int64_t)now, &tm))
        strftime(at, sizeof at, "%H:%M", &tm);
    const char *tty = ttyname(STDIN_FILENO);
    tty = tty ? tty : "-";
    if (strncmp(tty, "/dev/", 5) == 0)
        tty += 5;
    int n = snprintf(text, sizeof text, "%ld %.40s %s\n", (long)getpid(), tty, at);
    /* The lock holds without it: the text only tells the second console whom to ask. */
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)n, 0) != n)
        return;
}

static void read_holder(int fd, char holder[96])
{
    char text[96] = "", tty[41] = "-", at[8] = "?";
    long pid = 0;
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    sscanf(text, "%ld %40s %7s", &pid, tty, at);
    char *safe = text_safe(tty, 40);
    snprintf(holder, 96, _("tiến trình %ld, màn hình %s, từ %s"), pid, safe, at);
    free(safe);
}

enum lead_rc lead_take(struct lead *l, const char *path, char holder[96])
{
    holder[0] = '\0';
    int fd = turn_file(path, "lead");
    if (fd < 0)
        return LEAD_FAULT;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        enum lead_rc rc = errno == EWOULDBLOCK ? LEAD_HELD : LEAD_FAULT;
        if (rc == LEAD_HELD)
            read_holder(fd, holder);
        close(fd);
        return rc;
    }
    sign(fd);
    l->fd = fd;
    return LEAD_OK;
}

void lead_drop(struct lead *l)
{
    if (l->fd > 0)
        close(l->fd);
    l->fd = 0;
}
