/* SPDX-License-Identifier: MIT */
/* tui/lead.h - who leads a session: one console at a time.
 *
 * A lock outside the session file: an flock on a small file in $XDG_RUNTIME_DIR/hoidong (or
 * /tmp/hoidong-UID), named by the device and inode of the session file, so that two paths to
 * one file are one lock.  The kernel drops it when the process ends in whatever way.  The
 * record itself needs none of this: SQLite's own locks keep it whole. */
#ifndef TUI_LEAD_H
#define TUI_LEAD_H

#include <stdbool.h>

struct lead {
    int fd; /* 0 while nothing is held: standard streams are never given away */
};

enum lead_rc {
    LEAD_OK,
    LEAD_HELD, /* by another process: see @holder */
    LEAD_FAULT /* the session file or the lock's folder cannot be used; see errno */
};

/* Take the lead of @path, which exists.  @holder gets who has it, "pid 1234, tty1, 09:42". */
enum lead_rc lead_take(struct lead *l, const char *path, char holder[96]);
/* Nothing when nothing is held. */
void lead_drop(struct lead *l);

#endif
