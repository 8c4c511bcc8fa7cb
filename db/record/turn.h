/* SPDX-License-Identifier: MIT */
/* db/record/turn.h - whose turn it is to begin a transaction, among those who write at once.
 *
 * SQLite has no queue: of many who wait, whoever asks at the right moment is next, and one may
 * wait a hundred turns.  Here each draws a number, and one at a time asks SQLite.  It is a
 * courtesy: where the small file cannot be had (no room, another user's folder) nothing is lost
 * but the order.
 */
#ifndef DB_RECORD_TURN_H
#define DB_RECORD_TURN_H

#include <stdbool.h>
#include <stdint.h>

struct turn {
    int fd;      /* the small file, once there was a need of it; 0: not yet */
    bool unable; /* it cannot be had: not asked for again */
    bool drawn;  /* a number, which is not given back yet */
    uint32_t number;
};

/* Draw a number for writing to the session file @path and wait until it is called, 5 s at most. */
void turn_take(struct turn *t, const char *path);
/* The transaction has begun, or will not: the next one may ask. */
void turn_give(struct turn *t);
void turn_close(struct turn *t);

/* A small file outside the record that belongs to the session file @path: KIND is its ending.  In
 * $XDG_RUNTIME_DIR/hoidong (or /tmp/hoidong-UID), named by device and inode, so that two paths to
 * one file are one.  The descriptor, which the caller closes; -1 with errno. */
int turn_file(const char *path, const char *kind);

#endif
